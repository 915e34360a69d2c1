/** Live numbers by keyboard, in both editions: inserted, followed everywhere, copied, deleted, undone, saved, offered; a wrong one contradicts. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocx } from '../../importers/docx.ts';
import { readHtml } from '../../importers/html.ts';
import type { DocumentBlock } from '../../shared/document.ts';
import { parseDraft, serialiseDraft } from '../../shared/draft.ts';
import { requestCell } from '../../shared/form.ts';
import type { Report } from '../../shared/report.ts';
import { example, withText } from '../drafts.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { cell, editor, faultsIn, openDraft, press as pressOn } from './hands.ts';

const FILE = '示例县自然资源局2025.nianbao';
const RECEIVED = '{{requests.newReceived.total}}';
const report: Report = withText(
  withText(example('示例县自然资源局').report, 'overview', '（一）依申请公开。全年收到政府信息公开申请件。\n办结政府信息公开申请49件。'),
  'requests',
  '',
);

const chips = (page: Page) => page.locator('.main .live');
const paragraphs = (blocks: readonly DocumentBlock[]): string =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])).join('\n');

describe.each(EDITIONS)('in the %s edition', (name, open) => {
  let edition: Edition;
  let page: Page;
  const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
  const openFile = (path: string): Promise<void> => openDraft(edition, path, 2025);
  const text = () => editor(page, '总体情况');
  const bar = () => page.locator('.explain');
  const toText = async (...keys: string[]): Promise<void> => {
    await press('Control+1');
    await text().focus();
    await press('Control+Home', ...keys);
  };
  /** The draft as it is in the window. */
  const saved = async (): Promise<Report> => {
    const path = join(edition.folder, `${crypto.randomUUID()}.nianbao`);
    await edition.saveAs(path.slice(edition.folder.length + 1), () => press('Control+Shift+S'));
    await expect.poll(() => page.locator('.status .saved').innerText()).toMatch(/已保存|已交给浏览器下载/);
    const opened = parseDraft(readFileSync(path, 'utf8'));
    if (opened.kind !== 'ok') throw new Error(opened.kind);
    return opened.draft.report;
  };
  beforeAll(async () => {
    edition = await open();
    page = edition.page;
    page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
    const path = join(mkdtempSync(join(tmpdir(), 'nianbao-live-')), FILE);
    writeFileSync(path, serialiseDraft({ report, lastYear: null }));
    await openFile(path);
  });
  afterAll(() => edition?.close());

  test('a number of the tables is found by words or by its value, and inserted at the caret', async () => {
    await press('Control+3');
    await cell(page, requestCell('granted', 'business')).focus();
    await toText('End', 'ArrowLeft', 'ArrowLeft');
    await press('Control+i');
    const options = page.locator('.insert-dialog [role="option"]');
    // The number that was looked at last comes first.
    await expect.poll(() => options.first().innerText()).toContain('商业企业 · （一）予以公开');
    await page.keyboard.type('49');
    await expect.poll(() => options.allInnerTexts()).toEqual([expect.stringContaining('（七）总计')]);
    await press('Control+a');
    await page.keyboard.insertText('新收 总计');
    await expect.poll(() => options.first().innerText()).toMatch(/表三 · 总计 · 一、本年新收.*48 件/s);
    await press('ArrowDown', 'ArrowUp', 'Enter');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48']);
    await expect.poll(() => text().innerText()).toContain('全年收到政府信息公开申请48件。');
    expect(await chips(page).first().getAttribute('aria-label')).toBe('48，表三 · 总计 · 一、本年新收政府信息公开申请数量，随表更新');
    // The caret is behind it, and writing goes on there.
    await page.keyboard.type('x');
    await expect.poll(() => text().innerText()).toContain('申请48x件。');
    await press('Backspace');
    expect((await saved()).texts.overview).toContain(`申请${RECEIVED}件。`);
  });

  test('it follows the cell: in the text, in the preview, while the text is not written', async () => {
    await press('Control+3');
    await cell(page, requestCell('newReceived', 'natural')).focus();
    await page.keyboard.type('41');
    await press('Enter', 'Control+1', 'Alt+2');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['51']);
    const preview = page.frameLocator('iframe').locator('main');
    await expect.poll(() => preview.innerText(), { timeout: 10_000 }).toContain('全年收到政府信息公开申请51件。');
    await press('Alt+1', 'Control+z');
    await press('Control+1');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48']);
  });

  test('a blank cell shows as 未填', async () => {
    await press('Control+3');
    await cell(page, requestCell('newReceived', 'natural')).focus();
    await press('Delete', 'Enter', 'Control+1');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['未填']);
    await press('Control+z', 'Control+1');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48']);
  });

  test('one key deletes it whole, undo brings it back; the caret steps over it', async () => {
    await toText('End', 'ArrowLeft', 'ArrowLeft', 'Backspace');
    await expect.poll(() => text().innerText()).toContain('申请件。');
    await press('Control+z');
    await expect.poll(() => chips(page).count()).toBe(1);
    await toText('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await page.keyboard.type('y');
    await expect.poll(() => text().innerText()).toContain('申请y48件。');
    await press('Backspace', 'Delete');
    await expect.poll(() => text().innerText()).toContain('申请件。');
    await press('Control+z', 'Control+z');
    await expect.poll(() => text().innerText()).toContain('申请48件。');
  });

  test('copied within the program it stays a live number; elsewhere it is digits', async () => {
    await toText('Shift+End', 'Control+c', 'Control+End', 'Enter', 'Control+v');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48', '48']);
    // What another program would get.
    await press('Control+f');
    await page.getByRole('textbox', { name: '要找的文字或数字' }).press('Control+v');
    expect(await page.getByRole('textbox', { name: '要找的文字或数字' }).inputValue()).toBe(
      '（一）依申请公开。全年收到政府信息公开申请48件。',
    );
    // The search finds what is seen.
    await page.getByRole('textbox', { name: '要找的文字或数字' }).fill('申请48件');
    await expect.poll(() => page.locator('.find-bar .count').innerText()).toContain('共 2 处');
    await press('Escape');
    await toText('Control+End', 'Shift+Home', 'Control+x');
    await expect.poll(() => chips(page).count()).toBe(1);
    await press('Control+v');
    await expect.poll(() => chips(page).count()).toBe(2);
    await press('Control+z', 'Control+z', 'Control+z');
    await expect.poll(() => chips(page).count()).toBe(1);
  });

  test('the text of a token that is pasted from elsewhere is a live number', async () => {
    await toText('Control+End', 'Enter');
    await edition.copyOutside('结转下年度继续办理{{requests.carriedOut.total}}件。', '');
    await press('Control+v');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48', '3']);
  });

  test('a number that agrees is offered to follow the table, in one step', async () => {
    await toText('ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft');
    await expect.poll(() => bar().innerText()).toContain('与表相同');
    await bar().getByRole('button', { name: '换成随表更新的数字' }).click();
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48', '49', '3']);
    await expect.poll(() => bar().innerText()).toContain('这个数随表更新');
    await press('Control+z');
    await expect.poll(() => chips(page).count()).toBe(2);
    await toText('ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft', 'Alt+g');
    await expect.poll(() => chips(page).count()).toBe(3);
    await press('Control+z');
    await expect.poll(() => text().innerText()).toContain('办结政府信息公开申请49件。');
  });

  test('a live number of the wrong cell contradicts, and is put right', async () => {
    await toText('ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft', 'Backspace', 'Backspace');
    await press('Control+i');
    await page.keyboard.insertText('不掌握 总计');
    await press('Enter');
    await expect.poll(() => bar().innerText()).toMatch(/正文写办结 \d+ 件，表三办理结果总计 49 件/);
    await expect.poll(() => page.locator('.main .mark.doubt').first().innerText()).toContain('办结');
    await bar().getByRole('button', { name: '换成随表更新的数字' }).click();
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48', '49', '3']);
    await expect.poll(() => page.locator('.main .mark.doubt').count()).toBe(0);
  });

  test('the exports print digits, and the file keeps the tokens', async () => {
    await press('Control+e');
    await page.getByRole('dialog', { name: '导出' }).waitFor();
    await page.getByRole('radio', { name: '定稿' }).check();
    const files = await edition.exported(['.docx', '.html'], async () => {
      await page.getByRole('button', { name: /^导出/ }).last().click();
    });
    for (const blocks of [readDocx(files.get('.docx') as Uint8Array), readHtml(new TextDecoder().decode(files.get('.html')))]) {
      expect(paragraphs(blocks)).toContain('全年收到政府信息公开申请48件。');
      expect(paragraphs(blocks)).toContain('结转下年度继续办理3件。');
      expect(paragraphs(blocks)).not.toContain('{{');
    }
    await press('Escape');
    const draft = await saved();
    expect(draft.texts.overview).toContain(`申请${RECEIVED}件。\n办结政府信息公开申请{{requests.totalDisposed.total}}件。`);
    const path = join(edition.folder, 'again.nianbao');
    writeFileSync(path, serialiseDraft({ report: draft, lastYear: null }));
    await press('Control+w');
    await openFile(path);
    await press('Control+1');
    await expect.poll(() => chips(page).allInnerTexts()).toEqual(['48', '49', '3']);
  });

  test.runIf(name === 'browser')('axe finds nothing in text and list, in either theme', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const keys of [['Control+1'], ['Control+i']]) {
        await press(...keys);
        await page.waitForTimeout(100);
        expect(await faultsIn(new AxeBuilder({ page })), `${colorScheme} ${keys}`).toEqual([]);
      }
      await press('Escape');
    }
  });

  test.runIf(name === 'browser')('what is composed beside a live number goes where the caret is', async () => {
    const session = await page.context().newCDPSession(page);
    await toText('End', 'ArrowLeft', 'ArrowLeft');
    await session.send('Input.imeSetComposition', { text: 'yu', selectionStart: 2, selectionEnd: 2 });
    await session.send('Input.insertText', { text: '余' });
    await expect.poll(() => text().innerText()).toContain('申请48余件。');
    // The window takes the words when the composition has ended.
    await page.waitForTimeout(200);
    expect((await saved()).texts.overview).toContain(`申请${RECEIVED}余件。`);
  });
});
