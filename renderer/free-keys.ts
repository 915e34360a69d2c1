/** Keys as they are shown: in a tab, not those that the browser keeps for its own windows and tabs. */
import { api } from './machine.ts';

const KEPT = /^Ctrl\+(?:(?:Shift\+)?[NTW]|[1-8](?:～[1-8])?)$/;
/** Installed as a program of its own, the window has them. */
const isTab = (): boolean => api.edition === 'browser' && matchMedia('(display-mode: browser)').matches;
export const isFree = (keys: string): boolean => !KEPT.test(keys) || !isTab();
export const freeKeys = (keys: string | undefined): string => (keys && isFree(keys) ? keys : '');
