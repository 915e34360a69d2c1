/** Paragraphs of last year in an editor: a dotted bar and 上年 beside the text, and underlined what was taken over with them. */
import { type EditorState, type Extension, type Range, StateEffect, StateField } from '@codemirror/state';
import {
  type BlockInfo,
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutter,
  gutters,
  type ViewUpdate,
} from '@codemirror/view';

/** With offsets in the text of the editor. */
export interface StaleMark {
  readonly from: number;
  readonly to: number;
  readonly carried: readonly { readonly from: number; readonly to: number }[];
}

export const setStale = StateEffect.define<readonly StaleMark[]>();

interface Stale {
  readonly marks: readonly StaleMark[];
  readonly decorations: DecorationSet;
}
/** The bar is only seen: a reader of the screen hears it with the paragraph. */
const PARAGRAPH = Decoration.line({ class: 'stale', attributes: { 'aria-description': '上年文字，还没有改写' } });
const CARRIED = Decoration.mark({ class: 'carried' });

function decorationsOf(marks: readonly StaleMark[], state: EditorState): DecorationSet {
  const end = state.doc.length;
  const ranges = marks.flatMap(({ from, to, carried }): Range<Decoration>[] => {
    if (to > end) return [];
    return [PARAGRAPH.range(state.doc.lineAt(from).from), ...carried.map((range) => CARRIED.range(range.from, range.to))];
  });
  return Decoration.set(ranges, true);
}

/** Marks move with the text until the next ones come. */
export const stale = StateField.define<Stale>({
  create: () => ({ marks: [], decorations: Decoration.none }),
  update(current, { effects, docChanged, changes, state }) {
    const given = effects.find((effect) => effect.is(setStale))?.value as readonly StaleMark[] | undefined;
    if (given) return { marks: given, decorations: decorationsOf(given, state) };
    if (!docChanged || current.marks.length === 0) return current;
    const moved = <T extends { from: number; to: number }>(range: T): T => ({
      ...range,
      from: changes.mapPos(range.from, 1),
      to: changes.mapPos(range.to, -1),
    });
    const marks = current.marks.map((mark) => ({ ...moved(mark), carried: mark.carried.map(moved) }));
    return { marks, decorations: current.decorations.map(changes) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});

// Beside the text: nothing of it stands in the line, so the text does not move, and neither caret nor input method meets it.

const SVG = 'http://www.w3.org/2000/svg';
/** The icon `past`; a sprite of the page cannot be used inside a shadow root. */
const PAST = 'M2.6 8a5.6 5.6 0 1 0 1.9-4.2M4.4 1.6v2.6H7M8 5v3.2l2.2 1.4';

class StaleTag extends GutterMarker {
  readonly #isHere: boolean;
  override elementClass = 'stale-side';
  constructor(isHere: boolean) {
    super();
    this.#isHere = isHere;
  }
  override eq(other: GutterMarker): boolean {
    return other instanceof StaleTag && other.#isHere === this.#isHere;
  }
  override toDOM(): HTMLElement {
    const tag = document.createElement('span');
    tag.className = this.#isHere ? 'still-true' : 'from-last-year';
    if (this.#isHere) tag.title = 'Alt+S';
    else {
      const icon = tag.appendChild(document.createElementNS(SVG, 'svg'));
      icon.setAttribute('viewBox', '0 0 16 16');
      icon.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', PAST);
    }
    tag.append(this.#isHere ? '仍然属实' : '上年');
    return tag;
  }
}
const THERE = new StaleTag(false);
const HERE = new StaleTag(true);

const markIn = (view: EditorView, line: BlockInfo): StaleMark | undefined =>
  view.state.field(stale).marks.find(({ from }) => line.from <= from && from <= line.to);
const hasCaret = (view: EditorView, line: BlockInfo): boolean => {
  const { head } = view.state.selection.main;
  return view.hasFocus && line.from <= head && head <= line.to;
};

/** `onConfirm` is called with where the paragraph begins. */
function side(onConfirm: (from: number) => void): Extension {
  return gutter({
    class: 'stale-gutter',
    lineMarker: (view, line) => (markIn(view, line) ? (hasCaret(view, line) ? HERE : THERE) : null),
    lineMarkerChange: ({ startState, state, selectionSet, focusChanged }: ViewUpdate) =>
      selectionSet || focusChanged || startState.field(stale) !== state.field(stale),
    domEventHandlers: {
      // The focus stays in the text. The first click leads there, and only then the tag is a button.
      mousedown(view, line, event) {
        const mark = markIn(view, line);
        if (!mark || !(event.target as Element).closest('.stale-side > *')) return false;
        event.preventDefault();
        if (hasCaret(view, line)) onConfirm(mark.from);
        else {
          view.dispatch({ selection: { anchor: mark.from } });
          view.focus();
        }
        return true;
      },
    },
  });
}

/** The gutter lies in the margin that the page leaves (`--side`). */
const theme = EditorView.theme({
  '.cm-gutters': { width: 'var(--side)', background: 'none', border: 'none', color: 'inherit' },
  '.stale-gutter': { width: '100%' },
  '.stale-side': { position: 'relative' },
  '.stale-side::before': {
    content: '""',
    position: 'absolute',
    insetBlock: '0',
    left: '0',
    background: 'var(--paper)',
    borderLeft: '3px dotted var(--doubt-rule)',
  },
  '.from-last-year, .still-true': { position: 'absolute', boxSizing: 'border-box', font: '12px/15px var(--font-ui)', whiteSpace: 'nowrap' },
  '.from-last-year': {
    left: 'var(--tag-left, 16px)',
    top: '1px',
    display: 'grid',
    justifyItems: 'center',
    color: 'var(--doubt)',
    cursor: 'pointer',
  },
  '.from-last-year svg': {
    width: '13px',
    height: '13px',
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: '1.3',
    strokeLinecap: 'round',
  },
  '.still-true': {
    left: '5px',
    top: '3px',
    padding: '3px 1px',
    border: '1px solid var(--rule-2)',
    borderRadius: 'var(--radius-2)',
    background: 'var(--paper)',
    color: 'var(--ink)',
    cursor: 'pointer',
  },
  '.still-true:hover': { background: 'var(--hover)' },
  '.stale': { color: 'var(--ink-2)' },
  '.carried': { textDecoration: 'underline dotted 2px var(--doubt-rule)', textUnderlineOffset: '4px', textDecorationSkipInk: 'none' },
});

export const staleLook = (onConfirm: (from: number) => void): Extension => [
  stale,
  // It goes along with its text in whatever scrolls.
  gutters({ fixed: false }),
  side(onConfirm),
  theme,
];
