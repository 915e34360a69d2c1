import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDocx } from '../importers/docx.ts';
import type { Report } from '../shared/report.ts';
import { renderDocx } from '../templates/docx.ts';
import { FONTS, fitTable, numberSize } from '../templates/layout.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, withCells, withText } from './drafts.ts';

const NOW = new Date('2026-01-20T01:30:00Z');
const partsOf = async (report: Report, errors = 0): Promise<Record<string, string>> => {
  const files = unzipSync(await renderDocx(renderModel(report, errors), NOW));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
};
const { report } = example('示例县自然资源局');

describe('the Word file', () => {
  let parts: Record<string, string>;
  let body = '';
  beforeAll(async () => {
    parts = await partsOf(report);
    body = parts['word/document.xml'] ?? '';
  });

  test('has the body it had before', async () => {
    await expect(body.replace(/(?<=>)(?=<w:(?:p|tbl|tr|tc|sectPr)[ >])/g, '\n')).toMatchFileSnapshot('golden/bureau.document.xml');
  });

  test('names the unit and the title in its properties, and no clock of its own', () => {
    const core = parts['docProps/core.xml'] ?? '';
    expect(core).toContain('<dc:title>示例县自然资源局2025年政府信息公开工作年度报告</dc:title>');
    expect(core).toContain('<dc:creator>示例县自然资源局</dc:creator>');
    expect(core).toContain('>2026-01-20T01:30:00Z</dcterms:modified>');
  });

  test('tells Word what to take where a font is missing', () => {
    expect(parts['word/fontTable.xml']).toContain(`<w:font w:name="${FONTS.body}"><w:altName w:val="仿宋"/>`);
  });

  test('has headings that the navigation pane shows', () => {
    for (const level of [1, 2, 3, 4]) expect(parts['word/styles.xml']).toContain(`w:styleId="Heading${level}"`);
    expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(6);
  });

  test('numbers odd pages right and even pages left', () => {
    const footers = Object.entries(parts).filter(([name]) => name.startsWith('word/footer'));
    expect(footers).toHaveLength(2);
    expect(footers.map(([, xml]) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).sort()).toEqual(['left', 'right']);
    expect(parts['word/settings.xml']).toContain('w:evenAndOddHeaders');
  });

  test('says 草稿 in the header of every page while errors remain', async () => {
    const headersOf = (of: Record<string, string>) => Object.keys(of).filter((name) => name.startsWith('word/header'));
    expect(headersOf(parts)).toEqual([]);
    const draft = await partsOf(report, 3);
    expect(headersOf(draft).map((name) => draft[name]?.includes('草稿'))).toEqual([true, true]);
  });

  test('shows markup, placeholders and emoji of a narrative as text', async () => {
    const text = '<script>alert("1")</script> & &amp; \'x\' 😀 {default-bullet-numbering-0} {{title}} 。';
    const written = readDocx(await renderDocx(renderModel(withText(report, 'overview', text), 0), NOW));
    expect(written).toContainEqual({ kind: 'paragraph', text });
  });
});

describe('the layout', () => {
  const tableOf = (of: Report) => {
    const table = renderModel(of, 0).sections[2]?.table;
    if (!table) throw new Error('no table');
    return table;
  };
  test('sets table 三 smaller under more text, so that it stays on one page', () => {
    const line = { kind: 'paragraph' as const, text: '字'.repeat(26) };
    const sizes = [0, 1, 2, 3].map((count) => fitTable(tableOf(report), Array(count).fill(line)).size);
    expect(sizes[0]).toBe(21);
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
    expect(sizes.at(-1)).toBeLessThan(21);
  });
  test('gives it a page of its own where the text above is too long', () => {
    const line = { kind: 'paragraph' as const, text: '字' };
    expect(fitTable(tableOf(report), Array(5).fill(line)).newPage).toBe('heading');
    expect(fitTable(tableOf(report), Array(20).fill(line))).toMatchObject({ newPage: 'table', size: 21 });
  });
  test('sets long numbers smaller instead of breaking them', () => {
    expect(numberSize('1234', 640, 40, 21)).toBe(21);
    expect(numberSize('123456', 640, 40, 21)).toBeLessThan(21);
    expect(numberSize('123456789', 640, 40, 21) * 5 * 9).toBeLessThanOrEqual(640);
  });
  test('prints a nine-digit number of table 三 in one piece', async () => {
    const large = withCells(report, { 'requests.newReceived.natural': '123456789' });
    const written = readDocx(await renderDocx(renderModel(large, 0), NOW));
    const table = written.filter((block) => block.kind === 'table')[1];
    expect(table?.rows[3]?.[3]).toBe('123456789');
  });
});
