import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DRAFT_FORMAT, DRAFT_VERSION, parseDraft, serialiseDraft } from '../shared/draft.ts';
import { FORM, fillable } from '../shared/form.ts';
import { emptyReport } from '../shared/report.ts';
import { example, exampleFiles, exampleText } from './drafts.ts';

/** The text of a valid draft in which what stands at each path is replaced, or taken away where the value is undefined. */
function changed(...changes: readonly (readonly [path: readonly string[], value: unknown])[]): string {
  const file: unknown = JSON.parse(exampleText(exampleFiles[0] ?? ''));
  for (const [path, value] of changes) {
    const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], file) as Record<string, unknown>;
    parent[path.at(-1) ?? ''] = value;
  }
  return JSON.stringify(file);
}

describe('a draft file', () => {
  test.each(exampleFiles)('%s comes back byte for byte', (file) => {
    const text = exampleText(file);
    const opened = parseDraft(text);
    expect(opened.kind).toBe('ok');
    if (opened.kind === 'ok') expect(serialiseDraft(opened.draft)).toBe(text);
  });

  test('has its keys in the order of the form whatever order they were typed in', () => {
    const { report, lastYear } = example('示例县自然资源局');
    const reversed = { ...report, cells: Object.fromEntries(Object.entries(report.cells).reverse()) };
    expect(serialiseDraft({ lastYear, report: reversed })).toBe(serialiseDraft({ report, lastYear }));
  });

  test('keeps fields of a newer minor addition, wherever they stand', () => {
    const text = changed(
      [['reviewer'], { name: '张三' }],
      [['report', 'approvals'], [{ by: '李四' }]],
      [['report', 'reasons'], [{ rule: 'R25', key: 'requests', facts: ['3', '2'], text: '机构合并', by: '王五' }]],
      [['report', 'unit', 'code'], '11'],
      [['report', 'texts', 'appendix'], '附录'],
      [['report', 'cells', 'future.cell'], '7'],
      [['report', 'fee', 'waived'], '0'],
    );
    const opened = parseDraft(text);
    if (opened.kind !== 'ok') throw new Error(opened.kind);
    expect(JSON.parse(serialiseDraft(opened.draft))).toEqual(JSON.parse(text));
  });

  test('has the confirmed paragraphs behind everything else, and does without them', () => {
    const { report, lastYear } = example('示例县档案馆');
    const text = serialiseDraft({ report: { ...report, confirmed: ['公布监督电话。'] }, lastYear });
    expect(parseDraft(text)).toMatchObject({ kind: 'ok', draft: { report: { confirmed: ['公布监督电话。'] } } });
    expect(Object.keys((JSON.parse(text) as { report: object }).report).at(-1)).toBe('confirmed');
    expect(serialiseDraft({ report, lastYear })).not.toContain('confirmed');
  });

  test('has the reasons of a clerk last of all, each in one order, and does without them', () => {
    const { report, lastYear } = example('示例县档案馆');
    const reason = { text: '机构改革划入。', facts: ['3', '2'], key: 'requests requests.carriedIn.natural', rule: 'R25' };
    const text = serialiseDraft({ report: { ...report, reasons: [reason] }, lastYear });
    expect(parseDraft(text)).toMatchObject({ kind: 'ok', draft: { report: { reasons: [reason] } } });
    const written = (JSON.parse(text) as { report: { reasons: object[] } }).report;
    expect(Object.keys(written).at(-1)).toBe('reasons');
    expect(Object.keys(written.reasons[0] ?? {})).toEqual(['rule', 'key', 'facts', 'text']);
    expect(serialiseDraft({ report, lastYear })).not.toContain('reasons');
  });

  test('begins with the first cell of the form', () => {
    const { cells } = JSON.parse(serialiseDraft(example('示例市'))).report as { cells: object };
    expect(Object.keys(cells)).toEqual(fillable(FORM).map((field) => field.id));
  });

  test('an empty one is a valid draft', () => {
    expect(parseDraft(serialiseDraft({ report: emptyReport('示例县档案馆', 2025), lastYear: null })).kind).toBe('ok');
  });

  test.each(readdirSync(new URL('fixtures/drafts/', import.meta.url)))('%s, written by an earlier version, still opens', (name) => {
    const opened = parseDraft(readFileSync(new URL(`fixtures/drafts/${name}`, import.meta.url), 'utf8'));
    expect(opened.kind).toBe('ok');
    if (opened.kind === 'ok') expect(opened.draft.report.unit.name).toBe('示例县档案馆');
  });
});

const REASON = { rule: 'R25', key: 'requests', facts: ['3', '2'], text: '机构合并' };
describe('opening ends', () => {
  test.each([
    ['notDraft', ''],
    ['notDraft', 'PK\u0003\u0004'],
    ['notDraft', '[]'],
    ['notDraft', 'null'],
    ['notDraft', '{"format":"something else","version":1}'],
    ['damaged', exampleText(exampleFiles[0] ?? '').slice(0, 900)],
  ])('%s for %j', (kind, text) => {
    expect(parseDraft(text).kind).toBe(kind);
  });
  test('newer, with the version', () => {
    const version = DRAFT_VERSION + 1;
    expect(parseDraft(changed([['version'], version]))).toEqual({ kind: 'newer', version });
  });
  test.each<[place: string, path: readonly string[], value: unknown]>([
    ['version', ['version'], '1'],
    ['report', ['report'], null],
    ['report.year', ['report', 'year'], '2025'],
    ['report.unit.kind', ['report', 'unit', 'kind'], 'ministry'],
    ['report.texts.overview', ['report', 'texts', 'overview'], 3],
    ['report.cells.requests.granted.natural', ['report', 'cells', 'requests.granted.natural'], 1],
    ['report.cells.requests.granted.total', ['report', 'cells', 'requests.granted.total'], '1'],
    ['report.printedTotals.requests.granted.natural', ['report', 'printedTotals'], { 'requests.granted.natural': '1' }],
    ['report.fee', ['report', 'fee'], undefined],
    ['report.confirmed', ['report', 'confirmed'], '一段'],
    ['report.confirmed.0', ['report', 'confirmed'], [1]],
    ['report.reasons', ['report', 'reasons'], '机构改革划入'],
    ['report.reasons.1.facts', ['report', 'reasons'], [REASON, { ...REASON, facts: '3、2' }]],
    ['lastYear', ['lastYear'], undefined],
    ['lastYear.unit', ['lastYear'], { year: 2024 }],
  ])('invalid, with the place: %s', (place, path, value) => {
    expect(parseDraft(changed([path, value]))).toMatchObject({ kind: 'invalid', place });
  });
  test('well for a file with a byte order mark', () => {
    expect(parseDraft(`\ufeff${exampleText(exampleFiles[0] ?? '')}`).kind).toBe('ok');
  });
});

describe('whatever the file holds, opening ends with a name', () => {
  test('for anything that JSON can say', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const opened = parseDraft(`{"format":"${DRAFT_FORMAT}","version":1,"report":${json},"lastYear":null}`);
        expect(opened.kind).toBe('invalid');
      }),
      { numRuns: 1_000 },
    );
  });

  test('for a draft with bytes cut out, put in or changed', () => {
    const text = exampleText(exampleFiles[1] ?? '');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(80), fc.string({ maxLength: 8, unit: 'binary' }), (at, cut, put) => {
        const opened = parseDraft(text.slice(0, at) + put + text.slice(at + cut));
        expect(['ok', 'notDraft', 'newer', 'damaged', 'invalid']).toContain(opened.kind);
        if (opened.kind === 'ok') expect(parseDraft(serialiseDraft(opened.draft))).toEqual(opened);
      }),
      { numRuns: 2_000 },
    );
  });

  test('for hostile keys and endless nesting', () => {
    const cells = (keys: string): string => changed([['report', 'cells'], {}]).replace('"cells":{}', `"cells":{${keys}}`);
    const opened = parseDraft(cells('"constructor":"2","toString":"3"'));
    if (opened.kind !== 'ok') throw new Error(opened.kind);
    expect(serialiseDraft(opened.draft)).toContain('"constructor": "2"');
    // The schema does not look at it, so that it could hold anything.
    expect(parseDraft(cells('"__proto__":{"a":1}'))).toMatchObject({ kind: 'invalid', problem: '有不该有的一项“__proto__”' });
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    const report = changed().replace('"year":', '"constructor":{"a":1},"toString":"x","year":');
    const odd = parseDraft(report);
    if (odd.kind !== 'ok') throw new Error(odd.kind);
    expect(serialiseDraft(odd.draft)).toContain('"toString": "x"');
    const deep = changed().replace('"lastYear":null', `"lastYear":null,"deep":${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(parseDraft(deep)).toMatchObject({ kind: 'invalid' });
  });
});
