/** Closing a warning that is true all the same with a written reason, and opening it again. Each is one step for undo. */
import type { Finding } from '../shared/finding.ts';
import { isClosable, withoutReason, withReason } from '../shared/reasons.ts';
import { closedAt, currentFinding, type Shown, viewOf } from './derived.ts';
import { changeReport, goTo, type Place, type State, state, theDocument, update } from './store.ts';

/** What the bar speaks of, where a reason can be written for it: an open finding, or one that has its reason. */
export function reasonable(now: State): Finding | null {
  if (!now.document) return null;
  const open = currentFinding(now);
  if (open) return isClosable(open.finding) ? open.finding : null;
  return closedHere(now)?.finding ?? null;
}
export const closedHere = (now: State): Shown | undefined =>
  now.document ? closedAt(viewOf(now), now.place, now.document.draft.report)[0] : undefined;

/** 写明理由…. */
export function askReason(finding: Finding | null = reasonable(state())): void {
  if (finding) update({ dialog: { kind: 'reason', finding } });
}
export function saveReason(finding: Finding, text: string): void {
  changeReport({ reasons: withReason(theDocument().draft.report, finding, text) });
  goBack();
}
export function reopen(finding: Finding): void {
  changeReport({ reasons: withoutReason(theDocument().draft.report, finding) });
  goBack();
}

/** The button went away; the focus goes back to where the person was, and nothing there is selected. */
function goBack(): void {
  const { place } = state();
  if (place) goTo(withoutRange(place));
}
const withoutRange = (place: Place): Place => (place.kind === 'text' ? { kind: 'text', id: place.id } : place);
