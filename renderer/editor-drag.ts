/** Marked text that is dragged: as with copying, elsewhere a live number is its digits, and between the texts of the report it stays one. */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { printedPart } from './editor-live.ts';

/** The text as it is written, tokens and all: only this program knows the type. */
export const AS_WRITTEN = 'application/x-nianbao-text';

interface Dragged {
  readonly view: EditorView;
  readonly from: number;
  readonly to: number;
}
let dragged: Dragged | null = null;

function start(event: DragEvent, view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  dragged = { view, from, to };
  // As a page it would hold the numbers of the findings, too.
  event.dataTransfer?.clearData();
  event.dataTransfer?.setData(AS_WRITTEN, view.state.sliceDoc(from, to));
  return false;
}

const isMac = navigator.platform.startsWith('Mac');
/** As everywhere: with Ctrl (on a Mac with Alt) it is copied. */
const isCopied = (event: DragEvent): boolean => (isMac ? event.altKey : event.ctrlKey);

function drop(event: DragEvent, view: EditorView, paste: (data: DataTransfer) => void): boolean {
  const data = event.dataTransfer;
  // A dropped file is opened by the window, not written into the text.
  if (!data || data.files.length > 0) return true;
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
  const own = dragged;
  const insert = data.getData(AS_WRITTEN);
  if (own?.view.state.sliceDoc(own.from, own.to) === insert && !isCopied(event)) move(own, view, at, insert);
  else {
    view.dispatch({ selection: { anchor: at } });
    paste(data);
  }
  view.focus();
  return true;
}
function move(own: Dragged, view: EditorView, at: number, insert: string): void {
  const isHere = own.view === view;
  const gone = { from: own.from, to: own.to };
  if (isHere && gone.from <= at && at <= gone.to) return;
  const changes = view.state.changes(isHere ? [gone, { from: at, insert }] : { from: at, insert });
  view.dispatch({
    changes,
    selection: { anchor: changes.mapPos(at, -1), head: changes.mapPos(at, 1) },
    userEvent: 'move.drop',
    scrollIntoView: true,
  });
  // Only now, so that undo, step by step, never shows it in neither text.
  if (!isHere) own.view.dispatch({ changes: gone, userEvent: 'delete.cut' });
}

export const draggedText = (paste: (data: DataTransfer) => void): Extension => [
  EditorView.clipboardOutputFilter.of((written, state) => printedPart(state, written).text),
  EditorView.domEventHandlers({
    dragstart: start,
    dragend: () => {
      dragged = null;
    },
    drop: (event, view) => drop(event, view, paste),
  }),
];
