import { expect, test } from 'vitest';
import type { Finding, RuleId } from '../shared/finding.ts';
import { REQUEST_COLUMNS } from '../shared/form.ts';
import { validate } from '../shared/validate.ts';
import { publishedReports, reportOf } from './published.ts';

const IDENTITIES: readonly RuleId[] = ['R13', 'R14', 'R15', 'R16'];

/** `R14 自然人`, `R15 partiallyGranted`: rule and place of each identity that a finding reports or includes. */
function identitiesOf(findings: readonly Finding[]): string[] {
  const all = findings.flatMap((finding) => [{ rule: finding.rule, cells: finding.cells }, ...finding.includes]);
  return all.filter(({ rule }) => IDENTITIES.includes(rule)).map(({ rule, cells }) => `${rule} ${placeOf(rule, cells)}`);
}
function placeOf(rule: RuleId, [first = '']: readonly string[]): string {
  const parts = first.split('.');
  return rule === 'R15' ? parts.slice(1, -1).join('.') : (REQUEST_COLUMNS.find((c) => c.id === parts.at(-1))?.label ?? first);
}
/** expected.json shortens two column names and adds the numbers: `R13 社会公益: 2+0≠0+0`. */
const expectedPlace = (violation: string): string =>
  violation.replace(/:.*$/, '').replace(/(?:社会公益|法律服务)$/, (name) => `${name}${name === '社会公益' ? '组织' : '机构'}`);

const reports = publishedReports();
test.skipIf(reports.length === 0)('the numbers of published reports violate exactly the identities that are listed', () => {
  for (const [file, published] of reports) {
    const found = validate(reportOf(published));
    expect(identitiesOf(found).sort(), file).toEqual(published.violations.map(expectedPlace).sort());
  }
});

test.skipIf(reports.length === 0)('and one cause is reported once', () => {
  const causes = (file: string): string[] => {
    const published = reports.find(([name]) => name.startsWith(file))?.[1];
    const found = published ? validate(reportOf(published)) : [];
    return found
      .filter(({ section, severity }) => section === 'requests' && severity === 'error')
      .map(({ rule, cells }) => `${rule} ${cells[0]}`);
  };
  // Two totals typed into each other's column; one request counted in a column that has none; outcomes without requests.
  expect(causes('120')).toEqual(['R14 requests.totalDisposed.natural', 'R14 requests.totalDisposed.publicInterest']);
  expect(causes('122')).toEqual(['R23 requests.newReceived.business']);
  expect(causes('135')).toEqual(['R23 requests.newReceived.natural', 'R23 requests.newReceived.otherOrg']);
});
