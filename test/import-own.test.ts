/** What this program printed, read back: the same report. */
import { describe, expect, test } from 'vitest';
import { readDocx } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
import { recognise } from '../importers/recognise.ts';
import type { DocumentBlock } from '../shared/document.ts';
import type { Report } from '../shared/report.ts';
import { countsOf, validate } from '../shared/validate.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, exampleFiles } from './drafts.ts';

const back = (blocks: readonly DocumentBlock[]): Report => recognise(blocks, { name: '', year: 2000 }).report;

describe.each(exampleFiles)('%s', (file) => {
  const { report } = example(file);
  const model = renderModel(report, countsOf(validate(report)).error);
  test('as Word', async () => {
    expect(back(readDocx(await renderDocx(model, new Date(0))))).toEqual(report);
  });
  test('as a page', () => {
    expect(back(readHtml(renderPage(model, { siteName: '示例网站', published: '2026-01-20' })))).toEqual(report);
  });
});
