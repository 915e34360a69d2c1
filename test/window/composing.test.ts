/** What an input method shows is typed as much as what it has written: commands and questions come after it. */
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requestCell } from '../../shared/form.ts';
import { available } from '../documents/tools.ts';
import { launchBrowser } from './browser.ts';
import { saidIn, startWith } from './clerk.ts';
import { desktopAvailable } from './desktop.ts';
import { cell as cellOn, editor as editorOn, press as pressOn } from './hands.ts';

const A = requestCell('newReceived', 'natural');
const show = (cdp: CDPSession, text: string): Promise<unknown> =>
  cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

describe.skipIf(!available('input methods in the browser edition', 'chromium'))('in the browser edition', () => {
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let page: Page;
  let cdp: CDPSession;
  const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
  const editor = (name: string) => editorOn(page, name);
  const cell = (id: string) => cellOn(page, id);
  const compose = (text: string): Promise<unknown> => show(cdp, text);
  const says = (): Promise<string> => editor('总体情况').evaluate((element) => (element as HTMLElement).innerText);
  beforeAll(async () => {
    browser = await launchBrowser();
    page = browser.page;
    cdp = await browser.context.newCDPSession(page);
    page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
  });
  afterAll(() => browser?.close());
  beforeEach(() => browser.startReport('示例县水利局'));

  test('an input method composes in a cell and in a text', async () => {
    await press('Control+3');
    await compose('ㄅ');
    await page.keyboard.insertText('１２');
    expect(await cell(A).inputValue()).toBe('１２');
    await press('Tab');
    expect(await cell(A).inputValue()).toBe('12');
    await press('Control+1');
    await editor('总体情况').focus();
    await compose('zhu');
    expect(await page.locator('.length').innerText()).toMatch(/^0 字/);
    await page.keyboard.insertText('主动');
    await expect.poll(() => page.locator('.length').innerText()).toMatch(/^2 字/);
    await press('Control+z');
    await expect.poll(() => page.locator('.length').innerText()).toMatch(/^0 字/);
  });

  test('words half composed stay out of the next document', async () => {
    await press('Control+1');
    await editor('总体情况').focus();
    await compose('zhudong');
    await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', ctrlKey: true })));
    const discard = page.getByRole('button', { name: /不保存/ });
    // The word ends when the question takes the focus: as it came after the answer, it may be asked about once more.
    await expect
      .poll(async () => {
        if (await discard.isVisible()) await discard.click();
        return page.getByLabel('单位全称').isVisible();
      })
      .toBe(true);
    await page.getByLabel('单位全称').fill('示例县档案馆');
    await page.getByRole('button', { name: /开始填写/ }).click();
    await page.getByText('示例县档案馆').first().waitFor();
    await page.waitForTimeout(200);
    await press('Control+1');
    expect(await page.locator('.length').innerText()).toMatch(/^0 字/);
  });

  describe('undo by mouse takes back the word and nothing else, and redo brings it', () => {
    const button = () => page.getByRole('button', { name: /^撤销/ });
    beforeEach(async () => {
      await press('Control+1');
      await editor('总体情况').focus();
      await page.keyboard.insertText('甲');
      // A number between, so that the word is a step of its own.
      await press('Control+3', '5', 'Control+1');
      await compose('主动');
    });
    const isTakenBack = async (): Promise<void> => {
      await expect.poll(says).toBe('甲');
      await press('Control+y');
      await expect.poll(says).toBe('甲主动');
    };
    test('while it is composed, with a press that takes the focus', async () => {
      await button().click();
      await isTakenBack();
    });
    test('while it is composed, from a menu that does not', async () => {
      await button().evaluate((element) => (element as HTMLElement).click());
      await isTakenBack();
    });
    test('in the moment after it was written', async () => {
      await button().evaluate((element) => {
        addEventListener('compositionend', () => setTimeout(() => (element as HTMLElement).click()), { once: true });
      });
      await cdp.send('Input.insertText', { text: '主动' });
      await isTakenBack();
    });
  });
});

describe.skipIf(!desktopAvailable())('in the desktop window', () => {
  test('a word that is still composed when the window closes is asked about, and saved', async () => {
    const clerk = await startWith('旧');
    await clerk.write('');
    await show(await clerk.page.context().newCDPSession(clerk.page), '新');
    await clerk.shows('旧新');
    await clerk.closeWindow();
    await clerk.told('要保存改动吗？');
    const ended = clerk.ended();
    await clerk.answer(/^保存/).catch(() => undefined);
    expect(await ended).toBe(0);
    expect(saidIn(clerk.path)).toBe('旧新');
  });
});
