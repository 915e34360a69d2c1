/**
 * Whether a rectangle without labels lies where it belongs. A row too many, or one that is missing, shifts all that follows it, and
 * only the totals can tell: so what contradicts them, or has no place in the table, is not filled before somebody looked. Pure.
 */
import { type Amount, readNumber, sumOf } from '../shared/amount.ts';
import type { Report } from '../shared/report.ts';
import type { Clipping } from './clip-table.ts';
import { GRIDS, type GridMap, type Spot, shortName } from './grid-map.ts';
import { type Judgement, judge, type PastePlan, planPaste } from './paste.ts';

/** Why a plan should not be carried out unseen, as sentences; empty where nothing speaks against it. */
export function doubtsOf(plan: PastePlan, report: Report): string[] {
  const { rectangle, table } = plan;
  if (!rectangle) return incomplete(plan, report);
  const map = GRIDS[table];
  const { clip, at } = rectangle;
  const shape: Shape = { clip, at, map, lines: map.numberRows.filter((row) => row >= at.row) };
  const judgement = judge(plan, report, false);
  if (plan.leftOut.length === 0 && agrees(map, judgement)) return [];
  const extra = subtotalsIn(shape);
  const differs = judgement.counts.totalDiffers > 0;
  if (!differs && plan.leftOut.length === 0 && extra.length === 0 && sumOfAbove(shape) < 0 && !endsShort(shape)) return [];
  const sentence =
    subtotalSentence(shape, extra) ??
    otherStart(shape, report) ??
    extraRow(shape, report) ??
    sumSentence(shape) ??
    lackingRow(shape, judgement) ??
    count(shape);
  return [...(sentence ? [sentence] : []), ...(differs ? [totalsSentence(judgement)] : [])];
}

/** Rows that were copied by their names are where they belong; but totals that were copied with them know of the ones that were not. */
function incomplete({ lacking, missed, ...plan }: PastePlan, report: Report): string[] {
  const judgement = judge({ lacking, missed, ...plan }, report, false);
  return lacking.length + missed.rows > 0 && judgement.counts.totalDiffers > 0 ? [totalsSentence(judgement)] : [];
}

interface Shape {
  readonly clip: Clipping;
  readonly at: Spot;
  readonly map: GridMap;
  /** The rows of numbers from the focused cell to the end of the table. */
  readonly lines: readonly number[];
}

/** The row of totals is what the rows above it add up to, and that is something: they are the rows they should be. */
function agrees(map: GridMap, { counts, cells }: Judgement): boolean {
  const line = map.numberRows.find((row) => isTotals(map, row));
  return counts.totalDiffers === 0 && cells.some(({ field, now }) => now !== '0' && map.spots.get(field.id)?.row === line);
}
const isTotals = ({ table, spots }: GridMap, row: number): boolean =>
  table.fields.filter(({ id }) => spots.get(id)?.row === row).every(({ parts }) => parts);

function totalsSentence({ counts, cells }: Judgement): string {
  const first = cells.find(({ verdict }) => verdict === 'totalDiffers');
  const which = first ? `，如“${shortName(first.field)}”粘来 ${first.comes.trim()}、算出 ${first.now}` : '';
  return `落在总计格里的数有 ${counts.totalDiffers} 个与算出的不同${which}。请先核对行和列。`;
}

const amountOf = (text: string): Amount | null => {
  const reading = readNumber(text, '万元');
  return reading.kind === 'number' ? reading.amount : reading.kind === 'blank' ? 0n : null;
};
/** More than one row has to go into it: a row that repeats another by chance is no sum. */
function isSum(rows: Clipping['rows'], sum: number, parts: readonly number[]): boolean {
  const of = (y: number): (Amount | null)[] | undefined => rows[y]?.map(amountOf);
  const wanted = of(sum);
  const added = parts.map(of);
  if (!wanted || added.some((row) => !row)) return false;
  const columns = wanted.map((_, x) => added.map((row) => row?.[x] ?? null));
  const known = columns.every((column, x) => wanted[x] !== null && !column.includes(null));
  if (!known) return false;
  const isEqual = columns.every((column, x) => sumOf(column as Amount[]) === wanted[x]);
  return isEqual && columns.some((column) => column.filter((value) => value !== 0n).length > 1);
}

interface Subtotal {
  /** Row of the clipboard. */
  readonly y: number;
  readonly group: string;
}
/** Rows that add up a group of the form, before or behind it: the form has no row for them. */
function subtotalsIn({ clip: { rows }, map, lines }: Shape): Subtotal[] {
  const found: Subtotal[] = [];
  for (const { start, length, group } of groupsIn(map, lines)) {
    const from = start + found.length;
    const [before, behind] = [from, from + length];
    const parts = (first: number): number[] => Array.from({ length }, (_, index) => first + index);
    if (isSum(rows, behind, parts(from))) found.push({ y: behind, group });
    else if (isSum(rows, before, parts(from + 1))) found.push({ y: before, group });
  }
  return found;
}
interface Group {
  readonly group: string;
  readonly start: number;
  readonly length: number;
}
/** The groups of rows, （三）不予公开 to （六）其他处理, that lie below the focused cell as a whole. */
function groupsIn({ table, names, spots, numberRows }: GridMap, lines: readonly number[]): Group[] {
  const groupOf = new Map(table.fields.map(({ id }) => [spots.get(id)?.row, names.get(id)?.rowGroup?.text ?? '']));
  const groups = [...new Set(lines.map((line) => groupOf.get(line) ?? ''))].filter((group) => group.startsWith('（'));
  return groups.flatMap((group) => {
    const all = numberRows.filter((line) => groupOf.get(line) === group);
    return all.every((line) => lines.includes(line)) ? [{ group, start: lines.indexOf(all[0] ?? 0), length: all.length }] : [];
  });
}
function subtotalSentence({ clip: { rows } }: Shape, found: readonly Subtotal[]): string | null {
  const [first, ...more] = found;
  if (!first) return null;
  const which = found.map(({ y }) => y + 1).join('、');
  const what = more.length > 0 ? `是上下几行之和，像是多了 ${found.length} 行小计` : `正好是“${first.group}”各行之和，像是多了一行小计`;
  return `粘来 ${rows.length} 行，第 ${which} 行${what}。表里没有这样的行，后面的数都会错行；请去掉再复制。`;
}

/** The row that adds up all rows above it and does not land on the totals; -1 where there is none. */
const sumOfAbove = ({ clip: { rows }, map, lines }: Shape): number =>
  rows.slice(0, lines.length).findIndex((_, y) => y > 1 && !isTotals(map, lines[y] ?? 0) && isSum(rows, y, [...rows.keys()].slice(0, y)));
function sumSentence(shape: Shape): string | null {
  const y = sumOfAbove(shape);
  return y < 0 ? null : `粘来的第 ${y + 1} 行正好是上面各行之和，像是小计或总计，而它要填的那一行不是。请先核对。`;
}

const MOST_TRIED = 40;
/** What the totals would say of another rectangle, or of another place. */
function wouldAgree({ clip, map }: Shape, rows: Clipping['rows'], at: Spot, report: Report): boolean {
  const planned = planPaste({ ...clip, rows }, map.table.id, at);
  return planned.kind === 'plan' && planned.plan.leftOut.length === 0 && agrees(map, judge(planned.plan, report, false));
}
/** A row without which the totals agree. */
function extraRow(shape: Shape, report: Report): string | null {
  const { rows } = shape.clip;
  const without = (y: number): Clipping['rows'] => rows.filter((_, other) => other !== y);
  if (rows.length > MOST_TRIED) return null;
  const tried = rows.flatMap((_, y) => (wouldAgree(shape, without(y), shape.at, report) ? [y] : []));
  const [y] = tried;
  if (y === undefined) return null;
  const which = tried.length === 1 ? `不算第 ${y + 1} 行` : '少一行';
  return `粘来 ${rows.length} 行，${which}总计就都对得上：像是多了一行。请去掉再复制。`;
}
/** The totals agree a row further up or down. */
function otherStart(shape: Shape, report: Report): string | null {
  const { clip, at, map } = shape;
  const place = map.numberRows.indexOf(at.row);
  for (const [step, way] of [
    [-1, '上'],
    [1, '下'],
  ] as const) {
    const row = map.numberRows[place + step];
    if (row !== undefined && wouldAgree(shape, clip.rows, { ...at, row }, report))
      return `从${way}面一行起填，总计就都对得上：像是错了一行。请点那一行的第一格再粘贴。`;
  }
  return null;
}

/** Where the row of totals stands below the focused cell. */
const totalsAt = ({ map, lines }: Shape): number => lines.findIndex((line) => isTotals(map, line));

/** A row short of the row of totals: three rows may be any part of the table, twenty of twenty-one hardly. */
const NEARLY_ALL = 10;
function endsShort(shape: Shape): boolean {
  const before = totalsAt(shape);
  return before >= NEARLY_ALL && shape.clip.rows.length === before - 1;
}
function lackingRow(shape: Shape, { cells }: Judgement): string | null {
  const { clip, map, lines } = shape;
  const before = totalsAt(shape);
  if (endsShort(shape)) return `到总计那一行之前有 ${before} 行，粘来 ${clip.rows.length} 行：像是少了一行。请连同缺的一行一起复制。`;
  if (before < 0 || clip.rows.length !== lines.length - 1) return null;
  const line = lines[before];
  const differs = cells.some(({ field, verdict }) => verdict === 'totalDiffers' && map.spots.get(field.id)?.row === line);
  const label = map.rows[line ?? -1]?.find(({ cell }) => cell.kind === 'row')?.cell;
  if (!differs || !label || label.kind === 'value') return null;
  return `粘来 ${clip.rows.length} 行，从这一格到表末有 ${lines.length} 行：像是少了一行，也许是“${label.text}”。请连同缺的一行一起复制。`;
}
/** Nothing better is known than how many rows there are. */
function count({ clip: { rows }, lines }: Shape): string | null {
  const surplus = rows.length - lines.length;
  // Rows of labels, as table 二 has them in between, are counted with the rows only where they were copied, too.
  const isCounted = surplus > 0 && rows.every((row) => row.some((text) => /\d/.test(text)));
  return isCounted ? `粘来 ${rows.length} 行，从这一格到表末只有 ${lines.length} 行：像是多了 ${surplus} 行。` : null;
}
