/** A published report that was read, while it is looked at: nothing of the draft has been touched yet. */
import type { Imported, Unplaced } from '../importers/imported.ts';
import { unitOf } from '../importers/title.ts';
import type { Draft } from '../shared/draft.ts';
import type { Finding } from '../shared/finding.ts';
import { type CellId, type Field, FORM, FORM_SINCE, ofEachText, type Table, type TextId } from '../shared/form.ts';
import { formOf, type Report } from '../shared/report.ts';
import { RULES } from '../shared/rules.ts';
import { isBlankCells } from './derived.ts';
import { nameProblem, publishedYearProblem, yearOf } from './unit-form.ts';

export interface Review {
  readonly file: string;
  readonly imported: Imported;
  /** Unit and year as read, or as the person puts them right. */
  readonly unit: string;
  readonly year: string;
  /** Unplaced text that goes into a section, by its index. */
  readonly placed: ReadonlyMap<number, TextId>;
  /** What it was opened for. */
  readonly wants: 'draft' | 'lastYear';
  /** The draft whose leaving was asked about before the file was chosen. */
  readonly left: Draft | null;
}

/** Last year's report: from a draft, or from a published report with what was read of it. */
export interface RolloverSource {
  readonly file: string;
  readonly report: Report;
  readonly imported: Imported | null;
  readonly left: Draft | null;
}

export const reviewOf = (file: string, imported: Imported, wants: Review['wants'], left: Draft | null): Review => ({
  file,
  imported,
  unit: imported.report.unit.name,
  year: String(imported.report.year),
  placed: new Map(),
  wants,
  left,
});

export const reviewProblem = ({ unit, year }: Review): string | null => nameProblem(unit) ?? publishedYearProblem(year);

/** The report as it will be used. */
export function reviewedReport({ imported, unit, year, placed }: Review): Report {
  const { report, unplaced } = imported;
  const added = (id: TextId): string[] => unplaced.flatMap(({ text }, index) => (placed.get(index) === id ? [text] : []));
  const texts = ofEachText((id) => [report.texts[id], ...added(id)].filter((text) => text.trim() !== '').join('\n'));
  const name = unit.trim();
  const named = name === report.unit.name ? report.unit : unitOf(name, Object.values(texts).join('\n'));
  return { ...report, unit: named, year: yearOf(year) ?? report.year, texts };
}

/** The form of 2019 has other tables: such a report can be looked back at, and not be gone on with. */
export const isOfThisForm = (report: Report): boolean => formOf(report) === FORM;

/** The first report that can be based on it. */
export const yearAfter = ({ year }: Report): number => Math.max(year + 1, FORM_SINCE);
/** What the report can be used for; nothing is carried over a year that cannot be written here. */
export function usesOf(report: Report): string {
  if (isOfThisForm(report)) return '新建的带入文字和“结转下年度”；作为草稿打开的照样检查，可用来核对写好的年报。';
  const next = report.year + 1;
  const based =
    yearAfter(report) === next
      ? '新建的带入文字和“结转下年度”。'
      : `${next} 年度用的还是旧格式，这里只写 ${FORM_SINCE} 年度起的报告：新建的是 ${FORM_SINCE} 年度，只带入文字。`;
  return `${based}表格与现行格式不同，不能作为草稿打开。`;
}

/** Comparisons of numbers that must hold in every report. */
const IDENTITIES = new Set(RULES.filter(({ check, severity }) => check.kind === 'comparison' && severity === 'error').map(({ id }) => id));
/** Also where a sentence in plain words stands for the sums (R23). */
export const isIdentity = ({ rule, severity, includes }: Finding): boolean =>
  severity === 'error' && [rule, ...includes.map((other) => other.rule)].some((id) => IDENTITIES.has(id));

/**
 * What the paper says against itself: numbers that do not agree, numbers and sentences that cannot be. Blank cells are told as gaps;
 * what a section lacks is seen in its row.
 */
export const isContradiction = (finding: Finding): boolean =>
  finding.severity !== 'info' &&
  !isBlankCells(finding) &&
  (finding.left !== null || (finding.severity === 'error' && (finding.quote !== null || finding.section in FORM.tables)));

/** The fields of a table of which no number was read. */
export const unreadIn = (table: Table, { report, printed }: Imported): readonly Field[] =>
  table.fields.filter(({ id, parts }) => ((parts ? printed[id] : report.cells[id]) ?? '') === '');
export const numberRead = (id: CellId, { report, printed }: Imported): string => printed[id] ?? report.cells[id] ?? '';

/** Unplaced text with its index, by whether it may belong to the report. */
export interface Listed extends Unplaced {
  readonly index: number;
}
export const unplacedOf = ({ unplaced }: Imported, kind: Unplaced['kind']): readonly Listed[] =>
  unplaced.map((entry, index) => ({ ...entry, index })).filter((entry) => entry.kind === kind);
