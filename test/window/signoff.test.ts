/** The Word file goes round for sign-off, is changed there, and what was changed comes back into the draft that is open. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestCell } from '../../shared/form.ts';
import { type Report, withNumbers } from '../../shared/report.ts';
import { EDITIONS, type Edition } from './editions.ts';
import { faultsIn } from './hands.ts';
import { docxOf, file, importerOf, last, startOf } from './papers.ts';

const ID = requestCell('granted', 'natural');
const NUMBER = String(Number(last.cells[ID]) + 1);
const [first = ''] = last.texts.problems.split('\n');
const corrected: Report = {
  ...withNumbers(last, new Map([[ID, NUMBER]])),
  texts: { ...last.texts, problems: last.texts.problems.replace(first, `${first}局领导改过。`) },
};

describe.each(EDITIONS)('in the %s edition', (_, open) => {
  let edition: Edition;
  const { press, dialog, review, gone, choose } = importerOf(() => edition);
  beforeAll(async () => {
    edition = await startOf(open);
  });
  afterAll(() => edition?.close());

  test('the review offers to compare it first, and single differences are taken over, to be undone', async () => {
    const { page } = edition;
    await choose(/^导入/, file('报告.docx', await docxOf(last)));
    await review().getByRole('button', { name: '作为一份草稿打开' }).press('Enter');
    await gone(review());
    const paper = file('报告（送审稿）.docx', await docxOf(corrected));
    await edition.saveAs('报告.nianbao', () => press('Control+s'));
    await expect.poll(() => page.locator('.status .saved').innerText()).toMatch(/已保存|已交给/);
    await press('Control+5');
    await edition.choose(paper, () => press('Control+o'));
    await review().waitFor();
    expect(await review().locator('.primary').innerText()).toContain('与打开的草稿比较');
    expect(await review().innerText()).toContain('打开的草稿就是这个单位 2025 年度的');
    await press('Enter');
    const compared = dialog('比较两份内容');
    await compared.waitFor();
    expect(await compared.locator('header').innerText()).toContain('表里 1 格不同，文字 1 段不同');
    expect(await faultsIn(new AxeBuilder({ page }).include('dialog'))).toEqual([]);
    await compared.getByRole('button', { name: /^采用 表三/ }).press('Enter');
    await expect.poll(() => compared.locator('header').innerText()).not.toContain('表里');
    await compared.getByRole('button', { name: '采用 五、存在的主要问题及改进情况 第 1 段' }).press('Enter');
    await compared.getByText('两份内容相同').waitFor();
    expect(await compared.innerText()).toContain('已采用 2 次');
    await press('Enter');
    await gone(compared);
    const problems = page.getByRole('textbox', { name: '存在的主要问题' });
    await expect.poll(() => problems.innerText()).toContain('局领导改过。');
    await page.keyboard.press('Control+z');
    await expect.poll(() => problems.innerText()).not.toContain('局领导改过。');
    await page.keyboard.press('Control+3');
    expect(await page.locator(`[data-cell="${ID}"] input`).inputValue()).toBe(NUMBER);
  });
});
