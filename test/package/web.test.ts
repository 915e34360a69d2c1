/** The browser edition on a plain web server: with and without the network, over https and over plain http, and from a disk. */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { available, launchChromium } from '../documents/tools.ts';
import { servePlain, WEB } from './plain-server.ts';

const isMade = existsSync(join(WEB, 'index.html'));
if (!isMade) console.warn('skipped: the browser edition (run `npm run dist:web` first)');
const folder = mkdtempSync(join(tmpdir(), 'nianbao-web-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!isMade || !available('the browser edition in Chromium', 'chromium'))('the browser edition in a folder', () => {
  const toClose: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const each of toClose.splice(0).reverse()) await each.close();
  });
  const open = async (launched: Promise<Browser>): Promise<{ page: Page; complaints: string[] }> => {
    const browser = await launched;
    toClose.push(browser);
    const context = await browser.newContext({ acceptDownloads: true, locale: 'zh-CN' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => /policy|refused/i.test(message.text()) && complaints.push(message.text()));
    return { page, complaints };
  };
  const serve = async (from?: string) => {
    const server = await servePlain(from);
    toClose.push(server);
    return server;
  };
  /** A new report, a number, and both documents: what a clerk must be able to do anywhere. */
  const write = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^新建/ }).click();
    await page.getByLabel('单位全称').fill('示例县水利局');
    await page.keyboard.press('Enter');
    await page.getByText('年度报告').first().waitFor();
    await page.keyboard.press('Control+2');
    await page.keyboard.type('3');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Alt+2');
    await page.frameLocator('.pane iframe').getByText('政府信息公开工作年度报告').first().waitFor();
    const names: string[] = [];
    page.on('download', (download) => names.push(download.suggestedFilename()));
    await page.keyboard.press('Control+e');
    await page.getByRole('dialog', { name: '导出' }).waitFor();
    await page.getByRole('checkbox', { name: /网页/ }).setChecked(true);
    await page.getByRole('button', { name: /^导出/ }).last().click();
    await page.getByText('已核对').first().waitFor();
    await expect.poll(() => names.map((name) => name.split('.').at(-1)).sort()).toEqual(['docx', 'html']);
  };
  /** Pickers cannot be answered from outside. */
  const withoutPickers = (page: Page) =>
    page.addInitScript(() => {
      for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(window, name);
    });
  const kept = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');

  test('works below any address, keeps itself, and works again when the server is gone', async () => {
    const server = await serve();
    const { page, complaints } = await open(launchChromium());
    await withoutPickers(page);
    await page.goto(server.url);
    await page.getByRole('button', { name: /^新建/ }).waitFor();
    await expect.poll(() => kept(page)).toBe(true);
    await server.close();
    await page.reload();
    await write(page);
    await page.goto(`${server.url}index.html?again`).catch(() => undefined);
    expect(await page.evaluate(async () => (await fetch('licences.txt')).text())).toContain('第三方许可');
    expect(complaints).toEqual([]);
  });
  test('takes a new version when its last window is closed, and not before', async () => {
    const copy = join(folder, 'copy');
    cpSync(WEB, copy, { recursive: true });
    const server = await serve(copy);
    const { page } = await open(launchChromium());
    await page.goto(server.url);
    await expect.poll(() => kept(page)).toBe(true);
    await page.reload();
    const before = await page.evaluate(async () => (await caches.keys()).length);
    const worker = (await (await fetch(`${server.url}sw.js`)).text()).replace(/VERSION = "[^"]+"/, 'VERSION = "next"');
    writeFileSync(join(copy, 'sw.js'), worker);
    writeFileSync(join(copy, 'licences.txt'), 'next');
    const waiting = () => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect.poll(waiting).toBe(true);
    const licences = (where: Page) => where.evaluate(async () => (await fetch('licences.txt')).text());
    expect(await licences(page)).toContain('第三方许可');
    const context = page.context();
    await page.close();
    const later = await context.newPage();
    await later.goto(server.url);
    await expect
      .poll(async () => {
        await later.reload();
        return licences(later);
      })
      .toBe('next');
    expect([before, await later.evaluate(async () => (await caches.keys()).length)]).toEqual([1, 1]);
  });
  test('writes and exports over plain http, where browsers offer less', async () => {
    const server = await serve();
    const port = new URL(server.url).port;
    const { page, complaints } = await open(launchChromium('--host-resolver-rules=MAP intranet.test 127.0.0.1'));
    await page.goto(`http://intranet.test:${port}/nianbao/index.html`);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await write(page);
    expect(complaints).toEqual([]);
  });
  test('says where it belongs when it is opened from a disk', async () => {
    const { page } = await open(launchChromium());
    await page.goto(pathToFileURL(join(WEB, 'index.html')).href);
    expect(await page.locator('body').innerText()).toContain('要放到网站或内网服务器上');
  });
});
