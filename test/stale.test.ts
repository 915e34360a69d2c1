import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TEXT_IDS } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { nextYear } from '../shared/rollover.ts';
import { staleParagraphs, staleShare } from '../shared/stale.ts';
import { example, lastYearOf, withText } from './drafts.ts';

const bureau = (): Report => example('示例县自然资源局').report;
/** A report that has one text, and last year's that had another. */
function years(now: string, before: string, id: keyof Report['texts'] = 'overview'): [Report, Report] {
  const empty = { ...bureau(), texts: Object.fromEntries(TEXT_IDS.map((text) => [text, ''])) as Report['texts'] };
  return [withText(empty, id, now), withText(lastYearOf(empty), id, before)];
}
const quotes = (report: Report, lastYear: Report): string[] =>
  staleParagraphs(report, lastYear).map(({ text, from, to }) => report.texts[text].slice(from, to));

describe('a paragraph is still last year’s', () => {
  const before = '（一）主动公开\n2024年，全年公开信息62条。\n门户网站设9个栏目。\n公布监督电话。';
  test('as it stood, and with its years moved on, wherever it stands now', () => {
    const now = '　公布监督电话。　\n（一）主动公开\n2025年，全年公开信息62条。\n门户网站设有8个栏目。';
    expect(quotes(...years(now, before))).toEqual(['公布监督电话。', '2025年，全年公开信息62条。']);
    expect(quotes(...years('2024年，全年公开信息62条。', before))).toHaveLength(1);
  });

  test('whatever became of its numbers, until its words change as well', () => {
    const alike = [
      '2025年，全年公开信息63条。',
      '2025年，全年公开信息{{requests.newReceived.total}}条。',
      '2025年，全年公开信息 1.2万 条。',
    ];
    for (const now of alike) expect(quotes(...years(now, before))).toEqual([now]);
    expect(quotes(...years('2025年，全年公开信息63件。', before))).toEqual([]);
  });

  test('also with what a proposal put in', () => {
    const old = '全年收到申请52件，答复率100%。';
    const now = '全年收到申请55件（含上年结转4件），除结转下年度继续办理的3件外，答复率100%。';
    expect(quotes(...years(now, old))).toEqual([now]);
  });

  test('before a table not once all its numbers are rewritten', () => {
    const old = '2024年，新收申请62件，结转3件。';
    expect(quotes(...years('2025年，新收申请63件，结转3件。', old, 'requests'))).toHaveLength(1);
    expect(quotes(...years('2025年，新收申请63件，结转4件。', old, 'requests'))).toEqual([]);
    expect(quotes(...years('2025年，新收申请63件，结转4件。', old, 'overview'))).toHaveLength(1);
    expect(staleShare(...years('2025年，新收申请63件，结转4件。', old, 'requests'), 'requests').stale).toBe(0);
  });

  test('not in another section', () => {
    const [report, last] = years('门户网站设9个栏目。', before);
    expect(quotes(withText(withText(report, 'overview', ''), 'other', '门户网站设9个栏目。'), last)).toEqual([]);
  });

  test('or until it was confirmed; an edit takes the confirmation away', () => {
    const [report, last] = years(before, before);
    const confirmed = { ...report, confirmed: ['公布监督电话。', '门户网站设9个栏目。'] };
    expect(quotes(confirmed, last)).toEqual(['2024年，全年公开信息62条。']);
    const edited = withText(confirmed, 'overview', before.replace('公布', '已公布'));
    expect(quotes(edited, last)).toEqual(['2024年，全年公开信息62条。']);
    expect(quotes(withText(edited, 'overview', '公布监督电话 。'), last)).toEqual([]);
  });

  test('and a confirmation outlives a corrected number and an added sentence, which is not confirmed itself', () => {
    const [report, last] = years('门户网站设11个栏目。', before);
    const confirmed = { ...report, confirmed: ['门户网站设9个栏目。'] };
    expect(quotes(confirmed, last)).toEqual([]);
    expect(quotes(withText(confirmed, 'overview', '门户网站设9个栏目。改版又'), last)).toEqual([]);
    expect(quotes(withText(confirmed, 'overview', '门户网站设9个栏目。公布监督电话。2025年，全年公开信息62条。'), last)).toHaveLength(1);
  });

  test.each([
    ['preamble', '根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。'],
    ['preamble', '本报告由总体情况、主动公开、收到和处理申请情况、复议诉讼、存在问题、其他事项等六部分组成。'],
    ['preamble', '本报告所列数据的统计期限为2025年1月1日至2025年12月31日。本报告电子版可在县政府网站下载。'],
    ['overview', '（二）依申请公开'],
    ['other', '无'],
    ['other', '暂无。'],
    ['other', '除以上情况外，我馆没有其他需要报告的事项。'],
    ['other', '2025年，没有收取信息处理费。'],
  ] as const)('unless it is the same every year: %s, %s', (id, text) => {
    expect(quotes(...years(text, text, id))).toEqual([]);
  });

  test('with an address or a telephone number, which move', () => {
    const text = '对本报告有疑问的，请与我局办公室联系，电话：0000-1234567。';
    expect(quotes(...years(text, text, 'preamble'))).toEqual([text]);
  });
});

describe('what was carried over with a paragraph', () => {
  const carried = (now: string, before: string): string[] => {
    const [report, last] = years(`第一段。\n${now}`, before);
    return staleParagraphs(report, last).flatMap((paragraph) =>
      paragraph.carried.map(({ from, to, kind }) => `${kind} ${report.texts.overview.slice(from, to)}`),
    );
  };
  test('numbers, dates and years, where they stand', () => {
    const text = '1.培训。6月12日举办培训3期，参加1,116人次，占95.6%；2019年建成查阅点，2024年3月改版，收费1.2万元。';
    expect(carried(text, text)).toEqual([
      'date 6月12日',
      'number 3',
      'number 1,116',
      'number 95.6%',
      'year 2019',
      'date 2024年3月',
      'number 1.2万',
    ]);
  });

  test('not names, numbers of documents, or years that were moved on', () => {
    const before = '（1）2024年，按国办公开办函〔2021〕30号和《2020年要点》，第20条公开H5作品45件。';
    expect(carried(before.replace('2024年，', '2025年，'), before)).toEqual(['number 45']);
    expect(carried(before, before)).toEqual(['year 2024', 'number 45']);
  });
});

test('of a corrected paragraph only the numbers that are still last year’s are carried', () => {
  const before = '2024年，接收文件30份，6月12日起扫描1.2万页，培训30人。';
  const carried = (now: string): string[] => {
    const [report, last] = years(now, before);
    return staleParagraphs(report, last).flatMap((paragraph) => [
      paragraph.words,
      ...paragraph.carried.map(({ from, to }) => now.slice(from, to)),
    ]);
  };
  expect(carried('2025年，接收文件30份，6月12日起扫描1.2万页，培训30人。')).toEqual(['all', '30', '6月12日', '1.2万', '30']);
  expect(carried('2025年，接收文件{{proactive.rules.issued}}份，6月15日起扫描1.2万页，培训30人。')).toEqual(['most', '1.2万', '30']);
  expect(carried('2025年，接收文件31份，6月12日起扫描9800页，培训33人。')).toEqual(['most', '6月12日']);
  expect(carried('2024年，接收文件31份，6月15日起扫描9800页，培训33人。')).toEqual(['most', '2024']);
});

describe('an edit clears what it touches and nothing else', () => {
  const before = '落实发文审查，全年审查文件87份，2024年3月15日起清理文件6件。配备兼职人员2名。二〇二四年度没有问责。';
  const left = (now: string, id: keyof Report['texts'] = 'overview'): [words: string, ...numbers: string[]] | undefined => {
    const [report, last] = years(now, before, id);
    const [paragraph] = staleParagraphs(report, last);
    return paragraph && [paragraph.words, ...paragraph.carried.map(({ from, to }) => now.slice(from, to))];
  };
  const ALL = ['87', '2024年3月15日', '6', '2', '二〇二四'] as const;
  test.each([
    ['a character behind it', `${before}又`, ['most', ...ALL]],
    ['a sentence with another number behind it', `${before}召开座谈会3次。`, ['most', ...ALL]],
    ['a character in each sentence', before.replace(/。/g, '了。'), ['few', ...ALL]],
    ['a word before a number', before.replace('全年', '全年共').replace('起', '起集中'), ['few', ...ALL]],
    ['a number', before.replace('87', '90'), ['most', ...ALL.slice(1)]],
    ['the day of a date', before.replace('15日', '18日'), ['most', '87', '6', '2', '二〇二四']],
    ['a year in words', before.replace('二四', '二五'), ['most', ...ALL.slice(0, -1)]],
    ['a sentence taken out', before.replace('配备兼职人员2名。', ''), ['most', '87', '2024年3月15日', '6', '二〇二四']],
    ['two paragraphs joined', `今年新设的。${before}`, ['most', ...ALL]],
  ])('%s', (_, now, wanted) => {
    expect(left(now)).toEqual(wanted);
  });

  test('also where it says no numbers: a character within a long clause, not one within a short one', () => {
    const old = '今年围绕农村公路建设、道路运输管理和公交线路优化等群众关心的事项，扎实做好公开工作。';
    const [report, last] = years(old.replace('管理和', '管理、'), old);
    expect(quotes(report, last)).toHaveLength(1);
    expect(staleShare(report, last, 'overview').stale).toBe(1);
    expect(left('群众关心的事项有了变动，工作扎实做好，公开办事。')).toBeUndefined();
    expect(quotes(...years('公布了监督电话。', '公布监督电话。'))).toEqual([]);
  });

  test('before a table as well', () => {
    expect(left(`${before}又`, 'requests')).toEqual(['most', ...ALL]);
  });

  test('with words and numbers rewritten a paragraph is this year’s, also where one number of many is the same by chance', () => {
    const now = '新定审查流程，股室报送文件95份，分4批清理，退回重写文件11件。专人2名负责，配备兼职人员2名。';
    expect(left(now)).toBeUndefined();
    expect(left('新定审查流程，退回股室重写，专人负责，配备兼职人员2名。')).toEqual(['few', '2']);
  });
});

describe('the share of a section that is last year’s', () => {
  const before = '（一）主动公开\n全年公开信息62条，其中工作动态38条。清理网站栏目2次。\n办理申请1件，没有结转下年度继续办理的申请。';
  test('counts sentences and leaves numbers aside', () => {
    const now = '（一）主动公开\n全年公开信息99条，其中工作动态40条。新设查阅点，方便群众查询政策文件和办事指南。';
    const { stale, confirmed, judged } = staleShare(...years(now, before), 'overview');
    expect(judged).toBe('全年公开信息99条,其中工作动态40条。新设查阅点,方便群众查询政策文件和办事指南。'.length);
    expect(stale).toBeCloseTo('全年公开信息99条,其中工作动态40条。'.length / judged);
    expect(confirmed).toBe(0);
  });

  test('counts clauses of a sentence that was changed', () => {
    const { stale, judged } = staleShare(...years('共办理申请7件，没有结转下年度继续办理的申请。', before), 'overview');
    expect(stale).toBeCloseTo('没有结转下年度继续办理的申请。'.length / judged, 1);
  });

  test('is 1 for a copy, 0 for nothing, and tells what was confirmed apart', () => {
    const [report, last] = years(before, before);
    expect(staleShare(report, last, 'overview').stale).toBe(1);
    expect(staleShare(report, last, 'problems')).toEqual({ stale: 0, confirmed: 0, judged: 0 });
    const paragraph = '办理申请1件，没有结转下年度继续办理的申请。';
    const some = staleShare({ ...report, confirmed: [paragraph] }, last, 'overview');
    expect(some.confirmed).toBeCloseTo(paragraph.length / some.judged);
    expect(some.stale + some.confirmed).toBeCloseTo(1);
  });
});

test('right after rolling over, everything but headings and fixed sentences is last year’s, and nothing of a new text is', () => {
  const { report, lastYear } = nextYear(bureau(), 2026).draft;
  if (!lastYear) throw new Error('no last year');
  expect(staleParagraphs(report, lastYear)).toHaveLength(21);
  expect(staleShare(report, lastYear, 'overview').stale).toBe(1);
  const { report: other, lastYear: before } = example('示例县自然资源局');
  if (!before) throw new Error('no last year');
  expect(staleParagraphs(other, before)).toEqual([]);
});

test('offsets hold whatever stands around a paragraph', () => {
  const piece = fc.oneof(
    fc.constantFrom('公布监督电话。', '门户网站设9个栏目。', '\n', '\r\n', '　', '（一）公开', '2025年，公开信息62条。'),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const [report, last] = years(pieces.join('\n'), '公布监督电话。\n门户网站设9个栏目。\n2024年，公开信息62条。');
      for (const quote of quotes(report, last))
        expect(['公布监督电话。', '门户网站设9个栏目。', '2025年，公开信息62条。']).toContain(quote);
    }),
    { numRuns: 300 },
  );
});
