/** The cells of a Word 97–2003 table, row by row, with the merges that the end of each row tells. */
import type { Stream } from './doc-bytes.ts';
import { type MergedCell, type SpannedCell, withRowspans } from './grid.ts';

const ROW_END = 0x2417;
const INNER_CELL = 0x244b;
const INNER_ROW_END = 0x244c;
const DEFINITION = 0xd608;
const CELL_SIZE = 20;

interface Row {
  readonly texts: readonly string[];
  /** Left edges of the cells and the right edge of the last, in twentieths of a point; empty where the file does not tell. */
  readonly edges: readonly number[];
  readonly flags: readonly number[];
}

/** Edges nearer than this are one: rows of a table rarely agree to the last twentieth of a point. */
const SAME_EDGE = 40;
/** More than any form has, and than `spread` takes. */
const MAX_LINES = 120;
const isSet = (changes: ReadonlyMap<number, Stream>, code: number): boolean => (changes.get(code)?.u8(0) ?? 0) !== 0;

export class DocTable {
  readonly #rows: Row[] = [];
  #texts: string[] = [];
  #cell = '';

  /** A paragraph, at the end of a cell or within one. */
  add(text: string, endsCell: boolean, changes: ReadonlyMap<number, Stream>): void {
    if (endsCell && isSet(changes, ROW_END)) {
      this.#endRow(changes.get(DEFINITION));
      return;
    }
    // The end of a row of a table within the cell is no line of it.
    if (!isSet(changes, INNER_ROW_END)) this.#cell += (this.#cell && text ? (isSet(changes, INNER_CELL) ? '\t' : '\n') : '') + text;
    if (!endsCell) return;
    this.#texts.push(this.#cell);
    this.#cell = '';
  }

  rows(): SpannedCell[][] {
    if (this.#cell !== '') this.#texts.push(this.#cell);
    if (this.#texts.length > 0) this.#endRow(undefined);
    const edges = distinct(this.#rows.flatMap((row) => row.edges));
    return withRowspans(this.#rows.map((row) => cellsOf(row, edges)));
  }

  #endRow(definition: Stream | undefined): void {
    const count = definition?.u8(0) ?? 0;
    const edges = count > 0 ? Array.from({ length: count + 1 }, (_, index) => definition?.i16(1 + index * 2) ?? 0) : [];
    const flags = Array.from({ length: count }, (_, index) => definition?.u16(1 + (count + 1) * 2 + index * CELL_SIZE) ?? 0);
    this.#rows.push({ texts: this.#texts, edges, flags });
    this.#texts = [];
    this.#cell = '';
  }
}

function distinct(edges: readonly number[]): number[] {
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.filter((edge, index) => index === 0 || edge - (sorted[index - 1] as number) > SAME_EDGE).slice(0, MAX_LINES);
}
/** The grid line that an edge lies on. */
function lineOf(edges: readonly number[], edge: number): number {
  let line = 0;
  while (line + 1 < edges.length && (edges[line + 1] as number) <= edge) line++;
  return line;
}

const VERTICAL = ['none', 'continue', 'restart', 'restart'] as const;

function cellsOf({ texts, edges, flags }: Row, lines: readonly number[]): MergedCell[] {
  if (edges.length === 0) return texts.map((text) => ({ text, colspan: 1, merge: 'none' as const }));
  const cells: { text: string; colspan: number; merge: MergedCell['merge'] }[] = [];
  const first = lineOf(lines, edges[0] ?? 0);
  if (first > 0) cells.push({ text: '', colspan: first, merge: 'none' });
  let setFlag = 0;
  texts.forEach((text, index) => {
    const flag = flags[index] ?? 0;
    const span = lineOf(lines, edges[index + 1] ?? edges.at(-1) ?? 0) - lineOf(lines, edges[index] ?? edges.at(-1) ?? 0);
    const before = cells.at(-1);
    // Of cells merged side by side the first has one of two flags and the others have the other one; which is which, descriptions differ.
    const merged = flag & 3;
    if (before && merged !== 0 && setFlag !== 0 && merged !== setFlag && text === '') {
      before.colspan += span;
      return;
    }
    setFlag = merged;
    cells.push({ text, colspan: Math.max(1, span), merge: VERTICAL[(flag >> 5) & 3] ?? 'none' });
  });
  return cells;
}
