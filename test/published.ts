/** The published reports that tests compare with: `NIANBAO_REPORTS`, by default the folder beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readHtml } from '../importers/html.ts';
import type { Imported } from '../importers/imported.ts';
import { recognise } from '../importers/recognise.ts';
import { readText } from '../importers/text.ts';
import { formatAmount } from '../shared/amount.ts';
import type { Finding, RuleId } from '../shared/finding.ts';
import { FORMS, type FormId, fillable, REQUEST_COLUMNS } from '../shared/form.ts';
import { emptyReport, figuresOf, type Report } from '../shared/report.ts';

interface Published {
  readonly unit: string;
  readonly year: number;
  readonly form: FormId;
  readonly published: Readonly<Record<string, string | null>>;
  readonly violations: readonly string[];
}

export const reportsFolder = process.env['NIANBAO_REPORTS'] ?? fileURLToPath(new URL('../../shared/reports', import.meta.url));
const file = `${reportsFolder}/expected.json`;

/** Every published report by file name, or none, with a line that says so. */
export function publishedReports(): [string, Published][] {
  if (existsSync(file)) return Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Published>);
  console.warn(`skipped: no published reports at ${file} (set NIANBAO_REPORTS)`);
  return [];
}

/** The published reports that are text, also those of which only a part was kept. */
export function publishedTexts(): { file: string; text: string }[] {
  if (!existsSync(file)) return [];
  const files = readdirSync(reportsFolder).filter((name) => /^\d.*\.(?:txt|md|html)$/.test(name));
  return files.map((name) => ({ file: name, text: readFileSync(`${reportsFolder}/${name}`, 'utf8') }));
}

/** A published report as the importer reads it. */
export const readAsPublished = (file: string, text: string): Imported =>
  recognise(file.endsWith('.html') ? readHtml(text) : readText(text), { name: '', year: 2025 });

/** Every published report with its narratives and numbers, for measuring the checks of text; the unit where the file names none is known. */
export const publishedNarratives = (): { file: string; report: Report }[] => {
  const units = new Map(publishedReports().map(([name, { unit }]) => [name, unit]));
  return publishedTexts().map(({ file: name, text }) => {
    const { report } = readAsPublished(name, text);
    return { file: name, report: { ...report, unit: { ...report.unit, name: units.get(name) ?? (report.unit.name || '某局') } } };
  });
};

/** The report as an importer would hand it over: cells as printed, and only those printed totals that contradict them. */
export function reportOf({ unit, year, form, published }: Published): Report {
  const fields = FORMS[form];
  const cells = Object.fromEntries(fillable(fields).map((field) => [field.id, published[field.id] ?? '']));
  const report: Report = { ...emptyReport(unit, year), form, cells };
  const figures = figuresOf(report);
  const contradicting = [...fields.fields.values()].flatMap((field): [string, string][] => {
    const printed = published[field.id];
    const computed = field.parts && figures.computed(field.id);
    return printed && computed !== undefined && formatAmount(computed) !== printed ? [[field.id, printed]] : [];
  });
  return { ...report, printedTotals: Object.fromEntries(contradicting) };
}

const IDENTITIES: readonly RuleId[] = ['R13', 'R14', 'R15', 'R16'];

/** `R14 自然人`, `R15 partiallyGranted`: rule and place of each identity that a finding reports or includes. */
export function identitiesOf(findings: readonly Finding[]): string[] {
  const all = findings.flatMap((finding) => [{ rule: finding.rule, cells: finding.cells }, ...finding.includes]);
  return all.filter(({ rule }) => IDENTITIES.includes(rule)).map(({ rule, cells }) => `${rule} ${placeOf(rule, cells)}`);
}
function placeOf(rule: RuleId, [first = '']: readonly string[]): string {
  const parts = first.split('.');
  return rule === 'R15' ? parts.slice(1, -1).join('.') : (REQUEST_COLUMNS.find((c) => c.id === parts.at(-1))?.label ?? first);
}
/** expected.json shortens two column names and adds the numbers: `R13 社会公益: 2+0≠0+0`. */
export const expectedPlace = (violation: string): string =>
  violation.replace(/:.*$/, '').replace(/(?:社会公益|法律服务)$/, (name) => `${name}${name === '社会公益' ? '组织' : '机构'}`);
