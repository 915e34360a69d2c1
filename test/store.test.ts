/** Undo, steps and places, without a window. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  attachLastYear,
  changeReport,
  endNotice,
  fillNumbers,
  goTo,
  leaveNumber,
  noteFocus,
  notify,
  numberTyped,
  openDocument,
  restoreNumber,
  showSection,
  state,
  theDocument,
  typeNumber,
  writeText,
} from '../renderer/store.ts';
import { redo, undo } from '../renderer/undo.ts';
import { jumpToFinding } from '../renderer/walk.ts';
import { requestCell } from '../shared/form.ts';
import { emptyReport, figuresOf } from '../shared/report.ts';
import { example } from './drafts.ts';

const A = requestCell('newReceived', 'natural');
const B = requestCell('newReceived', 'business');
const overview = (): string => theDocument().draft.report.texts.overview;

beforeEach(() => {
  vi.useFakeTimers();
  openDocument({ report: emptyReport('示例县水利局', 2025), lastYear: null }, null, '');
});
afterEach(() => vi.useRealTimers());

test('what is typed in a cell is one step, however long it takes', () => {
  goTo({ kind: 'cell', id: A });
  typeNumber(A, '1');
  vi.advanceTimersByTime(5000);
  typeNumber(A, '12');
  leaveNumber(A);
  typeNumber(B, '3');
  leaveNumber(B);
  expect(theDocument().past).toHaveLength(2);
  undo();
  expect([numberTyped(A), numberTyped(B)]).toEqual(['12', '']);
  undo();
  expect(numberTyped(A)).toBe('');
  redo();
  redo();
  expect([numberTyped(A), numberTyped(B)]).toEqual(['12', '3']);
});

test('typing in a text is one step while it goes on within a second', () => {
  writeText('overview', '甲');
  vi.advanceTimersByTime(900);
  writeText('overview', '甲乙');
  vi.advanceTimersByTime(1100);
  writeText('overview', '甲乙丙');
  undo();
  expect(overview()).toBe('甲乙');
  undo();
  expect(overview()).toBe('');
});

test('undo and redo lead to what they change, across sections', () => {
  writeText('overview', '甲乙丙');
  vi.advanceTimersByTime(2000);
  writeText('overview', '甲字乙丙');
  showSection('requests');
  undo();
  expect(state()).toMatchObject({ section: 'overview', place: { kind: 'text', id: 'overview', from: 1 } });
  showSection('disputes');
  redo();
  expect(state()).toMatchObject({ section: 'overview', place: { kind: 'text', id: 'overview', from: 2 } });
});

test('undo and redo say what they changed, until the next key or move', () => {
  fillNumbers(new Map([[A, '1']]));
  fillNumbers(
    new Map([
      [A, '2'],
      [B, '3'],
    ]),
  );
  writeText('problems', '甲');
  changeReport({ unit: { ...theDocument().draft.report.unit, name: '示例县水务局' } });
  attachLastYear(example('示例县自然资源局').report);
  const said = [undo, undo, undo, undo, undo, redo].map((step) => {
    step();
    return state().stepped;
  });
  expect(said).toEqual([
    '撤销了：附上的上年年报',
    '撤销了：单位信息',
    '撤销了：第五部分的文字',
    '撤销了：第三部分的 2 个数',
    '撤销了：表三 · 自然人 · 一、本年新收政府信息公开申请数量',
    '重做了：表三 · 自然人 · 一、本年新收政府信息公开申请数量',
  ]);
  noteFocus({ kind: 'cell', id: A });
  expect(state().stepped).not.toBeNull();
  noteFocus({ kind: 'cell', id: B });
  expect(state().stepped).toBeNull();
});
test('what a command said gives way to the place that is gone to, and to the next key', () => {
  goTo({ kind: 'cell', id: A });
  notify('填了 6 格 0');
  noteFocus({ kind: 'cell', id: A });
  expect(state().notice?.text).toBe('填了 6 格 0');
  goTo({ kind: 'cell', id: B });
  expect(state().notice).toBeNull();
  notify('填了 6 格 0');
  endNotice();
  expect(state().notice).toBeNull();
});
test('F8 leads to the broken sum that the bar speaks of before it goes on', () => {
  const { report, lastYear } = example('示例县自然资源局');
  const result = requestCell('denied.stateSecret', 'natural');
  const wrong = { ...report, cells: { ...report.cells, [result]: '9' }, texts: { ...report.texts, problems: '' } };
  openDocument({ report: wrong, lastYear }, { id: 'x', name: 'x', folder: '' }, '');
  jumpToFinding(1);
  jumpToFinding(1);
  const second = state().walked?.key;
  expect(second).not.toMatch(/^R13/);
  goTo({ kind: 'cell', id: result });
  jumpToFinding(1);
  expect(state().place?.id).toBe(A);
  expect(state().walked?.key).toMatch(/^R13/);
  // From the cell that is to be mended it goes on.
  goTo({ kind: 'cell', id: result });
  jumpToFinding(1);
  expect(state().walked?.key).toBe(second);
});

test('a step that left the place as it was leads to the first number that it changed', () => {
  goTo({ kind: 'text', id: 'overview' });
  fillNumbers(new Map([[B, '7']]));
  undo();
  expect(state()).toMatchObject({ section: 'requests', place: { kind: 'cell', id: B } });
});

test('a number that was undone while it was typed is redone as it would have been left', () => {
  typeNumber(A, '１２件');
  undo();
  expect(numberTyped(A)).toBe('');
  redo();
  expect(numberTyped(A)).toBe('12');
});

test('Esc gives back the number as it was when the cell was entered, and only then', () => {
  typeNumber(A, '5');
  leaveNumber(A);
  typeNumber(A, '56');
  restoreNumber(A);
  expect(numberTyped(A)).toBe('5');
  expect(theDocument().past).toHaveLength(1);
  // After a jump nothing is being typed: Esc gives nothing back.
  typeNumber(A, '8');
  leaveNumber(A);
  goTo({ kind: 'cell', id: B });
  restoreNumber(B);
  expect(numberTyped(A)).toBe('8');
});

test('a change after undo ends what could be redone', () => {
  typeNumber(A, '1');
  leaveNumber(A);
  undo();
  typeNumber(B, '2');
  leaveNumber(B);
  redo();
  expect([numberTyped(A), numberTyped(B)]).toEqual(['', '2']);
});

test('each section is come back to where it was left', () => {
  showSection('requests');
  expect(state().place).toEqual({ kind: 'cell', id: A });
  goTo({ kind: 'cell', id: B });
  goTo({ kind: 'text', id: 'overview', from: 3, to: 5 });
  showSection('requests');
  expect(state().place).toEqual({ kind: 'cell', id: B });
  showSection('overview');
  expect(state().place).toEqual({ kind: 'text', id: 'overview', from: 5 });
});

test('a number that is being typed is left with its section', () => {
  goTo({ kind: 'cell', id: A });
  typeNumber(A, '１２');
  showSection('overview');
  expect(state().editing).toBe(null);
  expect(numberTyped(A)).toBe('12');
  showSection('requests');
  typeNumber(A, '5');
  // Neither the same step nor the same edit.
  expect(theDocument().past).toHaveLength(2);
  restoreNumber(A);
  expect(numberTyped(A)).toBe('12');
});

test('a printed total that its cells agree with again is not kept: from then on it follows them', () => {
  const report = example('示例县自然资源局').report;
  const total = requestCell('newReceived', 'total');
  const given = Number(report.cells[A]);
  const sum = Number(figuresOf(report).computed(total)) / 1e6;
  const begin = (): void => openDocument({ report: { ...report, printedTotals: { [total]: String(sum + 1) } }, lastYear: null }, null, '');
  const printed = (): unknown => theDocument().draft.report.printedTotals?.[total];
  begin();
  typeNumber(A, `${given + 1}`);
  // Only once the cell is left: the next digit may make it another number.
  expect(printed()).toBe(String(sum + 1));
  leaveNumber(A);
  expect(printed()).toBeUndefined();
  expect(theDocument().past).toHaveLength(1);
  undo();
  expect([printed(), numberTyped(A)]).toEqual([String(sum + 1), String(given)]);
  fillNumbers(new Map([[B, String(Number(report.cells[B]) + 1)]]));
  expect(printed()).toBeUndefined();
  begin();
  typeNumber(A, `${given + 2}`);
  leaveNumber(A);
  expect(printed()).toBe(String(sum + 1));
});
