/** Table 三 stands on one page whatever stands above it, in Word as LibreOffice sets it and in the printed web page. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderDocx } from '../../templates/docx.ts';
import { renderPage } from '../../templates/html.ts';
import { renderModel } from '../../templates/render-model.ts';
import { example, withText } from '../drafts.ts';
import { available, bare, convertToPdf, launchChromium, pagesOf, temporaryFolder } from './tools.ts';

const LINES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 17, 18, 19, 20, 21, 22, 25, 40];
const folder = temporaryFolder();
const modelOf = (lines: number) =>
  renderModel(withText(example('示例市').report, 'requests', Array(lines).fill('全市政府信息公开申请办理情况见下表。').join('\n')), 0);
const file = (lines: number, extension: string): string => join(folder, `${lines}.${extension}`);

function expectOnePage(pages: readonly string[]): void {
  const texts = pages.map(bare);
  const page = texts.findIndex((text) => text.includes('一、本年新收政府信息公开申请数量'));
  expect(page).toBeGreaterThan(0);
  expect(texts.findIndex((text) => text.includes('四、结转下年度继续办理'))).toBe(page);
  // The head is not repeated on a page after it, and no label is torn.
  expect(texts.filter((text) => text.includes('法人或其他组织') && text.includes('申请人情况'))).toHaveLength(1);
  for (const piece of ['（三）', '不予公开', '（五）', '不予处理', '（六）', '其他处理']) expect(texts[page]).toContain(piece);
}

describe.skipIf(!available('table 三 in LibreOffice', 'soffice', 'pdftotext', 'Noto CJK fonts'))('Word', () => {
  beforeAll(async () => {
    for (const lines of LINES) writeFileSync(file(lines, 'docx'), await renderDocx(modelOf(lines), new Date(0)));
    await convertToPdf(
      LINES.map((lines) => file(lines, 'docx')),
      folder,
    );
  });
  test.each(LINES)('%i lines above it', async (lines) => expectOnePage(await pagesOf(file(lines, 'pdf'))));
});

describe.skipIf(!available('table 三 in print', 'chromium', 'pdftotext', 'Noto CJK fonts'))('the printed page', () => {
  beforeAll(async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    for (const lines of LINES) {
      writeFileSync(file(lines, 'html'), renderPage(modelOf(lines), { published: '2026-01-20' }));
      await page.goto(pathToFileURL(file(lines, 'html')).href);
      await page.pdf({ path: file(lines, 'print.pdf'), preferCSSPageSize: true });
    }
    await browser.close();
  });
  test.each(LINES)('%i lines above it', async (lines) => expectOnePage(await pagesOf(file(lines, 'print.pdf'))));
});
