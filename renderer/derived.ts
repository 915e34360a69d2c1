/** What follows from the draft, computed once for each state of it: findings as the window shows them, numbers, totals. */

import type { Summary } from '../shared/api.ts';
import type { Draft } from '../shared/draft.ts';
import { serialiseDraft } from '../shared/draft.ts';
import type { Finding, Severity } from '../shared/finding.ts';
import { type CellId, FORM, fillable, SECTIONS, type SectionId } from '../shared/form.ts';
import { type Figures, figuresOf, type Report } from '../shared/report.ts';
import { countsOf, validate } from '../shared/validate.ts';
import type { OpenDocument, Place, State } from './store.ts';

/** Computes once for each object; drafts and reports are never changed in place. */
function once<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
export const figures: (report: Report) => Figures = once(figuresOf);
export const findings: (draft: Draft) => readonly Finding[] = once(({ report, lastYear }: Draft) => validate(report, { lastYear }));
export const draftText: (draft: Draft) => string = once(serialiseDraft);
export const isDirty = (document: OpenDocument): boolean => draftText(document.draft) !== document.savedText;

/** The cells a person fills in that are still blank. */
export const blanks: (report: Report) => ReadonlySet<CellId> = once(
  (report: Report) =>
    new Set(
      fillable(FORM)
        .filter(({ id }) => figures(report).reading(id).kind === 'blank')
        .map(({ id }) => id),
    ),
);
export const FILLABLE_COUNT = fillable(FORM).length;

export type Tone = 'error' | 'doubt' | 'hint';
const TONES = { error: 'error', warning: 'doubt', info: 'hint' } as const;
export const TONE_NAMES: Readonly<Record<Tone, string>> = { error: '错误', doubt: '待核实', hint: '提示' };
export const severityName = (severity: Severity): string => TONE_NAMES[TONES[severity]];

/** A finding as it is shown: with its number, which is the same in the cell, in the text, under the form and in the pane. */
export interface Shown {
  readonly number: number;
  readonly tone: Tone;
  readonly finding: Finding;
  /** 表三 · 自然人. */
  readonly place: string;
  readonly fact: string;
  /** The cell to look at first; the others are related to it. */
  readonly first: CellId | null;
  /** The section it belongs to on screen. */
  readonly section: SectionId;
}
export interface View {
  readonly shown: readonly Shown[];
  readonly byCell: ReadonlyMap<CellId, readonly Shown[]>;
  readonly counts: Readonly<Record<Tone, number>>;
  readonly blank: ReadonlySet<CellId>;
}

/** Blank cells have a count of their own (未填) and are no findings on screen (DESIGN section 4). */
export const isBlankCells = ({ rule, quote }: Finding): boolean => rule === 'R6' && quote === null;
export const keyOf = ({ rule, section, cells, quote }: Finding): string => [rule, section, cells.join(), quote].join('|');
const sectionOfFinding = ({ section }: Finding): SectionId => (section === 'title' || section === 'preamble' ? 'overview' : section);

/** True while a section was never left and holds nothing: then what is missing in it is no mistake yet. */
function isWaiting(finding: Finding, document: OpenDocument): boolean {
  const section = sectionOfFinding(finding);
  if (document.asked.has(section)) return false;
  const { texts, fee } = document.draft.report;
  if (section === 'other') return finding.rule === 'R58' && Object.values(fee).some((typed) => typed === '');
  if (section === 'overview') return finding.section === 'preamble' ? texts.preamble.trim() === '' : texts.overview.trim() === '';
  return section === 'problems' && texts.problems.trim() === '';
}

const ORDER: readonly Tone[] = ['error', 'doubt', 'hint'];
const NOTHING: View = { shown: [], byCell: new Map(), counts: { error: 0, doubt: 0, hint: 0 }, blank: new Set() };
let last: { readonly document: OpenDocument | null; readonly row: State['row']; readonly view: View } = {
  document: null,
  row: null,
  view: NOTHING,
};

/** The findings on screen, for the state of the store. */
export function viewOf({ document, row }: Pick<State, 'document' | 'row'>): View {
  if (!document) return NOTHING;
  const { draft, asked } = document;
  if (last.document?.draft !== draft || last.document.asked !== asked || last.row !== row)
    last = { document, row, view: computeView(document, row) };
  return last.view;
}

function computeView(document: OpenDocument, row: State['row']): View {
  const all = findings(document.draft).filter((finding) => !isBlankCells(finding) && !isWaiting(finding, document));
  const told = row ? all.filter((finding) => !isSumOfRow(finding, row)) : all;
  const sorted = ORDER.flatMap((tone) => told.filter((finding) => TONES[finding.severity] === tone));
  const crowded = new Map<CellId, number>();
  for (const { cells } of sorted) for (const id of cells) crowded.set(id, (crowded.get(id) ?? 0) + 1);
  const shown = sorted.map((finding, index) => shownOf(finding, index + 1, crowded));
  const byCell = new Map<CellId, Shown[]>();
  for (const item of shown) for (const id of item.finding.cells) byCell.set(id, [...(byCell.get(id) ?? []), item]);
  const { error, warning, info } = countsOf(sorted);
  return { shown, byCell, counts: { error, doubt: warning, hint: info }, blank: blanks(document.draft.report) };
}

/** A sum that the row being typed takes part in and that was not told before: it may only be unfinished. */
function isSumOfRow(finding: Finding, { cells, known }: NonNullable<State['row']>): boolean {
  const isSum = finding.left !== null && finding.cells.length > 1;
  return isSum && finding.cells.some((id) => cells.has(id)) && !known.has(keyOf(finding));
}

function shownOf(finding: Finding, number: number, crowded: ReadonlyMap<CellId, number>): Shown {
  const [place, fact] = placeAndFact(finding.message);
  const typed = finding.cells.filter((id) => !FORM.fields.get(id)?.parts);
  const first = typed.find((id) => (crowded.get(id) ?? 0) > 1) ?? typed[0] ?? finding.cells[0] ?? null;
  return { number, tone: TONES[finding.severity], finding, place, fact, first, section: sectionOfFinding(finding) };
}
/** The first colon that stands in no brackets: a place may name its unit, （单位：万元）. */
export function placeAndFact(message: string): readonly [place: string, fact: string] {
  const [whole, place = '', fact = ''] = /^((?:[^（）：]|（[^（）]*）)*)：(.*)$/s.exec(message) ?? [];
  return whole === undefined ? ['', message] : [place, fact];
}

/** Where a finding leads to: its first cell, or the sentence it quotes, or the text of its section. Null for the title. */
export function placeOf({ finding, first, section }: Shown, report: Report): Place | null {
  if (first) return { kind: 'cell', id: first };
  if (finding.section === 'title') return null;
  const id = finding.section === 'preamble' ? 'preamble' : section;
  const from = finding.quote ? report.texts[id].indexOf(finding.quote) : -1;
  return from < 0 || !finding.quote ? { kind: 'text', id } : { kind: 'text', id, from, to: from + finding.quote.length };
}

/** The findings a place takes part in: of a cell, or of the text whose quote holds the caret. */
export function findingsAt(view: View, place: Place | null, report: Report): readonly Shown[] {
  if (!place) return [];
  if (place.kind === 'cell') return view.byCell.get(place.id) ?? [];
  return view.shown.filter((item) => {
    const at = placeOf(item, report);
    if (at?.kind !== 'text' || at.id !== place.id) return false;
    return at.from === undefined || place.from === undefined || (at.from <= place.from && place.from <= (at.to ?? at.from));
  });
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
  const led = view.shown.find((item) => keyOf(item.finding) === walked?.key);
  // The title has no place of its own: it is spoken of until the person goes elsewhere.
  const stays = led && !placeOf(led, document.draft.report) && walked?.place?.id === place?.id;
  if (led && (stays || here.includes(led))) return led;
  const gravest = here.filter(({ tone }) => tone === here[0]?.tone);
  return gravest.find(({ first }) => first === place?.id) ?? gravest[0] ?? null;
}

export function summaryOf(document: OpenDocument): Summary {
  const all = findings(document.draft);
  const { error, warning } = countsOf(all.filter((finding) => !isBlankCells(finding)));
  return { errors: error, warnings: warning, blanks: blanks(document.draft.report).size, exported: document.exported };
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
