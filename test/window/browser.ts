/** The browser edition as a person has it: the built window, served on loopback, in Debian's Chromium. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { buildTargets } from '../../build/build.mjs';
import { serve } from '../../build/serve.mjs';
import { launchChromium } from '../documents/tools.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const WINDOW_FOLDER = join(root, 'dist/window');

const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Builds the window where there is none, or where a source file is newer. */
async function buildWindow(): Promise<void> {
  const sources = ['shared', 'templates', 'importers', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  );
  const newest = Math.max(...[...sources, join(root, 'vite.config.ts'), join(root, 'package-lock.json')].map(changed));
  if (newest > changed(join(WINDOW_FOLDER, 'index.html'))) await buildTargets('window');
}

interface Launched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Address of the window, which the context may open in further pages. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens the window. Playwright can answer a file chooser and a download, but not the pickers of Chromium, which are therefore
 * taken away unless `pickers` keeps them for a test that brings its own.
 */
export async function launchBrowser({ pickers = false } = {}): Promise<Launched> {
  await buildWindow();
  const server = await serve(WINDOW_FOLDER);
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN', acceptDownloads: true });
  if (!pickers) await context.addInitScript(takePickersAway);
  const page = await context.newPage();
  await page.goto(server.url);
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  return { page, context, url: new URL('/index.html', server.url).href, close };
}

function takePickersAway(): void {
  for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(window, name);
}
