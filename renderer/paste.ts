/**
 * What a paste would do, before anything is done: where each value of the clipboard goes, and what stands there.
 *
 * A value never goes into a wrong cell: labels are matched whole, whatever matches twice or not at all is left out and named, and a
 * rectangle without labels goes where the person is. Pure: no React, no store.
 */
import { readNumber, tidyNumber } from '../shared/amount.ts';
import { type CellId, type Field, FORM, type TableId } from '../shared/form.ts';
import { figuresOf, type Report, typedText, withNumbers, withoutAgreeing } from '../shared/report.ts';
import type { Clipping } from './clip-table.ts';
import { fieldAt, GRIDS, type GridMap, type Spot, shownTotal } from './grid-map.ts';
import { notReadNote } from './not-read.ts';
import { placeByLabels } from './paste-labels.ts';

interface Target {
  readonly field: Field;
  readonly comes: string;
}
export interface PastePlan {
  readonly table: TableId;
  readonly origin: string;
  readonly rows: number;
  readonly columns: number;
  readonly how: 'labels' | 'position';
  /** How many rows and columns of the form were recognised by their labels, and how many columns only follow a known row. */
  readonly named: { readonly rows: number; readonly columns: number; readonly inOrder: number };
  /** How many others hold numbers and were not recognised. */
  readonly missed: { readonly rows: number; readonly columns: number };
  readonly targets: readonly Target[];
  /** What is not taken over and why, as sentences. */
  readonly leftOut: readonly string[];
  /** The names of the rows that lie between those that were recognised and were not copied. */
  readonly lacking: readonly string[];
  /** What was copied with the page and does not count: 没有粘贴 1 处划去的文字. */
  readonly notRead: string | null;
  /** What was copied and where it goes, where nothing but the place says which number is which. */
  readonly rectangle?: { readonly clip: Clipping; readonly at: Spot };
}
/** A plan, or why there is none. */
type Planned = { readonly kind: 'plan'; readonly plan: PastePlan } | { readonly kind: 'problem'; readonly message: string };

type Verdict = 'fills' | 'changes' | 'same' | 'notUnderstood' | 'totalEqual' | 'totalDiffers';
export interface Judged extends Target {
  /** What stands in the cell; of a total, what it will be. */
  readonly now: string;
  readonly verdict: Verdict;
}
export interface Judgement {
  readonly cells: readonly Judged[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** What is written. */
  readonly numbers: ReadonlyMap<CellId, string>;
}

/** `at` is the focused cell, where there is one: a rectangle without labels begins there. */
export function planPaste(clip: Clipping, table: TableId, at: Spot | null): Planned {
  const map = GRIDS[table];
  const { rows } = clip;
  if (!rows.some((row) => row.some((text) => text.trim() !== ''))) return problem('剪贴板是空的。请先在表格软件里复制，再回来粘贴。');
  const size = { table, origin: clip.origin, rows: rows.length, columns: clip.columns, notRead: notReadNote(clip.notRead) };
  const labelled = placeByLabels(clip, map);
  if (labelled && labelled.targets.length > 0) return { kind: 'plan', plan: { ...size, how: 'labels', ...labelled } };
  if (labelled) return problem(`剪贴板里有${labelled.seen}，但没有认出一个数该填在哪一格。请连同表头和行名一起复制，或只复制数字。`);
  if (hasLabelColumn(clip) || areWords(rows[0] ?? []))
    return problem('剪贴板里的行名或列名与这张表对不上，没有填。请连同表头和行名一起复制，或只复制数字。');
  if (!at) return problem('剪贴板里没有认出这张表的行名和列名。请连同表头和行名一起复制；只有数字的，先点要填的第一格再粘贴。');
  return byPosition(clip, map, at, size);
}
const problem = (message: string): Planned => ({ kind: 'problem', message });

/** A word, and not a number written in an unusual way such as 2 件左右. */
function isWord(text: string): boolean {
  const reading = readNumber(text, '万元');
  return reading.kind === 'invalid' && reading.problem === 'notNumber' && (/\p{L}{4}/u.test(text) || !/\d/.test(text));
}
/** Words in every cell of a row or column: labels. */
const areWords = (texts: readonly string[]): boolean => texts.some(isWord) && texts.every((text) => text.trim() === '' || isWord(text));
/** Labels stand before the numbers; a column of words behind some is what somebody wrote instead of numbers. */
function hasLabelColumn({ rows, columns }: Clipping): boolean {
  const all = Array.from({ length: columns }, (_, x) => rows.map((row) => row[x] ?? ''));
  const first = all.findIndex((texts) => texts.some((text) => readNumber(text, '万元').kind === 'number'));
  return all.slice(0, first < 0 ? columns : first).some(areWords);
}

const NO_NAMES = { named: { rows: 0, columns: 0, inOrder: 0 }, missed: { rows: 0, columns: 0 }, lacking: [] };
type Size = Pick<PastePlan, 'table' | 'origin' | 'rows' | 'columns' | 'notRead'>;

function byPosition(clip: Clipping, map: GridMap, at: Spot, size: Size): Planned {
  const { rows } = clip;
  const lines = linesFor(rows, map, at.row);
  if (!lines) return problem('剪贴板里的行与这张表的行对不上，没有填。请连同表头和行名一起复制，或只复制数字。');
  const values = new Map<Field, string[]>();
  let outside = 0;
  rows.forEach((row, y) => {
    row.forEach((text, x) => {
      if (text.trim() === '') return;
      const line = lines[y];
      const field = line === undefined ? undefined : fieldAt(map, { row: line, column: at.column + x });
      if (field) values.set(field, [...(values.get(field) ?? []), text]);
      else if (!isLabelRow(map, line)) outside++;
    });
  });
  const clashes = [...values].filter(([, texts]) => new Set(texts).size > 1);
  const targets = [...values].flatMap(([field, texts]): Target[] => (new Set(texts).size === 1 ? [{ field, comes: texts[0] ?? '' }] : []));
  const leftOut = [
    ...(outside > 0 ? [`有 ${outside} 个值超出这张表，不填。`] : []),
    ...clashes.map(([field, texts]) => `“${texts.join('、')}”都落在一格里（${field.place}），不填。`),
  ];
  if (targets.length === 0) return problem('从这一格起没有可以填的数。请先点要填的第一格再粘贴。');
  return { kind: 'plan', plan: { ...size, how: 'position', ...NO_NAMES, targets, leftOut, rectangle: { clip, at } } };
}
const isLabelRow = ({ numberRows, cover }: GridMap, row: number | undefined): boolean =>
  row !== undefined && row < cover.length && !numberRows.includes(row);

/**
 * The row of the grid for each row of the clipboard. Between the rows of numbers of table 二 stand labels: either they were copied
 * too, or only the numbers were. Undefined where it could be either.
 */
function linesFor(rows: Clipping['rows'], map: GridMap, from: number): (number | undefined)[] | undefined {
  const isBlank = (row: readonly string[]): boolean => row.every((text) => text.trim() === '');
  const holdsNumber = (row: readonly string[]): boolean => row.some((text) => readNumber(text, '万元').kind === 'number');
  const onSheet = rows.map((_, y) => from + y);
  const fits = rows.every((row, y) => (isLabelRow(map, onSheet[y]) ? !holdsNumber(row) : !areWords(row)));
  if (fits) return onSheet;
  if (rows.some((row) => isBlank(row) || areWords(row))) return undefined;
  const below = map.numberRows.filter((row) => row >= from);
  return rows.map((_, y) => below[y]);
}

/** 25 个行名和 7 个列名都对上了; 6 行认出 5 行，7 个列名都对上了; 3 个行名都对上了，没有列名，7 列按先后填入. */
export function recognisedNames({ table, named, missed, lacking }: PastePlan): string {
  // In table 二 each group has heads of its own.
  const columns = table === 'proactive' ? 0 : named.columns;
  const whole = [...(named.rows > 0 ? [`${named.rows} 个行名`] : []), ...(columns > 0 ? [`${columns} 个列名`] : [])];
  const ordered = table !== 'proactive' && named.inOrder > 0 ? [`没有列名，${named.inOrder} 列按先后填入`] : [];
  const lacks = lacking.length > 0 ? [`缺 ${lacking.length} 行`] : [];
  if (missed.rows + missed.columns === 0) return [`${whole.join('和 ')}都对上了`, ...ordered, ...lacks].join('，');
  const said = (known: number, unknown: number, of: string): string =>
    unknown > 0 ? `${known + unknown} ${of}认出 ${known} ${of}` : `${known} 个${of}名都对上了`;
  const rows = named.rows > 0 ? [said(named.rows, missed.rows, '行')] : [];
  return [...rows, ...(columns > 0 ? [said(columns, missed.columns, '列')] : []), ...ordered, ...lacks].join('，');
}

/** Why nothing would be written; null where something would be. */
export function nothingToFill({ counts, numbers }: Judgement): string | null {
  if (numbers.size > 0) return null;
  if (counts.changes > 0) return '没有空格可填，已有数字不改';
  return counts.same > 0 ? '没有要填的，认出的数都与现有相同' : '没有要填的，没有能填的数';
}

/** What a plan does to a report as it stands. Totals are compared with what they will be, and never written. */
export function judge({ targets: copied }: PastePlan, report: Report, onlyBlanks: boolean): Judgement {
  const targets = copied.map(({ field, comes }) => ({ field, comes: field.unit === '件' ? withoutZeros(comes) : comes }));
  const own = targets.filter(({ field }) => !field.parts).map((target) => judgeNumber(target, report));
  const written = own.filter(({ verdict }) => verdict === 'fills' || (verdict === 'changes' && !onlyBlanks));
  const numbers = new Map(written.map(({ field, comes }) => [field.id, tidyNumber(comes, field.unit)]));
  const after = withoutAgreeing(withNumbers(report, numbers));
  const figures = figuresOf(after);
  const totals = targets
    .filter(({ field }) => field.parts)
    .map(({ field, comes }): Judged => {
      const now = shownTotal(after, figures, field).text;
      const equal = now !== '' && tidyNumber(comes, field.unit) === now;
      return { field, comes, now, verdict: equal ? 'totalEqual' : 'totalDiffers' };
    });
  const order = new Map([...FORM.fields.keys()].map((id, index) => [id, index]));
  const cells = [...own, ...totals].sort((a, b) => (order.get(a.field.id) ?? 0) - (order.get(b.field.id) ?? 0));
  const counts = { fills: 0, changes: 0, same: 0, notUnderstood: 0, totalEqual: 0, totalDiffers: 0 };
  for (const { verdict } of cells) counts[verdict]++;
  return { cells, counts, numbers };
}

/** 3.0, as a spreadsheet shows a count: what is typed so is asked about, what a program wrote so is 3. */
const withoutZeros = (text: string): string => text.replace(/^(\s*\d[\d,]*)\.0+\s*$/, '$1');

function judgeNumber({ field, comes }: Target, report: Report): Judged {
  const now = typedText(report, field);
  const reading = readNumber(comes, field.unit);
  const standing = readNumber(now, field.unit);
  if (reading.kind !== 'number') return { field, comes, now, verdict: 'notUnderstood' };
  if (standing.kind === 'blank') return { field, comes, now, verdict: 'fills' };
  const same = standing.kind === 'number' && standing.amount === reading.amount;
  return { field, comes, now, verdict: same ? 'same' : 'changes' };
}
