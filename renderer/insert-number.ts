/** 插入表中数字: whether a number can go into a text now, and the dialog that offers it. */
import type { TextId } from '../shared/form.ts';
import { goTo, type State, state, update } from './store.ts';

/** The text that a number would go into: the one being written, or that of the section. */
function textFor({ place, section }: State): TextId | null {
  if (place?.kind === 'text') return place.id;
  return section === 'overview' || section === 'problems' || section === 'other' ? section : null;
}
export const canInsertNumber = (now: State): boolean => now.document !== null && textFor(now) !== null;
export function insertNumber(): void {
  const now = state();
  const id = textFor(now);
  if (!id) return;
  // A hit of the search is shown, not entered: the caret may stand in another text.
  if (now.place?.kind !== 'text' || now.lit) goTo(now.place?.kind === 'text' ? now.place : { kind: 'text', id });
  update({ dialog: { kind: 'insertNumber' } });
}
