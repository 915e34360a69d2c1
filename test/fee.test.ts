import { describe, expect, test } from 'vitest';
import { amount } from '../shared/amount.ts';
import { feeSentence, statedFee, textStatesFee } from '../shared/fee.ts';
import { type Fee, figuresOf, type Report } from '../shared/report.ts';
import { example, withText } from './drafts.ts';

const bureau = example('示例县自然资源局').report;
const withFee = (fee: Partial<Fee>): Report => ({ ...bureau, fee: { ...bureau.fee, ...fee } });
const sentence = (report: Report) => feeSentence(report, figuresOf(report));

describe('the fee sentence', () => {
  test('is made of the three figures', () => {
    expect(sentence(bureau)).toBe(
      '根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），2025年度我局发出收费通知3件，总金额240元，实际收取240元。',
    );
    expect(sentence({ ...bureau, unit: { ...bureau.unit, selfName: '' } })).toContain('2025年度本机关发出');
  });
  test('loses nothing that was typed: half of it, or what is no number', () => {
    expect(sentence(withFee({ collectedAmount: '' }))).toMatch(/发出收费通知3件，总金额240元。$/);
    expect(sentence(withFee({ notices: '两' }))).toContain('发出收费通知两件，总金额240元');
    expect(sentence(withFee({ notices: '', noticedAmount: '', collectedAmount: '' }))).toBeUndefined();
  });
});

describe('a text that states the fee', () => {
  test.each([
    ['发出收费通知的件数为3件，总金额为240元，实际收取的总金额为240元。', [3, 240, 240]],
    ['共发出12件收费通知，总金额1,200元，实际收取1,200元。', [12, 1200, 1200]],
    ['发出收费通知2件，总金额0.12万元，实际收取０.１２万元。', [2, 1200, 1200]],
    ['全年收取政府信息公开信息处理费 3940 元。', [undefined, undefined, 3940]],
    ['发出收费通知书3份，通知金额300元，实际收取的总金额为240元。', [3, 300, 240]],
    ['发出收费通知3件，涉及金额300元，实收240元。', [3, 300, 240]],
    ['发出收费通知3件，应收300元，实际收取的总金额240元。', [3, undefined, 240]],
    ['2025年，无收取信息处理费情况。', [undefined, undefined, undefined]],
  ])('%s', (text, figures) => {
    const stated = statedFee(withText(bureau, 'other', text));
    expect([stated['fee.notices'], stated['fee.noticedAmount'], stated['fee.collectedAmount']]).toEqual(
      figures.map((figure) => (figure === undefined ? undefined : amount(figure))),
    );
  });
  test('makes the sentence needless only where it says the very same', () => {
    const states = (text: string): boolean => {
      const report = withText(bureau, 'other', text);
      return textStatesFee(report, figuresOf(report));
    };
    expect(states('发出收费通知3件，总金额240元，实际收取240元。')).toBe(true);
    expect(states('发出收费通知5件，总金额240元，实际收取240元。')).toBe(false);
    expect(states('2025年，无收取信息处理费情况。')).toBe(false);
  });
});
