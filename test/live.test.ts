import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDraft, serialiseDraft } from '../shared/draft.ts';
import { FORM, TEXT_IDS, type TextId } from '../shared/form.ts';
import { asPrinted, expand, printed, printedSpan, tokenOf, UNFILLED, withoutTokens, writtenSpan } from '../shared/live.ts';
import { problemsOf } from '../shared/problems.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { nextYear } from '../shared/rollover.ts';
import { staleParagraphs, staleShare } from '../shared/stale.ts';
import { liveNumberAt } from '../shared/stated.ts';
import { validate } from '../shared/validate.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, request, soundReport, withCells, withText } from './drafts.ts';

const bureau = (): Report => example('示例县自然资源局').report;
const received = request('newReceived', 'total');
const RECEIVED = tokenOf(received);

/** A report in which every number that may follow the table does. */
function tokenised(report: Report): { report: Report; count: number } {
  let [current, count] = [report, 0];
  for (const id of TEXT_IDS) {
    for (let at = 0; at < current.texts[id].length; at++) {
      const offer = liveNumberAt(current, figuresOf(current), id, at);
      if (!offer) continue;
      const text = current.texts[id];
      current = withText(current, id, text.slice(0, offer.from) + offer.insert + text.slice(offer.to));
      at = offer.from + offer.insert.length;
      count++;
    }
  }
  return { report: current, count };
}
const apply = (text: string, { from, to, insert }: { from: number; to: number; insert: string }): string =>
  text.slice(0, from) + insert + text.slice(to);

describe('a text with tokens', () => {
  test('is printed with the digits of the cells, of totals, of the fee', () => {
    const report = { ...bureau(), fee: { notices: '３', noticedAmount: '1,240.50', collectedAmount: '240' } };
    const text = `新收${RECEIVED}件，收费通知${tokenOf('fee.notices')}件，${tokenOf('fee.noticedAmount')}元`;
    expect(expand(text, figuresOf(report)).text).toBe('新收48件，收费通知3件，1240.50元');
  });

  test('a cell that is blank, no number, or a total with such a part is 〔未填〕', () => {
    for (const typed of ['', ' ', '无', '1.5']) {
      const figures = figuresOf(withCells(bureau(), { [request('newReceived', 'natural')]: typed }));
      const { text, numbers } = expand(`${tokenOf(request('newReceived', 'natural'))}和${RECEIVED}`, figures);
      expect(text).toBe(`${UNFILLED}和${UNFILLED}`);
      expect(numbers.map(({ isFilled }) => isFilled)).toEqual([false, false]);
    }
  });

  test('what names no cell stays as it was typed', () => {
    const text = '{{单位名称}}、{{requests.robots.total}}、{{}}、{{ requests.newReceived.total }}、{requests.newReceived.total}';
    const { text: shown, numbers, unknown } = expand(text, figuresOf(bureau()));
    expect(shown).toBe(text);
    expect(numbers).toEqual([]);
    expect(unknown.map(({ from, to }) => text.slice(from, to))).toEqual([
      '{{单位名称}}',
      '{{requests.robots.total}}',
      '{{}}',
      '{{ requests.newReceived.total }}',
    ]);
  });

  const ids = [...FORM.fields.keys(), 'fee.notices', 'no.such.cell'];
  const pieces = fc.array(
    fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('{{', '}}', '{', '52件', '\n'), fc.constantFrom(...ids).map(tokenOf)),
    { maxLength: 12 },
  );
  test('places map both ways: outside a token exactly, inside it to its edges', () => {
    const figures = figuresOf(withCells(bureau(), { [request('granted', 'natural')]: '' }));
    fc.assert(
      fc.property(pieces, fc.nat(), fc.nat(), (parts, a, b) => {
        const text = parts.join('');
        const expanded = expand(text, figures);
        const [from = 0, to = 0] = [a % (expanded.text.length + 1), b % (expanded.text.length + 1)].sort((x, y) => x - y);
        const written = writtenSpan(expanded, { from, to });
        const back = printedSpan(expanded, written);
        // Never less than was asked for, and whole tokens only.
        expect(back.from).toBeLessThanOrEqual(from);
        expect(back.to).toBeGreaterThanOrEqual(to);
        expect(expand(text.slice(written.from, written.to), figures).text).toBe(expanded.text.slice(back.from, back.to));
        const cut = expanded.numbers.some(({ printed: p }) => (p.from < from && from < p.to) || (p.from < to && to < p.to));
        if (!cut) expect(back).toEqual({ from, to });
        expect(writtenSpan(expanded, back)).toEqual(written);
      }),
    );
  });

  test('hostile texts are read before the test gives up', () => {
    const figures = figuresOf(bureau());
    expect(expand('{{'.repeat(500_000), figures).numbers).toEqual([]);
    expect(expand(RECEIVED.repeat(20_000), figures).numbers).toHaveLength(20_000);
  });
});

describe('every reader of texts sees the numbers', () => {
  for (const name of ['示例县自然资源局', '示例市', '示例县档案馆', '示例镇']) {
    test(`${name}: the same report, the same findings, the same document`, () => {
      const { report, lastYear } = example(name);
      const live = tokenised(report);
      expect(live.count).toBeGreaterThan(0);
      expect(asPrinted(live.report)).toEqual(report);
      const messages = (of: Report) => validate(of, { lastYear }).map(({ rule, message, quote, cells }) => [rule, message, quote, cells]);
      // Wording is compared as it is written: another paragraph than last year's.
      expect(messages(live.report)).toEqual(messages(report));
      expect(renderModel(live.report, 0)).toEqual(renderModel(report, 0));
    });
  }

  test('a report whose texts hold no token is itself', () => {
    const report = bureau();
    expect(asPrinted(report)).toBe(report);
    expect(printed(report)).toBe(printed(report));
  });

  test('numbers that follow the table never contradict it, whatever it holds', () => {
    const { report: live } = tokenised(bureau());
    fc.assert(
      fc.property(soundReport, ({ cells }) => {
        const proposals = validate({ ...live, cells }).flatMap(({ correction }) => correction?.proposals ?? []);
        expect(proposals.filter(({ text, from, to }) => live.texts[text].slice(from, to).includes('{{'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a number of the wrong cell contradicts, and is underlined where it stands', () => {
    const text = `前面有${RECEIVED}件。全年收到政府信息公开申请${tokenOf(request('granted', 'total'))}件，按时答复。`;
    const [finding] = validate(withText(bureau(), 'requests', text));
    expect(finding).toMatchObject({ rule: 'R34', quote: '全年收到政府信息公开申请24件', left: '24', right: '48' });
    const { span, proposals } = finding?.correction ?? {};
    expect(text.slice(span?.from, span?.to)).toBe(`全年收到政府信息公开申请${tokenOf(request('granted', 'total'))}件`);
    expect(proposals?.map((proposal) => [proposal.label, apply(text, proposal)])).toEqual([
      ['改为 48', `前面有${RECEIVED}件。全年收到政府信息公开申请48件，按时答复。`],
      ['改为 52（含上年结转 4）', `前面有${RECEIVED}件。全年收到政府信息公开申请52件（含上年结转4件），按时答复。`],
      ['换成随表更新的数字', `前面有${RECEIVED}件。全年收到政府信息公开申请${RECEIVED}件，按时答复。`],
    ]);
  });

  test('a correction leaves the tokens it does not change', () => {
    const tidy = `全年新收申请${RECEIVED}件,其中 自然人   提出${tokenOf(request('newReceived', 'natural'))}件。`;
    const [marks] = validate(withText(bureau(), 'problems', `${bureau().texts.problems}\n${tidy}`)).filter(({ rule }) => rule === 'R86');
    expect(marks?.correction?.proposals[0]?.insert).toContain(
      `全年新收申请${RECEIVED}件，其中 自然人提出${tokenOf(request('newReceived', 'natural'))}件。`,
    );
    expect(marks?.quote).not.toMatch(/\{\{|\}\}/);
    const rate = `收到申请${RECEIVED}件，依申请公开办结率100%。`;
    const [full] = validate(withText(bureau(), 'requests', rate)).filter(({ rule }) => rule === 'R51');
    expect(apply(rate, full?.correction?.proposals[0] ?? { from: 0, to: 0, insert: '' })).toBe(
      `收到申请${RECEIVED}件，依申请公开除结转下年度继续办理的3件外，办结率100%。`,
    );
  });

  test('every proposal, on texts full of tokens, leaves whole tokens and nothing else in braces', () => {
    const { report } = tokenised(example('示例市').report);
    const other = withCells(report, { [request('newReceived', 'natural')]: '7', 'disputes.reconsideration.upheld': '7' });
    const proposals = validate({ ...other, year: 2026 }, {}).flatMap(({ correction }) => correction?.proposals ?? []);
    expect(proposals.length).toBeGreaterThan(0);
    for (const proposal of proposals) {
      const changed = apply(other.texts[proposal.text], proposal);
      expect(changed.replace(/\{\{[a-zA-Z.]+\}\}/g, '')).not.toMatch(/[{}]/);
      expect(expand(changed, figuresOf(other)).unknown).toEqual([]);
    }
  });
});

describe('findings about live numbers', () => {
  test('a token that names no cell is an error where it stands', () => {
    const text = `新收${RECEIVED}件，办结{{requests.disposed}}件。`;
    const [finding] = validate(withText(bureau(), 'requests', text)).filter(({ rule }) => rule === 'R88');
    expect(finding).toMatchObject({ severity: 'error', section: 'requests', quote: '{{requests.disposed}}', cells: [] });
    const { from, to } = finding?.correction?.span ?? { from: 0, to: 0 };
    expect(text.slice(from, to)).toBe('{{requests.disposed}}');
  });

  test('one whose cell is blank is a hint, once a text, that leads to the first blank part', () => {
    const text = `我局情况如下。全年收到政府信息公开申请${RECEIVED}件，其中自然人${tokenOf(request('newReceived', 'natural'))}件。`;
    const report = withCells(withText(bureau(), 'requests', text), { [request('newReceived', 'natural')]: '' });
    const found = validate(report).filter(({ rule }) => rule === 'R88');
    expect(found).toMatchObject([
      {
        severity: 'info',
        section: 'requests',
        quote: `全年收到政府信息公开申请${UNFILLED}件，其中自然人${UNFILLED}件`,
        cells: [request('newReceived', 'natural')],
        message:
          '第三部分：正文用到的“表三 · 总计 · 一、本年新收政府信息公开申请数量”等 2 个数还没有填好，会印成〔未填〕。填好后正文自动更新。',
      },
    ]);
  });
});

describe('the offer to follow the table', () => {
  const offered = (text: string, at: string, id: TextId = 'requests', report = bureau()) => {
    const place = text.indexOf(at);
    return liveNumberAt(withText(report, id, text), figuresOf(report), id, place)?.insert;
  };
  test.each<[string, string, string | undefined]>([
    ['全年收到政府信息公开申请48件。', '48', RECEIVED],
    ['全年收到政府信息公开申请52件。', '52', undefined],
    ['全年收到政府信息公开申请51件。', '51', undefined],
    ['全年收到政府信息公开申请近48件。', '48', undefined],
    ['全年收到政府信息公开申请四十八件。', '四十八', undefined],
    ['2024年收到政府信息公开申请48件。', '48', undefined],
    ['办结49件，其中不予公开8件。', '8件', undefined],
    ['办结49件，其中予以公开24件。', '24', tokenOf(request('granted', 'total'))],
    ['收到申请48件，其中自然人申请38件。', '38', tokenOf(request('newReceived', 'natural'))],
    [`收到政府信息公开申请${RECEIVED}件。`, '{{', undefined],
  ])('%s at %s', (text, at, insert) => {
    expect(offered(text, at)).toBe(insert);
  });
  test('money in the unit of the table, not in another', () => {
    const fees = tokenOf('proactive.adminFees.amountWan');
    expect(offered('收取行政事业性收费318.6425万元。', '318', 'proactive')).toBe(fees);
    expect(offered('收取行政事业性收费318.64万元。', '318', 'proactive')).toBeUndefined();
    expect(offered('收取行政事业性收费3186425元。', '318', 'proactive')).toBeUndefined();
  });
  test('a sum of two groups is no cell', () => {
    expect(offered('被提起行政诉讼3件。', '3', 'disputes')).toBeUndefined();
    expect(offered('被申请行政复议4件。', '4', 'disputes')).toBe(tokenOf('disputes.reconsideration.total'));
  });
});

describe('the draft and the years', () => {
  test('tokens survive the file as they were typed, and its schema is the old one', () => {
    const { report } = tokenised(bureau());
    const text = serialiseDraft({ report, lastYear: null });
    const opened = parseDraft(text);
    expect(opened).toMatchObject({ kind: 'ok', draft: { report: { texts: report.texts } } });
    expect(JSON.parse(text)).toMatchObject({ version: 1 });
    expect(Object.keys(JSON.parse(text).report)).toEqual(
      Object.keys(JSON.parse(serialiseDraft({ report: bureau(), lastYear: null })).report),
    );
    expect(text).toContain('新收政府信息公开申请{{requests.newReceived.total}}件');
  });

  test('next year keeps them, and prints next year’s numbers', () => {
    const { report: last } = tokenised(bureau());
    const { draft, copied, movedYears } = nextYear(last, last.year + 1);
    expect(draft.report.texts.requests).toBe(last.texts.requests.replace('2025年', '2026年'));
    expect(asPrinted(draft.report).texts.requests).toContain(`新收政府信息公开申请${UNFILLED}件，上年度结转3件`);
    expect(asPrinted(draft.lastYear as Report)).toEqual(bureau());
    // What is told of it is what is read: no token, and last year's length.
    expect(copied.map(({ before }) => before)).toEqual(nextYear(bureau(), 2026).copied.map(({ before }) => before));
    expect(JSON.stringify([copied, movedYears])).not.toContain('{{');
  });

  test('a paragraph of which only the live numbers changed is still last year’s; before a table one whose numbers were all replaced is not', () => {
    const { report: last } = tokenised(bureau());
    const now = nextYear(last, last.year + 1).draft.report;
    const filled = { ...now, cells: { ...last.cells, [request('newReceived', 'natural')]: '99' } };
    expect(staleParagraphs(filled, last).filter(({ text }) => text === 'requests')).toHaveLength(1);
    const typed = { ...last, texts: bureau().texts };
    expect(staleParagraphs(filled, typed).filter(({ text }) => text === 'requests')).toHaveLength(0);
    // Numbers do not count where sentences are compared, live or typed.
    expect(staleShare(filled, typed, 'overview').stale).toBeCloseTo(staleShare(filled, last, 'overview').stale, 2);
    const quotes = validate(filled, { lastYear: last }).flatMap(({ quote, message }) => [quote, message]);
    expect(quotes.join()).not.toMatch(/[{}]/);
  });

  test('a problem told again is found although its number follows the table', () => {
    const text = `主要问题：一是收到申请${RECEIVED}件，答复质量还有不足。二是公开不够及时。\n改进措施：一是加强培训。二是按月检查。`;
    const last = withText({ ...bureau(), year: 2024 }, 'problems', text);
    const [finding] = validate(withText(bureau(), 'problems', text), { lastYear: last }).filter(({ rule }) => rule === 'R33');
    expect(finding?.message).toContain('“收到申请48件，答复质量还有不足”');
    expect(problemsOf(withoutTokens(text))[0]?.problem).toBe('收到申请0件，答复质量还有不足');
  });
});
