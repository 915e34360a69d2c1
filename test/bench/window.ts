/**
 * `npm run bench:ui`: how long the running window takes, in the real Electron, beside the same runtime with nothing in it. A key in
 * table 三 with last year and the preview open; from the start of the process to a usable form. Prints a table; judges nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { test } from 'vitest';
import { serialiseDraft } from '../../shared/draft.ts';
import { nextYear } from '../../shared/rollover.ts';
import { example } from '../drafts.ts';
import { desktopCommand, root } from '../window/desktop.ts';
import { timesOf } from './measure.ts';
import { type Row, show } from './table.ts';

const STARTS = 12;
const KEYS = 300;
/** By then the window stands, on any machine. */
const SETTLED = 1500;
const DRAFT = '示例县自然资源局2025.nianbao';

/** The least an Electron program can be: one window, one field. */
const EMPTY = {
  'package.json': '{"name":"empty","version":"1.0.0","main":"main.cjs"}',
  'main.cjs': `const { app, BrowserWindow } = require('electron');
app.setPath('userData', process.env.NIANBAO_USER_DATA);
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } }).loadFile('index.html'));`,
  'index.html': '<!doctype html><meta charset="utf-8"><p>空</p><label>数 <input id="field"></label>',
};

interface Running {
  readonly page: Page;
  /** When the process was started, in milliseconds since 1970. */
  readonly began: number;
  end(): Promise<void>;
}

async function start(app: string, folder: string, files: readonly string[]): Promise<Running> {
  const { program, args, env } = await desktopCommand();
  const flags = [...args.filter((argument) => argument !== root), '--remote-debugging-port=0'];
  const began = Date.now();
  const child = spawn(program, [...flags, app, ...files], {
    env: { ...env, NIANBAO_USER_DATA: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await devtoolsOf(child);
  // Who looks on from the start takes part of the two cores: what was painted when is on record in the page.
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const page = await firstPage(browser);
  const end = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    await browser.close().catch(() => undefined);
  };
  return { page, began, end };
}

function devtoolsOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(said)));
  });
}
async function firstPage(browser: Browser): Promise<Page> {
  for (;;) {
    const page = browser.contexts()[0]?.pages()[0];
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** When the first frame with anything in it was painted, since the process began: the form is drawn in one go, editors and all. */
async function painted({ page, began }: Running, wait: string): Promise<number> {
  await page.locator(wait).first().waitFor();
  const at = await page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
  });
  return at - began;
}

/** From the arrival of a key to the frame that shows it, and what of it the page itself worked. */
async function keyTimes(page: Page, keys: readonly string[]): Promise<{ frame: number[]; work: number[] }> {
  await page.evaluate(() => {
    const times = { frame: [] as number[], work: [] as number[] };
    Object.assign(globalThis, { times });
    addEventListener(
      'keydown',
      (event) => {
        if (event.key.length !== 1) return;
        const arrived = event.timeStamp;
        const channel = new MessageChannel();
        const begun = performance.now();
        requestAnimationFrame(() => {
          times.work.push(performance.now() - begun);
          channel.port1.onmessage = () => times.frame.push(performance.now() - arrived);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  });
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(20 + Math.random() * 20);
  }
  return page.evaluate(() => (globalThis as unknown as { times: { frame: number[]; work: number[] } }).times);
}

/** Digits, and after every second one a step to the next cell, so that totals and findings change all the time. */
const keys = (step: string): string[] => Array.from({ length: KEYS }, (_, at) => [String(at % 10), ...(at % 2 ? [step] : [])]).flat();

const rows: Row[] = [];
const add = (name: string, samples: readonly number[], floor: readonly number[], note: string): void => {
  rows.push({ name, times: timesOf(samples), ratio: timesOf(samples).median / timesOf(floor).median, note });
};

test('the running window', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  try {
    const empty = join(folder, 'empty');
    const draft = join(folder, DRAFT);
    copyFileSync(join(root, 'examples', DRAFT), draft);
    mkdirSync(empty);
    for (const [name, text] of Object.entries(EMPTY)) writeFileSync(join(empty, name), text);
    await measureStarts(folder, empty, draft);
    await measureKeys(folder, empty, draft);
    show('window', rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function measureStarts(folder: string, empty: string, draft: string): Promise<void> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round <= STARTS; round++) {
    const window = await start(root, join(folder, 'data'), [draft]);
    const our = await painted(window, '.main .editor');
    await window.end();
    const bare = await start(empty, join(folder, 'bare'), []);
    const bareTime = await painted(bare, '#field');
    await bare.end();
    // The first start fills the caches of the disk.
    if (round === 0) continue;
    ours.push(our);
    floor.push(bareTime);
  }
  add('start to a usable form', ours, floor, `${STARTS} starts, a draft with last year`);
  add('start of an empty window', floor, floor, 'floor: the same runtime');
}

async function measureKeys(folder: string, empty: string, draft: string): Promise<void> {
  const bare = await start(empty, join(folder, 'bare'), []);
  await bare.page.locator('#field').focus();
  const floor = await keyTimes(bare.page, keys('Home'));
  await bare.end();
  const window = await start(root, join(folder, 'data'), [draft]);
  await window.page.locator('.main .editor').first().waitFor();
  await window.page.keyboard.press('Control+3');
  await window.page.keyboard.press('Alt+2');
  await window.page.frameLocator('.pane iframe').locator('#requests').waitFor();
  await window.page.locator('[data-cell="requests.newReceived.natural"] input').focus();
  const grid = await keyTimes(window.page, keys('Tab'));
  await window.end();
  await measureLetters(folder, floor.frame);
  add('key in table 三 to the next frame', grid.frame, floor.frame, `${grid.frame.length} keys, last year and preview open`);
  add('key in an empty field to the next frame', floor.frame, floor.frame, 'floor: the same runtime');
  add('of it, until the frame begins: table 三', grid.work, floor.work, 'work of the page and the wait for the screen');
  add('of it, until the frame begins: empty field', floor.work, floor.work, 'the wait for the screen');
}

/** Letters in a text that was taken over whole, with its marks, its meter and last year's paragraphs beside it. */
async function measureLetters(folder: string, floor: readonly number[]): Promise<void> {
  const rolled = join(folder, '示例县自然资源局2026.nianbao');
  writeFileSync(rolled, serialiseDraft(nextYear(example('示例县自然资源局').report, 2026).draft));
  const letters = Array.from({ length: KEYS }, (_, at) => [...(at % 30 === 0 ? ['Alt+n'] : []), at % 10 === 9 ? 'Backspace' : 'a']).flat();
  for (const [pane, name] of [
    ['Alt+1', 'findings'],
    ['Alt+3', 'last year'],
  ] as const) {
    // A folder of its own: the window before was killed with unsaved work in it.
    const window = await start(root, join(folder, name), [rolled]);
    await window.page.locator('.main .editor').first().waitFor();
    await window.page.keyboard.press(pane);
    await window.page.getByRole('textbox', { name: '总体情况' }).focus();
    await window.page.waitForTimeout(500);
    const text = await keyTimes(window.page, letters);
    await window.end();
    add(`letter in a text to the next frame, ${name}`, text.frame, floor, `${text.frame.length} letters, all of it last year’s`);
  }
}
