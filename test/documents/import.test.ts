/** Reports as offices have them, made by LibreOffice and Chromium from our own, read back: no number may be wrong, and none is left blank. */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { importReport } from '../../importers/import.ts';
import { FORM } from '../../shared/form.ts';
import { figuresOf, printedText } from '../../shared/report.ts';
import { renderDocx } from '../../templates/docx.ts';
import { renderPage } from '../../templates/html.ts';
import { renderModel } from '../../templates/render-model.ts';
import { example } from '../drafts.ts';
import { publishedReports, reportsFolder } from '../published.ts';
import { available, launchChromium, run, temporaryFolder } from './tools.ts';

const folder = temporaryFolder();
const at = (name: string, ending: string): string => join(folder, `${name}.${ending}`);
const NAMES = ['示例县档案馆', '示例县自然资源局', '示例市', '示例镇'];
const reports = NAMES.map((name) => ({ name, report: example(name).report }));

beforeAll(async () => {
  for (const { name, report } of reports) writeFileSync(at(name, 'docx'), await renderDocx(renderModel(report, 0), new Date(0)));
});

async function expectWhole(name: string, ending: string): Promise<void> {
  const report = reports.find((item) => item.name === name)?.report ?? example(name).report;
  const imported = await importReport(await readFile(at(name, ending)), `x.${ending}`, 2000);
  const figures = figuresOf(report);
  const read: Readonly<Record<string, string>> = { ...imported.report.cells, ...imported.printed };
  const wrong = [...FORM.fields.values()].filter((field) => (read[field.id] ?? '') !== printedText(figures, report, field));
  expect(wrong.map(({ place, id }) => `${place}: ${read[id]}`)).toEqual([]);
  expect(imported.gaps).toEqual([]);
  const bare = (texts: object): string => Object.values(texts).join('').replace(/\s/g, '');
  expect(bare(imported.report.texts)).toBe(bare(report.texts));
  expect([imported.report.unit.name, imported.report.year, imported.report.fee]).toEqual([report.unit.name, report.year, report.fee]);
}

describe.skipIf(!available('importing files of LibreOffice', 'soffice', 'Noto CJK fonts'))('LibreOffice', () => {
  beforeAll(async () => {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    for (const format of ['doc', 'pdf', 'html']) {
      const files = NAMES.map((name) => at(name, 'docx'));
      await run('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, ...files], { seconds: 150 });
    }
  });
  describe.each(['docx', 'doc', 'pdf', 'html'])('%s', (ending) => {
    test.each(NAMES)('of %s', (name) => expectWhole(name, ending));
  });
});

describe.skipIf(!available('importing a PDF of Chromium', 'chromium', 'Noto CJK fonts'))('Chromium', () => {
  beforeAll(async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    for (const { name, report } of reports) {
      await page.setContent(renderPage(renderModel(report, 0), { published: '2026-01-20' }));
      await page.pdf({ path: at(name, 'pdf'), preferCSSPageSize: true });
    }
    await browser.close();
  });
  test.each(NAMES)('pdf of %s', (name) => expectWhole(name, 'pdf'));
});

const published = publishedReports().filter(([file]) => file.endsWith('.pdf.txt'));
test.skipIf(published.length === 0).each(published)('the PDF itself of %s', async (file, wanted) => {
  const { report, printed, gaps } = await importReport(await readFile(join(reportsFolder, file.replace(/\.txt$/, ''))), 'x.pdf', 2000);
  const read: Readonly<Record<string, string>> = { ...report.cells, ...printed };
  expect(Object.entries(wanted.published).filter(([id, number]) => (read[id] ?? '') !== (number ?? ''))).toEqual([]);
  expect(gaps).toEqual([]);
  expect([report.unit.name, report.year, report.form ?? '2021']).toEqual([wanted.unit, wanted.year, wanted.form]);
});
