/**
 * What probably happened where numbers do not agree, and the change that would mend it. Every proposal was
 * reckoned through: it takes its finding away and brings no other.
 */
import { formatAmount } from './amount.ts';
import { correctionGuesses } from './corrections.ts';
import type { Facts, Finding, RuleId, Violation } from './finding.ts';
import { type CellId, fieldOf } from './form.ts';
import type { Case, ExplanationKind, Guess } from './guess.ts';
import { cellsOf } from './identities.ts';
import { type Ledger, type Line, ledgerOf } from './ledger.ts';
import { certainGuesses } from './mends.ts';
import { misplacedGuesses } from './misplaced.ts';
import { figuresOf, type Report, typedText, withNumbers, withoutAgreeing } from './report.ts';
import { RULES } from './rules.ts';
import { judge, raisedBy, validate } from './validate.ts';

/** A number as it stands and as it would be. A printed total is changed to what its cells add up to, and is then no longer kept. */
interface NumberChange {
  readonly id: CellId;
  readonly from: string;
  readonly to: string;
}
export interface Explanation {
  readonly kind: ExplanationKind;
  /** The number or row it changes: 二、上年结转. Empty where the action says it. */
  readonly where: string;
  /** What applying it does: 改为 2. Empty where there is nothing to apply. */
  readonly action: string;
  readonly message: string;
  /** One undo step. Empty where the pair of columns is sure and the row is not. */
  readonly changes: readonly NumberChange[];
}

const MOST = 3;
/** What was typed is no number of the form. */
const UNREADABLE: readonly string[] = ['R6', 'R7', 'R8'];

/** At most three explanations of a finding, the likeliest first; none where nothing points anywhere. */
export function explain(finding: Finding, facts: Facts): Explanation[] {
  if (finding.left === null && !UNREADABLE.includes(finding.rule)) return [];
  const ledger = ledgerOf(judge(facts), facts.figures);
  const of: Case = { finding, facts, ledger, target: targetOf(finding, ledger) };
  const guesses = [...certainGuesses(of), ...correctionGuesses(of), ...misplacedGuesses(of)];
  const found: Guess[] = [];
  for (const guess of ranked(guesses, ledger)) {
    if (found.length === MOST) break;
    if (!found.some((other) => isSame(other, guess)) && isClean(of, guess)) found.push(guess);
  }
  const explained = found.map((guess) => explanationOf(of, guess));
  return explained.some(({ kind }) => kind === 'printed') ? explained : [...explained.slice(0, MOST - 1), ...withoutPrinted(of)];
}

/** The broken comparison that a finding is about. R23 says in plain words what that of its column says. */
function targetOf({ rule, cells }: Finding, ledger: Ledger): Line | undefined {
  if (rule === 'R23') {
    const column = cells[0]?.split('.').at(-1);
    return [`R13 ${column}`, `R14 ${column}`].map((key) => ledger.line(key)).find((line) => line?.holds === false);
  }
  const named = cells.join();
  return ledger.lines.find((line) => !line.holds && line.rule.id === rule && cellsOf(line.comparison).join() === named);
}

/** What mends most comes first, then the more telling evidence, then the smaller change, then what last year's numbers favour. */
function ranked(guesses: readonly Guess[], ledger: Ledger): Guess[] {
  const mended = new Map(guesses.map((guess) => [guess, weightOf(guess, ledger)]));
  return [...guesses].sort(
    (a, b) =>
      (mended.get(b) ?? 0) - (mended.get(a) ?? 0) || a.tier - b.tier || a.changes.size - b.changes.size || (a.doubt ?? 0) - (b.doubt ?? 0),
  );
}
/** A sentence without a change speaks of a pair of columns. */
const weightOf = ({ changes }: Guess, ledger: Ledger): number => (changes.size === 0 ? 2 : ledger.effect(changes).mended.length);

const isSame = (a: Guess, b: Guess): boolean =>
  a.changes.size > 0 && a.changes.size === b.changes.size && [...a.changes].every(([id, to]) => b.changes.get(id) === to);

/** True where a change takes the finding away and no rule on numbers objects to what it did not object to before. */
function isClean({ finding, facts, ledger, target }: Case, { kind, changes }: Guess): boolean {
  // What a number is put for a mark or a word was not judged before: it may show what was hidden.
  if (changes.size === 0 || kind === 'zero' || kind === 'typed') return true;
  if ([...changes.values()].some((to) => to < 0n)) return false;
  const { mended, spoilt } = ledger.effect(changes);
  if (spoilt || (target && !mended.includes(target))) return false;
  const after = withChanges(facts.report, changesOf(facts, changes));
  const known = asked(facts, changes);
  const raised = asked({ ...facts, report: after, figures: figuresOf(after) }, changes);
  return [...raised].every((key) => known.has(key)) && !raised.has(keyOf(finding.rule, finding));
}

/** The rules that ask about numbers, by the table they look at. */
const QUESTIONS: Readonly<Record<string, readonly RuleId[]>> = {
  requests: ['R22', 'R23', 'R24', 'R30'],
  disputes: ['R30'],
  proactive: ['R27', 'R30', 'R65', 'R66', 'R90', 'R92'],
  fee: ['R27', 'R58', 'R59', 'R63', 'R92'],
};
function asked(facts: Facts, changes: ReadonlyMap<CellId, unknown>): Set<string> {
  const tables = new Set([...changes.keys()].map((id) => id.slice(0, id.indexOf('.'))));
  const ids = new Set([...tables].flatMap((table) => QUESTIONS[table] ?? []));
  const rules = RULES.filter(({ id }) => ids.has(id));
  return new Set(rules.flatMap((rule) => raisedBy(rule, facts).map(({ violation }) => keyOf(rule.id, violation))));
}
const keyOf = (
  rule: string,
  { section, cells = [], quote = null }: Pick<Violation, 'section' | 'cells'> & { quote?: string | null },
): string => [rule, section, rule === 'R23' ? cells[0] : cells.join(), quote].join('|');

function explanationOf({ facts }: Case, { kind, changes, say }: Guess): Explanation {
  return { kind, ...say(), changes: changesOf(facts, changes) };
}
function changesOf({ report, figures }: Facts, changes: Guess['changes']): NumberChange[] {
  return [...changes].map(([id, to]) => {
    const field = fieldOf(id, figures.form);
    const from = report.printedTotals?.[id] ?? (field ? typedText(report, field) : '');
    return { id, from, to: formatAmount(to) };
  });
}

/** The report with changed numbers. A printed total that no longer contradicts its cells is not kept. */
export function withChanges(report: Report, changes: readonly NumberChange[]): Report {
  const { printedTotals, ...rest } = report;
  const totals = printedTotals ?? {};
  const typed = changes.filter(({ id }) => !(id in totals));
  const changed: Report = withNumbers(rest, new Map(typed.map(({ id, to }) => [id, to])));
  if (!printedTotals) return changed;
  const dropped = new Set(changes.map(({ id }) => id));
  const left = Object.entries(totals).filter(([id]) => !dropped.has(id));
  return withoutAgreeing({ ...changed, printedTotals: Object.fromEntries(left) });
}

/**
 * A finding on printed totals always offers to drop them, even where a cell seems to be to blame, or the computed totals show
 * something else: they are not the clerk's to correct. All of them at once, for some without the others fit neither the paper nor the cells.
 */
function withoutPrinted({ finding, facts }: Case): Explanation[] {
  const { report, figures, last } = facts;
  const named = new Set([...finding.cells, ...finding.includes.flatMap(({ cells }) => cells)]);
  const printed = Object.entries(report.printedTotals ?? {});
  if (!printed.some(([id]) => named.has(id))) return [];
  const changes = printed.map(([id, from]) => ({ id, from, to: formatAmount(figures.computed(id) ?? 0n) }));
  const after = validate(withChanges(report, changes), { lastYear: last?.report ?? null });
  if (after.some((other) => keyOf(other.rule, other) === keyOf(finding.rule, finding))) return [];
  const [were, are] = [changes.map(({ from }) => from), changes.map(({ to }) => to)].map((list) => list.join('、'));
  const message =
    changes.length <= MOST
      ? `年报上印的 ${were} 不再保留，总计按各格相加是 ${are}。`
      : `年报上印的 ${changes.length} 个总计不再保留，按各格相加。`;
  return [{ kind: 'printed', where: '', action: '去掉印的数', message, changes }];
}
