/** Undo is the previous value, and leads to where it was changed. */
import type { Draft } from '../shared/draft.ts';
import { placeName } from '../shared/finding.ts';
import { FEE_FIELDS, FORM, fillable, SECTIONS, sectionOf, TEXT_IDS } from '../shared/form.ts';
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
  update({ stepped: `${from === 'past' ? '撤销了' : '重做了'}：${whatChanged(document.draft, target.draft)}` });
}

/** 表三 · 自然人 · 一、本年新收; 第三部分的 6 个数、第五部分的文字. */
function whatChanged(one: Draft, other: Draft): string {
  const [before, after] = [one.report, other.report];
  const fields = NUMBERS.filter(({ id }) => numberTyped(id, before) !== numberTyped(id, after));
  const numbers = SECTIONS.flatMap(({ id }) => {
    const count = fields.filter((field) => sectionOf(field) === id).length;
    return count > 0 ? [`${placeName(id)}的 ${count} 个数`] : [];
  });
  const said = [
    ...(fields.length === 1 ? fields.map(({ place }) => place) : numbers),
    ...TEXT_IDS.filter((id) => before.texts[id] !== after.texts[id]).map((id) => `${placeName(id)}的文字`),
    ...(before.unit !== after.unit || before.year !== after.year ? ['单位信息'] : []),
    ...(one.lastYear !== other.lastYear ? ['附上的上年年报'] : []),
  ];
  return said.join('、') || '上一步';
}
const NUMBERS = [...fillable(FORM), ...FEE_FIELDS];

/** Where two states of a report differ: at the place given if it does, otherwise at the first that does. */
function changedPlace(before: Report, after: Report, given: Place | null): Place | null {
  const differs = (place: Place): boolean =>
    place.kind === 'cell'
      ? numberTyped(place.id, before) !== numberTyped(place.id, after)
      : before.texts[place.id] !== after.texts[place.id];
  const texts = TEXT_IDS.map((id): Place => ({ kind: 'text', id }));
  const cells = NUMBERS.map(({ id }): Place => ({ kind: 'cell', id }));
  const found = [...(given ? [given] : []), ...texts, ...cells].find(differs) ?? given;
  // Where only something about a text changed, the caret is led back to where it was.
  if (found?.kind !== 'text' || before.texts[found.id] === after.texts[found.id]) return found;
  const { start, insert } = differenceOf(before.texts[found.id], after.texts[found.id]);
  return { ...found, from: start + insert.length };
}
/** Inside an edit this restores the text first: an edit is the last step. */
export const undo = (): void => step('past', 'future');
export const redo = (): void => step('future', 'past');
