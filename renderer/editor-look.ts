/** How a narrative looks while it is written: paragraphs indented, headings bold, findings underlined and numbered. */
import { type EditorState, type Extension, type Range, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view';
import { writtenSpan } from '../shared/live.ts';
import { outline } from '../shared/outline.ts';
import type { Tone } from './derived.ts';
import { figuresIn, printedPart } from './editor-live.ts';

/** A finding in this text: the words it quotes, and its number. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  /** Closed with a reason, it has a tick and no line. */
  readonly tone: Tone | 'closed';
  readonly number: number;
}

// The outline, for the lines in sight

const PARAGRAPH = Decoration.line({ class: 'paragraph' });
const HEADING = Decoration.line({ class: 'paragraph heading' });
const RUN_IN = Decoration.mark({ class: 'run-in' });

function outlineOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      at = line.to + 1;
      // Headings are told by what is printed, however long a token is.
      const shown = printedPart(view.state, line.text);
      const block = line.from > done ? outline(shown.text)[0] : undefined;
      done = line.from;
      if (!block) continue;
      // Spaces typed at the start of a line already indent it.
      if (!/^\s/.test(line.text)) builder.add(line.from, line.from, block.kind === 'heading' ? HEADING : PARAGRAPH);
      if (block.kind === 'heading') continue;
      const lead = shown.text.length - shown.text.trimStart().length;
      if (!block.runIn) continue;
      const runIn = writtenSpan(shown, { from: lead, to: lead + block.runIn.text.length });
      builder.add(line.from + runIn.from, line.from + runIn.to, RUN_IN);
    }
  }
  return builder.finish();
}

const outlinePlugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = outlineOf(view);
    }
    update(update: ViewUpdate): void {
      const isRenumbered = figuresIn(update.state) !== figuresIn(update.startState);
      if (update.docChanged || update.viewportChanged || isRenumbered) this.decorations = outlineOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

// The findings

export const setMarks = StateEffect.define<readonly Mark[]>();
/** Marks move with the text until the next ones come. */
export const marks = StateField.define<readonly Mark[]>({
  create: () => [],
  update(current, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    if (!transaction.docChanged || current.length === 0) return current;
    return current.map((mark) => ({
      ...mark,
      from: transaction.changes.mapPos(mark.from, 1),
      to: transaction.changes.mapPos(mark.to, -1),
    }));
  },
});

const SVG = 'http://www.w3.org/2000/svg';
/** The icon `done`; a sprite of the page cannot be used inside a shadow root. */
const DONE = 'm2.8 8.4 3.4 3.5 7-7.6';
function tick(): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', DONE);
  return icon;
}

class Tag extends WidgetType {
  readonly #number: number;
  readonly #tone: Mark['tone'];
  constructor(number: number, tone: Mark['tone']) {
    super();
    this.#number = number;
    this.#tone = tone;
  }
  override eq(other: Tag): boolean {
    return other.#number === this.#number && other.#tone === this.#tone;
  }
  override toDOM(): HTMLElement {
    const tag = document.createElement('span');
    tag.className = `tag ${this.#tone}`;
    if (this.#tone === 'closed') {
      tag.role = 'img';
      tag.ariaLabel = '已写明理由';
      tag.append(tick());
    } else tag.textContent = String(this.#number);
    return tag;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

/** Some quotes are only the beginning of what is meant: a number behind them would stand inside a word. */
const cutsWord = (state: EditorState, at: number): boolean =>
  /^[\p{L}\p{N}]{2}$/u.test(state.sliceDoc(Math.max(0, at - 1), Math.min(at + 1, state.doc.length)));

const DIGIT = /[\d０-９]/;
const IN_NUMBER = /[\d０-９.,:/-]/;
/** Where the number or date begins that an offset stands in: 2②024 would read as another one. */
function outsideNumber(state: EditorState, at: number): number {
  const { from, text } = state.doc.lineAt(at);
  const has = (pattern: RegExp, offset: number): boolean => pattern.test(text[offset] ?? '');
  let start = at - from;
  if (!has(DIGIT, start)) return at;
  while (has(IN_NUMBER, start - 1)) start--;
  while (!has(DIGIT, start)) start++;
  return from + start;
}
const GLUE = Decoration.mark({ class: 'glue' });
/** The characters on both sides of a tag: with them it stays on a line, so that neither it nor a 。 behind it begins one. */
function glueAt(state: EditorState, at: number): Range<Decoration>[] {
  const { from, to } = state.doc.lineAt(at);
  const around = { from: Math.max(from, at - 1), to: Math.min(to, at + 1) };
  const isWhole = !/[\ud800-\udfff]/.test(state.sliceDoc(around.from, around.to));
  return around.from < around.to && isWhole ? [GLUE.range(around.from, around.to)] : [];
}

const markDecorations = EditorView.decorations.compute([marks, 'selection'], (state) => {
  const caret = state.selection.main.head;
  const ranges = state
    .field(marks)
    .filter(({ from, to }) => from < to && to <= state.doc.length)
    .flatMap(({ from, to, tone, number }) => {
      const at = from <= caret && caret <= to ? ' at' : '';
      const isBefore = cutsWord(state, to) && !cutsWord(state, from);
      const spot = outsideNumber(state, isBefore ? from : to);
      const tag = Decoration.widget({ widget: new Tag(number, tone), side: isBefore ? -1 : 1 }).range(spot);
      const glued = [tag, ...glueAt(state, spot)];
      return tone === 'closed' ? glued : [Decoration.mark({ class: `mark ${tone}${at}` }).range(from, to), ...glued];
    });
  return Decoration.set(ranges, true);
});

const errors = EditorView.contentAttributes.compute([marks], (state) =>
  state.field(marks).some(({ tone }) => tone === 'error') ? { 'aria-invalid': 'true' } : {},
);

// What a jump led to

export const setLit = StateEffect.define<{ readonly from: number; readonly to: number } | null>();
const LIT = Decoration.mark({ class: 'lit' });
/** Until the next change or move. */
const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(current, transaction) {
    for (const { value } of transaction.effects.filter((effect) => effect.is(setLit)))
      return value && value.from < value.to ? Decoration.set(LIT.range(value.from, value.to)) : Decoration.none;
    return transaction.docChanged || transaction.selection ? Decoration.none : current;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The style sheet of the page ends at the shadow root; its variables go on inside. */
const theme = EditorView.theme({
  '&': { color: 'var(--ink)', background: 'none', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'var(--t-16)', fontVariantNumeric: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)', minHeight: '100%' },
  '.cm-line': { padding: '0', textAlign: 'justify' },
  '.paragraph': { textIndent: '2em' },
  '.heading, .run-in': { fontWeight: '700' },
  '.cm-placeholder': { color: 'var(--ink-3)', verticalAlign: 'baseline' },
  '.mark': { textDecoration: 'underline 1.5px', textUnderlineOffset: '5px', textDecorationSkipInk: 'none' },
  '.mark.error': { textDecorationStyle: 'wavy', textDecorationColor: 'var(--error-rule)', textDecorationThickness: '1px' },
  '.mark.doubt': { textDecorationStyle: 'wavy', textDecorationColor: 'var(--doubt-rule)', textDecorationThickness: '1px' },
  '.mark.hint': { textDecorationStyle: 'dotted', textDecorationColor: 'var(--hint)' },
  '.mark.error.at': { background: 'var(--error-soft)' },
  '.mark.doubt.at': { background: 'var(--doubt-soft)' },
  '.lit': { background: 'var(--accent-soft)', boxShadow: '0 0 0 2px var(--accent-soft), 0 3px 0 1px var(--accent)' },
  '.glue': { whiteSpace: 'pre' },
  '.tag': {
    display: 'inline-grid',
    placeItems: 'center',
    boxSizing: 'border-box',
    minWidth: '15px',
    height: '15px',
    margin: '0 2px 0 3px',
    padding: '0 3px',
    borderRadius: 'var(--radius-1)',
    font: '700 12px/15px var(--font-ui)',
    textIndent: '0',
    verticalAlign: '2px',
  },
  '.tag.error': { background: 'var(--error)', color: 'var(--on-error)' },
  '.tag.doubt': { background: 'var(--doubt)', color: 'var(--on-doubt)' },
  '.tag.hint': { color: 'var(--hint)', boxShadow: 'inset 0 0 0 1.5px var(--hint)' },
  '.tag.closed': { color: 'var(--ink-3)', boxShadow: 'inset 0 0 0 1px var(--rule-2)', padding: '0' },
  '.tag.closed svg': { width: '11px', height: '11px', fill: 'none', stroke: 'currentColor', strokeWidth: '1.8' },
  '@media (forced-colors: active)': { '.tag': { border: '1px solid' } },
});

export const look: Extension = [outlinePlugin, marks, markDecorations, lit, errors, theme, EditorView.lineWrapping];
