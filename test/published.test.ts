import { expect, test } from 'vitest';
import { validate } from '../shared/validate.ts';
import { request } from './drafts.ts';
import { expectedPlace, identitiesOf, publishedReports, reportOf } from './published.ts';

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
  // Two totals typed into each other's column; one request counted in a column that has none; three printed totals that forget rows.
  expect(causes('120')).toEqual(['R14 requests.totalDisposed.natural', 'R14 requests.totalDisposed.publicInterest']);
  expect(causes('122')).toEqual(['R23 requests.newReceived.business']);
  expect(causes('135')).toEqual(['natural', 'otherOrg', 'total'].map((column) => `R14 ${request('totalDisposed', column)}`));
});
