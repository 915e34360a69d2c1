import { describe, expect, test } from 'vitest';
import { placeByWords } from '../renderer/difference.ts';
import { type Proposal, placeAfter, proposalsFor } from '../renderer/proposals.ts';
import type { Finding } from '../shared/finding.ts';
import type { Report } from '../shared/report.ts';
import { validate } from '../shared/validate.ts';
import { example, request, withCells, withoutFigures, withText } from './drafts.ts';

const { report, lastYear } = example('示例县自然资源局');
const CARRIED_IN = request('carriedIn', 'natural');

const findingOf = (of: Report, rule: string): Finding => {
  const finding = validate(of, { lastYear }).find((candidate) => candidate.rule === rule);
  if (!finding) throw new Error(`no finding of ${rule}`);
  return finding;
};
const proposed = (of: Report, rule: string): Proposal[] => proposalsFor(findingOf(of, rule), of, lastYear);
const applied = (of: Report, { apply }: Proposal): Report => ({ ...of, ...apply?.(of) });
const rulesOf = (of: Report): string[] => validate(of, { lastYear }).map(({ rule }) => rule);

describe('a proposal mends what it speaks of', () => {
  const cases: [string, string, Report, string, RegExp][] = [
    [
      'a column that last year’s number balances',
      'R13',
      withCells(report, { [CARRIED_IN]: '4' }),
      '改为 3',
      /上年年报“结转下年度”是 3 件，改后两边都是 41。/,
    ],
    [
      'what last year carried over',
      'R25',
      withCells(report, { [CARRIED_IN]: '4', [request('newReceived', 'natural')]: '37' }),
      '两格一起改',
      /^上年年报“结转下年度”是 3 件。上年结转改为 3，本年新收改为 38，两边仍相等。$/,
    ],
    [
      'several columns at once',
      'R25',
      withCells(report, {
        [CARRIED_IN]: '4',
        [request('carriedIn', 'business')]: '0',
        [request('newReceived', 'natural')]: '37',
        [request('newReceived', 'business')]: '6',
      }),
      '4 格一起改',
      /逐列相同.*计入“本年新收”/,
    ],
    [
      'what last year carried over, in a column that was wrong before',
      'R25',
      withCells(report, { [CARRIED_IN]: '4', [request('granted', 'natural')]: '35', [request('newReceived', 'natural')]: '39' }),
      '改为 3',
      /；改后一＋二 42，三（七）＋四 \d+，这一列还要核对。$/,
    ],
    [
      'an amount with 万 behind it',
      'R8',
      withText(withCells(report, { 'proactive.adminFees.amountWan': '318.6425万' }), 'proactive', ''),
      '改为 318.6425',
      /以万元为单位/,
    ],
    ['what is in force', 'R26', withCells(report, { 'proactive.normativeDocs.inForce': '18' }), '改为 15', /上年 14＋制发 3－废止 2。/],
    ['a mark for nothing', 'R6', withCells(report, { [CARRIED_IN]: '无' }), '改为 0', /没有的填 0/],
    ['a mark for nothing in the fee', 'R6', { ...report, fee: { ...report.fee, notices: '/' } }, '改为 0', /没有的填 0/],
    [
      'amounts in each other’s place',
      'R59',
      { ...report, fee: { notices: '3', noticedAmount: '240', collectedAmount: '420' } },
      '两数对调',
      /改后通知 420 元，实收 240 元/,
    ],
    [
      'a printed total',
      'R15',
      { ...report, printedTotals: { [request('granted', 'total')]: '99' } },
      '去掉印的数',
      /年报上印的 99 不再保留/,
    ],
    [
      'a printed total that is no number',
      'R7',
      { ...report, printedTotals: { [request('granted', 'total')]: '若干' } },
      '去掉印的数',
      /若干/,
    ],
    [
      'a heading that the form prints',
      'R1',
      withText(report, 'overview', `一、总体情况\n${report.texts.overview}`),
      '删去这一行',
      /统一印出/,
    ],
  ];
  test.each(cases)('%s', (_name, rule, broken, label, why) => {
    const [proposal, ...more] = proposed(broken, rule);
    expect(more).toEqual([]);
    expect(proposal?.label).toBe(label);
    expect(proposal?.why).toMatch(why);
    const mended = applied(broken, proposal as Proposal);
    expect(rulesOf(mended)).not.toContain(rule);
  });

  test('an amount in the text keeps its 万', () => {
    const broken = withText(report, 'proactive', report.texts.proactive.replace('318.6425', '352.4'));
    const finding = validate(broken, { lastYear }).find(({ message }) => message.includes('352.4'));
    expect(finding?.message).toContain('正文写行政事业性收费 352.4 万元，表二行政事业性收费 318.6425 万元');
    const [proposal, live] = proposalsFor(finding as Finding, broken, lastYear);
    expect([proposal?.label, live?.label]).toEqual(['改为 318.6425', '换成随表更新的数字']);
    expect(applied(broken, proposal as Proposal)).toEqual(report);
    expect(applied(broken, live as Proposal).texts.proactive).toMatch(/收取行政事业性收费[^\d万]+万元。$/);
  });

  test('what the finding says is not said again', () => {
    const broken = withCells(report, { 'proactive.adminFees.amountWan': '3186425' });
    expect(findingOf(broken, 'R27').message).toContain('可能把元填进了万元');
    expect(proposed(broken, 'R27')[0]?.why).toBe('3186425 元合 318.6425 万元。');
  });

  test('and leaves everything else as it was', () => {
    const broken = withText(report, 'overview', `一、总体情况\n${report.texts.overview}`);
    expect(applied(broken, proposed(broken, 'R1')[0] as Proposal)).toEqual(report);
    const column = withCells(report, { [CARRIED_IN]: '4' });
    expect(applied(column, proposed(column, 'R13')[0] as Proposal)).toEqual(report);
  });
});

describe('nothing is proposed that is not certain', () => {
  test.each<[string, string, Report]>([
    [
      'an imbalance that last year’s number does not mend',
      'R13',
      withCells(report, { [CARRIED_IN]: '4', [request('granted', 'natural')]: '30' }),
    ],
    ['an imbalance with last year’s number in place', 'R13', withCells(withoutFigures(report), { [request('granted', 'natural')]: '30' })],
    ['a mark that something is still to come', 'R6', withCells(report, { [CARRIED_IN]: '待定' })],
    [
      'a heading with text behind it on the same line',
      'R1',
      withText(report, 'overview', '一、总体情况。2025年，我局公开信息486条，这就是总体情况'),
    ],
    ['money without notices', 'R59', { ...report, fee: { notices: '0', noticedAmount: '240', collectedAmount: '240' } }],
  ])('%s', (_name, rule, broken) => expect(proposed(broken, rule)).toEqual([]));

  test('from the report of another year', () => {
    const broken = withCells(withoutFigures(report), { [CARRIED_IN]: '4' });
    const older = { ...(lastYear as Report), year: 2020 };
    expect(proposalsFor(findingOf(broken, 'R13'), broken, older)).toEqual([]);
    expect(proposalsFor(findingOf(broken, 'R13'), broken, null)).toEqual([]);
  });
});

describe('a figure of a text', () => {
  const received = request('newReceived', 'natural');
  const oneMore = (id: string): Record<string, string> => ({ [id]: String(Number(report.cells[id]) + 1) });
  // While the column is uneven by as much as the text differs, the text may be right.
  const wrong = withCells(report, { ...oneMore(received), ...oneMore(request('granted', 'natural')) });
  const [plain] = proposed(wrong, 'R39');

  test('is not to be changed while the table is uneven by as much', () => {
    expect(proposed(withCells(report, oneMore(received)), 'R39')).toEqual([]);
  });
  test('is replaced by that of the table, and nothing else is', () => {
    expect(plain).toMatchObject({ label: '改为 39', where: '', why: '' });
    const after = plain && applied(wrong, plain);
    expect(after?.texts).toEqual({ ...wrong.texts, overview: wrong.texts.overview.replace('自然人申请38件', '自然人申请39件') });
    expect(after && rulesOf(after)).not.toContain('R39');
  });
  test('leaves the caret behind it, or in the cell', () => {
    const place = plain && placeAfter(plain, { kind: 'text', id: 'overview', from: 3, to: 9, select: true });
    expect(place).toEqual({ kind: 'text', id: 'overview', from: wrong.texts.overview.indexOf('自然人申请38件') + '自然人申请39'.length });
    expect(plain && placeAfter(plain, { kind: 'cell', id: received })).toEqual({ kind: 'cell', id: received });
    expect(plain && placeAfter(plain, { kind: 'text', id: 'requests', from: 3 })).toEqual({ kind: 'text', id: 'requests' });
  });
  test('a text that is put in order as a whole keeps the caret with its words', () => {
    const untidy = withText(report, 'problems', report.texts.problems.replaceAll('，', ', '));
    const [tidy] = proposed(untidy, 'R86');
    expect(tidy && applied(untidy, tidy).texts.problems).toBe(report.texts.problems);
    expect(tidy?.place).toEqual({ kind: 'text', id: 'problems' });
  });
});

describe('the place among the words', () => {
  test.each([
    ['甲, 乙。。丙', '甲，乙。丙', 4, 3],
    ['甲, 乙。。丙', '甲，乙。丙', 0, 0],
    ['甲, 乙。。丙', '甲，乙。丙', 7, 5],
  ])('%j -> %j: %i is %i', (old, text, at, to) => expect(placeByWords(old, text, at)).toBe(to));
  test('is not known where the words changed', () => expect(placeByWords('甲乙', '甲丙', 1)).toBeNull());
});
