/** How the keys move in a table, and what a selection of cells is. Pure: the table carries out what is decided here. */
import type { Clip } from '../shared/api.ts';
import type { CellId, Field } from '../shared/form.ts';
import { fieldAt, type GridMap, type Spot } from './grid-map.ts';
import { escaped } from './markup.ts';
import { mayBeStruck } from './not-read.ts';

type Direction = 'up' | 'down' | 'left' | 'right';
type Edge = 'rowStart' | 'rowEnd' | 'tableStart' | 'tableEnd';

/** Cells marked together: `anchor` has the focus, `head` is the corner that moves. */
export interface Selection {
  readonly anchor: Spot;
  readonly head: Spot;
}
/** What a key does; null leaves it to the input and to the window. */
export type Action =
  | { readonly kind: 'move' | 'extend'; readonly direction: Direction }
  | { readonly kind: 'enter'; readonly direction: 'up' | 'down' }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'tab' | 'all' | 'edit' | 'restore' | 'clear' };

interface Key {
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
}
/** Where the caret stands in the text of the focused cell. */
interface Caret {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

const ARROWS: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/** `many` is true while more than one cell is marked. */
export function actionOf({ key, shift, ctrl, alt }: Key, { start, end, length }: Caret, many: boolean): Action | null {
  if (alt) return null;
  // A cell of which the whole content is selected, as after entering it, is not being edited.
  const idle = many || (start === 0 && end === length);
  const atStart = idle || (start === 0 && end === 0);
  const atEnd = idle || (start === length && end === length);
  if (ctrl) return withCtrl(key, shift);
  const direction = ARROWS[key];
  if (direction) {
    const sideways = direction === 'left' || direction === 'right';
    if (shift) return sideways && !idle ? null : { kind: 'extend', direction };
    return sideways && !(direction === 'left' ? atStart : atEnd) ? null : { kind: 'move', direction };
  }
  switch (key) {
    case 'Tab':
      return { kind: 'tab' };
    case 'Enter':
      return { kind: 'enter', direction: shift ? 'up' : 'down' };
    case 'Home':
      return atStart && !shift ? { kind: 'edge', edge: 'rowStart' } : null;
    case 'End':
      return atEnd && !shift ? { kind: 'edge', edge: 'rowEnd' } : null;
    case 'F2':
      return { kind: 'edit' };
    case 'Escape':
      return { kind: 'restore' };
    case 'Delete':
    case 'Backspace':
      return many ? { kind: 'clear' } : null;
    default:
      return null;
  }
}
function withCtrl(key: string, shift: boolean): Action | null {
  if (shift) return null;
  if (key === 'Home') return { kind: 'edge', edge: 'tableStart' };
  if (key === 'End') return { kind: 'edge', edge: 'tableEnd' };
  return key.toLowerCase() === 'a' ? { kind: 'all' } : null;
}

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] };

/** The next cell in a direction that a person fills in; labels and totals are skipped. Null at the edge. */
export function neighbour(map: GridMap, from: Spot, direction: Direction): CellId | null {
  const [down, right] = STEPS[direction];
  const here = fieldAt(map, from);
  for (let { row, column } = from; map.cover[row]?.[column]; row += down, column += right) {
    const field = fieldAt(map, { row, column });
    if (field && field !== here && !field.parts) return field.id;
  }
  return null;
}

export function edgeCell(map: GridMap, { row }: Spot, edge: Edge): CellId | null {
  const whole = edge === 'tableStart' || edge === 'tableEnd';
  const fields = map.table.fields.filter(({ id, parts }) => !parts && (whole || map.spots.get(id)?.row === row));
  return (edge === 'rowStart' || edge === 'tableStart' ? fields[0] : fields.at(-1))?.id ?? null;
}

/** The corner of a selection moved by one cell; it stays among the numbers, totals included. */
export function extended(map: GridMap, { anchor, head }: Selection, direction: Direction): Selection {
  const [down, right] = STEPS[direction];
  const here = fieldAt(map, head);
  for (let { row, column } = head; map.cover[row]?.[column]; row += down, column += right) {
    const field = fieldAt(map, { row, column });
    if (field && field !== here) return { anchor, head: { row, column } };
  }
  return { anchor, head };
}
export function everything({ table, spots }: GridMap): Selection {
  const corner = (field: Field | undefined): Spot => spots.get(field?.id ?? '') ?? { row: 0, column: 0 };
  const [first, last] = [corner(table.fields[0]), corner(table.fields.at(-1))];
  return { anchor: first, head: { row: last.row, column: table.columns - 1 } };
}

/** What is no more than one number: the input it is pasted into takes it by itself. */
export const isOneValue = ({ text, html }: Clip): boolean => text !== '' && !/[\t\n\r|]/.test(text.trimEnd()) && !mayBeStruck(html);

interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}
const rectangle = ({ anchor, head }: Selection): Rectangle => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

/** The numbers of a selection in the order of the form. */
export function selectedFields(map: GridMap, selection: Selection): Field[] {
  const { top, bottom, left, right } = rectangle(selection);
  const covered = map.cover.slice(top, bottom + 1).flatMap((row) => row.slice(left, right + 1));
  return [...new Set(covered.flatMap(({ cell }) => (cell.kind === 'value' ? [cell.field] : [])))];
}

/** A selection as a spreadsheet would have it: labels between its rows included, a merged cell in its first place only. */
interface CopiedCell {
  readonly text: string;
  readonly colspan: number;
}
export function copied(map: GridMap, selection: Selection, textOf: (field: Field) => string): { text: string; html: string } {
  const { top, bottom, left, right } = rectangle(selection);
  const rows = map.cover.slice(top, bottom + 1).map((cover) => {
    const cells = [...new Set(cover.slice(left, right + 1))];
    return cells.map(({ cell, column }): CopiedCell => {
      const colspan = Math.min(right + 1, column + cell.colspan) - Math.max(left, column);
      return { text: cell.kind === 'value' ? textOf(cell.field) : cell.text, colspan };
    });
  });
  const line = (row: readonly CopiedCell[]): string => row.map(({ text, colspan }) => quoted(text) + '\t'.repeat(colspan - 1)).join('\t');
  const markup = (row: readonly CopiedCell[]): string =>
    `<tr>${row.map(({ text, colspan }) => `<td${colspan > 1 ? ` colspan="${colspan}"` : ''}>${escaped(text)}</td>`).join('')}</tr>`;
  return { text: rows.map(line).join('\r\n'), html: `<table>${rows.map(markup).join('')}</table>` };
}
const quoted = (text: string): string => (/[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
