/** Published reports as files, our own examples in the layouts of websites, and how a person brings them into the window. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Report } from '../../shared/report.ts';
import { renderDocx } from '../../templates/docx.ts';
import { renderModel } from '../../templates/render-model.ts';
import { example } from '../drafts.ts';
import { LAYOUTS } from '../layouts.ts';
import type { Edition } from './editions.ts';
import { press } from './hands.ts';

export const { report: last } = example('示例县自然资源局');
export const html = (report: Report): string => LAYOUTS.find(({ name }) => name === 'HTML with merged heads')?.write(report) ?? '';
export const text = (report: Report): string => LAYOUTS.find(({ name }) => name === 'tabs, merged cells blank')?.write(report) ?? '';

const folder = mkdtempSync(join(tmpdir(), 'nianbao-published-'));
export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
export const docxOf = (report: Report): Promise<Uint8Array> => renderDocx(renderModel(report, 0), new Date(0));

export async function startOf(open: () => Promise<Edition>): Promise<Edition> {
  const edition = await open();
  edition.page.setDefaultTimeout(8_000);
  edition.page.on('pageerror', (error) => expect.soft(String(error)).toBe(''));
  await edition.page.locator('.start').waitFor();
  return edition;
}

export function importerOf(edition: () => Edition) {
  const keys = (...all: string[]): Promise<void> => press(edition().page, ...all);
  const dialog = (title: string | RegExp): Locator => edition().page.getByRole('dialog', { name: title });
  const review = (): Locator => dialog('导入年报');
  const gone = (locator: Locator): Promise<void> => locator.waitFor({ state: 'detached' });
  /** A way in of the start screen. */
  const choose = async (way: RegExp, path: string): Promise<void> => {
    await edition().page.locator('.ways').getByRole('button', { name: way }).focus();
    await edition().choose(path, () => keys('Enter'));
  };
  const toStart = async (): Promise<void> => {
    await keys('Control+w');
    const question = edition().page.getByRole('alertdialog', { name: '要保存改动吗？' });
    await question.or(edition().page.locator('.start')).waitFor();
    if (await question.count()) await question.getByRole('button', { name: '不保存' }).press('Enter');
    await edition().page.locator('.start').waitFor();
  };
  const told = async (title: string): Promise<string> => {
    const message = edition().page.getByRole('alertdialog', { name: title });
    await message.waitFor();
    const said = await message.innerText();
    await keys('Enter');
    await gone(message);
    return said;
  };
  return { press: keys, dialog, review, gone, choose, toStart, told };
}
