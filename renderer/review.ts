/** A published report that was read, while it is looked at: nothing of the draft has been touched yet. */
import type { Imported, Unplaced } from '../importers/imported.ts';
import { isPageNumber } from '../importers/lines.ts';
import { withContradictions } from '../importers/printed-totals.ts';
import { unitOf } from '../importers/title.ts';
import { readNumber } from '../shared/amount.ts';
import type { Draft } from '../shared/draft.ts';
import type { Finding } from '../shared/finding.ts';
import { type CellId, type Field, FORM, FORM_SINCE, isTable, ofEachText, type Table, type TextId } from '../shared/form.ts';
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
  /** Cells in which the paper has a mark for nothing, and which are read as 0. */
  readonly zeros: ReadonlySet<CellId>;
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
  zeros: new Set(),
  wants,
  left,
});

export const reviewProblem = ({ unit, year }: Review): string | null => nameProblem(unit) ?? publishedYearProblem(year);

/** The report as it will be used. */
export function reviewedReport(review: Review): Report {
  const { imported, unit, year, placed } = review;
  const { unplaced } = imported;
  const report = withZeros(review);
  const added = (id: TextId): string[] => unplaced.flatMap(({ text }, index) => (placed.get(index) === id ? [text] : []));
  const texts = ofEachText((id) => [report.texts[id], ...added(id)].filter((text) => text.trim() !== '').join('\n'));
  const name = unit.trim();
  const named = name === report.unit.name ? report.unit : unitOf(name, Object.values(texts).join('\n'));
  return { ...report, unit: named, year: yearOf(year) ?? report.year, texts };
}

/** A total that could not be computed before may contradict what is printed now. */
function withZeros({ imported: { report, printed }, zeros }: Review): Report {
  if (zeros.size === 0) return report;
  const cells = { ...report.cells, ...Object.fromEntries([...zeros].map((id) => [id, '0'])) };
  const { printedTotals: _, ...plain } = report;
  return withContradictions({ ...plain, cells }, printed);
}
/** What was read, as it will be used. */
export const reviewedImport = (review: Review): Imported => ({ ...review.imported, report: reviewedReport(review) });

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
  (finding.left !== null || (finding.severity === 'error' && (finding.quote !== null || isTable(finding.section))));

/** The fields of a table of which no number was read. */
export const unreadIn = (table: Table, { report, printed }: Imported): readonly Field[] =>
  table.fields.filter(({ id, parts }) => ((parts ? printed[id] : report.cells[id]) ?? '') === '');
export const numberRead = (id: CellId, { report, printed }: Imported): string => printed[id] ?? report.cells[id] ?? '';

/** What was read, but is no number: “/”, 1.5件. */
export const strangeIn = (fields: Iterable<Field>, imported: Imported): readonly Field[] =>
  [...fields].filter(({ id, unit }) => readNumber(numberRead(id, imported), unit).kind === 'invalid');

/** What stands around a report, by name, in the order of the source. */
export function namesOfPage(list: readonly Unplaced[]): string {
  return [...new Set(list.map(({ text }) => nameOfPage(text)))].join('、');
}
function nameOfPage(text: string): string {
  const line = text.trim();
  if (isPageNumber(line)) return '页码';
  if (/^附(?:件|表|图)/.test(line)) return '附件';
  if (/^(?:抄送|抄报|主送)/.test(line)) return '抄送';
  if (/^[（(]?\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?[）)]?$/.test(line)) return '日期';
  return /^[^\s，。；：|]{3,40}$/.test(line) && isUnit(line) ? '落款' : '网站、页眉页脚';
}
/** Named as an office is. */
const isUnit = (line: string): boolean => /(?:局|委|委员会|办公室|政府|厅|部|馆|中心|院|队|所|办事处|公司|学校|管委会)$/.test(line);

/** Unplaced text with its index, by whether it may belong to the report. */
export interface Listed extends Unplaced {
  readonly index: number;
}
export const unplacedOf = ({ unplaced }: Imported, kind: Unplaced['kind']): readonly Listed[] =>
  unplaced.map((entry, index) => ({ ...entry, index })).filter((entry) => entry.kind === kind);
