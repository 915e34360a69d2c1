/**
 * The labels of the form as published reports print them: broken, misprinted, shortened. A row of numbers is known by its label and
 * never by its place, because a number in the wrong row is far worse than a blank one.
 */
import { type Field, FORMS, type Form, type GridCell, REQUEST_COLUMNS, type Table } from '../shared/form.ts';

/** Letters, digits and characters only, half width: how a label is compared. */
export const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/** A row of numbers of a form: its fields in their order, and every way its label is printed. */
export interface LabelledRow {
  readonly table: Table;
  readonly label: string;
  readonly fields: readonly Field[];
  /** Bare; the first is that of the form. */
  readonly names: readonly string[];
}

/** Shorter names seen in published reports; each says by itself which row it is. */
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  'requests.partiallyGranted': ['部分公开'],
  'requests.other.notCorrected': ['逾期不补正', '逾期未补正'],
  'requests.other.feeUnpaid': ['逾期不缴费', '逾期未缴费'],
  'proactive.normativeDocs': ['规范性文件'],
};
/** Words that other labels end with too: these rows are known with their number only. */
const NEEDS_NUMBER = new Set(['requests.other', 'requests.other.misc', 'requests.totalDisposed']);
const NUMBERED: Readonly<Record<string, readonly string[]>> = { 'requests.other': ['六其他'] };
const NUMBER = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、．])/;

function namesOf(id: string, label: string): string[] {
  const own = NEEDS_NUMBER.has(id) ? [bare(label), ...(NUMBERED[id] ?? [])] : [bare(label.replace(NUMBER, ''))];
  return [...own, ...(SHORT_NAMES[id] ?? [])];
}

export const rowId = ({ id }: Field): string => id.slice(0, id.lastIndexOf('.'));
const isSlot = (cell: GridCell): cell is Extract<GridCell, { kind: 'value' }> => cell.kind === 'value';

function rowsOf(table: Table): LabelledRow[] {
  return table.rows.flatMap((cells) => {
    const fields = cells.filter(isSlot).map(({ field }) => field);
    const label = cells.findLast((cell) => cell.kind === 'row');
    if (!fields[0] || label?.kind !== 'row') return [];
    const id = rowId(fields[0]);
    return [{ table, label: label.text, fields, names: namesOf(id, label.text) }];
  });
}

/** The rows of tables 二 and 三; table 四 has a single row without a label. */
const rowsByForm = new Map<Form, readonly LabelledRow[]>(
  Object.values(FORMS).map((form) => [form, [...rowsOf(form.tables.proactive), ...rowsOf(form.tables.requests)]]),
);
export const labelledRows = (form: Form): readonly LabelledRow[] => rowsByForm.get(form) ?? [];

/** Everything that is printed in a table and is no number, bare. The longest first, so that none hides in another. */
const PRINTED_BESIDES = [
  '本列数据的钩稽关系为第一项加第二项之和等于第三项加第四项之和',
  '规范性文件',
  '社会公益',
  '法律服务',
  '行政法复议',
];
const everyLabel = Object.values(FORMS).flatMap((form) =>
  Object.values(form.tables).flatMap((table) => table.rows.flat().flatMap((cell) => (cell.kind === 'value' ? [] : [bare(cell.text)]))),
);
const GROUPS = new Set(
  Object.values(FORMS).flatMap(({ tables }) =>
    tables.requests.rows.flat().flatMap((cell) => (cell.kind === 'group' ? [bare(cell.text)] : [])),
  ),
);
/** （三）不予公开, which heads rows of table 三. */
export const isGroup = (text: string): boolean => GROUPS.has(bare(text));
const shortLabels = Object.values(FORMS).flatMap((form) => labelledRows(form).flatMap(({ names }) => names));
const VOCABULARY: readonly string[] = [...new Set([...everyLabel, ...shortLabels, ...PRINTED_BESIDES])].sort((a, b) => b.length - a.length);

/** Words that stand in the tables of 2019 only (R5). */
const OLD_FORM = ['新制作数量', '新公开数量', '公开总数量', '上一年项目数量', '本年增减', '其他对外管理服务事项', '政府集中采购'];
export const looksOld = (text: string): boolean => OLD_FORM.filter((word) => text.includes(word)).length >= 2;

/** The row whose label a text ends with, since what stands before it are group labels and heads. */
export function rowEnding(text: string, rows: readonly LabelledRow[]): LabelledRow | undefined {
  const part = PART_OF_A_ROW.exec(text)?.[1];
  const exact = rows
    .flatMap((row) => row.names.filter((name) => text.endsWith(name) && name !== part).map((name) => ({ row, length: name.length })))
    .sort((a, b) => b.length - a.length);
  return exact[0]?.row ?? (part === undefined ? misprinted(text, rows) : undefined);
}
/** 其中：通过网络新收政府信息公开申请数量 is a part of a row, however like the row it sounds. */
const PART_OF_A_ROW = /其中(.{0,28})$/;

/** Every bare label of a row, with its number and without. */
const ROW_NAMES = Object.values(FORMS).flatMap((form) => labelledRows(form).flatMap((row) => [bare(row.label), ...row.names]));

/** One character in four may be wrong, and no other row may be nearly as like. */
function misprinted(text: string, rows: readonly LabelledRow[]): LabelledRow | undefined {
  const likeness = rows
    .map((row) => ({ row, wrong: Math.min(...row.names.map((name) => wrongCharacters(text, name))) }))
    .sort((a, b) => a.wrong - b.wrong);
  const [best, second] = likeness;
  return best && best.wrong < Number.POSITIVE_INFINITY && (second?.wrong ?? Number.POSITIVE_INFINITY) - best.wrong >= 2
    ? best.row
    : undefined;
}
const MIN_LENGTH = 6;
function wrongCharacters(text: string, name: string): number {
  if (name.length < MIN_LENGTH) return Number.POSITIVE_INFINITY;
  const allowed = Math.floor(name.length / 4);
  const tail = text.slice(-name.length - allowed);
  // Most labels have hardly a character in common: these need no closer look.
  if ([...name].filter((char) => !tail.includes(char)).length > allowed) return Number.POSITIVE_INFINITY;
  const lengths = Array.from({ length: 2 * allowed + 1 }, (_, i) => name.length - allowed + i).filter((length) => length <= text.length);
  const best = Math.min(...lengths.map((length) => distance(text.slice(-length), name)));
  return best <= allowed ? best : Number.POSITIVE_INFINITY;
}
/** How many characters must be put in, taken out or exchanged. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(exchanged, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** True where a text is made of labels of the form and pieces of them: 社会公益, 审结, 法提供 2.没有现成信息需要另行制作. */
export function isOfTheForm(text: string): boolean {
  const word = bare(text);
  if (word === '') return false;
  return VOCABULARY.some((label) => label.includes(word)) || withoutVocabulary(word).length <= word.length / 4;
}
const withoutVocabulary = (text: string): string =>
  uncovered(text)
    .map((at) => text[at])
    .join('');
/** The places of a bare text that belong to no label of the form. */
export function uncovered(text: string): number[] {
  const left: number[] = [];
  for (let at = 0; at < text.length; ) {
    const word = VOCABULARY.find((label) => text.startsWith(label, at));
    if (!word) left.push(at);
    at += word?.length ?? 1;
  }
  return left;
}

/** The seven columns of table 三 by their printed heads; `undefined` for a text that heads none. */
const COLUMN_NAMES = new Map<string, number>([
  ...REQUEST_COLUMNS.map(({ label }, index): [string, number] => [bare(label), index]),
  ['社会公益', 3],
  ['公益组织', 3],
  ['法律服务', 4],
]);
export const requestColumn = (text: string): number | undefined => COLUMN_NAMES.get(bare(text));

/** True for a table that is one of the form, or a piece of one. */
export const isTableOfTheForm = (rows: readonly (readonly string[])[]): boolean => {
  const cells = new Set(rows.flat().map(bare));
  return ROW_NAMES.some((name) => cells.has(name)) || (cells.has('结果维持') && cells.has('尚未审结'));
};
