/**
 * `kill -9` while a draft is typed and saved, in the running program, on real files: no draft is damaged, no more than five seconds
 * of typing are missing, and what is missing in the file is offered at the next start. `NIANBAO_ROUNDS=200` for the long run.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { parseDraft, serialiseDraft } from '../../shared/draft.ts';
import { FORM, fillable } from '../../shared/form.ts';
import { emptyReport, type Report } from '../../shared/report.ts';
import { desktopAvailable, launchDesktop } from './desktop.ts';

const ROUNDS = Number(process.env['NIANBAO_ROUNDS'] ?? 6);
/** A draft is written on for so many rounds, then the next one is begun. */
const ROUNDS_PER_DRAFT = 10;
const PROMISE = 5000;

const base = mkdtempSync(join(tmpdir(), 'nianbao-kill-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const userData = join(base, 'data');
const CELLS = fillable(FORM.tables.requests).map(({ id }) => id);

/** One piece of typing: a counter, in the text or in a cell, and when it was done. */
interface Token {
  readonly count: number;
  readonly cell: string | null;
  at: number | null;
}
const textOf = ({ count }: Token): string => `第${count}句。`;

/** How much of what was typed a state holds. It must be what was typed up to some moment, and nothing else. */
function held(report: Report, before: Report, tokens: readonly Token[]): number {
  const text = report.texts.overview;
  expect(text.startsWith(before.texts.overview)).toBe(true);
  const added = text.slice(before.texts.overview.length);
  const written = tokens.filter(({ cell }) => cell === null);
  expect(written.map(textOf).join('').startsWith(added)).toBe(true);
  const isWhole = (token: Token): boolean =>
    token.cell ? report.cells[token.cell] === String(token.count) : added.includes(textOf(token));
  const whole = tokens.findIndex((token) => !isWhole(token));
  const upTo = whole === -1 ? tokens.length : whole;
  // Of the one that was being typed there may be a part; of those after it there is nothing.
  for (const [index, { count, cell }] of tokens.entries()) {
    if (cell === null || index < upTo) continue;
    const now = report.cells[cell] ?? '';
    const isUntouched = now === (before.cells[cell] ?? '');
    expect(isUntouched || (index === upTo && String(count).startsWith(now)), `${cell} = ${now}`).toBe(true);
  }
  const length = tokens
    .slice(0, upTo)
    .filter(({ cell }) => cell === null)
    .map(textOf)
    .join('').length;
  const next = tokens[upTo];
  expect(added.length - length).toBeLessThanOrEqual(next?.cell === null ? textOf(next).length : 0);
  return upTo;
}

function reportIn(text: string): Report {
  const opened = parseDraft(text);
  if (opened.kind !== 'ok') throw new Error(`a damaged draft: ${opened.kind}`);
  return opened.draft.report;
}

interface Copy {
  readonly path: string | null;
  readonly text: string;
  readonly at: number;
}
const copies = (): Copy[] => {
  const folder = join(userData, 'recovery');
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Copy);
};

class Clerk {
  readonly tokens: Token[] = [];
  #stopped = false;
  readonly #page: Page;
  #count: number;
  #lastKey: Promise<void> = Promise.resolve();
  constructor(page: Page, count: number) {
    this.#page = page;
    this.#count = count;
  }

  stop(): void {
    this.#stopped = true;
  }
  /** Between two keys of what is being typed. Gives the moment when the key goes down. */
  save(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#hit(() => {
        resolve(Date.now());
        return this.#page.keyboard.press('Control+s');
      }).catch(reject);
    });
  }
  /** Until the program is gone. */
  async work(): Promise<void> {
    try {
      for (let inTable = Math.random() < 0.5; !this.#stopped; inTable = !inTable) await (inTable ? this.#fillIn() : this.#write());
    } catch (error) {
      if (!this.#stopped) throw error;
    }
  }
  async #write(): Promise<void> {
    await this.#press('Control+1');
    await this.#page.getByRole('textbox', { name: '总体情况' }).focus();
    await this.#press('Control+End');
    for (let left = 12; left > 0 && !this.#stopped; left--) await this.#type(null);
  }
  async #fillIn(): Promise<void> {
    await this.#press('Control+3');
    for (let left = 12; left > 0 && !this.#stopped; left--) {
      const cell = CELLS[this.#count % CELLS.length] ?? '';
      await this.#page.locator(`[data-cell="${cell}"] input`).focus();
      await this.#type(cell);
    }
  }
  async #type(cell: string | null): Promise<void> {
    const token: Token = { count: this.#count++, cell, at: null };
    this.tokens.push(token);
    for (const key of cell ? String(token.count) : textOf(token)) await this.#hit(() => this.#page.keyboard.type(key));
    token.at = Date.now();
    if (Math.random() < 0.06) await this.#press('Control+s');
    await pause(Math.random() * 60);
  }
  #press(keys: string): Promise<void> {
    return this.#hit(() => this.#page.keyboard.press(keys));
  }
  /** One key after the other: else a digit falls into the time that Control is down, and Ctrl+3 leads to another section. */
  #hit(key: () => Promise<void>): Promise<void> {
    this.#lastKey = this.#lastKey.then(key);
    return this.#lastKey;
  }
}

const sums = { rounds: 0, tokens: 0, damaged: 0, mostLost: 0, duringSave: 0, offered: 0, temporaries: 0, seconds: 0 };
let draft = '';
let next = 1001;
/** What the window shows at the start of a round. */
let shown: Report | null = null;
let offers: string | null = null;

function newDraft(round: number): void {
  const folder = join(base, `draft-${round}`);
  mkdirSync(folder);
  draft = join(folder, '示例县自然资源局2025.nianbao');
  const report = emptyReport('示例县自然资源局', 2025);
  writeFileSync(draft, serialiseDraft({ report, lastYear: null }));
}

/** The dialog is there where something would be missing, and nowhere else. Gives what the window holds afterwards. */
async function takeUp(page: Page): Promise<Report> {
  await page.getByText('2025 年度报告').first().waitFor();
  const dialog = page.getByRole('alertdialog', { name: /没有存盘的改动/ });
  const file = reportIn(readFileSync(draft, 'utf8'));
  if (offers === null) {
    await pause(150);
    expect(await dialog.count()).toBe(0);
    return file;
  }
  await dialog.waitFor();
  sums.offered++;
  const isWanted = Math.random() < 0.7;
  await page.getByRole('button', { name: isWanted ? /^恢复/ : /^放弃副本/ }).click();
  // Where the copy went is told over the dialog.
  if (!isWanted) await page.getByRole('button', { name: /^知道了/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const expected = isWanted ? reportIn(offers) : file;
  // What was recovered is shown where the person was.
  await page.keyboard.press('Control+1');
  await page.locator('.editor').first().waitFor();
  const text = await page.getByRole('textbox', { name: '总体情况' }).innerText();
  expect(text.trim().replace('\n', '')).toContain(expected.texts.overview.slice(-20));
  return expected;
}

/** Types for a while, is killed at a random moment, every second time in the first moments of a save. */
async function round(number: number): Promise<void> {
  if (number % ROUNDS_PER_DRAFT === 0 && offers === null) newDraft(number);
  const { app, page } = await launchDesktop({ userData, args: [draft] });
  shown = await takeUp(page);
  const clerk = new Clerk(page, next);
  const work = clerk.work();
  await pause(300 + Math.random() * 3200);
  let savedFrom = Date.now();
  if (number % 2 === 1) {
    savedFrom = await clerk.save();
    await pause(Math.random() * 40);
  }
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  const killedAt = Date.now();
  clerk.stop();
  // Playwright starts the program as the head of a process group, which holds all its children.
  process.kill(-(app.process().pid ?? 0), 'SIGKILL');
  await Promise.all([gone, work]);
  next += clerk.tokens.length;
  examine(clerk.tokens, savedFrom, killedAt);
}

function examine(tokens: readonly Token[], savedFrom: number, killedAt: number): void {
  if (!shown) throw new Error('nothing was shown');
  const text = readFileSync(draft, 'utf8');
  const folder = join(draft, '..');
  const left = readdirSync(folder).filter((name) => !draft.endsWith(name));
  // One at most, of which the next save takes the name.
  expect(left.filter((name) => !/^~nianbao-[0-9a-f]{12}\.tmp$/.test(name))).toEqual([]);
  expect(left.length).toBeLessThanOrEqual(1);
  const copy = copies().filter(({ path }) => path === draft);
  expect(copy.length).toBeLessThanOrEqual(1);
  sums.rounds++;
  sums.tokens += tokens.length;
  sums.temporaries += left.length;
  // A save begins with the copy and ends with dropping it.
  if (left.length > 0 || copy.some(({ at }) => at >= savedFrom)) sums.duringSave++;

  const isOld = (state: string): boolean => state === start;
  const inFile = isOld(text) ? -1 : heldIn(text, tokens);
  const inCopy = copy[0] && !isOld(copy[0].text) ? heldIn(copy[0].text, tokens) : -1;
  // What was recovered at the start of the round is somewhere, too.
  if (inFile < 0 && inCopy < 0) expect(reportIn(text)).toEqual(shown);
  const lost = tokens[Math.max(inFile, inCopy, 0)]?.at;
  const seconds = lost ? (killedAt - lost) / 1000 : 0;
  sums.mostLost = Math.max(sums.mostLost, seconds);
  expect(seconds * 1000).toBeLessThanOrEqual(PROMISE);
  offers = copy[0] && copy[0].text !== text ? copy[0].text : null;
  if (offers !== null) expect(inCopy, 'a copy that is older than the file').toBeGreaterThanOrEqual(inFile);
}
/** The file as it was before the round, where the window began with a recovered copy instead. */
let start = '';
function heldIn(text: string, tokens: readonly Token[]): number {
  try {
    return held(reportIn(text), shown ?? emptyReport('', 2025), tokens);
  } catch (error) {
    if (String(error).includes('damaged')) sums.damaged++;
    throw error;
  }
}

describe.skipIf(!desktopAvailable())('killed at random moments', () => {
  test(
    `${ROUNDS} times`,
    async () => {
      const began = Date.now();
      newDraft(-1);
      for (let number = 0; number < ROUNDS; number++) {
        start = readFileSync(draft, 'utf8');
        await round(number);
      }
      sums.seconds = Math.round((Date.now() - began) / 1000);
      console.info(
        `${sums.rounds} rounds in ${sums.seconds} s: ${sums.damaged} damaged drafts, ${sums.mostLost.toFixed(1)} s of typing lost at most, ` +
          `${sums.duringSave} killed during a save (${sums.temporaries} left a temporary file), ${sums.offered} recoveries, ${sums.tokens} pieces typed`,
      );
    },
    ROUNDS * 30_000,
  );
});
