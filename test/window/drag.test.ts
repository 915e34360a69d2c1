/** Marked text under the mouse, in both editions: moved within a text and into another one, copied, and what other programs get of it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serialiseDraft } from '../../shared/draft.ts';
import { example, withText } from '../drafts.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { editor, openDraft, press as pressOn } from './hands.ts';

const { report } = example('示例县自然资源局');
const DRAFT = withText(
  withText(report, 'preamble', '根据条例编制。'),
  'overview',
  '收到申请{{requests.newReceived.total}}件。\n办结情况。',
);

/** Where these words begin on the screen. */
const beginOf = (within: Locator, words: string): Promise<{ x: number; y: number }> =>
  within.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { left, top, height } = range.getBoundingClientRect();
      return { x: left + 1, y: top + height / 2 };
    }
    throw new Error(`not there: ${wanted}`);
  }, words);

describe.each(EDITIONS)('in the %s edition', (_, open) => {
  let edition: Edition;
  let page: Page;
  const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
  const said = (name: string) => editor(page, name).evaluate((element) => (element as HTMLElement).innerText);
  beforeAll(async () => {
    edition = await open();
    page = edition.page;
    page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
    const path = join(mkdtempSync(join(tmpdir(), 'nianbao-drag-')), '示例县自然资源局2025.nianbao');
    writeFileSync(path, serialiseDraft({ report: DRAFT, lastYear: null }));
    await openDraft(edition, path, 2025);
  });
  afterAll(() => edition?.close());

  /** Marks the live number and the word behind it, and drags them to where other words begin. */
  const drag = async (name: string, words: string, key?: string): Promise<void> => {
    await editor(page, '总体情况').focus();
    await press('Control+Home', ...Array<string>(4).fill('ArrowRight'), 'Shift+ArrowRight', 'Shift+ArrowRight');
    const chip = await page.locator('.main .live').boundingBox();
    if (!chip) throw new Error('no live number');
    const from = { x: chip.x + chip.width / 2, y: chip.y + chip.height / 2 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    // A hand moves little by little: a wide step at once would mark text.
    await page.mouse.move(from.x + 6, from.y + 3);
    const to = await beginOf(editor(page, name), words);
    if (key) await page.keyboard.down(key);
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    if (key) await page.keyboard.up(key);
  };
  const before = '收到申请48件。\n办结情况。';

  test('moved within its text a live number stays one, in a step of its own; other programs get digits', async () => {
    await page.evaluate(() => {
      const note = ({ dataTransfer }: DragEvent): unknown =>
        Reflect.set(window, 'dragged', [dataTransfer?.getData('text/plain'), dataTransfer?.getData('text/html')]);
      addEventListener('drop', note, { capture: true, once: true });
    });
    await editor(page, '总体情况').focus();
    await press('Control+End');
    await page.keyboard.type('x');
    await drag('总体情况', '办结');
    await expect.poll(() => said('总体情况')).toBe('收到申请。\n48件办结情况。x');
    expect(await page.locator('.main .live').count()).toBe(1);
    expect(await page.evaluate(() => Reflect.get(window, 'dragged'))).toEqual(['48件', '']);
    await press('Control+z');
    await expect.poll(() => said('总体情况')).toBe(`${before}x`);
    await press('Control+z');
    await expect.poll(() => said('总体情况')).toBe(before);
  });

  test('moved into another text it is gone where it was; undo brings it back before it takes it away', async () => {
    await drag('前言', '条例');
    await expect.poll(() => said('前言')).toBe('根据48件条例编制。');
    expect(await said('总体情况')).toBe('收到申请。\n办结情况。');
    expect(await page.locator('.main .live').count()).toBe(1);
    await press('Control+z');
    await expect.poll(() => said('总体情况')).toBe(before);
    expect(await said('前言')).toBe('根据48件条例编制。');
    await press('Control+z');
    await expect.poll(() => said('前言')).toBe('根据条例编制。');
  });

  test('with Ctrl it is copied', async () => {
    await drag('前言', '条例', 'Control');
    await expect.poll(() => said('前言')).toBe('根据48件条例编制。');
    expect(await said('总体情况')).toBe(before);
    expect(await page.locator('.main .live').count()).toBe(2);
    await press('Control+z');
  });

  test('from another program it is cleaned as a paste is, and stands where it was dropped', async () => {
    const at = await beginOf(editor(page, '总体情况'), '办结');
    await page.locator('.editor.fills').evaluate((host, { x, y }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', '甲\r\n\r\n乙\r\n');
      const event = new DragEvent('drop', { dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true, composed: true });
      host.shadowRoot?.querySelector('.cm-content')?.dispatchEvent(event);
    }, at);
    await expect.poll(() => said('总体情况')).toBe('收到申请48件。\n甲\n乙\n办结情况。');
    await press('Control+z');
    await expect.poll(() => said('总体情况')).toBe(before);
  });

  test('dropped where it stands, nothing changes', async () => {
    await drag('总体情况', '件');
    expect(await said('总体情况')).toBe(before);
  });
});
