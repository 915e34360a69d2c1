/** What stands around and between the parts of a report, and is none of its text. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { Imported } from '../importers/imported.ts';
import { readPublished } from '../importers/read.ts';
import { recognise } from '../importers/recognise.ts';
import type { DocumentBlock } from '../shared/document.ts';

const TITLE = '示例县档案馆2025年政府信息公开工作年度报告';
const SECTIONS = [
  '一、总体情况',
  '我馆依法公开政府信息。',
  '五、存在的主要问题及改进情况',
  '公开渠道不多。',
  '六、其他需要报告的事项',
  '没有其他事项。',
];
const TEXTS = { preamble: '根据条例编制本报告。', overview: SECTIONS[1], problems: SECTIONS[3], other: SECTIONS[5] };
const read = (lines: readonly string[]): Imported =>
  recognise(
    lines.map((text): DocumentBlock => ({ kind: 'paragraph', text, page: 1 })),
    { name: '', year: 2020 },
  );
const around = ({ unplaced }: Imported): string[] => unplaced.map(({ kind, text }) => `${kind} ${text}`);

describe('not of the text', () => {
  test.each([
    ['a table of contents', [TITLE, '目　录', ...SECTIONS.filter((_, i) => i % 2 === 0).map((heading, i) => `${heading}……${i + 1}`)]],
    ['what a website has under a title', [TITLE, '时间：2026-01-15　作者：　点击：[12]', '示例发布 2026-01-30 18:00 北京']],
  ])('%s', (_what, front) => {
    const imported = read([...front, '根据条例编制本报告。', ...SECTIONS]);
    expect(imported.report.texts).toMatchObject(TEXTS);
    expect(around(imported)).toEqual(front.slice(1).map((line) => `page ${line}`));
  });
  test('what a browser prints on each page', () => {
    const printed = ['2026/1/20 09:30 示例县档案馆', 'https://www.example.invalid/xxgk/1.html 1/3', '1/20/26, 9:30 AM 年报'];
    const imported = read([TITLE, '根据条例编制本报告。', ...SECTIONS.flatMap((line, i) => [line, printed[i] ?? []]).flat()]);
    expect(imported.report.texts).toMatchObject(TEXTS);
    expect(around(imported)).toEqual(printed.map((line) => `page ${line}`));
  });
  test('what follows the last section, whichever it is', () => {
    const foot = ['阅读原文', '上一条：关于放假的通知', '附件1'];
    const moved = [...SECTIONS.slice(0, 2), ...SECTIONS.slice(4), ...SECTIONS.slice(2, 4)];
    const imported = read([TITLE, '根据条例编制本报告。', ...moved, ...foot]);
    expect(imported.report.texts).toMatchObject(TEXTS);
    expect(around(imported)).toEqual(foot.map((line) => `page ${line}`));
  });
});

test('a line that ends with a colon does not end the last section', () => {
  const { report } = read([TITLE, ...SECTIONS.slice(0, 5), '（一）信息处理费情况：', '没有收取。']);
  expect(report.texts.other).toBe('（一）信息处理费情况：\n没有收取。');
});

test('headings within a paragraph of several lines are headings, and a heading in two lines is one', () => {
  const { report } = read([
    TITLE,
    `根据条例编制本报告。\n${SECTIONS.slice(0, 4).join('\n')}`,
    '六、其他需要\n报告的事项',
    '没有其他事项。',
  ]);
  expect(report.texts).toMatchObject(TEXTS);
});

test('Markdown with the tables of a page', async () => {
  const text = `# ${TITLE}\n\n## 一、总体情况\n\n我馆依法公开。\n\n## 二、主动公开政府信息情况\n\n<table><tr><td>规章</td><td>1</td></tr></table>\n\n后记。\n`;
  expect(await readPublished(Buffer.from(text), 'x.md')).toEqual([
    ...[TITLE, '一、总体情况', '我馆依法公开。', '二、主动公开政府信息情况'].map((line) => ({ kind: 'paragraph', text: line })),
    { kind: 'table', rows: [['规章', '1']] },
    { kind: 'paragraph', text: '后记。' },
  ]);
});
