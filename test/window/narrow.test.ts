/** The window where it is small: 1366 × 768 at 125 %, 1024 × 600, 1366 × 768 at 150 %, and less; and what its tables say there. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestCell } from '../../shared/form.ts';
import { faultsIn, press as pressOn } from './hands.ts';
import { launchViews, open, section, WITH_LAST_YEAR, WRONG } from './views.ts';

let views: Awaited<ReturnType<typeof launchViews>>;
let page: Page;
const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
const pane = (): Promise<string | undefined> => page.locator('.window').evaluate((element) => (element as HTMLElement).dataset['pane']);
const focusedCell = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-cell]')?.dataset['cell']);
const box = async (selector: string) => (await page.locator(selector).first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
const cell = (id: string) => page.locator(`[data-cell="${id}"] input`);
const NEW = requestCell('newReceived', 'natural');

beforeAll(async () => {
  views = await launchViews();
  page = views.page;
});
afterAll(() => views?.close());

async function begin(file: string, width: number, height: number): Promise<void> {
  await views.startAnew();
  await page.setViewportSize({ width, height });
  await open(page, file);
}

test.each([
  [1093, 614],
  [1024, 600],
  [911, 512],
  [853, 480],
])('at %i × %i the pane lies over table 三 and goes when the person goes on', async (width, height) => {
  await begin(WRONG, width, height);
  await section(page, 3);
  const labels = await box('.t3 .freeze-top th');
  const inSheet = (): Promise<boolean> => page.locator('.sheet').evaluate((sheet) => sheet.scrollWidth <= sheet.clientWidth);
  expect(await inSheet()).toBe(true);
  await press('F7');
  expect(await pane()).toBe('over');
  expect(await box('.t3 .freeze-top th')).toEqual(labels);
  expect(await inSheet()).toBe(true);
  const [totals, last] = [await box('.t3 .freeze-bottom-2 td'), await box('.t3 .freeze-bottom td')];
  expect(totals.y + totals.height).toBeLessThanOrEqual(last.y + 1);
  // Nothing is typed under it.
  expect(await focusedCell()).toBeUndefined();
  expect(await faultsIn(new AxeBuilder({ page }))).toEqual([]);
  await press('Escape');
  expect([await pane(), await focusedCell()]).toEqual(['closed', NEW]);
  await press('F7', 'F8');
  expect(await pane()).not.toBe('over');
  await section(page, 3);
  await press('F7');
  await cell(NEW).click();
  expect([await pane(), await focusedCell()]).toEqual(['closed', NEW]);
});

test('at 1024 × 600 the pane stands beside a text, and goes where a table has no room for it', async () => {
  await begin(WRONG, 1024, 600);
  await press('F7');
  expect(await pane()).toBe('open');
  for (const keys of ['Alt+1', 'Alt+2']) {
    await press(keys);
    const [text, beside] = [await box('.editor'), await box('.pane')];
    expect(text.x + text.width).toBeLessThanOrEqual(beside.x);
    expect(text.width).toBeGreaterThan(450);
  }
  await section(page, 3);
  expect(await pane()).toBe('closed');
  expect(await focusedCell()).toBe(NEW);
});

test('at 150 % of a small screen the bar keeps its words in a line, and the header says when the report is due', async () => {
  await begin(WITH_LAST_YEAR, 729, 410);
  await section(page, 3);
  expect((await box('.explain .col')).height).toBeLessThan(26);
  expect((await box('.explain .same')).height).toBeLessThan(26);
  expect((await box('.explain')).height).toBeLessThan(70);
  expect(await page.locator('.deadline .left').isVisible()).toBe(true);
});

test('last year’s numbers look like nobody’s entry and are called by name where there is room', async () => {
  await begin(WITH_LAST_YEAR, 1280, 720);
  await section(page, 2);
  const named = (selector: string): Promise<string> =>
    page.locator(selector).evaluate((was) => {
      const before = getComputedStyle(was, '::before');
      return `${before.content} ${before.maxWidth} ${getComputedStyle(was).fontStyle}`;
    });
  expect(await named('[data-cell="proactive.licensing.decisions"] s')).toBe('"上年" none italic');
  await section(page, 3);
  await cell(NEW).fill('');
  expect(await named(`[data-cell="${NEW}"] s`)).toBe('"上年" 48px italic');
});

test('what 其余填 0 did is said with the error it made, until the next key', async () => {
  await begin(WITH_LAST_YEAR, 1093, 614);
  await section(page, 3);
  await cell(requestCell('granted', 'natural')).fill('');
  await page.getByRole('button', { name: /^其余填 0/ }).click();
  const bar = page.locator('.explain');
  await expect.poll(() => bar.innerText()).toMatch(/^填了 1 格 0.*；这张表有错误 1，按 F8 查看$/);
  await press('ArrowRight', 'ArrowLeft');
  expect(await bar.innerText()).toContain('≠');
  await press('Control+z');
  expect(await page.locator('.status .meaning').innerText()).toBe('撤销了：表三 · 自然人 · （一）予以公开');
  await press('ArrowDown');
  expect(await page.locator('.status .meaning').innerText()).toMatch(/^口径/);
});

test('F1 names what is asked of this number and of no other', async () => {
  await begin(WITH_LAST_YEAR, 1280, 720);
  await section(page, 3);
  const asked = async (id: string): Promise<string> => {
    await cell(id).focus();
    await press('F1');
    const text = await page.locator('.basis').innerText();
    await press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    return text;
  };
  const received = await asked(NEW);
  expect(received).toContain('一＋二＝三（七）＋四');
  for (const other of ['上年年报', '区分处理', '（七）总计等于']) expect(received).not.toContain(other);
  expect(await asked(requestCell('carriedIn', 'natural'))).toContain('上年结转等于上年年报的结转下年度');
  expect(await asked(requestCell('partiallyGranted', 'natural'))).toContain('区分处理');
});

test('what is struck out is pasted neither into a cell nor into a text', async () => {
  await begin(WITH_LAST_YEAR, 1280, 720);
  const copy = (text: string, html: string): Promise<void> =>
    page.evaluate(
      async ([plain, marked]) => {
        const item = (kind: string, content: string): Blob => new Blob([content], { type: kind });
        const data = { 'text/plain': item('text/plain', plain), 'text/html': item('text/html', marked) };
        await navigator.clipboard.write([new ClipboardItem(data)]);
      },
      [text, html] as const,
    );
  await section(page, 3);
  await cell(NEW).focus();
  await copy('45', '<span><s>4</s>5</span>');
  await press('Control+v');
  await expect.poll(() => cell(NEW).inputValue()).toBe('5');
  expect(await page.locator('.explain').innerText()).toContain('没有粘贴 1 处划去的文字');
  await section(page, 5);
  await press('Control+End');
  await copy('收到8796份', '<p>收到<s>87</s><u>96</u>份</p>');
  await press('Control+v');
  const text = page.getByRole('textbox', { name: '存在的主要问题及改进情况' });
  await expect.poll(() => text.innerText()).toContain('收到96份');
});
