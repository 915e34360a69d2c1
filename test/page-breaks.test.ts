/** Tables of a PDF that its pages cut in pieces, also within a row: every number is read, and none without its last digit. */
import { describe, expect, test } from 'vitest';
import { readHtml } from '../importers/html.ts';
import type { Imported } from '../importers/imported.ts';
import { recognise } from '../importers/recognise.ts';
import type { DocumentBlock } from '../shared/document.ts';
import { FORM, fillable } from '../shared/form.ts';
import { figuresOf, printedText, type Report } from '../shared/report.ts';
import { example } from './drafts.ts';
import { LAYOUTS } from './layouts.ts';

type Rows = readonly (readonly string[])[];
type TableBlock = Extract<DocumentBlock, { kind: 'table' }>;

const REPORT: Report = {
  ...example('示例市').report,
  cells: Object.fromEntries(fillable(FORM).map(({ id }, i) => [id, String(((i * 37) % 997) + 2)])),
};
const figures = figuresOf(REPORT);
const PRINTED = Object.fromEntries([...FORM.fields.values()].map((field) => [field.id, printedText(figures, REPORT, field)]));
const blocks = readHtml(LAYOUTS.find(({ name }) => name === 'HTML with merged heads')?.write(REPORT) ?? '');
const tables = blocks.filter((block): block is TableBlock => block.kind === 'table');
const [, requests, disputes] = tables as [TableBlock, TableBlock, TableBlock];

/** A table in two pieces, with what a page has between them. */
const readCut = (table: TableBlock, first: Rows, second: Rows, between: readonly string[] = ['- 1 -']): Imported => {
  const at = blocks.indexOf(table);
  const pieces: DocumentBlock[] = [
    ...blocks.slice(0, at).map((block) => ({ ...block, page: 1 })),
    { kind: 'table', rows: first, page: 1 },
    ...between.map((text): DocumentBlock => ({ kind: 'paragraph', text, page: 1 })),
    { kind: 'table', rows: second, page: 2 },
    ...blocks.slice(at + 1).map((block) => ({ ...block, page: 2 })),
  ];
  return recognise(pieces, { name: '', year: 2020 });
};
const numbersIn = ({ report, printed }: Imported): Record<string, string> => ({ ...report.cells, ...printed });

const isNumber = (cell: string): boolean => /^\d+$/.test(cell);
const LABEL = 2;
/** The last digit of each number, and the label from a place on, stand on the next page. */
const cutRow = (row: readonly string[], from: number): [string[], string[]] => {
  const pieces = row.map((cell): [string, string] => {
    const at = cell === row[LABEL] ? from : isNumber(cell) && cell.length > 1 ? cell.length - 1 : cell.length;
    return [cell.slice(0, at), cell.slice(at)];
  });
  return [pieces.map(([first]) => first), pieces.map(([, second]) => second)];
};

describe('table 三', () => {
  const heads = requests.rows.slice(0, 3);
  const bodyRows = requests.rows.map((row, y) => [y, row] as const).slice(3);
  const CUTS: readonly (readonly [string, (rows: Rows) => Rows])[] = [
    ['with its heads again', (rows) => [...heads, ...rows]],
    ['without heads', (rows) => rows],
    ['without the column of the group, which is not seen there', (rows) => rows.map((row) => row.slice(1))],
  ];
  test.each(CUTS)('cut within any row, %s', (_name, second) => {
    for (const [y, row] of bodyRows) {
      const label = row[LABEL] ?? '';
      for (const from of [label.length, 4, 2]) {
        const [first, rest] = cutRow(row, from);
        const imported = readCut(requests, [...requests.rows.slice(0, y), first], second([rest, ...requests.rows.slice(y + 1)]));
        expect(numbersIn(imported), `${label}, from ${from}`).toEqual(PRINTED);
        expect(imported.gaps).toEqual([]);
      }
    }
  });
  test.each(CUTS)('cut between rows, %s', (_name, second) => {
    for (const [y, row] of bodyRows) {
      const imported = readCut(requests, requests.rows.slice(0, y), second(requests.rows.slice(y)), ['- 1 -', '第 2 页']);
      expect(numbersIn(imported), row[LABEL]).toEqual(PRINTED);
    }
  });
  test('where digits of two pages do not add up the row is left blank, and named', () => {
    const [y, row] = bodyRows[4] as (typeof bodyRows)[number];
    const [first, rest] = cutRow(row, 99);
    const other = rest.map((cell, x) => (x === rest.length - 1 ? `${(Number(cell) + 1) % 10}` : cell));
    const imported = readCut(requests, [...requests.rows.slice(0, y), first], [other, ...requests.rows.slice(y + 1)]);
    const read = numbersIn(imported);
    const blank = Object.keys(PRINTED).filter((id) => read[id] !== PRINTED[id]);
    expect(blank.map((id) => read[id] ?? '').join('')).toBe('');
    expect(imported.gaps.flatMap(({ cells }) => cells)).toEqual(blank);
    expect(blank.length).toBe(rest.filter(isNumber).length);
  });
});

test('table 四 with its heads on one page and its numbers on the next', () => {
  const imported = readCut(disputes, disputes.rows.slice(0, 3), disputes.rows.slice(3));
  expect(numbersIn(imported)).toEqual(PRINTED);
});

test('a table under words of its own is another one', () => {
  const five = (from: number): Rows => disputes.rows.slice(2).map((row) => row.slice(from, from + 5));
  const group = (name: string, from: number): Rows => [Array.from({ length: 5 }, () => name), ...five(from)];
  const imported = readCut(disputes, group('行政复议', 0), group('未经复议直接起诉', 5), ['（二）行政诉讼']);
  const wrong = Object.entries(numbersIn(imported)).filter(([id, text]) => text !== '' && text !== PRINTED[id]);
  expect(wrong).toEqual([]);
  expect(numbersIn(imported)['disputes.directSuit.total']).toBe(PRINTED['disputes.directSuit.total']);
});

describe('numbers on a page without rules', () => {
  const readLine = (numbers: string, of: object): Imported =>
    recognise(
      ['三、收到和处理政府信息公开申请情况', `一、本年新收政府信息公开申请数量\t${numbers}`, ''].map(
        (text): DocumentBlock => ({ kind: 'paragraph', text, ...of }),
      ),
      { name: '', year: 2025 },
    );
  const natural = 'requests.newReceived.natural';
  test('are read where they add up', () => {
    expect(numbersIn(readLine('92\t69\t0\t0\t9\t12\t182', { page: 1 }))[natural]).toBe('92');
  });
  test('are left blank and named where they do not: they may be of two rows', () => {
    const imported = readLine('92\t69\t0\t0\t9\t12\t28', { page: 1 });
    expect(numbersIn(imported)[natural]).toBe('');
    expect(imported.gaps.flatMap(({ cells }) => cells)).toContain(natural);
    // In a text a line is a row, whatever it adds up to.
    expect(numbersIn(readLine('92\t69\t0\t0\t9\t12\t28', { isLine: true }))[natural]).toBe('92');
  });
});
