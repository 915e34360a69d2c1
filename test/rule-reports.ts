/** The reports that the cases of the rules begin with: examples without findings. */
import type { RuleId } from '../shared/finding.ts';
import { APPLICANTS } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import type { Options } from '../shared/validate.ts';
import { example, lastYearOf, request, withText } from './drafts.ts';

export const centre = (): Report => example('示例县档案馆').report;
export const bureau = (): Report => example('示例县自然资源局').report;
export const city = (): Report => example('示例市').report;

export const inUnit = (unit: Partial<Report['unit']>): Report => ({ ...bureau(), unit: { ...bureau().unit, ...unit } });

/** Every other rule: a report that breaks it, and what is said. Each starts from an example that has no finding. */
export type Case = readonly [rule: RuleId, what: string, report: () => Report, message: string, options?: Options];

export const lastBureau = (): Options => {
  const { lastYear } = example('示例县自然资源局');
  return lastYear ? { lastYear } : {};
};

/** A year before in which nothing but one text was like this year's. */
export function before(id: keyof Report['texts'], text: string): Report {
  const texts = Object.fromEntries(Object.keys(centre().texts).map((key) => [key, ''])) as Report['texts'];
  return withText({ ...lastYearOf(centre()), texts }, id, text);
}
export function oneRow(): Record<string, string> {
  const cells = Object.entries(centre().cells).filter(([id]) => !id.startsWith('requests.other.'));
  return { ...Object.fromEntries(cells), ...Object.fromEntries(APPLICANTS.map(({ id }) => [request('other', id), '0'])) };
}
export function oldCells(): Record<string, string> {
  return Object.fromEntries(Object.keys(centre().cells).map((id) => [id, '0']));
}
