/** What a newcomer stumbled over: numbers cut, carets in the wrong place, warnings that look like success, Esc that closes too much. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serialiseDraft } from '../../shared/draft.ts';
import { requestCell } from '../../shared/form.ts';
import { example } from '../drafts.ts';
import { launchBrowser } from './browser.ts';
import { cell as cellOn, editor, press as pressOn } from './hands.ts';
import { launchViews, review } from './views.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianbao-clarity-'));
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Page;
const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
const cell = (id: string): Locator => cellOn(page, id);
const bar = (): Locator => page.locator('.explain');
const [GRANTED, PARTLY] = ['granted', 'partiallyGranted'].map((row) => requestCell(row, 'natural')) as [string, string];
const RECEIVED = requestCell('newReceived', 'natural');

type Example = ReturnType<typeof example>;
async function openOn(on: Page, change: (draft: Example) => Example = (draft) => draft): Promise<void> {
  const path = join(folder, '示例.nianbao');
  writeFileSync(path, serialiseDraft(change(example('示例县自然资源局'))));
  const [chooser] = await Promise.all([on.waitForEvent('filechooser'), on.getByRole('button', { name: /^打开…/ }).click()]);
  await chooser.setFiles(path);
  await on.locator('.window').waitFor();
}
const open = (change?: (draft: Example) => Example): Promise<void> => openOn(page, change);
const withCells =
  (cells: Record<string, string>, last: Record<string, string> = {}) =>
  (draft: Example): Example => ({
    report: { ...draft.report, cells: { ...draft.report.cells, ...cells } },
    lastYear: draft.lastYear && { ...draft.lastYear, cells: { ...draft.lastYear.cells, ...last } },
  });
const withOverview =
  (overview: string) =>
  (draft: Example): Example => ({
    ...draft,
    report: { ...draft.report, texts: { ...draft.report.texts, overview } },
  });

beforeAll(async () => {
  browser = await launchBrowser();
  page = browser.page;
  page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => browser.startAnew());

test('a click selects what a number of the fee holds, also in the one that is current', async () => {
  await open();
  await press('Control+6');
  const amount = cell('fee.noticedAmount');
  await amount.click();
  await page.keyboard.type('30');
  await amount.click();
  await page.keyboard.type('45');
  expect(await amount.inputValue()).toBe('45');
  await cell('fee.collectedAmount').click();
  await page.keyboard.type('7');
  expect(await cell('fee.collectedAmount').inputValue()).toBe('7');
  await amount.click();
  await amount.dblclick();
  await page.keyboard.type('6');
  expect(await amount.inputValue()).toBe('456');
});

test('a chip leads below its heading, or to the end of what is written about its topic', async () => {
  await open(withOverview('（一）主动公开\n全年公开6条。\n（二）依申请公开\n\n（三）政府信息管理'));
  const chip = (name: string): Locator => page.locator('.topics button', { hasText: name });
  await chip('依申请公开').click();
  await page.keyboard.insertText('逐件登记。');
  await chip('主动公开').first().click();
  await page.keyboard.insertText('均已更新。');
  await chip('管理').click();
  await page.keyboard.insertText('清理一次。');
  expect((await editor(page, '总体情况').innerText()).replaceAll('\n\n', '\n')).toBe(
    '（一）主动公开\n全年公开6条。均已更新。\n（二）依申请公开\n逐件登记。\n（三）政府信息管理\n清理一次。',
  );
});

/** Whether the text of an input, or of a total, is wider than the room it is given. */
const isCut = (id: string): Promise<boolean> =>
  page.locator(`[data-cell="${id}"]`).evaluate((td) => {
    const shown = td.querySelector('input') ?? td.querySelector('.v');
    return shown !== null && shown.scrollWidth > shown.clientWidth + 1;
  });

test('a number is whole in its cell, smaller where it is long; what cannot fit ends in dots and is told', async () => {
  const [five, six, eight, nine] = ['legalService', 'business', 'research', 'natural'].map((column) => requestCell('granted', column)) as [
    string,
    string,
    string,
    string,
  ];
  await open(withCells({ [five]: '12345', [six]: '283456', [eight]: '12345678', [nine]: '123456789' }));
  await press('Control+3');
  for (const id of [five, six, requestCell('totalDisposed', 'business')]) expect(await isCut(id)).toBe(false);
  expect(await page.locator(`[data-cell="${six}"]`).getAttribute('title')).toContain('283456');
  expect(await cell(nine).evaluate((input) => getComputedStyle(input).textOverflow)).toBe('ellipsis');
  await cell(nine).focus();
  expect(await isCut(nine)).toBe(false);
  expect(await page.locator('.sheet').evaluate((sheet) => sheet.scrollWidth <= sheet.clientWidth)).toBe(true);
});

test("last year's number is whole beside a number, or three dots; it never lies over what else the cell shows", async () => {
  const row = (name: string) => (column: string) => requestCell(name, column);
  const columns = ['natural', 'business', 'research', 'publicInterest', 'legalService'];
  const numbers = ['7', '29', '217', '1288', '10345'];
  const last = Object.fromEntries(
    ['granted', 'partiallyGranted', 'denied.stateSecret'].flatMap((name) =>
      columns.map((column, at) => [row(name)(column), numbers[at] ?? '']),
    ),
  );
  const now = Object.fromEntries(
    columns.flatMap((column) => [
      [row('granted')(column), '38'],
      [row('partiallyGranted')(column), ''],
      [row('denied.stateSecret')(column), '4'],
    ]),
  );
  await open(withCells(now, last));
  await press('Control+3');
  await cell(requestCell('newReceived', 'otherOrg')).focus();
  const shown = (name: string): Promise<string[]> =>
    Promise.all(
      columns.map((column) =>
        page.locator(`[data-cell="${row(name)(column)}"]`).evaluate((td) => {
          const number = td.querySelector<HTMLElement>('s span') as HTMLElement;
          const dots = getComputedStyle(number.parentElement as Element, '::before').width;
          const edge = number.getBoundingClientRect().left + number.scrollWidth;
          if (number.clientWidth === 0) return Number.parseFloat(dots) > 8 ? '…' : '';
          const box = td.querySelector('.nil')?.getBoundingClientRect().left;
          const value = td.querySelector('input') as HTMLInputElement;
          const digits = value.value.length * 8;
          const free = box ?? value.getBoundingClientRect().right - 19 - digits;
          return number.clientWidth >= number.scrollWidth && edge < free ? number.innerText : 'over';
        }),
      ),
    );
  expect(await shown('granted')).toEqual(['7', '29', '…', '…', '…']);
  expect(await shown('partiallyGranted')).toEqual(['7', '29', '217', '1288', '…']);
  expect(await shown('denied.stateSecret')).toEqual(['7', '29', '217', '…', '…']);
  expect(await page.locator(`[data-cell="${row('granted')('research')}"]`).getAttribute('title')).toBe('上年 217');
  await page.setViewportSize({ width: 1920, height: 1080 });
  expect(await shown('granted')).toEqual(numbers);
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('a broken column is spoken of from each of its cells, and what is probably wrong is marked', async () => {
  await open();
  await press('Control+3');
  const right = await cell(GRANTED).inputValue();
  await cell(GRANTED).click();
  await page.keyboard.type(`${right}${right.at(-1)}`);
  expect(await bar().innerText()).toContain('左边少');
  expect(await bar().innerText()).not.toContain('填完再比');
  await press('Enter');
  expect(await cell(PARTLY).evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await bar().innerText()).toContain('≠');
  expect(await page.locator('.find.now .at').innerText()).toBe('表三 · 自然人');
  expect(await page.locator(`[data-cell="${GRANTED}"]`).getAttribute('class')).toContain('suspect');
  await press('Alt+g');
  expect(await cell(GRANTED).inputValue()).toBe(right);
  expect(await page.locator('.suspect').count()).toBe(0);
});

test('a row that is being filled in is compared when it is full', async () => {
  await open(withCells({ [requestCell('newReceived', 'otherOrg')]: '' }));
  await press('Control+3');
  await cell(RECEIVED).click();
  await page.keyboard.type('99');
  expect(await bar().innerText()).toContain('这一行填完再比');
});

test('two windows with one draft are both warned until one of them goes', async () => {
  await open();
  const other = await browser.context.newPage();
  other.on('filechooser', () => undefined);
  await other.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await other.goto(browser.url);
  await openOn(other);
  await other.locator('.warning').waitFor();
  await page.locator('.warning').waitFor();
  await press('Control+3');
  expect(await page.locator('.warning').innerText()).toContain('另一个窗口');
  await other.close();
  await page.locator('.warning').waitFor({ state: 'detached', timeout: 10_000 });
});

test("the pane says whose last year's report is, and that it is another unit's", async () => {
  await open((draft) => ({
    ...draft,
    lastYear: draft.lastYear && { ...draft.lastYear, unit: { ...draft.lastYear.unit, name: '示例县水利局' } },
  }));
  await press('Alt+3');
  expect(await page.locator('.pane .whose-last').innerText()).toBe('示例县水利局\n2024 年度报告');
  expect(await page.locator('.pane .misfit').innerText()).toContain('与这份草稿的单位不同');
});

test('the rail shows all it counts, and calls nothing done while something of last year is left', async () => {
  await open(({ report, lastYear }) => ({
    report: {
      ...report,
      cells: { ...report.cells, [RECEIVED]: '1999', [GRANTED]: '', [PARTLY]: '1.5' },
      texts: { ...report.texts, requests: '2025年，本机关新收政府信息公开申请51件，其中自然人申请990件。' },
    },
    lastYear: lastYear && {
      ...lastYear,
      texts: { ...lastYear.texts, problems: '存在的主要问题：一是档案数字化率偏低；二是热线接听不及时。' },
    },
  }));
  await press('F7');
  const states = page.locator('.rail .state');
  const counted = states.nth(2).locator(':scope > span');
  expect(await counted.count()).toBeGreaterThanOrEqual(3);
  for (const width of [1280, 1200]) {
    await page.setViewportSize({ width, height: 720 });
    const right = await page.locator('.rail').evaluate((rail) => rail.getBoundingClientRect().right);
    for (const mark of await counted.all()) {
      const box = await mark.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0), `${width}`).toBeLessThan(right);
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  expect(await states.nth(4).innerText()).toBe('上年问题 2');
  expect(await states.nth(3).innerText()).toBe('已完成');
});

test('the finding that is current stands clear of the heading of its list', async () => {
  await open(({ report, lastYear }) => ({
    report: {
      ...report,
      cells: Object.fromEntries(Object.entries(report.cells).map(([id, typed]) => [id, id.startsWith('disputes') ? '1.5' : typed])),
    },
    lastYear,
  }));
  await press('F7');
  const hidden = (): Promise<number> =>
    page.locator('.pane .scroll').evaluate((list) => {
      const now = list.querySelector('.now')?.getBoundingClientRect();
      const heads = [...list.querySelectorAll('.group-h')].map((head) => head.getBoundingClientRect());
      const stuck = heads.filter(({ top }) => top <= list.getBoundingClientRect().top + 1).at(-1);
      const { bottom } = list.getBoundingClientRect();
      return now ? Math.max((stuck?.bottom ?? 0) - now.top, now.bottom - bottom) : Number.NaN;
    });
  const count = await page.locator('.find .go').count();
  expect(count).toBeGreaterThan(8);
  for (const key of ['F8', 'Shift+F8'])
    for (let step = 0; step <= count; step++) {
      await press(key);
      await expect.poll(hidden, { message: `${key} ${step}` }).toBeLessThanOrEqual(0);
    }
  await page.locator('.find .go').last().click();
  await expect.poll(hidden).toBeLessThanOrEqual(0);
  await page.locator('.find .go').nth(1).click();
  await expect.poll(hidden).toBeLessThanOrEqual(0);
});

test('the preview keeps its place when it is enlarged; Esc makes it small again', async () => {
  await open();
  await press('Control+5', 'Alt+2');
  await page.frameLocator('.pane iframe').getByText('年度报告').first().waitFor();
  const seen = (): Promise<number> =>
    page.locator('.desk').evaluate((desk) => desk.scrollTop / (desk.querySelector('iframe')?.getBoundingClientRect().height ?? 1));
  await expect.poll(seen).toBeGreaterThan(0.3);
  const before = await seen();
  await page.getByRole('button', { name: '放大' }).click();
  await page.locator('.pane.large').waitFor();
  expect(await seen()).toBeCloseTo(before, 2);
  await press('Escape');
  await page.locator('.pane.wide').waitFor();
  expect(await seen()).toBeCloseTo(before, 2);
});

test('a panel that goes leaves the focus to its tab', async () => {
  await open(withCells({ [GRANTED]: '99' }));
  await press('Control+3', 'Alt+1');
  await page.locator('.find .go').first().focus();
  await press('Alt+2');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('tab-preview');
});

test('last year’s report that is taken away leaves the focus to its tab', async () => {
  await open();
  await press('Alt+3');
  await page.getByRole('button', { name: '去掉' }).click();
  await page.getByRole('button', { name: '附上上年年报…' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('tab-lastYear');
});

test('what is said beside the heading never runs under the pane', async () => {
  const { texts } = example('示例县自然资源局').report;
  await open((draft) => ({ ...draft, lastYear: draft.lastYear && { ...draft.lastYear, texts } }));
  await press('Control+1');
  await page.locator('.meter').first().waitFor();
  const fits = (): Promise<boolean> =>
    page.locator('.main').evaluate((main) => {
      const { right } = main.getBoundingClientRect();
      return [...main.querySelectorAll('.head *')].every((element) => element.getBoundingClientRect().right <= right);
    });
  for (const width of [1280, 1140, 853]) {
    await page.setViewportSize({ width, height: 720 });
    expect(await fits()).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await editor(page, '总体情况').focus();
  await press('Control+Home', 'Alt+s');
  expect(await page.locator('.meter').last().innerText()).toContain('已确认');
  expect(await fits()).toBe(true);
});

test('the number of a finding stands in no word', async () => {
  const { texts } = example('示例县自然资源局').report;
  await open((draft) => ({ ...draft, lastYear: draft.lastYear && { ...draft.lastYear, texts } }));
  await press('Control+1', 'F7');
  const around = await editor(page, '总体情况').evaluate((text) =>
    [...text.querySelectorAll('.cm-line .tag')].map((tag) => {
      const line = tag.closest('.cm-line') as Element;
      const [before, after] = [document.createRange(), document.createRange()];
      before.setStart(line, 0);
      before.setEndBefore(tag);
      after.setStartAfter(tag);
      after.setEnd(line, line.childNodes.length);
      return `${before.toString().slice(-1)}${after.toString().slice(0, 1)}`;
    }),
  );
  expect(around.length).toBeGreaterThan(0);
  expect(around.filter((pair) => /^[\p{L}\p{N}]{2}$/u.test(pair))).toEqual([]);
});

test('the number of a finding stands before a number that its quote ends in, and begins no line, nor leaves its 。 to begin one', async () => {
  const stated = '全年新收申请97件，结转下年度98件。';
  await open(withOverview(`（一）监督保障。2025 年培训2次，2024-01-10召开会议。\n${stated.repeat(6)}`));
  await press('Control+1', 'F7');
  const text = editor(page, '总体情况');
  await text.locator('.tag').nth(6).waitFor();
  expect(await text.locator('.cm-line').first().innerText()).toMatch(/，\d+2024-01-10召开/);
  const alone = (): Promise<number> =>
    text.evaluate(
      (element) =>
        [...element.querySelectorAll('.tag')].filter((tag) => {
          const { top, bottom } = tag.getBoundingClientRect();
          const around = tag.closest('.glue') as Element;
          return [...around.getClientRects()].some((box) => box.bottom < top || bottom < box.top);
        }).length,
    );
  for (let width = 1280; width > 1000; width -= 13) {
    await page.setViewportSize({ width, height: 720 });
    expect(await alone(), `${width}`).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('the manual is searched with Ctrl+F; Esc ends the search, then the manual', async () => {
  await press('Shift+F1');
  await page.getByRole('dialog', { name: '使用手册' }).waitFor();
  await press('Control+f');
  await page.keyboard.insertText('恢复副本');
  const count = page.locator('.manual-search p');
  await expect.poll(() => count.innerText()).toMatch(/^第 1 处，共 \d+ 处$/);
  await press('Enter');
  expect(await count.innerText()).toMatch(/^第 2 处/);
  const inSight = await page.locator('.reading').evaluate((reading) => {
    const [range] = [...(CSS.highlights.get('found') ?? [])] as Range[];
    const { top, bottom } = reading.getBoundingClientRect();
    const at = range?.getBoundingClientRect().top ?? -1;
    return at > top && at < bottom;
  });
  expect(inSight).toBe(true);
  await press('Escape');
  expect(await page.getByRole('dialog', { name: '使用手册' }).count()).toBe(1);
  await press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
});

test('Esc folds what was unfolded in the review of a report before it closes it', async () => {
  const views = await launchViews();
  try {
    await review(views.page);
    await views.page.getByRole('button', { name: '逐行看：表三' }).click();
    await views.page.keyboard.press('Escape');
    await views.page.getByRole('button', { name: '逐行看：表三' }).waitFor();
    await views.page.keyboard.press('Escape');
    await views.page.locator('dialog').waitFor({ state: 'detached' });
  } finally {
    await views.close();
  }
});
