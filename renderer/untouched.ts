/** What of the open report still is last year's wording: where it stands, the way through it, and saying that it is still true. */
import { TEXT_IDS, type TextId } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { type StaleParagraph, type StaleShare, staleParagraphs, staleShare } from '../shared/stale.ts';
import { changeReport, goTo, type Place, type State, state, theDocument } from './store.ts';

const NONE: readonly StaleParagraph[] = [];
const NOTHING: StaleShare = { stale: 0, confirmed: 0, judged: 0 };
type Seen = Pick<State, 'document' | 'unchecked'>;
/** The report and what it may have taken over. A later year's report, attached by mistake, has nothing; nor is it looked for before the first frame. */
function years({ document, unchecked }: Seen): readonly [report: Report, lastYear: Report] | null {
  if (!document || unchecked) return null;
  const { report, lastYear } = document.draft;
  return lastYear && lastYear.year < report.year ? [report, lastYear] : null;
}

/** Last year's report, where this one may have taken something over. */
export const takenFrom = (seen: Seen): Report | null => years(seen)?.[1] ?? null;

/** The same array while the texts are the same. */
export function untouched(seen: Seen): readonly StaleParagraph[] {
  const both = years(seen);
  return both ? staleParagraphs(...both) : NONE;
}
export function untouchedShare(seen: Seen, id: TextId): StaleShare {
  const both = years(seen);
  return both ? staleShare(...both, id) : NOTHING;
}

/** The untouched paragraph with the caret in its line, also in the spaces that indent it. */
export function untouchedAt(seen: Pick<State, 'document' | 'unchecked' | 'place'>): StaleParagraph | undefined {
  const { document, place } = seen;
  if (!document || place?.kind !== 'text' || place.from === undefined) return undefined;
  const line = lineAt(document.draft.report.texts[place.id], place.from);
  return untouched(seen).find(({ text, from }) => text === place.id && line.from <= from && from <= line.to);
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
  const { place, section } = state();
  const here = orderOf(place?.kind === 'text' ? place.id : section);
  const at = place?.kind === 'text' ? (place.from ?? -1) : -1;
  const all = untouched(state());
  const isBehind = ({ text, from }: StaleParagraph): boolean => orderOf(text) > here || (orderOf(text) === here && from > at);
  const next = all.find(isBehind) ?? all[0];
  if (next) goTo(placeOfParagraph(next));
}
const orderOf = (id: TextId): number => TEXT_IDS.indexOf(id);
export const placeOfParagraph = ({ text, from }: StaleParagraph): Place => ({ kind: 'text', id: text, from });
