/** The machine this window runs on: Electron where its preload put it, otherwise the browser itself. */
import type { Api } from '../shared/api.ts';
import { browserApi } from './browser-api.ts';

declare global {
  interface Window {
    readonly nianbao?: Api;
  }
}
export const api: Api = window.nianbao ?? browserApi();
