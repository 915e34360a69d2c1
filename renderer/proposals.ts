/** What a finding proposes: what probably happened with its numbers, and a line of text that the form prints anyway. */
import { explain, withChanges } from '../shared/explain.ts';
import type { Finding, Proposal as TextProposal } from '../shared/finding.ts';
import { SECTIONS, type TextId } from '../shared/form.ts';
import { plain } from '../shared/outline.ts';
import type { Report } from '../shared/report.ts';
import { factsOf } from '../shared/validate.ts';
import { figures } from './derived.ts';
import { changeReport, type Place, theDocument } from './store.ts';

export interface Proposal {
  /** What the button does: 改为 2. */
  readonly label: string;
  /** The number it changes, where it is one: 二、上年结转. */
  readonly where: string;
  /** What happened, or what it leads to, in a sentence or two. */
  readonly why: string;
  /** Null where the sentence is all there is. */
  readonly apply: ((report: Report) => Partial<Report>) | null;
  /** Where the caret goes in the text it changes. */
  readonly lands?: Extract<Place, { kind: 'text' }>;
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
  if (finding.correction) return finding.correction.proposals.map((proposal) => inText(proposal, finding));
  return explain(finding, factsOf(report, lastYear, undefined, figures(report))).map(({ where, action, message, changes }) => ({
    label: action,
    where,
    why: message,
    apply: changes.length > 0 ? (current) => withChanges(current, changes) : null,
  }));
}

/** Where more than the quoted words are put right, the caret stays with its words. */
const inText = (proposal: TextProposal, { correction }: Finding): Proposal => {
  const isWithin = correction !== undefined && correction.span.from <= proposal.from && proposal.to <= correction.span.to;
  return wordsOf(proposal, isWithin);
};
/** A change of words, as it is offered for a finding in a text, or for a number that agrees. */
export function wordsOf({ text, from, to, insert, label }: TextProposal, isLed = true): Proposal {
  const apply = ({ texts }: Report): Partial<Report> => ({
    texts: { ...texts, [text]: texts[text].slice(0, from) + insert + texts[text].slice(to) },
  });
  return { label, where: '', why: '', apply, lands: { kind: 'text', id: text, ...(isLed && { from: from + insert.length }) } };
}

const BARE_HEADINGS = SECTIONS.map(
  ({ numeral, title }) => new RegExp(`^#{0,6}(?:${numeral}[、.]|第${numeral}部分[、.:]?)${plain(title)}[。:]?$`),
);
/** R1: a line that is nothing but a heading the form prints anyway. */
function dropHeading({ section, quote }: Finding, { texts }: Report): Proposal[] {
  const isBare = quote !== null && BARE_HEADINGS.some((pattern) => pattern.test(plain(quote)));
  if (section === 'title' || quote === null || !isBare || !texts[section].split('\n').some((line) => line.trim() === quote.trim()))
    return [];
  const apply = (report: Report): Partial<Report> => ({ texts: { ...report.texts, [section]: withoutLine(report.texts[section], quote) } });
  return [{ label: '删去这一行', where: '', why: '标题由程序统一印出。', apply }];
}
function withoutLine(text: Report['texts'][TextId], line: string): string {
  const lines = text.split('\n');
  lines.splice(
    lines.findIndex((other) => other.trim() === line.trim()),
    1,
  );
  return lines.join('\n');
}

export function applyProposal({ apply }: Proposal): void {
  if (apply) changeReport(apply(theDocument().draft.report));
}
/** Where the person is after it: the button goes away with the finding. */
export function placeAfter({ lands }: Proposal, place: Place): Place {
  if (place.kind === 'cell') return place;
  return lands?.id === place.id ? lands : { kind: 'text', id: place.id };
}
