/** A draft that was begun from last year's report, in both editions: what is still last year's is marked, confirmed, rewritten, compared. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDraft, serialiseDraft } from '../../shared/draft.ts';
import { requestCell, SECTIONS, type TextId } from '../../shared/form.ts';
import { percent } from '../../shared/repeated.ts';
import { nextYear } from '../../shared/rollover.ts';
import { staleParagraphs, staleShare } from '../../shared/stale.ts';
import { example } from '../drafts.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { cell, editor, faultsIn, openDraft, press as pressOn } from './hands.ts';

const FILE = '示例县自然资源局2026.nianbao';
const { report, lastYear } = nextYear(example('示例县自然资源局').report, 2026).draft;
if (!lastYear) throw new Error('no last year');
const stale = staleParagraphs(report, lastYear);
const inText = (id: TextId) => stale.filter(({ text }) => text === id);
const share = staleShare(report, lastYear, 'overview');

const marks = (page: Page) => page.locator('.main .stale-side');
const meter = (page: Page) => page.locator('.head .meter[data-text="overview"]');

describe.each(EDITIONS)('in the %s edition', (name, open) => {
  let edition: Edition;
  let page: Page;
  const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
  const openFile = (path: string): Promise<void> => openDraft(edition, path, 2026);
  const bar = () => page.locator('.explain');
  beforeAll(async () => {
    edition = await open();
    page = edition.page;
    page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
    const path = join(mkdtempSync(join(tmpdir(), 'nianbao-stale-')), FILE);
    writeFileSync(path, serialiseDraft({ report, lastYear }));
    await openFile(path);
  });
  afterAll(() => edition?.close());

  test('every paragraph of last year is marked, with the numbers that came with it', async () => {
    // Tall enough that no editor leaves out what is out of sight.
    await page.setViewportSize({ width: 1280, height: 2400 });
    for (const [index, { id }] of SECTIONS.entries()) {
      await press(`Control+${index + 1}`);
      const here = stale.filter(({ text }) => text === id || (id === 'overview' && text === 'preamble'));
      await expect.poll(() => marks(page).count(), { message: id }).toBe(here.length);
      // A number that is broken over two lines, or lies in a marked sentence, is still one for a reader.
      const carried = await page.locator('.main .carried').allInnerTexts();
      expect(carried.join(''), id).toBe(
        here.flatMap(({ text, carried: ranges }) => ranges.map(({ from, to }) => report.texts[text].slice(from, to))).join(''),
      );
      expect(await page.locator('.main .stale[aria-description^="上年文字"]').count()).toBe(here.length);
    }
    expect(stale.length).toBe(21);
  });

  test('a character behind a paragraph leaves its mark, a rewritten one has none, undo brings it back, and the text stands still', async () => {
    await press('Control+1');
    await editor(page, '总体情况').focus();
    await press('Control+Home');
    const count = inText('overview').length;
    await expect.poll(() => marks(page).count()).toBe(count);
    const carried = page.locator('.main .editor.fills .carried');
    const numbers = await carried.allInnerTexts();
    const second = page.locator('.main .editor.fills .cm-line').nth(1);
    const before = await second.boundingBox();
    await page.keyboard.press('End');
    await page.keyboard.insertText('又');
    await expect.poll(() => bar().innerText()).toContain('改过一部分，其余还是上年的');
    expect(await marks(page).count()).toBe(count);
    expect(await carried.allInnerTexts()).toEqual(numbers);
    expect(await second.boundingBox()).toEqual(before);
    expect(await page.locator('.topics').first().innerText()).not.toContain('字');
    await press('Control+z', 'Control+a');
    await page.keyboard.insertText('今年新写的一段。');
    await expect.poll(() => marks(page).count()).toBe(0);
    await press('Control+z');
    await expect.poll(() => marks(page).count()).toBe(count);
  });

  test('a corrected number leaves the mark and loses its own', async () => {
    const count = inText('overview').length;
    const carried = page.locator('.main .editor.fills .carried');
    const numbers = await carried.allInnerTexts();
    const at = numbers.findIndex((number) => /^\d+$/.test(number));
    const { width, height } = (await carried.nth(at).boundingBox()) ?? { width: 0, height: 0 };
    await carried.nth(at).click({ position: { x: width - 1, y: height / 2 } });
    await press('Backspace');
    await page.keyboard.type('98765');
    await expect.poll(() => carried.allInnerTexts()).toEqual(numbers.filter((_, index) => index !== at));
    await expect.poll(() => bar().innerText()).toContain('仍然属实');
    expect(await marks(page).count()).toBe(count);
    await press('Control+z');
    await expect.poll(() => carried.allInnerTexts()).toEqual(numbers);
  });

  test('仍然属实 by its key, its button and the tag; each is one step for undo', async () => {
    const count = inText('overview').length;
    await editor(page, '总体情况').focus();
    await press('Control+Home', 'Alt+s');
    await expect.poll(() => marks(page).count()).toBe(count - 1);
    expect(await bar().innerText()).toContain('已确认仍然属实');
    await press('Control+z');
    await expect.poll(() => marks(page).count()).toBe(count);
    // The caret is where it was.
    expect(await bar().innerText()).toContain('仍然属实');
    const button = bar().getByRole('button', { name: '仍然属实' });
    await button.focus();
    await press('Enter');
    await expect.poll(() => marks(page).count()).toBe(count - 1);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('editor');
    await press('Control+z');
    const tag = marks(page).nth(1).locator('span');
    expect(await tag.innerText()).toBe('上年');
    await tag.click();
    await expect.poll(() => marks(page).nth(1).locator('span').innerText()).toBe('仍然属实');
    await marks(page).nth(1).locator('span').click();
    await expect.poll(() => marks(page).count()).toBe(count - 1);
  });

  test('the meter tells what is confirmed, and falls with what is rewritten', async () => {
    expect(await meter(page).innerText()).toMatch(/^仍是上年文字 100%，其中 \d+% 已确认$/);
    await press('Control+z');
    expect(await meter(page).innerText()).toBe(`仍是上年文字 ${percent(share.stale)}%`);
    await editor(page, '总体情况').focus();
    await press('Control+Home', 'Shift+End', 'Delete');
    await page.keyboard.insertText('今年新设了三个查阅点，群众到办事大厅就能看到全部目录。');
    await expect.poll(async () => Number(/(\d+)%/.exec(await meter(page).innerText())?.[1])).toBeLessThan(100);
  });

  test('Alt+N walks all that is left, over sections', async () => {
    const seen = new Set<string>();
    const left = stale.length - 1;
    for (let step = 0; step < left; step++) {
      await press('Alt+n');
      await bar().getByRole('button', { name: '仍然属实' }).waitFor();
      seen.add(await page.locator('.rail [aria-current]').innerText());
    }
    expect(seen.size).toBe(new Set(stale.map(({ text }) => (text === 'preamble' ? 'overview' : text))).size);
  });

  test('the pane shows the words that changed, beside the paragraph with the caret', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await press('Control+1', 'Alt+3');
    await editor(page, '总体情况').focus();
    await press('Control+End');
    await page.keyboard.insertText('全年通报两次。');
    const here = page.locator('.last .old[aria-current]');
    await expect.poll(() => here.locator('ins').allInnerTexts()).toContain('全年通报两次。');
    await expect.poll(() => here.isVisible()).toBe(true);
    const moved = page.locator('.last .old', { hasText: '制发行政规范性文件3件' }).first();
    expect(await moved.innerText()).toContain('与本年相同');
    await press('Control+z', 'Alt+1');
  });

  test('a number says the difference and the per cent, exactly', async () => {
    await press('Control+3');
    // Of a number that the text taken over says nothing of: otherwise the bar says that they contradict each other.
    const id = requestCell('granted', 'business');
    await cell(page, id).focus();
    await page.keyboard.type('4');
    await press('Enter', 'ArrowUp');
    // 3, as it was: 1 of 3.
    await expect.poll(() => bar().innerText()).toContain('上年 3，增 1（+33.3%）');
    await press('Control+l');
    await expect.poll(() => page.locator('.cmp [aria-current]').innerText()).toMatch(/3\s+4\s+\+1\s+\+33.3%/);
    expect(await page.locator('.pane').evaluate((pane) => pane.scrollWidth)).toBeLessThanOrEqual(320);
    await press('Alt+1');
  });

  test('last year’s problems are a list that inserts when asked to, and ticks itself', async () => {
    await press('Control+5');
    const list = page.getByRole('region', { name: '上年问题改得怎样' });
    expect(await list.getByText('还没写到').count()).toBe(3);
    expect(await editor(page, '存在的主要问题').innerText()).not.toContain('针对上年');
    await list.getByRole('button', { name: '写进正文' }).nth(1).focus();
    await press('Enter');
    await expect.poll(() => list.getByText('还没写完').count()).toBe(1);
    await page.keyboard.insertText('编成答复要点手册');
    await expect.poll(() => list.getByText('已写到', { exact: true }).count()).toBe(1);
    expect(await editor(page, '存在的主要问题').innerText()).toMatch(/^针对上年“部分股室.*”的问题，今年编成答复要点手册。$/);
  });

  test('a problem told again is underlined in the text, and named under it and in the pane', async () => {
    await editor(page, '存在的主要问题').focus();
    await press('Control+End', 'Enter');
    await page.keyboard.insertText('存在的主要问题：一是基层所查阅点利用率不高，群众知晓度有待提高。下一步将印制告知单。');
    await expect.poll(() => page.locator('.main .mark.doubt').allInnerTexts()).toContain('基层所查阅点利用率不高，群众知晓度有待提高');
    await press('F8');
    expect(await page.locator('.pane').innerText()).toContain('与上年年报写的问题相同');
  });

  test('what was confirmed is still so after saving and opening again', async () => {
    await press('Control+1');
    await editor(page, '总体情况').focus();
    await press('Alt+n', 'Alt+s');
    const left = await marks(page).count();
    await edition.saveAs(`又${FILE}`, () => press('Control+Shift+s'));
    await page.getByText(name === 'desktop' ? '已保存' : '已交给浏览器下载').waitFor();
    const path = join(edition.folder, `又${FILE}`);
    const opened = parseDraft(readFileSync(path, 'utf8'));
    expect(opened.kind === 'ok' && opened.draft.report.confirmed?.length).toBe(1);
    await press('Control+w');
    await page.getByRole('button', { name: /^打开…/ }).waitFor();
    await openFile(path);
    await press('Control+1');
    await expect.poll(() => marks(page).count()).toBe(left);
  });

  // As much of 1280 × 720 as is left at 150 % and at 200 %.
  test.each([
    [853, 480],
    [640, 360],
  ])('at %i × %i the way through is in reach', async (width, height) => {
    await page.setViewportSize({ width, height });
    await press('Control+1', 'Alt+n');
    const wanted = [bar().getByRole('button', { name: '仍然属实' }), page.locator('.head').getByRole('button', { name: '下一段' })];
    for (const button of wanted) {
      const box = await button.boundingBox();
      expect(box && box.x + box.width).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  if (name === 'browser')
    test('axe finds nothing, in either theme', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const keys of ['Control+1', 'Control+3', 'Control+5', 'Control+6']) {
          await press(keys, 'Alt+3');
          if (keys === 'Control+1') await press('Alt+n');
          await page.waitForTimeout(100);
          expect(await faultsIn(new AxeBuilder({ page })), `${colorScheme} ${keys}`).toEqual([]);
        }
      }
    });
});
