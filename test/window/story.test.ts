/**
 * The work of a year, by keyboard alone, in both editions: a new draft, tables typed and pasted, a broken identity followed to its
 * cell, texts, preview, every export, save, close, open, undo.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocx } from '../../importers/docx.ts';
import { readHtml } from '../../importers/html.ts';
import { parseDraft } from '../../shared/draft.ts';
import { FORM, fillable, requestCell, type Table } from '../../shared/form.ts';
import { emptyReport, figuresOf, printedText, type Report } from '../../shared/report.ts';
import { countsOf, validate } from '../../shared/validate.ts';
import { placed } from '../../templates/layout.ts';
import { renderModel } from '../../templates/render-model.ts';
import { verify } from '../../templates/verify.ts';
import { available, bare, pagesOf, temporaryFolder } from '../documents/tools.ts';
import { example } from '../drafts.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { cell, editor, press as pressOn } from './hands.ts';

const { report } = example('示例县自然资源局');
const FILE = '示例县自然资源局2025.nianbao';

const folder = temporaryFolder();
/** Table 三 stands on one page with its heading, as in the Word file: a browser that prints in letters of a telephone breaks it. */
async function lookAtPdf(bytes: Uint8Array = new Uint8Array()): Promise<void> {
  const file = join(folder, 'report.pdf');
  writeFileSync(file, bytes);
  const pages = (await pagesOf(file)).map(bare);
  const three = pages.find((page) => page.includes('三、收到和处理政府信息公开申请情况'));
  expect(three).toContain('四、结转下年度继续办理');
}

/** The form as a spreadsheet holds it: labels at their places, numbers at theirs, totals as they add up. */
function spreadsheet(table: Table): string[][] {
  const figures = figuresOf(report);
  const matrix = table.rows.map(() => Array<string>(table.columns).fill(''));
  placed(table).forEach((row, y) => {
    for (const { cell, column } of row) {
      const line = matrix[y];
      if (line) line[column] = cell.kind === 'value' ? printedText(figures, report, cell.field) : cell.text;
    }
  });
  return matrix;
}
const asText = (matrix: readonly string[][]): string => matrix.map((row) => row.join('\t')).join('\r\n');
const asHtml = (matrix: readonly string[][]): string =>
  `<html><body><table>${matrix.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table></body></html>`;

const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell'));

describe.each(EDITIONS)('in the %s edition', (name, open) => {
  let edition: Edition;
  let page: Page;
  const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
  /** The text before a table, which the form does not ask for. */
  const writeBefore = async (text: string): Promise<void> => {
    await page.getByRole('button', { name: '表前文字' }).focus();
    await press('Enter');
    await editor(page, '表前文字').focus();
    await page.keyboard.insertText(text);
  };
  beforeAll(async () => {
    edition = await open();
    page = edition.page;
    page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
  });
  afterAll(() => edition?.close());

  test('a new report is begun', async () => {
    await page.getByRole('button', { name: /^新建/ }).focus();
    await press('Enter');
    await page.getByLabel('单位全称').waitFor();
    await page.keyboard.insertText(report.unit.name);
    await press('Tab', 'Control+a');
    await page.keyboard.type('2025');
    await press('Enter');
    await page.getByText('2025 年度报告').waitFor();
    expect(await page.getByText('已填').first().innerText()).toContain('已填 0 / 166');
    expect(await page.locator('.status .counts').innerText()).toMatch(/错误\s*0\s*待核实\s*0\s*未填\s*166/);
  });

  test('table two is typed, cell by cell', async () => {
    await press('Control+2');
    for (const field of fillable(FORM.tables.proactive)) {
      expect(await focused(page)).toBe(field.id);
      await page.keyboard.type(report.cells[field.id] ?? '');
      await press('Tab');
    }
    for (const field of fillable(FORM.tables.proactive)) expect(await cell(page, field.id).inputValue()).toBe(report.cells[field.id]);
    await writeBefore(report.texts.proactive);
  });

  test('table three: Enter returns to the column where the run of Tabs began', async () => {
    await press('Control+3');
    expect(await focused(page)).toBe(requestCell('newReceived', 'natural'));
    await page.keyboard.type('１２');
    await press('Tab');
    await page.keyboard.type('3');
    await press('Enter');
    expect(await focused(page)).toBe(requestCell('carriedIn', 'natural'));
    await page.keyboard.type('1.5');
    await press('ArrowUp');
    expect(await cell(page, requestCell('newReceived', 'natural')).inputValue()).toBe('12');
    expect(await cell(page, requestCell('carriedIn', 'natural')).getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('[data-cell="requests.newReceived.total"]').innerText()).not.toContain('15,');
    await press('Control+z');
    expect(await cell(page, requestCell('carriedIn', 'natural')).inputValue()).toBe('');
    await press('Control+y');
    expect(await cell(page, requestCell('carriedIn', 'natural')).inputValue()).toBe('1.5');
  });

  test('the whole of table three is pasted from a spreadsheet, after a look at what will change', async () => {
    const matrix = spreadsheet(FORM.tables.requests);
    await edition.copyOutside(asText(matrix), asHtml(matrix));
    await press('Control+v');
    const dialog = page.getByRole('dialog', { name: /粘贴/ });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('整张表三');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    for (const field of fillable(FORM.tables.requests))
      expect(await cell(page, field.id).inputValue(), field.place).toBe(report.cells[field.id]);
    await press('Control+z');
    expect(await cell(page, requestCell('carriedIn', 'natural')).inputValue()).toBe('1.5');
    await press('Control+y');
    expect(await cell(page, requestCell('carriedIn', 'natural')).inputValue()).toBe(report.cells[requestCell('carriedIn', 'natural')]);
    await writeBefore(report.texts.requests);
  });

  test('table four is filled with zeros where it is blank', async () => {
    await press('Control+4');
    const fields = fillable(FORM.tables.disputes);
    for (const field of fields) {
      if (report.cells[field.id] !== '0') await page.keyboard.type(report.cells[field.id] ?? '');
      await press('Tab');
    }
    const zeros = page.getByRole('button', { name: /其余填 0/ });
    await zeros.focus();
    await press('Enter');
    for (const field of fields) expect(await cell(page, field.id).inputValue()).toBe(report.cells[field.id]);
    await writeBefore(report.texts.disputes);
  });

  test('the texts are written', async () => {
    await press('Control+1');
    await editor(page, '前言').focus();
    await page.keyboard.insertText(report.texts.preamble);
    await editor(page, '总体情况').focus();
    await page.keyboard.insertText(report.texts.overview);
    await press('Control+5');
    await page.keyboard.insertText(report.texts.problems);
    await press('Control+6');
    for (const figure of Object.values(report.fee)) {
      await page.keyboard.type(figure);
      await press('Enter');
    }
    await editor(page, '其他需要报告的事项').focus();
    await page.keyboard.insertText(report.texts.other);
    await press('F7');
    expect(await page.locator('.status .counts').innerText()).toMatch(/错误\s*0/);
    expect(await page.locator('.status .counts').innerText()).toMatch(/未填\s*0/);
  });

  test('a broken identity is found, led to, and mended', async () => {
    await press('Control+3');
    const id = requestCell('carriedOut', 'natural');
    await cell(page, id).focus();
    await page.keyboard.type('9');
    await press('Control+1', 'F8');
    const found = await focused(page);
    expect(found).toMatch(/^requests\..*\.natural$/);
    const bar = page.locator('.explain');
    expect(await bar.innerText()).toMatch(/自然人[\s\S]*≠|两边不相等/);
    expect(await page.locator('.pane').innerText()).toContain('两边不相等');
    await cell(page, id).focus();
    await page.keyboard.type(report.cells[id] ?? '');
    await press('Enter');
    expect(await page.locator('.status .counts').innerText()).toMatch(/错误\s*0/);
  });

  test('the preview is the page that will be exported', async () => {
    await press('Alt+2');
    const preview = page.frameLocator('.pane iframe');
    await preview.getByText('2025年政府信息公开工作年度报告').waitFor();
    expect(await preview.locator('#requests td[headers]').count()).toBe(175);
    await expect.poll(() => preview.locator('#requests').innerText()).toContain(report.cells[requestCell('newReceived', 'natural')] ?? '');
  });

  test('it is saved', async () => {
    await edition.saveAs(FILE, () => press('Control+s'));
    await page.getByText(name === 'desktop' ? '已保存' : '已交给浏览器下载').waitFor();
    const opened = parseDraft(readFileSync(join(edition.folder, FILE), 'utf8'));
    expect(opened.kind).toBe('ok');
    if (opened.kind !== 'ok') return;
    expect(opened.draft.report).toEqual({ ...report, unit: { ...emptyReport('', 2025).unit, name: report.unit.name } });
  });

  test('every format is exported and is what the draft says', async () => {
    await press('Control+e');
    await page.getByRole('dialog', { name: '导出' }).waitFor();
    const endings = name === 'desktop' ? ['.docx', '.html', '.pdf'] : ['.docx', '.html'];
    const pdf = page.getByRole('checkbox', { name: /PDF/ });
    if (name === 'desktop' && !(await pdf.isChecked())) {
      await pdf.focus();
      await press('Space');
    }
    const exportButton = page.getByRole('button', { name: /^导出/ }).last();
    await exportButton.focus();
    const files = await edition.exported(endings, () => press('Enter'));
    expect([...files.keys()]).toEqual(endings);
    const written: Report = { ...report, unit: { ...report.unit, selfName: '' } };
    const model = renderModel(written, countsOf(validate(written)).error);
    const read = { '.docx': readDocx, '.html': (bytes: Uint8Array) => readHtml(new TextDecoder().decode(bytes)) };
    for (const ending of ['.docx', '.html'] as const) {
      const bytes = files.get(ending);
      expect(bytes && verify(written, model, read[ending](bytes)), ending).toMatchObject({ equal: 200, total: 200, differences: [] });
    }
    if (name === 'desktop' && available('PDF of the desktop', 'pdftotext', 'Noto CJK fonts')) await lookAtPdf(files.get('.pdf'));
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('it is closed, opened again, and a change is undone', async () => {
    await press('Control+w');
    await page.getByRole('button', { name: /^打开…/ }).waitFor();
    await page.getByRole('button', { name: /^打开…/ }).focus();
    await edition.choose(join(edition.folder, FILE), () => press('Enter'));
    await page.getByText('2025 年度报告').first().waitFor();
    await press('Control+3');
    const id = requestCell('newReceived', 'natural');
    await cell(page, id).focus();
    await page.keyboard.type('77');
    await press('Enter');
    expect(await cell(page, id).inputValue()).toBe('77');
    await press('Control+z');
    expect(await cell(page, id).inputValue()).toBe(report.cells[id]);
    expect(await page.locator('.status .saved').innerText()).toBe('没有改动');
  });
});
