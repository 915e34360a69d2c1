import { expect, test } from 'vitest';
import { placeAndFact } from '../renderer/derived.ts';

test('a place ends at the first colon outside brackets', () => {
  expect(placeAndFact('表三 · 自然人：两边不相等：12、13。')).toEqual(['表三 · 自然人', '两边不相等：12、13。']);
  expect(placeAndFact('表二 · 行政事业性收费 · 本年收费金额（单位：万元）：填了“12万”，请改。')).toEqual([
    '表二 · 行政事业性收费 · 本年收费金额（单位：万元）',
    '填了“12万”，请改。',
  ]);
  expect(placeAndFact('没有冒号。')).toEqual(['', '没有冒号。']);
});
