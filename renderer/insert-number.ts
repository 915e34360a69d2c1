/** 插入表中数字: which numbers are offered for a text, in which order, and how one gets into it. */
import { FEE_FIELDS, type Field, FORM, type TextId } from '../shared/form.ts';
import { liveDigits } from '../shared/live.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { goTo, type State, state, update } from './store.ts';

/** A number that a text may follow, with what it is now; nothing while it is not filled in. */
export interface Choice {
  readonly field: Field;
  readonly digits: string | undefined;
}

const FIELDS: readonly Field[] = [...FORM.fields.values(), ...FEE_FIELDS];
const searched = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
const PLACES = new Map(FIELDS.map((field) => [field.id, searched(field.place)]));

/** The numbers with all the words in their place, or with just that value; the one looked at last first, then those that a text is likely to state. */
export function choicesFor(report: Report, words: string, recent: string | null): Choice[] {
  const wanted = words.split(/\s+/).map(searched).filter(Boolean);
  const choices = FIELDS.map((field): Choice => ({ field, digits: liveDigits(field, figuresOf(report)) }));
  const fits = ({ field, digits }: Choice): boolean => wanted.every((word) => digits === word || PLACES.get(field.id)?.includes(word));
  const rank = ({ field, digits }: Choice): number => {
    if (field.id === recent) return 0;
    const isMain = field.table !== 'requests' || field.id.endsWith('.total');
    if (wanted.length > 0) return isMain ? 1 : 2;
    return digits === undefined || digits === '0' ? 3 : isMain ? 1 : 2;
  };
  return choices.filter(fits).sort((a, b) => rank(a) - rank(b));
}

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
  if (now.place?.kind !== 'text') goTo({ kind: 'text', id });
  update({ dialog: { kind: 'insertNumber' } });
}
