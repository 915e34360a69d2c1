import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, withChanges } from '../shared/explain.ts';
import type { Finding, Severity } from '../shared/finding.ts';
import { FORM, fillable, REQUEST_COLUMNS } from '../shared/form.ts';
import { emptyReport, type Report } from '../shared/report.ts';
import { countsOf, factsOf, validate } from '../shared/validate.ts';
import { carriedOutBefore, example, LEAVES, lastYearOf, request, soundReport, withCells, withoutFigures } from './drafts.ts';

const rulesOf = (findings: readonly Finding[]): string[] => findings.map((finding) => finding.rule);
/** Only their numbers are changed below, so their texts state none. */
const centre = (): Report => withoutFigures(example('示例县档案馆').report);
const bureau = (): Report => withoutFigures(example('示例县自然资源局').report);
const city = (): Report => withoutFigures(example('示例市').report);

describe('the examples', () => {
  test.each(['示例县档案馆', '示例县自然资源局', '示例市'])('%s has no finding', (name) => {
    const { report, lastYear } = example(name);
    expect(validate(report, { lastYear })).toEqual([]);
    if (lastYear) expect(validate(lastYear)).toEqual([]);
  });

  test('the broken one has its three faults, each with cells, both sides and a sentence', () => {
    expect(validate(example('示例镇').report)).toEqual([
      {
        rule: 'R6',
        severity: 'error',
        cells: ['proactive.coercion.decisions'],
        section: 'proactive',
        quote: null,
        message: '表二：还有 1 格没有填：行政强制 · 本年处理决定数量。没有的请填 0。',
        left: '9',
        right: '10',
        includes: [],
      },
      {
        rule: 'R13',
        severity: 'error',
        cells: ['newReceived', 'carriedIn', 'totalDisposed', 'carriedOut'].map((row) => request(row, 'natural')),
        section: 'requests',
        quote: null,
        message: '表三 · 自然人：一＋二 6，三（七）＋四 5，两边不相等，左边多 1 件。请核对这一列。',
        left: '6',
        right: '5',
        includes: [{ rule: 'R13', cells: ['newReceived', 'carriedIn', 'totalDisposed', 'carriedOut'].map((row) => request(row, 'total')) }],
      },
      {
        rule: 'R58',
        severity: 'warning',
        cells: ['fee.notices', 'fee.noticedAmount', 'fee.collectedAmount'],
        section: 'other',
        quote: null,
        message: '第六部分：没有写信息处理费。没有收费的也要写明 0 件、0 元。',
        left: '0',
        right: '3',
        includes: [],
      },
    ]);
  });
});

describe('the identities', () => {
  test('hold in every report that is built to satisfy them', () => {
    fc.assert(
      fc.property(soundReport, (report) => {
        expect(validate(report)).toEqual([]);
      }),
    );
  });

  const requestCells = fillable(FORM).filter((field) => field.table === 'requests');
  test('one changed cell of table 三 breaks its column and nothing else', () => {
    fc.assert(
      fc.property(soundReport, fc.constantFrom(...requestCells), fc.integer({ min: 1, max: 3 }), (report, field, more) => {
        const column = field.id.slice(field.id.lastIndexOf('.') + 1);
        const noRequests = ['newReceived', 'carriedIn'].every((row) => report.cells[request(row, column)] === '0');
        const isLeft = /\.(?:newReceived|carriedIn)\./.test(field.id);
        const found = validate(withCells(report, { [field.id]: String(Number(report.cells[field.id]) + more) }));
        expect(rulesOf(found)).toEqual([noRequests && !isLeft ? 'R23' : 'R13']);
        expect(found[0]?.cells).toContain(request('newReceived', column));
        const broken = [...found, ...(found[0]?.includes ?? [])].filter(({ rule }) => rule === 'R13');
        expect(broken.map(({ cells }) => cells[0]).sort()).toEqual(
          [request('newReceived', column), request('newReceived', 'total')].sort(),
        );
      }),
    );
  });

  test('a cell of table 四 or a decision of table 二 may be any count', () => {
    const free = fillable(FORM).filter((field) => field.table === 'disputes' || field.id.endsWith('.decisions'));
    fc.assert(
      fc.property(soundReport, fc.constantFrom(...free), fc.nat(999_999), (report, field, value) => {
        expect(validate(withCells(report, { [field.id]: String(value) }))).toEqual([]);
      }),
    );
  });

  test('two broken columns are two findings, and the total column joins the first', () => {
    const report = withCells(centre(), { [request('newReceived', 'natural')]: '4', [request('newReceived', 'business')]: '5' });
    const found = validate(report);
    expect(rulesOf(found)).toEqual(['R13', 'R13']);
    expect(found.map((finding) => finding.includes.length)).toEqual([1, 0]);
  });

  test('a count in the wrong column leaves the total alone', () => {
    const found = validate(withCells(centre(), { [request('granted', 'natural')]: '0', [request('granted', 'business')]: '1' }));
    expect(rulesOf(found)).toEqual(['R13', 'R23']);
    expect(found.flatMap((finding) => finding.includes).map(({ cells }) => cells[0])).toEqual([request('newReceived', 'business')]);
  });

  test('are undecided, not wrong, while a cell is blank or unreadable', () => {
    for (const text of ['', '1.5']) {
      const found = validate(withCells(bureau(), { [request('carriedOut', 'natural')]: text }));
      expect(rulesOf(found)).toEqual([text === '' ? 'R6' : 'R7']);
    }
  });

  test('are judged with the printed totals while those stand', () => {
    const report: Report = { ...city(), printedTotals: { 'disputes.directSuit.total': '999', [request('newReceived', 'total')]: '1' } };
    const found = validate(report);
    expect(rulesOf(found)).toEqual(['R15', 'R16']);
    expect(found[0]).toMatchObject({ left: '1', right: '3491', includes: [{ rule: 'R13' }] });
    expect(found[1]).toMatchObject({ left: '999', right: '41', cells: expect.arrayContaining(['disputes.directSuit.pending']) as unknown });
  });

  test('blame the printed total that is wrong, not the sums it spoils', () => {
    const found = validate({ ...city(), printedTotals: { [request('totalDisposed', 'natural')]: '2850' } });
    expect(found).toMatchObject([
      { rule: 'R14', left: '2850', right: '2848', cells: expect.arrayContaining([request('totalDisposed', 'natural')]) as unknown },
    ]);
    expect(found[0]?.message).toMatch(/^表三 · 自然人 · （七）总计：年报上印的是 2850 件，各行相加是 2848 件/);
  });

  test('name every printed total that forgets its rows, also where nothing was received (R14 before R23)', () => {
    const [row, total] = ['unavailable.notHeld', 'totalDisposed'] as const;
    const nothing = Object.fromEntries([...FORM.tables.requests.fields].filter(({ parts }) => !parts).map(({ id }) => [id, '0']));
    const report = withCells(centre(), { ...nothing, [request(row, 'natural')]: '3', [request(row, 'otherOrg')]: '2' });
    const forgotten = ['natural', 'otherOrg', 'total'].map((column) => request(total, column));
    const printed = { ...report, printedTotals: Object.fromEntries(forgotten.map((id) => [id, '0'])) };
    const found = validate(printed).filter(({ section, severity }) => section === 'requests' && severity === 'error');
    expect(found.map(({ rule, cells, right }) => [rule, cells[0], right])).toEqual(
      ['3', '2', '5'].map((sum, index) => ['R14', forgotten[index], sum]),
    );
    for (const finding of found) {
      expect(finding.message).toMatch(/年报上印的是 0 件，各行相加是 [235] 件/);
      const [offer] = explain(finding, factsOf(printed));
      expect(offer).toMatchObject({ action: '去掉印的数', message: '年报上印的 0、0、0 不再保留，总计按各格相加是 3、2、5。' });
      expect(withChanges(printed, offer?.changes ?? []).printedTotals).toEqual({});
    }
    expect(rulesOf(validate(report)).filter((rule) => rule === 'R23')).toHaveLength(2);
  });

  test('an own draft cannot hold a wrong total: R14, R15 and R16 never stand alone', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fillable(FORM).map((field) => field.id)), fc.nat(99).map(String)), (cells) => {
        const found = validate(withCells(bureau(), cells)).flatMap((finding) => [
          finding.rule,
          ...finding.includes.map(({ rule }) => rule),
        ]);
        expect(found.filter((rule) => ['R14', 'R15', 'R16'].includes(rule))).toEqual([]);
      }),
    );
  });
});

describe('across years', () => {
  test('a difference in one column is that column; in several, the total', () => {
    const last = example('示例县自然资源局').lastYear;
    if (!last) throw new Error('no last year');
    const one = validate(withCells(bureau(), { [request('carriedIn', 'natural')]: '2', [request('newReceived', 'natural')]: '39' }), {
      lastYear: last,
    });
    expect(one).toMatchObject([
      { rule: 'R25', left: '2', right: '3', includes: [{ rule: 'R25', cells: [request('carriedIn', 'total')] }] },
    ]);
    const several = validate(
      withCells(bureau(), {
        [request('carriedIn', 'natural')]: '2',
        [request('newReceived', 'natural')]: '39',
        [request('carriedIn', 'business')]: '0',
        [request('newReceived', 'business')]: '6',
      }),
      { lastYear: last },
    );
    expect(several).toMatchObject([{ rule: 'R25', cells: [request('carriedIn', 'total')], left: '2', right: '4' }]);
    expect(several[0]?.message).toContain('自然人填了 2 件，上年是 3 件；商业企业填了 0 件，上年是 1 件');
    expect(several[0]?.includes).toHaveLength(2);
  });

  test('last year in the form of 2019 is compared in table 三 only', () => {
    const lastYear: Report = {
      ...lastYearOf(bureau()),
      form: '2019',
      texts: emptyReport('', 2024).texts,
      cells: { ...carriedOutBefore(bureau()), 'proactive.normativeDocs.inForce': '1' },
    };
    expect(rulesOf(validate(bureau(), { lastYear }))).toEqual(['R32']);
  });
});

test('findings are counted by severity', () => {
  const counts = countsOf(validate(example('示例镇').report));
  expect(counts).toEqual({ error: 2, warning: 1, info: 0 } satisfies Record<Severity, number>);
});

test('LEAVES and columns are those of the form', () => {
  expect(LEAVES).toHaveLength(21);
  expect(REQUEST_COLUMNS.map((column) => column.label)).toEqual([
    '自然人',
    '商业企业',
    '科研机构',
    '社会公益组织',
    '法律服务机构',
    '其他',
    '总计',
  ]);
});
