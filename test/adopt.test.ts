import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importReport } from '../importers/import.ts';
import { ADOPT, adoptParagraph, inTermsOf } from '../renderer/adopt.ts';
import { compareReports, isEqual } from '../renderer/compare.ts';
import { requestCell } from '../shared/form.ts';
import { emptyReport, type Report, withNumbers } from '../shared/report.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderModel } from '../templates/render-model.ts';
import { example } from './drafts.ts';

const base = emptyReport('示例县档案馆', 2025);
const saying = (overview: string): Report => ({ ...base, texts: { ...base.texts, overview } });
/** What the nth paragraph that differs makes of the text on the left. */
function adoptedText(left: string, right: string, nth = 0): string | undefined {
  const pair = compareReports(saying(left), saying(right)).texts[0]?.paragraphs[nth];
  return pair && adoptParagraph(saying(left), 'overview', pair).texts.overview;
}

describe('a single difference is taken into the draft', () => {
  test('a paragraph that was changed, added or left out, and nothing else', () => {
    expect(adoptedText('甲。\n\n　乙一二三。\n丙。', '甲甲。\n乙一二四。\n丙。', 1)).toBe('甲。\n\n乙一二四。\n丙。');
    expect(adoptedText('甲。\n丙。\n', '甲。\n乙。\n丙。')).toBe('甲。\n乙。\n丙。\n');
    expect(adoptedText('甲。\n', '甲。\n乙。')).toBe('甲。\n乙。\n');
    expect(adoptedText('甲。\n乙。\n丙。', '甲。\n丙。')).toBe('甲。\n丙。');
    expect(adoptedText('', '甲。')).toBe('甲。\n');
  });

  test('all of them one after the other, in any order, are the other text', () => {
    const narrative = fc.array(fc.constantFrom('甲', '乙', '丙丁', '丙戊', '', '己。'), { maxLength: 8 }).map((all) => all.join('\n'));
    fc.assert(
      fc.property(narrative, narrative, fc.infiniteStream(fc.nat()), (left, right, order) => {
        let now = saying(left);
        const differing = () => compareReports(now, saying(right)).texts[0]?.paragraphs ?? [];
        for (let all = differing(), steps = 0; all.length > 0; all = differing(), steps++) {
          expect(steps).toBeLessThan(40);
          const pair = all[(order.next().value ?? 0) % all.length];
          if (pair) now = adoptParagraph(now, 'overview', pair);
        }
        expect(isEqual(compareReports(now, saying(right)))).toBe(true);
      }),
    );
  });

  test('a number, a part of the unit, the year, a reason', () => {
    const reason = (rule: string, text: string) => ({ rule, key: 'requests requests.carriedIn.natural', facts: ['3'], text });
    const right: Report = {
      ...withNumbers(
        base,
        new Map([
          ['fee.notices', '3'],
          [requestCell('granted', 'natural'), '2'],
        ]),
      ),
      unit: { ...base.unit, kind: 'town', selfName: '我馆' },
      year: 2026,
      reasons: [reason('R25', '划入')],
    };
    let now: Report = { ...base, reasons: [reason('R60', '核对过')] };
    const before = compareReports(now, right);
    expect([before.unit.length, before.numbers.length, before.reasons.length]).toEqual([3, 2, 2]);
    for (const kind of ['unit', 'numbers', 'reasons'] as const) {
      for (const pair of before[kind]) {
        const left = compareReports(now, right)[kind].length;
        now = ADOPT[kind](now, right, pair);
        expect(compareReports(now, right)[kind]).toHaveLength(left - 1);
      }
    }
    expect(isEqual(compareReports(now, right))).toBe(true);
  });
});

describe('the Word file that comes back from sign-off', () => {
  const total = '{{requests.newReceived.total}}';
  const { report } = example('示例县自然资源局');
  const granted = requestCell('granted', 'natural');
  const draft: Report = {
    ...withNumbers(report, new Map([[granted, ` ${report.cells[granted]}`]])),
    reasons: [{ rule: 'R25', key: 'requests', facts: [], text: '划入' }],
    texts: { ...report.texts, overview: `${report.texts.overview}\n全年新收申请${total}件，均按期答复。\n推进公开工作。` },
  };
  const back = async (change: (report: Report) => Report): Promise<Report> => {
    const bytes = await renderDocx(renderModel(change(draft), 0), new Date(0));
    return inTermsOf(draft, (await importReport(bytes, '送审稿.docx', 2025)).report);
  };
  const reworded = (from: string, to: string) => (of: Report) => ({
    ...of,
    texts: { ...of.texts, overview: of.texts.overview.replace(from, to) },
  });

  test('as it went out, it says nothing else: live numbers, reasons and the way of typing are the draft’s', async () => {
    expect(compareReports(draft, await back((same) => same))).toEqual({ unit: [], numbers: [], texts: [], reasons: [] });
  });

  test('a sentence that was reworded keeps its live number', async () => {
    const right = await back(reworded('均按期答复', '全部按期答复'));
    const [pair, ...more] = compareReports(draft, right).texts[0]?.paragraphs ?? [];
    expect(more).toEqual([]);
    const taken = pair && adoptParagraph(draft, 'overview', pair);
    expect(taken?.texts.overview).toBe(draft.texts.overview.replace('均按期答复', '全部按期答复'));
  });

  test('a number that was corrected in the sentence is what the paper says; one corrected in the table, too, stays live', async () => {
    const inText = await back(reworded(total, '977'));
    expect(inText.texts.overview).toContain('全年新收申请977件');
    const id = requestCell('newReceived', 'natural');
    const number = String(Number(draft.cells[id]) + 1);
    const inBoth = await back((of) => withNumbers(of, new Map([[id, number]])));
    expect(compareReports(draft, inBoth)).toMatchObject({ numbers: [{ id, right: number }], texts: [] });
  });
});
