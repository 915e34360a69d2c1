/** How the findings of a cell look in it. */
import type { CellId } from '../shared/form.ts';
import { FORM } from '../shared/form.ts';
import { figuresOf } from '../shared/report.ts';
import { type Shown, type Tone, type View, viewOf } from './derived.ts';
import type { State } from './store.ts';

/** `primary` is the cell to change first, `related` takes part, `noted` only carries a number (提示), `closed` a tick (已写明理由). */
type Look = 'primary' | 'invalid' | 'related' | 'asked' | 'askedRelated' | 'noted' | 'closed' | 'none';
export interface Mark {
  readonly look: Look;
  readonly tone: Tone;
  readonly number: number;
  /** Ids of the elements that say all findings of the cell. */
  readonly describedBy: string;
}
const RANK: Readonly<Record<Tone, number>> = { error: 0, doubt: 1, hint: 2 };

/** The findings of a cell, the one to speak of first: the gravest, and of these the one that asks to change this very cell. */
export function gravestFirst(items: readonly Shown[], id: CellId): Shown[] {
  const rank = (item: Shown): number => RANK[item.tone] * 2 + (item.first === id ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}

export const describedId = (item: Shown): string => `finding-${item.number}`;

/** The mark of a cell as text, so that a cell is drawn anew only when its mark changes. */
export function markCode(state: State, id: CellId): string {
  const view = viewOf(state);
  const items = view.byCell.get(id) ?? [];
  const closed = view.closedByCell.get(id) ?? [];
  if (!state.document) return '';
  const [top] = gravestFirst(items, id);
  if (!top) return closed.length > 0 ? ['closed', 'hint', 0, closed.map(describedId).join(' ')].join('|') : '';
  const invalid = figuresOf(state.document.draft.report).reading(id).kind === 'invalid';
  return [lookOf(top, id, invalid), top.tone, top.number, [...items, ...closed].map(describedId).join(' ')].join('|');
}
export function markOf(code: string): Mark | null {
  const [look = '', tone = '', number = '', describedBy = ''] = code.split('|');
  return code === '' ? null : { look: look as Look, tone: tone as Tone, number: Number(number), describedBy };
}

/** A doubt about a whole table would frame every cell of it: then only the first is marked. */
const MANY = 8;
function lookOf({ tone, first, finding }: Shown, id: CellId, invalid: boolean): Look {
  if (tone === 'error') return first !== id ? 'related' : invalid ? 'invalid' : 'primary';
  if (first !== id && finding.cells.length > MANY) return 'none';
  if (tone === 'hint') return first === id ? 'noted' : 'none';
  return first === id ? 'asked' : 'askedRelated';
}

/** The sentences of a table's findings, for the elements that cells are described by. */
export function sentencesOf(view: View, table: string): readonly Shown[] {
  return [...view.shown, ...view.closed].filter(({ finding }) => finding.cells.some((id) => FORM.fields.get(id)?.table === table));
}
export const sentenceOf = ({ finding: { message, reason } }: Shown): string =>
  reason === undefined ? message : `${message}已写明理由：${reason}`;
