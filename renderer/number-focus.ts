/** How numbers take the focus and give it up, in the tables and in the fee alike. */
import { useEffect } from 'react';
import type { CellId } from '../shared/form.ts';
import { findings, keyOf } from './derived.ts';
import { state, theDocument, update, useStore } from './store.ts';

export const cellElement = (table: HTMLElement | null, id: CellId): HTMLElement | null => {
  const cell = table?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(id)}"]`) ?? null;
  return cell?.querySelector('input') ?? cell;
};
/** The next key replaces the number, as in a spreadsheet. */
export function focusCell(table: HTMLElement | null, id: CellId | null): void {
  const element = id === null ? null : cellElement(table, id);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
}
/** The mouse: one click marks what the cell holds, also where it is current already; a second one puts the caret behind it. */
export function pressCell(table: HTMLElement | null, id: CellId, clicks: number): void {
  const element = cellElement(table, id);
  if (clicks === 1 || element !== document.activeElement) focusCell(table, id);
  else if (element instanceof HTMLInputElement) element.setSelectionRange(element.value.length, element.value.length);
}
export function showCell(table: HTMLElement | null, id: CellId): void {
  cellElement(table, id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Follows the store when it leads to a number of this table, also right after the table was opened for it. */
export function useLed(has: (id: CellId) => boolean, lead: (id: CellId, isLit: boolean) => void): void {
  const jump = useStore((s) => s.jump);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count is what asks for the focus
  useEffect(() => {
    const { place, lit } = state();
    if (place?.kind === 'cell' && has(place.id)) lead(place.id, lit !== null);
  }, [jump]);
}

/** The numbers of a row are filled in together: sums they break are told when it is left; those known before stay. */
export function enterTogether(ids: readonly CellId[]): void {
  const { row } = state();
  if (row && ids.every((id) => row.cells.has(id))) return;
  update({ row: { cells: new Set(ids), known: new Set(findings(theDocument().draft).map(keyOf)) } });
}

/** The number that was being typed when the person went to another window: there it goes on after coming back. */
let interrupted: EventTarget | null = null;
export function isInterrupted(blurred: EventTarget): boolean {
  interrupted = document.hasFocus() ? null : blurred;
  return interrupted !== null;
}
export function isResumed(focused: EventTarget): boolean {
  const resumed = interrupted === focused;
  interrupted = null;
  return resumed;
}
