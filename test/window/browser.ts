/** The browser edition as a person has it: the built window, served on loopback, in Debian's Chromium. */
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { buildOutdated } from '../../build/outdated.mjs';
import { serve } from '../../build/serve.mjs';
import { launchChromium } from '../documents/tools.ts';
import { servePlain } from '../package/plain-server.ts';

const WINDOW_FOLDER = fileURLToPath(new URL('../../dist/window', import.meta.url));

interface Launched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Address of the window, which the context may open in further pages. */
  readonly url: string;
  /** The start screen as on a first day: nothing that was kept of an earlier test asks to be taken up. */
  startAnew(): Promise<void>;
  /** The same, and then a new report of a unit. */
  startReport(unit: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the window. Playwright can answer a file chooser and a download, but not the pickers of Chromium, which are therefore
 * taken away unless `pickers` keeps them for a test that brings its own.
 */
export async function launchBrowser({ pickers = false } = {}): Promise<Launched> {
  const server = await started();
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN', acceptDownloads: true });
  if (!pickers) await context.addInitScript(takePickersAway);
  const page = await context.newPage();
  // A chooser that opens right after the first listener is added would be missed: Playwright needs a moment to take them over.
  page.on('filechooser', () => undefined);
  await page.goto(server.url);
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  const url = new URL(process.env['NIANBAO_WEB'] ? 'index.html' : '/index.html', server.url).href;
  const startAnew = async (): Promise<void> => {
    const cdp = await context.newCDPSession(page);
    await page.goto('about:blank');
    await cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'indexeddb,local_storage' });
    await cdp.detach();
    await page.goto(url);
    await page.locator('.start').waitFor();
  };
  const startReport = async (unit: string): Promise<void> => {
    await startAnew();
    await page.keyboard.press('Control+n');
    await page.getByLabel('单位全称').fill(unit);
    await page.keyboard.press('Enter');
    await page.locator('.window').waitFor();
  };
  return { page, context, url, startAnew, startReport, close };
}

/** The built window by its own server, or what `npm run dist:web` made on a plain one (test/package/run.mjs). */
async function started(): ReturnType<typeof servePlain> {
  if (process.env['NIANBAO_WEB']) return servePlain();
  await buildOutdated('window');
  return serve(WINDOW_FOLDER);
}

export function takePickersAway(): void {
  for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(window, name);
}

/** The browser's private folder stands in for the disk, so that files can be opened again, changed by others and compared. */
export function chooseInPrivateFolder(): void {
  const folder = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();
  Object.assign(window, {
    showOpenFilePicker: async () => [
      await (await folder()).getFileHandle((Reflect.get(window, 'chosen') as string | undefined) ?? 'chosen.nianbao'),
    ],
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
      (await folder()).getFileHandle(suggestedName, { create: true }),
    showDirectoryPicker: folder,
  });
}
export const writeOutside = (page: Page, name: string, text: string): Promise<void> =>
  page.evaluate(
    async ([file, content]) => {
      const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(file, { create: true })).createWritable();
      await stream.write(content);
      await stream.close();
    },
    [name, text] as const,
  );
export const readOutside = (page: Page, name: string): Promise<string> =>
  page.evaluate(async (file) => (await (await (await navigator.storage.getDirectory()).getFileHandle(file)).getFile()).text(), name);
