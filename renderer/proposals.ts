/** What a finding proposes: what probably happened with its numbers, and a line of text that the form prints anyway. */
import { explain, withChanges } from '../shared/explain.ts';
import type { Finding, Proposal as Words } from '../shared/finding.ts';
import { type CellId, fieldOf, SECTIONS, type TextId } from '../shared/form.ts';
import { headingPattern } from '../shared/narrative.ts';
import { plain } from '../shared/outline.ts';
import type { Report } from '../shared/report.ts';
import { factsOf } from '../shared/validate.ts';
import { spokenFinding, type Tone } from './derived.ts';
import { changeReport, goTo, notify, numberTyped, type Place, type State, theDocument } from './store.ts';

export interface Proposal {
  /** What the button does: 改为 2. */
  readonly label: string;
  /** The number it changes, where it is one: 二、上年结转. */
  readonly where: string;
  /** What happened, or what it leads to, in a sentence or two. */
  readonly why: string;
  /** The numbers it changes. */
  readonly cells: readonly CellId[];
  /** Null where the sentence is all there is. */
  readonly apply: ((report: Report) => Partial<Report>) | null;
  /** Where the caret goes then, for a change of words. */
  readonly place?: Place;
}

let last: { readonly finding: Finding; readonly report: Report; readonly lastYear: Report | null; readonly proposals: Proposal[] } | null =
  null;

/** The likeliest first, three at most. Reckoned once for the finding that bar, pane and Alt+G speak of, and for no other. */
export function proposalsFor(finding: Finding, report: Report, lastYear: Report | null): Proposal[] {
  if (last?.finding !== finding || last.report !== report || last.lastYear !== lastYear)
    last = { finding, report, lastYear, proposals: reckon(finding, report, lastYear) };
  return last.proposals;
}
function reckon(finding: Finding, report: Report, lastYear: Report | null): Proposal[] {
  if (finding.rule === 'R1') return dropHeading(finding, report);
  if (finding.correction) return finding.correction.proposals.map((words) => wordsOf(words, finding));
  return explain(finding, factsOf(report, lastYear)).map(({ where, action, message, changes }) => ({
    label: action,
    where,
    why: message,
    cells: changes.map(({ id }) => id),
    apply: changes.length > 0 ? (current) => withChanges(current, changes) : null,
  }));
}

let asked: { readonly state: State; readonly suspects: Suspects } | null = null;
interface Suspects {
  readonly cells: readonly CellId[];
  readonly tone: Tone;
}
/** The cells that the likeliest explanation of what the bar speaks of would change. Every cell asks: it is reckoned once for a state. */
export function suspectsOf(now: State): Suspects {
  if (asked?.state !== now) asked = { state: now, suspects: suspectsIn(now) };
  return asked.suspects;
}
function suspectsIn(now: State): Suspects {
  const item = now.place?.kind === 'cell' ? spokenFinding(now) : null;
  if (!item || !now.document) return { cells: [], tone: 'hint' };
  const { report, lastYear } = now.document.draft;
  return { cells: proposalsFor(item.finding, report, lastYear)[0]?.cells ?? [], tone: item.tone };
}

/** A change of words, for a finding or for a number that agrees. Where it is of more than the quoted ones, the caret stays with its own. */
export function wordsOf({ text, from, to, insert, label }: Words, finding?: Finding): Proposal {
  const apply = ({ texts }: Report): Partial<Report> => ({
    texts: { ...texts, [text]: texts[text].slice(0, from) + insert + texts[text].slice(to) },
  });
  const span = finding ? finding.correction?.span : { from, to };
  const isWithin = span !== undefined && span.from <= from && to <= span.to;
  return {
    label,
    where: '',
    why: '',
    cells: [],
    apply,
    place: { kind: 'text', id: text, ...(isWithin && { from: from + insert.length }) },
  };
}

const BARE_HEADINGS = SECTIONS.map((section) => headingPattern(section, '[。:]?$'));
/** R1: a line that is nothing but a heading the form prints anyway. */
function dropHeading({ section, quote }: Finding, { texts }: Report): Proposal[] {
  const isBare = quote !== null && BARE_HEADINGS.some((pattern) => pattern.test(plain(quote)));
  if (section === 'title' || quote === null || !isBare || !texts[section].split('\n').some((line) => line.trim() === quote.trim()))
    return [];
  const apply = (report: Report): Partial<Report> => ({ texts: { ...report.texts, [section]: withoutLine(report.texts[section], quote) } });
  return [{ label: '删去这一行', where: '', why: '标题由程序统一印出。', cells: [], apply }];
}
function withoutLine(text: Report['texts'][TextId], line: string): string {
  const lines = text.split('\n');
  lines.splice(
    lines.findIndex((other) => other.trim() === line.trim()),
    1,
  );
  return lines.join('\n');
}

/** The finding goes away with its numbers: what became of them is said where it was. */
export function applyProposal({ apply, cells }: Proposal, place: Place | null): void {
  if (!apply) return;
  const before = theDocument().draft.report;
  changeReport(apply(before));
  const changed = cells.map((id) => changeOf(id, before, theDocument().draft.report)).join('；');
  if (place?.kind === 'cell' && changed !== '') notify(`已改：${changed}。可用 Ctrl+Z 撤销。`, 'ok', place.id);
}
/** 表二 · 行政规范性文件 · 现行有效件数 8 → 7 */
const changeOf = (id: CellId, before: Report, after: Report): string =>
  `${fieldOf(id)?.place ?? ''} ${numberTyped(id, before) || '空'} → ${numberTyped(id, after) || '空'}`;

/** The button goes away with the finding: the focus goes to the place it was about. */
export function adopt(proposal: Proposal, place: Place | null): void {
  applyProposal(proposal, place);
  if (place) goTo(placeAfter(proposal, place));
}

/** Where the person is after it: the button goes away with the finding. */
export function placeAfter({ place: after }: Proposal, place: Place): Place {
  if (place.kind === 'cell') return place;
  return after?.id === place.id ? after : { kind: 'text', id: place.id };
}
