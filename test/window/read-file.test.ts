/** Files read beside the window, in both editions: the worker is there, the policy lets it work, and nothing is fetched or evaluated. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importReport } from '../../importers/import.ts';
import { renderPage } from '../../templates/html.ts';
import { renderModel } from '../../templates/render-model.ts';
import { busyPdf } from '../busy-pdf.ts';
import { available, launchChromium } from '../documents/tools.ts';
import { example } from '../drafts.ts';
import { launchBrowser } from './browser.ts';
import { desktopAvailable, launchDesktop, root } from './desktop.ts';

interface Read {
  readonly imported?: unknown;
  readonly error?: string;
  readonly ms: number;
}
const fixture = (name: string): Uint8Array => readFileSync(join(root, 'test/fixtures/published', name));

/** Calls the window's own reader, by the name that the build gave its file. */
async function read(page: Page, bytes: Uint8Array, name: string): Promise<Read> {
  const chunk = readdirSync(join(root, 'dist/window/assets')).find((file) => /^read-file-.*\.js$/.test(file));
  // As text: what is written as a function here comes with the test's own `import`.
  return page.evaluate(`(async (path, base64, name) => {
    const { importInWorker } = await import(path);
    const begin = performance.now();
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    try {
      return { imported: await importInWorker(bytes, name, 2025), ms: performance.now() - begin };
    } catch (error) {
      return { error: error.message, ms: performance.now() - begin };
    }
  })(${JSON.stringify([new URL(`assets/${chunk}`, page.url()).href, Buffer.from(bytes).toString('base64'), name]).slice(1, -1)})`);
}

let pdf: Uint8Array;
const printed = renderPage(renderModel(example('示例县档案馆').report, 0), { published: '2026-01-20' });
const chromium = available('reading files in a browser, and a PDF to read', 'chromium', 'Noto CJK fonts');
beforeAll(async () => {
  if (!chromium) return;
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.setContent(printed);
  pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  await browser.close();
});

describe.each([
  ['the desktop program', desktopAvailable() && chromium, launchDesktop],
  ['the browser edition', chromium, launchBrowser],
] as const)('%s', (_what, isThere, launch) => {
  describe.skipIf(!isThere)('reads', () => {
    let window: { readonly page: Page; close(): Promise<void> };
    const problems: string[] = [];
    const requests: string[] = [];
    beforeAll(async () => {
      window = await launch();
      window.page.on('console', (message) => problems.push(message.text()));
      window.page.on('pageerror', (error) => problems.push(error.message));
      window.page.context().on('request', (request) => requests.push(request.url()));
    });
    afterAll(() => window?.close());

    test.each(['lists.docx', 'lists.doc'])('%s', async (name) => {
      const bytes = fixture(name);
      expect((await read(window.page, bytes, name)).imported).toEqual(await importReport(bytes, name, 2025));
    });

    test('a PDF, with nothing fetched but the reader itself', async () => {
      const { imported, error, ms } = await read(window.page, pdf, 'x.pdf');
      expect(error).toBeUndefined();
      expect(imported).toEqual(await importReport(pdf, 'x.pdf', 2025));
      expect(ms).toBeLessThan(5_000);
      const own = new URL('.', window.page.url()).href;
      expect(requests.filter((url) => !url.startsWith(own))).toEqual([]);
    });

    test('a file that keeps it busy is given up, while the window goes on', async () => {
      const reading = read(window.page, busyPdf(), 'x.pdf');
      await window.page.waitForTimeout(1_000);
      const begin = performance.now();
      await window.page.evaluate(() => document.title);
      expect(performance.now() - begin).toBeLessThan(1_000);
      const { error, ms } = await reading;
      expect(error).toBe('文件太大或太复杂，5 秒还没有读完，不像一份年度报告。');
      expect(ms).toBeLessThan(8_000);
    });

    test('says nothing on the console', () => {
      expect(problems).toEqual([]);
    });
  });
});
