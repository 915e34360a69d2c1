import type { Api } from '../shared/api.ts';
export function browserApi(): Api {
  throw new Error('not yet');
}
