/** What keys, mouse and clipboard do in a table. */
import {
  type ClipboardEvent,
  type DragEvent,
  type FocusEvent,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useRef,
} from 'react';
import { flushSync } from 'react-dom';
import { type CellId, type Field, fieldOf } from '../shared/form.ts';
import {
  type Action,
  actionOf,
  copied,
  edgeCell,
  everything,
  extended,
  isOneValue,
  neighbour,
  type Selection,
  selectedFields,
} from './grid-keys.ts';
import { fieldAt, type GridMap, type Spot, shownNumber } from './grid-map.ts';
import { later } from './later.ts';
import { cellElement, enterTogether, focusCell, isInterrupted, isResumed, pressCell, showCell, useLed } from './number-focus.ts';
import { fillNumbers, leaveNumber, noteFocus, numberTyped, restoreNumber, theDocument, update } from './store.ts';

const idOf = (target: EventTarget | null): CellId | null =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? null) : null;

type SetSelection = (selection: Selection | null) => void;

export function useHandlers(
  map: GridMap,
  table: RefObject<HTMLTableElement | null>,
  selection: Selection | null,
  setSelection: SetSelection,
) {
  /** The column in which a run of Tabs began; Enter returns to it. */
  const run = useRef<number | null>(null);
  useLed(
    (id) => map.spots.has(id),
    (id, isLit) => {
      setSelection(null);
      run.current = null;
      if (isLit) showCell(table.current, id);
      else focusCell(table.current, id);
    },
  );
  const drag = useRef<Spot | null>(null);
  const marked = selection ? selectedFields(map, selection) : [];
  /** A total alone is marked: the focus is in a number beside it, which is not meant. */
  const isTotal = marked.length === 1 && marked[0]?.parts !== undefined;
  const many = marked.length > 1 || isTotal;

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    // 229 is what keys report while an input method holds them, also where `isComposing` comes late.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const id = idOf(event.target);
    const here = map.spots.get(id ?? '');
    const input = event.target instanceof HTMLInputElement ? event.target : null;
    if (!id || !here) return;
    const caret = { start: input?.selectionStart ?? 0, end: input?.selectionEnd ?? 0, length: input?.value.length ?? 0 };
    const key = { key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey };
    const action = actionOf(key, caret, many);
    if (!action) return;
    if (action.kind !== 'tab') event.preventDefault();
    carryOut(action, { map, table: table.current, id, here, input, selection, setSelection, run });
  };
  const onFocus = (event: FocusEvent<HTMLTableElement>): void => {
    const id = idOf(event.target);
    if (!id || isResumed(event.target)) return;
    if (event.target instanceof HTMLInputElement) event.target.select();
    setSelection(null);
    noteFocus({ kind: 'cell', id });
    enterRow(map, id);
  };
  const onBlur = (event: FocusEvent<HTMLTableElement>): void => {
    if (isInterrupted(event.target)) return;
    const id = idOf(event.target);
    if (id && event.target instanceof HTMLInputElement) leaveNumber(id);
    if (!event.currentTarget.contains(event.relatedTarget)) {
      run.current = null;
      update({ row: null });
      setSelection(null);
    }
  };
  return {
    onKeyDown,
    onFocus,
    onBlur,
    onBeforeInput: (event: FormEvent) => isTotal && event.preventDefault(),
    onInput: () => setSelection(null),
    ...mouse(map, table, drag, run, setSelection),
    ...clipboard(map, selection, many),
  };
}

function enterRow({ table, spots, cover }: GridMap, id: CellId): void {
  if (table.id !== 'requests') return;
  enterTogether((cover[spots.get(id)?.row ?? -1] ?? []).flatMap(({ cell }) => (cell.kind === 'value' ? [cell.field.id] : [])));
}

interface Context {
  readonly map: GridMap;
  readonly table: HTMLTableElement | null;
  readonly id: CellId;
  readonly here: Spot;
  readonly input: HTMLInputElement | null;
  readonly selection: Selection | null;
  readonly setSelection: SetSelection;
  readonly run: RefObject<number | null>;
}
function carryOut(action: Action, { map, table, id, here, input, selection, setSelection, run }: Context): void {
  const go = (to: CellId | null): void => focusCell(table, to ?? id);
  switch (action.kind) {
    case 'tab':
      run.current ??= here.column;
      return;
    case 'enter':
      leaveNumber(id);
      go(neighbour(map, { row: here.row, column: run.current ?? here.column }, action.direction));
      break;
    case 'move':
      go(neighbour(map, here, action.direction));
      break;
    case 'edge':
      go(edgeCell(map, here, action.edge));
      break;
    case 'extend': {
      const next = extended(map, selection ?? { anchor: here, head: here }, action.direction);
      setSelection(next);
      showCell(table, fieldAt(map, next.head)?.id ?? id);
      break;
    }
    case 'all':
      setSelection(everything(map));
      break;
    case 'clear':
      if (selection) fillNumbers(new Map(filled(map, selection).map((field) => [field.id, ''])));
      break;
    case 'edit':
      input?.setSelectionRange(input.value.length, input.value.length);
      break;
    case 'restore':
      setSelection(null);
      flushSync(() => restoreNumber(id));
      input?.select();
  }
  if (action.kind !== 'edit' && action.kind !== 'restore') run.current = null;
  if (action.kind === 'move' || action.kind === 'enter' || action.kind === 'edge') setSelection(null);
}
/** The cells of a selection that hold something a person typed. */
const filled = (map: GridMap, selection: Selection): Field[] =>
  selectedFields(map, selection).filter(({ id, parts }) => !parts && numberTyped(id) !== '');

/** A click selects the content of a cell, a double click sets the caret; dragging marks a rectangle. */
function mouse(
  map: GridMap,
  table: RefObject<HTMLTableElement | null>,
  drag: RefObject<Spot | null>,
  run: RefObject<number | null>,
  setSelection: SetSelection,
) {
  const onMouseDown = (event: MouseEvent<HTMLTableElement>): void => {
    const id = idOf(event.target);
    const spot = map.spots.get(id ?? '');
    if (event.button !== 0 || !id || !spot) return;
    drag.current = spot;
    run.current = null;
    const anchor = map.spots.get(idOf(document.activeElement) ?? '');
    if (event.shiftKey && anchor) {
      event.preventDefault();
      drag.current = anchor;
      setSelection({ anchor, head: spot });
    } else if (cellElement(table.current, id) !== document.activeElement) {
      event.preventDefault();
      focusCell(table.current, fieldOf(id)?.parts ? (neighbour(map, spot, 'left') ?? neighbour(map, spot, 'up')) : id);
      setSelection(fieldOf(id)?.parts ? { anchor: spot, head: spot } : null);
    } else {
      event.preventDefault();
      pressCell(table.current, id, event.detail);
      setSelection(null);
    }
  };
  const onMouseOver = (event: MouseEvent<HTMLTableElement>): void => {
    const head = map.spots.get(idOf(event.target) ?? '');
    if (event.buttons !== 1) drag.current = null;
    const anchor = drag.current;
    if (!head || !anchor || head === anchor) return;
    setSelection({ anchor, head });
  };
  // The selected content of a cell would be dragged as text.
  const onDragStart = (event: DragEvent<HTMLTableElement>): void => event.preventDefault();
  return { onMouseDown, onMouseOver, onDragStart };
}

function clipboard(map: GridMap, selection: Selection | null, many: boolean) {
  const textOf = (field: Field): string => shownNumber(theDocument().draft.report, field);
  const copy = (event: ClipboardEvent<HTMLTableElement>): boolean => {
    const spot = map.spots.get(idOf(event.target) ?? '');
    const input = event.target instanceof HTMLInputElement ? event.target : null;
    const partly = !selection && input && (input.selectionEnd ?? 0) - (input.selectionStart ?? 0) !== input.value.length;
    if (!spot || partly) return false;
    const { text, html } = copied(map, selection ?? { anchor: spot, head: spot }, textOf);
    event.clipboardData.setData('text/plain', text);
    event.clipboardData.setData('text/html', html);
    event.preventDefault();
    return true;
  };
  return {
    onCopy: (event: ClipboardEvent<HTMLTableElement>): void => void copy(event),
    onCut: (event: ClipboardEvent<HTMLTableElement>): void => {
      const spot = map.spots.get(idOf(event.target) ?? '');
      const cut = selection ?? (spot ? { anchor: spot, head: spot } : null);
      if (copy(event) && cut) fillNumbers(new Map(filled(map, cut).map((field) => [field.id, ''])));
    },
    onPaste: (event: ClipboardEvent<HTMLTableElement>): void => {
      const clip = { text: event.clipboardData.getData('text/plain'), html: event.clipboardData.getData('text/html') };
      // A single value into a single cell is the input's own business.
      if (!many && isOneValue(clip)) return;
      event.preventDefault();
      const where = {
        map,
        at: map.spots.get(idOf(event.target) ?? '') ?? null,
        selected: many && selection ? selectedFields(map, selection) : [],
      };
      void later.paste().then(({ startPaste }) => startPaste(clip, where));
    },
  };
}
