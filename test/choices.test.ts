import { expect, test } from 'vitest';
import { choicesFor } from '../renderer/choices.ts';
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

test('the words of clerks, which the form does not have', () => {
  const columns = ['business', 'research', 'publicInterest', 'legalService', 'otherOrg'];
  expect(ids('办结')[0]).toBe(request('totalDisposed', 'total'));
  expect(ids('办结 自然人')).toEqual([request('totalDisposed', 'natural')]);
  expect(ids('办理结果')[0]).toBe(request('totalDisposed', 'total'));
  expect(ids('收到')[0]).toBe(request('newReceived', 'total'));
  expect(ids('收到').every((id) => id.startsWith('requests.newReceived.'))).toBe(true);
  for (const words of ['新收 法人', '法人 新收']) expect(ids(words)).toEqual(columns.map((column) => request('newReceived', column)));
  expect(ids('罚款')).toEqual(['proactive.penalty.decisions']);
  expect(ids('许可')).toEqual(['proactive.licensing.decisions']);
  expect(ids('收费')).toContain('proactive.adminFees.amountWan');
  // What the form itself says comes first.
  expect(ids('复议')[0]).toBe('disputes.reconsideration.total');
});

test('a value is found as a whole; blank cells can be chosen', () => {
  expect(ids('742')).toEqual(['proactive.licensing.decisions']);
  expect(ids('74')).toEqual([]);
  const [blank] = choicesFor(emptyReport('示例县档案馆', 2025), '新收 总计', null);
  expect(blank).toMatchObject({ field: { id: request('newReceived', 'total') } });
  expect(blank?.digits).toBeUndefined();
});
