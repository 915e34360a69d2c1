import { describe, expect, it } from 'vitest';
import { when, whenAfter, whenExactly } from '../renderer/when.ts';

const at = (year: number, month: number, ...rest: number[]): number =>
  new Date(year, month - 1, rest[0], rest[1], rest[2], rest[3]).getTime();
const now = at(2026, 1, 19, 14, 40, 0);

describe('a moment in words', () => {
  it.each([
    [at(2026, 1, 19, 14, 32, 5), '今天 14:32'],
    [at(2026, 1, 19, 0, 0, 0), '今天 00:00'],
    [at(2026, 1, 18, 23, 59, 59), '昨天 23:59'],
    [at(2026, 1, 17, 9, 5, 0), '1 月 17 日'],
    [at(2025, 12, 31, 9, 5, 0), '2025 年 12 月 31 日'],
    [at(2026, 2, 3, 9, 5, 0), '2 月 3 日'],
  ])('%#: %s', (moment, words) => {
    expect(when(moment, now)).toBe(words);
  });

  it('yesterday may lie in the year before', () => {
    expect(when(at(2025, 12, 31, 9, 5, 0), at(2026, 1, 1, 8, 0, 0))).toBe('昨天 09:05');
  });

  it('beside an earlier one of the same day without the day', () => {
    expect(whenAfter(at(2026, 1, 19, 9, 59, 25), at(2026, 1, 19, 9, 55, 18), now)).toBe('09:59');
    expect(whenAfter(at(2026, 1, 19, 9, 59, 25), at(2026, 1, 12, 9, 55, 18), now)).toBe('今天 09:59');
  });

  it('with seconds, where two moments of a day are compared', () => {
    expect(whenExactly(at(2026, 1, 19, 14, 31, 52), now)).toBe('今天 14:31:52');
    expect(whenExactly(at(2026, 1, 12, 9, 5, 10), now)).toBe('1 月 12 日 09:05:10');
  });
});
