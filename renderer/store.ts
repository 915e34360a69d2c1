/**
 * The one store: the document and where in it the person is. Actions are verbs; undo is the previous value; everything that follows
 * from the draft (findings, totals, whether it is saved) is derived in `derived.ts` and never kept here.
 */
import { create } from 'zustand';
import { tidyNumber, type Unit } from '../shared/amount.ts';
import type { FileRef, Recovered, Theme } from '../shared/api.ts';
import type { Draft } from '../shared/draft.ts';
import type { Finding } from '../shared/finding.ts';
import { type CellId, FEE_FIELDS, type Field, FORM, fieldOf, SECTIONS, type SectionId, TABLE_IDS, type TextId } from '../shared/form.ts';
import { type Report, typedText, withNumbers, withoutAgreeing } from '../shared/report.ts';
import type { Question } from './ask.ts';
import type { PastePlan } from './paste.ts';
import type { Review, RolloverSource } from './review.ts';

/**
 * Where the person is: a number of the tables or of the fee, or a text with the caret in it. A range is lit, and the caret stands
 * behind it; only with `select` is it selected, to be written over.
 */
export type Place =
  | { readonly kind: 'cell'; readonly id: CellId }
  | { readonly kind: 'text'; readonly id: TextId; readonly from?: number; readonly to?: number; readonly select?: true };

/** A state that undo comes back to, and where it was changed. */
export interface Step {
  readonly draft: Draft;
  readonly place: Place | null;
}

/** The document in the window. A new one has no file until it is saved. */
export interface OpenDocument {
  /** Names its recovery copy. */
  readonly session: string;
  readonly file: FileRef | null;
  readonly draft: Draft;
  /** The text of the draft as it stands in the file, or as it began: what differs from it would be lost. */
  readonly savedText: string;
  /** When it was last given to a browser as a download, which may never have been stored. */
  readonly handedAt: number | null;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** Sections whose blanks count as findings, because they were left once or a check was asked for. */
  readonly asked: ReadonlySet<SectionId>;
  /** What was exported last: a change after that is in no exported file. */
  readonly exported: Draft | null;
}

/** What the status bar says of the work being safe. */
type Safety =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'kept'; readonly at: number }
  | { readonly kind: 'failed'; readonly message: string }
  /** It was the recovery copy that failed. */
  | { readonly kind: 'unkept'; readonly message: string };

export type Dialog =
  /** Over what was open: that stays as it is, with all that is typed in it. */
  | { readonly kind: 'question'; readonly question: Question; readonly answer: (id: string | null) => void; readonly over: Dialog | null }
  | { readonly kind: 'unit'; readonly isNew: boolean }
  | { readonly kind: 'paste'; readonly plan: PastePlan }
  /** What was read of a published report. */
  | { readonly kind: 'review'; readonly review: Review }
  /** What next year's draft would begin with. */
  | { readonly kind: 'rollover'; readonly source: RolloverSource; readonly back: Dialog | null }
  | { readonly kind: 'recovery'; readonly copies: readonly Recovered[] }
  /** Two states of a draft side by side; without a left one it is the open draft, into which single differences can be taken. */
  | { readonly kind: 'compare'; readonly left: Version | null; readonly right: Version; readonly back: Dialog | null }
  | { readonly kind: 'meaning'; readonly field: Field }
  /** Why a finding is true all the same. */
  | { readonly kind: 'reason'; readonly finding: Finding }
  /** The manual, from a heading with this anchor or from its beginning. */
  | { readonly kind: 'manual'; readonly at: string | null }
  | { readonly kind: 'export' | 'insertNumber' | 'history' | 'notes' | 'keys' | 'licences' | 'about' };
export interface Version {
  readonly name: string;
  readonly at: number | null;
  readonly report: Report;
}

export type Pane = 'findings' | 'preview' | 'lastYear';

interface Notice {
  readonly text: string;
  readonly tone: 'ok' | 'doubt';
  readonly draft: Draft;
  readonly section: SectionId;
  /** The cell it is about: in another one there are other things to say. */
  readonly at?: CellId;
}
export interface State {
  readonly document: OpenDocument | null;
  /** At the start the form is painted before it is checked: a person sees it 30 ms earlier. */
  readonly unchecked: boolean;
  readonly section: SectionId;
  /** The place that has the focus, or had it last; the bar under the form and the status bar speak of it. */
  readonly place: Place | null;
  /** Where the person was last in each section: coming back leads there. */
  readonly places: Readonly<Partial<Record<SectionId, Place>>>;
  /** The number that had the focus last: the first to be offered for a text. */
  readonly lastCell: CellId | null;
  /** Counts up when the window shall move the focus to `place`; then, and only then, do grid and editors follow it. */
  readonly jump: number;
  /** Counts up when the search is called, 0 while there is none. */
  readonly search: number;
  /** The hit that the search shows: it is lit and brought into view, the focus stays with the search. */
  readonly lit: Place | null;
  /** The number being typed: from the first key until it is left it is one step for undo. */
  readonly editing: CellId | null;
  /** An input method shows words that are in no text yet. */
  readonly composing: boolean;
  /** Cells of the row being filled in: sums they break are told after the row is left, unless they were told before. */
  readonly row: { readonly cells: ReadonlySet<CellId>; readonly known: ReadonlySet<string> } | null;
  /** The finding or blank cell the person was led to last, and its number then: F8 goes on from there, also after it was mended. */
  readonly walked: { readonly key: string; readonly number: number; readonly place: Place | null } | null;
  readonly pane: Pane;
  readonly paneOpen: boolean;
  /** The preview in full size, over the form. */
  readonly largePreview: boolean;
  readonly showLastYear: boolean;
  readonly safety: Safety;
  readonly dialog: Dialog | null;
  /** What a command has just done, or a warning about it; it is said in this section until the next key, move or change. */
  readonly notice: Notice | null;
  /** What undo or redo has just changed, as long. */
  readonly stepped: string | null;
  /** Another window has the same draft. */
  readonly isElsewhere: boolean;
  readonly theme: Theme;
}

export const useStore = create<State>(() => ({
  document: null,
  unchecked: false,
  section: 'overview',
  place: null,
  places: {},
  lastCell: null,
  jump: 0,
  search: 0,
  lit: null,
  editing: null,
  composing: false,
  row: null,
  walked: null,
  pane: 'findings',
  paneOpen: true,
  largePreview: false,
  showLastYear: true,
  safety: { kind: 'none' },
  dialog: null,
  notice: null,
  stepped: null,
  isElsewhere: false,
  theme: 'system',
}));

export const state = (): State => useStore.getState();
export const closeDialog = (): void => useStore.setState({ dialog: null });
export const update = (change: Partial<State>): void => useStore.setState(change);

/** The open document; the parts of the window that show one are only there while there is one. */
export function theDocument(): OpenDocument {
  const { document } = state();
  if (!document) throw new Error('no document is open');
  return document;
}
export const useReport = (): Report => useStore((s) => (s.document as OpenDocument).draft.report);
export const useLastYear = (): Report | null => useStore((s) => (s.document as OpenDocument).draft.lastYear);

export function updateDocument(change: Partial<OpenDocument>): void {
  const { document } = state();
  if (document) update({ document: { ...document, ...change } });
}

// Opening and leaving

/** Shows a document. `savedText` is what its file holds, which differs from the draft where a recovery copy was taken up. */
export function openDocument(draft: Draft, file: FileRef | null, savedText: string, session: string = crypto.randomUUID()): void {
  const asked = new Set(file ? SECTIONS.map(({ id }) => id) : []);
  const document = { session, file, draft, savedText, handedAt: null, past: [], future: [], asked, exported: null };
  update({ ...NOWHERE, document, section: 'overview' });
}
export const closeDocument = (): void => update({ ...NOWHERE, document: null });
const NOWHERE = {
  place: null,
  places: {},
  lastCell: null,
  search: 0,
  lit: null,
  editing: null,
  row: null,
  walked: null,
  largePreview: false,
  dialog: null,
  safety: { kind: 'none' },
} satisfies Partial<State>;

export function markSaved(kind: 'saved' | 'handed', file: FileRef, text: string, at: number): void {
  updateDocument({ file, savedText: text, handedAt: kind === 'handed' ? at : null });
  update({ safety: { kind: 'saved', at } });
}
export const markExported = (exported: Draft): void => updateDocument({ exported });

// Changing

const MAX_STEPS = 500;
/** Typing goes on into the same step: the same text within a second, the same number until it is left. */
let lastKey = '';
let lastAt = 0;

function change(draft: Draft, place: Place | null, key: string | null): void {
  const { past, draft: before } = theDocument();
  if (draft === before) return;
  const goesOn = key !== null && key === lastKey && (key.startsWith('cell') || Date.now() - lastAt < 1000);
  lastKey = key ?? '';
  lastAt = Date.now();
  const steps = goesOn ? past : [...past, { draft: before, place: place ?? state().place }].slice(-MAX_STEPS);
  updateDocument({ draft, past: steps, future: [] });
}

function withReport(change: Partial<Report>): Draft {
  const { draft } = theDocument();
  return { ...draft, report: { ...draft.report, ...change } };
}

const unitOf = (id: CellId): Unit => fieldOf(id)?.unit ?? '件';
export const numberTyped = (id: CellId, report: Report = theDocument().draft.report): string => {
  const field = fieldOf(id);
  return field ? typedText(report, field) : '';
};

/** A key in a cell: what is typed counts at once, and everything since the cell was entered is one step. */
export function typeNumber(id: CellId, text: string): void {
  if (text === numberTyped(id)) return;
  const draft = withReport(withNumbers(theDocument().draft.report, new Map([[id, text]])));
  change(draft, { kind: 'cell', id }, `cell ${id}`);
  update({ editing: id });
}
/** Leaving a cell cleans what it holds, where it is surely a number; nothing else is touched. */
export function leaveNumber(id: CellId): void {
  if (state().editing !== id) return;
  const tidy = tidyNumber(numberTyped(id), unitOf(id));
  typeNumber(id, tidy);
  const { report } = theDocument().draft;
  const settled = withoutAgreeing(report);
  if (settled !== report) change(withReport(settled), { kind: 'cell', id }, `cell ${id}`);
  endEdit();
}
/** Esc: the number as it was when the cell was entered. */
export function restoreNumber(id: CellId): void {
  if (state().editing !== id) return;
  const before = theDocument().past.at(-1);
  if (before && lastKey === `cell ${id}`) updateDocument({ draft: before.draft, past: theDocument().past.slice(0, -1) });
  endEdit();
}
/** What is typed next is a step of its own. */
export function endStep(): void {
  lastKey = '';
}

function endEdit(): void {
  endStep();
  if (state().editing) update({ editing: null });
}

/** Several numbers in one step: 其余填 0, a paste. */
export function fillNumbers(numbers: ReadonlyMap<CellId, string>): void {
  if (numbers.size === 0) return;
  endEdit();
  change(withReport(withoutAgreeing(withNumbers(theDocument().draft.report, numbers))), state().place, null);
}
export const writeText = (id: TextId, text: string): void => {
  const { report } = theDocument().draft;
  if (report.texts[id] !== text) change(withReport({ texts: { ...report.texts, [id]: text } }), { kind: 'text', id }, `text ${id}`);
};
/** A text replaced by a command, as a step of its own. */
export function replaceText(id: TextId, text: string): void {
  endStep();
  writeText(id, text);
  endStep();
}
/** Unit, year, the numbers of a proposal, or the whole report at once. */
export function changeReport(part: Partial<Report>): void {
  endEdit();
  change(withReport(part), state().place, null);
}
export function attachLastYear(lastYear: Report | null): void {
  endStep();
  change({ ...theDocument().draft, lastYear }, state().place, null);
}

/** Another state takes the place of this one, undoable like any other change. */
export function replaceDraft(draft: Draft): void {
  endStep();
  change(draft, state().place, null);
}

// Moving

function sectionOf(place: Place): SectionId {
  if (place.kind === 'text') return place.id === 'preamble' ? 'overview' : place.id;
  const table = TABLE_IDS.find((id) => place.id.startsWith(`${id}.`));
  return table ?? 'other';
}
/** Leads to a place: shows its section and moves the focus there. */
export function goTo(place: Place): void {
  leaveSectionFor(sectionOf(place));
  noteFocus(place);
  update({ jump: state().jump + 1 });
}
/** Leads back to a place in a document that was just opened: nobody has left a section of it. */
export function returnTo(place: Place): void {
  update({ section: sectionOf(place) });
  goTo(place);
}
/** Shows a section and puts the focus where the person was in it, otherwise where writing begins: at its first blank number, or in its text. */
export function showSection(section: SectionId): void {
  goTo(state().places[section] ?? firstPlace(section, theDocument().draft.report));
}
function firstPlace(section: SectionId, report: Report): Place {
  if (section === 'overview' || section === 'problems') return { kind: 'text', id: section };
  const fields = section === 'other' ? FEE_FIELDS : FORM.tables[section].fields.filter(({ parts }) => !parts);
  const first = fields.find((field) => typedText(report, field).trim() === '') ?? fields[0];
  return { kind: 'cell', id: first?.id ?? '' };
}
/** A table that was left with blanks has findings from then on. */
function leaveSectionFor(section: SectionId): void {
  const { section: left, document, editing } = state();
  if (left === section || !document) return;
  // React hears no blur of an input that it takes out of the page.
  if (editing) leaveNumber(editing);
  updateDocument({ asked: new Set([...document.asked, left]) });
  update({ section, row: null });
}
/** F7: everything is judged, blanks too. */
export function askForCheck(): void {
  updateDocument({ asked: new Set(SECTIONS.map(({ id }) => id)) });
  update({ row: null, pane: 'findings', paneOpen: true });
}
export const notify = (text: string, tone: Notice['tone'] = 'ok', at?: CellId): void =>
  update({ notice: { text, tone, draft: theDocument().draft, section: state().section, ...(at && { at }) } });
/** What was said of the last command gives way to what is to be said of the place. */
export function endNotice(): void {
  if (state().notice || state().stepped) update({ notice: null, stepped: null });
}
/** The focus went there by itself, by a click or a key. */
export const noteFocus = (place: Place): void =>
  update({
    place,
    lit: null,
    ...(place.id !== state().place?.id && { notice: null, stepped: null }),
    places: { ...state().places, [sectionOf(place)]: caretOf(place) },
    ...(place.kind === 'cell' && { lastCell: place.id }),
  });
/** What was lit there is not lit again. */
export const caretOf = (place: Place): Place =>
  place.kind === 'text' && place.from !== undefined ? { kind: 'text', id: place.id, from: place.to ?? place.from } : place;
/** The text before a table is hidden, and with it the place in it. */
export const leaveText = (id: TextId): void => update({ place: null, places: { ...state().places, [id]: undefined } });

// Searching

export const openSearch = (): void => update({ search: state().search + 1 });
/** Shows a hit without entering it. */
export function showHit(place: Place): void {
  leaveSectionFor(sectionOf(place));
  update({ place, lit: place, jump: state().jump + 1 });
}
/** Esc: the person goes to the hit, or back to where the search was called. */
export function closeSearch(place: Place | null = state().place): void {
  update({ search: 0, lit: null });
  if (place) goTo(place);
}
