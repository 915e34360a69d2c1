/**
 * From last year's published report to this year's draft, by keyboard alone, in both editions: what was read is looked at, what is
 * carried over is looked at, and only then a draft begins. Published reports are our own examples in the layouts of websites.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatAmount } from '../../shared/amount.ts';
import { type Draft, parseDraft, serialiseDraft } from '../../shared/draft.ts';
import { APPLICANTS, FORM, fillable, requestCell, TEXT_IDS } from '../../shared/form.ts';
import { figuresOf, type Report } from '../../shared/report.ts';
import { staleParagraphs } from '../../shared/stale.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { docxOf, file, html, importerOf, last, startOf, text } from './papers.ts';

const PAGE = file('2025年报.html', html(last));

const saved = (path: string): Draft => {
  const opened = parseDraft(readFileSync(path, 'utf8'));
  if (opened.kind !== 'ok') throw new Error(opened.kind);
  return opened.draft;
};
const carriedIn = APPLICANTS.map(({ id }) => requestCell('carriedIn', id));
const withoutYears = (narrative: string): string => narrative.replace(/20\d\d/g, '#');

/** A draft of 2026 that holds nothing of last year but what is to be carried over. */
function isRolledOver({ report, lastYear }: Draft, before: Report): void {
  expect(report.unit).toEqual(before.unit);
  expect(report.year).toBe(before.year + 1);
  for (const { id } of APPLICANTS) expect(report.cells[requestCell('carriedIn', id)], id).toBe(before.cells[requestCell('carriedOut', id)]);
  const others = fillable(FORM).filter(({ id }) => !carriedIn.includes(id));
  expect(others.filter(({ id }) => (report.cells[id] ?? '') !== '')).toEqual([]);
  expect(Object.values(report.fee)).toEqual(['', '', '']);
  expect(report.printedTotals).toBeUndefined();
  expect(report.texts.problems).toBe('');
  for (const id of ['preamble', 'overview', 'proactive', 'requests', 'disputes'] as const)
    expect(withoutYears(report.texts[id]), id).toBe(withoutYears(before.texts[id]));
  expect(report.texts.preamble).toContain('2026年1月1日至2026年12月31日');
  expect(TEXT_IDS.filter((id) => report.texts[id].includes('2025年1月1日'))).toEqual([]);
  expect(lastYear?.cells).toEqual(before.cells);
  expect(lastYear?.texts.problems).toBe(before.texts.problems);
}

describe.each(EDITIONS)('in the %s edition', (name, open) => {
  let edition: Edition;
  let page: Page;
  const { press, dialog, review, gone, choose, toStart, told } = importerOf(() => edition);
  beforeAll(async () => {
    edition = await startOf(open);
    page = edition.page;
  });
  afterAll(() => edition?.close());

  test('a published page becomes next year’s draft, after a look at what was read and at what is carried over', async () => {
    await choose(/^以上年为基础新建/, PAGE);
    await review().waitFor();
    const read = await review().innerText();
    expect(read).toContain('200 / 200');
    expect(read).toContain('勾稽关系全部相等');
    expect(await page.getByLabel('单位全称').inputValue()).toBe(last.unit.name);
    await press('Enter');
    const rollover = dialog('以上年为基础新建 2026 年度报告');
    await rollover.waitFor();
    await gone(review());
    const shown = await rollover.innerText();
    for (const part of ['照搬', '换算', '清空', '表三 四、结转下年度 → 二、上年结转', '示例县自然资源局2026.nianbao'])
      expect(shown).toContain(part);
    // Every moved year can be looked at before.
    const years = rollover.getByRole('button', { name: '逐处看：正文里的年份' });
    await years.focus();
    await press('Enter');
    expect(await rollover.locator('.opened li').first().innerText()).toMatch(/前言\s+.*2025\s*2026年1月1日/);
    // Esc goes back to what was read, and Enter forward again.
    await press('Escape', 'Escape');
    await review().waitFor();
    await press('Enter');
    await rollover.waitFor();
    await press('Enter');
    await gone(rollover);
    await page.getByText('2026 年度报告').first().waitFor();
  });

  test('it is unsaved, holds the seven carried cells and no other number, and comes back when it is opened again', async () => {
    expect(await page.locator('.status .saved').innerText()).not.toBe('没有改动');
    await press('Control+3');
    for (const { id } of APPLICANTS)
      expect(await page.locator(`[data-cell="${requestCell('carriedIn', id)}"] input`).inputValue()).toBe(
        last.cells[requestCell('carriedOut', id)],
      );
    const total = figuresOf(last).computed(requestCell('carriedOut', 'total'));
    expect(await page.locator(`[data-cell="${requestCell('carriedIn', 'total')}"]`).innerText()).toContain(formatAmount(total ?? 0n));
    const path = join(edition.folder, '示例县自然资源局2026.nianbao');
    await edition.saveAs('示例县自然资源局2026.nianbao', () => press('Control+s'));
    await expect.poll(() => page.locator('.status .saved').innerText()).toMatch(/已保存|已交给/);
    await expect.poll(() => saved(path).report.year).toBe(2026);
    isRolledOver(saved(path), last);
    await toStart();
    await choose(/^打开/, path);
    await page.getByText('2026 年度报告').first().waitFor();
    expect(await page.locator('.status .saved').innerText()).toBe('没有改动');
    await press('Control+3');
    const id = requestCell('carriedIn', 'natural');
    expect(await page.locator(`[data-cell="${id}"] input`).inputValue()).toBe(last.cells[requestCell('carriedOut', 'natural')]);
  });

  test('a page that is opened or dropped beside a draft leaves it alone until a button is pressed', async () => {
    const before = await page.title();
    if (name === 'browser') {
      await page.evaluate((content) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], '2025年报.html'));
        dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
      }, html(last));
    } else await edition.choose(PAGE, () => press('Control+o'));
    await review().waitFor();
    const labels = await review().locator('footer button').allInnerTexts();
    expect(labels.map((label) => label.replace(/\s*(Enter|Esc)$/, ''))).toEqual([
      '以它为基础新建 2026 年度报告',
      '作为这份草稿的上年年报',
      '作为一份草稿打开',
      '返回',
    ]);
    expect(await review().locator('.primary').count()).toBe(1);
    await press('Escape');
    await gone(review());
    expect(await page.title()).toBe(before);
    // Recent files are drafts.
    const names = await page.evaluate(async () => (await window.nianbao?.recent())?.map(({ file: { name: recent } }) => recent));
    expect(names?.filter((recent) => !recent.endsWith('.nianbao')) ?? []).toEqual([]);
  });

  test('a published report is attached as last year’s, and one of another year says so', async () => {
    await press('Alt+3');
    const other = file('2023年报.txt', text({ ...last, year: 2023, texts: { ...last.texts, preamble: '', overview: '开展工作。' } }));
    await page.getByRole('button', { name: '更换…' }).focus();
    await edition.choose(other, () => press('Enter'));
    await review().waitFor();
    expect(await review().innerText()).toContain('这是 2023 年度的年报，上年应当是 2025 年度');
    expect(await review().locator('.primary').innerText()).toContain('作为这份草稿的上年年报');
    // Enter alone takes no report that does not fit.
    await press('Enter', 'Enter');
    await review().waitFor();
    await press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: '仍然附上' }).press('Enter');
    await gone(review());
    expect(await page.locator('.pane .pagebar').innerText()).toContain('2023 年度报告');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('更换…');
    await edition.choose(PAGE, () => press('Enter'));
    await review().waitFor();
    // Enter opens and closes what the website printed around the report, and is no answer there.
    await review().locator('summary').focus();
    expect(await review().locator('.leftovers').isVisible()).toBe(true);
    await press('Enter');
    expect(await review().locator('.leftovers').isVisible()).toBe(false);
    await press('Tab', 'Enter');
    await gone(review());
    expect(await page.locator('.pane .pagebar').innerText()).toContain('2025 年度报告');
    await toStart();
  });

  test('a Word report is opened as a draft, to be checked; and is the base of next year’s', async () => {
    const docx = file('2025年报.docx', await docxOf(last));
    await choose(/^导入/, docx);
    await review().waitFor();
    await review().getByRole('button', { name: '作为一份草稿打开' }).focus();
    await press('Enter');
    await gone(review());
    await page.getByText('2025 年度报告').first().waitFor();
    expect(await page.locator('.status .counts').innerText()).toMatch(/错误\s*0\s[\s\S]*未填\s*0/);
    await toStart();
    await choose(/^以上年为基础新建/, docx);
    await review().waitFor();
    expect(await review().innerText()).toContain('200 / 200');
    await press('Enter', 'Enter');
    await page.getByText('2026 年度报告').first().waitFor();
    await gone(dialog(/以上年为基础新建/));
    const path = join(edition.folder, '由 Word 新建.nianbao');
    await edition.saveAs('由 Word 新建.nianbao', () => press('Control+s'));
    await expect.poll(() => saved(path).report.year).toBe(2026);
    isRolledOver(saved(path), last);
    await toStart();
  });

  test('a printed total that is not what its rows add up to is told with both numbers, and can be dropped', async () => {
    const id = requestCell('totalDisposed', 'natural');
    const sum = formatAmount(figuresOf(last).computed(id) ?? 0n);
    await choose(/^导入/, file('印错.html', html({ ...last, printedTotals: { [id]: '1' } })));
    await review().waitFor();
    const read = await review().innerText();
    expect(read).toContain(`年报上印的是 1 件，各行相加是 ${sum} 件`);
    expect(read).toContain('勾稽关系 1 处不等');
    expect(read).not.toContain('全部相等');
    await review().getByRole('button', { name: '作为一份草稿打开' }).focus();
    await press('Enter');
    await gone(review());
    await press('Control+3', 'F8');
    const cell = page.locator(`[data-cell="${id}"]`);
    await expect.poll(() => cell.innerText()).toMatch(/^1\s/);
    expect(await page.locator('.explain').innerText()).toContain(`年报上印的是 1 件，各行相加是 ${sum} 件`);
    await press('Alt+g');
    await expect.poll(() => cell.innerText()).toBe(sum);
    expect(await page.locator('.status .counts').innerText()).toMatch(/错误\s*0/);
    await toStart();
  });

  test('a draft needs no review; another year than the next brings the wording alone', async () => {
    const draft = join(edition.folder, '示例县自然资源局2026.nianbao');
    await choose(/^以上年为基础新建/, draft);
    const rollover = dialog(/^以上年为基础新建/);
    await rollover.waitFor();
    expect(await rollover.innerText()).toContain('以上年为基础新建 2027 年度报告');
    await rollover.getByLabel('年度').fill('2028');
    expect(await rollover.innerText()).toContain('没有带入结转件数');
    await rollover.getByLabel('年度').fill('2026');
    expect(await rollover.innerText()).toContain('新的草稿要晚于它');
    expect(await rollover.locator('.primary').isDisabled()).toBe(true);
    await press('Escape');
    await gone(rollover);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('以上年为基础新建');
    await choose(/^导入/, draft);
    expect(await told('不用导入')).toContain('是年报草稿');
  });

  test('unsaved work is asked about before a new draft takes its place, and only once', async () => {
    const question = page.getByRole('alertdialog', { name: '要保存改动吗？' });
    await choose(/^以上年为基础新建/, join(edition.folder, '示例县自然资源局2026.nianbao'));
    const rollover = dialog(/^以上年为基础新建/);
    await rollover.waitFor();
    await press('Enter');
    await page.getByText('2027 年度报告').first().waitFor();
    await gone(rollover);
    await edition.choose(PAGE, () => press('Control+Shift+N'));
    await review().waitFor();
    await press('Enter');
    await rollover.waitFor();
    await press('Enter');
    await question.waitFor();
    await press('Escape');
    await gone(question);
    await rollover.waitFor();
    await press('Escape', 'Escape');
    await gone(review());
    expect(await page.getByText('2027 年度报告').count()).toBeGreaterThan(0);
    // 打开 asks first; what was chosen there is not asked about again.
    await press('Control+o');
    await question.waitFor();
    await edition.choose(PAGE, () => question.getByRole('button', { name: '不保存' }).press('Enter'));
    await review().waitFor();
    await press('Enter');
    await rollover.waitFor();
    await press('Enter');
    await page.getByText('2026 年度报告').first().waitFor();
    await gone(rollover);
    expect(await question.count()).toBe(0);
    await toStart();
  });

  test('every export tells how many paragraphs are still last year’s, and the sheet leads to the first', async () => {
    const draft = { report: last, lastYear: { ...last, year: last.year - 1 } };
    const [first] = staleParagraphs(draft.report, draft.lastYear);
    const path = file('雷同.nianbao', serialiseDraft(draft));
    await choose(/^打开/, path);
    await page.getByText('2025 年度报告').first().waitFor();
    await press('Control+e');
    const sheet = dialog('导出');
    await sheet.waitFor();
    // With paragraphs of last year left, what is published is not the first that is offered.
    expect(await sheet.getByRole('radio', { name: '送审稿' }).isChecked()).toBe(true);
    const left = /还有 \d+ 段仍是上年的文字或数字，没有改写，也没有确认：第一部分 \d+ 段，第二部分 1 段.*属实的可以照发。/;
    expect(await sheet.innerText()).toMatch(left);
    await sheet.getByRole('radio', { name: '定稿' }).check();
    expect(await sheet.innerText()).toMatch(left);
    await sheet.getByRole('button', { name: '看第一段' }).focus();
    await press('Enter');
    await gone(sheet);
    expect(first?.text).toBe('overview');
    const editor = page.getByRole('textbox', { name: '总体情况' });
    await expect.poll(() => editor.evaluate((element) => element.matches(':focus'))).toBe(true);
    // The desktop has its menu outside of the page.
    if (name === 'browser') {
      await page.getByRole('button', { name: /^菜单/ }).click();
      await page.getByRole('menuitem', { name: '复制网页代码' }).click();
      const copied = page.locator('dialog', { hasText: '已复制网页代码' });
      await copied.waitFor();
      expect(await copied.innerText()).toMatch(left);
      expect(await copied.innerText()).toMatch(/还有待核实 \d+ 条/);
      await press('Enter');
    }
    await toStart();
  });
});
