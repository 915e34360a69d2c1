/** Right numbers in the wrong place of table 三: a column aside, in another row, or a whole block a row too low or too high. */
import { type Amount, amount, formatAmount, magnitude, sumOf } from './amount.ts';
import { APPLICANTS, type CellId, requestCell } from './form.ts';
import {
  before,
  brokenColumns,
  type Case,
  columnName,
  doubtOf,
  type Guess,
  gapOf,
  isLeft,
  now,
  quoted,
  rowNameOf,
  typedRows,
} from './guess.ts';

export const misplacedGuesses = (of: Case): Guess[] => {
  const column = columnOf(of);
  return column ? [...asideGuesses(of, column), ...exchanged(of, column), ...shifted(of)] : [];
};

/** The column of applicants whose identity is what the finding is about. */
function columnOf({ target }: Case): string | undefined {
  const [rule, column = ''] = target?.comparison.key.split(' ') ?? [];
  return rule === 'R13' && column !== 'total' ? column : undefined;
}

/** A number, or n of it, in the column beside: both columns are off by n, one up, one down. */
function asideGuesses(of: Case, column: string): Guess[] {
  const gap = gapOf(of.target);
  return brokenColumns(of)
    .filter((other) => other !== column && gapOf(of.ledger.line(`R13 ${other}`)) === -gap)
    .flatMap((other) => {
      const rows = typedRows(of).flatMap((row) => moveIn(of, row, column, other));
      const best = Math.min(...rows.map(({ tier }) => tier));
      const likeliest = rows.filter(({ tier }) => tier === best).sort((x, y) => x.doubt - y.doubt);
      if (isClear(likeliest)) return likeliest;
      return [...inSomeRow(of, column, other, best), ...(likeliest.length === 2 ? likeliest : [])];
    });
}
/** One row only, or one that last year's numbers point to. */
const isClear = ([first, second]: readonly Move[]): boolean =>
  first !== undefined && (second === undefined || second.doubt - first.doubt >= 1);
const WHOLE = 2;
const PART = 3;
const POSITION = new Map<string, number>(APPLICANTS.map(({ id }, index) => [id, index]));
/** Columns that touch are confused sooner. */
const distance = (a: string, b: string): number => Math.abs((POSITION.get(a) ?? 0) - (POSITION.get(b) ?? 0)) / 10;

type Move = Guess & { readonly doubt: number };
/** What moving a number from the column with too much of it to the other would be, in one row. */
function moveIn(of: Case, row: string, a: string, b: string): Move[] {
  const gap = gapOf(of.ledger.line(`R13 ${a}`));
  const n = magnitude(gap);
  // On the left, the column with the larger left side has too much; on the right it is the other.
  const [from, to] = gap > 0n === isLeft(row) ? [a, b] : [b, a];
  const [source, goal] = [requestCell(row, from), requestCell(row, to)];
  const [given, there] = [of.facts.figures.value(source), of.facts.figures.value(goal)];
  if (given === undefined || there === undefined || given < n) return [];
  const changes = new Map([
    [source, given - n],
    [goal, there + n],
  ]);
  if (of.ledger.effect(changes).spoilt) return [];
  const isExchange = there > 0n && given - there === n;
  // A single request may be one of any row.
  const tier = isExchange || (given === n && there === 0n && n > amount(1)) ? WHOLE : PART;
  const words = { row, from, to, n, given, there, isExchange };
  return [{ kind: 'column', tier: tier + distance(a, b), changes, doubt: doubtOf(of, changes), say: () => sayMove(of, words) }];
}

interface MoveWords {
  readonly row: string;
  readonly from: string;
  readonly to: string;
  readonly n: Amount;
  readonly given: Amount;
  readonly there: Amount;
  readonly isExchange: boolean;
}
function sayMove(of: Case, { row, from, to, n, given, there, isExchange }: MoveWords) {
  const [where, count] = [rowNameOf(of, row), formatAmount(n)];
  if (isExchange) {
    const message = `${columnName(from)}填的是 ${formatAmount(given)}，${columnName(to)}填的是 ${formatAmount(there)}，可能填反了。对调后两列都相等。`;
    return { where, action: '两数对调', message };
  }
  const message = `${columnName(to)}少 ${count} 件，${columnName(from)}多 ${count} 件，${quoted(where)}的 ${count} 件可能填错了列。`;
  return { where, action: `${count} 件移到${columnName(to)}`, message };
}

/** The pair is sure, the row is not: a sentence without a button. */
function inSomeRow(of: Case, a: string, b: string, tier: number): Guess[] {
  if (tier === Number.POSITIVE_INFINITY) return [];
  const gap = gapOf(of.ledger.line(`R13 ${a}`));
  const n = formatAmount(magnitude(gap));
  const [few, many] = gap > 0n ? [a, b] : [b, a];
  const message = `办理结果${columnName(few)}少 ${n} 件，${columnName(many)}多 ${n} 件，可能有 ${n} 件填错了列。`;
  return [{ kind: 'column', tier: tier - 0.01, changes: new Map(), say: () => ({ where: '', action: '', message }) }];
}

/** Numbers that stand next to each other across the two sides of the identity, each in the other's place. */
const EXCHANGES = [
  ['carriedIn', 'carriedOut'],
  ['carriedIn', 'granted'],
] as const;
function exchanged(of: Case, column: string): Guess[] {
  return EXCHANGES.flatMap(([left, right]) => {
    const [a, b] = [requestCell(left, column), requestCell(right, column)];
    const [x, y] = [now(of, a), now(of, b)];
    const changes = new Map([
      [a, y],
      [b, x],
    ]);
    if (x === y || of.ledger.effect(changes).spoilt) return [];
    const message = `${quoted(rowNameOf(of, left))}填的是 ${formatAmount(x)}，${quoted(rowNameOf(of, right))}填的是 ${formatAmount(y)}，可能填反了。对调后两边都相等。`;
    // A zero that changes places is one number in the wrong row, which is more often chance.
    return [
      {
        kind: 'row',
        tier: x > 0n && y > 0n ? 2 : 3,
        changes,
        doubt: doubtOf(of, changes),
        say: () => ({ where: '', action: '两数对调', message }),
      },
    ];
  });
}

type Values = ReadonlyMap<CellId, Amount>;
/** What the rows of one column would be, moved back; undefined where they cannot have been moved so. */
type Undo = (column: Column) => readonly Amount[] | undefined;
interface Column {
  readonly id: string;
  /** The rows that are filled in, 一 first and 四 last. */
  readonly values: readonly Amount[];
  /** 二 as last year's report has it. */
  readonly carriedIn: Amount | undefined;
}

/** A run of values, in one column or in all, that was typed or pasted a row too low or too high. */
function shifted(of: Case): Guess[] {
  const rows = typedRows(of);
  const columns = APPLICANTS.map(
    ({ id }): Column => ({
      id,
      values: rows.map((row) => now(of, requestCell(row, id))),
      carriedIn: before(of, requestCell('carriedOut', id)),
    }),
  );
  const broken = brokenColumns(of);
  const sets = [columns, columns.filter(({ id }) => broken.includes(id))];
  return (sets[1]?.length === columns.length ? sets.slice(1) : sets).flatMap((set) =>
    SHIFTS.flatMap(({ up, undo, certain, tier }) => {
      const changes = movedBack(rows, set, undo);
      if (!changes || of.ledger.effect(changes).spoilt || (!certain && isSmall(set))) return [];
      const isWhole = set.length === columns.length;
      const guess: Guess = {
        kind: 'shift',
        tier: tier - (isWhole ? 0.2 : 0),
        changes,
        doubt: doubtOf(of, changes),
        say: () => sayShift(up, set.length > 1, certain),
      };
      return [guess];
    }),
  );
}
/** In a few requests almost anything fits a total that is not known. */
const isSmall = (columns: readonly Column[]): boolean => sumOf(columns.flatMap(({ values }) => values)) < amount(10);
function movedBack(rows: readonly string[], columns: readonly Column[], undo: Undo): Values | undefined {
  const changes = new Map<CellId, Amount>();
  for (const column of columns) {
    const values = undo(column);
    if (!values || values.some((value) => value < 0n)) return undefined;
    for (const [index, row] of rows.entries()) {
      const [was, value] = [column.values[index], values[index]];
      if (value !== undefined && value !== was) changes.set(requestCell(row, column.id), value);
    }
  }
  return changes.size > 0 ? changes : undefined;
}
function sayShift(up: boolean, isWhole: boolean, certain: boolean) {
  const [what, wrong, way] = [isWhole ? '各列' : '这一列', up ? '低' : '高', up ? '上' : '下'];
  const lost = certain ? '' : '移出表外的数是推算的，请核对“四、结转下年度”。';
  return {
    where: isWhole ? '' : what,
    action: `${way}移一行`,
    message: `${what}的数可能都填${wrong}了一行，${way}移一行后两边都相等。${lost}`,
  };
}

interface Shift {
  readonly up: boolean;
  /** False where a number fell off the table and is worked out from the total and the identity. */
  readonly certain: boolean;
  readonly tier: number;
  readonly undo: Undo;
}

/** Rows `first` to `last` were entered a row too low, over the empty row behind them. `first` was left empty. */
const raise =
  (first: number, endBefore: number): Undo =>
  ({ values }) => {
    const last = values.length - endBefore;
    return values[first] === 0n
      ? [...values.slice(0, first), ...values.slice(first + 1, last + 1), 0n, ...values.slice(last + 1)]
      : undefined;
  };
/** The results were entered from 二 on, a row too high; 二 itself is last year's 四, or nothing. */
const lower =
  (endBefore: number): Undo =>
  ({ values, carriedIn }) => {
    const last = values.length - endBefore;
    // 二 that agrees with last year is no result.
    if (values[last] !== 0n || (values[1] !== 0n && values[1] === carriedIn)) return undefined;
    return [...values.slice(0, 1), carriedIn ?? 0n, ...values.slice(1, last), ...values.slice(last + 1)];
  };
/** A copied block had （七）总计 in it: a row too low, the total has come into 四, and the last result and 四 are lost. */
const raiseWithTotal =
  (first: number): Undo =>
  ({ values }) => {
    const total = values.at(-1) ?? 0n;
    if (values[first] !== 0n || (total === 0n && values.some((value) => value > 0n))) return undefined;
    const [received = 0n, carriedIn = 0n, ...results] = [...values.slice(0, first), ...values.slice(first + 1, -1)];
    return [received, carriedIn, ...results, total - sumOf(results), received + carriedIn - total];
  };
/** The same block a row too high: the total has come into the last result, and 二 and 四 are lost. */
const lowerWithTotal: Undo = ({ values, carriedIn = 0n }) => {
  const [received = 0n, ...rest] = values;
  const results = rest.slice(0, -2);
  const total = rest.at(-2) ?? 0n;
  return rest.at(-1) === 0n && sumOf(results) === total ? [received, carriedIn, ...results, received + carriedIn - total] : undefined;
};
const SHIFTS: readonly Shift[] = [
  // That a column with results received nothing tells more than that nothing was carried into it.
  { up: true, certain: true, tier: 1.5, undo: raise(0, 1) },
  { up: true, certain: true, tier: 1.5, undo: raise(0, 2) },
  { up: true, certain: true, tier: 2, undo: raise(1, 1) },
  { up: true, certain: true, tier: 2, undo: raise(1, 2) },
  { up: false, certain: true, tier: 2, undo: lower(1) },
  { up: false, certain: true, tier: 2, undo: lower(2) },
  { up: true, certain: false, tier: 3.5, undo: raiseWithTotal(0) },
  { up: true, certain: false, tier: 3.6, undo: raiseWithTotal(1) },
  { up: false, certain: false, tier: 3.5, undo: lowerWithTotal },
];
