/** What of the open report still is last year's wording: where it stands, the way through it, and saying that it is still true. */
import type { Draft } from '../shared/draft.ts';
import { TEXT_IDS, type TextId } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { type StaleParagraph, type StaleShare, staleParagraphs, staleShare } from '../shared/stale.ts';
import { changeReport, goTo, type Place, type State, state, theDocument } from './store.ts';

const NONE: readonly StaleParagraph[] = [];
const NOTHING: StaleShare = { stale: 0, confirmed: 0, judged: 0 };
/** A later year's report, attached by mistake, has nothing to take over. */
const earlier = ({ report, lastYear }: Draft): Report | null => (lastYear && lastYear.year < report.year ? lastYear : null);

/** The same array while the texts are the same. */
export function untouched(draft: Draft): readonly StaleParagraph[] {
  const last = earlier(draft);
  return last ? staleParagraphs(draft.report, last) : NONE;
}
export function untouchedShare(draft: Draft, id: TextId): StaleShare {
  const last = earlier(draft);
  return last ? staleShare(draft.report, last, id) : NOTHING;
}

/** The untouched paragraph with the caret in its line, also in the spaces that indent it. */
export function untouchedAt({ document, place }: Pick<State, 'document' | 'place'>): StaleParagraph | undefined {
  if (!document || place?.kind !== 'text' || place.from === undefined) return undefined;
  const line = lineAt(document.draft.report.texts[place.id], place.from);
  return untouched(document.draft).find(({ text, from }) => text === place.id && line.from <= from && from <= line.to);
}
/** The line of a text that an offset stands in. */
export function lineAt(text: string, at: number): { readonly from: number; readonly to: number } {
  const end = text.indexOf('\n', at);
  return { from: at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, to: end < 0 ? text.length : end };
}

/** 仍然属实: the paragraph as it stands is this year's. One step for undo. */
export function confirmParagraph(paragraph: StaleParagraph | undefined = untouchedAt(state())): void {
  if (!paragraph) return;
  const { report } = theDocument().draft;
  const { text, from, to } = paragraph;
  changeReport({ confirmed: [...(report.confirmed ?? []), report.texts[text].slice(from, to).trim()] });
}

/** To the next untouched paragraph behind the caret, through all sections; after the last comes the first. */
export function nextUntouched(): void {
  const { document, place, section } = state();
  if (!document) return;
  const here = orderOf(place?.kind === 'text' ? place.id : section);
  const at = place?.kind === 'text' ? (place.from ?? -1) : -1;
  const all = untouched(document.draft);
  const isBehind = ({ text, from }: StaleParagraph): boolean => orderOf(text) > here || (orderOf(text) === here && from > at);
  const next = all.find(isBehind) ?? all[0];
  if (next) goTo(placeOfParagraph(next));
}
const orderOf = (id: TextId): number => TEXT_IDS.indexOf(id);
export const placeOfParagraph = ({ text, from }: StaleParagraph): Place => ({ kind: 'text', id: text, from });
