import { expect, test } from 'vitest';
import { landingOf, placeAndFact, viewOf } from '../renderer/derived.ts';
import { includedPlaces } from '../renderer/included.ts';
import { openDocument, state, update } from '../renderer/store.ts';
import type { Finding } from '../shared/finding.ts';
import { validate } from '../shared/validate.ts';
import { example, request, withCells, withText } from './drafts.ts';

test('a place ends at the first colon outside brackets', () => {
  expect(placeAndFact('表三 · 自然人：两边不相等：12、13。')).toEqual(['表三 · 自然人', '两边不相等：12、13。']);
  expect(placeAndFact('表二 · 行政事业性收费 · 本年收费金额（单位：万元）：填了“12万”，请改。')).toEqual([
    '表二 · 行政事业性收费 · 本年收费金额（单位：万元）',
    '填了“12万”，请改。',
  ]);
  expect(placeAndFact('没有冒号。')).toEqual(['', '没有冒号。']);
});

test('what follows from the same cause says where it stands', () => {
  const report = withCells(example('示例县自然资源局').report, { [request('granted', 'natural')]: '99' });
  const [finding] = validate(report).filter(({ includes }) => includes.length > 0);
  expect(finding && includedPlaces(finding)).toBe('表三总计列');
  const places = ['natural', 'business', 'research', 'total'].map((column) => ({
    rule: 'R14' as const,
    cells: [request('totalDisposed', column)],
  }));
  const many = { ...(finding as Finding), includes: places };
  expect(includedPlaces(many)).toBe('表三 · 自然人 · （七）总计、表三 · 商业企业 · （七）总计、表三 · 科研机构 · （七）总计等 4 处');
});

test('findings of a text stand in its order, under the heading of their words', () => {
  const report = withText(
    example('示例县档案馆').report,
    'overview',
    '（一）主动公开。××条。\n（二）依申请公开。××条。\n（三）政府信息管理。2024年，我馆共公开信息30条，比上年增长10%。',
  );
  openDocument({ ...example('示例县档案馆'), report }, null, '');
  const { shown } = viewOf(state());
  const doubts = shown.filter(({ tone, finding }) => tone === 'doubt' && finding.correction);
  expect(doubts.map(({ place }) => place)).toEqual(['第一部分 · 主动公开', '第一部分 · 政府信息管理']);
});

test('a figure is selected to be typed over, words are only lit', () => {
  const landings = (overview: string) => {
    const report = withText(example('示例县档案馆').report, 'overview', overview);
    openDocument({ ...example('示例县档案馆'), report }, null, '');
    const { shown } = viewOf(state());
    return shown.flatMap((item) => {
      const place = item.finding.correction && landingOf(item, report);
      return place?.kind === 'text' && place.id === 'overview' ? [[overview.slice(place.from, place.to), place.select ?? false]] : [];
    });
  };
  expect(landings('（二）依申请公开\n全年新收政府信息公开申请987件，按期答复率100%。')).toContainEqual(['987', true]);
  expect(landings('（一）主动公开\n全年公开信息××条。')).toContainEqual(['××', true]);
  const twice = '深入推进政务公开标准化规范化建设，在门户网站和政务新媒体同步发布各类政府信息。';
  expect(landings(`${twice}\n${twice}`)).toContainEqual([twice, false]);
});

test('what is wrong in the row that is being typed is held back, and said to be', () => {
  const draft = example('示例县自然资源局');
  openDocument(draft, null, '');
  expect(viewOf(state()).heldBack).toBe(false);
  const cells = new Set(['fee.notices', 'fee.noticedAmount', 'fee.collectedAmount']);
  openDocument({ ...draft, report: { ...draft.report, fee: { notices: '0', noticedAmount: '30', collectedAmount: '30' } } }, null, '');
  update({ row: { cells, known: new Set() } as never });
  expect(viewOf(state())).toMatchObject({ heldBack: true, counts: { error: 0 } });
  update({ row: null });
});

test('a document that is not checked yet shows its blanks, and nothing as found or as in order', () => {
  const draft = example('示例镇');
  openDocument(draft, null, '');
  update({ unchecked: true });
  const before = viewOf(state());
  expect([before.unchecked, before.shown.length, before.blank.size]).toEqual([true, 0, 1]);
  expect(viewOf(state())).toBe(before);
  update({ unchecked: false });
  expect(viewOf(state())).toMatchObject({ blank: before.blank, counts: { error: 1 } });
});

test('a printed total that its cells contradict is the cell that its finding leads to', () => {
  const { report } = example('示例县自然资源局');
  const id = 'requests.totalDisposed.natural';
  openDocument({ report: { ...report, printedTotals: { [id]: '1' } }, lastYear: null }, null, '');
  const [shown] = viewOf(state()).shown;
  expect(shown).toMatchObject({ first: id, tone: 'error', finding: { rule: 'R14' } });
});
