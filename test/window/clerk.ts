/** A person at the desktop window, for the tests of what goes wrong: opens, types, answers, and looks at what is said. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import type { Api } from '../../shared/api.ts';
import { type Opened, parseDraft, serialiseDraft } from '../../shared/draft.ts';
import { emptyReport } from '../../shared/report.ts';
import { dataIn, desktopCommand, launchDesktop } from './desktop.ts';

export const NAME = '示例县自然资源局2025.nianbao';
type Desktop = Awaited<ReturnType<typeof launchDesktop>>;

/** A draft that says this under 总体情况. */
export function draftSaying(text: string, year = 2025): string {
  const report = emptyReport('示例县自然资源局', year);
  return serialiseDraft({ report: { ...report, texts: { ...report.texts, overview: text } }, lastYear: null });
}
const overviewOf = (opened: Opened): string => (opened.kind === 'ok' ? opened.draft.report.texts.overview : opened.kind);
export const saidIn = (path: string): string => overviewOf(parseDraft(readFileSync(path, 'utf8')));

export class Clerk {
  readonly #desktop: Desktop;
  constructor(desktop: Desktop) {
    this.#desktop = desktop;
  }
  get page() {
    return this.#desktop.page;
  }
  get app() {
    return this.#desktop.app;
  }
  get userData() {
    return this.#desktop.userData;
  }

  /** Writes at the end of 总体情况. */
  async write(text: string): Promise<void> {
    await this.page.keyboard.press('Control+1');
    await this.editor().focus();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.insertText(text);
  }
  editor = (): Locator => this.page.getByRole('textbox', { name: '总体情况' });
  shows = (text: string): Promise<void> => expect.poll(() => this.editor().innerText(), { timeout: 10_000 }).toBe(text);
  status = (text: string | RegExp): Promise<void> =>
    expect.poll(() => this.page.locator('.status .saved').innerText(), { timeout: 10_000 }).toMatch(text);
  press = (keys: string): Promise<void> => this.page.keyboard.press(keys);
  /** The window comes to the front, as the page is told. */
  comeBack = (): Promise<unknown> => this.page.evaluate(() => dispatchEvent(new Event('focus')));

  /** What the one dialog says, once it is there. */
  async told(title: string | RegExp): Promise<string> {
    const dialog = this.page.getByRole('alertdialog', { name: title });
    await dialog.waitFor();
    return dialog.innerText();
  }
  async answer(label: string | RegExp): Promise<void> {
    await this.page.locator('dialog').getByRole('button', { name: label }).click();
  }
  /** Nothing is asked, also after a while. */
  async isLeftAlone(): Promise<void> {
    await this.page.waitForTimeout(300);
    expect(await this.page.locator('dialog').count()).toBe(0);
  }

  /** What the dialogs of the desktop will be answered. */
  choose = (path: string): Promise<void> =>
    this.app.evaluate(({ dialog }, chosen) => {
      const answer = async () => ({ canceled: false, filePath: chosen, filePaths: [chosen] });
      Object.assign(dialog, { showSaveDialog: answer, showOpenDialog: answer });
    }, path);
  menu = (id: string): Promise<void> =>
    this.app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
  closeWindow = (): Promise<void> =>
    this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
  /** A double click on a draft while the window stands: a second start, which hands it to the first and ends. */
  async doubleClick(path: string): Promise<void> {
    const { program, args, env } = await desktopCommand();
    const second = spawn(program, [...args, path], { env: { ...env, ...dataIn(this.userData) }, stdio: 'ignore' });
    expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  }
  /**
   * The main process's answers to a question wait from now on, as on a slow disk. Returns what lets them go on: as they are, or,
   * with a sentence, failing with it.
   */
  async holds(method: keyof Api): Promise<(failure?: string) => Promise<void>> {
    await this.app.evaluate(({ ipcMain }, name) => {
      type Answer = (...given: unknown[]) => unknown;
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Answer> })._invokeHandlers;
      const answer = handlers.get(name) as Answer;
      const held = new Promise<string | undefined>((resolve) => Object.assign(globalThis, { letGo: resolve }));
      handlers.set(name, async (...given) => {
        const message = await held;
        return message ? { kind: 'failed', message } : answer(...given);
      });
      Object.assign(globalThis, { asIs: () => handlers.set(name, answer) });
    }, `nianbao:${method}`);
    return (failure) =>
      this.app.evaluate((_, message) => {
        const { letGo, asIs } = globalThis as unknown as { letGo(message?: string): void; asIs(): void };
        asIs();
        letGo(message ?? undefined);
      }, failure ?? null);
  }
  /** The program ended by itself. */
  ended = (): Promise<number | null> => {
    const program = this.app.process();
    return program.exitCode !== null ? Promise.resolve(program.exitCode) : new Promise((resolve) => program.once('exit', resolve));
  };

  /** The states in the history: why they were kept, and what they say. */
  history(): string[] {
    const folder = join(this.#desktop.userData, 'history');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.nianbao'))
      .map((name) => `${/\.(\w+)\./.exec(name)?.[1]} ${overviewOf(parseDraft(readFileSync(join(folder, name), 'utf8')))}`);
  }
}

const base = mkdtempSync(join(tmpdir(), 'nianbao-faults-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
export const temporary = (): string => mkdtempSync(join(base, 'files-'));

const open: Desktop[] = [];
afterEach(async () => {
  for (const desktop of open.splice(0)) await desktop.close();
});
/** Starts the program; ended at the end of the test. */
export async function start(args: readonly string[] = [], userData = temporary()): Promise<Clerk> {
  const desktop = await launchDesktop({ userData, args });
  open.push(desktop);
  await desktop.page.locator('.window, .start').waitFor();
  return new Clerk(desktop);
}
/** A new draft in a folder, and the program started with it. */
export async function startWith(text: string, folder = temporary()): Promise<Clerk & { readonly path: string }> {
  const path = join(folder, NAME);
  writeFileSync(path, draftSaying(text));
  return Object.assign(await start([path]), { path });
}
