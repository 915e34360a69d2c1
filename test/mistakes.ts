/**
 * Balanced, realistic reports and the mistakes that people make in them. Nothing here knows how mistakes are explained: a mistake is
 * done to the numbers, and says which cells a person would have to look at.
 */

import { formatAmount } from '../shared/amount.ts';
import { APPLICANTS, FORM, fillable } from '../shared/form.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { example, LEAVES, lastYearOf, request, withCells } from './drafts.ts';

/** Numbers that look random and are the same in every run. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  const pick = <T>(of: readonly T[]): T => of[whole(of.length)] as T;
  return { next, whole, pick };
}
export type Dice = ReturnType<typeof dice>;

export const COLUMNS = APPLICANTS.map(({ id }) => id as string);
/** The 24 rows that are filled in, as they stand below one another. */
export const ROWS = ['newReceived', 'carriedIn', ...LEAVES, 'carriedOut'];
/** Rows of numbers, in the order of ROWS, of one column. */
type Column = number[];
export type Numbers = Record<string, Column>;

/** Shares of the results as published reports of cities have them: a few large rows, many small ones, some that hardly occur. */
const SHARES = [34, 11, 0.3, 0.5, 0.2, 1.5, 1, 1.5, 2, 3.5, 22, 3, 1, 4, 2, 0.2, 0.6, 0.2, 2.5, 0.3, 6];
const KINDS = [82, 11, 0.6, 0.5, 3, 2];
const SIZES = { city: [900, 3500], county: [40, 160], bureau: [3, 18] } as const;
export type Size = keyof typeof SIZES;
export const SIZE_NAMES = Object.keys(SIZES) as Size[];

function spread(count: number, shares: readonly number[], { next }: Dice): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const counts = shares.map(() => 0);
  for (let n = 0; n < count; n++) {
    let at = next() * sum;
    let index = 0;
    while (index < shares.length - 1 && at >= (shares[index] ?? 0)) at -= shares[index++] ?? 0;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}
/** Shares of one unit: its own habits, which it has in both years. */
const habits = (shares: readonly number[], { next }: Dice): number[] => shares.map((share) => share * (0.4 + 1.2 * next()));

interface Year {
  readonly total: number;
  readonly carriedIn: readonly number[];
  readonly kinds: readonly number[];
  readonly shares: readonly number[];
}
function yearOf({ total, carriedIn, kinds, shares }: Year, d: Dice): Numbers {
  const received = spread(total, kinds, d);
  return Object.fromEntries(
    COLUMNS.map((column, index) => {
      const all = (received[index] ?? 0) + (carriedIn[index] ?? 0);
      const carriedOut = spread(all, [96, 4], d)[1] ?? 0;
      return [column, [received[index] ?? 0, carriedIn[index] ?? 0, ...spread(all - carriedOut, shares, d), carriedOut]];
    }),
  );
}

export interface Sample {
  readonly size: Size;
  readonly report: Report;
  readonly lastYear: Report;
  readonly numbers: Numbers;
  readonly last: Numbers;
}
export function sample(size: Size, d: Dice): Sample {
  const [least, most] = SIZES[size];
  const total = least + d.whole(most - least);
  const [kinds, shares] = [habits(KINDS, d), habits(SHARES, d)];
  const before = yearOf(
    { total: Math.ceil(total * (0.8 + 0.4 * d.next())), carriedIn: spread(Math.round(total / 30), KINDS, d), kinds, shares },
    d,
  );
  const numbers = yearOf({ total, carriedIn: COLUMNS.map((column) => before[column]?.at(-1) ?? 0), kinds, shares }, d);
  const { report, lastYear } = example('示例县自然资源局');
  return { size, report: withTable(report, numbers), lastYear: withTable(lastYear ?? lastYearOf(report), before), numbers, last: before };
}
export const copyOf = (numbers: Numbers): Numbers => Object.fromEntries(Object.entries(numbers).map(([id, column]) => [id, [...column]]));
export const withTable = (report: Report, numbers: Numbers): Report =>
  withCells(
    report,
    Object.fromEntries(
      COLUMNS.flatMap((column) => ROWS.map((row, index) => [request(row, column), String(numbers[column]?.[index] ?? 0)])),
    ),
  );

/** A report as it is read from paper: the totals of the right report stay where the wrong one does not add up to them. */
export function printedFrom(right: Report, wrong: Report): Report {
  const [was, is] = [figuresOf(right), figuresOf(wrong)];
  const text = (value: bigint | undefined): string => formatAmount(value ?? 0n);
  const totals = [...FORM.fields.values()].filter(({ parts }) => parts).map(({ id }) => id);
  const kept = totals.filter((id) => was.computed(id) !== is.computed(id)).map((id): [string, string] => [id, text(was.computed(id))]);
  return { ...wrong, printedTotals: Object.fromEntries(kept) };
}
export const FILLABLE = fillable(FORM);
