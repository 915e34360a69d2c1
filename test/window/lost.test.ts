/** What a person does in the form and would lose: a paste, a copy, a step to redo, the focus, words in the wrong text. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { requestCell } from '../../shared/form.ts';
import { launchBrowser } from './browser.ts';
import { cell as cellOn, editor, press as pressOn } from './hands.ts';

let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Page;

const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
const cell = (id: string): Locator => cellOn(page, id);
const FEES = ['fee.notices', 'fee.noticedAmount', 'fee.collectedAmount'];
const fees = (): Promise<string[]> => Promise.all(FEES.map((id) => cell(id).inputValue()));
const focused = (): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell'));
const copyOutside = (text: string): Promise<void> => page.evaluate((copied) => navigator.clipboard.writeText(copied), text);

beforeAll(async () => {
  browser = await launchBrowser();
  page = browser.page;
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
});
afterAll(() => browser?.close());
beforeEach(() => browser.startReport('示例县水利局'));

test('several numbers pasted into the fee go into its fields, all of them or none; they never run into one', async () => {
  await press('Control+6');
  await copyOutside('1\r\n200\r\n300\r\n');
  await cell('fee.notices').click();
  await press('Control+v');
  await expect.poll(fees).toEqual(['1', '200', '300']);
  await press('Control+z');
  expect(await fees()).toEqual(['', '', '']);
  await copyOutside('7\n\n9');
  await press('Control+v');
  await expect.poll(fees).toEqual(['7', '', '9']);
  await press('Control+z');
  await copyOutside('2\t1,000');
  await cell('fee.notices').click();
  await press('Control+v');
  await expect.poll(fees).toEqual(['2', '1000', '']);
  await cell('fee.noticedAmount').click();
  for (const [copied, said] of [
    ['1\n200\n300', /从这一项起只有 2 项/],
    ['金额\n300', /“金额”不是这一项能填的数/],
    ['件数\t1\n金额\t300', /不是一列数/],
  ] as const) {
    await copyOutside(copied);
    await press('Control+v');
    await page.getByRole('alertdialog').getByText(said).waitFor();
    await press('Enter');
    expect(await fees()).toEqual(['2', '1000', '']);
  }
  // One number is the input's own business, as before.
  await copyOutside('45\n');
  await press('Control+v', 'Tab');
  expect(await fees()).toEqual(['2', '45', '']);
});

test('the button that fills zeros into the fee goes, and the focus is in the fee', async () => {
  await press('Control+6');
  await cell('fee.notices').fill('4');
  await page.getByRole('button', { name: '空着的 2 项填 0' }).click();
  expect(await fees()).toEqual(['4', '0', '0']);
  await expect.poll(focused).toBe('fee.noticedAmount');
});

test('a number is inserted where the search has led to, not where the caret stood before it', async () => {
  const says = (name: string): Promise<string> => editor(page, name).evaluate((element) => (element as HTMLElement).innerText);
  await press('Control+1');
  await editor(page, '总体情况').focus();
  await page.keyboard.insertText('收到申请件。');
  await editor(page, '前言').focus();
  await page.keyboard.insertText('根据条例编制。');
  await press('Control+f');
  await page.keyboard.insertText('收到申请');
  await page.locator('.lit').waitFor();
  await press('Control+i');
  await page.getByRole('dialog').waitFor();
  await press('Enter');
  await expect.poll(() => says('总体情况')).toBe('收到申请未填件。');
  expect(await says('前言')).toBe('根据条例编制。');
});

test('a total that was led to is copied', async () => {
  await press('Control+3');
  for (const column of ['natural', 'business']) await cell(requestCell('granted', column)).fill('8');
  await press('Control+f');
  await page.keyboard.insertText('（七）总计');
  await page.locator('td.total.lit').waitFor();
  await press('Escape', 'Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('8');
});

test('the unit that is only looked at takes no step away that could be redone', async () => {
  const received = cell(requestCell('newReceived', 'natural'));
  await press('Control+3');
  await page.keyboard.type('156');
  await press('Enter', 'Control+z');
  await expect.poll(() => received.inputValue()).toBe('');
  await page.getByRole('button', { name: '单位信息' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await press('Control+y');
  await expect.poll(() => received.inputValue()).toBe('156');
});

test('a text before a table that is brought back stays in sight', async () => {
  const before = page.getByRole('button', { name: '表前文字' });
  await press('Control+3');
  await before.click();
  await editor(page, /表前文字/).focus();
  await page.keyboard.insertText('说明如下。');
  await press('Control+z');
  await before.click();
  await press('Control+y');
  await cell(requestCell('newReceived', 'natural')).click();
  expect(await editor(page, /表前文字/).innerText()).toBe('说明如下。');
});

test('a total that is marked is no other cell: keys leave the number beside it alone', async () => {
  const [total, beside] = ['total', 'otherOrg'].map((column) => requestCell('newReceived', column)) as [string, string];
  await press('Control+3');
  await cell(beside).fill('7');
  for (const keys of ['Delete', 'Backspace', '5']) {
    await page.locator(`[data-cell="${total}"]`).click();
    await press(keys);
    expect(await cell(beside).inputValue()).toBe('7');
  }
  await copyOutside('9');
  await press('Control+v');
  await press('Control+x');
  expect(await cell(beside).inputValue()).toBe('7');
  // From there the keys go on as before.
  await press('ArrowDown', 'ArrowUp');
  await page.keyboard.type('8');
  expect(await cell(beside).inputValue()).toBe('8');
});

test('the next report is not behind the large preview of the one before', async () => {
  await press('Alt+2');
  await page.getByRole('button', { name: '放大' }).click();
  await page.locator('.pane.large').waitFor();
  await press('Control+n');
  await page.getByRole('button', { name: '不保存' }).click();
  await page.getByLabel('单位全称').fill('示例县档案馆');
  await press('Enter');
  await page.locator('.top', { hasText: '示例县档案馆' }).waitFor();
  expect(await page.locator('.pane.large').count()).toBe(0);
});

test('what was typed a moment before all of it was deleted or written over comes back', async () => {
  const says = (): Promise<string> => editor(page, '总体情况').evaluate((element) => (element as HTMLElement).innerText);
  await press('Control+1');
  await editor(page, '总体情况').focus();
  for (const last of ['Delete', 'x']) {
    await page.keyboard.type('甲乙');
    await press('Control+a', last, 'Control+z');
    expect(await says()).toBe('甲乙');
    await press('Control+a', 'Delete');
  }
});

test('a number that is saved while it is typed goes on behind what was typed', async () => {
  const received = cell(requestCell('newReceived', 'natural'));
  await press('Control+3');
  await page.keyboard.insertText('１２');
  await press('Control+s');
  await page.locator('.status .saved', { hasText: '已交给浏览器下载' }).waitFor();
  expect(await received.inputValue()).toBe('12');
  await page.keyboard.type('3');
  expect(await received.inputValue()).toBe('123');
});

test('a reason that Esc was pressed over is there when it is written on', async () => {
  const reason = page.getByRole('textbox', { name: '理由' });
  const ask = async (): Promise<void> => {
    await press('Control+1', 'F8');
    await expect
      .poll(async () => {
        await press('Alt+r');
        return reason.count();
      })
      .toBe(1);
  };
  await press('Control+1');
  await editor(page, '总体情况').focus();
  await page.keyboard.insertText('（一）主动公开。\n无，新');
  await press('F7');
  await ask();
  await reason.fill('本年没有这一项');
  await press('Escape');
  await reason.waitFor({ state: 'detached' });
  await ask();
  expect(await reason.inputValue()).toBe('本年没有这一项');
  await press('Enter');
  await reason.waitFor({ state: 'detached' });
});
