/**
 * Rules read the text as it is printed; a clerk corrects it as it is written. What a rule found becomes here a place among the tokens,
 * so that it is underlined where it stands, and no correction cuts a token in two or freezes one that it does not change.
 */
import type { Facts, Proposal, Violation } from './finding.ts';
import { TEXT_IDS, type TextId } from './form.ts';
import { type Expanded, expand, type LiveNumber, type Printed, writtenSpan } from './live.ts';

/** The same violation, its correction in the text as it is written; the quote is what is printed. */
export function inWritten(violation: Violation, { written, figures }: Facts, { texts }: Printed): Violation {
  const { section, quote, correction, asWritten } = violation;
  const expanded = TEXT_IDS.includes(section as TextId) ? texts[section as TextId] : undefined;
  if (!expanded || expanded.numbers.length === 0) return violation;
  if (asWritten) {
    const at = quote && !correction ? written.texts[section as TextId].indexOf(quote) : -1;
    const span = { text: section as TextId, from: at, to: at + (quote?.length ?? 0) };
    const shown = quote === undefined ? {} : { quote: expand(quote, figures).text };
    return { ...violation, ...shown, ...(at >= 0 && { correction: { span, proposals: [] } }) };
  }
  if (correction) {
    const span = { ...correction.span, ...writtenSpan(expanded, correction.span) };
    return { ...violation, correction: { span, proposals: correction.proposals.map((proposal) => inTokens(proposal, expanded)) } };
  }
  // The window leads to cells, or looks for the quote in the text as it is written.
  const from = quote && !violation.cells?.length ? expanded.text.indexOf(quote) : -1;
  if (from < 0 || !quote) return violation;
  const span = { text: section as TextId, ...writtenSpan(expanded, { from, to: from + quote.length }) };
  return { ...violation, correction: { span, proposals: [] } };
}

/** A proposal touches only what it changes, and what it changes of a token it replaces whole. */
function inTokens(proposal: Proposal, expanded: Expanded): Proposal {
  const { numbers, text } = expanded;
  const touches = ({ printed }: LiveNumber): boolean => printed.from < proposal.to && proposal.from < printed.to;
  if (!numbers.some(touches)) return { ...proposal, ...writtenSpan(expanded, proposal) };
  const before = text.slice(proposal.from, proposal.to);
  const head = commonHead(before, proposal.insert);
  const tail = commonHead(reversed(before.slice(head)), reversed(proposal.insert.slice(head)));
  const [from, to] = [proposal.from + head, proposal.to - tail];
  const cutAt = (at: number): LiveNumber | undefined => numbers.find(({ printed }) => printed.from < at && at < printed.to);
  const lead = text.slice(cutAt(from)?.printed.from ?? from, from);
  const rest = text.slice(to, cutAt(to)?.printed.to ?? to);
  const insert = lead + proposal.insert.slice(head, proposal.insert.length - tail) + rest;
  return { ...proposal, ...writtenSpan(expanded, { from, to }), insert };
}
function commonHead(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}
const reversed = (text: string): string => text.split('').reverse().join('');
