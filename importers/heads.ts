/** The heads of a real table: which column holds which number, where the printed heads say so. */
import type { Field } from '../shared/form.ts';
import { REQUEST_COLUMNS } from '../shared/form.ts';
import { bare, type LabelledRow, requestColumn } from './labels.ts';

/** The five results of table 四, bare, in their order. */
export const DISPUTE_COLUMNS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const DISPUTE_GROUPS = ['行政复议', '未经复议直接起诉', '复议后起诉'];

/** Rows of heads are collected until numbers come; the next row of heads begins anew. */
export class Heads {
  #rows: (readonly string[])[] = [];
  #isDone = false;

  add(cells: readonly string[]): void {
    if (this.#isDone || this.#rows[0]?.length !== cells.length) this.#rows = [];
    this.#isDone = false;
    this.#rows.push(cells);
  }
  forget(): void {
    this.#rows = [];
  }

  /** The column of each field of a row, or nothing where the heads do not say. */
  columnsOf(row: LabelledRow, width: number): number[] | undefined {
    this.#isDone = true;
    if (this.#rows[0]?.length !== width) return undefined;
    return row.table.id === 'requests' ? this.#requestColumns() : this.#proactiveColumns(row.fields);
  }

  #requestColumns(): number[] | undefined {
    const width = this.#rows[0]?.length ?? 0;
    const found = Array.from({ length: width }, (_, column) => this.#lowest(column, requestColumn));
    const columns = REQUEST_COLUMNS.map((_, index) => found.indexOf(index));
    const isClear = columns.every((column, index) => column >= 0 && found.lastIndexOf(index) === column);
    return isClear ? columns : undefined;
  }
  /** What the lowest head of a column that says anything says. */
  #lowest<T>(column: number, read: (head: string) => T | undefined): T | undefined {
    for (const row of this.#rows.toReversed()) {
      const found = read(row[column] ?? '');
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #proactiveColumns(fields: readonly Field[]): number[] | undefined {
    const heads = this.#rows.at(-1) ?? [];
    const labels = fields.map(({ place }) => bare(place.split(' · ').at(-1) ?? ''));
    const columns = labels.map((label) => heads.findIndex((head) => bare(head) === label));
    return columns.every((column) => column > 0) ? columns : undefined;
  }

  /** The 15 columns of table 四. */
  disputeColumns(width: number): number[] | undefined {
    this.#isDone = true;
    if (this.#rows[0]?.length !== width) return undefined;
    const rows = this.#rows.map((row) => overWhole(row.map((head) => bare(head).replace('行政法', '行政'))));
    const found = Array.from({ length: width }, (_, column) => {
      const path = rows.map((row) => row[column] ?? '');
      const group = DISPUTE_GROUPS.findLastIndex((name) => path.includes(name));
      const result = DISPUTE_COLUMNS.findIndex((name) => path.includes(name));
      return group < 0 || result < 0 ? undefined : group * DISPUTE_COLUMNS.length + result;
    });
    const columns = Array.from({ length: 15 }, (_, index) => found.indexOf(index));
    return columns.every((column, index) => column >= 0 && found.lastIndexOf(index) === column) ? columns : undefined;
  }
}

/** The head of a group stands over all its columns, also where the cells that were merged with it are blank. */
function overWhole(heads: readonly string[]): string[] {
  const filled: string[] = [];
  for (const head of heads) {
    const left = filled.at(-1) ?? '';
    filled.push(head === '' && (DISPUTE_GROUPS.includes(left) || left === '行政诉讼') ? left : head);
  }
  return filled;
}
