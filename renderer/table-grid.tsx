/** The one grid that draws the three tables of the form from its data, and what keys, mouse and clipboard do in it. */
import {
  type ClipboardEvent,
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { type CellId, type Field, fieldOf, type GridCell, type TableId } from '../shared/form.ts';
import { Breakable } from './breakable.tsx';
import { figures, viewOf } from './derived.ts';
import { type Action, actionOf, copied, edgeCell, everything, extended, neighbour, type Selection, selectedFields } from './grid-keys.ts';
import { fieldAt, GRIDS, type GridMap, type Placed, type Spot, shownTotal } from './grid-map.ts';
import { later } from './later.ts';
import { describedId, sentenceOf, sentencesOf } from './marks.ts';
import { NumberCell, TotalCell } from './number-cell.tsx';
import { cellElement, enterTogether, focusCell, isInterrupted, isResumed, showCell, useLed } from './number-focus.ts';
import { fillNumbers, leaveNumber, noteFocus, numberTyped, restoreNumber, state, theDocument, update, useStore } from './store.ts';

const CLASSES: Readonly<Record<TableId, string>> = { proactive: 't2', requests: 't3', disputes: 't4' };

export function TableGrid({ id, heading }: { id: TableId; heading: string }) {
  const map = GRIDS[id];
  const table = useRef<HTMLTableElement>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const handlers = useHandlers(map, table, selection, setSelection);
  useCellInSight(table);
  const picked = new Set(selection ? selectedFields(map, selection).map((field) => field.id) : []);
  const [head, ...bodies] = partsOf(map);
  const row = (cells: readonly Placed[], index: number) => <Row key={index} map={map} cells={cells} picked={picked} />;
  return (
    <>
      <table ref={table} className={`grid ${CLASSES[id]}`} aria-label={heading} {...handlers}>
        {id === 'requests' && (
          <colgroup>
            {Array.from({ length: map.table.columns }, (_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <col key={column} className={['c1', 'c2', 'c3'][column] ?? 'cn'} />
            ))}
          </colgroup>
        )}
        {head && head.rows.length > 0 && <thead>{head.rows.map(row)}</thead>}
        {bodies.map(({ className, rows }) => (
          <tbody key={className} className={className}>
            {rows.map(row)}
          </tbody>
        ))}
      </table>
      <Sentences id={id} />
    </>
  );
}

/** The head and the bodies of a table. In table 三 the items 一 二 and 四 are bodies of their own, which stay in sight. */
function partsOf({ rows, table }: GridMap): { className: string; rows: readonly (readonly Placed[])[] }[] {
  const part = (className: string, from: number, to: number) => ({ className, rows: rows.slice(from, to) });
  const results = rows.findIndex((cells) => cells[0]?.cell.kind === 'group' && cells[0].cell.rowspan > 1);
  if (results < 0) return [part('', 0, table.headRows), part('', table.headRows, rows.length)];
  const end = results + (rows[results]?.[0]?.cell.rowspan ?? 0);
  return [
    part('', 0, table.headRows),
    part('freeze-top', table.headRows, results),
    part('results', results, end),
    part('freeze-bottom', end, rows.length),
  ];
}

interface RowProps {
  readonly map: GridMap;
  readonly cells: readonly Placed[];
  readonly picked: ReadonlySet<CellId>;
}
function Row({ map, cells, picked }: RowProps) {
  return (
    <tr className={rowClass(map, cells[0]?.row ?? 0)}>
      {cells.map((at) => {
        if (at.cell.kind !== 'value') return <LabelCell key={at.column} map={map} at={at} />;
        const Cell = at.cell.field.parts ? TotalCell : NumberCell;
        return <Cell key={at.column} field={at.cell.field} colSpan={at.cell.colspan} picked={picked.has(at.cell.field.id)} />;
      })}
    </tr>
  );
}
/** In table 三 a stronger rule ends each group, and （七）总计 stays in sight above 四. */
function rowClass({ table, rows }: GridMap, row: number): string | undefined {
  if (table.id !== 'requests' || row < table.headRows) return undefined;
  const fields = (rows[row] ?? []).flatMap(({ cell }) => (cell.kind === 'value' ? [cell.field] : []));
  if (fields.every((field) => field.parts)) return 'freeze-bottom-2';
  const next = rows[row + 1]?.[0];
  const between = next && next.column === 1 && (next.cell.kind === 'group' || next.cell.colspan === 2);
  return between && (next.cell.kind === 'group' || rows[row]?.[0]?.column === 2) ? 'end' : undefined;
}

const LabelCell = memo(function LabelCell({ map, at: { cell, row, column } }: { map: GridMap; at: Placed }) {
  const here = useStore(({ place }) => place?.kind === 'cell' && isLabelOf(map, place.id, cell));
  if (cell.kind === 'value') return null;
  const [, own = cell.text, note] = /^(（二）.+?)(（.+）)$/.exec(cell.text) ?? [];
  const classes = [here && 'here', ...labelClasses(map, cell, row, column)].filter(Boolean).join(' ');
  const upright = cell.kind === 'group' && cell.rowspan > 1;
  const scope = scopeOf(map, cell, row);
  return (
    <th colSpan={cell.colspan} rowSpan={cell.rowspan} {...(scope && { scope })} className={classes}>
      {upright ? (
        <span>
          <Breakable text={cell.text} />
        </span>
      ) : (
        <Breakable text={own} />
      )}
      {note && <small>{note}</small>}
    </th>
  );
});
function isLabelOf(map: GridMap, id: CellId, cell: GridCell): boolean {
  const names = map.names.get(id);
  return names?.row === cell || names?.column === cell;
}
function labelClasses({ table }: GridMap, cell: GridCell, row: number, column: number): string[] {
  if (table.id === 'proactive') return cell.kind === 'group' ? ['rubric'] : cell.kind === 'column' ? ['col'] : [];
  if (cell.kind === 'note') return ['corner'];
  if (row < table.headRows || cell.colspan > 1 || cell.kind === 'value') return [];
  return [`l${column + 1}`, ...(column === 2 && cell.text.length > 16 ? ['long'] : [])];
}
function scopeOf({ table }: GridMap, { kind, colspan, rowspan }: GridCell, row: number): string | undefined {
  if (kind === 'row') return 'row';
  if (kind === 'note') return undefined;
  if (kind === 'group') return table.id === 'proactive' ? 'colgroup' : 'rowgroup';
  return colspan > 1 && row + rowspan < table.headRows ? 'colgroup' : 'col';
}

/** The sentences that marked cells are described by, for screen readers. */
function Sentences({ id }: { id: TableId }) {
  const view = useStore(viewOf);
  return (
    <div hidden>
      {sentencesOf(view, id).map((item) => (
        <p key={item.number} id={describedId(item)}>
          {sentenceOf(item)}
        </p>
      ))}
    </div>
  );
}

const idOf = (target: EventTarget | null): CellId | null =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? null) : null;

/** The cell the person is in stays in sight when the pane takes room from the table. */
function useCellInSight(table: RefObject<HTMLTableElement | null>): void {
  const room = useStore(({ pane, paneOpen }) => paneOpen && pane);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is what changed
  useEffect(() => {
    const { place } = state();
    if (place?.kind === 'cell') showCell(table.current, place.id);
  }, [room, table]);
}

type SetSelection = (selection: Selection | null) => void;

function useHandlers(map: GridMap, table: RefObject<HTMLTableElement | null>, selection: Selection | null, setSelection: SetSelection) {
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
  const many = selection !== null && selectedFields(map, selection).length > 1;

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
      if (event.detail === 1) focusCell(table.current, id);
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
  const onDoubleClick = (event: MouseEvent<HTMLTableElement>): void => {
    if (event.target instanceof HTMLInputElement) event.target.setSelectionRange(event.target.value.length, event.target.value.length);
  };
  // The selected content of a cell would be dragged as text.
  const onDragStart = (event: DragEvent<HTMLTableElement>): void => event.preventDefault();
  return { onMouseDown, onMouseOver, onDoubleClick, onDragStart };
}

function clipboard(map: GridMap, selection: Selection | null, many: boolean) {
  const textOf = (field: Field): string => {
    const { report } = theDocument().draft;
    return field.parts ? shownTotal(report, figures(report), field).text : numberTyped(field.id);
  };
  const copy = (event: ClipboardEvent<HTMLTableElement>): boolean => {
    const spot = map.spots.get(idOf(event.target) ?? '');
    const input = event.target as HTMLInputElement;
    const partly = !selection && (input.selectionEnd ?? 0) - (input.selectionStart ?? 0) !== input.value?.length;
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
      if (!many && clip.text !== '' && !/[\t\n\r|]/.test(clip.text.trimEnd())) return;
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
