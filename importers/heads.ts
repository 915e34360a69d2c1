/** The heads of a real table: which column holds which number, where the printed heads say so. */
import type { Field } from '../shared/form.ts';
import { REQUEST_COLUMNS } from '../shared/form.ts';
import { isReadable, isValue } from './cells.ts';
import { bare, isGroup, type LabelledRow, requestColumn } from './labels.ts';

/** The five results of table 四, bare, in their order. */
export const DISPUTE_COLUMNS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
export const DISPUTE_GROUPS = ['行政复议', '未经复议直接起诉', '复议后起诉'];

/** Columns that units add to those of the form. */
const ADDED =
  /^(?:序号|编号|行次|行号|(?:计量)?单位|备注|说明|小计|合计|占比|比例|比重|同比.*|增减.*|增长.*|(?:较|比)?(?:上年|去年|上一年度?).*)$/;
const OF_LAST_YEAR = /上年(?!结转)|去年|上一年度(?!项目)/;

/** For each number of a row the columns that its head stands over: several where the head is merged. */
type Columns = readonly (readonly number[])[];

/** Rows of heads are collected until numbers come; the next row of heads begins anew. */
export class Heads {
  #rows: (readonly string[])[] = [];
  #isDone = false;

  add(cells: readonly string[]): void {
    const [only = '', ...others] = new Set(cells.filter((cell) => cell.trim() !== ''));
    // （三）不予公开 over its rows, in a row of its own.
    if (this.#isDone && others.length === 0 && isGroup(only)) return;
    if (this.#isDone || this.#rows[0]?.length !== cells.length) this.#rows = [];
    this.#isDone = false;
    this.#rows.push(cells);
  }
  forget(): void {
    this.#rows = [];
  }

  /** The cells before the first number: what stands behind the numbers is no label. */
  labelsIn(cells: readonly string[]): readonly string[] {
    if (!this.#isAsWide(cells)) return cells;
    const first = cells.findIndex((_, column) => column > 0 && this.#lowest(column, requestColumn) !== undefined);
    return first > 0 ? cells.slice(0, first) : cells;
  }

  /** The columns of the numbers of a row, or nothing where the heads do not say; of table 四 where no row is given. */
  columnsOf(row: LabelledRow | undefined, cells: readonly string[]): Columns | undefined {
    this.#isDone = true;
    if (!this.#isAsWide(cells)) return undefined;
    if (!row) return this.#disputeColumns();
    return row.table.id === 'requests' ? this.#requestColumns() : this.#proactiveColumns(row.fields);
  }

  /**
   * Whether the numbers of a row stand under the heads that were found: side by side in the order of the form, with no number beside
   * them and no label under the first. A table whose heads were lost or moved is read by its labels only.
   */
  fitOf(columns: Columns, cells: readonly string[]): 'certain' | 'otherOrder' | 'unlike' {
    const own = new Set(columns.flat());
    const firsts = columns.map(([first = 0]) => first);
    const isBeside = cells.some((cell, column) => isValue(cell) && !own.has(column) && !this.#isAdded(column));
    const isTorn = columns.some((merged) => new Set(merged.map((column) => cells[column] ?? '')).size > 1);
    const first = cells[firsts[0] ?? 0] ?? '';
    if (isBeside || isTorn || (!isReadable(first) && /\p{Script=Han}/u.test(first))) return 'unlike';
    const isNext = (from: number, to: number): boolean =>
      to > from && cells.slice(from + 1, to).every((_, i) => own.has(from + 1 + i) || this.#isAdded(from + 1 + i));
    return firsts.every((column, i) => i === 0 || isNext(firsts[i - 1] ?? 0, column)) ? 'certain' : 'otherOrder';
  }

  #isAsWide(cells: readonly string[]): boolean {
    return this.#rows[0]?.length === cells.length;
  }
  #isAdded(column: number): boolean {
    const heads = this.#rows.map((row) => bare(row[column] ?? '')).filter((head) => head !== '');
    return ADDED.test(heads.at(-1) ?? '') || this.#isOfLastYear(column);
  }
  #isOfLastYear(column: number): boolean {
    return this.#rows.some((row) => OF_LAST_YEAR.test(bare(row[column] ?? '')));
  }

  #requestColumns(): Columns | undefined {
    const total = REQUEST_COLUMNS.length - 1;
    const columns = (this.#rows[0] ?? []).map((_, column) => column).filter((column) => !this.#isOfLastYear(column));
    const found = new Map(columns.map((column) => [column, this.#lowest(column, requestColumn)]));
    // 合计 may be the sum of the organisations only.
    const sums = columns.filter((column) => this.#lowest(column, (head) => (bare(head) === '合计' ? true : undefined)));
    const isOfAll = (column: number): boolean => !this.#rows.some((row) => bare(row[column] ?? '') === '法人或其他组织');
    if (![...found.values()].includes(total)) for (const column of sums.filter(isOfAll)) found.set(column, total);
    return clear(REQUEST_COLUMNS.map((_, index) => columns.filter((column) => found.get(column) === index)));
  }
  /** What the lowest head of a column that says anything says. */
  #lowest<T>(column: number, read: (head: string) => T | undefined): T | undefined {
    for (const row of this.#rows.toReversed()) {
      const found = read(row[column] ?? '');
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #proactiveColumns(fields: readonly Field[]): Columns | undefined {
    const heads = (this.#rows.at(-1) ?? []).map(bare);
    const labels = fields.map(({ place }) => bare(place.split(' · ').at(-1) ?? ''));
    const columns = labels.map((label) => heads.flatMap((head, column) => (head === label && column > 0 ? [column] : [])));
    return columns.every((own) => own.length > 0) ? columns : undefined;
  }

  /** The 15 columns of table 四. */
  #disputeColumns(): Columns | undefined {
    const rows = this.#rows.map((row) => overWhole(row.map((head) => bare(head).replace('行政法', '行政'))));
    const found = (this.#rows[0] ?? []).map((_, column) => {
      const path = rows.map((row) => row[column] ?? '');
      const group = DISPUTE_GROUPS.findLastIndex((name) => path.includes(name));
      const result = DISPUTE_COLUMNS.findIndex((name) => path.includes(name));
      return group < 0 || result < 0 ? undefined : group * DISPUTE_COLUMNS.length + result;
    });
    return clear(Array.from({ length: 15 }, (_, index) => found.flatMap((at, column) => (at === index ? [column] : []))));
  }
}
/** Only where each number has one column of its own. */
const clear = (columns: Columns): Columns | undefined => (columns.every((own) => own.length === 1) ? columns : undefined);

/** The head of a group stands over all its columns, also where the cells that were merged with it are blank. */
function overWhole(heads: readonly string[]): string[] {
  const filled: string[] = [];
  for (const head of heads) {
    const left = filled.at(-1) ?? '';
    filled.push(head === '' && (DISPUTE_GROUPS.includes(left) || left === '行政诉讼') ? left : head);
  }
  return filled;
}

/** What the heads of a table say that is not as in the form, where its columns are not seen: the next heads say it anew. */
export interface Oddity {
  /** Two years, or numbers of the rows: only a row that adds up is read. */
  readonly isDoubtful: boolean;
  /** 总计 stands first, or two heads have changed places. */
  readonly isOtherOrder: boolean;
  /** 元 instead of 万元. */
  readonly isInYuan: boolean;
}
export const NOTHING_ODD: Oddity = { isDoubtful: false, isOtherOrder: false, isInYuan: false };

/** Heads in the order of the form; 总计 of table 三 stands in the row above. */
const ORDERS: readonly (readonly string[])[] = [
  ['自然人', '商业企业', '科研机构', '社会公益', '法律服务'],
  ['制发件数', '废止件数', '现行有效'],
  ['新制作数量', '新公开数量', '公开总数量'],
  DISPUTE_COLUMNS,
];
/** Heads that are not found, for they are broken or misprinted, say nothing. */
function isInOrder(text: string, heads: readonly string[]): boolean {
  const places = heads.map((head) => text.indexOf(head)).filter((at) => at >= 0);
  return places.every((at, i) => i === 0 || at > (places[i - 1] ?? 0));
}

/** Nothing where a bare text holds no heads. */
export function oddityIn(text: string): Oddity | undefined {
  const years = new Set(text.match(/20\d\d年/g));
  if (years.size === 0 && !OF_LAST_YEAR.test(text) && !/自然人|商业企业|信息内容|结果维持/.test(text)) return undefined;
  const total = text.indexOf('总计');
  return {
    isDoubtful: years.size > 1 || OF_LAST_YEAR.test(text) || /序号|行次/.test(text),
    isOtherOrder: (total >= 0 && total < text.indexOf('自然人')) || ORDERS.some((heads) => !isInOrder(text, heads)),
    isInYuan: /金额(?:单位)?(?:人民币)?(?:亿|千|百)?元/.test(text),
  };
}
