/** Published reports, read as a clerk would hand them over, against their true numbers. */
import { describe, expect, test } from 'vitest';
import { validate } from '../shared/validate.ts';
import { expectedPlace, identitiesOf, publishedReports, publishedTexts, readAsPublished } from './published.ts';

const expected = new Map(publishedReports());
const texts = publishedTexts();
/** Of these the file does not print the name that is expected: four have no title, one is misprinted throughout. */
const PRINTED_NAMES: Readonly<Record<string, string>> = {
  '000': '怀柔区文化产业发展促进中心',
  '001': '密云区融媒体中心',
  '002': '',
  '004': '',
  '106': '沐阳县人民政府',
};

describe.skipIf(texts.length === 0)('published reports', () => {
  const whole = texts.filter(({ file }) => expected.has(file));
  test.each(whole)('$file: every number, the unit, the year and the broken identities', ({ file, text }) => {
    const wanted = expected.get(file);
    const { report, printed, gaps, numbersRead, doubts } = readAsPublished(file, text);
    const numbers: Readonly<Record<string, string>> = { ...report.cells, ...printed };
    const differing = Object.entries(wanted?.published ?? {}).filter(([id, number]) => (numbers[id] ?? '') !== (number ?? ''));
    expect(differing).toEqual([]);
    expect(gaps).toEqual([]);
    const blank = Object.values(wanted?.published ?? {}).filter((number) => !number).length;
    expect(numbersRead).toBeGreaterThanOrEqual(Object.keys(wanted?.published ?? {}).length - blank);
    expect(report.year).toBe(wanted?.year);
    expect(report.form ?? '2021').toBe(wanted?.form);
    expect(identitiesOf(validate(report)).sort()).toEqual(wanted?.violations.map(expectedPlace).sort());
    const name = PRINTED_NAMES[file.slice(0, 3)] ?? wanted?.unit;
    expect(report.unit.name).toBe(name);
    if (name !== wanted?.unit && name !== '沐阳县人民政府') expect(doubts.map(({ about }) => about)).toContain('unit');
  });

  test.each(texts)('$file: each line of text is in the report or told as unplaced, and none twice', ({ file, text }) => {
    const { report, unplaced } = readAsPublished(file, text);
    const placed = bare([...Object.values(report.texts), ...unplaced.map((item) => item.text)].join('\n'));
    const source = linesOf(file, text);
    const lines = source.filter(
      (line) => bare(line).length > 4 && !isOfTables(line) && !isHeading(line.replace(/\s/g, ''), report.unit.name),
    );
    const all = bare(source.join(''));
    const wrong = lines.filter((line) => count(placed, bare(line)) !== count(all, bare(line)));
    expect(lines.length).toBeGreaterThan(1);
    expect(wrong).toEqual([]);
  });

  test('of a report that was cut off what is there is read, and what is missing is named', () => {
    const cut = texts.filter(({ file }) => file.includes('_cut_'));
    expect(cut).toHaveLength(5);
    for (const { file, text } of cut) {
      const { gaps, numbersRead, report } = readAsPublished(file, text);
      expect(numbersRead, file).toBeGreaterThan(8);
      expect(numbersRead, file).toBeLessThan(40);
      expect(gaps.map(({ message }) => message).join(), file).toContain('表四');
      expect(report.texts.overview, file).not.toBe('');
    }
  });
  test('a blank cell stays blank, and a bar stays a bar', () => {
    const { file = '', text = '' } = texts.find((item) => item.file.startsWith('201')) ?? {};
    const { report, printed } = readAsPublished(file, text);
    expect(report.cells['proactive.rules.issued']).toBe('/');
    expect(report.cells['requests.newReceived.natural']).toBe('');
    expect(printed['requests.newReceived.total']).toBe('0');
  });
});

const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
const count = (text: string, part: string): number => (part === '' ? 0 : text.split(part).length - 1);
const linesOf = (file: string, text: string): string[] =>
  (file.endsWith('.html') ? text.replace(/<table[\s\S]*?<\/table>/g, '\n').replace(/<[^>]*>/g, '\n') : text)
    .split('\n')
    .map((line) => line.replace(/^#+\s*/, '').trim())
    .filter((line) => /[\u4e00-\u9fff]/.test(line));
/** Known without the importer: a line with sentence marks, or a long one without bars or numbers at its end, is no line of a table. */
const isOfTables = (line: string): boolean =>
  !/[。！；]/.test(line) &&
  (line.includes('|') ||
    line.length < 16 ||
    /\s\d[\d.]*$/.test(line) ||
    /^[（(]|^\d[.、]|勾稽|申请数量|继续办理|第三项加|信息公开申请$|单位:万元|行政机关$|具已获取|^信息内容|^结果维持/.test(line));
const isHeading = (line: string, unit: string): boolean =>
  /^[一二三四五六]、|年度?(?:上海市人民政府办公厅)?政府信息公开工?作?(?:年度)?(?:工作)?报告$/.test(line) || line === unit;
