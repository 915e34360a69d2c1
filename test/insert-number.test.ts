import { expect, test } from 'vitest';
import { choicesFor } from '../renderer/insert-number.ts';
import { emptyReport } from '../shared/report.ts';
import { example, request } from './drafts.ts';

const { report } = example('示例县自然资源局');
const ids = (words: string, recent: string | null = null, of = report): string[] =>
  choicesFor(of, words, recent).map(({ field }) => field.id);

test('all numbers of the tables and the fee are offered, those that say something first', () => {
  const all = choicesFor(report, '', null);
  expect(all).toHaveLength(203);
  const zero = all.findIndex(({ digits }) => digits === '0');
  expect(all.slice(zero).every(({ digits }) => digits === '0')).toBe(true);
  expect(ids('', request('denied.processInfo', 'business'))[0]).toBe(request('denied.processInfo', 'business'));
});

test('words of the place in any order, full width too; totals before their parts', () => {
  expect(ids('新收')).toEqual(
    ['total', 'natural', 'business', 'research', 'publicInterest', 'legalService', 'otherOrg'].map((column) =>
      request('newReceived', column),
    ),
  );
  expect(ids('新收　自然人')).toEqual([request('newReceived', 'natural')]);
  expect(ids('复议后 总计')).toEqual(['disputes.suitAfterReconsideration.total']);
  expect(ids('收费通知 件数')).toEqual(['fee.notices']);
  expect(ids('没有这样的词')).toEqual([]);
});

test('a value is found as a whole; blank cells can be chosen', () => {
  expect(ids('742')).toEqual(['proactive.licensing.decisions']);
  expect(ids('74')).toEqual([]);
  const [blank] = choicesFor(emptyReport('示例县档案馆', 2025), '新收 总计', null);
  expect(blank).toMatchObject({ field: { id: request('newReceived', 'total') } });
  expect(blank?.digits).toBeUndefined();
});
