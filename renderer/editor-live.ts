/** Live numbers in an editor: each token is one thing, drawn as an outlined chip with the number of its cell. */
import { type EditorState, type Extension, type Range, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { type Expanded, expand, type LiveNumber } from '../shared/live.ts';
import type { Figures } from '../shared/report.ts';

/** The numbers of the report changed: chips show the new ones, the text stays as it is. */
export const setFigures = StateEffect.define<Figures>();

interface Live {
  readonly figures: Figures;
  readonly decorations: DecorationSet;
}

class Chip extends WidgetType {
  readonly #number: string;
  readonly #place: string;
  readonly #isFilled: boolean;
  constructor(number: string, place: string, isFilled: boolean) {
    super();
    this.#number = number;
    this.#place = place;
    this.#isFilled = isFilled;
  }
  override eq(other: Chip): boolean {
    return other.#number === this.#number && other.#place === this.#place;
  }
  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    this.#show(chip);
    return chip;
  }
  /** The same element, so that a caret beside it stays. */
  override updateDOM(chip: HTMLElement): boolean {
    this.#show(chip);
    return true;
  }
  #show(chip: HTMLElement): void {
    const says = `${this.#place}，随表更新`;
    chip.className = this.#isFilled ? 'live' : 'live unfilled';
    chip.textContent = this.#isFilled ? this.#number : '未填';
    chip.title = says;
    chip.setAttribute('role', 'img');
    chip.setAttribute('aria-label', `${chip.textContent}，${says}`);
  }
  /** A click puts the caret beside it. */
  override ignoreEvent(): boolean {
    return false;
  }
}

const chipOf = ({ field, written, printed, isFilled }: LiveNumber, text: string): Range<Decoration> =>
  Decoration.replace({ widget: new Chip(text.slice(printed.from, printed.to), field.place, isFilled) }).range(written.from, written.to);

function liveIn(written: string, figures: Figures): Live {
  const expanded = expand(written, figures);
  return { figures, decorations: Decoration.set(expanded.numbers.map((number) => chipOf(number, expanded.text))) };
}

const field = StateField.define<Live>({
  create: () => {
    throw new Error('live numbers need figures');
  },
  update(current, { docChanged, effects, state }) {
    const given = effects.find((effect) => effect.is(setFigures))?.value as Figures | undefined;
    return docChanged || given ? liveIn(state.doc.toString(), given ?? current.figures) : current;
  },
  provide: (own) => [
    EditorView.decorations.from(own, ({ decorations }) => decorations),
    // The caret steps over a chip, and a key deletes it whole.
    EditorView.atomicRanges.of((view) => view.state.field(own).decorations),
  ],
});

export const figuresIn = (state: EditorState): Figures => state.field(field).figures;
/** What a stretch of the editor's text is printed as. */
export const printedPart = (state: EditorState, written: string): Expanded => expand(written, figuresIn(state));

const theme = EditorView.theme({
  '.live': {
    display: 'inline-block',
    boxSizing: 'border-box',
    minWidth: '20px',
    margin: '0 2px',
    padding: '0 4px',
    border: '1px solid var(--accent-rule)',
    borderRadius: 'var(--radius-1)',
    background: 'var(--accent-soft)',
    color: 'var(--accent)',
    lineHeight: '22px',
    textAlign: 'center',
    textIndent: '0',
    fontWeight: '400',
    cursor: 'default',
  },
  '.live.unfilled': { borderStyle: 'dashed', background: 'none', color: 'var(--ink-2)', font: '12px/20px var(--font-ui)' },
});

export const liveLook = (figures: Figures): Extension => [field.init((state) => liveIn(state.doc.toString(), figures)), theme];
