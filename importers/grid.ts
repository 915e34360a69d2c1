/** Merged cells spread out to a rectangle, the same for Word and for web pages. */
export interface SpannedCell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan?: number;
}

/** No form has more columns or rows; HTML allows spans of 1 000 and 65 534, which only a hostile file would use. */
const MAX_COLUMNS = 100;
const MAX_ROWS = 2_000;

/**
 * Rows of cells that begin in them -> a matrix in which each place holds the text of the cell that covers it. A row that lacks cells
 * stays shorter: which column its numbers belong to is then not known.
 */
export function spread(rows: readonly (readonly SpannedCell[])[]): string[][] {
  const matrix: (SpannedCell | undefined)[][] = [];
  rows.slice(0, MAX_ROWS).forEach((row, y) => {
    matrix[y] ??= [];
    let column = 0;
    for (const cell of row) {
      while (matrix[y]?.[column] !== undefined) column++;
      if (column >= MAX_COLUMNS) break;
      const right = Math.min(column + cell.colspan, MAX_COLUMNS);
      for (let below = y; below < Math.min(y + (cell.rowspan ?? 1), rows.length, MAX_ROWS); below++) {
        matrix[below] ??= [];
        for (let x = column; x < right; x++) (matrix[below] as (SpannedCell | undefined)[])[x] = cell;
      }
      column = right;
    }
  });
  return withoutSlivers(matrix).map((row) => Array.from(row, (cell) => cell?.text ?? ''));
}

/** Without columns that no cell has for itself: where the edges of the cells of several rows do not quite agree, Word sets one between. */
function withoutSlivers<Cell>(matrix: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const isAlone = (row: readonly Cell[], x: number): boolean =>
    x < row.length && (row[x] === undefined || (row[x] !== row[x - 1] && row[x] !== row[x + 1]));
  const width = matrix.reduce((most, row) => Math.max(most, row.length), 0);
  let left = matrix;
  for (let x = width - 1; x > 0; x--) if (!left.some((row) => isAlone(row, x))) left = left.map((row) => row.filter((_, at) => at !== x));
  return left;
}

/** A cell as Word has it: it says itself that it goes on with the one above. */
export interface MergedCell {
  readonly text: string;
  readonly colspan: number;
  readonly merge: 'none' | 'restart' | 'continue';
}

/** Cells that continue the one above it become part of its span. */
export function withRowspans(rows: readonly (readonly MergedCell[])[]): SpannedCell[][] {
  const open = new Map<number, { text: string; colspan: number; rowspan: number }>();
  return rows.map((row) => {
    let column = 0;
    const own: SpannedCell[] = [];
    for (const { text, colspan, merge } of row) {
      const above = open.get(column);
      if (merge === 'continue' && above?.colspan === colspan) above.rowspan++;
      else {
        const cell = { text, colspan, rowspan: 1 };
        if (merge === 'restart') open.set(column, cell);
        else open.delete(column);
        own.push(cell);
      }
      column += colspan;
    }
    return own;
  });
}
