import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReports, isEqual, type Piece, summarise } from '../renderer/compare.ts';
import { emptyReport, type Report } from '../shared/report.ts';

const base = emptyReport('示例县档案馆', 2025);
const withCells = (cells: Record<string, string>): Report => ({ ...base, cells: { ...base.cells, ...cells } });
const withOverview = (overview: string): Report => ({ ...base, texts: { ...base.texts, overview } });
const marked = (pieces: readonly Piece[] | null | undefined): string =>
  (pieces ?? []).map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');
const shown = (left: string, right: string): string[][] =>
  compareReports(withOverview(left), withOverview(right)).texts.flatMap(({ paragraphs }) =>
    paragraphs.map((pair) => [marked(pair.left), marked(pair.right)]),
  );

describe('two states of a report', () => {
  it('are equal where nothing a person wrote differs', () => {
    expect(isEqual(compareReports(base, { ...base, cells: { ...base.cells } }))).toBe(true);
    expect(isEqual(compareReports(withOverview('一句。\n\n二句。'), withOverview('一句。\n二句。 ')))).toBe(true);
    const { 'requests.granted.natural': _, ...absent } = base.cells;
    expect(isEqual(compareReports(base, { ...base, cells: absent }))).toBe(true);
  });

  it('tell cells and fee figures by their place', () => {
    const left = withCells({ 'requests.granted.natural': '1' });
    const right = { ...withCells({ 'requests.granted.natural': '2', 'proactive.rules.issued': '0' }), fee: { ...base.fee, notices: '3' } };
    expect(compareReports(left, right).numbers).toEqual([
      { id: 'proactive.rules.issued', place: '表二 · 规章 · 本年制发件数', left: '', right: '0' },
      { id: 'requests.granted.natural', place: '表三 · 自然人 · （一）予以公开', left: '1', right: '2' },
      { id: 'fee.notices', place: '信息处理费 · 发出收费通知的件数', left: '', right: '3' },
    ]);
  });

  it('tell what of the unit differs', () => {
    const right: Report = { ...base, unit: { ...base.unit, name: '示例县教育局', kind: 'town' }, year: 2026 };
    expect(compareReports(base, right).unit.map(({ place, left, right: other }) => [place, left, other])).toEqual([
      ['单位全称', '示例县档案馆', '示例县教育局'],
      ['类别', '事业单位', '乡镇人民政府、街道办事处'],
      ['年度', '2025', '2026'],
    ]);
  });
});

describe('texts', () => {
  it('mark the characters that differ, a number as a whole', () => {
    expect(shown('全年收到申请52件，均已答复。', '全年共收到申请51件，均已答复。')).toEqual([
      ['全年收到申请[52]件，均已答复。', '全年[共]收到申请[51]件，均已答复。'],
    ]);
  });

  it('show only paragraphs that differ, with an added one against nothing', () => {
    expect(shown('甲。\n乙。\n丙。', '甲。\n丙。\n丁。')).toEqual([
      ['[乙。]', ''],
      ['', '[丁。]'],
    ]);
  });

  it('put together are the paragraphs themselves', () => {
    const line = fc.string({ unit: fc.constantFrom('一', '二', '1', '23', 'a', '。', '😀'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(line, line, (left, right) => {
        for (const { paragraphs } of compareReports(withOverview(left), withOverview(right)).texts) {
          expect(paragraphs.map((pair) => (pair.left ?? []).map(({ text }) => text).join(''))).toEqual([left]);
          expect(paragraphs.map((pair) => (pair.right ?? []).map(({ text }) => text).join(''))).toEqual([right]);
        }
      }),
    );
  });

  it.each([
    ['one endless paragraph', (mark: string) => mark.repeat(1_000_000)],
    ['ten thousand paragraphs', (mark: string) => Array.from({ length: 10_000 }, (_, i) => `${mark}第${i}段${'文'.repeat(90)}`).join('\n')],
  ])('of a megabyte are compared before the test gives up: %s', (_, text) => {
    expect(compareReports(withOverview(text('甲')), withOverview(text('乙'))).texts).toHaveLength(1);
  });
});

describe('the sentence on what differs', () => {
  const sentence = (left: Report, right: Report): string =>
    summarise(compareReports(left, right))
      .map(({ what, where }) => `${what}（${where}）`)
      .join('，');

  it('counts cells and characters and says where', () => {
    const left = { ...withCells({ 'requests.newReceived.natural': '3' }), texts: { ...base.texts, overview: '一二三' } };
    const right = {
      ...withCells({ 'requests.newReceived.natural': '4', 'requests.granted.natural': '1', 'requests.granted.business': '1' }),
      texts: { ...base.texts, overview: '一二三四 五\n' },
    };
    expect(sentence(left, right)).toBe('多填 2 格（都在表三），改了 1 格（表三），多写 2 字（一、总体情况）');
    expect(sentence(right, left)).toBe('少填 2 格（都在表三），改了 1 格（表三），少写 2 字（一、总体情况）');
  });

  it('names a text that was only reworded, and the unit', () => {
    const right = { ...withOverview('乙'), unit: { ...base.unit, selfName: '我馆' } };
    expect(sentence(withOverview('甲'), right)).toBe('改了文字（一、总体情况），改了单位信息（自称）');
  });

  it('tells reasons that only one side has: they are a person’s words, too', () => {
    const reasons = [{ rule: 'R25', key: 'requests requests.carriedIn.natural', facts: ['3', '2'], text: '机构改革划入' }];
    const differences = compareReports(base, { ...base, reasons });
    expect(isEqual(differences)).toBe(false);
    expect(differences.reasons).toMatchObject([
      { place: '理由 · 表三 · 自然人 · 二、上年结转政府信息公开申请数量', left: '', right: '机构改革划入' },
    ]);
    expect(sentence(base, { ...base, reasons })).toBe('改了 1 条理由（表三）');
  });
});
