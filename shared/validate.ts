/** The one interpreter of `rules.ts`: a report, and last year's where it is known, become findings. Pure; nothing is stored. */
import { type Amount, formatAmount } from './amount.ts';
import { type Facts, type Finding, type LocalProfile, placeName, type Violation } from './finding.ts';
import { type CellId, FORM, type Form, SECTIONS } from './form.ts';
import { type Comparison, cellsOf, type Term } from './identities.ts';
import type { Judged } from './ledger.ts';
import { printed } from './live.ts';
import { inWritten } from './live-places.ts';
import { headingsIn } from './narrative.ts';
import { once } from './remembered.ts';
import { figuresOf, formOf, type Report } from './report.ts';
import { type Broken, groupByCause, type Raised } from './root-cause.ts';
import { RULES, type Rule } from './rules.ts';

export interface Options {
  readonly lastYear?: Report | null;
  readonly local?: LocalProfile;
}

/** All findings of a report, in the order of its sections. */
export function validate(report: Report, { lastYear, local }: Options = {}): Finding[] {
  const facts = factsOf(report, lastYear, local);
  const asked = RULES.flatMap((rule) => raisedBy(rule, facts));
  const judged = judge(facts);
  const held = judged.filter(({ holds }) => holds).map(({ comparison }) => comparison);
  const broken = judged.filter(({ holds }) => !holds).map((one): Broken => ({ ...one, violation: violationOf(one, facts) }));
  return groupByCause(broken, held, asked, facts.figures)
    .map(({ head, rest }) => findingOf({ ...head, violation: inWritten(head.violation, facts, printed(report)) }, rest, report.texts))
    .sort(byPlace);
}

/** What the checks look at. */
export function factsOf(report: Report, lastYear?: Report | null, local?: LocalProfile): Facts {
  const figures = figuresOf(report);
  const live = printed(report);
  return { report: live.report, written: report, figures, ...(lastYear && lastYearFacts(report, lastYear)), ...(local && { local }) };
}

function lastYearFacts(report: Report, lastYear: Report): Pick<Facts, 'last' | 'otherYear'> {
  if (lastYear.year !== report.year - 1) return { otherYear: lastYear.year };
  return { last: { report: lastYear, figures: figuresOf(lastYear) } };
}

/** What a rule objects to, if it is a question; nothing otherwise. */
export function raisedBy(rule: Rule, facts: Facts): Raised[] {
  return rule.check.kind === 'question' ? rule.check.ask(facts).map((violation) => ({ rule, violation })) : [];
}

/** The comparisons of a form with their rules, generated once. */
const comparisonsOf: (form: Form) => readonly { rule: Rule; comparison: Comparison }[] = once((form) =>
  RULES.flatMap((rule) => (rule.check.kind === 'comparison' ? rule.check.of(form).map((comparison) => ({ rule, comparison })) : [])),
);
/**
 * Judges every comparison whose numbers are all there. Blank or unreadable numbers leave it undecided, for they have findings of
 * their own; so do numbers that last year's report does not have, as where it is missing or in the form of 2019 (R32).
 */
export function judge(facts: Facts): Judged[] {
  const judged: Judged[] = [];
  for (const { rule, comparison } of comparisonsOf(formOf(facts.report))) {
    const left = sideOf(comparison.left, facts);
    const right = sideOf(comparison.right, facts);
    if (left === undefined || right === undefined) continue;
    judged.push({ rule, comparison, left, right, holds: comparison.operator === '=' ? left === right : left <= right });
  }
  return judged;
}

function numberOf(facts: Facts, id: CellId, last?: true): Amount | undefined {
  return (last ? facts.last?.figures : facts.figures)?.value(id);
}

function sideOf(terms: readonly Term[], facts: Facts): Amount | undefined {
  let sum = 0n;
  for (const { id, times, last } of terms) {
    const value = numberOf(facts, id, last);
    if (value === undefined) return undefined;
    sum += times * value;
  }
  return sum;
}

function violationOf({ comparison, left, right }: Judged, facts: Facts): Violation {
  const cells = cellsOf(comparison);
  const number = (id: CellId, last?: true): string => formatAmount(numberOf(facts, id, last) ?? 0n);
  const { section, place } = comparison;
  return { section, place, cells, left, right, fact: comparison.say({ left, right, number, isPrinted: facts.figures.isPrinted }) };
}

/** 第一部分 · 依申请公开: the section, and the small heading under which the words stand. What is said of a whole section names no heading. */
function placeIn({ section, correction, asWritten }: Violation, texts: Report['texts']): string {
  const name = placeName(section);
  if (section === 'title' || !correction || asWritten) return name;
  const heading = headingsIn(texts[section]).findLast(({ from }) => from <= correction.span.from);
  return heading?.name ? `${name} · ${heading.name}` : name;
}

function findingOf({ rule, violation }: Raised, rest: readonly Raised[], texts: Report['texts']): Finding {
  return {
    rule: rule.id,
    severity: violation.severity ?? rule.severity,
    cells: violation.cells ?? [],
    section: violation.section,
    quote: violation.quote ?? null,
    message: `${violation.place ?? placeIn(violation, texts)}：${violation.fact}`,
    left: violation.left === undefined ? null : formatAmount(violation.left),
    right: violation.right === undefined ? null : formatAmount(violation.right),
    includes: rest.map((raised) => ({ rule: raised.rule.id, cells: raised.violation.cells ?? [] })),
    ...(violation.correction && { correction: violation.correction }),
  };
}

const PLACES: readonly string[] = ['title', 'preamble', ...SECTIONS.map((section) => section.id)];
const SEVERITIES: readonly string[] = ['error', 'warning', 'info'];
const CELLS = new Map([...FORM.fields.keys()].map((id, index) => [id, index]));
/** By section, the gravest first within it, then as the form is read: what is said of a part as a whole, its text, its table. */
function byPlace(a: Finding, b: Finding): number {
  const inText = ({ correction }: Finding): number => correction?.span.from ?? -1;
  const cell = ({ cells, correction }: Finding): number => (correction ? -1 : (CELLS.get(cells[0] ?? '') ?? -1));
  return (
    PLACES.indexOf(a.section) - PLACES.indexOf(b.section) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    cell(a) - cell(b) ||
    inText(a) - inText(b)
  );
}

export type Counts = Readonly<Record<Finding['severity'], number>>;
export function countsOf(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}
