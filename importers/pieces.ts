/** Tables within tables: which of them are tables, and which only arrange what stands in their cells. */
import type { Blocks } from './blocks.ts';
import type { SpannedCell } from './grid.ts';

/** Blocks within blocks, flattened at the end only: moving them out of each layer of a deeply nested page would take its square. */
export type Piece = string | TablePiece | { readonly parts: readonly Piece[] };
interface TablePiece {
  readonly rows: readonly (readonly SpannedCell[])[];
  readonly text: string;
}
interface Content {
  readonly pieces: readonly Piece[];
}

/** Beyond this a cell holds text, not a number or a label. */
const LONG = 200;
const VERY_LONG = 2_000;
/** Cells with numbers that make a table of statistics of what holds a table or a long note. */
const SOME_NUMBERS = 6;
const NUMBER = /^[\d０-９][\d０-９,，.\s]*$/;

/** A table, or the content of one that only arranges the page: government sites put whole articles into the cells of one. */
export function tableOf<Cell extends Content>(
  rows: readonly (readonly Cell[])[],
  hasTable: boolean,
  spanned: (cells: readonly (readonly (Cell & { readonly text: string })[])[]) => TablePiece['rows'],
): Piece[] {
  const cells = rows.map((row) => row.map((cell) => ({ ...cell, text: cellText(cell.pieces) })));
  const texts = cells.flat().map(({ text }) => text);
  if (texts.length === 0) return [];
  const numbers = texts.filter((text) => NUMBER.test(text)).length;
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 0);
  const isLayout = longest > VERY_LONG || ((hasTable || longest > LONG) && numbers < SOME_NUMBERS);
  if (isLayout) return rows.flat().flatMap(({ pieces }) => pieces);
  return [{ rows: spanned(cells), text: cells.map((row) => row.map(({ text }) => text).join('\t')).join('\n') }];
}

/** Paragraphs of a cell are lines; a table in it is not spread, or spans within spans would grow without bounds. */
export function cellText(pieces: readonly Piece[]): string {
  const lines: string[] = [];
  let length = 0;
  for (const piece of flat(pieces)) {
    const line = typeof piece === 'string' ? piece : piece.text;
    lines.push(line);
    length += line.length + 1;
    // More is not looked at: the table is one of layout.
    if (length > 2 * VERY_LONG) break;
  }
  return lines.join('\n');
}

function* flat(pieces: readonly Piece[]): Generator<string | TablePiece> {
  const pending = [...pieces].reverse();
  for (let piece = pending.pop(); piece !== undefined; piece = pending.pop()) {
    if (typeof piece === 'string' || 'rows' in piece) yield piece;
    else for (let index = piece.parts.length - 1; index >= 0; index--) pending.push(piece.parts[index] as Piece);
  }
}

export function addTo(blocks: Blocks, pieces: readonly Piece[]): void {
  for (const piece of flat(pieces)) {
    if (typeof piece === 'string') blocks.paragraph(piece);
    else blocks.table(piece.rows);
  }
}
