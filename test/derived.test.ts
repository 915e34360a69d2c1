import { expect, test } from 'vitest';
import { placeAndFact, viewOf } from '../renderer/derived.ts';
import { openDocument, state, update } from '../renderer/store.ts';
import { example } from './drafts.ts';

test('a place ends at the first colon outside brackets', () => {
  expect(placeAndFact('表三 · 自然人：两边不相等：12、13。')).toEqual(['表三 · 自然人', '两边不相等：12、13。']);
  expect(placeAndFact('表二 · 行政事业性收费 · 本年收费金额（单位：万元）：填了“12万”，请改。')).toEqual([
    '表二 · 行政事业性收费 · 本年收费金额（单位：万元）',
    '填了“12万”，请改。',
  ]);
  expect(placeAndFact('没有冒号。')).toEqual(['', '没有冒号。']);
});

test('a document that is not checked yet shows its blanks, and nothing as found or as in order', () => {
  const draft = example('示例镇');
  openDocument(draft, null, '');
  update({ unchecked: true });
  const before = viewOf(state());
  expect([before.unchecked, before.shown.length, before.blank.size]).toEqual([true, 0, 1]);
  expect(viewOf(state())).toBe(before);
  update({ unchecked: false });
  expect(viewOf(state())).toMatchObject({ blank: before.blank, counts: { error: 1 } });
});

test('a printed total that its cells contradict is the cell that its finding leads to', () => {
  const { report } = example('示例县自然资源局');
  const id = 'requests.totalDisposed.natural';
  openDocument({ report: { ...report, printedTotals: { [id]: '1' } }, lastYear: null }, null, '');
  const [shown] = viewOf(state()).shown;
  expect(shown).toMatchObject({ first: id, tone: 'error', finding: { rule: 'R14' } });
});
