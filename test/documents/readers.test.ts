/** Files as offices have them, made by LibreOffice and Chromium from our own reports: all tables must be the matrices of the Word file. */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDocx } from '../../importers/docx.ts';
import { readHtml } from '../../importers/html.ts';
import { readPublished } from '../../importers/read.ts';
import type { DocumentBlock } from '../../shared/document.ts';
import { renderDocx } from '../../templates/docx.ts';
import { renderPage } from '../../templates/html.ts';
import { available, bare, launchChromium, NASTY, printedReports, run, temporaryFolder } from './tools.ts';

const reports = printedReports();
const folder = temporaryFolder();
const at = (name: string, ending: string): string => join(folder, `${name}.${ending}`);
const words = new Map<string, DocumentBlock[]>();
const pages = new Map<string, string>();

beforeAll(async () => {
  for (const { name, model } of reports) {
    const bytes = await renderDocx(model, new Date(0));
    writeFileSync(at(name, 'docx'), bytes);
    words.set(name, readDocx(bytes));
  }
});

/** Line breaks within a cell are where the width of the page puts them. */
const tablesIn = (blocks: readonly DocumentBlock[] = []): string[][][] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block.rows.map((row) => row.map(bare))] : []));
const paragraphsIn = (blocks: readonly DocumentBlock[] = []): string[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' && bare(block.text) !== '' ? [bare(block.text)] : []));
/** What Word keeps in headers and footers. */
const isOfPage = (text: string): boolean => /^[—-]\d+[—-]$|^草稿/.test(text);
const textsIn = (blocks: readonly DocumentBlock[] | undefined): string[] => paragraphsIn(blocks).filter((text) => !isOfPage(text));

async function expectAlike(name: string, ending: string, exact: boolean): Promise<void> {
  const read = await readPublished(await readFile(at(name, ending)), `${name}.${ending}`);
  const wanted = words.get(name);
  expect(tablesIn(read)).toEqual(tablesIn(wanted));
  if (exact) expect(textsIn(read)).toEqual(textsIn(wanted));
  // Lines that are not certainly one paragraph stay lines; the nasty report has characters that no PDF keeps.
  else if (!name.startsWith(NASTY)) expect(textsIn(read).join('')).toBe(textsIn(wanted).join(''));
}

describe.skipIf(!available('reading files of LibreOffice', 'soffice', 'Noto CJK fonts'))('LibreOffice', () => {
  beforeAll(async () => {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const files = reports.map(({ name }) => at(name, 'docx'));
    for (const format of ['doc', 'pdf', 'html', 'rtf']) {
      await run('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, ...files], { seconds: 150 });
    }
  });
  const sound = reports.filter(({ name }) => name !== NASTY);
  test.each(sound)('doc of $name', ({ name }) => expectAlike(name, 'doc', true));
  test.each(reports)('pdf of $name', ({ name }) => expectAlike(name, 'pdf', false));
  test.each(sound)('web page of $name', ({ name }) => expectAlike(name, 'html', true));
  test('RTF is refused with what to do', async () => {
    await expect(readPublished(await readFile(at(sound[0]?.name ?? '', 'rtf')), 'x.doc')).rejects.toThrow(/另存为 Word 文档（docx）/);
  });
});

describe.skipIf(!available('reading files of Chromium', 'chromium', 'Noto CJK fonts'))('Chromium', () => {
  beforeAll(async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    for (const { name, model } of reports) {
      const html = renderPage(model, { published: '2026-01-20' });
      pages.set(name, html);
      await page.setContent(html);
      await page.pdf({ path: at(`${name}-page`, 'pdf'), preferCSSPageSize: true });
      words.set(`${name}-page`, words.get(name) ?? []);
      const session = await page.context().newCDPSession(page);
      const { data } = (await session.send('Page.captureSnapshot', { format: 'mhtml' })) as { data: string };
      writeFileSync(at(basename(`${name}-page`), 'mhtml'), data);
    }
    await browser.close();
  });
  test.each(reports)('pdf of $name', ({ name }) => expectAlike(`${name}-page`, 'pdf', false));
  test.each(reports.filter(({ name }) => name !== NASTY))('page in one file of $name', async ({ name, model }) => {
    // Its style sheet, which hides the captions of the tables, is a part of its own there.
    const captions = new Set(model.sections.flatMap(({ table }) => (table ? [table.caption] : [])));
    const read = await readPublished(await readFile(at(`${name}-page`, 'mhtml')), 'x.mht');
    expect(read.filter((block) => block.kind === 'table' || !captions.has(block.text))).toEqual(readHtml(pages.get(name) ?? ''));
  });
});
