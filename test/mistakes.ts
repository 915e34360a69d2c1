/**
 * Balanced, realistic reports and the mistakes that people make in them. Nothing here knows how mistakes are explained: a mistake is
 * done to the numbers, and says which cells a person would have to look at.
 */

import { formatAmount } from '../shared/amount.ts';
import { APPLICANTS, FORM, fillable } from '../shared/form.ts';
import { emptyReport, figuresOf, type Report } from '../shared/report.ts';
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

const COLUMNS = APPLICANTS.map(({ id }) => id as string);
/** The 24 rows that are filled in, as they stand below one another. */
const ROWS = ['newReceived', 'carriedIn', ...LEAVES, 'carriedOut'];
/** Rows of numbers, in the order of ROWS, of one column. */
type Column = number[];
type Numbers = Record<string, Column>;

/** Shares of the results as published reports of cities have them: a few large rows, many small ones, some that hardly occur. */
const SHARES = [34, 11, 0.3, 0.5, 0.2, 1.5, 1, 1.5, 2, 3.5, 22, 3, 1, 4, 2, 0.2, 0.6, 0.2, 2.5, 0.3, 6];
const APPLICANT_SHARES = [82, 11, 0.6, 0.5, 3, 2];
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
  const [kinds, shares] = [habits(APPLICANT_SHARES, d), habits(SHARES, d)];
  const before = yearOf(
    { total: Math.ceil(total * (0.8 + 0.4 * d.next())), carriedIn: spread(Math.round(total / 30), APPLICANT_SHARES, d), kinds, shares },
    d,
  );
  const numbers = yearOf({ total, carriedIn: COLUMNS.map((column) => before[column]?.at(-1) ?? 0), kinds, shares }, d);
  const { report, lastYear } = example('示例县自然资源局');
  return {
    size,
    report: withoutTexts(withTable(report, numbers)),
    lastYear: withTable(lastYear ?? lastYearOf(report), before),
    numbers,
    last: before,
  };
}
/** What a text says of numbers that are not its own is no matter here. */
export const withoutTexts = (report: Report): Report => ({ ...report, texts: emptyReport('', report.year).texts });
const copyOf = (numbers: Numbers): Numbers => Object.fromEntries(Object.entries(numbers).map(([id, column]) => [id, [...column]]));
const withTable = (report: Report, numbers: Numbers): Report =>
  withCells(
    report,
    Object.fromEntries(
      COLUMNS.flatMap((column) => ROWS.map((row, index) => [request(row, column), String(numbers[column]?.[index] ?? 0)])),
    ),
  );

/** A report as it is read from paper: the totals of the right report stay where the wrong one does not add up to them. */
function printedFrom(right: Report, wrong: Report): Report {
  const [was, is] = [figuresOf(right), figuresOf(wrong)];
  const text = (value: bigint | undefined): string => formatAmount(value ?? 0n);
  const totals = [...FORM.fields.values()].filter(({ parts }) => parts).map(({ id }) => id);
  const kept = totals.filter((id) => was.computed(id) !== is.computed(id)).map((id): [string, string] => [id, text(was.computed(id))]);
  return { ...wrong, printedTotals: Object.fromEntries(kept) };
}
export const FILLABLE = fillable(FORM);

export interface Broken {
  readonly report: Report;
  readonly lastYear: Report | null;
  /** The cells that are wrong. */
  readonly cells: readonly string[];
  /** The cell that the wrong one repeats: nobody can tell which of two equal numbers is the right one. */
  readonly twin?: string;
}
/** A mistake done to the numbers of table 三, with the cells that are wrong, or nothing where it cannot be made there. */
type Mistake = (numbers: Numbers, d: Dice, of: Sample) => readonly string[] | undefined;

const at = (numbers: Numbers, column: string, row: string): number => numbers[column]?.[ROWS.indexOf(row)] ?? 0;
const put = (numbers: Numbers, column: string, row: string, value: number): string => {
  (numbers[column] as number[])[ROWS.indexOf(row)] = value;
  return request(row, column);
};
const filled = (
  numbers: Numbers,
  wanted: (value: number, row: string, column: string) => boolean,
): [column: string, row: string, value: number][] =>
  COLUMNS.flatMap((column) => ROWS.map((row): [string, string, number] => [column, row, at(numbers, column, row)])).filter(
    ([column, row, value]) => wanted(value, row, column),
  );

const intoNextColumn: Mistake = (numbers, d) => {
  const spots = filled(numbers, (value) => value > 0).flatMap(([column, row, value]) =>
    [-1, 1].flatMap((step) => {
      const other = COLUMNS[COLUMNS.indexOf(column) + step];
      return other && at(numbers, other, row) === 0 ? [{ column, row, value, other }] : [];
    }),
  );
  if (spots.length === 0) return undefined;
  const { column, row, value, other } = d.pick(spots);
  return [put(numbers, column, row, 0), put(numbers, other, row, value)];
};
const exchangedColumns: Mistake = (numbers, d) => {
  const spots = filled(numbers, (value) => value > 0).flatMap(([column, row, value]) => {
    const other = COLUMNS[COLUMNS.indexOf(column) + 1];
    const there = other ? at(numbers, other, row) : 0;
    return other && there > 0 && there !== value ? [{ column, row, value, other, there }] : [];
  });
  if (spots.length === 0) return undefined;
  const { column, row, value, other, there } = d.pick(spots);
  return [put(numbers, column, row, there), put(numbers, other, row, value)];
};
const swappedDigits: Mistake = (numbers, d) => {
  const spots = filled(numbers, (value) => value > 9).flatMap(([column, row, value]) => {
    const digits = String(value);
    return [...digits.slice(1)].flatMap((_, index) => {
      const wrong = digits.slice(0, index) + digits[index + 1] + digits[index] + digits.slice(index + 2);
      return wrong === digits || wrong.startsWith('0') ? [] : [{ column, row, wrong }];
    });
  });
  if (spots.length === 0) return undefined;
  const { column, row, wrong } = d.pick(spots);
  return [put(numbers, column, row, Number(wrong))];
};
const oneDigitMore: Mistake = (numbers, d) => {
  const [column, row, value] = d.pick(filled(numbers, (n) => n > 0));
  const digits = String(value);
  return [put(numbers, column, row, Number(d.pick([`${digits}0`, digits + digits.at(-1)])))];
};
const typedTwice: Mistake = (numbers, d) => {
  const spots = filled(numbers, (value, row) => value > 0 && row !== 'carriedOut').filter(
    ([column, row]) => at(numbers, column, ROWS[ROWS.indexOf(row) + 1] ?? '') === 0,
  );
  if (spots.length === 0) return undefined;
  const [column, row, value] = d.pick(spots);
  return [put(numbers, column, ROWS[ROWS.indexOf(row) + 1] ?? '', value)];
};
const groups = [...new Set(FORM.requestRows.flatMap(({ group }) => group ?? []))];
const subtotalTyped: Mistake = (numbers, d) => {
  const spots = COLUMNS.flatMap((column) =>
    groups.flatMap((group) => {
      const rows = FORM.requestRows.filter((row) => row.group === group).map(({ id }) => id);
      const values = rows.map((row) => at(numbers, column, row));
      const sum = values.reduce((a, b) => a + b, 0);
      return values.filter((value) => value > 0).length > 1
        ? rows.filter((row) => at(numbers, column, row) === 0).map((row) => ({ column, row, sum }))
        : [];
    }),
  );
  if (spots.length === 0) return undefined;
  const { column, row, sum } = d.pick(spots);
  return [put(numbers, column, row, sum)];
};
const totalTyped: Mistake = (numbers, d) => {
  const spots = filled(
    numbers,
    (value, row, column) => value === 0 && LEAVES.includes(row) && LEAVES.filter((leaf) => at(numbers, column, leaf) > 0).length > 1,
  );
  if (spots.length === 0) return undefined;
  const [column, row] = d.pick(spots);
  return [
    put(
      numbers,
      column,
      row,
      LEAVES.reduce((sum, leaf) => sum + at(numbers, column, leaf), 0),
    ),
  ];
};
const carriedInCounted: Mistake = (numbers, d) => {
  const spots = COLUMNS.filter((column) => at(numbers, column, 'carriedIn') > 0);
  if (spots.length === 0) return undefined;
  const column = d.pick(spots);
  return [put(numbers, column, 'newReceived', at(numbers, column, 'newReceived') + at(numbers, column, 'carriedIn'))];
};
const carriedInWrong: Mistake = (numbers, d) => {
  const column = d.pick(COLUMNS.slice(0, 2));
  const value = at(numbers, column, 'carriedIn');
  return [put(numbers, column, 'carriedIn', d.pick([value + 1, value + 2, Math.max(0, value - 1), 0].filter((wrong) => wrong !== value)))];
};

/** What the grid does with a block that is pasted at another row: the total's row takes nothing, what lies outside is lost. */
const GRID = [...ROWS.slice(0, -1), 'totalDisposed', 'carriedOut'];
function pastedAt(numbers: Numbers, first: string, last: string, by: 1 | -1, columns: readonly string[] = COLUMNS): string[] {
  const before = copyOf(numbers);
  const total = (column: string): number => LEAVES.reduce((sum, leaf) => sum + at(before, column, leaf), 0);
  const [from, to] = [GRID.indexOf(first), GRID.indexOf(last)];
  return columns.flatMap((column) => {
    const value = (row: string): number => (row === 'totalDisposed' ? total(column) : at(before, column, row));
    for (const row of GRID.slice(from, to + 1)) if (row !== 'totalDisposed') put(numbers, column, row, 0);
    for (let index = from; index <= to; index++) {
      const goal = GRID[index + by];
      if (goal && goal !== 'totalDisposed') put(numbers, column, goal, value(GRID[index] ?? ''));
    }
    return ROWS.map((row) => request(row, column)).filter(
      (id, index) => at(before, column, ROWS[index] ?? '') !== at(numbers, column, ROWS[index] ?? '') && id,
    );
  });
}
const blockTooLow: Mistake = (numbers) => pastedAt(numbers, 'newReceived', 'carriedOut', 1);
const blockFromSecondRowTooLow: Mistake = (numbers) => pastedAt(numbers, 'carriedIn', 'carriedOut', 1);
const resultsTooHigh: Mistake = (numbers) => pastedAt(numbers, 'granted', 'other.misc', -1);
const resultsWithTotalTooHigh: Mistake = (numbers) => pastedAt(numbers, 'granted', 'carriedOut', -1);
/** The rows down to the last filled one, typed a row too low. */
const columnTooLow: Mistake = (numbers, d) => {
  const spots = COLUMNS.filter((column) => at(numbers, column, 'other.misc') === 0 && LEAVES.some((leaf) => at(numbers, column, leaf) > 0));
  if (spots.length === 0) return undefined;
  return pastedAt(numbers, 'newReceived', 'other.feeUnpaid', 1, [d.pick(spots)]);
};

export type Source = (d: Dice, of: Sample) => Broken | undefined;
export const own =
  (mistake: Mistake, known: boolean): Source =>
  (d, of) => {
    const numbers = copyOf(of.numbers);
    const cells = mistake(numbers, d, of);
    if (!cells) return undefined;
    const spot = /^requests\.(.+)\.([^.]+)$/.exec(cells[0] ?? '');
    const twin = mistake === typedTwice && spot ? { twin: request(ROWS[ROWS.indexOf(spot[1] ?? '') - 1] ?? '', spot[2] ?? '') } : {};
    return { report: withTable(of.report, numbers), lastYear: known ? of.lastYear : null, cells, ...twin };
  };
/** A cell read wrong from paper, whose totals are right. */
const misread: Source = (d, of) => {
  const numbers = copyOf(of.numbers);
  const column = d.pick(COLUMNS.filter((id) => at(numbers, id, 'newReceived') > 0));
  const row = d.pick(ROWS);
  const value = at(numbers, column, row);
  const cell = put(
    numbers,
    column,
    row,
    d.pick([value + 1 + d.whole(9), value + 3, Math.max(0, value - 2)].filter((wrong) => wrong !== value)),
  );
  return { report: printedFrom(of.report, withTable(of.report, numbers)), lastYear: null, cells: [cell] };
};
/** A total on paper that leaves out one of its cells or adds it twice. */
const wrongTotal: Source = (d, of) => {
  const totals = [...FORM.tables.requests.fields].filter(({ parts }) => parts);
  const field = d.pick(totals);
  const value = (id: string): number => {
    const parts = FORM.fields.get(id)?.parts;
    return parts ? parts.reduce((sum, part) => sum + value(part), 0) : Number(of.report.cells[id]);
  };
  const part = d.pick((field.parts ?? []).filter((id) => value(id) > 0).concat(''));
  if (part === '') return undefined;
  const wrong = value(field.id) + d.pick([1, -1]) * value(part);
  return { report: { ...of.report, printedTotals: { [field.id]: String(wrong) } }, lastYear: null, cells: [field.id] };
};
const MONEY = 'proactive.adminFees.amountWan';
const yuanForWan: Source = (d, { report, lastYear }) => {
  const wan = 5 + d.whole(900);
  const broken = withCells(report, { [MONEY]: String(Math.round(wan * (0.7 + 0.6 * d.next()) * 10_000)) });
  return { report: broken, lastYear: withCells(lastYear, { [MONEY]: String(wan) }), cells: [MONEY] };
};
const feesExchanged: Source = (d, { report }) => {
  const [less, more] = [100 * (1 + d.whole(5)), 1000 + 100 * d.whole(9)];
  return {
    report: {
      ...report,
      cells: { ...report.cells, [MONEY]: '999' },
      fee: { notices: '3', noticedAmount: String(less), collectedAmount: String(more) },
    },
    lastYear: null,
    cells: ['fee.noticedAmount', 'fee.collectedAmount'],
  };
};

export const KINDS: readonly (readonly [kind: string, Source])[] = [
  ['1 填到旁边一列', own(intoNextColumn, true)],
  ['1 填到旁边一列，没有上年', own(intoNextColumn, false)],
  ['1 相邻两列对调', own(exchangedColumns, true)],
  ['2 行列交叉', misread],
  ['3 数字颠倒', own(swappedDigits, true)],
  ['3 数字颠倒，没有上年', own(swappedDigits, false)],
  ['3 多打一位', own(oneDigitMore, true)],
  ['3 多打一位，没有上年', own(oneDigitMore, false)],
  ['4 上下两行重复', own(typedTwice, true)],
  ['4 上下两行重复，没有上年', own(typedTwice, false)],
  ['4 填了小计', own(subtotalTyped, true)],
  ['4 填了总计', own(totalTyped, true)],
  ['4 结转算进新收', own(carriedInCounted, true)],
  ['4 印的总计漏加、多加', wrongTotal],
  ['5 整表低一行', own(blockTooLow, true)],
  ['5 第二行起低一行', own(blockFromSecondRowTooLow, true)],
  ['5 结果高一行', own(resultsTooHigh, true)],
  ['5 结果连总计高一行', own(resultsWithTotalTooHigh, true)],
  ['5 一列低一行', own(columnTooLow, false)],
  ['6 上年结转不符', own(carriedInWrong, true)],
  ['7 元填进万元', yuanForWan],
  ['7 通知、实收对调', feesExchanged],
];

/** A number that is off by a few, for no reason that its table could show. */
export const justWrong: Mistake = (numbers, d) => {
  const [column, row, value] = d.pick(filled(numbers, (n) => n > 0));
  return [put(numbers, column, row, value + 1 + d.whole(7))];
};
