import { describe, expect, test } from 'vitest';
import { percentOf, sinceLastYear, uncounted } from '../renderer/across-years.ts';
import { changedWords, counterparts } from '../renderer/counterparts.ts';
import { answerTo, withAnswer } from '../renderer/past-problems.ts';
import { type Amount, amount } from '../shared/amount.ts';
import { FORM, requestCell } from '../shared/form.ts';
import { lastProblems } from '../shared/problems.ts';
import { example, withCells } from './drafts.ts';

describe('a number beside last year’s', () => {
  test.each([
    [37, 51, '上年 37，增 14（+37.8%）'],
    [40, 35, '上年 40，减 5（−12.5%）'],
    [3, 0, '上年 3，减 3（−100.0%）'],
    [0, 3, '上年 0，增 3'],
    [5, 5, '上年 5，没有增减'],
    // 1 of 2 000 is half of a tenth.
    [2000, 2001, '上年 2000，增 1（+0.1%）'],
    [999_999_999_999, 1, '上年 999999999999，减 999999999998（−100.0%）'],
  ])('%i, then %i', (before, now, said) => expect(sinceLastYear(amount(before), amount(now))).toBe(said));

  test('is shown alone while this year’s is not filled in', () => expect(sinceLastYear(amount(7), undefined)).toBe('上年 7'));

  test('in 万元 is compared to the last decimal', () => {
    const before: Amount = 3_186_425_000n;
    expect(sinceLastYear(before, 3_186_425_100n)).toBe('上年 3186.425，增 0.0001');
    expect(sinceLastYear(before, 4_000_000_000n)).toBe('上年 3186.425，增 813.575（+25.5%）');
    expect(percentOf(before, before)).toBe('');
  });
});

describe('a paragraph of last year', () => {
  test('is found again by what it says, whatever its numbers and place', () => {
    const before = ['全年公开信息412条，其中土地管理类176条。', '举办业务培训3期，参加116人次。', '设自助查询机2台。'];
    const now = ['全年举办业务培训4期，参加130人次。', '制发规范性文件3件。', '全年公开信息486条，其中土地管理类180条。'];
    expect(counterparts(before, now)).toEqual([2, 0, -1]);
  });

  test('is taken once, the most alike first', () => {
    const line = '门户网站设9个栏目，由专人每周巡查。';
    expect(counterparts([line, line], ['门户网站设9个栏目，由专人每周巡查两次。', line])).toEqual([1, 0]);
  });

  const said = (before: string, now: string): string =>
    changedWords(before, now)
      .map(({ text, kind }) => (kind === 'same' ? text : kind === 'out' ? `[-${text}]` : `[+${text}]`))
      .join('');
  test('shows the words that changed, a number as a whole', () => {
    expect(said('2024年，公开信息62条，占95.6%。', '2025年，公开信息612条，占95.8%。')).toBe(
      '[-2024][+2025]年，公开信息[-62][+612]条，占[-95.6%][+95.8%]。',
    );
  });
  test('put together gives both years', () => {
    const [before, now] = ['分管副局长每季度听取一次汇报。', '局长每月听取两次工作汇报，并通报。'];
    const words = changedWords(before, now);
    const of = (without: string): string => words.flatMap(({ text, kind }) => (kind === without ? [] : [text])).join('');
    expect([of('in'), of('out')]).toEqual([before, now]);
  });
  test('of a megabyte is compared before the test gives up', () => {
    const [before, now] = ['甲乙丙'.repeat(300_000), '丁戊'.repeat(500_000)];
    expect(changedWords(before, now).map(({ kind }) => kind)).toEqual(['out', 'in']);
    expect(counterparts([before], [now])).toEqual([-1]);
  });
});

describe('a problem of last year', () => {
  const problems = lastProblems(example('示例县自然资源局').report);
  const [first, second, third] = problems as [(typeof problems)[0], (typeof problems)[0], (typeof problems)[0]];
  test('is not written about in an empty text, or in another’s', () => {
    const other = '一是政策解读形式单一；二是网站检索不便。';
    for (const problem of problems) expect([answerTo(problem, ''), answerTo(problem, other)]).toEqual(['missing', 'missing']);
  });

  test('is begun by the sentence that is inserted, and written when its end is', () => {
    const { text, from, to } = withAnswer(first, '存在的主要问题：一是人手少。');
    expect(text).toBe('针对上年“规划类信息专业性强，文字说明和图件对普通群众不够友好”的问题，今年……。\n存在的主要问题：一是人手少。');
    expect(text.slice(from, to)).toBe('……');
    expect(answerTo(first, text)).toBe('begun');
    expect(withAnswer(first, text)).toEqual({ text, from, to });
    expect(answerTo(first, text.replace('……', '制发了通俗说明范本'))).toBe('written');
    expect(answerTo(second, text)).toBe('missing');
  });

  test('comes behind what is said of the others', () => {
    const { text } = withAnswer(first, '');
    const both = withAnswer(third, `${text}\n存在的主要问题：一是人手少。`);
    expect(both.text.split('\n').map((line) => line.slice(0, 6))).toEqual(['针对上年“规', '针对上年“基', '存在的主要问']);
    expect(both.text.slice(both.from, both.to)).toBe('……');
  });

  test('told again is not answered', () => {
    const again = `存在的主要问题：一是${third.problem}；二是人手少。`;
    expect(answerTo(third, `${again}改进措施：一是组织轮训；二是招录人员。`)).toBe('missing');
    expect(answerTo(third, `${again}改进措施：一是把基层所查阅点的利用率纳入考核；二是招录人员。`)).toBe('written');
  });

  test('copied with the rest of its section is not answered', () => {
    const last = example('示例县自然资源局').report.texts.problems;
    const copied = last.replaceAll('2025', '2026');
    for (const problem of problems) expect(answerTo(problem, copied, last)).toBe('missing');
    expect(answerTo(third, `${copied}\n基层所的查阅点全年接待群众61人次，利用率比上年提高。`, last)).toBe('written');
  });

  test('is recognised in other words', () => {
    expect(answerTo(third, '基层所的查阅点全年接待群众61人次，利用率比上年提高。')).toBe('written');
  });
});

test('why a total of last year is not known', () => {
  const { report } = example('示例县自然资源局');
  const totals = FORM.tables.requests.fields.filter(({ id }) => id.endsWith('.total'));
  const [first, second] = [requestCell('denied.enforcementFile', 'business'), requestCell('granted', 'natural')];
  expect(uncounted(report, totals)).toBeNull();
  expect(uncounted(withCells(report, { [first]: '/' }), totals)).toBe(
    '上年年报“（三）不予公开 7.属于行政执法案卷 · 商业企业”写的是“/”，不是数，有关的总计算不出来，显示“—”。',
  );
  expect(uncounted(withCells(report, { [first]: '' }), totals)).toContain('商业企业”是空的，');
  expect(uncounted(withCells(report, { [first]: '/', [second]: '' }), totals)).toContain('等 2 格没有数，');
});
