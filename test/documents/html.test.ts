/** The web page and the fragment as the Nu Html Checker, axe and a browser find them. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { renderFragment, renderPage } from '../../templates/html.ts';
import type { RenderModel } from '../../templates/render-model.ts';
import { available, bare, pagesOf, printedReports, run, temporaryFolder, tool } from './tools.ts';

const reports = printedReports();
const folder = temporaryFolder();
const pageFile = (name: string): string => join(folder, `${name}.html`);
const fragmentFile = (name: string): string => join(folder, `${name}-fragment.html`);
const addressOf = (file: string): string => pathToFileURL(file).href;

/** A website's page around a fragment: the least that makes a valid one. */
const wrapped = (fragment: string): string =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>网站</title></head><body><main>${fragment}</main></body></html>`;

beforeAll(() => {
  for (const { name, model } of reports) {
    writeFileSync(pageFile(name), renderPage(model, { siteName: '示例网', published: '2026-01-20 09:30' }));
    writeFileSync(fragmentFile(name), wrapped(renderFragment(model)));
  }
});

interface Message {
  readonly type: string;
  readonly url: string;
  readonly message: string;
  readonly extract?: string;
}
/** A fragment needs these, for editors drop styles: without them its tables would lose their lines (TECH D4). */
const OBSOLETE_ON_PURPOSE = /^The “(?:border|cellspacing|cellpadding)” attribute on the “table” element is obsolete/;

describe.skipIf(!available('validity of the web page', 'java'))('Nu Html Checker', () => {
  let messages: Message[] = [];
  const messagesOn = (file: string): Message[] => messages.filter(({ url }) => url.endsWith(`/${basename(file)}`));

  beforeAll(async () => {
    const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
    const files = reports.flatMap(({ name }) => [pageFile(name), fragmentFile(name)]);
    const printed = await run(tool('java') ?? '', ['-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...files]);
    ({ messages } = JSON.parse(printed) as { messages: Message[] });
  });

  test.each(reports)('the page of $name is valid', ({ name }) => {
    expect(messagesOn(pageFile(name))).toEqual([]);
  });

  test.each(reports)('the fragment of $name is valid but for what editors need', ({ name }) => {
    const found = messagesOn(fragmentFile(name));
    expect(found.filter(({ message }) => !OBSOLETE_ON_PURPOSE.test(message))).toEqual([]);
    expect(found).toHaveLength(3 * 3);
  });
});

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

/** What a page did while it was open, beside being shown. */
interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly dialogs: readonly string[];
  readonly problems: readonly string[];
}

describe.skipIf(!available('web page in the browser', 'chromium', 'Noto CJK fonts'))('Chromium', () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: tool('chromium') ?? '', args: FLAGS });
  });
  afterAll(() => browser?.close());

  /** Opens a file in a context of its own, as a phone or a PC would. */
  async function open(file: string, viewport = DESK): Promise<Opened> {
    if (!browser) throw new Error('no browser');
    const context = await browser.newContext({ viewport, isMobile: viewport === PHONE });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const opened = { page, requests: [] as string[], dialogs: [] as string[], problems: [] as string[] };
    page.on('request', (request) => opened.requests.push(request.url()));
    page.on('pageerror', (error) => opened.problems.push(error.message));
    page.on('console', (message) => opened.problems.push(message.text()));
    page.on('dialog', (dialog) => {
      opened.dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    await page.goto(addressOf(file), { waitUntil: 'load' });
    return opened;
  }

  test.each(reports)('the page of $name is accessible', async ({ name }) => {
    const { page } = await open(pageFile(name));
    const { violations, passes } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
    expect(passes.length).toBeGreaterThan(15);
    expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  test.each(reports)('the page of $name loads nothing and runs nothing', async ({ name }) => {
    const { page, requests, dialogs, problems } = await open(pageFile(name));
    expect(await page.evaluate(() => document.querySelectorAll('script, img, link, iframe, [onerror], [onload]').length)).toBe(0);
    expect({ requests, dialogs, problems }).toEqual({ requests: [addressOf(pageFile(name))], dialogs: [], problems: [] });
  });

  test.each([pageFile, fragmentFile])('markup in the text of the nasty report stays text (%o)', async (fileOf) => {
    const { page, requests, dialogs } = await open(fileOf('nasty'));
    const text = await page.innerText('body');
    for (const line of markupOf(reports.find(({ name }) => name === 'nasty')?.model)) expect(text).toContain(line);
    expect({ requests: requests.length, dialogs }).toEqual({ requests: 1, dialogs: [] });
  });

  test.each(reports)('the page of $name fits a phone, where only tables scroll sideways', async ({ name }) => {
    const { page } = await open(pageFile(name), PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    expect(await page.evaluate(sidewaysScrollers)).toEqual(['section.table:requests', 'section.table:disputes']);
  });

  test('the fragment keeps the lines of its tables when an editor drops all styles', async () => {
    for (const { name } of reports) {
      const { page } = await open(fragmentFile(name));
      expect(await page.evaluate(lineWidthsWithoutStyles)).toEqual(['1px', '1px', '1px']);
    }
  });

  test.each(reports)('the printed page of $name', async ({ name, model, example }) => {
    const { page } = await open(pageFile(name));
    const pdf = join(folder, `${name}.pdf`);
    await page.pdf({ path: pdf, preferCSSPageSize: true });
    const pages = (await pagesOf(pdf)).map(bare);
    const pageWith = (text: string): number => pages.findIndex((printed) => printed.includes(text));
    if (example) expect(pageWith('四、结转下年度继续办理')).toBe(pageWith('三、收到和处理政府信息公开申请情况'));
    expect(pageWith('三、收到和处理政府信息公开申请情况')).toBeGreaterThan(0);
    expect(pages.map((printed) => printed.includes('草稿'))).toEqual(pages.map(() => model.draftMark !== undefined));
  });
});

/** The paragraphs of a report that would be markup if they were not escaped. */
function markupOf(model: RenderModel | undefined): string[] {
  const texts = model?.sections.flatMap(({ blocks }) => blocks.map(({ text }) => text)) ?? [];
  return texts.filter((text) => /[<&]/.test(text));
}

// These run in the page.

/** What is wider inside than outside and can be scrolled, with the table in it. */
const sidewaysScrollers = (): string[] =>
  [...document.querySelectorAll('*')]
    .filter((element) => element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX))
    .map((element) => `${element.localName}.${element.className}:${element.querySelector('table')?.id}`);

/** How thick the lines of each table are once every `style` is gone; the thinnest of its cells counts. */
function lineWidthsWithoutStyles(): string[] {
  for (const element of document.querySelectorAll('[style]')) element.removeAttribute('style');
  return [...document.querySelectorAll('table')].map((table) => {
    const widths = [...table.querySelectorAll('td, th')].map((cell) => getComputedStyle(cell).borderTopWidth);
    return widths.sort()[0] ?? 'no cells';
  });
}
