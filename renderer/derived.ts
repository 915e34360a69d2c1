/** What follows from the draft, computed once for each state of it: findings as the window shows them, numbers, totals. */
import type { Summary } from '../shared/api.ts';
import type { Draft } from '../shared/draft.ts';
import { serialiseDraft } from '../shared/draft.ts';
import { type Finding, SEVERITY_NAMES } from '../shared/finding.ts';
import { type CellId, FORM, fillable, requestColumnOf, SECTIONS, type SectionId } from '../shared/form.ts';
import { isOpen, statementOf, withReasons } from '../shared/reasons.ts';
import { once } from '../shared/remembered.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { isOfColumn } from '../shared/rules.ts';
import { countsOf, validate } from '../shared/validate.ts';
import type { OpenDocument, Place, State } from './store.ts';

export const findings: (draft: Draft) => readonly Finding[] = once(({ report, lastYear }: Draft) =>
  withReasons(validate(report, { lastYear }), report),
);
export const draftText: (draft: Draft) => string = once(serialiseDraft);
export const isDirty = (document: OpenDocument): boolean => draftText(document.draft) !== document.savedText;

/** The cells a person fills in that are still blank. */
export const blanks: (report: Report) => ReadonlySet<CellId> = once(
  (report: Report) =>
    new Set(
      fillable(FORM)
        .filter(({ id }) => figuresOf(report).reading(id).kind === 'blank')
        .map(({ id }) => id),
    ),
);
export const FILLABLE_COUNT = fillable(FORM).length;

export type Tone = 'error' | 'doubt' | 'hint';
const TONES = { error: 'error', warning: 'doubt', info: 'hint' } as const;
export const TONE_NAMES: Readonly<Record<Tone, string>> = {
  error: SEVERITY_NAMES.error,
  doubt: SEVERITY_NAMES.warning,
  hint: SEVERITY_NAMES.info,
};

/** A finding as it is shown: with its number, which is the same in the cell, in the text, under the form and in the pane. */
export interface Shown {
  /** Tells it from the others, also where a text says the same twice. */
  readonly key: string;
  readonly number: number;
  readonly tone: Tone;
  readonly finding: Finding;
  /** 表三 · 自然人. */
  readonly place: string;
  readonly fact: string;
  /** The cell to look at first; the others are related to it. None where a sentence is looked at first. */
  readonly first: CellId | null;
  /** The section it belongs to on screen. */
  readonly section: SectionId;
}
export interface View {
  readonly shown: readonly Shown[];
  readonly byCell: ReadonlyMap<CellId, readonly Shown[]>;
  /** Closed with a reason: they are counted and walked no more (已写明理由). */
  readonly closed: readonly Shown[];
  /** By the cell to look at first, which alone has the tick. */
  readonly closedByCell: ReadonlyMap<CellId, readonly Shown[]>;
  readonly counts: Readonly<Record<Tone, number>>;
  readonly blank: ReadonlySet<CellId>;
  /** Something is wrong in the row that is being typed: it is told when the row is left. */
  readonly heldBack?: boolean;
  /** Nothing is known yet but what is blank. */
  readonly unchecked?: true;
}

/** Blank cells have a count of their own (未填) and are no findings on screen. */
export const isBlankCells = ({ rule, quote }: Finding): boolean => rule === 'R6' && quote === null;
export const keyOf = ({ rule, section, cells, quote }: Finding): string => [rule, section, cells.join(), quote].join('|');
const sectionOfFinding = ({ section }: Finding): SectionId => (section === 'title' || section === 'preamble' ? 'overview' : section);

const isOf = (section: string, [cell = '']: readonly CellId[]): boolean => cell.startsWith(`${section === 'other' ? 'fee' : section}.`);
/** True while a section was never left and holds nothing: then what is missing in it is no mistake yet. */
function isWaiting(finding: Finding, document: OpenDocument): boolean {
  // A live number waits for its table, which says by itself that it is not filled in.
  if (finding.rule === 'R88' && finding.cells.length > 0)
    return !SECTIONS.some(({ id }) => document.asked.has(id) && isOf(id, finding.cells));
  const section = sectionOfFinding(finding);
  if (document.asked.has(section)) return false;
  const { texts, fee } = document.draft.report;
  if (section === 'other') return finding.rule === 'R58' && Object.values(fee).some((typed) => typed === '');
  if (section === 'overview') return finding.section === 'preamble' ? texts.preamble.trim() === '' : texts.overview.trim() === '';
  return section === 'problems' && texts.problems.trim() === '';
}

const ORDER: readonly Tone[] = ['error', 'doubt', 'hint'];
const NOTHING: View = {
  shown: [],
  byCell: new Map(),
  closed: [],
  closedByCell: new Map(),
  counts: { error: 0, doubt: 0, hint: 0 },
  blank: new Set(),
};
let last: { readonly document: OpenDocument | null; readonly row: State['row']; readonly view: View } = {
  document: null,
  row: null,
  view: NOTHING,
};

const uncheckedView = once((report: Report): View => ({ ...NOTHING, blank: blanks(report), unchecked: true }));

/** The findings on screen, for the state of the store. */
export function viewOf({ document, row, unchecked }: Pick<State, 'document' | 'row' | 'unchecked'>): View {
  if (!document) return NOTHING;
  if (unchecked) return uncheckedView(document.draft.report);
  const { draft, asked } = document;
  if (last.document?.draft !== draft || last.document.asked !== asked || last.row !== row)
    last = { document, row, view: computeView(document, row) };
  return last.view;
}

function computeView(document: OpenDocument, row: State['row']): View {
  const all = findings(document.draft).filter((finding) => !isBlankCells(finding) && !isWaiting(finding, document));
  const told = row ? all.filter((finding) => !isSumOfRow(finding, row)) : all;
  const sorted = ORDER.flatMap((tone) => told.filter((finding) => TONES[finding.severity] === tone));
  const open = sorted.filter(isOpen);
  const crowded = new Map<CellId, number>();
  for (const { cells, correction } of open) if (!correction) for (const id of cells) crowded.set(id, (crowded.get(id) ?? 0) + 1);
  const keys = new Map<string, number>();
  const [shown, closed] = [open, sorted.filter((finding) => !isOpen(finding))].map((list, after) =>
    list.map((finding, index) => shownOf(finding, after * open.length + index + 1, crowded, keys, document.draft.report)),
  ) as [Shown[], Shown[]];
  const { error, warning, info } = countsOf(open);
  return {
    shown,
    byCell: groupedBy(shown, ({ finding }) => finding.cells),
    closed,
    closedByCell: groupedBy(closed, ({ first }) => (first ? [first] : [])),
    counts: { error, doubt: warning, hint: info },
    blank: blanks(document.draft.report),
    heldBack: told.length < all.length,
  };
}
function groupedBy(items: readonly Shown[], cellsOf: (item: Shown) => readonly CellId[]): Map<CellId, readonly Shown[]> {
  const groups = new Map<CellId, readonly Shown[]>();
  for (const item of items) for (const id of cellsOf(item)) groups.set(id, [...(groups.get(id) ?? []), item]);
  return groups;
}

/** What the row being typed makes wrong and was not told before: a sum, or a sentence on one. The row may only be unfinished. */
function isSumOfRow(finding: Finding, { cells, known }: NonNullable<State['row']>): boolean {
  const isSum = finding.left !== null && finding.cells.length > 1 && finding.cells.some((id) => cells.has(id));
  return (isSum || (finding.correction !== undefined && finding.cells.length > 0)) && !known.has(keyOf(finding));
}

function shownOf(
  finding: Finding,
  number: number,
  crowded: ReadonlyMap<CellId, number>,
  keys: Map<string, number>,
  { printedTotals }: Report,
): Shown {
  const [place, fact] = placeAndFact(isOpen(finding) ? finding.message : statementOf(finding.message));
  const typed = finding.cells.filter((id) => !FORM.fields.get(id)?.parts);
  // A total that was printed on paper is the number in question, not the cells that it forgets.
  const printed = finding.cells.slice(0, 1).find((id) => printedTotals?.[id] !== undefined);
  const first = finding.correction
    ? null
    : (printed ?? typed.find((id) => (crowded.get(id) ?? 0) > 1) ?? typed[0] ?? finding.cells[0] ?? null);
  const same = keyOf(finding);
  const before = keys.get(same) ?? 0;
  keys.set(same, before + 1);
  const key = before > 0 ? `${same}|${before}` : same;
  return { key, number, tone: TONES[finding.severity], finding, place, fact, first, section: sectionOfFinding(finding) };
}
/** The first colon that stands in no brackets: a place may name its unit, （单位：万元）. */
export function placeAndFact(message: string): readonly [place: string, fact: string] {
  const [whole, place = '', fact = ''] = /^((?:[^（）：]|（[^（）]*）)*)：(.*)$/s.exec(message) ?? [];
  return whole === undefined ? ['', message] : [place, fact];
}

const quoted = new WeakMap<Finding, { readonly text: string; readonly at: number }>();
/** Where the words that a finding quotes begin in a text, or -1; looked for once, for a text may be long and its findings many. */
export function quoteAt(finding: Finding, text: string): number {
  const known = quoted.get(finding);
  if (known?.text === text) return known.at;
  const at = finding.quote ? text.indexOf(finding.quote) : -1;
  quoted.set(finding, { text, at });
  return at;
}

/** Where a finding leads to: the words it would have changed, its first cell, or the sentence it quotes, or the text of its section. Null for the title. */
export function placeOf({ finding, first, section }: Shown, report: Report): Place | null {
  const span = finding.correction?.span;
  if (span) return { kind: 'text', id: span.text, from: span.from, to: span.to };
  if (first) return { kind: 'cell', id: first };
  if (finding.section === 'title') return null;
  const id = finding.section === 'preamble' ? 'preamble' : section;
  const from = quoteAt(finding, report.texts[id]);
  return from < 0 || !finding.quote ? { kind: 'text', id } : { kind: 'text', id, from, to: from + finding.quote.length };
}

/** What one types over as a whole: digits, or the numeral of a heading. */
const FIGURE = /^[0-9０-９〇零一二三四五六七八九十百千万亿.,，．%％‰\s]{1,24}$/;
/**
 * The place as it is entered: of a sentence the figure that can be changed is selected, for the right one to be typed, and so is what
 * was left to be filled in (R85). Words are only lit, with the caret behind them: a key pressed by mistake would take them all away.
 */
export function landingOf(item: Shown, report: Report): Place | null {
  const place = placeOf(item, report);
  const { correction } = item.finding;
  if (!correction) return place;
  const { span, proposals } = correction;
  const isFigure = (from: number, to: number): boolean => FIGURE.test(report.texts[span.text].slice(from, to));
  const within = proposals.find(({ from, to }) => span.from <= from && to <= span.to && isFigure(from, to));
  const figure = within ?? (item.finding.rule === 'R85' ? span : undefined);
  return figure ? { kind: 'text', id: span.text, from: figure.from, to: figure.to, select: true } : place;
}

/** The sentences that state another number than the cell has. */
export const statedAt = (view: View, id: CellId): readonly Shown[] => (view.byCell.get(id) ?? []).filter(({ first }) => first === null);

/** The findings of a place: of a cell, but for sentences about it, or of the text whose quote holds the caret. */
export function findingsAt(view: View, place: Place | null, report: Report): readonly Shown[] {
  if (place?.kind === 'cell') return (view.byCell.get(place.id) ?? []).filter(({ first }) => first !== null);
  return view.shown.filter((item) => isAt(item, place, report));
}
/** Those of them that were closed with a reason. */
export function closedAt(view: View, place: Place | null, report: Report): readonly Shown[] {
  if (place?.kind === 'cell') return view.closedByCell.get(place.id) ?? [];
  return view.closed.filter((item) => isAt(item, place, report));
}
function isAt(item: Shown, place: Place | null, report: Report): boolean {
  const at = place && placeOf(item, report);
  if (at?.kind !== 'text' || place?.kind !== 'text' || at.id !== place.id) return false;
  return at.from === undefined || place.from === undefined || (at.from <= place.from && place.from <= (at.to ?? at.from));
}

/** Said of a text as a whole: no words of it are meant. */
export function isOfSection(item: Shown, report: Report): boolean {
  const at = placeOf(item, report);
  return at?.kind === 'text' && at.from === undefined;
}

/**
 * The finding the window speaks of: the one walked to last while its place has the focus, otherwise the gravest there, and of
 * these the one that asks to change this very cell.
 */
export function currentFinding(state: State): Shown | null {
  const { document, place, walked } = state;
  if (!document) return null;
  const view = viewOf(state);
  const here = findingsAt(view, place, document.draft.report);
  const led = view.shown.find(({ key }) => key === walked?.key);
  // The title has no place of its own: it is spoken of until the person goes elsewhere.
  const stays = led && !placeOf(led, document.draft.report) && walked?.place?.id === place?.id;
  if (led && (stays || here.includes(led))) return led;
  // What is said of the very words comes before what is said of the whole section.
  const exact = here.filter((item) => !isOfSection(item, document.draft.report));
  const near = exact.length > 0 ? exact : here;
  const gravest = near.filter(({ tone }) => tone === near[0]?.tone);
  return gravest.find(({ first }) => first === place?.id) ?? gravest[0] ?? null;
}

/** What the bar, the pane and Alt+G speak of: where nothing is wrong with the number itself, the broken sum of its column. */
export function spokenFinding(state: State): Shown | null {
  const current = currentFinding(state);
  const column = state.place?.kind === 'cell' ? requestColumnOf(state.place.id) : undefined;
  if (current || column === undefined) return current;
  const isOfIt = ({ rule, cells }: Finding): boolean => isOfColumn(rule) && cells.some((id) => requestColumnOf(id) === column);
  return viewOf(state).shown.find(({ finding }) => isOfIt(finding)) ?? null;
}

export function summaryOf(document: OpenDocument): Summary {
  const all = findings(document.draft);
  const { error, warning } = countsOf(all.filter((finding) => isOpen(finding) && !isBlankCells(finding)));
  return { errors: error, warnings: warning, blanks: blanks(document.draft.report).size, exported: document.exported === document.draft };
}
/** How many errors stand against a final copy, blanks included. */
export const errorsLeft = (draft: Draft): number => countsOf(findings(draft)).error;

/** 一 … 六 on the rail: what each section still holds. */
export function sectionStates(
  view: View,
): Readonly<Record<SectionId, { readonly tones: Readonly<Record<Tone, number>>; readonly blank: number }>> {
  return Object.fromEntries(
    SECTIONS.map(({ id }) => {
      const own = view.shown.filter((item) => item.section === id);
      const count = (tone: Tone): number => own.filter((item) => item.tone === tone).length;
      const blank = [...view.blank].filter((cell) => cell.startsWith(`${id}.`)).length;
      return [id, { tones: { error: count('error'), doubt: count('doubt'), hint: count('hint') }, blank }];
    }),
  ) as never;
}
