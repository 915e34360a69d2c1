import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Explanation, explain, withChanges } from '../shared/explain.ts';
import type { Finding } from '../shared/finding.ts';
import { FORM } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { factsOf, validate } from '../shared/validate.ts';
import { LEAVES, request, soundReport, withCells } from './drafts.ts';
import {
  COLUMNS,
  copyOf,
  type Dice,
  dice,
  FILLABLE,
  type Numbers,
  printedFrom,
  ROWS,
  type Sample,
  SIZE_NAMES,
  sample,
  withTable,
} from './mistakes.ts';

const SUMS = ['R13', 'R14', 'R15', 'R16', 'R23', 'R25', 'R26', 'R27', 'R59'];
interface Broken {
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

type Source = (d: Dice, of: Sample) => Broken | undefined;
const own =
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

const KINDS: readonly (readonly [kind: string, Source])[] = [
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

const findingsOf = ({ report, lastYear }: Broken): Finding[] => validate(report, { lastYear });
/** The findings that the mistake brought. */
function brought(broken: Broken, of: Sample): Finding[] {
  const known = new Set(validate(of.report, { lastYear: broken.lastYear }).map(keyOf));
  return findingsOf(broken).filter((finding) => SUMS.includes(finding.rule) && !known.has(keyOf(finding)));
}
const keyOf = ({ rule, cells, quote }: { rule: string; cells: readonly string[]; quote?: string | null }): string =>
  [rule, rule === 'R23' ? cells[0] : cells.join(), quote].join('|');
const violationsOf = (report: Report, lastYear: Report | null): string[] =>
  validate(report, { lastYear }).flatMap((finding) => [
    keyOf(finding),
    ...finding.includes.map((other) => keyOf({ ...other, quote: null })),
  ]);

function* brokenReports(source: Source, count: number, seed: number): Generator<readonly [Broken, Finding, Sample]> {
  const d = dice(seed);
  for (let n = 0, tries = 0; n < count && tries < count * 20; tries++) {
    const of = sample(SIZE_NAMES[tries % 3] ?? 'city', d);
    const broken = source(d, of);
    const [finding] = broken ? brought(broken, of) : [];
    if (!broken || !finding) continue;
    n++;
    yield [broken, finding, of];
  }
}

/** Names the faulty cell, or both cells of the pair, or most of the block. */
function names(explanation: Explanation | undefined, { cells }: Broken): boolean {
  const changed = new Set(explanation?.changes.map(({ id }) => id));
  const hits = cells.filter((id) => changed.has(id)).length;
  return cells.length > 2 ? hits >= cells.length * 0.9 : hits === cells.length && changed.size <= cells.length + 1;
}
/** Names two equal numbers, one below the other, of which one is the wrong one. */
const namesTwins = ({ message = '', changes = [] }: Partial<Explanation> = {}, { twin }: Broken): boolean =>
  changes.length === 1 && changes[0]?.id === twin && message.includes('下一行');
/** Names both columns, where the row cannot be told. */
const namesColumns = (explanation: Explanation | undefined, { cells }: Broken): boolean =>
  cells.length === 2 && cells.every((id) => explanation?.message.includes(FORM.fields.get(id)?.place.split(' · ')[1] ?? '□'));

const ROUNDS = 40;
/** How often the first explanation names it, by the first character of the kind. */
const rates = new Map<string, [hits: number, of: number]>();
describe('the first explanation names the faulty cell', () => {
  test.each(KINDS)('%s', (kind, source) => {
    const misses: string[] = [];
    let [total, exact, among] = [0, 0, 0];
    for (const [broken, finding, of] of brokenReports(source, ROUNDS, 20_260_101)) {
      const found = explain(finding, factsOf(broken.report, broken.lastYear));
      const [first] = found;
      total++;
      if (names(first, broken)) exact++;
      if (found.some((one) => names(one, broken))) among++;
      if (!names(first, broken) && !namesColumns(first, broken) && !namesTwins(first, broken))
        misses.push(`${of.size} ${finding.rule} ${broken.cells.slice(0, 2)}: ${found.map(({ message }) => message).join(' / ')}`);
    }
    const hits = total - misses.length;
    const [h, t] = rates.get(kind[0] ?? '') ?? [0, 0];
    rates.set(kind[0] ?? '', [h + hits, t + total]);
    const rate = (n: number): string => `${Math.round((100 * n) / total)} %`;
    console.info(`${kind}: the first names it ${rate(hits)} (cell and row ${rate(exact)}, one of three ${rate(among)}) of ${total}`);
    // EXPLAIN_MISSES=1 shows what was said instead.
    if (process.env['EXPLAIN_MISSES']) console.info(misses.join('\n'));
    expect(total).toBeGreaterThanOrEqual(10);
    // Without last year's numbers, two cells may explain a difference equally well.
    expect(hits / total).toBeGreaterThanOrEqual(0.8);
  });

  test('in nine of ten reports of each kind', () => {
    for (const [kind, [hits, of]] of rates) {
      console.info(`kind ${kind}: ${Math.round((100 * hits) / of)} % of ${of}`);
      expect(hits / of, kind).toBeGreaterThanOrEqual(0.9);
    }
  });
});

/** A number that is off by a few, for no reason that its table could show. */
const justWrong: Mistake = (numbers, d) => {
  const [column, row, value] = d.pick(filled(numbers, (n) => n > 0));
  return [put(numbers, column, row, value + 1 + d.whole(7))];
};
test('where nothing points anywhere, little is said', () => {
  for (const known of [true, false]) {
    let [total, misled] = [0, 0];
    for (const [broken, finding] of brokenReports(own(justWrong, known), 150, 17)) {
      const [first] = explain(finding, factsOf(broken.report, broken.lastYear));
      total++;
      if (first && !names(first, broken)) misled++;
    }
    console.info(`misled${known ? '' : '，没有上年'}: ${Math.round((100 * misled) / total)} % of ${total}`);
    expect(misled / total).toBeLessThan(0.2);
  }
});

describe('a change, applied,', () => {
  /** No finding is new, and the explained one is gone. */
  function mends(broken: Broken, finding: Finding, explanation: Explanation): void {
    const before = new Set(violationsOf(broken.report, broken.lastYear));
    const after = withChanges(broken.report, explanation.changes);
    expect(validate(after, { lastYear: broken.lastYear }).map(keyOf), explanation.message).not.toContain(keyOf(finding));
    expect(
      violationsOf(after, broken.lastYear).filter((key) => !before.has(key)),
      `${explanation.message} ${JSON.stringify(explanation.changes)}`,
    ).toEqual([]);
  }

  test.each(KINDS)('takes its finding away and brings no other: %s', (_kind, source) => {
    for (const [broken] of brokenReports(source, 8, 7))
      for (const finding of findingsOf(broken))
        for (const explanation of explain(finding, factsOf(broken.report, broken.lastYear)))
          if (explanation.changes.length > 0) mends(broken, finding, explanation);
  });

  test('whatever was typed', () => {
    const ids = FILLABLE.map(({ id }) => id);
    const typed = fc.dictionary(fc.constantFrom(...ids), fc.oneof(fc.nat(60), fc.nat(9_999)).map(String), { maxKeys: 4 });
    fc.assert(
      fc.property(soundReport, soundReport, typed, fc.boolean(), (sound, other, cells, known) => {
        const lastYear = known ? { ...other, year: sound.year - 1 } : null;
        const broken = { report: withCells(sound, cells), lastYear, cells: [] };
        for (const finding of findingsOf(broken))
          for (const explanation of explain(finding, factsOf(broken.report, lastYear)))
            if (explanation.changes.length > 0) mends(broken, finding, explanation);
      }),
      { numRuns: 40 },
    );
  });

  test('says what it changes from and to', () => {
    for (const [, source] of KINDS)
      for (const [broken, finding] of brokenReports(source, 10, 3))
        for (const { changes, action } of explain(finding, factsOf(broken.report, broken.lastYear))) {
          expect(action === '').toBe(changes.length === 0);
          for (const { id, from, to } of changes) {
            const fee: Readonly<Record<string, string>> = { ...broken.report.fee };
            expect(from).toBe(broken.report.printedTotals?.[id] ?? broken.report.cells[id] ?? fee[id.replace('fee.', '')]);
            expect(to).not.toBe(from);
          }
        }
  });
});

test('a sound report has nothing to explain', () => {
  const d = dice(5);
  for (let n = 0; n < 30; n++) {
    const { report, lastYear } = sample(SIZE_NAMES[n % 3] ?? 'city', d);
    for (const finding of validate(report, { lastYear })) expect(explain(finding, factsOf(report, lastYear)), finding.message).toEqual([]);
  }
});

test('the words are those of the form, short and without orders', () => {
  for (const [, source] of KINDS)
    for (const [broken, finding] of brokenReports(source, 10, 11))
      for (const { message, where, action } of explain(finding, factsOf(broken.report, broken.lastYear))) {
        expect(message).toMatch(/^[^a-z]+。$/);
        expect(`${where}${action}${message}`).not.toMatch(/请您|！|!|R\d|系统|非法/);
        expect(message.split('。').length - 1, message).toBeLessThanOrEqual(2);
      }
});

test('one finding is explained while a key is down', () => {
  const times: number[] = [];
  for (const [, source] of KINDS)
    for (const [broken, finding] of brokenReports(source, 6, 13)) {
      const facts = factsOf(broken.report, broken.lastYear);
      explain(finding, facts);
      const start = performance.now();
      explain(finding, facts);
      times.push(performance.now() - start);
    }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  console.info(`one finding explained in ${at(0.5).toFixed(2)} ms, 95 %: ${at(0.95).toFixed(2)} ms`);
  // The machine may be busy; alone it is well under 1 ms.
  expect(at(0.5)).toBeLessThan(3);
});
