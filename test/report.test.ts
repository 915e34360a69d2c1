import { describe, expect, test } from 'vitest';
import { amount } from '../shared/amount.ts';
import { FORM } from '../shared/form.ts';
import { figuresOf, printedText, titleOf } from '../shared/report.ts';
import { example, request, withCells } from './drafts.ts';

const { report } = example('示例市');
const field = (id: string) => {
  const found = FORM.fields.get(id);
  if (!found) throw new Error(id);
  return found;
};

describe('figures', () => {
  test('compute totals of rows, of columns and of table 四', () => {
    const figures = figuresOf(report);
    expect(figures.value(request('newReceived', 'total'))).toBe(amount(3491));
    expect(figures.value(request('totalDisposed', 'natural'))).toBe(amount(2848));
    expect(figures.value(request('totalDisposed', 'total'))).toBe(amount(3478));
    expect(figures.value('disputes.directSuit.total')).toBe(amount(41));
  });

  test('a total with a blank or unreadable part has no value', () => {
    for (const text of ['', '无']) {
      const figures = figuresOf(withCells(report, { [request('granted', 'natural')]: text }));
      expect(figures.value(request('granted', 'total'))).toBeUndefined();
      expect(figures.value(request('totalDisposed', 'total'))).toBeUndefined();
      expect(figures.value(request('newReceived', 'total'))).toBe(amount(3491));
    }
  });

  test('a printed total stands in for the computed one, and only for a total', () => {
    const figures = figuresOf({
      ...report,
      printedTotals: { [request('newReceived', 'total')]: '9', [request('newReceived', 'natural')]: '9' },
    });
    expect(figures.value(request('newReceived', 'total'))).toBe(amount(9));
    expect(figures.computed(request('newReceived', 'total'))).toBe(amount(3491));
    expect(figures.value(request('newReceived', 'natural'))).toBe(amount(2856));
  });
});

describe('what is printed', () => {
  test('is the digits as typed, without separators', () => {
    const typed = withCells(report, {
      'proactive.penalty.decisions': '３，８７２，９４６件',
      'proactive.adminFees.amountWan': '48361.7250',
    });
    const figures = figuresOf(typed);
    expect(printedText(figures, typed, field('proactive.penalty.decisions'))).toBe('3872946');
    expect(printedText(figures, typed, field('proactive.adminFees.amountWan'))).toBe('48361.7250');
  });
  test('is nothing while a cell is blank, and what was typed while it is no number', () => {
    const typed = withCells(report, { [request('granted', 'natural')]: '', [request('granted', 'business')]: '1.5' });
    const figures = figuresOf(typed);
    expect(printedText(figures, typed, field(request('granted', 'natural')))).toBe('');
    expect(printedText(figures, typed, field(request('granted', 'business')))).toBe('1.5');
    expect(printedText(figures, typed, field(request('granted', 'total')))).toBe('');
  });
});

test('the title is the full name and the year', () => {
  expect(titleOf(report)).toBe('示例市人民政府2025年政府信息公开工作年度报告');
});
