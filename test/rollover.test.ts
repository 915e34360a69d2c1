import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutFee } from '../shared/carried-wording.ts';
import { parseDraft, serialiseDraft } from '../shared/draft.ts';
import { APPLICANTS, FORM, FORMS, type FormId, fillable } from '../shared/form.ts';
import { lastProblems, measureCount, problemsOf } from '../shared/problems.ts';
import { emptyReport, type Report } from '../shared/report.ts';
import { nextYear, type RolloverLine } from '../shared/rollover.ts';
import { validate } from '../shared/validate.ts';
import { moveYears } from '../shared/years.ts';
import { example, request, withCells, withText } from './drafts.ts';

const bureau = (): Report => example('示例县自然资源局').report;
const centre = (): Report => example('示例县档案馆').report;
const lineOf = (lines: readonly RolloverLine[], id: RolloverLine['id']): RolloverLine | undefined => lines.find((line) => line.id === id);
const countOf = (lines: readonly RolloverLine[]): number => lines.reduce((sum, { count }) => sum + count, 0);

describe('the draft of the next year', () => {
  test('has the unit, the wording and the carried requests, and no other number', () => {
    const { draft } = nextYear(bureau(), 2026);
    expect(draft.lastYear).toEqual(bureau());
    expect(draft.report.unit).toEqual(bureau().unit);
    expect(draft.report.year).toBe(2026);
    const typed = Object.entries(draft.report.cells).filter(([, text]) => text !== '');
    expect(typed).toEqual(APPLICANTS.map(({ id }) => [request('carriedIn', id), bureau().cells[request('carriedOut', id)]]));
    expect(Object.values(draft.report.fee)).toEqual(['', '', '']);
    expect(draft.report.texts.problems).toBe('');
    expect(draft.report.texts.requests).toBe(bureau().texts.requests.replace('2025年', '2026年'));
  });

  test('agrees with last year where numbers were carried over, and can be saved and opened', () => {
    const { draft } = nextYear(bureau(), 2026);
    expect(validate(draft.report, { lastYear: draft.lastYear }).map(({ rule }) => rule)).not.toContain('R25');
    expect(parseDraft(serialiseDraft(draft))).toEqual({ kind: 'ok', draft: JSON.parse(serialiseDraft(draft)) });
  });

  test('says what was copied, converted and cleared, item by item', () => {
    const { copied, converted, cleared, notes } = nextYear(bureau(), 2026);
    expect(copied.map(({ id }) => id)).toEqual(['unit', 'preamble', 'overview', 'proactive', 'requests', 'disputes', 'other']);
    expect(lineOf(copied, 'unit')?.before).toBe('示例县自然资源局 · 我局 · 政府部门 · 县级');
    expect(lineOf(copied, 'overview')).toMatchObject({ what: '一、总体情况', before: '17 段，1\u00a0190 字', next: '17 段待确认' });
    expect(lineOf(converted, 'carryOver')).toMatchObject({ count: 6, before: '2　0　0　0　1　0', after: '2　0　0　0　1　0' });
    expect(lineOf(converted, 'carryOver')?.next).toBe('6 格，已填好，总计 3 件由程序相加');
    expect(lineOf(converted, 'checklist')).toMatchObject({ count: 3, before: '3 条', next: '3 条待回答' });
    expect(cleared.map(({ id, count }) => [id, count])).toEqual([
      ['proactive', 10],
      ['requests', 138],
      ['disputes', 12],
      ['measures', 3],
      ['fee', 3],
    ]);
    expect(countOf(cleared)).toBe(166);
    expect(lineOf(cleared, 'proactive')).toMatchObject({ before: '规范性文件 现行有效 15 件 等 10 格', next: '现行有效从 15 起核对' });
    expect(lineOf(cleared, 'requests')?.before).toBe('新收 48 件、办结 49 件 等 138 格');
    expect(lineOf(cleared, 'disputes')?.before).toBe('复议 4 件、诉讼 3 件 等 12 格');
    expect(lineOf(cleared, 'fee')?.before).toBe('3 件、240 元、240 元');
    expect(notes).toEqual([]);
  });

  test('says why fewer paragraphs wait than were copied', () => {
    const other = '1.建议提案公开情况。我局承办的建议和提案共12件，已全部上网。\n2.报告查阅方式。本报告在示例县人民政府网站公布。';
    const { copied } = nextYear(withText(bureau(), 'other', other), 2026);
    expect(lineOf(copied, 'other')).toMatchObject({ before: expect.stringMatching(/^2 段/), next: '1 段待确认，另 1 段每年照写' });
  });

  test('names every year that was moved, where it stands in the new text', () => {
    const { draft, movedYears } = nextYear(bureau(), 2026);
    expect(movedYears.map(({ text }) => text)).toEqual(['preamble', 'preamble', 'overview', 'proactive', 'requests', 'disputes', 'other']);
    for (const { text, from, to, before, after, context } of movedYears) {
      expect(draft.report.texts[text].slice(from, to)).toBe(after);
      expect(draft.report.texts[text]).toContain(context);
      expect([before, after]).toEqual(['2025', '2026']);
    }
  });

  test.each(['', '一', '1.5', '/'])('a carried number that reads “%s” stays blank', (text) => {
    const { draft, converted } = nextYear(withCells(bureau(), { [request('carriedOut', 'business')]: text }), 2026);
    expect(draft.report.cells[request('carriedIn', 'business')]).toBe('');
    expect(lineOf(converted, 'carryOver')?.next).toBe('填好 5 格；上年没有填清的 1 格留空，请核对');
  });

  test('takes a number as it was typed for what it reads', () => {
    const { draft } = nextYear(withCells(bureau(), { [request('carriedOut', 'natural')]: ' １２ 件' }), 2026);
    expect(draft.report.cells[request('carriedIn', 'natural')]).toBe('12');
  });

  test('with a gap of years takes the wording only, and says so', () => {
    const { draft, converted, notes } = nextYear(bureau(), 2027);
    expect(Object.values(draft.report.cells).every((text) => text === '')).toBe(true);
    expect(lineOf(converted, 'carryOver')).toBeUndefined();
    expect(notes).toEqual(['带入的是 2025 年度的年报，不是 2026 年度的。只带入文字，没有带入结转件数。']);
    expect(draft.report.texts.preamble).toContain('2027年1月1日至2027年12月31日');
  });

  test('printed totals that contradicted the cells stay behind, with a word', () => {
    const { draft, notes } = nextYear({ ...bureau(), printedTotals: { [request('carriedOut', 'total')]: '5' } }, 2026);
    expect(draft.report.printedTotals).toBeUndefined();
    expect(notes[0]).toContain('总计印的是 5 件，各格相加是 3 件');
  });

  test('confirmations of last year stay behind', () => {
    expect(nextYear({ ...bureau(), confirmed: ['一段'] }, 2026).draft.report.confirmed).toBeUndefined();
  });

  test('comes from an empty report too', () => {
    const { draft, copied, cleared } = nextYear(emptyReport('示例县档案馆', 2025), 2026);
    expect(draft.report).toEqual(emptyReport('示例县档案馆', 2026));
    expect([countOf(copied), countOf(cleared)]).toEqual([4, 0]);
  });
});

/** Every number of a form with another value, so that one that came through is known by it. */
const distinct = (form: FormId): fc.Arbitrary<Report> => {
  const ids = fillable(FORMS[form]).map(({ id }) => id);
  return fc
    .uniqueArray(fc.integer({ min: 10_000, max: 99_999 }), { minLength: ids.length + 3, maxLength: ids.length + 3 })
    .map((numbers) => {
      const [notices, noticedAmount, collectedAmount, ...rest] = numbers.map(String) as [string, string, string, ...string[]];
      const cells = Object.fromEntries(ids.map((id, index) => [id, rest[index] ?? '']));
      return { ...emptyReport('示例县档案馆', 2025), form, cells, fee: { notices, noticedAmount, collectedAmount } };
    });
};

describe('whatever last year counted', () => {
  test.each(Object.keys(FORMS) as FormId[])('only the carried requests come into the new numbers, from the form of %s', (form) => {
    fc.assert(
      fc.property(distinct(form), (lastYear) => {
        const { report } = nextYear(lastYear, 2026).draft;
        const typed = Object.entries(report.cells).filter(([, text]) => text !== '');
        expect(typed).toEqual(APPLICANTS.map(({ id }) => [request('carriedIn', id), lastYear.cells[request('carriedOut', id)]]));
        expect(Object.values(report.fee).join('')).toBe('');
        expect(Object.keys(report.cells)).toEqual(fillable(FORM).map(({ id }) => id));
        expect(report.form).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('and no year moves twice or changes anything else', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '2025年，',
        '2025年度',
        '〔2025〕12号',
        '《2025年要点》',
        '较2024年',
        '2026年将',
        '2021—2025年',
        '。',
        '，',
        '\n',
        '我局',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const before = pieces.join('');
        const { text, moves } = moveYears(before, 2025, 2026);
        expect(text).toHaveLength(before.length);
        const back = [...moves].reduce((at, move) => at.slice(0, move.from) + move.before + at.slice(move.to), text);
        expect(back).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a year in the text', () => {
  test.each([
    ['2024年，我局共公开信息12条。', '2025年，我局共公开信息12条。'],
    ['编制2024年度政府信息公开工作年度报告', '编制2025年度政府信息公开工作年度报告'],
    ['统计期限为2024年1月1日至2024年12月31日。', '统计期限为2025年1月1日至2025年12月31日。'],
    ['自 2024 年 1 月 1 日起至 2024 年 12 月 31 日止', '自 2025 年 1 月 1 日起至 2025 年 12 月 31 日止'],
    ['统计时限2024.01.01-2024.12.31', '统计时限2025.01.01-2025.12.31'],
    ['2024年1月至12月', '2025年1月至12月'],
    ['截至2024年12月31日，现行有效15件', '截至2025年12月31日，现行有效15件'],
    ['较2023年增长5%；与2023年相比多3件；2023年同期12件', '较2024年增长5%；与2024年相比多3件；2024年同期12件'],
    ['上年度（2023年）结转3件', '上年度（2024年）结转3件'],
    ['2025年，我局将继续加强解读。', '2026年，我局将继续加强解读。'],
    ['２０２４年，', '２０２５年，'],
    ['《示例县档案馆2024年政府信息公开工作年度报告》', '《示例县档案馆2025年政府信息公开工作年度报告》'],
  ])('moves on: %s', (before, after) => {
    expect(moveYears(before, 2024, 2025).text).toBe(after);
  });

  test.each([
    '（国办发〔2024〕12号）',
    '示例政办[2024]3号、示例府办(2024)5号',
    '国办公开办函〔2021〕30号',
    '《2024年政务公开工作要点》',
    '落实2024年政务公开工作要点',
    '《关于编制2024年政府信息公开工作年度报告的通知》',
    '“2024年度示范单位”称号',
    '“十四五”规划（2021—2025年）',
    '2023年至2024年，2023、2024年',
    '2024年3月15日印发',
    '自2024年1月1日起施行',
    '2024年修订的《条例》',
    '专栏已于2024年改版，2024年以来运行平稳',
    '2024年，我局获评先进单位。',
    '到2025年底全部完成',
    '2025年1月31日前公布',
    '2023年建成查阅点，2023年印发办法',
    '2019年修订的条例',
    '电话0591-20240000，编号2024',
  ])('stays: %s', (text) => {
    expect(moveYears(text, 2024, 2025)).toEqual({ text, moves: [] });
  });

  test('stays in the name of the unit', () => {
    const name = '2024年示例运动会执行委员会';
    expect(moveYears(`2024年，${name}公开`, 2024, 2025, [name]).text).toBe(`2025年，${name}公开`);
    const notice = `《2024年关于${name}的通知》`;
    expect(moveYears(`${notice}，2024年`, 2024, 2025, [name]).text).toBe(`${notice}，2025年`);
  });
});

describe('the statement of the fee stays behind', () => {
  test.each([
    ['2024年，没有收取信息处理费。', ''],
    ['无其他需要报告的事项。', '无其他需要报告的事项。'],
    ['一是承办建议3件；二是未收取信息处理费。', '一是承办建议3件。'],
    ['发出收费通知2件；总金额200元；实际收取200元。\n本报告可以下载。', '本报告可以下载。'],
    ['1.信息处理费收取情况。发出收费通知2件，总金额200元，实际收取200元。\n2.建议提案。承办3件。', '2.建议提案。承办3件。'],
    ['（一）信息处理费\n全年未收取信息处理费。\n（二）建议提案\n承办3件。', '（二）建议提案\n承办3件。'],
    ['收取信息处理费2950元。其中，甲局1件，收取420元；乙局2件，收取2530元。收费标准按《管理办法》执行。', '收费标准按《管理办法》执行。'],
    ['信息处理费按国办函〔2020〕109号规定的标准计算。', '信息处理费按国办函〔2020〕109号规定的标准计算。'],
  ])('%s', (text, left) => {
    expect(withoutFee(text).text).toBe(left);
  });

  test('and is named among what was cleared', () => {
    const { draft, copied, cleared } = nextYear(withText(centre(), 'other', '2025年，无收取信息处理费情况。\n另附清单。'), 2026);
    expect(draft.report.texts.other).toBe('另附清单。');
    expect(lineOf(copied, 'other')?.what).toBe('六、其他需要报告的事项（信息处理费一句除外）');
    expect(lineOf(cleared, 'fee')?.before).toBe('0 件、0 元、0 元');
  });
});

describe('the problems of a section five', () => {
  const both = [
    { problem: '形式单一', measure: '丰富形式' },
    { problem: '人员不足', measure: '配足人员' },
  ];
  test.each([
    ['一是, one list after the other', '仍存在不足：一是形式单一；二是人员不足。\n下一步，我局将抓好：一是丰富形式；二是配足人员。'],
    ['on lines of their own', '（一）存在的主要问题\n1.形式单一。\n2.人员不足。\n（二）改进情况\n1.丰富形式。\n2.配足人员。'],
    ['each with its measure', '1.形式单一。针对这一问题，丰富形式。\n2.人员不足。下一步，配足人员。'],
  ])('are read with what answers them: %s', (how, text) => {
    const found = problemsOf(text);
    expect(found.map(({ problem }) => problem)).toEqual(both.map(({ problem }) => problem));
    if (how !== 'each with its measure') expect(found).toEqual(both);
    else expect(found.map(({ measure }) => measure)).toEqual(['针对这一问题，丰富形式', '下一步，配足人员']);
    expect(measureCount(text)).toBe(2);
  });

  test('are told behind what the work was held against, too', () => {
    const held = '对照上级新要求，还有一些需要加强和改进的地方。主要表现在：一是形式单一；二是人员不足。';
    expect(problemsOf(`${held}针对存在问题，下一步，着力丰富形式；配足人员。`)).toEqual([{ problem: '形式单一' }, { problem: '人员不足' }]);
    // Measures begin in the same way.
    for (const measures of ['对照上述问题，我局将：', '对照仍存在的不足，采取以下措施：', '对照还存在的问题，一一整改：'])
      expect(problemsOf(`一是形式单一。\n${measures}一是丰富形式。`)).toEqual([{ problem: '形式单一', measure: '丰富形式' }]);
  });

  test('that are not recognised are told as such', () => {
    const last = withText(bureau(), 'problems', '今后将进一步丰富公开内容。');
    expect(lineOf(nextYear(last, 2026).converted, 'checklist')).toMatchObject({
      count: 0,
      before: '1 段',
      after: '没有认出问题，没有清单',
    });
    expect(lineOf(nextYear(withText(bureau(), 'problems', ''), 2026).converted, 'checklist')).toBeUndefined();
  });

  test('have no measure where it is not clear which', () => {
    const found = problemsOf('一是形式单一；二是人员不足；三是更新慢。下一步工作： 一是丰富形式；二是配足人员。');
    expect(found).toEqual([{ problem: '形式单一' }, { problem: '人员不足' }, { problem: '更新慢' }]);
  });

  test('are sentences where nothing was counted out', () => {
    const text = '2024年，我局工作取得一定成效，但还存在解读形式不够丰富的问题。下一步，我局将丰富解读形式。';
    expect(problemsOf(text)).toEqual([{ problem: '2024年，我局工作取得一定成效，但还存在解读形式不够丰富的问题' }]);
  });

  test('of the year before that, told as solved, are none of this year', () => {
    const text = '上年度存在的问题：一是更新不及时。\n本年度存在的问题：一是形式单一。\n改进举措：一是丰富形式。';
    expect(problemsOf(text)).toEqual([{ problem: '形式单一', measure: '丰富形式' }]);
  });

  test('are none in an empty text, and the same for the same report', () => {
    expect(problemsOf('')).toEqual([]);
    const report = bureau();
    expect(lastProblems(report)).toBe(lastProblems(report));
    expect(lastProblems(report)).toHaveLength(3);
  });
});
