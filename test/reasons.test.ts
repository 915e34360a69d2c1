import { describe, expect, test } from 'vitest';
import { endingSentence, parseDraft, serialiseDraft } from '../shared/draft.ts';
import type { Finding } from '../shared/finding.ts';
import {
  isClosable,
  isOpen,
  leftReasons,
  reasonProblem,
  reviewNotes,
  typicalReasons,
  withoutReason,
  withReason,
  withReasons,
} from '../shared/reasons.ts';
import type { Report } from '../shared/report.ts';
import { nextYear } from '../shared/rollover.ts';
import { RULES } from '../shared/rules.ts';
import { validate } from '../shared/validate.ts';
import { renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, request, withCells, withText } from './drafts.ts';

const { report: SOUND, lastYear } = example('示例县自然资源局');
const NATURAL = request('carriedIn', 'natural');
/** 二 is 5 where last year's 四 was 4, and 三 has one more, so that nothing else is wrong. */
const carried = (count: number): Report => {
  const { carriedIn, granted } = { carriedIn: Number(SOUND.cells[NATURAL]), granted: Number(SOUND.cells[request('granted', 'natural')]) };
  const more = count - carriedIn;
  return withCells(SOUND, { [NATURAL]: String(count), [request('granted', 'natural')]: String(granted + more) });
};
const judged = (report: Report): readonly Finding[] => withReasons(validate(report, { lastYear }), report);
const of = (report: Report, rule: string): Finding => {
  const finding = judged(report).find((one) => one.rule === rule);
  if (!finding) throw new Error(`no ${rule}: ${judged(report).map(({ message }) => message)}`);
  return finding;
};
const close = (report: Report, rule: string, text = '机构改革划入的申请'): Report => ({
  ...report,
  reasons: withReason(report, of(report, rule), text),
});
const START = Number(SOUND.cells[NATURAL]);
const AMISS = carried(START + 1);

describe('a warning', () => {
  test('is closed with a reason, which is kept with the numbers it was given for', () => {
    const closed = close(AMISS, 'R25', ' 机构改革划入，\n见县委编办文件。 ');
    expect(of(closed, 'R25').reason).toBe('机构改革划入， 见县委编办文件。');
    expect(of(closed, 'R25').former).toBeUndefined();
    expect(judged(closed).filter((finding) => !isOpen(finding))).toHaveLength(1);
    const [reason] = closed.reasons ?? [];
    expect(reason).toMatchObject({ rule: 'R25', facts: expect.arrayContaining([String(START + 1), String(START)]) });
  });

  test('stays closed in the file, and while other numbers change', () => {
    const opened = parseDraft(serialiseDraft({ report: close(AMISS, 'R25'), lastYear }));
    if (opened.kind !== 'ok') throw new Error(opened.kind);
    expect(of(opened.draft.report, 'R25').reason).toBe('机构改革划入的申请');
    expect(of(withCells(opened.draft.report, { [request('newReceived', 'natural')]: '99' }), 'R25').reason).toBeDefined();
  });

  test('is open again when its numbers change, and says what they were', () => {
    const changed = { ...carried(START + 2), reasons: close(AMISS, 'R25').reasons ?? [] };
    const finding = of(changed, 'R25');
    expect(finding.reason).toBeUndefined();
    expect(finding.former?.given.text).toBe('机构改革划入的申请');
    expect(finding.former?.said).toBe(`理由是按 ${START + 1}、${START} 写的，现在是 ${START + 2}、${START}，请再核对。`);
    // Undone, the reason holds again.
    expect(of({ ...AMISS, reasons: changed.reasons }, 'R25').reason).toBe('机构改革划入的申请');
  });

  test('takes a new reason in the place of the old one', () => {
    const changed = { ...carried(START + 2), reasons: close(AMISS, 'R25').reasons ?? [] };
    const again = close(changed, 'R25', '划入的是两件申请');
    expect(again.reasons).toHaveLength(1);
    expect(of(again, 'R25').reason).toBe('划入的是两件申请');
    expect(close(again, 'R25', '又改了一次的理由').reasons).toHaveLength(1);
  });

  test('is opened again by taking the reason away', () => {
    const closed = close(AMISS, 'R25');
    expect(withoutReason(closed, of(closed, 'R25'))).toEqual([]);
  });
});

describe('a figure of a text', () => {
  const written = (count: number, text = SOUND.texts.overview): Report =>
    withText(withCells(SOUND, { [request('newReceived', 'natural')]: String(count) }), 'overview', text);
  const is = Number(SOUND.cells[request('newReceived', 'natural')]);
  const closed = close(written(is + 1), 'R39', '正文按另一口径统计');

  test('is closed for its sentence, wherever that is moved to', () => {
    expect(of(closed, 'R39').reason).toBe('正文按另一口径统计');
    const moved = withText(closed, 'overview', `新的一段。\n${SOUND.texts.overview}`);
    expect(of(moved, 'R39').reason).toBe('正文按另一口径统计');
  });
  test('is open again when the table changes, or the sentence', () => {
    expect(of({ ...written(is + 2), reasons: closed.reasons ?? [] }, 'R39').former?.said).toBe(
      `理由是按 ${is}、${is + 1} 写的，现在是 ${is}、${is + 2}，请再核对。`,
    );
    const reworded = SOUND.texts.overview.replace(`自然人申请${is}件`, `自然人提出申请${is}件`);
    expect(of({ ...written(is + 1, reworded), reasons: closed.reasons ?? [] }, 'R39').former?.said).toMatch(
      /^理由是按“自然人申请\d+件”写的，现在是“.+”，请再核对。$/,
    );
  });
  test('the same doubt elsewhere is another one', () => {
    const twice = judged(closed).filter(({ rule }) => rule === 'R34');
    expect(twice.length).toBeGreaterThan(1);
    const one = { ...closed, reasons: withReason(closed, twice[0] as Finding, '正文按另一口径统计') };
    expect(judged(one).filter((finding) => finding.rule === 'R34' && !isOpen(finding))).toHaveLength(1);
  });
});

describe('a reason for a sentence', () => {
  const REQUESTS = '收到网上申请30件，其中咨询类20件、投诉类11件。';
  const written = (text: string): Report => withText(SOUND, 'overview', `${SOUND.texts.overview}\n${text}`);
  const closed = close(written(REQUESTS), 'R46', '有一件同属两类');
  const reworded = (text: string): Report => ({ ...written(text), reasons: closed.reasons ?? [] });

  test('is the former one of the same sentence with other numbers', () => {
    expect(of(reworded(REQUESTS.replace('11', '12')), 'R46').former?.given.text).toBe('有一件同属两类');
    expect(of(reworded(REQUESTS.replace('网上申请30件', '网上提交申请30件')), 'R46').former?.given.text).toBe('有一件同属两类');
  });
  test('is none of another sentence, and is kept for the reviewer', () => {
    const other = reworded('作出行政处罚决定86件，其中种子类40件、农药类50件。');
    expect(of(other, 'R46').former).toBeUndefined();
    expect(reviewNotes(other, judged(other))).toMatch(
      /核对过、不改的 0 处\n\n写过理由、现在没有对应问题的 1 条\n\n- 第一部分“.+”：有一件同属两类\n$/,
    );
    // What is written about the other sentence does not take its place.
    expect(close(other, 'R46', '两类各算一次').reasons).toHaveLength(2);
    expect(leftReasons(closed, judged(closed))).toEqual([]);
  });
  test('about a year is none of another year', () => {
    const year = close(written('2024年，我局未开展评议。'), 'R47', '写的就是那一年的事');
    const again = { ...written('2023年，我局收到来信3件。'), reasons: year.reasons ?? [] };
    expect(of(again, 'R47').former).toBeUndefined();
  });
});

test('an error is not closed, whatever the draft says', () => {
  const wrong = withCells(SOUND, { [request('granted', 'natural')]: '1' });
  const error = validate(wrong, { lastYear }).find(({ severity }) => severity === 'error');
  expect(error && isClosable(error)).toBe(false);
  const forced = { ...wrong, reasons: withReason(wrong, error as Finding, '就是这样，不改。') };
  expect(judged(forced).every(isOpen)).toBe(true);
});

test('every sentence about changed facts is whole, whatever rule it is about', () => {
  const facts = ['1', ''];
  const reasons = RULES.map(({ id }) => ({ rule: id, key: 'overview', facts, text: '情况属实' }));
  const said = judged({ ...withText(AMISS, 'overview', '我镇公开信息。'), reasons }).flatMap(({ former }) => former?.said ?? []);
  expect(said.length).toBeGreaterThan(0);
  for (const sentence of said) expect(sentence).toMatch(/^理由是按.+，请再核对。$/);
});

test.each([
  ['', false],
  ['属实', false],
  ['。。。。。。', false],
  ['情况属实', true],
])('%j is a reason: %s', (text, ok) => expect(reasonProblem(text) === null).toBe(ok));

test('what is suggested would be accepted', () => {
  for (const { id } of RULES) for (const text of typicalReasons({ rule: id } as Finding)) expect(reasonProblem(text), text).toBeNull();
});

test('the reviewer is told every closed finding, and the report none', () => {
  const closed = close(AMISS, 'R25', '县林业站并入本局');
  const notes = reviewNotes(closed, judged(closed));
  expect(notes).toContain('示例县自然资源局2025年政府信息公开工作年度报告\n审核说明：核对过、不改的 1 处\n\n1. 表三 · 自然人 · 二、');
  expect(notes).toContain('理由：县林业站并入本局');
  expect(renderPage(renderModel(closed, 0), { published: '2026-01-31' })).not.toContain('林业站');
});

test('the next report begins without them', () => {
  expect(nextYear(close(AMISS, 'R25'), 2026).draft.report.reasons).toBeUndefined();
});

test('a reason that is damaged is named by its number', () => {
  const file = JSON.parse(serialiseDraft({ report: close(AMISS, 'R25'), lastYear })) as { report: { reasons: { text: unknown }[] } };
  (file.report.reasons[0] as { text: unknown }).text = 3;
  const opened = parseDraft(JSON.stringify(file));
  expect(opened.kind !== 'ok' && endingSentence(opened)).toContain('“年报 · 写明的理由 · 第 1 条”');
});
