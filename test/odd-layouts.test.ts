/** Layouts that no table of the form has: no number is wrong, what is left blank is named, no text is lost. */
import { describe, expect, test } from 'vitest';
import { readHtml } from '../importers/html.ts';
import type { Imported } from '../importers/imported.ts';
import { recognise } from '../importers/recognise.ts';
import { readText } from '../importers/text.ts';
import { FORM, fillable } from '../shared/form.ts';
import { figuresOf, printedText, type Report } from '../shared/report.ts';
import { example } from './drafts.ts';
import { ODD, type Odd, WAYS } from './odd-layouts.ts';

/** Hardly two numbers are the same, so that none in a wrong place goes unseen. */
const ids = fillable(FORM).map(({ id }) => id);
const figures = (isBlank: (index: number) => boolean): Report => {
  const cells = ids.map((id, i) => [id, isBlank(i) ? '' : String(((i * 37) % 997) + 2)]);
  return { ...example('示例市').report, cells: Object.fromEntries(cells) };
};
const REPORTS = { full: figures(() => false), sparse: figures((i) => (i * 7) % 5 < 3), archive: example('示例县档案馆').report };

const readIn = (way: (typeof WAYS)[number], report: Report, odd: Odd): Imported => {
  const source = odd.text?.(way.write(report, odd)) ?? way.write(report, odd);
  return recognise(way.kind === 'html' ? readHtml(source) : readText(source), { name: '', year: 2020 });
};
const printedOf = (report: Report): [string, string][] => {
  const all = figuresOf(report);
  return [...FORM.fields.values()].map((field) => [field.id, printedText(all, report, field)]);
};
const isReadFrom = ({ readFrom }: Odd, way: string): boolean =>
  readFrom instanceof RegExp ? readFrom.test(way) : readFrom === 'all' || (readFrom === 'html' && way.startsWith('html'));
const flat = (text: string): string => text.replace(/\s/g, '');
const allText = ({ report, unplaced }: Imported): string =>
  flat([...Object.values(report.texts), ...unplaced.map(({ text }) => text)].join('\n'));

describe.each(WAYS.map((way) => [way.name, way] as const))('%s', (wayName, way) => {
  test.each(ODD.map((odd) => [odd.name, odd] as const))('%s', (_name, odd) => {
    for (const [name, report] of Object.entries(REPORTS)) {
      const imported = readIn(way, report, odd);
      const read: Readonly<Record<string, string>> = { ...imported.report.cells, ...imported.printed };
      const differing = printedOf(report).filter(([id, text]) => (read[id] ?? '') !== text);
      const wrong = differing.filter(([id]) => (odd.hasOther ? /\d/ : /./).test(read[id] ?? ''));
      expect(
        wrong.map(([id, text]) => `${id}: ${text}, read ${read[id]}`),
        name,
      ).toEqual([]);
      const named = new Set(imported.gaps.flatMap(({ cells }) => cells));
      const blank = differing.filter(([id]) => (read[id] ?? '') === '').map(([id]) => id);
      expect(
        blank.filter((id) => !named.has(id)),
        name,
      ).toEqual([]);
      if (isReadFrom(odd, wayName) && name !== 'sparse') expect(blank, name).toEqual([]);
      if (odd.keeps) expect(allText(imported), name).toContain(flat(odd.keeps));
    }
  });
});

describe('what is told', () => {
  const [page, , bars] = WAYS;
  const odd = (name: string): Odd => ODD.find((candidate) => candidate.name === name) ?? (ODD[0] as Odd);
  test.each(['the year before in the same file', 'the year before behind it'])('%s: the later is read, and that there are two', (name) => {
    for (const way of [page, bars]) {
      if (!way) continue;
      const { report, doubts } = readIn(way, REPORTS.full, odd(name));
      expect(report.year).toBe(2025);
      expect(report.texts).toEqual(REPORTS.full.texts);
      expect(doubts).toEqual([{ about: 'year', message: '文件里有 2024、2025 年的年度报告，读的是 2025 年的。' }]);
    }
  });
  test.each([
    'navigation before',
    'navigation behind',
    'navigation both',
    'the page in one table',
    '第一部分',
    'text behind the headings',
    '1. before the headings',
    '（一） before the headings',
    'a numeral twice',
    'the report of a part of the unit behind it',
  ])('%s: the texts stay what they are', (name) => {
    for (const way of WAYS) expect(readIn(way, REPORTS.full, odd(name)).report.texts, way.name).toEqual(REPORTS.full.texts);
  });
  test('a part of a section may be called as the section is', () => {
    const other = '（一）信息处理费情况：\n全年没有收取信息处理费。\n（二）其他需要报告的事项\n没有其他事项。';
    const overview = '（一）主动公开政府信息情况\n全年公开信息300条。\n（二）收到和处理政府信息公开申请情况\n全年没有收到申请。';
    const named = { ...REPORTS.full, texts: { ...REPORTS.full.texts, overview, other } };
    const last = { ...REPORTS.full, texts: { ...REPORTS.full.texts, other } };
    // A part with the words of an earlier section is told by the style of its number only.
    const cases = [
      ...['navigation before', '第一部分', '1. before the headings'].map((name) => [name, named] as const),
      ['no numerals', last] as const,
    ];
    for (const [name, report] of [...cases, ['（一） before the headings', last] as const])
      for (const way of WAYS) expect(readIn(way, report, odd(name)).report.texts, `${name}, ${way.name}`).toEqual(report.texts);
  });
  test('sections in another order keep their texts, and what ends the page is none of them', () => {
    for (const way of WAYS) {
      const moved = (page: string): string =>
        page.replace(/^(.*五、存在的主要问题[\s\S]*?)(^.*六、其他需要报告的事项[\s\S]*?)(?=<div>主办|(?![\s\S]))/m, '$2\n$1');
      const { report } = readIn(way, REPORTS.full, { ...odd('navigation before'), text: moved });
      expect(report.texts, way.name).toEqual(REPORTS.full.texts);
    }
  });
  test('of a file with the reports of several units the first is read, and that there are others', () => {
    const { report, doubts } = readIn(WAYS[0] as (typeof WAYS)[number], REPORTS.full, odd('the report of a part of the unit behind it'));
    expect(report.unit.name).toBe('示例市人民政府');
    expect(doubts.map(({ message }) => message)).toEqual(['文件里还有“示例种子站”的年度报告，读的是“示例市人民政府”的。']);
  });
  test('groups of table 三 in rows of their own: blank cells are known to be blank', () => {
    const { gaps } = readIn(WAYS[0] as (typeof WAYS)[number], REPORTS.sparse, odd('the groups of table 三 in rows of their own'));
    expect(gaps).toEqual([]);
  });
  test('元 instead of 万元: the amount is left blank, and why', () => {
    for (const way of WAYS) {
      const { gaps } = readIn(way, REPORTS.full, odd('元 instead of 万元'));
      expect(gaps.map(({ message }) => message)).toEqual([expect.stringContaining('元')]);
    }
  });
});
