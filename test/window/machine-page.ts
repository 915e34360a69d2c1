/** A page with nothing but the machine of the browser edition in it, for its tests. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { serve } from '../../build/serve.mjs';
import type { Api, SaveRequest } from '../../shared/api.ts';
import { launchChromium, temporaryFolder } from '../documents/tools.ts';
import { chooseInPrivateFolder, takePickersAway } from './browser.ts';

declare global {
  interface Window {
    machine: { browserApi(): Api };
    api: Api;
  }
}
const renderer = fileURLToPath(new URL('../../renderer', import.meta.url));
const folder = temporaryFolder();
let browser: Browser;

/** A page with nothing but the machine in it. */
async function buildMachine(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { __VERSION__: '"1.2.3"' },
    build: { write: false, lib: { entry: join(renderer, 'browser-api.ts'), name: 'machine', formats: ['iife'] } },
  });
  const output = (Array.isArray(built) ? built[0] : built) as unknown as { output: readonly [{ code: string }] };
  return `${output.output[0].code}\nwindow.machine = machine; window.api = machine.browserApi();`;
}

interface Options {
  readonly context?: BrowserContext;
  /** The browser's private folder as what its pickers choose. */
  readonly pickers?: boolean;
  readonly before?: () => void;
}
let server: Awaited<ReturnType<typeof serve>>;
let context: BrowserContext;

export async function open({ context: used = context, pickers = false, before }: Options = {}): Promise<Page> {
  const page = await used.newPage();
  await page.addInitScript(pickers ? chooseInPrivateFolder : takePickersAway);
  if (before) await page.addInitScript(before);
  await page.goto(new URL('/index.html', server.url).href);
  return page;
}

export const SUMMARY = { errors: 1, warnings: 2, blanks: 3, exported: false };
export const request = (text: string, change: Partial<SaveRequest> = {}): SaveRequest => ({
  session: 's',
  file: null,
  suggestedName: '示例县档案馆2025.nianbao',
  text,
  summary: SUMMARY,
  overwrite: false,
  ...change,
});
export const save = (page: Page, given: SaveRequest) => page.evaluate((wanted) => window.api.save(wanted), given);
export const backups = (page: Page, file: string | null = null) => page.evaluate((id) => window.api.backups(id), file);
export const keep = (page: Page, session: string, text: string, file: string | null = null) =>
  page.evaluate((copy) => window.api.keepRecovery(copy), { session, file, name: '示例.nianbao', text, handedAt: null });

/** To be called inside `describe`: builds the machine once, and gives each test a browser that remembers nothing. */
export function prepareMachine(): void {
  beforeAll(async () => {
    mkdirSync(join(folder, 'window'));
    writeFileSync(
      join(folder, 'window/index.html'),
      '<!doctype html><title>x</title><link rel="icon" href="data:,"><button>here</button><script src="m.js"></script>',
    );
    writeFileSync(join(folder, 'window/m.js'), await buildMachine());
    copyFileSync(join(renderer, 'preview.html'), join(folder, 'window/preview.html'));
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    server = await serve(join(folder, 'window'));
    context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.close();
    return async () => {
      await context.close();
      await server.close();
    };
  });
}
