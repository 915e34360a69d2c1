/**
 * The comparisons of one report as linear sums: what each number moves, and so what a correction of some numbers would mend and
 * what it would break. Root causes (R18) and explanations reckon with it.
 */
import type { Amount } from './amount.ts';
import type { CellId } from './form.ts';
import type { Comparison } from './identities.ts';
import type { Figures } from './report.ts';
import type { Rule } from './rules.ts';

/** A comparison whose numbers are all there, with its rule and both sides. */
export interface Judged {
  readonly rule: Rule;
  readonly comparison: Comparison;
  readonly left: Amount;
  readonly right: Amount;
  readonly holds: boolean;
}
export type Weights = ReadonlyMap<CellId, bigint>;

/** While no total was printed, the weights of a comparison are the same in every report. */
const UNPRINTED = new WeakMap<Comparison, Weights>();

/** How much left − right of a comparison moves with each number that was typed or printed this year. */
export function weightsOf(comparison: Comparison, figures: Figures): Weights {
  const known = figures.hasPrinted ? undefined : UNPRINTED.get(comparison);
  if (known) return known;
  const weights = new Map<CellId, bigint>();
  /** A printed total stands for itself where a comparison names it; a total computed of others is their typed cells. */
  const add = (id: CellId, times: bigint, named: boolean): void => {
    const parts = named && figures.isPrinted(id) ? undefined : figures.form.fields.get(id)?.parts;
    if (parts) for (const part of parts) add(part, times, false);
    else weights.set(id, (weights.get(id) ?? 0n) + times);
  };
  for (const { id, times, last } of comparison.left) if (!last) add(id, times, true);
  for (const { id, times, last } of comparison.right) if (!last) add(id, -times, true);
  for (const [id, weight] of weights) if (weight === 0n) weights.delete(id);
  if (!figures.hasPrinted) UNPRINTED.set(comparison, weights);
  return weights;
}

export interface Line extends Judged {
  readonly weights: Weights;
}
interface Effect {
  readonly mended: readonly Line[];
  readonly spoilt: boolean;
}
export interface Ledger {
  readonly lines: readonly Line[];
  /** The line of a comparison, by its key: `R13 natural`. */
  line(key: string): Line | undefined;
  /** What new values of some numbers, typed or printed, would do. */
  effect(changes: ReadonlyMap<CellId, Amount>): Effect;
}

export function ledgerOf(judged: readonly Judged[], figures: Figures): Ledger {
  // A sum that no number moves, as every total of an own draft, can be neither mended nor broken.
  const lines = judged
    .map((one): Line => ({ ...one, weights: weightsOf(one.comparison, figures) }))
    .filter(({ weights }) => weights.size > 0);
  const byKey = new Map(lines.map((line) => [line.comparison.key, line]));
  return { lines, line: (key) => byKey.get(key), effect: (changes) => effectOf(lines, changes, figures) };
}

function effectOf(lines: readonly Line[], changes: ReadonlyMap<CellId, Amount>, figures: Figures): Effect {
  const moves = [...changes].map(([id, to]) => ({ id, by: to - (figures.value(id) ?? 0n) })).filter(({ by }) => by !== 0n);
  const mended: Line[] = [];
  let spoilt = false;
  for (const line of lines) {
    let gap = line.left - line.right;
    for (const { id, by } of moves) {
      const weight = line.weights.get(id);
      if (weight !== undefined) gap += weight * by;
    }
    const holds = line.comparison.operator === '=' ? gap === 0n : gap <= 0n;
    if (holds && !line.holds) mended.push(line);
    if (!holds && line.holds) spoilt = true;
  }
  return { mended, spoilt };
}
