import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClip } from '../renderer/clip-table.ts';
import { copied, everything, isOneValue, selectedFields } from '../renderer/grid-keys.ts';
import { fieldAt, GRIDS } from '../renderer/grid-map.ts';
import { judge, nothingToFill, type PastePlan, planPaste, recognisedNames } from '../renderer/paste.ts';
import { doubtsOf } from '../renderer/paste-fit.ts';
import { type Field, FORM, fillable, TABLE_IDS, type TableId } from '../shared/form.ts';
import { emptyReport, figuresOf, printedText, type Report } from '../shared/report.ts';
import { renderFragment } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, request, soundReport, withCells } from './drafts.ts';

const blank = emptyReport('示例县档案馆', 2025);
const START = { proactive: { row: 2, column: 1 }, requests: { row: 3, column: 3 }, disputes: { row: 3, column: 0 } };
const textOf = (report: Report) => {
  const figures = figuresOf(report);
  return (field: Field): string => printedText(figures, report, field);
};
const plain = (report: Report, id: TableId) => {
  const { anchor, head } = everything(GRIDS[id]);
  return copied(GRIDS[id], { anchor, head }, textOf(report));
};
/** The whole table with its labels as a matrix, each merged cell in all its places. */
const matrix = (report: Report, id: TableId): string[][] =>
  GRIDS[id].cover.map((row) => row.map(({ cell }) => (cell.kind === 'value' ? textOf(report)(cell.field) : cell.text)));
/** As a spreadsheet gives it: a merged cell in its first place only. */
const sheet = (report: Report, id: TableId): string[][] =>
  GRIDS[id].cover.map((row, y) =>
    row.map((at, x) => (at.row !== y || at.column !== x ? '' : at.cell.kind === 'value' ? textOf(report)(at.cell.field) : at.cell.text)),
  );
const tsv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join('\t')).join('\r\n');
const planOf = (text: string, id: TableId, html = '', at = START[id] as { row: number; column: number } | null): PastePlan => {
  const planned = planPaste(readClip({ text, html }), id, at);
  if (planned.kind === 'problem') throw new Error(planned.message);
  return planned.plan;
};
const problemOf = (text: string, id: TableId, at: { row: number; column: number } | null = START[id]): string => {
  const planned = planPaste(readClip({ text, html: '' }), id, at);
  return planned.kind === 'problem' ? planned.message : `plan of ${planned.plan.targets.length}`;
};
const pasted = (plan: PastePlan, into: Report): Report => withCells(into, Object.fromEntries(judge(plan, into, false).numbers));
const cellsOf = (report: Report, id: TableId) =>
  Object.fromEntries(fillable(FORM.tables[id]).map((field) => [field.id, report.cells[field.id]]));

/** A sound report with some cells left blank. */
const someBlank = fc
  .tuple(soundReport, fc.array(fc.constantFrom(...fillable(FORM).map(({ id }) => id)), { maxLength: 40 }))
  .map(([report, ids]) => withCells(report, Object.fromEntries(ids.map((id) => [id, '']))));

describe.each(TABLE_IDS)('a whole table comes back: %s', (id) => {
  const way = (name: string, clip: (report: Report) => { text: string; html?: string; at?: null }) =>
    test(name, () => {
      fc.assert(
        fc.property(someBlank, (report) => {
          const { text, html = '', at } = clip(report);
          const plan = planOf(text, id, html, at === null ? null : START[id]);
          expect(cellsOf(pasted(plan, blank), id)).toEqual(cellsOf(report, id));
          expect(plan.leftOut).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });
  way('without labels, as text', (report) => ({ text: plain(report, id).text }));
  way('without labels, as HTML', (report) => ({ text: '', html: plain(report, id).html }));
  way('with labels, as a spreadsheet gives text', (report) => ({ text: tsv(sheet(report, id)), at: null }));
  way('with labels repeated for merged cells', (report) => ({ text: tsv(matrix(report, id)), at: null }));
  way('with labels, as a page gives HTML', (report) => {
    const tables = renderFragment(renderModel(report, 0)).match(/<table[\s\S]*?<\/table>/g) ?? [];
    return { text: '', html: tables[TABLE_IDS.indexOf(id)] ?? '', at: null };
  });
  way('under extra title rows and beside an extra column', (report) => {
    const rows = sheet(report, id).map((row) => ['', ...row]);
    const width = (rows[0] ?? []).length;
    return { text: tsv([['附表', ...Array<string>(width - 1).fill('')], Array<string>(width).fill(''), ...rows]), at: null };
  });
});

describe('labels', () => {
  const { report } = example('示例县自然资源局');
  const rows = sheet(report, 'requests');

  test('order of rows and columns does not matter', () => {
    fc.assert(
      fc.property(someBlank, fc.infiniteStream(fc.nat()), (any, numbers) => {
        const all = matrix(any, 'requests');
        const order = <T>(list: T[]): T[] =>
          list
            .map((item): [number, T] => [numbers.next().value, item])
            .sort((a, b) => a[0] - b[0])
            .map(([, item]) => item);
        const columns = [0, 1, 2, ...order([3, 4, 5, 6, 7, 8, 9])];
        const shuffled = [...all.slice(0, 3), ...order(all.slice(3))].map((row) => columns.map((x) => row[x] ?? ''));
        expect(cellsOf(pasted(planOf(tsv(shuffled), 'requests', '', null), blank), 'requests')).toEqual(cellsOf(any, 'requests'));
      }),
      { numRuns: 25 },
    );
  });

  test('white space, width, punctuation and 行政 do not matter', () => {
    const other = rows.map((row) =>
      row.map((text) =>
        text
          .replace('1.', '１、')
          .replace('行政法规', '法规')
          .replace('一、', '一. ')
          .replace('商业企业', '商业\u3000企业')
          .replace('（区分处理的，只计这一情形，不计其他情形）', ''),
      ),
    );
    const plan = planOf(tsv(other), 'requests', '', null);
    expect(plan.named).toEqual({ rows: 25, columns: 7, inOrder: 0 });
    expect(cellsOf(pasted(plan, blank), 'requests')).toEqual(cellsOf(report, 'requests'));
  });

  test('a numeral that is not the form’s, or a label that comes twice, is not recognised', () => {
    const wrong = rows.map((row) => row.map((text) => text.replace('1.属于国家秘密', '9.属于国家秘密')));
    expect(planOf(tsv(wrong), 'requests', '', null).leftOut).toEqual(['“9.属于国家秘密”没有认出，这一行不填。']);
    const twice = [...rows, rows[6] ?? []];
    const plan = planOf(tsv(twice), 'requests', '', null);
    expect(plan.leftOut).toEqual(Array(2).fill('“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”分不清是哪一行，这一行不填。'));
    expect(plan.targets).toHaveLength(24 * 7);
  });

  test('the beginning of a label is enough where no other begins so', () => {
    const short = (text: string): string =>
      text
        .replace(/、行政机关不再处理.*$/, '')
        .replace('本机关不掌握相关政府信息', '本机关不掌握')
        .replace('一、本年新收政府信息公开申请数量', '一、本年新收');
    const plan = planOf(tsv(rows.map((row) => row.map(short))), 'requests', '', null);
    expect(plan.named.rows).toBe(25);
    expect(plan.leftOut).toEqual([]);
    expect(cellsOf(pasted(plan, blank), 'requests')).toEqual(cellsOf(report, 'requests'));
    const doubtful = rows.map((row) => row.map((text) => text.replace(/^1\.申请人.*$/, '申请人').replace(/^5\.属于.*$/, '属于')));
    expect(planOf(tsv(doubtful), 'requests', '', null).leftOut).toEqual(['“属于”没有认出，这一行不填。', '“申请人”没有认出，这一行不填。']);
  });

  test('rows alone are enough where all seven columns follow', () => {
    const some = rows.slice(3, 7).map((row) => [row[2] || row[1] || row[0] || '', ...row.slice(3)]);
    const plan = planOf(tsv(some), 'requests', '', null);
    expect(plan.targets).toHaveLength(28);
    expect(plan.targets[0]).toMatchObject({ field: { id: request('newReceived', 'natural') }, comes: '38' });
    expect(recognisedNames(plan)).toBe('4 个行名都对上了，没有列名，7 列按先后填入');
    expect(problemOf(tsv(some.map((row) => row.slice(0, 5))), 'requests')).toMatch(/没有认出一个数/);
  });

  test('the row of the form of 2019 that is no row any more is named', () => {
    const old = [...rows.slice(0, 24), ['', '（六）其他处理', '', '1', '0', '0', '0', '0', '0', '1'], ...rows.slice(26)];
    expect(planOf(tsv(old), 'requests', '', null).leftOut[0]).toContain('“（六）其他处理”没有认出');
  });

  test('a row that is not recognised is counted', () => {
    const some = [...rows.slice(0, 7), ['', '', '本机关没有', ...Array(7).fill('1')]];
    const plan = planOf(tsv(some), 'requests', '', null);
    expect(recognisedNames(plan)).toBe('5 行认出 4 行，7 个列名都对上了');
    expect(plan.leftOut).toEqual(['“本机关没有”没有认出，这一行不填。']);
    expect(recognisedNames(planOf(tsv(rows), 'requests', '', null))).toBe('25 个行名和 7 个列名都对上了');
  });

  test('a row of the form that was not copied is named, and asked about where the totals know of it', () => {
    const five = '5.属于三类内部事务信息';
    const some = rows.filter((row) => !row.includes(five));
    const plan = planOf(tsv(some), 'requests', '', null);
    expect(recognisedNames(plan)).toBe('24 个行名和 7 个列名都对上了，缺 1 行');
    expect(plan.lacking).toEqual([five]);
    const before = withCells(report, { [request('denied.internalAffairs', 'natural')]: '3' });
    expect(doubtsOf(plan, report)).toEqual([]);
    expect(doubtsOf(plan, before)[0]).toMatch(/^落在总计格里的数有 \d 个与算出的不同/);
    // What lies before and behind the rows that were copied was not meant to be.
    expect(planOf(tsv(rows.slice(0, 9)), 'requests', '', null).lacking).toEqual([]);
  });

  test('where nothing would be written, why not', () => {
    const plan = planOf(tsv(rows), 'requests', '', null);
    expect(nothingToFill(judge(plan, blank, false))).toBeNull();
    expect(nothingToFill(judge(plan, report, false))).toBe('没有要填的，认出的数都与现有相同');
    const other = withCells(report, { [request('granted', 'natural')]: '999' });
    expect(nothingToFill(judge(plan, other, false))).toBeNull();
    expect(nothingToFill(judge(plan, other, true))).toBe('没有空格可填，已有数字不改');
    expect(nothingToFill(judge(planOf('/', 'requests'), blank, false))).toBe('没有要填的，没有能填的数');
  });

  test('a column that is not recognised is counted', () => {
    const wrong = rows.map((row) => row.map((text) => (text === '科研机构' ? '高校' : text)));
    const plan = planOf(tsv(wrong), 'requests', '', null);
    expect(plan.named.columns).toBe(6);
    expect(recognisedNames(plan)).toBe('25 个行名都对上了，7 列认出 6 列');
    expect(plan.leftOut).toEqual(['有 25 个数所在的列没有认出，不填。']);
    expect(plan.targets.some(({ field }) => field.id.endsWith('.research'))).toBe(false);
  });

  test('text in which merged cells are simply missing fills nothing', () => {
    const ragged = GRIDS.requests.rows.map((row) =>
      row.map(({ cell }) => (cell.kind === 'value' ? textOf(report)(cell.field) : cell.text)).join('\t'),
    );
    expect(problemOf(ragged.join('\n'), 'requests')).toMatch(/没有认出一个数/);
  });

  test('a table with 本年 and 上年 side by side is ambiguous', () => {
    const twice = rows.map((row) => [...row, ...row.slice(3).map((text) => (/^\d/.test(text) ? `${text}1` : text))]);
    expect(problemOf(tsv(twice), 'requests')).toMatch(/没有认出一个数/);
  });

  test('labels of another table fill nothing', () => {
    expect(problemOf(tsv(sheet(report, 'requests')), 'proactive')).toMatch(/对不上|没有认出/);
    expect(problemOf('甲\t1\n乙\t2', 'requests')).toMatch(/对不上/);
    expect(problemOf('1\t2', 'requests', null)).toMatch(/先点要填的第一格/);
  });
});

describe('a rectangle', () => {
  test('goes where the person is, over totals, and stops at the edge', () => {
    const plan = planOf('1\t2\t3\n4\t\t6', 'requests', '', { row: 3, column: 8 });
    expect(plan.targets.map(({ field, comes }) => [field.id, comes])).toEqual([
      [request('newReceived', 'otherOrg'), '1'],
      [request('newReceived', 'total'), '2'],
      [request('carriedIn', 'otherOrg'), '4'],
    ]);
    expect(plan.leftOut).toEqual(['有 2 个值超出这张表，不填。']);
  });

  test('never puts a value into a cell other than its own place', () => {
    const map = GRIDS.requests;
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('', '0', '7', '12'), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 }),
        fc.nat(24),
        fc.nat(6),
        (rows, down, right) => {
          const at = { row: 3 + down, column: 3 + right };
          const planned = planPaste(readClip({ text: tsv(rows), html: '' }), 'requests', at);
          if (planned.kind === 'problem') return;
          for (const { field, comes } of planned.plan.targets) {
            const spot = map.spots.get(field.id) ?? { row: 0, column: 0 };
            expect(rows[spot.row - at.row]?.[spot.column - at.column]).toBe(comes);
          }
        },
      ),
    );
  });

  test('of numbers only runs over the rows of table 二 without the labels between them', () => {
    const ids = planOf('1\n2\n3', 'proactive', '', { row: 6, column: 1 }).targets.map(({ field }) => field.id);
    expect(ids).toEqual(['proactive.licensing.decisions', 'proactive.penalty.decisions', 'proactive.coercion.decisions']);
    expect(problemOf('1\n\n2\n3\n4', 'proactive', { row: 6, column: 1 })).toMatch(/对不上/);
  });
});

test('words among numbers are what cannot be read, not labels', () => {
  const plan = planOf('3\t若干件\t5', 'requests');
  expect(judge(plan, blank, false).counts).toMatchObject({ fills: 2, notUnderstood: 1 });
  expect(problemOf('若干件\t3\t5', 'requests')).toMatch(/对不上/);
});
test('3.0 of a spreadsheet is 3, as a total too; 3.5 is no count', () => {
  const plan = planOf('3.0\t1,200.00\t0.0\t0\t0\t3.5\t1203.0', 'requests');
  const { numbers, counts } = judge(plan, withCells(blank, { [request('newReceived', 'otherOrg')]: '0' }), false);
  expect([...numbers.values()]).toEqual(['3', '1200', '0', '0', '0']);
  expect(counts).toMatchObject({ notUnderstood: 1, totalEqual: 1 });
});
test('numbers that are struck out are not read', () => {
  const html = '<table><tr><td><del>4</del><ins>5</ins></td><td><s>7</s></td><td>6</td></tr></table>';
  const plan = planOf('45\t7\t6', 'requests', html);
  expect(plan.targets.map(({ comes }) => comes)).toEqual(['5', '6']);
  expect(plan.notRead).toBe('没有粘贴 2 处划去的文字');
  expect(readClip({ text: '45', html: '<span><del>4</del><ins>5</ins></span>' }).rows).toEqual([['5']]);
  expect(isOneValue({ text: '45', html: '<span><del>4</del><ins>5</ins></span>' })).toBe(false);
  expect(isOneValue({ text: '5', html: '<span>5</span>' })).toBe(true);
});

describe('what a plan does', () => {
  const report = withCells(blank, { [request('newReceived', 'natural')]: '3', [request('newReceived', 'business')]: '5' });
  const plan = planOf('4\t５ \t2 件左右\t1,000\t/\t6\t1010', 'requests');

  test('fills, changes, leaves alone, does not understand, compares', () => {
    const { counts, numbers, cells } = judge(plan, report, false);
    expect(counts).toEqual({ fills: 2, changes: 1, same: 1, notUnderstood: 2, totalEqual: 0, totalDiffers: 1 });
    expect([...numbers.values()]).toEqual(['4', '1000', '6']);
    expect(cells.at(-1)).toMatchObject({ now: '1015', comes: '1010', verdict: 'totalDiffers' });
  });
  test('changes nothing that is there where only blanks are to be filled', () => {
    expect([...judge(plan, report, true).numbers.values()]).toEqual(['1000', '6']);
  });
  test('never writes a total', () => {
    const totals = new Set([...FORM.fields.values()].filter((field) => field.parts).map(({ id }) => id));
    const whole = planOf(tsv(sheet(example('示例市').report, 'requests')), 'requests', '', null);
    const { numbers, counts } = judge(whole, blank, false);
    expect([...numbers.keys()].filter((id) => totals.has(id))).toEqual([]);
    expect([counts.totalEqual, counts.totalDiffers]).toEqual([31, 0]);
  });
});

describe('the clipboard', () => {
  const cells = (text: string, html = '') => readClip({ text, html }).rows;
  test('is text with tabs, quotes and line breaks', () => {
    expect(cells('1\t"a\nb"\t"x ""y"""\r\n2\t\t3\r\n')).toEqual([
      ['1', 'a\nb', 'x "y"'],
      ['2', '', '3'],
    ]);
    expect(cells('"一半\t2')).toEqual([['"一半', '2']]);
  });
  test('is a table with pipes', () => {
    expect(cells('| 甲 | 1 |\n| --- | ---: |\n| 乙 |  |')).toEqual([
      ['甲', '1'],
      ['乙', ''],
    ]);
  });
  test('is the largest table of a page', () => {
    const html = '<table><tr><td>1</td></tr></table><p>x</p><table><tr><td colspan=2>2</td></tr><tr><td>3</td><td>4</td></tr></table>';
    expect(cells('x', html)).toEqual([
      ['2', '2'],
      ['3', '4'],
    ]);
    expect(
      readClip({ text: '', html: '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table>' }).origin,
    ).toBe('Excel');
  });
  test('of any shape does no harm', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\t', '\n', '"', '|', '1', '其他', '总计', '（七）', ' ', '规章'), maxLength: 200 }),
        fc.constantFrom(...TABLE_IDS),
        (text, id) => {
          const planned = planPaste(readClip({ text, html: '' }), id, START[id]);
          if (planned.kind === 'problem') expect(planned.message).toMatch(/。$/);
        },
      ),
    );
  });
  test('that is huge is read before the test gives up', () => {
    const { kind } = planPaste(readClip({ text: tsv(Array(2000).fill(Array(100).fill('总计'))), html: '' }), 'requests', null);
    expect(kind).toBe('problem');
  });
});

test('a copied selection holds the numbers of its rectangle', () => {
  const selection = { anchor: { row: 4, column: 4 }, head: { row: 3, column: 3 } };
  const ids = selectedFields(GRIDS.requests, selection).map(({ id }) => id);
  expect(ids).toEqual([
    request('newReceived', 'natural'),
    request('newReceived', 'business'),
    request('carriedIn', 'natural'),
    request('carriedIn', 'business'),
  ]);
  expect(fieldAt(GRIDS.proactive, { row: 6, column: 3 })?.id).toBe('proactive.licensing.decisions');
});

describe('a rectangle of whole rows that does not fit says so', () => {
  const { report } = example('示例县自然资源局');
  const lines = GRIDS.requests.numberRows;
  /** From （一）予以公开 to the end: 21 rows, the totals, what is carried out. */
  const numbers = lines.map((row) => matrix(report, 'requests')[row]?.slice(3) ?? []);
  const granted = 2;
  const body = numbers.slice(granted, -2);
  const [totals, carriedOut] = [numbers.at(-2) ?? [], numbers.at(-1) ?? []];
  const doubts = (rows: readonly (readonly string[])[], line = granted, columns = 7): string[] => {
    const plan = planOf(tsv(rows.map((row) => row.slice(0, columns))), 'requests', '', { row: lines[line] ?? 0, column: 3 });
    return doubtsOf(plan, blank);
  };
  const sum = (rows: readonly (readonly string[])[]): string[] =>
    totals.map((_, x) => String(rows.reduce((all, row) => all + Number(row[x]), 0)));
  /** After the eight rows of （三）不予公开. */
  const denied = sum(body.slice(2, 10));
  const withSubtotal = [...body.slice(0, 10), denied, ...body.slice(10)];

  test.each([6, 7])('and none is doubted that does, in %i columns', (columns) => {
    const fitting = [numbers.slice(granted), body, [...body, totals], body.slice(0, 3), body.slice(2, 10), [carriedOut]];
    for (const rows of fitting.slice(0, 5)) expect(doubts(rows, rows === fitting[4] ? 4 : granted, columns)).toEqual([]);
    expect(doubts(numbers, 0, columns)).toEqual([]);
    expect(doubts([carriedOut], 24, columns)).toEqual([]);
  });
  test.each([
    ['without totals', withSubtotal],
    ['with the totals', [...withSubtotal, totals]],
    ['to the end', [...withSubtotal, totals, carriedOut]],
    ['without the totals, to the end', [...withSubtotal, carriedOut]],
    ['before its rows', [...body.slice(0, 2), denied, ...body.slice(2), totals, carriedOut]],
  ])('a subtotal, %s', (_, rows) => {
    for (const columns of [6, 7]) expect(doubts(rows, granted, columns)[0]).toMatch(/正好是“（三）不予公开”各行之和，像是多了一行小计/);
  });
  test('a row too many without which the totals agree', () => {
    const odd = [...body.slice(0, 5), Array<string>(7).fill('7'), ...body.slice(5), totals, carriedOut];
    expect(doubts(odd)[0]).toBe('粘来 24 行，不算第 6 行总计就都对得上：像是多了一行。请去掉再复制。');
  });
  test('the wrong row to begin with', () => {
    expect(doubts(numbers, 1)[0]).toMatch(/^从上面一行起填，总计就都对得上/);
    expect(doubts([...body, totals], 1)[0]).toMatch(/^从下面一行起填，总计就都对得上/);
  });
  test('a sum that does not land on the totals', () => {
    expect(doubts([...body.slice(0, 2), sum(body.slice(0, 2))])[0]).toMatch(/^粘来的第 3 行正好是上面各行之和/);
  });
  test('a row that is lacking', () => {
    expect(doubts([...body, carriedOut])[0]).toMatch(/^粘来 22 行，从这一格到表末有 23 行：像是少了一行，也许是“（七）总计”/);
    expect(doubts(body.slice(0, 20))[0]).toMatch(/^到总计那一行之前有 21 行，粘来 20 行：像是少了一行/);
  });
  test('more rows than the table has', () => {
    expect(doubts([...body, ...body])[0]).toBe('粘来 42 行，从这一格到表末只有 23 行：像是多了 19 行。');
  });
  test('totals that the numbers do not add up to', () => {
    const wrong = totals.map((text, x) => (x === 0 ? String(Number(text) + 5) : text));
    const [sentence, ...more] = doubts([...body, wrong, carriedOut]);
    expect(sentence).toBe(
      `落在总计格里的数有 1 个与算出的不同，如“（七）总计 · 自然人”粘来 ${wrong[0]}、算出 ${totals[0]}。请先核对行和列。`,
    );
    expect(more).toEqual([]);
  });
  test('no shift by a row goes through unseen', () => {
    fc.assert(
      fc.property(soundReport, fc.nat(20), fc.array(fc.nat(50), { minLength: 7, maxLength: 7 }), (any, at, row) => {
        const all = lines.map((line) => matrix(any, 'requests')[line]?.slice(3) ?? []).slice(granted);
        const shifted = [...all.slice(0, at), row.map(String), ...all.slice(at)];
        const plan = planOf(tsv(shifted), 'requests', '', { row: lines[granted] ?? 0, column: 3 });
        expect(doubtsOf(plan, blank)).not.toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

test('a total is compared with what it will show, which is what was printed where that still contradicts', () => {
  const { report } = example('示例县自然资源局');
  const id = 'requests.newReceived.total';
  const printed = (text: string): Report => ({ ...report, printedTotals: { [id]: text } });
  const judged = (into: Report) => {
    const { cells } = judge(planOf(tsv(matrix(report, 'requests')), 'requests', '', null), into, false);
    return cells.find(({ field }) => field.id === id);
  };
  expect(judged(printed('999'))).toMatchObject({ now: '999', comes: '48', verdict: 'totalDiffers' });
  // After a cell was changed the printed one is right again, and is not kept.
  expect(judged(withCells(printed('48'), { 'requests.newReceived.natural': '0' }))).toMatchObject({ now: '48', verdict: 'totalEqual' });
});
