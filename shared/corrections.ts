/** One number is wrong: which one the broken sums, its digits, its neighbours or last year's report point to. */
import { type Amount, amount, formatAmount, magnitude, sumOf } from './amount.ts';
import { APPLICANTS, type CellId, type Field, requestCell } from './form.ts';
import {
  before,
  type Case,
  columnName,
  doubtOf,
  fieldIn,
  type Guess,
  gapOf,
  isLeft,
  nameOf,
  now,
  quoted,
  spotOf,
  typedRows,
  type Words,
} from './guess.ts';
import { type Slip, slipOf } from './slips.ts';
import { contradictions } from './stated.ts';

/** A number whose change alone mends the comparison of the case and breaks none. */
interface Correction {
  readonly field: Field;
  readonly id: CellId;
  readonly from: Amount;
  readonly to: Amount;
  readonly mended: number;
}

export function correctionGuesses(of: Case): Guess[] {
  const all = correctionsOf(of);
  return [
    ...all.flatMap((one) => [...lastYear(of, one), ...digits(of, one), ...stated(of, one), ...equal(of, one, all)]),
    ...sole(of, all),
    ...counted(of, all),
    ...allPrinted(of),
  ];
}

function correctionsOf(of: Case): Correction[] {
  const { target, ledger, facts } = of;
  if (target?.comparison.operator !== '=') return [];
  return [...target.weights].flatMap(([id, weight]): Correction[] => {
    const field = fieldIn(of, id);
    const from = now(of, id);
    const gap = gapOf(target);
    if (!field || gap % weight !== 0n) return [];
    const to = from - gap / weight;
    if (to < 0n || (field.unit === '件' && to % amount(1) !== 0n)) return [];
    // A printed total can only give way to what its cells add up to.
    if (field.parts && to !== facts.figures.computed(id)) return [];
    const { mended, spoilt } = ledger.effect(new Map([[id, to]]));
    return spoilt ? [] : [{ field, id, from, to, mended: mended.length }];
  });
}

const set = (of: Case, { id, to, field }: Correction, message: string): Words => ({
  where: field.parts ? '' : nameOf(of, id),
  action: field.parts ? '去掉印的数' : `改为 ${formatAmount(to)}`,
  message,
});
const single = (of: Case, kind: Guess['kind'], tier: number, one: Correction, say: () => string): Guess => {
  const changes = new Map([[one.id, one.to]]);
  return { kind, tier, changes, doubt: doubtOf(of, changes), say: () => set(of, one, say()) };
};

/** R13 with R25: 二 as last year's report carried it out balances the column. */
function lastYear(of: Case, one: Correction): Guess[] {
  const spot = spotOf(one.id);
  const isBalance = of.target?.rule.id === 'R13' && spot?.row === 'carriedIn';
  if (!isBalance || before(of, requestCell('carriedOut', spot.column)) !== one.to) return [];
  return [
    single(of, 'lastYear', 0, one, () => {
      const left = one.to + now(of, requestCell('newReceived', spot.column));
      return `上年年报“结转下年度”是 ${formatAmount(one.to)} 件，改后两边都是 ${formatAmount(left)}。`;
    }),
  ];
}

/** The text states just the number that makes the sides equal. */
function stated(of: Case, one: Correction): Guess[] {
  const said = contradictions(of.facts).find(({ cells, lacking }) => cells.has(one.id) && lacking === one.to - one.from);
  if (!said) return [];
  return [single(of, 'stated', 1.5, one, () => `正文写${said.says}，这里改为 ${formatAmount(one.to)} 两边就相等。`)];
}

const SLIPS: Readonly<Record<Slip['kind'], string>> = { swapped: '写颠倒了', added: '多打了一位', dropped: '少打了一位' };
function digits(of: Case, one: Correction): Guess[] {
  const [from, to] = [formatAmount(one.from), formatAmount(one.to)];
  const slip = slipOf(from, to);
  // From one digit to two that begin or end with it, almost any difference leads.
  const isSmall = slip?.kind === 'dropped' && from.length === 1;
  if (!slip || (isSmall && !slip.usual)) return [];
  const fact = one.field.parts ? `年报上印的是 ${from}，各格相加是 ${to}` : `填的是 ${from}，改为 ${to} 两边就相等`;
  const tier = (slip.usual ? 3 : 5) + (isSmall ? 1 : 0);
  return [single(of, 'digits', tier, one, () => `${fact}，可能${SLIPS[slip.kind]}。`)];
}

/** The only number that mends every total it is part of: its row's and its column's meet in it. */
function sole(of: Case, all: readonly Correction[]): Guess[] {
  const most = Math.max(0, ...all.map(({ mended }) => mended));
  const [only, ...more] = all.filter(({ mended }) => mended === most);
  if (!only || most < 2 || more.length > 0 || only.field.parts || of.target?.rule.id === 'R25') return [];
  const rules = of.ledger.effect(new Map([[only.id, only.to]])).mended.map(({ rule }) => rule.id);
  const gap = gapOf(of.target);
  const both = rules.includes('R15') && rules.some((rule) => rule === 'R13' || rule === 'R14');
  const fact = both ? `这一行和这一列都差 ${formatAmount(magnitude(gap))} 件。` : '';
  return [
    single(of, 'crossing', 1, only, () => `${fact}填的是 ${formatAmount(only.from)}，改为 ${formatAmount(only.to)} 后各总计都相等。`),
  ];
}

/** What a number that is too large by just its own value, or by a value beside it, repeats. */
function equal(of: Case, one: Correction, all: readonly Correction[]): Guess[] {
  const spot = spotOf(one.id);
  if (one.field.parts) return [printed(of, one)];
  if (!spot || one.from <= one.to) return [];
  return [...twins(of, one, spot), ...(one.to === 0n ? [...sums(of, one, spot), ...alone(of, one, all)] : [])];
}

type Spot = NonNullable<ReturnType<typeof spotOf>>;
function twins(of: Case, one: Correction, { row, column }: Spot): Guess[] {
  const rows = typedRows(of);
  const columns: readonly string[] = APPLICANTS.map(({ id }) => id);
  const at = rows.indexOf(row);
  const across = columns.indexOf(column);
  const say = (what: string) => () => `与${what}同为 ${formatAmount(one.from)} 件，可能填了两遍。改为 ${formatAmount(one.to)} 两边就相等。`;
  // Over a number that was there before, only a value that is rarely the same by chance tells anything.
  const isZeroed = one.to === 0n;
  const twin = (id: CellId, tier: number, doubt: number, what: string): Guess[] => {
    if (of.facts.figures.value(id) !== one.from || !(isZeroed || one.from >= amount(10))) return [];
    const guess = single(of, 'equal', isZeroed ? tier : tier + 2, one, say(what));
    // Small numbers repeat by chance: then last year must not speak for this one.
    if (one.from < amount(5) && (guess.doubt ?? 0) > 0) return [];
    return [{ ...guess, doubt: (guess.doubt ?? 0) + doubt }];
  };
  const vertical = (other: string | undefined, which: string, doubt: number): Guess[] =>
    other ? twin(requestCell(other, column), 2, doubt, which) : [];
  // The second of two equal numbers is the likelier repetition.
  return [
    ...vertical(rows[at - 1], '上一行', 0),
    ...vertical(rows[at + 1], '下一行', 0.1),
    ...[columns[across - 1], columns[across + 1]].flatMap((other) =>
      other && one.from >= amount(5) ? twin(requestCell(row, other), 2.5, 0, `${columnName(other)}这一行`) : [],
    ),
  ];
}

/** The subtotal of a group or （七）总计, for which the form has no cell of this row, typed into a row. */
function sums(of: Case, one: Correction, { row, column }: Spot): Guess[] {
  const leaves = of.facts.figures.form.requestRows.filter(({ leaf }) => leaf);
  const group = leaves.find(({ id }) => id === row)?.group;
  const isSum = (rows: readonly { readonly id: string }[]): boolean => {
    const others = rows.filter(({ id }) => id !== row).map(({ id }) => now(of, requestCell(id, column)));
    return others.filter((value) => value > 0n).length > 1 && sumOf(others) === one.from;
  };
  const say = (what: string, guess: string) => () =>
    `填的 ${formatAmount(one.from)} 件正好是${what}之和，可能填了${guess}。改为 0 两边就相等。`;
  const tier = one.from >= amount(5) ? 2 : 3.2;
  if (!isLeft(row) && isSum(leaves)) return [single(of, 'equal', tier, one, say('办理结果其他各行', '总计'))];
  if (group && isSum(leaves.filter((leaf) => leaf.group === group)))
    return [single(of, 'equal', tier, one, say(`${group}其他各行`, '小计'))];
  return [];
}

/** The only number of its column that is just what is too much, where it is rarely so by chance. */
function alone(of: Case, one: Correction, all: readonly Correction[]): Guess[] {
  const same = all.filter(({ to, from }) => to === 0n && from > 0n);
  if (same.length > 1 || one.from < amount(10)) return [];
  return [single(of, 'equal', 6, one, () => `多的正好是这一格的 ${formatAmount(one.from)} 件，可能不该填在这里。改为 0 两边就相等。`)];
}

/** 一 with what was carried in counted into it: the left side is too large by just 二. */
function counted(of: Case, all: readonly Correction[]): Guess[] {
  return all.flatMap((one) => {
    const spot = spotOf(one.id);
    if (spot?.row !== 'newReceived' || spot.column === 'total') return [];
    const carriedIn = now(of, requestCell('carriedIn', spot.column));
    if (carriedIn === 0n || one.from - one.to !== carriedIn) return [];
    return [
      single(
        of,
        'equal',
        2,
        one,
        () => `左边多的正好是“上年结转”的 ${formatAmount(carriedIn)} 件，可能算进了新收。新收改为 ${formatAmount(one.to)} 两边就相等。`,
      ),
    ];
  });
}

/** A printed total that contradicts its cells: without it the computed one holds. */
function printed(of: Case, one: Correction): Guess {
  const gap = one.from - one.to;
  const part = one.field.parts?.find((id) => now(of, id) === magnitude(gap));
  const name = part && (spotOf(one.id)?.column === 'total' ? columnName(spotOf(part)?.column ?? '') : nameOf(of, part).split(' · ').at(-1));
  const why = name ? `，${gap < 0n ? '少' : '多'}的正好是${quoted(name)}的数，可能${gap < 0n ? '漏加' : '重复加'}了` : '';
  return single(
    of,
    'printed',
    4,
    one,
    () => `年报上印的 ${formatAmount(one.from)} 不再保留，总计按各格相加是 ${formatAmount(one.to)}${why}。`,
  );
}

/** Printed totals that contradict one another too, as two in each other's column: without any of them the cells agree. */
function allPrinted({ facts, target }: Case): Guess[] {
  const { printedTotals = {} } = facts.report;
  const ids = Object.keys(printedTotals).filter((id) => facts.figures.isPrinted(id));
  const changes = new Map(ids.flatMap((id): [CellId, Amount][] => [[id, facts.figures.computed(id) ?? -1n]]));
  if (!target || changes.size < 2) return [];
  const [were, are] = [ids.map((id) => printedTotals[id]), [...changes.values()].map(formatAmount)].map((list) => list.join('、'));
  const message = `年报上印的 ${were} 不再保留，总计按各格相加是 ${are}。`;
  return [{ kind: 'printed', tier: 5, changes, say: () => ({ where: '', action: '去掉印的数', message }) }];
}
