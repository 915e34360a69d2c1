import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderFragment, renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { verify } from '../templates/verify.ts';
import { example, soundReport } from './drafts.ts';

const NOW = new Date(0);
const PUBLISHED = { published: '2026-01-20' };
const SOUND = { equal: 200, total: 200, open: 0, differences: [] };
const { report } = example('示例市');
const model = renderModel(report, 0);
const page = renderPage(model, PUBLISHED);

describe('reading a written document back', () => {
  test('finds 200 of 200 numbers in Word file, page and fragment, whatever the numbers', async () => {
    await fc.assert(
      fc.asyncProperty(soundReport, async (any) => {
        const of = renderModel(any, 0);
        expect(verify(any, of, readDocx(await renderDocx(of, NOW)))).toEqual(SOUND);
        expect(verify(any, of, readHtml(renderPage(of, PUBLISHED)))).toEqual(SOUND);
        expect(verify(any, of, readHtml(renderFragment(of)), false)).toEqual(SOUND);
      }),
      { numRuns: 20 },
    );
  });

  test('names a number that came out wrong', () => {
    const { equal, total, differences } = verify(report, model, readHtml(page.replace('>3491</td>', '>3941</td>')));
    expect([equal, total]).toEqual([199, 200]);
    expect(differences).toEqual(['表三 · 总计 · 一、本年新收政府信息公开申请数量：应是“3491”，读回是“3941”']);
  });

  test.each<[string, (html: string) => string, RegExp]>([
    [
      'a changed label (R3)',
      (html) => html.replace('>行政规范性文件</th>', '>规范性文件</th>'),
      /应是“行政规范性文件”，读回是“规范性文件”/,
    ],
    [
      'a missing heading (R1)',
      (html) => html.replace('五、存在的主要问题及改进情况', ''),
      /正文第 \d+ 段应是“五、存在的主要问题及改进情况”/,
    ],
    ['a missing table (R4)', (html) => html.replace(/<table id="disputes".*?<\/table>/s, ''), /缺少表四/],
    ['a missing row (R4)', (html) => html.replace(/<tr><th id="requests-9-.*?<\/tr>/s, ''), /行数或列数不对/],
    ['a subtotal (R17)', (html) => html.replace('（三）<br>不予公开', '（三）不予公开 12'), /应是“（三）不予公开”/],
    ['a lost paragraph', (html) => html.replace(/<p>2025年，我市以.*?<\/p>/s, ''), /正文第 5 段应是“2025年，我市以/],
    ['another title', (html) => html.replace(/<h1>.*?<br>/s, '<h1>别的单位<br>'), /正文第 1 段应是“示例市人民政府”，读回是“别的单位”/],
    ['a paragraph more', (html) => html.replace('</main>', '<p>另外一段</p></main>'), /正文多了一段“另外一段”/],
    ['another table', (html) => html.replace('</main>', '<table><tr><td>1</td></tr></table></main>'), /多了 1 张表/],
  ])('notices %s', (_what, damage, message) => {
    const damaged = damage(page);
    expect(damaged).not.toBe(page);
    expect(verify(report, model, readHtml(damaged)).differences.join('；')).toMatch(message);
  });

  test('notices a number that came out wrong in Word', async () => {
    const files = unzipSync(await renderDocx(model, NOW));
    const body = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const damaged = zipSync({ ...files, 'word/document.xml': strToU8(body.replace('>3491<', '>3941<')) });
    expect(verify(report, model, readDocx(damaged)).equal).toBe(199);
  });

  test('notices numbers printed in the wrong row, though the file is just what the model says', () => {
    const sections = model.sections.map((section) => {
      const { table } = section;
      if (table?.id !== 'requests') return section;
      const values = table.rows.flat().filter(({ kind }) => kind === 'value');
      let next = 7;
      const rows = table.rows.map((row) =>
        row.map((cell) => (cell.kind === 'value' ? { ...cell, text: values[next++ % 175]?.text ?? '' } : cell)),
      );
      return { ...section, table: { ...table, rows } };
    });
    const shifted = { ...model, sections };
    expect(verify(report, shifted, readHtml(renderPage(shifted, PUBLISHED))).equal).toBeLessThan(150);
  });

  test('does not count what is no number', () => {
    const { report: broken } = example('示例镇');
    const half = { ...broken, cells: { ...broken.cells, 'requests.granted.natural': '1.5' } };
    const of = renderModel(half, 3);
    // The blank cell, the unreadable one, and the three totals that depend on it.
    expect(verify(half, of, readHtml(renderPage(of, PUBLISHED)))).toEqual({ equal: 200, total: 200, open: 5, differences: [] });
  });
});
