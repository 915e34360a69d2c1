import { expect, test } from 'vitest';
import { readHtml } from '../importers/html.ts';
import { recognise } from '../importers/recognise.ts';
import {
  isContradiction,
  isIdentity,
  namesOfPage,
  reviewedImport,
  reviewedReport,
  reviewOf,
  reviewProblem,
  strangeIn,
  unplacedOf,
  unreadIn,
  usesOf,
  yearAfter,
} from '../renderer/review.ts';
import { FORM, requestCell } from '../shared/form.ts';
import { formOf } from '../shared/report.ts';
import { validate } from '../shared/validate.ts';
import { example, withCells } from './drafts.ts';
import { LAYOUTS } from './layouts.ts';

const { report } = example('示例县自然资源局');
const write = LAYOUTS.find(({ name }) => name === 'HTML with merged heads')?.write ?? (() => '');
const read = (html: string) => recognise(readHtml(html), { name: '', year: 2025 });
const sound = reviewOf('x.html', read(write(report)), 'draft', null);

test('what nobody changed is the report as it was read', () => {
  expect(reviewedReport(sound)).toEqual(sound.imported.report);
  expect(reviewProblem(sound)).toBeNull();
});

test('unit and year are put right; another unit is of another kind', () => {
  const changed = reviewedReport({ ...sound, unit: ' 示例镇人民政府 ', year: '２０２４年度' });
  expect(changed.unit).toMatchObject({ name: '示例镇人民政府', kind: 'town', level: 'town' });
  expect(changed.year).toBe(2024);
  expect(reviewProblem({ ...sound, unit: '' })).toContain('请填单位全称');
  expect(reviewProblem({ ...sound, year: '去年' })).toContain('不是四位数字');
});

test('unplaced text goes to the end of the section it is put into, in the order of the source', () => {
  const html = write(report).replace('<body>', '<body><p>第一段说不清的内容</p><p>第二段说不清的内容</p>');
  const review = reviewOf('x.html', read(html), 'draft', null);
  const [first, second] = unplacedOf(review.imported, 'doubt');
  if (!first || !second) throw new Error('nothing is unplaced');
  const placed = new Map([
    [second.index, 'other'],
    [first.index, 'other'],
  ] as const);
  const { texts } = reviewedReport({ ...review, placed });
  expect(texts.other).toBe(`${review.imported.report.texts.other}\n${first.text}\n${second.text}`);
  expect(texts.overview).toBe(review.imported.report.texts.overview);
});

test('contradictions of the tables are told, blank cells are not among them', () => {
  const wrong = read(write(withCells(report, { [requestCell('newReceived', 'natural')]: '99', 'proactive.licensing.decisions': '' })));
  const found = validate(wrong.report).filter(isContradiction);
  expect(found.filter(isIdentity)).toHaveLength(1);
  expect(found.some(({ cells }) => cells.includes('proactive.licensing.decisions'))).toBe(false);
  expect(unreadIn(formOf(wrong.report).tables.proactive, wrong).map(({ id }) => id)).toEqual(['proactive.licensing.decisions']);
  expect(unreadIn(FORM.tables.requests, wrong)).toEqual([]);
});

test('what R23 says in plain words is a sum that does not agree, too', () => {
  const noRequests = { [requestCell('newReceived', 'natural')]: '0', [requestCell('carriedIn', 'natural')]: '0' };
  const found = validate(read(write(withCells(report, noRequests))).report);
  expect(found.filter(isIdentity).map(({ rule }) => rule)).toContain('R23');
});

test('a year that was still written in the old form is skipped, and why is said', () => {
  const old = (year: number) => ({ ...report, year, form: '2019' as const });
  expect([2019, 2020].map((year) => yearAfter(old(year)))).toEqual([2021, 2021]);
  expect(usesOf(old(2019))).toMatch(/^2020 年度用的还是旧格式，这里只写 2021 年度起的报告：新建的是 2021 年度，只带入文字。/);
  expect(usesOf(old(2020))).toMatch(/^新建的带入文字和“结转下年度”。/);
  expect(yearAfter(report)).toBe(report.year + 1);
});

test('a mark for nothing is no number until it is read as the 0 it means', () => {
  const id = requestCell('denied.enforcementFile', 'business');
  const review = reviewOf('x.html', read(write(withCells(report, { [id]: '/' }))), 'draft', null);
  expect(strangeIn(FORM.tables.requests.fields, review.imported).map((field) => field.id)).toEqual([id]);
  const zeroed = { ...review, zeros: new Set([id]) };
  expect(strangeIn(FORM.tables.requests.fields, reviewedImport(zeroed))).toEqual([]);
  expect(reviewedReport(zeroed).cells[id]).toBe('0');
  expect(review.imported.report.cells[id]).toBe('/');
  expect(reviewedReport(zeroed).printedTotals).toBeUndefined();
});

test('a total that could not be computed is held against the paper once its parts are numbers', () => {
  const id = requestCell('granted', 'natural');
  const html = write(withCells(report, { [id]: '/' }));
  const review = reviewOf('x.html', read(html), 'draft', null);
  const total = requestCell('totalDisposed', 'natural');
  const printed = { ...review.imported, printed: { ...review.imported.printed, [total]: '39' } };
  expect(reviewedReport({ ...review, imported: printed }).printedTotals?.[total]).toBeUndefined();
  expect(reviewedReport({ ...review, imported: printed, zeros: new Set([id]) }).printedTotals?.[total]).toBe('39');
});

test('what stands around a report is called what it is', () => {
  const names = (...texts: string[]): string => namesOfPage(texts.map((text) => ({ text, kind: 'page', place: '' })));
  expect(names('附件：1.某表', '示例县农业农村局', '2026年1月20日')).toBe('附件、落款、日期');
  expect(names('首页 > 政务公开', '- 4 -', '打印本页', '抄送：某局')).toBe('网站、页眉页脚、页码、抄送');
});
