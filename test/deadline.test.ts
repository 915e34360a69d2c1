import { expect, test } from 'vitest';
import { deadlineOf } from '../shared/deadline.ts';
import { emptyReport, type UnitKind } from '../shared/report.ts';

const of = (kind: UnitKind, year: number) => ({ year, unit: { ...emptyReport('示例县', year).unit, kind } });

test.each([
  ['department', [2026, 1, 19], { month: 1, daysLeft: 12 }],
  ['town', [2026, 1, 31], { month: 1, daysLeft: 0 }],
  ['publicInstitution', [2026, 2, 2], { month: 1, daysLeft: -2 }],
  ['government', [2026, 1, 31], { month: 3, daysLeft: 59 }],
  ['government', [2025, 12, 31], { month: 3, daysLeft: 90 }],
] as const)('%s on %s', (kind, today, wanted) => {
  expect(deadlineOf(of(kind, 2025), today)).toEqual({ ...wanted, day: 31 });
});

test('a leap year has its day', () => {
  expect(deadlineOf(of('government', 2027), [2028, 2, 1]).daysLeft).toBe(59);
});
