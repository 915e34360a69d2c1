/**
 * Tables that page breaks cut in pieces -> whole tables, and rows of which a part stands on each page -> whole rows: a number would else
 * be read without its last digit.
 */
import type { DocumentBlock } from '../shared/document.ts';
import { FORMS } from '../shared/form.ts';
import { isSpaced, isValue } from './cells.ts';
import { bare, labelledRows, rowEnding } from './labels.ts';
import { isPageNumber } from './lines.ts';

type Row = readonly string[];
type TableBlock = Extract<DocumentBlock, { kind: 'table' }>;

export function withWholeTables(blocks: readonly DocumentBlock[]): DocumentBlock[] {
  const isBetween = betweenPages(blocks);
  const whole: DocumentBlock[] = [];
  /** The table that the next one may go on with, and the page that it has come to. */
  let above: { readonly at: number; readonly page: number | undefined } | undefined;
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      if (!isBetween(block.text)) above = undefined;
    } else {
      const table = above && (whole[above.at] as TableBlock);
      const goesOn = above?.page !== undefined && block.page === above.page + 1 && isAlike(table, block);
      if (table && above && goesOn) {
        const width = Math.max(widthOf(table), widthOf(block));
        whole[above.at] = { ...table, rows: joined(padded(table.rows, width), padded(block.rows, width)) };
        above = { ...above, page: block.page };
        continue;
      }
      above = { at: whole.length, page: block.page };
    }
    whole.push(block);
  }
  return whole;
}
/** Of merged cells that a page only goes on with, the columns on the left are not seen on it. */
const MISSING = 2;
const isAlike = (table: TableBlock | undefined, other: TableBlock): boolean => Math.abs(widthOf(table) - widthOf(other)) <= MISSING;
const padded = (rows: readonly Row[], width: number): readonly Row[] =>
  rows.map((row) => [...Array.from({ length: width - row.length }, () => ''), ...row]);
const widthOf = (table: TableBlock | undefined): number => table?.rows[0]?.length ?? 0;

/** Page numbers, and what heads or ends several pages. */
function betweenPages(blocks: readonly DocumentBlock[]): (text: string) => boolean {
  const pages = new Map<string, Set<number | undefined>>();
  for (const block of blocks) if (block.kind === 'paragraph') pages.set(block.text, (pages.get(block.text) ?? new Set()).add(block.page));
  return (text) => text.trim() === '' || /^[\d\s]+$/.test(text) || isPageNumber(text) || (pages.get(text)?.size ?? 0) > 1;
}

const ROWS = Object.values(FORMS).flatMap(labelledRows);
/** The row of the form that is named in the cell before the numbers. */
function nameOf(row: Row): string | undefined {
  const first = row.findIndex(isValue);
  const label = row.slice(0, first < 0 ? undefined : first).findLast((cell) => cell.trim() !== '' && !isSpaced(cell));
  return rowEnding(bare(label ?? ''), ROWS)?.label;
}
/** Lines of a cell: digits in two of them are one number only where the row adds up. */
const joinedRow = (row: Row, next: Row): string[] =>
  row.map((cell, x) => [cell, next[x] ?? ''].filter((text) => text.trim() !== '').join('\n'));
const isSameHead = (row: Row, other: Row = []): boolean => {
  const isAlike = (cell: string, x: number): boolean => bare(cell) === bare(other[x] ?? '');
  return row.every(isAlike) || (!row.some(isValue) && row.every((cell, x) => cell === '' || other[x] === '' || isAlike(cell, x)));
};

/** The last row goes on behind the heads that are printed again. */
function joined(rows: readonly Row[], next: readonly Row[]): readonly Row[] {
  const at = next.findIndex((row, y) => !isSameHead(row, rows[y]));
  const [last = [], row = []] = [rows.at(-1), next[at]];
  if (!isCut(last, row)) return [...rows, ...next];
  return [...rows.slice(0, -1), joinedRow(last, row), ...next.filter((_, y) => y !== at)];
}
function isCut(last: Row, next: Row): boolean {
  if (nameOf(last) === undefined && nameOf(joinedRow(last, next)) !== undefined) return true;
  return last.some(isValue) && next.some(isValue) && nameOf(next) === undefined && next.some((cell) => cell.trim() === '');
}
