/**
 * The editor of one text. It stands in a shadow root: there CodeMirror adopts its style sheets, where in the page it would write a
 * `<style>` element, which the content security policy forbids.
 */
import { insertNewline, standardKeymap } from '@codemirror/commands';
import { EditorSelection, EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText, type ViewUpdate } from '@codemirror/view';
import { useLayoutEffect, useRef, useState } from 'react';
import type { TextId } from '../shared/form.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { placeOf, viewOf } from './derived.ts';
import { differenceOf, placeByWords } from './difference.ts';
import { AS_WRITTEN, draggedText } from './editor-drag.ts';
import { liveLook, printedPart, setFigures } from './editor-live.ts';
import { look, type Mark, marks, setLit, setMarks } from './editor-look.ts';
import { type StaleMark, setStale, stale, staleLook } from './editor-stale.ts';
import { later } from './later.ts';
import { endStep, noteFocus, replaceText, type State, state, theDocument, useStore, writeText } from './store.ts';
import { redo, undo } from './undo.ts';
import { confirmParagraph, untouched } from './untouched.ts';

interface Props {
  readonly id: TextId;
  readonly label: string;
  readonly placeholder?: string;
  /** Grows with its text; otherwise it also fills what is left of the column it stands in. */
  readonly autoHeight?: boolean;
}

export function TextEditor({ id, label, placeholder = '', autoHeight = false }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState<string | null>(null);
  // With the rest of the section, not a frame later.
  useLayoutEffect(() => {
    if (!host.current) return;
    const editor = new BoundEditor(host.current, { id, label, placeholder, onPaste: setNote });
    return () => editor.destroy();
  }, [id, label, placeholder]);
  return (
    <>
      <div ref={host} className={autoHeight ? 'editor' : 'editor fills'} />
      <p className="pasted" aria-live="polite">
        {note}
      </p>
    </>
  );
}

const isOf = ({ transactions }: ViewUpdate, event: string): boolean => transactions.some((transaction) => transaction.isUserEvent(event));
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
/** The editor that had the focus last: there a number is inserted when the dialog has closed. */
let entered: BoundEditor | null = null;
export const insertIntoText = (text: string): void => entered?.insert(text);

/** CodeMirror breaks lines at \n alone; a text read from paper may hold others. */
const narrow = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

interface Binding {
  readonly id: TextId;
  readonly label: string;
  readonly placeholder: string;
  readonly onPaste: (note: string | null) => void;
}

class BoundEditor {
  readonly #view: EditorView;
  readonly #binding: Binding;
  readonly #stop: () => void;
  readonly #session: string;
  /** The report whose numbers are shown. */
  #numbers: Report;

  constructor(host: HTMLElement, binding: Binding) {
    this.#binding = binding;
    this.#session = theDocument().session;
    this.#numbers = theDocument().draft.report;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
    this.#view = new EditorView({ parent: root, root, state: EditorState.create({ doc: this.#stored(), extensions: this.#extensions() }) });
    // Else the focus that is given to the host would stop here.
    this.#view.scrollDOM.removeAttribute('tabindex');
    this.#stop = useStore.subscribe((now, before) => this.#follow(now, before));
    this.#showFindings();
    if (this.#isHere(state())) this.#goToPlace(state());
  }

  destroy(): void {
    if (entered === this) entered = null;
    this.#stop();
    // Words that were being composed when the section was left.
    this.#store(false);
    this.#view.destroy();
  }

  #extensions() {
    const { label, placeholder } = this.#binding;
    return [
      liveLook(figuresOf(this.#numbers)),
      look,
      staleLook((from) => confirmParagraph(this.#untouched().find((paragraph) => this.#offsets()(paragraph.from) === from))),
      keymap.of([{ key: 'Enter', run: insertNewline, shift: insertNewline }, ...standardKeymap]),
      placeholder ? placeholderText(placeholder) : [],
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      EditorView.updateListener.of((update) => this.#onUpdate(update)),
      draggedText((data) => this.#paste(data)),
      EditorView.domEventHandlers({
        paste: ({ clipboardData }) => clipboardData !== null && this.#paste(clipboardData),
        copy: (event) => this.#copy(event),
        cut: (event) => this.#copy(event) && this.#cut(),
        beforeinput: (event) => this.#onBeforeInput(event),
        // After CodeMirror has read what the page shows, and before anything else that takes up the text.
        compositionend: () => queueMicrotask(() => this.#afterComposition()),
        blur: () => void setTimeout(() => this.#afterComposition(), 60),
      }),
    ];
  }

  // From the editor to the store

  #onUpdate(update: ViewUpdate): void {
    if (update.transactions.some((transaction) => transaction.annotation(Transaction.remote))) return;
    if (update.docChanged) {
      const isPaste = isOf(update, 'input.paste');
      if (!isPaste) this.#binding.onPaste(null);
      // What was typed a moment ago must come back by undo where it was marked and then deleted or written over.
      if (!update.startState.selection.main.empty) endStep();
      this.#write(isPaste || isOf(update, 'move') || isOf(update, 'delete.cut'));
    }
    const moved = update.docChanged || update.selectionSet;
    if (update.view.hasFocus) entered = this;
    if ((moved || update.focusChanged) && update.view.hasFocus) this.#noteCaret();
  }

  /** Half-composed words stay in the editor. */
  #write(asStep: boolean): void {
    if (!this.#view.composing) this.#store(asStep);
  }
  /** Never into another document than the one it was written for. */
  #store(asStep: boolean): void {
    if (state().document?.session !== this.#session) return;
    const text = this.#view.state.doc.toString();
    if (text === this.#stored()) return;
    if (asStep) replaceText(this.#binding.id, text);
    else writeText(this.#binding.id, text);
  }

  #noteCaret(): void {
    if (this.#view.composing) return;
    const { id } = this.#binding;
    const { from } = this.#view.state.selection.main;
    const { place } = state();
    if (place?.kind !== 'text' || place.id !== id || place.from !== from) noteFocus({ kind: 'text', id, from });
  }

  #afterComposition(): void {
    if (!this.#view.dom.isConnected || this.#view.composing || !state().document) return;
    this.#write(false);
    this.#takeFigures();
    this.#showFindings();
  }

  /** Elsewhere a live number is its digits; within the program it stays one. Where nothing is marked CodeMirror would take the whole line. */
  #copy(event: ClipboardEvent): boolean {
    const { state: editor } = this.#view;
    const { main } = editor.selection;
    const data = event.clipboardData;
    if (main.empty || !data) return true;
    const written = editor.sliceDoc(main.from, main.to);
    data.clearData();
    data.setData('text/plain', printedPart(editor, written).text);
    data.setData(AS_WRITTEN, written);
    return true;
  }
  #cut(): boolean {
    this.#view.dispatch(this.#view.state.replaceSelection(''), { userEvent: 'delete.cut', scrollIntoView: true });
    return true;
  }
  #paste(data: DataTransfer): boolean {
    const written = data.getData(AS_WRITTEN);
    if (written) this.insert(written);
    else void this.#insertCleaned(data.getData('text/html'), data.getData('text/plain'));
    return true;
  }
  /** In place of what is marked, as a step of its own. */
  insert(text: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true });
    this.#binding.onPaste(null);
    this.#view.focus();
  }
  async #insertCleaned(html: string, plain: string): Promise<void> {
    const { cleaningNote, cleanPasted } = await later.clean();
    const cleaned = cleanPasted(html, plain);
    const { main } = this.#view.state.selection;
    const line = this.#view.state.doc.lineAt(main.to);
    // Whole paragraphs put before another one do not run into it.
    const end = /[\r\n]$/.test(plain) && main.to === line.from && line.length > 0 ? '\n' : '';
    if (!cleaned.text || !this.#view.dom.isConnected) return;
    this.#view.dispatch(this.#view.state.replaceSelection(cleaned.text + end), { userEvent: 'input.paste', scrollIntoView: true });
    this.#binding.onPaste(cleaningNote(cleaned));
  }

  #onBeforeInput(event: InputEvent): boolean {
    if (event.inputType === 'historyUndo') undo();
    else if (event.inputType === 'historyRedo') redo();
    else return false;
    return true;
  }

  // From the store to the editor

  #stored(): string {
    return narrow(theDocument().draft.report.texts[this.#binding.id]);
  }
  #isHere(now: State): boolean {
    return now.place?.kind === 'text' && now.place.id === this.#binding.id;
  }

  #follow(now: State, before: State): void {
    if (now.document?.session !== this.#session) return;
    const isOwn = now.document.draft.report.texts[this.#binding.id] === before.document?.draft.report.texts[this.#binding.id];
    if (!this.#view.composing) {
      if (!isOwn) this.#takeText();
      this.#takeFigures();
      if (now.document !== before.document || now.row !== before.row || now.unchecked !== before.unchecked) this.#showFindings();
    }
    if (now.jump !== before.jump && this.#isHere(now)) this.#goToPlace(now);
    else if (now.lit !== before.lit && before.lit?.id === this.#binding.id) this.#view.dispatch({ effects: setLit.of(null) });
  }

  /** Replaces only what differs, so that caret and scrolling stay where they are. */
  #takeText(): void {
    const [old, text] = [this.#view.state.doc.toString(), this.#stored()];
    if (old === text) return;
    const { start, length, insert } = differenceOf(old, text);
    const at = placeByWords(old, text, this.#view.state.selection.main.head);
    this.#view.dispatch({
      changes: { from: start, to: start + length, insert },
      ...(at !== null && { selection: { anchor: at } }),
      annotations: Transaction.remote.of(true),
    });
  }

  /** A letter in a text changes no number. */
  #takeFigures(): void {
    const { report } = theDocument().draft;
    const { cells, fee, printedTotals } = report;
    if (this.#numbers.cells === cells && this.#numbers.fee === fee && this.#numbers.printedTotals === printedTotals) return;
    this.#numbers = report;
    this.#view.dispatch({ effects: setFigures.of(figuresOf(report)) });
  }

  #showFindings(): void {
    if (this.#view.composing) return;
    const shown = this.#marks();
    const old = this.#staleMarks();
    const effects = [
      ...(isSame(shown, this.#view.state.field(marks)) ? [] : [setMarks.of(shown)]),
      ...(isSame(old, this.#view.state.field(stale).marks) ? [] : [setStale.of(old)]),
    ];
    if (effects.length > 0) this.#view.dispatch({ effects });
  }

  #untouched() {
    return untouched(state()).filter(({ text }) => text === this.#binding.id);
  }
  #staleMarks(): StaleMark[] {
    const end = this.#view.state.doc.length;
    const offset = this.#offsets();
    const placed = ({ from, to }: { from: number; to: number }) => ({ from: offset(from), to: offset(to) });
    return this.#untouched()
      .map((paragraph) => ({ ...placed(paragraph), carried: paragraph.carried.map(placed) }))
      .filter(({ to }) => to <= end);
  }

  #marks(): Mark[] {
    const { report } = theDocument().draft;
    const { id } = this.#binding;
    const end = this.#view.state.doc.length;
    const { shown, closed } = viewOf(state());
    const offset = this.#offsets();
    return [...shown, ...closed].flatMap((item): Mark[] => {
      const place = placeOf(item, report);
      if (place?.kind !== 'text' || place.id !== id || place.from === undefined) return [];
      const [from, to] = [offset(place.from), offset(place.to ?? place.from)];
      if (from >= to || to > end) return [];
      return [
        item.finding.reason === undefined ? { from, to, tone: item.tone, number: item.number } : { from, to, tone: 'closed', number: 0 },
      ];
    });
  }
  /** What turns a place in the stored text into the editor's: marks are many, and the text is looked through once for all of them. */
  #offsets(): (at: number) => number {
    const text = theDocument().draft.report.texts[this.#binding.id];
    return text.includes('\r') ? (at) => narrow(text.slice(0, at)).length : (at) => at;
  }

  /** The caret goes behind the range, which is lit: what is typed next writes over nothing. The search keeps the focus. */
  #goToPlace({ place, lit }: State): void {
    if (place?.kind !== 'text' || this.#view.composing) return;
    const end = this.#view.state.doc.length;
    const { head } = this.#view.state.selection.main;
    const offset = this.#offsets();
    const from = Math.min(place.from === undefined ? head : offset(place.from), end);
    const to = Math.min(place.to === undefined ? from : offset(place.to), end);
    const range = EditorSelection.range(from, to);
    const effects = [EditorView.scrollIntoView(range, { y: 'center' }), setLit.of(place.select ? null : { from, to })];
    if (lit) {
      this.#view.dispatch({ effects });
      return;
    }
    this.#view.dispatch({ selection: place.select ? range : EditorSelection.cursor(to), effects });
    this.#view.focus();
    // A dialog that closes gives the focus back to where it was, after this.
    requestAnimationFrame(() => this.#isHere(state()) && !state().lit && this.#view.dom.isConnected && this.#view.focus());
  }
}
