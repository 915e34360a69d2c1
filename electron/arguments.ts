/** What the window may send with each question: checked before anything is done with it. */
import { type Api, MAX_FILE_BYTES, THEMES } from '../shared/api.ts';
import { type Check, isCount, isFlag, isSummary, optional, orNull, shape } from '../shared/checks.ts';
import { EXPORT_NAME } from './exports.ts';
import { SESSION } from './recovery.ts';

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
const bytes: Check = (value) => value instanceof Uint8Array && value.byteLength <= MAX_FILE_BYTES;
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const id = text(80);
const name = text(255);
const content = text(MAX_TEXT);
const keys = optional(matching(/^[\w+=~/.,;'[\]\\-]{1,40}$/));
/** Only shown, and written by the person in part. Whether work is unsaved comes with it, so length alone refuses nothing. */
const label = content;
const ITEMS: Readonly<Record<string, Check>> = {
  command: shape({ id, label, keys, enabled: isFlag, checked: optional(isFlag) }),
  role: shape({
    role: oneOf('cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen', 'quit'),
    label,
    keys,
  }),
  separator: () => true,
};
const copy = shape({
  session: matching(SESSION),
  file: orNull(id),
  name,
  text: content,
  handedAt: orNull(isCount),
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
  remember: [id, orNull(isSummary)],
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
      summary: isSummary,
      overwrite: isFlag,
    }),
  ],
  onDisk: [id],
  keepRecovery: [copy],
  dropRecovery: [matching(SESSION), isFlag],
  backups: [orNull(id)],
  readBackup: [text(400)],
  setAside: [copy],
  chooseFolder: [],
  folderOf: [orNull(id)],
  writeExport: [shape({ folder: id, name: matching(EXPORT_NAME), bytes, overwrite: isFlag })],
  pdf: [content],
  print: [content],
  openExported: [id],
  reveal: [id],
  copy: [shape({ text: content, html: content })],
  clipboard: [],
  setTheme: [oneOf(...THEMES)],
  describe: [shape({ title: label, file: orNull(id), dirty: isFlag, menu: menu(0) })],
  close: [],
};
export const METHODS = Object.keys(ARGUMENTS) as Method[];

export function checkArguments(method: Method, given: readonly unknown[]): void {
  const checks = ARGUMENTS[method];
  const isFit = given.length === checks.length && checks.every((check, index) => check(given[index]));
  if (!isFit) throw new Error(`refused: arguments of ${method}`);
}
