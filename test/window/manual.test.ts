/** 帮助 › 使用手册 by keyboard, in both editions: found, read, followed, closed; with its pictures, and without one finding of axe. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AXE_TAGS } from '../documents/tools.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { press as pressOn } from './hands.ts';

const focusedText = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

describe.each(EDITIONS)('in the %s edition', (name, open) => {
  let edition: Edition;
  let page: Page;
  const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
  const manual = () => page.getByRole('dialog', { name: '使用手册' });
  beforeAll(async () => {
    edition = await open();
    page = edition.page;
    page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
    page.on('console', (message) => message.type() === 'error' && expect.soft(message.text()).toBe(''));
    await page.locator('.start').waitFor();
  });
  afterAll(() => edition?.close());

  test('it opens at its beginning and is read with the arrows', async () => {
    await press('Shift+F1');
    await manual().waitFor();
    const top = () => page.locator('.manual .reading').evaluate((element) => element.scrollTop);
    expect(await top()).toBe(0);
    await press('PageDown');
    await expect.poll(top).toBeGreaterThan(100);
  });

  test('contents lead to their chapter, without a step in the history', async () => {
    const before = await page.evaluate(() => [history.length, location.href]);
    const link = manual().getByRole('navigation', { name: '目录' }).getByRole('link', { name: '检查：表内的数' });
    await link.focus();
    await press('Enter');
    expect(await focusedText(page)).toBe('检查：表内的数');
    expect(await page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? 0)).toBeLessThan(200);
    expect(await page.evaluate(() => [history.length, location.href])).toEqual(before);
  });

  test('every picture is shown', async () => {
    const shown = await page.evaluate(async () => {
      const pictures = [...document.querySelectorAll<HTMLImageElement>('.manual img')];
      for (const picture of pictures) picture.loading = 'eager';
      await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
      return pictures.map(({ naturalWidth, alt, src }) => [naturalWidth > 500 && alt.length > 5, src]);
    });
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter(([good]) => !good)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('dialog').withTags(AXE_TAGS).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))).toEqual([]);
  });

  test('Esc closes it, and the window is as it was', async () => {
    await press('Escape');
    await manual().waitFor({ state: 'detached' });
    expect(await page.locator('.start').count()).toBe(1);
  });

  test.runIf(name === 'browser')('it stands in the menu', async () => {
    const menu = page.locator('.window-menu > button');
    await menu.focus();
    await press('Enter');
    await page.getByRole('menuitem', { name: /使用手册/ }).focus();
    await press('Enter');
    await manual().waitFor();
    await press('Escape');
    await manual().waitFor({ state: 'detached' });
  });

  test('in a report it opens at the chapter on what is on the screen', async () => {
    await page.getByRole('button', { name: /^新建/ }).focus();
    await press('Enter');
    await page.getByLabel('单位全称').waitFor();
    await page.keyboard.insertText('示例县水利局');
    await press('Enter');
    await page.locator('.window').waitFor();
    await page.getByRole('button', { name: /收到和处理申请/ }).focus();
    await press('Enter', 'Shift+F1');
    await manual().waitFor();
    expect(await focusedText(page)).toBe('填表');
    await press('Escape');
    await manual().waitFor({ state: 'detached' });
  });
});

test('the native menu opens it', async () => {
  const { launchDesktop } = await import('./desktop.ts');
  const { app, page, close } = await launchDesktop();
  await page.locator('.start').waitFor();
  await expect.poll(() => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('manual')?.label)).toBe('使用手册');
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('manual')?.click());
  await page.getByRole('dialog', { name: '使用手册' }).waitFor();
  await close();
});
