/** Every view of the window, walked through in the browser edition: for what is asserted of all of them, and for looking at them. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { requestCell, SECTIONS } from '../../shared/form.ts';
import { example } from '../drafts.ts';
import { LAYOUTS } from '../layouts.ts';
import { chooseInPrivateFolder, launchBrowser, writeOutside } from './browser.ts';

export const WRONG = '示例镇人民政府2025（有错）.nianbao';
export const WITH_LAST_YEAR = '示例县自然资源局2025.nianbao';
const PUBLISHED = '示例县自然资源局2025年政府信息公开工作年度报告.html';
const GONE = '示例县档案馆2024.nianbao';
const textOf = (file: string): string => readFileSync(new URL(`../../examples/${encodeURIComponent(file)}`, import.meta.url), 'utf8');

/** A published page that contradicts itself, with text before its title that belongs nowhere. */
function publishedPage(): string {
  const { report } = example('示例县自然资源局');
  const cells = { ...report.cells, [requestCell('newReceived', 'natural')]: '99', 'proactive.licensing.decisions': '' };
  const page = LAYOUTS.find(({ name }) => name === 'HTML with merged heads')?.write({ ...report, cells }) ?? '';
  return page.replace('<body>', '<body><p>这一段在标题前面，说不清属于哪里</p>');
}

export async function launchViews(): ReturnType<typeof launchBrowser> {
  const launched = await launchBrowser({ pickers: true });
  await launched.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await launched.context.addInitScript(chooseInPrivateFolder);
  await launched.page.reload();
  for (const file of [WRONG, WITH_LAST_YEAR]) await writeOutside(launched.page, file, textOf(file));
  await writeOutside(launched.page, PUBLISHED, publishedPage());
  return launched;
}

export async function open(page: Page, file: string): Promise<void> {
  await page.evaluate((name) => Reflect.set(window, 'chosen', name), file);
  await page.getByRole('button', { name: /^打开…/ }).click();
  await page.locator('.window').waitFor();
}
/** A published report, in the screen that shows what was read of it. */
export async function review(page: Page): Promise<void> {
  await page.evaluate((name) => Reflect.set(window, 'chosen', name), PUBLISHED);
  await page.getByRole('button', { name: /^以上年为基础新建/ }).click();
  await page.getByRole('dialog', { name: '导入年报' }).waitFor();
}
export async function rollOver(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /^以上年为基础新建/ }).waitFor();
}
const close = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+w');
  await page.locator('.start').waitFor();
};
const noDialog = (page: Page): Promise<void> => page.locator('dialog').waitFor({ state: 'detached' });
const dialog = (page: Page): Promise<void> => page.locator('dialog').waitFor();

/** Ctrl+1 to 6. */
export const section = (page: Page, number: number): Promise<void> => page.keyboard.press(`Control+${number}`);
const focusCell = (page: Page, id: string): Promise<void> => page.locator(`[data-cell="${id}"] input`).focus();

type Look = (name: string, page: Page) => Promise<void>;

/** The window of one context, from an empty start screen to the recovery of unsaved work; `look` is called at each view. */
export async function walk(page: Page, look: Look): Promise<void> {
  await walkNew(page, look);
  await walkImport(page, look);
  await open(page, WRONG);
  await walkSections(page, look);
  await walkDialogs(page, look);
  await close(page);
  await walkRecent(page, look);
  await open(page, WITH_LAST_YEAR);
  await walkLastYear(page, look);
  await walkUnsaved(page, look);
}

async function walkNew(page: Page, look: Look): Promise<void> {
  await page.getByText('还没有打开过文件').waitFor();
  await look('start, empty', page);
  await page.locator('.window-menu > button').click();
  await look('menus, start', page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^新建/ }).click();
  await dialog(page);
  await look('new', page);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await look('new, refused', page);
  await page.keyboard.insertText('示例县水利局');
  await page.keyboard.press('Enter');
  await page.locator('.window').waitFor();
  for (const [index, { id }] of SECTIONS.entries()) {
    await section(page, index + 1);
    await look(`empty ${id}`, page);
  }
  await page.keyboard.press('Alt+3');
  await look('no last year', page);
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Control+w');
  await dialog(page);
  await look('unsaved', page);
  await page.getByRole('button', { name: '不保存' }).click();
  await page.locator('.start').waitFor();
}

async function walkImport(page: Page, look: Look): Promise<void> {
  await review(page);
  await look('review', page);
  await page.getByRole('button', { name: '逐行看：表三' }).click();
  await page.locator('.around summary').click();
  await look('review, opened', page);
  await page.getByLabel('单位全称').fill('');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await look('review, refused', page);
  await page.getByLabel('单位全称').fill('示例县自然资源局');
  await rollOver(page);
  await look('rollover', page);
  await page.getByRole('button', { name: '逐处看：正文里的年份' }).click();
  await page.getByRole('textbox', { name: '年度' }).fill('20');
  await look('rollover, opened', page);
  // What was unfolded goes first.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: '导入年报' }).waitFor();
  await page.keyboard.press('Escape');
  await noDialog(page);
}

async function walkSections(page: Page, look: Look): Promise<void> {
  for (const [index, { id }] of SECTIONS.entries()) {
    await section(page, index + 1);
    await page.keyboard.press('Alt+1');
    await look(`wrong ${id}`, page);
  }
  await page.keyboard.press('F7');
  await section(page, 1);
  await page.keyboard.press('F8');
  await look('finding, focused', page);
  await section(page, 3);
  await focusCell(page, 'requests.newReceived.natural');
  await page.keyboard.type('1.5');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await look('number, not understood', page);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('F9');
  await look('pane closed', page);
  for (const number of [3, 1]) {
    await section(page, number);
    await page.keyboard.press('Alt+2');
    await page.frameLocator('.pane iframe').getByText('年度报告').first().waitFor();
    await look(`preview ${number}`, page);
  }
  await page.keyboard.press('Alt+1');
}

/** One file that is there, and one that was deleted since. */
async function walkRecent(page: Page, look: Look): Promise<void> {
  await writeOutside(page, GONE, textOf(WITH_LAST_YEAR));
  await open(page, GONE);
  await close(page);
  await page.evaluate(async (name) => (await navigator.storage.getDirectory()).removeEntry(name), GONE);
  await page.reload();
  await page.getByText('找不到文件').waitFor();
  await look('start, recent files', page);
}

/** What each command of the keyboard or a button opens, and its view. */
async function walkDialogs(page: Page, look: Look): Promise<void> {
  await section(page, 3);
  await focusCell(page, 'requests.granted.natural');
  const opened = async (name: string, act: () => Promise<unknown>): Promise<void> => {
    await act();
    await dialog(page);
    await look(name, page);
  };
  const seen = async (name: string, act: () => Promise<unknown>): Promise<void> => {
    await opened(name, act);
    await page.keyboard.press('Escape');
    await noDialog(page);
  };
  const fromMenu = (name: string) => async (): Promise<void> => {
    await page.locator('.window-menu > button').click();
    await page.getByRole('menu').getByText(name).click();
  };
  await seen('meaning', () => page.keyboard.press('F1'));
  await page.keyboard.press('Control+f');
  await look('find', page);
  await page.keyboard.insertText('公开');
  await page.keyboard.press('Enter');
  await look('find, found', page);
  await page.keyboard.insertText('没有的词');
  await look('find, nothing', page);
  await page.keyboard.press('Escape');
  await section(page, 3);
  await focusCell(page, 'requests.granted.natural');
  await seen('unit', async () => {
    await page.getByRole('button', { name: '单位信息' }).focus();
    await page.keyboard.press('Enter');
  });
  await seen('manual', fromMenu('使用手册'));
  await seen('keys', fromMenu('键盘操作'));
  await seen('about', fromMenu('关于'));
  await seen('licences', fromMenu('第三方许可'));
  await page.locator('.window-menu > button').click();
  await look('menus', page);
  await page.keyboard.press('Escape');
  await opened('export', () => page.keyboard.press('Control+e'));
  await page.getByRole('dialog').locator('footer .primary').click();
  await page.getByText('已核对').first().waitFor();
  await look('exported', page);
  await page.keyboard.press('Escape');
  await noDialog(page);
  const values = ['5', '7', '1.5', '0', '0', '9', '33'];
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${values.join('\t')}\r\n${values.join('\t')}`);
  await focusCell(page, 'requests.newReceived.natural');
  await seen('paste', () => page.keyboard.press('Control+v'));
  await page.evaluate(() => navigator.clipboard.writeText('你好'));
  await seen('paste, refused', async () => {
    await page.getByRole('button', { name: '粘贴整表…' }).focus();
    await page.keyboard.press('Enter');
  });
}

async function walkLastYear(page: Page, look: Look): Promise<void> {
  await page.keyboard.press('Alt+3');
  for (const [index, { id }] of SECTIONS.entries()) {
    await section(page, index + 1);
    await look(`last year ${id}`, page);
  }
  await page.keyboard.press('Alt+1');
  await look('nothing found', page);
  await section(page, 3);
  await focusCell(page, 'requests.newReceived.natural');
  await look('sides equal', page);
}

async function walkUnsaved(page: Page, look: Look): Promise<void> {
  await section(page, 3);
  await focusCell(page, 'requests.newReceived.natural');
  await page.keyboard.type('77');
  await page.keyboard.press('Control+s');
  await page.getByText('已保存').waitFor();
  await focusCell(page, 'requests.carriedIn.natural');
  await page.keyboard.type('8');
  await page.keyboard.press('Tab');
  await page.getByText('已存恢复副本').waitFor();
  await page.locator('.window-menu > button').click();
  await page.getByRole('menu').getByText('历史备份…').click();
  await dialog(page);
  await page.locator('.backups li').first().waitFor();
  await look('history', page);
  await page.locator('.backups').getByRole('button', { name: /比较/ }).last().click();
  await page.locator('.changes').waitFor();
  await look('compare', page);
  // Somebody else saves the file; the window notices when it comes to the front.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await noDialog(page);
  await writeOutside(page, WITH_LAST_YEAR, textOf(WITH_LAST_YEAR));
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await dialog(page);
  await look('changed on disk', page);
  const next = await page.context().newPage();
  await next.setViewportSize(page.viewportSize() ?? { width: 1280, height: 720 });
  const url = page.url();
  await page.close();
  await next.goto(url);
  await dialog(next);
  await look('recovery', next);
}
