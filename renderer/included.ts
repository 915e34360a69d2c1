/** Where what follows from the same cause stands, in the words of the form (R18). */
import type { Finding } from '../shared/finding.ts';
import { fieldOf } from '../shared/form.ts';
import { isOfColumn } from '../shared/rules.ts';

const MOST = 3;
/** 总计列、自然人 · （七）总计; of more than three the first, and how many there are. */
export function includedPlaces({ includes }: Finding): string {
  const places = [...new Set(includes.map(placeOf))].filter((place) => place !== '');
  const named = places.slice(0, MOST).join('、');
  return places.length > MOST ? `${named}等 ${places.length} 处` : named;
}
function placeOf({ rule, cells: [first = ''] }: Finding['includes'][number]): string {
  const [table = '', ...parts] = fieldOf(first)?.place.split(' · ') ?? [];
  return isOfColumn(rule) ? `${table}${parts[0]}列` : [table, ...parts].join(' · ');
}
