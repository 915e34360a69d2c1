/** What the window may send with each question: checked before anything is done with it. */
import { type Api, MAX_FILE_BYTES } from '../shared/api.ts';
import { EXPORT_NAME } from './exports.ts';
import { SESSION } from './recovery.ts';

type Check = (value: unknown) => boolean;

const MAX_TEXT = 20 * 1024 * 1024;
const MAX_MENU_DEPTH = 4;

const text =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= max;
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const flag: Check = (value) => typeof value === 'boolean';
const count: Check = (value) => Number.isSafeInteger(value);
const bytes: Check = (value) => value instanceof Uint8Array && value.byteLength <= MAX_FILE_BYTES;
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const shape =
  (parts: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(parts).every(([key, check]) => check((value as Record<string, unknown>)[key]));

const id = text(80);
const name = text(255);
const content = text(MAX_TEXT);
const keys = optional(matching(/^[\w+=~/.,;'[\]\\-]{1,40}$/));
/** Only shown, and written by the person in part. Whether work is unsaved comes with it, so length alone refuses nothing. */
const label = content;
const ITEMS: Readonly<Record<string, Check>> = {
  command: shape({ id, label, keys, enabled: flag, checked: optional(flag) }),
  role: shape({
    role: oneOf('cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen', 'quit'),
    label,
    keys,
  }),
  separator: () => true,
};
const summary = shape({ errors: count, warnings: count, blanks: count, exported: flag });
const copy = shape({
  session: matching(SESSION),
  file: orNull(id),
  name,
  text: content,
  handedAt: orNull(count),
  place: optional(text(500)),
});
const menu =
  (depth: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= 200 && value.every((item) => menuItem(item, depth));
function menuItem(item: unknown, depth: number): boolean {
  const { kind, label: shown, items } = (item ?? {}) as Record<string, unknown>;
  if (kind === 'menu') return depth < MAX_MENU_DEPTH && label(shown) && menu(depth + 1)(items);
  return typeof kind === 'string' && Object.hasOwn(ITEMS, kind) && ITEMS[kind]?.(item) === true;
}

export type Method = Exclude<keyof Api, 'edition' | 'remembersFiles' | 'listen'>;

/** One check for each argument, in order. A dropped file arrives as its path, which the preload found out. */
const ARGUMENTS: Readonly<Record<Method, readonly Check[]>> = {
  start: [],
  recent: [],
  remember: [id, orNull(summary)],
  forget: [id],
  open: [],
  choose: [],
  openRecent: [id],
  openDropped: [shape({ name, path: text(4096) })],
  save: [
    shape({
      session: matching(SESSION),
      file: orNull(id),
      suggestedName: name,
      text: content,
      summary,
      overwrite: flag,
    }),
  ],
  onDisk: [id],
  keepRecovery: [copy],
  dropRecovery: [matching(SESSION), flag],
  backups: [orNull(id)],
  readBackup: [text(400)],
  setAside: [copy],
  chooseFolder: [],
  folderOf: [orNull(id)],
  writeExport: [shape({ folder: id, name: matching(EXPORT_NAME), bytes, overwrite: flag })],
  pdf: [content],
  print: [content],
  openExported: [id],
  reveal: [id],
  copy: [shape({ text: content, html: content })],
  clipboard: [],
  setTheme: [oneOf('system', 'light', 'dark')],
  describe: [shape({ title: label, file: orNull(id), dirty: flag, menu: menu(0) })],
  close: [],
};
export const METHODS = Object.keys(ARGUMENTS) as Method[];

export function checkArguments(method: Method, given: readonly unknown[]): void {
  const checks = ARGUMENTS[method];
  const isFit = given.length === checks.length && checks.every((check, index) => check(given[index]));
  if (!isFit) throw new Error(`refused: arguments of ${method}`);
}
