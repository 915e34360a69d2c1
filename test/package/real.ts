/** The package exactly as people get it: no debugger comes in, so the page alone is driven, from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

interface Real {
  readonly page: Page;
  readonly process: ChildProcess;
  /** All that the program said on its standard error. */
  said(): string;
  close(): Promise<void>;
}
interface Options {
  readonly display: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: string;
}

const PATIENCE = 20_000;

function listening(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the program does not listen\n${said()}`)), PATIENCE);
    child.stderr?.on('data', () => {
      const address = /DevTools listening on (ws:\S+)/.exec(said())?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}\n${said()}`)));
  });
}
/** Waits for the window's page. Playwright is lost when it comes while a window opens. */
async function shown(port: string): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { type: string; title: string }[];
    return targets.some(({ type, title }) => type === 'page' && title.includes('年'));
  };
  for (const end = Date.now() + PATIENCE; !(await isThere()); await new Promise((resolve) => setTimeout(resolve, 50)))
    if (Date.now() > end) throw new Error('no page');
}
async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('no context');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}

const open: Real[] = [];
/** For `afterEach`: a test that fails leaves nothing running. */
export async function closeAll(): Promise<void> {
  for (const real of open.splice(0)) await real.close();
}

/** `command` starts the program: its path, and what may have to stand before it. */
export async function startReal(command: readonly [string, ...string[]], { display, args = [], env = {}, config }: Options): Promise<Real> {
  const folder = config ?? mkdtempSync(join(tmpdir(), 'nianbao-real-'));
  const [program, ...before] = command;
  const child = spawn(program, [...before, '--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_CONFIG_HOME: folder, DISPLAY: display, ...env },
  });
  let text = '';
  child.stderr?.on('data', (part: Buffer) => {
    text += part.toString();
  });
  const said = (): string => text;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const connect = async (): Promise<{ browser: Browser; page: Page }> => {
    const address = await listening(child, said);
    await shown(new URL(address).port);
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    return { browser, page: await firstPage(browser) };
  };
  const { browser, page } = await connect().catch((error: unknown) => {
    child.kill();
    throw error;
  });
  const close = async (): Promise<void> => {
    await browser.close().catch(() => undefined);
    child.kill();
    await ended;
    if (!config) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const real = { page, process: child, said, close };
  open.push(real);
  return real;
}
