/**
 * A number of a table and the sentences that state it, in both editions: underlined, corrected by a button; what is true all the same
 * is closed with a reason, which outlives the file and ends with its numbers.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDraft, serialiseDraft } from '../../shared/draft.ts';
import { requestCell } from '../../shared/form.ts';
import { example } from '../drafts.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { faultsIn, press as pressOn } from './hands.ts';

const FILE = '示例县自然资源局2025.nianbao';
const { report, lastYear } = example('示例县自然资源局');
const NATURAL = requestCell('newReceived', 'natural');
const IN_FORCE = 'proactive.normativeDocs.inForce';
const REASON = '县林业局并入，多出的 1 件是划入的。';

describe.each(EDITIONS)('in the %s edition', (name, open) => {
  let edition: Edition;
  let page: Page;
  const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
  const cell = (id: string): Locator => page.locator(`[data-cell="${id}"] input`);
  const bar = (): Locator => page.locator('.explain');
  const marks = (): Locator => page.locator('.main .editor.fills .mark');
  const entry = (text: string): Locator => page.locator('.find .go', { hasText: text }).first();
  const dialog = (): Locator => page.getByRole('dialog');
  const overview = (): Promise<string> =>
    page.getByRole('textbox', { name: '总体情况' }).evaluate((element) => (element as HTMLElement).innerText);
  /** What is selected inside the editor's shadow root. */
  const selected = (): Promise<string> =>
    page.evaluate(() => {
      const root = document.activeElement?.shadowRoot as unknown as { getSelection(): Selection } | null;
      return String(root?.getSelection() ?? '');
    });
  const doubts = async (): Promise<number> => Number(/待核实\s*(\d+)/.exec(await page.locator('.status .counts').innerText())?.[1]);
  const typeInto = async (id: string, text: string): Promise<void> => {
    await cell(id).focus();
    await page.keyboard.type(text);
    await press('Enter');
  };
  const openFile = (path: string): Promise<void> => edition.choose(path, () => page.getByRole('button', { name: /^打开…/ }).click());
  const axe = async (view: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const builder = new AxeBuilder({ page });
      if ((await dialog().count()) > 0) builder.include('dialog');
      const found = await faultsIn(builder);
      expect.soft(found, `${view}, ${colorScheme}`).toEqual([]);
    }
  };
  beforeAll(async () => {
    edition = await open();
    page = edition.page;
    page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
    const path = join(mkdtempSync(join(tmpdir(), 'nianbao-claims-')), FILE);
    writeFileSync(path, serialiseDraft({ report, lastYear }));
    await openFile(path);
    await page.getByText('2025 年度报告').waitFor();
  });
  afterAll(() => edition?.close());

  test('a number is changed in a table: the sentences that state another are underlined, and no others', async () => {
    await press('Control+1', 'F7');
    expect(await doubts()).toBe(0);
    await press('Control+3');
    await typeInto(NATURAL, '39');
    await typeInto(requestCell('granted', 'natural'), String(Number(report.cells[requestCell('granted', 'natural')]) + 1));
    await press('Control+1');
    await expect
      .poll(() => marks().allInnerTexts())
      .toEqual(['全年新收政府信息公开申请48件', '自然人申请38件', '全年办结49件', '其中予以公开24件']);
    expect(await page.locator('.rail [aria-current]').innerText()).toMatch(/待核实\s*4/);
  });

  test('the finding tells both numbers, and leads to the figure', async () => {
    await entry('自然人申请 38 件').click();
    expect(await entry('自然人申请 38 件').innerText()).toContain('正文写自然人申请 38 件，表三自然人新收 39 件');
    expect(await bar().innerText()).toContain('正文写自然人申请 38 件，表三自然人新收 39 件');
    expect(await bar().locator('button').allTextContents()).toEqual(['改为 39 Alt+G', '换成随表更新的数字 ', '写明理由… Alt+R']);
    expect(await selected()).toBe('38');
    await axe('figure');
  });

  test('one key adopts the number of the table, as one step', async () => {
    await press('Alt+g');
    await expect.poll(overview).toContain('自然人申请39件');
    expect(await marks().allInnerTexts()).not.toContain('自然人申请38件');
    // The caret stands behind the number.
    await page.keyboard.type('x');
    expect(await overview()).toContain('自然人申请39x件');
    await press('Backspace', 'Control+z');
    await expect.poll(overview).not.toContain('39x');
    while (!(await overview()).includes('自然人申请38件')) await press('Control+z');
    await expect.poll(() => marks().count()).toBe(4);
    await press('Control+y');
    await expect.poll(overview).toContain('自然人申请39件');
  });

  test('the mark of a sentence stays while words are typed before it', async () => {
    await page.getByRole('textbox', { name: '总体情况' }).focus();
    await entry('正文写新收 48 件').click();
    // Behind the numeral of the heading, for without it the next heading would not go on counting.
    await press('ArrowLeft', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    const least = page.evaluate(async () => {
      const root = document.querySelector('.editor.fills')?.shadowRoot;
      let fewest = Number.POSITIVE_INFINITY;
      for (const end = performance.now() + 800; performance.now() < end; ) {
        await new Promise(requestAnimationFrame);
        fewest = Math.min(fewest, root?.querySelectorAll('.mark').length ?? 0);
      }
      return fewest;
    });
    await page.keyboard.type('abcdefgh', { delay: 30 });
    expect(await least).toBe(3);
    for (let count = 0; count < 8; count++) await press('Backspace');
    expect(await overview()).toContain(report.texts.overview.split('\n')[0] ?? '');
  });

  test('a warning that is true is closed with a reason', async () => {
    await press('Control+2');
    await typeInto(IN_FORCE, '16');
    await cell(IN_FORCE).focus();
    const before = await doubts();
    await press('Alt+r');
    await dialog().waitFor();
    expect(await dialog().innerText()).toContain('填了 16 件；上年 14＋制发 3－废止 2＝15 件');
    await press('Enter');
    expect(await dialog().getByRole('alert').innerText()).toContain('至少写 4 个字');
    await axe('reason');
    await page.keyboard.insertText(REASON);
    await press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(doubts).toBe(before - 1);
    expect(await page.evaluate(() => document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell'))).toBe(IN_FORCE);
    await press('Control+z');
    await expect.poll(doubts).toBe(before);
    await press('Control+y');
    await expect.poll(doubts).toBe(before - 1);
  });

  test('it is closed in a text, too, with a tick where its number was', async () => {
    for (const text of ['现行有效行政规范性文件 15 件', '现行有效行政规范性文件 15 件', '正文写新收 48 件']) {
      const before = await doubts();
      await entry(text).click();
      await press('Alt+r');
      await dialog().waitFor();
      await dialog().getByRole('button', { name: '正文按另一口径统计' }).click();
      await press('Enter');
      await dialog().waitFor({ state: 'detached' });
      await expect.poll(doubts).toBe(before - 1);
    }
    await press('Control+1');
    await expect.poll(() => page.locator('.main .editor.fills .tag.closed').count()).toBe(2);
    expect(await marks().allInnerTexts()).toEqual(['全年办结49件', '其中予以公开24件']);
    await press('Control+2');
    // Nothing else speaks of the cell any more: it has the tick.
    expect(await page.locator(`[data-cell="${IN_FORCE}"] .tag.closed`).count()).toBe(1);
    await cell(IN_FORCE).focus();
    expect(await bar().innerText()).toMatch(/已写明理由[\s\S]*填了 16 件[\s\S]*理由：县林业局并入/);
    const described = await cell(IN_FORCE).getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).textContent()).toContain(`已写明理由：${REASON}`);
    await axe('closed');
  });

  test('F8 walks past what is closed; the pane keeps it behind a fold', async () => {
    await press('Control+1');
    const seen = new Set<string>();
    for (let count = 0; count < 8; count++) {
      await press('F8');
      seen.add(await bar().innerText());
    }
    expect([...seen].filter((text) => text.includes('已写明理由'))).toEqual([]);
    const fold = page.getByRole('button', { name: '已写明理由 4' });
    await fold.click();
    expect(await page.getByRole('list', { name: '已写明理由' }).innerText()).toContain(`理由：${REASON}`);
    await axe('unfolded');
    await fold.click();
  });

  test('the reviewer has the list, as text', async () => {
    await page.getByRole('button', { name: '审核说明…' }).click();
    await dialog().waitFor();
    expect(await dialog().innerText()).toMatch(/填了 16 件；上年 14＋制发 3－废止 2＝15 件。\s*理由：县林业局并入/);
    await axe('notes');
    await dialog().getByRole('button', { name: '复制全部' }).click();
    await dialog().getByText('已复制').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText().catch(() => null));
    if (text !== null) expect(text).toContain('审核说明：核对过、不改的 4 处');
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('it stays closed over saving and opening', async () => {
    const before = await doubts();
    await edition.saveAs(FILE, () => press(name === 'desktop' ? 'Control+Shift+s' : 'Control+s'));
    await page.getByText(name === 'desktop' ? '已保存' : '已交给浏览器下载').waitFor();
    const saved = parseDraft(readFileSync(join(edition.folder, FILE), 'utf8'));
    expect(saved.kind === 'ok' && saved.draft.report.reasons).toHaveLength(4);
    await press('Control+w');
    await openFile(join(edition.folder, FILE));
    await page.getByText('2025 年度报告').first().waitFor();
    expect(await doubts()).toBe(before);
    await press('Control+2');
    await cell(IN_FORCE).focus();
    expect(await bar().innerText()).toContain(`理由：${REASON}`);
  });

  test('its number changes: it is open again, and says what the reason was written for', async () => {
    const before = await doubts();
    await typeInto(IN_FORCE, '17');
    // The cell, and the two sentences that state it.
    await expect.poll(doubts).toBe(before + 3);
    await cell(IN_FORCE).focus();
    expect(await bar().innerText()).toContain('理由是按 16、15 写的，现在是 17、15，请再核对。');
    expect(await page.locator('.find.now').innerText()).toContain(`原来的理由：${REASON}`);
    await axe('reopened');
    await bar().getByRole('button', { name: '沿用原来的理由' }).click();
    await expect.poll(doubts).toBe(before + 2);
    await press('Control+z');
    await expect.poll(doubts).toBe(before + 3);
    await typeInto(IN_FORCE, '16');
    await expect.poll(doubts).toBe(before);
  });

  test('it can be opened again by hand', async () => {
    const before = await doubts();
    await cell(IN_FORCE).focus();
    await bar().getByRole('button', { name: '重新列出' }).click();
    await expect.poll(doubts).toBe(before + 1);
    await press('Control+z');
    await expect.poll(doubts).toBe(before);
  });

  test('marks and spaces are put right by one click, and the caret stays with its words', async () => {
    await press('Control+1');
    await page.getByRole('textbox', { name: '总体情况' }).focus();
    await press('Control+End');
    await page.keyboard.insertText('丙,丁。。');
    await press('Control+Home');
    await page.keyboard.insertText('甲,乙。。');
    await press('ArrowLeft', 'ArrowLeft');
    await expect.poll(() => bar().innerText()).toContain('整理标点和空格');
    await press('Alt+g');
    await expect.poll(overview).toMatch(/^甲，乙。(?!。)/);
    await page.keyboard.type('x');
    expect(await overview()).toMatch(/^甲，乙x。/);
    await press('Control+End');
    expect(await overview()).toMatch(/丙，丁。$/);
    // The letter, the marks and spaces, and what was written before.
    await press('Control+z', 'Control+z');
    await expect.poll(overview).toMatch(/^\d?甲,乙。。/);
  });

  test('nothing of the reasons is printed', async () => {
    await press('Control+e');
    await dialog().waitFor();
    const endings = ['.docx', '.html'];
    await dialog().getByRole('radio', { name: '定稿' }).check();
    const files = await edition.exported(endings, () => dialog().locator('footer .primary').click());
    expect(await dialog().innerText()).toContain('已写明理由 4，不印进报告。');
    const html = new TextDecoder().decode(files.get('.html'));
    expect(html).toContain('政府信息公开工作年度报告');
    expect(html).not.toContain('林业局并入');
    expect(html).not.toContain('另一口径');
    await axe('exported');
    await press('Escape');
  });
});
