/** The web page and the fragment as the Nu Html Checker, axe and a browser find them. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { renderFragment, renderPage } from '../../templates/html.ts';
import { AXE_TAGS, available, bare, launchChromium, NASTY, pagesOf, printedReports, run, temporaryFolder } from './tools.ts';

const reports = printedReports();
const folder = temporaryFolder();
const pageFile = (name: string): string => join(folder, `${name}.html`);
const fragmentFile = (name: string): string => join(folder, `${name}-fragment.html`);
/** The paragraphs of the nasty report that would be markup if they were not escaped. */
const markupLines = reports
  .filter(({ name }) => name === NASTY)
  .flatMap(({ model }) => model.sections.flatMap(({ blocks }) => blocks.map(({ text }) => text).filter((text) => /[<&]/.test(text))));
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
    const jar = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'));
    const files = reports.flatMap(({ name }) => [pageFile(name), fragmentFile(name)]);
    const printed = await run('java', ['-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...files]);
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

const PC = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true };

let browser: Browser;

/** A file in a window of its own, with what it did while it was loaded beside being shown. */
async function open(file: string, device: BrowserContextOptions = PC) {
  const page = await (await browser.newContext(device)).newPage();
  const requests: string[] = [];
  const dialogs: string[] = [];
  const problems: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => problems.push(message.text()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  await page.goto(addressOf(file), { waitUntil: 'load' });
  return { page, events: { requests, dialogs, problems } };
}

describe.skipIf(!available('web page in the browser', 'chromium', 'Noto CJK fonts'))('Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(() => browser?.close());

  test.each(reports)('the page of $name is accessible', async ({ name }) => {
    const { page } = await open(pageFile(name));
    const { violations, passes } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
    expect(passes.length).toBeGreaterThan(15);
    expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  test.each(reports)('the page of $name loads nothing and runs nothing', async ({ name }) => {
    const { page, events } = await open(pageFile(name));
    expect(await page.evaluate(() => document.querySelectorAll('script, img, link, iframe, object, [onerror], [onload]').length)).toBe(0);
    expect(events).toEqual({ requests: [addressOf(pageFile(name))], dialogs: [], problems: [] });
  });

  // The fragment stands in a website's page, without a content security policy of ours.
  test.each([
    ['page', pageFile(NASTY)],
    ['fragment', fragmentFile(NASTY)],
  ])('markup in the text of the nasty report is shown as text on the %s', async (_, file) => {
    const { page, events } = await open(file);
    const shown = await page.innerText('body');
    expect(markupLines.length).toBeGreaterThan(1);
    expect(markupLines.filter((line) => !shown.includes(line))).toEqual([]);
    expect(events).toEqual({ requests: [addressOf(file)], dialogs: [], problems: [] });
  });

  test.each(reports)('the page of $name fits a phone, where only tables scroll sideways', async ({ name }) => {
    const { page } = await open(pageFile(name), PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.viewport.width);
    expect(await page.evaluate(sidewaysScrollers)).toEqual(['section.table: requests', 'section.table: disputes']);
  });

  test.each(reports)('the fragment of $name keeps the lines of its tables when an editor drops all styles', async ({ name }) => {
    const { page } = await open(fragmentFile(name));
    expect(await page.evaluate(lineWidthsWithoutStyles)).toEqual(['1px', '1px', '1px']);
  });

  describe.skipIf(!available('printed web page', 'pdftotext'))('on paper', () => {
    const printed = new Map<string, string[]>();
    beforeAll(async () => {
      for (const { name } of reports) {
        const { page } = await open(pageFile(name));
        const file = join(folder, `${name}.pdf`);
        await page.pdf({ path: file, preferCSSPageSize: true });
        printed.set(name, (await pagesOf(file)).map(bare));
      }
    });

    test.each(reports.filter((report) => report.example))('$name has table 三 on one page', ({ name }) => {
      const pageWith = (text: string): number => (printed.get(name) ?? []).findIndex((page) => page.includes(text));
      const first = pageWith('三、收到和处理政府信息公开申请情况');
      expect(first).toBeGreaterThan(0);
      expect(pageWith('四、结转下年度继续办理')).toBe(first);
    });

    test.each(reports)('$name is marked 草稿 on every page, or on none', ({ name, model }) => {
      const marked = (printed.get(name) ?? []).map((page) => page.includes('草稿'));
      expect(marked.length).toBeGreaterThan(3);
      expect(new Set(marked)).toEqual(new Set([model.draftMark !== undefined]));
    });
  });
});

// These run in the page.

/** What is wider inside than outside and can be scrolled, with the table in it. */
const sidewaysScrollers = (): string[] =>
  [...document.querySelectorAll('*')]
    .filter((element) => element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX))
    .map((element) => `${element.localName}.${element.className}: ${element.querySelector('table')?.id}`);

/** How thick the lines of each table are once every `style` is gone; the thinnest of its cells counts. */
function lineWidthsWithoutStyles(): string[] {
  for (const element of document.querySelectorAll('[style]')) element.removeAttribute('style');
  return [...document.querySelectorAll('table')].map((table) => {
    const widths = [...table.querySelectorAll('td, th')].map((cell) => getComputedStyle(cell).borderTopWidth);
    return widths.sort()[0] ?? 'no cells';
  });
}
