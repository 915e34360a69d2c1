/** What was read of a published report is looked at before it is used: contradictions, what is missing, what belongs nowhere. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHtml } from '../../importers/html.ts';
import { recognise } from '../../importers/recognise.ts';
import { requestCell } from '../../shared/form.ts';
import { validate } from '../../shared/validate.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { docxOf, file, html, importerOf, last, startOf, text } from './papers.ts';

describe.each(EDITIONS)('in the %s edition', (_name, open) => {
  let edition: Edition;
  let page: Page;
  const { press, dialog, review, gone, choose, toStart, told } = importerOf(() => edition);
  beforeAll(async () => {
    edition = await startOf(open);
    page = edition.page;
  });
  afterAll(() => edition?.close());

  test('contradictions of the paper are told in the sentences of the check', async () => {
    const wrong = html({ ...last, cells: { ...last.cells, [requestCell('newReceived', 'natural')]: '99' } });
    const found = validate(recognise(readHtml(wrong), { name: '', year: 2025 }).report).filter(({ severity }) => severity === 'error');
    expect(found.length).toBeGreaterThan(0);
    await choose(/^导入/, file('有错.html', wrong));
    await review().waitFor();
    const shown = (await review().innerText()).replace(/\s+/g, '');
    for (const { message } of found) expect(shown).toContain((message.split('：').slice(1).join('：') || message).replace(/\s+/g, ''));
    expect(shown).toContain(`勾稽关系${found.length}处不等`);
    await press('Escape');
    await gone(review());
  });

  test('a mark for nothing is no number that was read, and is read as 0 by a button', async () => {
    const mark = html({ ...last, cells: { ...last.cells, [requestCell('denied.enforcementFile', 'business')]: '/' } });
    await choose(/^导入/, file('有斜杠.html', mark));
    await review().waitFor();
    const shown = async (): Promise<string> => (await review().innerText()).replace(/\s+/g, '');
    expect(await shown()).toContain('个数字，1格写的不是数');
    await review()
      .getByRole('button', { name: /^改为 0/ })
      .focus();
    await press('Enter');
    expect(await shown()).toMatch(/原文写“\/”，读作0。照原文/);
    expect(await shown()).not.toContain('写的不是数');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('照原文');
    await press('Escape');
    await gone(review());
  });

  test('a unit that is not printed is typed in; text that was not placed goes where it is put', async () => {
    const lines = text({
      ...last,
      unit: { ...last.unit, name: '' },
      texts: { ...last.texts, preamble: '', overview: '开展工作，有一份附表。' },
    })
      .split('\n')
      .slice(1);
    const strange = '这一行在标题前面';
    await choose(/^以上年为基础新建/, file('某某.txt', [strange, ...lines, ''].join('\n')));
    await review().waitFor();
    const unit = page.getByLabel('单位全称');
    expect(await unit.inputValue()).toBe('');
    await press('Enter');
    expect(await review().getByRole('alert').innerText()).toContain('请填单位全称');
    expect(await unit.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.insertText('示例县水利局');
    await review().getByLabel(`放进哪一部分：${strange}`).selectOption({ label: '六、其他事项' });
    await press('Tab');
    await unit.focus();
    await press('Enter');
    const rollover = dialog(/^以上年为基础新建/);
    await rollover.waitFor();
    expect(await rollover.innerText()).toContain('示例县水利局2026.nianbao');
    await press('Enter');
    await page.getByText('2026 年度报告').first().waitFor();
    await gone(rollover);
    await press('Control+6');
    await expect.poll(() => page.getByRole('textbox', { name: '其他需要报告的事项' }).innerText()).toContain(strange);
    await toStart();
  });

  test('a file that cannot be read says why, and nothing else happens', async () => {
    const whole = await docxOf(last);
    await choose(/^导入/, file('断了.docx', whole.slice(0, whole.length / 2)));
    expect(await told('没有读出来')).toContain('“断了.docx”：不是完整的 Word 文件');
    await choose(/^以上年为基础新建/, file('空的.html', ''));
    expect(await told('没有读出来')).toContain('“空的.html”：文件是空的。');
    await choose(/^导入/, file('菜单.txt', '今天吃面。\n明天吃饭。\n'));
    expect(await told('没有读出来')).toContain('没有找到年度报告的标题和表格');
    await page.locator('.start').waitFor();
  });

  test('two thousand lines that belong nowhere are counted, not all drawn', async () => {
    const junk = Array.from({ length: 2_000 }, (_, number) => `第${number}处说不清的内容`);
    const [title = '', ...rest] = text(last).split('\n');
    const began = Date.now();
    await choose(/^导入/, file('很长.txt', [...junk, title, ...rest, ''].join('\n')));
    await review().waitFor();
    expect(await review().locator('.leftovers li').count()).toBeLessThan(200);
    expect(await review().innerText()).toMatch(/还有 \d+ 处没有列出/);
    expect(Date.now() - began).toBeLessThan(10_000);
    await press('Escape');
    await gone(review());
  });
});
