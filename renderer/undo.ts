/** Undo is the previous value, and leads to where it was changed. */
import { FEE_FIELDS, FORM, fillable, TEXT_IDS } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { differenceOf } from './difference.ts';
import { endStep, goTo, leaveNumber, numberTyped, type Place, type Step, state, theDocument, update, updateDocument } from './store.ts';

function step(from: 'past' | 'future', to: 'past' | 'future'): void {
  // A number that is being typed is tidied as if it had been left: nobody leaves it after it was redone.
  const { editing } = state();
  if (editing) leaveNumber(editing);
  const document = theDocument();
  const target = document[from].at(-1);
  if (!target) return;
  endStep();
  const here: Step = { draft: document.draft, place: target.place };
  updateDocument({ draft: target.draft, [from]: document[from].slice(0, -1), [to]: [...document[to], here] });
  update({ editing: null, row: null });
  const place = changedPlace(document.draft.report, target.draft.report, target.place);
  if (place) goTo(place);
}
/** Where two states of a report differ: at the place given if it does, otherwise at the first that does. */
function changedPlace(before: Report, after: Report, given: Place | null): Place | null {
  const differs = (place: Place): boolean =>
    place.kind === 'cell'
      ? numberTyped(place.id, before) !== numberTyped(place.id, after)
      : before.texts[place.id] !== after.texts[place.id];
  const texts = TEXT_IDS.map((id): Place => ({ kind: 'text', id }));
  const cells = [...fillable(FORM), ...FEE_FIELDS].map(({ id }): Place => ({ kind: 'cell', id }));
  const found = [...(given ? [given] : []), ...texts, ...cells].find(differs) ?? given;
  // Where only something about a text changed, the caret is led back to where it was.
  if (found?.kind !== 'text' || before.texts[found.id] === after.texts[found.id]) return found;
  const { start, insert } = differenceOf(before.texts[found.id], after.texts[found.id]);
  return { ...found, from: start + insert.length };
}
/** Inside an edit this restores the text first: an edit is the last step. */
export const undo = (): void => step('past', 'future');
export const redo = (): void => step('future', 'past');
