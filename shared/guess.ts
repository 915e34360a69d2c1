/** A guess at what went wrong, and the case it is made for: one finding, the numbers of its report and last year's. */
import { type Amount, amount } from './amount.ts';
import type { Facts, Finding } from './finding.ts';
import { APPLICANTS, type CellId, type Field, fieldOf, requestCell } from './form.ts';
import type { Ledger, Line } from './ledger.ts';

/** The ways numbers go wrong: what the hit rates of `test/explain.test.ts` are counted by. */
export type ExplanationKind =
  | 'lastYear'
  | 'crossing'
  | 'column'
  | 'row'
  | 'shift'
  | 'equal'
  | 'digits'
  | 'stated'
  | 'unit'
  | 'printed'
  | 'derived'
  | 'zero'
  | 'typed';

export interface Words {
  /** The number or row it changes, for the button: 二、上年结转. Empty where the action says it. */
  readonly where: string;
  /** What applying it does: 改为 2. */
  readonly action: string;
  /** What probably happened, with the numbers. */
  readonly message: string;
}
export interface Guess {
  readonly kind: ExplanationKind;
  /** How telling the evidence is: the smaller, the less likely it is a coincidence. */
  readonly tier: number;
  /** New values; a printed total is set to what its cells add up to. Empty where only the pair can be named. */
  readonly changes: ReadonlyMap<CellId, Amount>;
  /** Evidence beyond that of its kind; the smaller, the likelier. */
  readonly doubt?: number;
  readonly say: () => Words;
}

export interface Case {
  readonly finding: Finding;
  readonly facts: Facts;
  readonly ledger: Ledger;
  /** The broken comparison that the finding is about, where it is about one. */
  readonly target: Line | undefined;
}

/** The number of this year; blank counts as nothing here, for no comparison speaks of it. */
export const now = ({ facts }: Case, id: CellId): Amount => facts.figures.value(id) ?? 0n;
export const before = ({ facts }: Case, id: CellId): Amount | undefined => facts.last?.figures.value(id);

/** 一 and 二 stand on the left side of the identity of table 三, everything else on its right. */
export const isLeft = (row: string): boolean => row === 'newReceived' || row === 'carriedIn';
/** Row and column of a cell of table 三. */
export function spotOf(id: CellId): { readonly row: string; readonly column: string } | undefined {
  const [, row, column] = /^requests\.(.+)\.([^.]+)$/.exec(id) ?? [];
  return row && column ? { row, column } : undefined;
}
/** The rows of table 三 that are filled in, as they stand below one another. */
export const typedRows = ({ facts }: Case): string[] =>
  facts.figures.form.requestRows.filter(({ id }) => id !== 'totalDisposed').map(({ id }) => id);
/** The columns of applicants whose identity is broken. */
export const brokenColumns = ({ ledger }: Case): string[] =>
  APPLICANTS.map(({ id }) => id).filter((column) => ledger.line(`R13 ${column}`)?.holds === false);
export const gapOf = (line: Line | undefined): Amount => (line ? line.left - line.right : 0n);

export const fieldIn = ({ facts }: Case, id: CellId): Field | undefined => fieldOf(id, facts.figures.form);
/** 二、上年结转, （三）1.属于国家秘密: a row of table 三, in few words. */
export const rowNameOf = (of: Case, row: string): string => nameOf(of, requestCell(row, 'natural'));
const TOO_LONG = /政府信息公开申请数量|继续办理|、行政机关不再处理其政府信息公开申请$/g;
export function nameOf(of: Case, id: CellId): string {
  const field = fieldIn(of, id);
  const [, ...rest] = (field?.place ?? '').split(' · ');
  if (field?.table !== 'requests') return rest.join(' · ');
  return (rest[1] ?? '').replace(/^(（.）)\S+ /, '$1').replace(TOO_LONG, '');
}
/** A name in quotation marks; those it has itself become the inner ones. */
export const quoted = (name: string): string => `“${name.replaceAll('“', '‘').replaceAll('”', '’')}”`;
export const columnName = (column: string): string => APPLICANTS.find(({ id }) => id === column)?.label ?? '总计';

/**
 * How far numbers stray from last year's after a change, less how far they did before it: negative where the change brings them
 * nearer. Nothing where last year is not known.
 */
export function doubtOf(of: Case, changes: ReadonlyMap<CellId, Amount>): number {
  let doubt = 0;
  for (const [id, to] of changes) {
    const last = before(of, id);
    if (last !== undefined) doubt += strayed(to, last) - strayed(now(of, id), last);
  }
  return doubt;
}
/** Counts scatter by about their root: the difference is measured in that. */
function strayed(value: Amount, last: Amount): number {
  const [a, b] = [value, last].map((x) => Number(x / amount(1)));
  return Math.abs(Math.sqrt(a ?? 0) - Math.sqrt(b ?? 0));
}
