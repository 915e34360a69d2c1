import { describe, expect, test } from 'vitest';
import { TEXT_IDS } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { nextYear } from '../shared/rollover.ts';
import { validate } from '../shared/validate.ts';
import { renderFragment, renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { example } from './drafts.ts';

const { report } = example('示例县档案馆');
const LENGTH = 200_000;

/** The same few characters without end in every text: what a pattern that tries everything twice would never finish. */
function filledWith(piece: string): Report {
  const text = piece.repeat(LENGTH / piece.length);
  const texts = Object.fromEntries(TEXT_IDS.map((id) => [id, text])) as Report['texts'];
  const cells = Object.fromEntries(Object.keys(report.cells).map((id) => [id, text.slice(0, 2_000)]));
  return {
    ...report,
    unit: { ...report.unit, name: text, selfName: text },
    texts,
    cells,
    fee: { notices: text, noticedAmount: text, collectedAmount: text },
  };
}

describe('no text makes the program hang', () => {
  test.each([
    '由',
    '一',
    '县',
    '1',
    ' ',
    '（',
    '一是',
    '。',
    '收费通知',
    '统计期限',
    '《2024》2024年',
    '未收取信息处理费1件；',
    'a1',
    '2025年1月1日',
    '总体情况',
    '、',
    '1,',
    '一、',
    '（一）',
    '万',
    '"',
    '<',
    '{',
    '\n',
    '\t ',
  ])(
    'made of %j',
    (piece) => {
      const large = filledWith(piece);
      expect(validate(large, { lastYear: { ...large, year: 2024 }, local: { overviewLength: 1000 } }).length).toBeGreaterThan(0);
      expect(nextYear({ ...large, year: 2024 }, 2025).draft.report.year).toBe(2025);
      const model = renderModel(large, 1);
      expect(renderPage(model, { published: '2026-01-20' }).length + renderFragment(model).length).toBeGreaterThan(0);
    },
    20_000,
  );
});
