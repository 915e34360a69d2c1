/**
 * One root cause is reported once (R18).
 *
 * The identities of table 三 overlap: a wrong cell breaks its column, the total column and, where totals were printed, its row.
 * Each identity is linear, so a single number explains a set of broken identities when one correction of it mends them all.
 * The number that mends most, less what it would break, makes a group; what is left over is reported on its own.
 */
import { type Amount, formatAmount, sumOf } from './amount.ts';
import type { Violation } from './finding.ts';
import type { CellId } from './form.ts';
import type { Comparison } from './identities.ts';
import { type Weights, weightsOf } from './ledger.ts';
import type { Figures } from './report.ts';
import type { Rule } from './rules.ts';

/** A violation with its rule, before it is grouped. */
export interface Raised {
  readonly rule: Rule;
  readonly violation: Violation;
}
export interface Broken extends Raised {
  readonly comparison: Comparison;
  readonly left: Amount;
  readonly right: Amount;
}
interface Group {
  readonly head: Raised;
  readonly rest: readonly Raised[];
}

/** The rules whose identities share numbers. The others stand for themselves. */
const IDENTITIES = ['R13', 'R14', 'R15', 'R16'];
/** Which member of a group is told: the sum nearest to the wrong number first. */
const HEAD_ORDER = ['R15', 'R16', 'R14', 'R13'];

export function groupByCause(broken: readonly Broken[], held: readonly Comparison[], asked: readonly Raised[], figures: Figures): Group[] {
  const shared = broken.filter(({ rule }) => IDENTITIES.includes(rule.id));
  const years = broken.filter(({ rule }) => rule.id === 'R25');
  const stocks = broken.filter(({ rule }) => rule.id === 'R19' || rule.id === 'R26');
  const alone = broken.filter((b) => !shared.includes(b) && !years.includes(b) && !stocks.includes(b));
  const groups = [...causes(shared, held, figures), ...carryOver(years), ...byStock(stocks), ...alone.map((head): Broken[] => [head])];
  return explain(groups, asked);
}

/** Questions that say in plain words what a group of comparisons says as sums take that group over (R23). */
function explain(groups: readonly (readonly Broken[])[], asked: readonly Raised[]): Group[] {
  const left = new Set(groups);
  const explained = asked.map((head): Group => {
    const keys = head.violation.explains ?? [];
    const taken = [...left].filter((group) => group.some(({ comparison }) => keys.includes(comparison.key)));
    for (const group of taken) left.delete(group);
    return { head, rest: taken.flat() };
  });
  const own = [...left].flatMap(([head, ...rest]): Group[] => (head ? [{ head, rest }] : []));
  return [...explained, ...own];
}

/** Splits broken identities into groups of one cause each, the telling member first. */
function causes(broken: readonly Broken[], held: readonly Comparison[], figures: Figures): Broken[][] {
  const weights = new Map([...broken.map((b) => b.comparison), ...held].map((c) => [c, weightsOf(c, figures)] as const));
  const groups: Broken[][] = [];
  let rest = [...broken];
  for (let cause = mostMended(rest, held, weights); cause; cause = mostMended(rest, held, weights)) {
    const { mended, id } = cause;
    groups.push(headFirst(mended, id));
    rest = rest.filter((b) => !mended.includes(b));
  }
  return withTotals([...groups, ...rest.map((b) => [b])], figures);
}

/** The number whose correction would mend most broken identities, two at least, less what it would break. */
function mostMended(
  broken: readonly Broken[],
  held: readonly Comparison[],
  weights: ReadonlyMap<Comparison, Weights>,
): { id: CellId; mended: Broken[] } | undefined {
  let best: { id: CellId; mended: Broken[] } | undefined;
  let bestScore = 0;
  const numbers = new Set(broken.flatMap(({ comparison }) => [...(weights.get(comparison)?.keys() ?? [])]));
  for (const id of numbers) {
    const weight = (comparison: Comparison): bigint => weights.get(comparison)?.get(id) ?? 0n;
    const spoilt = held.filter((comparison) => weight(comparison) !== 0n).length;
    for (const mended of byCorrection(broken, weight)) {
      const score = mended.length - spoilt;
      if (mended.length > 1 && score > bestScore) [best, bestScore] = [{ id, mended }, score];
    }
  }
  return best;
}

/** The broken identities that a number takes part in, sorted by the correction that would mend each. */
function byCorrection(broken: readonly Broken[], weight: (comparison: Comparison) => bigint): Broken[][] {
  const sets = new Map<Amount, Broken[]>();
  for (const b of broken) {
    const w = weight(b.comparison);
    const gap = b.right - b.left;
    if (w === 0n || gap % w !== 0n) continue;
    sets.set(gap / w, [...(sets.get(gap / w) ?? []), b]);
  }
  return [...sets.values()];
}

/**
 * A total column that fails by just what its columns fail together says nothing new: it joins the first of them. A total that was
 * printed is a number of its own, to be seen and dropped by itself.
 */
function withTotals(groups: readonly Broken[][], { isPrinted }: Figures): Broken[][] {
  const all = groups.flat();
  return groups.flatMap((group) => {
    const [only, ...more] = group;
    const rule = only?.rule.id;
    if (!only || more.length > 0 || only.comparison.key !== `${rule} total`) return [group];
    if (isPrinted(only.comparison.left[0]?.id ?? '')) return [group];
    const columns = all.filter((b) => b !== only && b.rule.id === rule);
    const gap = sumOf(columns.map((b) => b.left - b.right));
    const host = groups.find((other) => other !== group && other.some((b) => columns.includes(b)));
    if (!host || gap !== only.left - only.right) return [group];
    host.push(only);
    return [];
  });
}

/** The sum that the wrong number itself is said to be goes first, then the sum nearest to it. */
function headFirst(group: readonly Broken[], culprit: CellId): Broken[] {
  const rank = ({ rule, comparison }: Broken): number =>
    rule.id !== 'R13' && comparison.left[0]?.id === culprit ? -1 : HEAD_ORDER.indexOf(rule.id);
  return [...group].sort((a, b) => rank(a) - rank(b));
}

/** R25, "check total first, then each column": one finding that names every column, or the column itself where only one differs. */
function carryOver(broken: readonly Broken[]): Broken[][] {
  const columns = broken.filter((b) => b.comparison.key !== 'R25 total');
  const total = broken.filter((b) => b.comparison.key === 'R25 total');
  if (columns.length <= 1) return broken.length > 0 ? [[...columns, ...total]] : [];
  const [head, ...rest] = [...total, ...columns];
  if (!head) return [];
  const named = columns.map(({ comparison, left, right }) => {
    const [, applicant = '', row = ''] = comparison.place.split(' · ');
    return { row, text: `${applicant}填了 ${formatAmount(left)} 件，上年是 ${formatAmount(right)} 件` };
  });
  const fact = `与上年年报“结转下年度继续办理”不同：${named.map(({ text }) => text).join('；')}。应当相等；确有原因的可以不改。`;
  return [[{ ...head, violation: { ...head.violation, place: `表三 · ${named[0]?.row}`, fact } }, ...rest]];
}

/** R19 follows from the numbers that R26 speaks of: one finding for each kind of document. */
function byStock(broken: readonly Broken[]): Broken[][] {
  const kinds = [...new Set(broken.map(({ comparison }) => comparison.key.split(' ')[1]))];
  return kinds.map((kind) =>
    broken.filter(({ comparison }) => comparison.key.endsWith(` ${kind}`)).sort((a, b) => (a.rule.id > b.rule.id ? -1 : 1)),
  );
}
