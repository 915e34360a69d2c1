/** The two editions of the window as a person has them, with what differs between them: how a file is chosen and where it lands. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { launchDesktop } from './desktop.ts';

export interface Edition {
  readonly page: Page;
  /** Where files are saved and exported. */
  readonly folder: string;
  /** Does what makes the window ask where to save, and chooses `name` there. */
  saveAs(name: string, act: () => Promise<unknown>): Promise<void>;
  /** Does what makes the window ask for a file, and chooses this one. */
  choose(path: string, act: () => Promise<unknown>): Promise<void>;
  /** Puts both kinds of text into the real clipboard, as a spreadsheet does. */
  copyOutside(text: string, html: string): Promise<void>;
  /** Does what exports, and gives the files that came of it by their endings. */
  exported(endings: readonly string[], act: () => Promise<unknown>): Promise<ReadonlyMap<string, Uint8Array>>;
  close(): Promise<void>;
}

const temporary = (): string => mkdtempSync(join(tmpdir(), 'nianbao-window-'));

async function desktop(folder = temporary()): Promise<Edition> {
  const { app, page, close } = await launchDesktop();
  const answer = (how: 'showSaveDialog' | 'showOpenDialog', path: string): Promise<void> =>
    app.evaluate(
      ({ dialog }, [method, chosen]) => {
        Object.assign(dialog, { [method]: async () => ({ canceled: false, filePath: chosen, filePaths: [chosen] }) });
      },
      [how, path] as const,
    );
  return {
    page,
    folder,
    async saveAs(name, act) {
      await answer('showSaveDialog', join(folder, name));
      await act();
    },
    async choose(path, act) {
      await answer('showOpenDialog', path);
      await act();
    },
    copyOutside: (text, html) => app.evaluate(({ clipboard }, clip) => void clipboard.write(clip as never), { text, html }),
    async exported(endings, act) {
      await act();
      await page.getByText('已核对').first().waitFor();
      const names = readdirSync(folder);
      return new Map(endings.map((ending) => [ending, readFileSync(join(folder, names.find((name) => name.endsWith(ending)) ?? ''))]));
    },
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function browser(folder = temporary()): Promise<Edition> {
  const { page, context, close } = await launchBrowser();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // A listener from the start: switched on together with the key press, Playwright would sometimes come too late.
  page.on('filechooser', () => undefined);
  return {
    page,
    folder,
    async saveAs(name, act) {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      await download.saveAs(join(folder, name));
    },
    async choose(path, act) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
      await chooser.setFiles(path);
    },
    copyOutside: (text, html) =>
      page.evaluate(
        async (clip) => {
          const item = (type: string, content: string): [string, Blob] => [type, new Blob([content], { type })];
          await navigator.clipboard.write([
            new ClipboardItem(Object.fromEntries([item('text/plain', clip.text), item('text/html', clip.html)])),
          ]);
        },
        { text, html },
      ),
    async exported(endings, act) {
      const downloads: Promise<[string, Uint8Array]>[] = [];
      page.on('download', (download) => {
        const path = join(folder, download.suggestedFilename());
        downloads.push(download.saveAs(path).then(() => [path, readFileSync(path)]));
      });
      await act();
      await page.getByText('已核对').first().waitFor();
      const files = await Promise.all(downloads);
      return new Map(
        endings.flatMap((ending) => files.filter(([path]) => path.endsWith(ending)).map(([, bytes]) => [ending, bytes] as const)),
      );
    },
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** For `describe.each`: what holds in one edition holds in the other. */
export const EDITIONS = [
  ['desktop', desktop],
  ['browser', browser],
] as const;
