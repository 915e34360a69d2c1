/** Drafts that tests work on: the four examples, and reports built to satisfy every identity. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { type Draft, parseDraft } from '../shared/draft.ts';
import { APPLICANTS, FORM, fillable } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';

const folder = new URL('../examples/', import.meta.url);
export const exampleFiles = readdirSync(folder).filter((name) => name.endsWith('.nianbao'));

export const exampleText = (file: string): string => readFileSync(new URL(encodeURIComponent(file), folder), 'utf8');

/** The example whose file name begins so: `示例县档案馆`, `示例县自然资源局`, `示例市`, `示例镇`. */
export function example(name: string): Draft {
  const file = exampleFiles.find((candidate) => basename(candidate).startsWith(name)) ?? '';
  const opened = parseDraft(exampleText(file));
  if (opened.kind !== 'ok') throw new Error(`${file}: ${opened.kind}`);
  return opened.draft;
}

export const LEAVES = FORM.requestRows.filter((row) => row.leaf).map((row) => row.id);
export const request = (row: string, column: string): string => `requests.${row}.${column}`;

const count = (max: number) => fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat({ max }) });

/** One column of table 三 in which 一＋二＝三（七）＋四. */
const column = fc
  .record({
    leaves: fc.tuple(...LEAVES.map((row) => count(row === 'other.misc' ? 4 : row === 'other.feeUnpaid' ? 0 : 9_999))),
    carriedOut: count(999),
    carriedIn: fc.nat(),
  })
  .map(({ leaves, carriedOut, carriedIn }) => {
    const right = leaves.reduce((sum, n) => sum + n, carriedOut);
    const left = right === 0 ? 0 : carriedIn % (right + 1);
    return { newReceived: right - left, carriedIn: left, carriedOut, leaves };
  });

const requests = fc.tuple(...APPLICANTS.map(() => column)).map((columns) =>
  Object.fromEntries(
    columns.flatMap(({ leaves, ...rows }, index) => {
      const id = APPLICANTS[index]?.id ?? '';
      const outcomes = leaves.map((n, leaf): [string, number] => [request(LEAVES[leaf] ?? '', id), n]);
      return [...Object.entries(rows).map(([row, n]): [string, number] => [request(row, id), n]), ...outcomes];
    }),
  ),
);

const documents = fc.record({ issued: fc.nat(99), repealed: fc.nat(99), before: fc.nat(500) }).map(({ issued, repealed, before }) => ({
  'proactive.normativeDocs.issued': issued,
  'proactive.normativeDocs.repealed': Math.min(repealed, before + issued),
  'proactive.normativeDocs.inForce': before + issued - Math.min(repealed, before + issued),
}));
const disputeIds = fillable(FORM.tables.disputes).map((field) => field.id);
const disputes = fc
  .tuple(...disputeIds.map(() => count(999)))
  .map((values) => Object.fromEntries(disputeIds.map((id, i) => [id, values[i] ?? 0])));
const decisions = fc.record({
  'proactive.licensing.decisions': fc.nat(9_999_999),
  'proactive.penalty.decisions': fc.nat(9_999_999),
  'proactive.coercion.decisions': fc.nat(9_999),
});

/** The text of a report whose tables are made up states nothing of them. */
export function withoutFigures(report: Report): Report {
  const texts = Object.entries(report.texts).map(([id, text]) => [
    id,
    text.replace(/\d+(?:\.\d+)?(?=件|万元)/g, '若干').replace(/没有结转[^。]*|未发生因[^。]*/g, '依法办理'),
  ]);
  return { ...report, texts: Object.fromEntries(texts) as Report['texts'] };
}

/** A bureau's report that no rule objects to, with all kinds of numbers. */
export const soundReport: fc.Arbitrary<Report> = fc
  .record({ requests, documents, disputes, decisions, fees: fc.record({ wan: fc.nat(99_999), fraction: fc.nat(9_999) }) })
  .map(({ requests: table3, documents: docs, disputes: table4, decisions: powers, fees }) => {
    const report = withoutFigures(example('示例县自然资源局').report);
    const numbers = { ...table3, ...docs, ...table4, ...powers };
    // At least one request, so that table 四 needs no explanation (R24), and a fee that fits into table 二 (R61).
    const first = {
      [request('newReceived', 'natural')]: (table3[request('newReceived', 'natural')] ?? 0) + 1,
      [request('granted', 'natural')]: (table3[request('granted', 'natural')] ?? 0) + 1,
    };
    const cells = Object.fromEntries(Object.entries({ ...numbers, ...first }).map(([id, n]) => [id, String(n)]));
    const amountWan = `${fees.wan + 1}.${String(fees.fraction).padStart(4, '0')}`;
    return { ...report, cells: { ...report.cells, ...cells, 'proactive.adminFees.amountWan': amountWan } };
  });

export const withCells = (report: Report, cells: Readonly<Record<string, string>>): Report => ({
  ...report,
  cells: { ...report.cells, ...cells },
});
export const withText = (report: Report, id: keyof Report['texts'], text: string): Report => ({
  ...report,
  texts: { ...report.texts, [id]: text },
});
export const lastYearOf = (report: Report): Report => ({ ...report, year: report.year - 1 });
/** The cells of a last year that carried out just what this report carried in. */
export const carriedOutBefore = (report: Report): Report['cells'] =>
  Object.fromEntries(APPLICANTS.map(({ id }) => [request('carriedOut', id), report.cells[request('carriedIn', id)] ?? '']));
