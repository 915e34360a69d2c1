/** The form under the hands of a person: clicks, keys, the search, going away and coming back. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { requestCell } from '../../shared/form.ts';
import { launchBrowser } from './browser.ts';
import { press as pressOn } from './hands.ts';

let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Page;

const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
const type = (text: string): Promise<void> => page.keyboard.type(text);
const cell = (id: string): Locator => page.locator(`[data-cell="${id}"] input`);
const editor = (name: string): Locator => page.getByRole('textbox', { name });
const focused = (): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell'));
const says = (name: string): Promise<string> => editor(name).evaluate((element) => (element as HTMLElement).innerText);
const count = (): Promise<string> => page.locator('.find-bar .count').innerText();

const A = requestCell('newReceived', 'natural');
const B = requestCell('newReceived', 'business');
const BELOW = requestCell('carriedIn', 'natural');

async function newReport(): Promise<void> {
  await press('Control+n');
  await page.getByLabel('单位全称').waitFor();
  await page.keyboard.insertText('示例县水利局');
  await press('Enter');
  await page.locator('.window').waitFor();
}

beforeAll(async () => {
  browser = await launchBrowser();
  page = browser.page;
  page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await browser.startAnew();
  await newReport();
});

test('a click selects what a cell holds, also in the cell that is current; a double click and F2 put the caret', async () => {
  await press('Control+3');
  await cell(A).click();
  await type('156');
  await cell(A).click();
  await type('23');
  expect(await cell(A).inputValue()).toBe('23');
  await cell(A).click();
  await press('Delete');
  expect(await cell(A).inputValue()).toBe('');
  await type('15');
  await cell(A).dblclick();
  await type('6');
  expect(await cell(A).inputValue()).toBe('156');
  await press('Enter', 'ArrowUp', 'F2', 'Backspace');
  expect(await cell(A).inputValue()).toBe('15');
});

test('what a dialog, undo or a paste brings back is replaced by the next key', async () => {
  await press('Control+3');
  await type('156');
  await press('F1');
  await page.getByRole('dialog').waitFor();
  await press('Escape');
  await type('7');
  expect(await cell(A).inputValue()).toBe('7');
  await press('Enter', 'ArrowUp');
  await type('9');
  await press('Control+z');
  await expect.poll(() => cell(A).inputValue()).toBe('7');
  await type('4');
  expect(await cell(A).inputValue()).toBe('4');
});

test('a pasted rectangle with a subtotal too many is not filled by Enter', async () => {
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const row = (value: number): string => Array(6).fill(String(value)).join('\t');
  // （一）（二）, the eight of （三）, their sum, the rest.
  const values = [5, 1, ...Array(8).fill(2), 16, ...Array(11).fill(1), 33, 0];
  await page.evaluate((text) => navigator.clipboard.writeText(text), values.map(row).join('\r\n'));
  await press('Control+3');
  await cell(requestCell('granted', 'natural')).click();
  await press('Control+v');
  const dialog = page.getByRole('dialog', { name: '粘贴到表三' });
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('像是多了一行小计');
  expect(await dialog.getByRole('button', { name: '仍然填入' }).isEnabled()).toBe(true);
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await cell(requestCell('granted', 'natural')).inputValue()).toBe('');
  await press('Control+v');
  await dialog.getByRole('checkbox').focus();
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await cell(requestCell('granted', 'natural')).inputValue()).toBe('');
  await press('Control+v');
  await dialog.getByRole('button', { name: '仍然填入' }).click();
  expect(await cell(requestCell('granted', 'natural')).inputValue()).toBe('5');
});

test('a number goes on where it was after another window', async () => {
  await press('Control+3');
  await type('12');
  await page.evaluate((id) => {
    const input = document.querySelector<HTMLInputElement>(`[data-cell="${id}"] input`);
    document.hasFocus = () => false;
    input?.blur();
    document.hasFocus = () => true;
    input?.focus();
  }, A);
  await type('3');
  expect(await cell(A).inputValue()).toBe('123');
});

test('Enter returns to the column of the Tabs, but not after a jump', async () => {
  await press('Control+3', 'Tab', 'Tab', 'Enter');
  expect(await focused()).toBe(BELOW);
  await press('Control+Home', 'Tab');
  await type('5');
  await press('Tab', 'Control+z');
  await expect.poll(focused).toBe(B);
  await press('Enter');
  expect(await focused()).toBe(requestCell('carriedIn', 'business'));
});

test('the search leads from hit to hit and writes nothing', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('公开信息甲。\n公开信息乙。');
  await press('Control+f');
  await type('公开信息');
  // The first is shown at once.
  await expect.poll(count).toBe('第 1 处，共 2 处');
  expect(await page.locator('.lit').innerText()).toBe('公开信息');
  await press('Enter', 'Enter', 'Enter');
  await expect.poll(count).toBe('第 2 处，共 2 处');
  expect(await page.locator('.lit').innerText()).toBe('公开信息');
  await press('Shift+Enter');
  await expect.poll(count).toBe('第 1 处，共 2 处');
  await press('Escape', 'Enter');
  await expect.poll(() => says('总体情况')).toBe('公开信息\n甲。\n公开信息乙。');
});

test('a search for what stands nowhere ends where it was called', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('公开信息甲。');
  await press('Control+3', 'Tab', 'Control+f');
  await type('甲方');
  await expect.poll(count).toMatch(/^没有找到/);
  await press('Escape');
  await expect.poll(focused).toBe(B);
});

test('the search finds numbers, totals, and a label once', async () => {
  await press('Control+2');
  await type('156');
  const found = async (words: string): Promise<string> => {
    await press('Control+f');
    await page.locator('.find-bar input').fill(words);
    await expect.poll(count).toMatch(/^第 1 处/);
    return count();
  };
  expect(await found('156')).toBe('第 1 处，共 1 处');
  await press('Escape');
  expect(await focused()).toBe('proactive.rules.issued');
  expect(await found('本年新收政府信息公开申请数量')).toBe('第 1 处，共 1 处');
  expect(await found('（七）总计')).toBe('第 1 处，共 1 处');
  await press('Enter');
  await page.locator('td.total.lit').waitFor();
  await press('Escape');
  expect(await focused()).toMatch(/^requests\.totalDisposed\./);
});

test('a jump into a text puts the caret behind what it lights', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('本部分如下。\n二、主动公开政府信息情况\n全年公开信息。');
  await press('F7');
  // Through everything else that is found, to a sentence.
  await expect.poll(() => press('F8').then(() => page.locator('.lit').count()), { interval: 50 }).toBe(1);
  await page.keyboard.insertText('Q');
  expect(await says('总体情况')).toContain('二、主动公开政府信息情况');
});

test('the menu gives the focus back, and a section that is shown takes it', async () => {
  await press('Control+3', 'Tab');
  await page.locator('.window-menu > button').click();
  await page.getByRole('menuitem', { name: /关于/ }).click();
  await page.getByRole('dialog').waitFor();
  await press('Escape');
  expect(await focused()).toBe(B);
  await page.getByRole('button', { name: /^导出/ }).focus();
  await press('Control+3');
  await expect.poll(focused).toBe(B);
});

test('every command is in the menus of the browser edition, without the keys that a browser keeps for itself', async () => {
  await page.locator('.window-menu > button').click();
  const menu = page.getByRole('menu');
  const names = ['文件', '编辑', '检查', '查看', '帮助'];
  expect(await menu.getByRole('group').evaluateAll((groups) => groups.map((group) => group.getAttribute('aria-label')))).toEqual(names);
  const labels = await menu.locator('button').allInnerTexts();
  for (const label of ['关闭这份报告', '插入表中数字…', '写明理由…', '审核说明…', '三、收到和处理政府信息公开申请情况', '使用手册'])
    expect(labels.some((text) => text.trim().startsWith(label))).toBe(true);
  expect(labels.join()).toMatch(/打开…\s*Ctrl\+O/);
  expect(await page.locator('body').innerText()).not.toMatch(/Ctrl\+(?:Shift\+)?[NWT1-8]/);
  // The columns are walked by all four arrows.
  await press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.closest('[role="group"]')?.getAttribute('aria-label'))).toBe('编辑');
  await press('ArrowLeft', 'Escape');
  expect(await menu.count()).toBe(0);
});

test('each section remembers where the person was', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('甲乙丙');
  await press('ArrowLeft', 'Control+3', 'Tab', 'Tab', 'Control+1');
  await page.keyboard.insertText('字');
  expect(await says('总体情况')).toBe('甲乙字丙');
  await press('Control+3');
  expect(await focused()).toBe(requestCell('newReceived', 'research'));
});

test('the cell that has the focus is never under the preview', async () => {
  await press('Control+3', 'Alt+2');
  await page.locator('.pane iframe').waitFor();
  const last = requestCell('newReceived', 'otherOrg');
  await press('End');
  expect(await focused()).toBe(last);
  const inSight = (): Promise<boolean> =>
    cell(last).evaluate((input) => {
      const { left, right, top, height } = input.getBoundingClientRect();
      return [left + 4, right - 4].every((x) => input.parentElement?.contains(document.elementFromPoint(x, top + height / 2)));
    });
  expect(await inSight()).toBe(true);
  await press('Alt+1', 'Alt+2');
  await expect.poll(inSight).toBe(true);
});

test('undo leads to what it changed, in another section too', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('甲乙丙丁');
  await page.waitForTimeout(1100);
  await press('ArrowLeft', 'ArrowLeft');
  await page.keyboard.insertText('中间');
  await press('Control+3', 'Control+z');
  await expect.poll(() => says('总体情况')).toBe('甲乙丙丁');
  await page.keyboard.insertText('字');
  expect(await says('总体情况')).toBe('甲乙字丙丁');
});

test('what is odd about a name is told at once; a year is read as it is usually typed', async () => {
  await page.getByRole('button', { name: '单位信息' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('单位全称').fill('示例县水利局年度报告');
  expect(await dialog.getByRole('alert').innerText()).toContain('末尾有“年度报告”');
  await dialog.getByLabel('单位全称').fill('示例县水利局');
  expect(await dialog.getByRole('alert').count()).toBe(0);
  await dialog.getByLabel('报告年度').fill('20');
  expect(await dialog.locator('header').innerText()).not.toContain('0年');
  await press('Enter');
  expect(await dialog.getByRole('alert').innerText()).toContain('“20”不是四位数字');
  await dialog.getByLabel('报告年度').fill('２０２5年');
  await dialog.getByLabel('级别').focus();
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator('.top').innerText()).toContain('2025 年度报告');
});

test('an imbalance is explained; Alt+G adopts the likeliest, one step of undo takes it back', async () => {
  await press('Control+3');
  await cell(A).click();
  await type('31');
  await page.getByRole('button', { name: /其余填 0/ }).click();
  await cell(requestCell('granted', 'natural')).click();
  await type('13');
  await cell(A).click();
  const bar = page.locator('.explain');
  const first = await bar.locator('.why').innerText();
  expect(first).toMatch(/可能写颠倒了。$/);
  await bar.getByRole('button', { name: '另一种可能' }).click();
  expect(await bar.locator('.why').innerText()).not.toBe(first);
  await press('Alt+g');
  expect(await bar.innerText()).toMatch(/^已改：表三 · 自然人 · .* \d+ → \d+。可用 Ctrl\+Z 撤销。/);
  expect(await bar.innerText()).toContain('两边相等');
  // What was changed is said at its cell, and not at others.
  await press('ArrowDown');
  await expect.poll(() => bar.innerText()).not.toContain('已改');
  await press('ArrowUp');
  const numbers = async () => [await cell(A).inputValue(), await cell(requestCell('granted', 'natural')).inputValue()];
  const [received, granted] = await numbers();
  expect(received).toBe(granted);
  await press('Control+z');
  expect(await numbers()).toEqual(['31', '13']);
});

test('the sentences that the window begins are not taken for a finished section', async () => {
  await press('Control+5');
  await page.getByRole('button', { name: '两句都插入' }).click();
  await press('F7');
  const rail = page.getByRole('navigation', { name: '六个部分' }).getByRole('button').nth(4);
  await expect.poll(() => rail.innerText()).toMatch(/错误\s*1/);
  expect(await page.locator('.topics.pair').innerText()).not.toMatch(/2 [个条]/);
  await page.getByText('只有还没写完的句子').first().waitFor();
});

test('the export says what is open without a reason', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('（一）主动公开\n无。');
  await press('F7', 'Control+e');
  const sheet = page.getByRole('dialog', { name: '导出' });
  await sheet.waitFor();
  const open = /待核实\s*(\d+)/.exec(await page.locator('.status .counts').innerText())?.[1];
  expect(Number(open)).toBeGreaterThan(0);
  expect(await sheet.innerText()).toContain(`还有待核实 ${open} 条，没有改，也没有写明理由。`);
  await sheet.getByRole('button', { name: '查看', exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
});

test('a row that is being typed is not called free of errors', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('全年公开信息三十条。');
  await press('Control+5');
  await editor('存在的主要问题').focus();
  await page.keyboard.insertText('存在的主要问题：解读少。改进措施：增加解读。');
  await press('Control+6');
  for (const [field, typed] of [
    ['fee.notices', '0'],
    ['fee.noticedAmount', '30'],
    ['fee.collectedAmount', '30'],
  ] as const) {
    await cell(field).focus();
    await type(typed);
  }
  expect(await page.locator('.pane').innerText()).not.toMatch(/没有错误[\s\S]*还有没写的部分/);
});

test('of endless findings the first are listed, the others counted, and the one at the caret is there', async () => {
  await press('Control+1');
  await editor('总体情况').focus();
  await page.keyboard.insertText('字'.repeat(4000));
  await press('F7', 'Control+Home');
  const listed = page.locator('.pane ol').filter({ has: page.locator('.rest') });
  await expect.poll(() => listed.locator('.find').count()).toBe(200);
  const rest = async (): Promise<number> => Number(/^还有 (\d+) 条没有列出/.exec(await listed.locator('.rest').innerText())?.[1]);
  const before = await rest();
  await press('Control+End');
  await listed.locator('.find').nth(200).locator('[aria-current]').waitFor();
  expect(await rest()).toBe(before - 1);
});
