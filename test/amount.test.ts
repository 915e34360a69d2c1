import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amount, formatAmount, type NumberProblem, readNumber, tidyNumber, type Unit } from '../shared/amount.ts';

describe('reading a typed number', () => {
  test.each([
    ['0', '件', '0'],
    ['12', '件', '12'],
    ['１２３', '件', '123'],
    ['1,234,567', '件', '1234567'],
    ['1，234', '件', '1234'],
    ['1 234', '件', '1234'],
    [' 35 件 ', '件', '35'],
    ['３件', '件', '3'],
    ['59237.2449', '万元', '59237.2449'],
    ['1,234.50', '万元', '1234.50'],
    ['12.5万元', '万元', '12.5'],
    ['240元', '元', '240'],
    ['0.50', '元', '0.50'],
  ] as const)('%j in %s is %s', (typed, unit, text) => {
    expect(readNumber(typed, unit)).toMatchObject({ kind: 'number', text });
    expect(tidyNumber(typed, unit)).toBe(text);
  });

  test.each([
    ['/', '件', 'placeholder'],
    ['／', '件', 'placeholder'],
    ['—', '件', 'placeholder'],
    ['－', '件', 'placeholder'],
    ['无', '件', 'placeholder'],
    ['不适用', '件', 'placeholder'],
    ['-3', '件', 'negative'],
    ['1.5', '件', 'fraction'],
    ['12.1234567', '万元', 'fraction'],
    ['1.234', '元', 'fraction'],
    ['12万', '万元', 'unit'],
    ['12.5元', '万元', 'unit'],
    ['3份', '件', 'unit'],
    ['007', '件', 'leadingZero'],
    ['1234567890123', '件', 'tooLong'],
    ['12,34', '件', 'notNumber'],
    ['1、2', '件', 'notNumber'],
    ['1 2', '件', 'notNumber'],
    ['①', '件', 'notNumber'],
    ['5²', '件', 'notNumber'],
    ['22（其中修订16件）', '件', 'notNumber'],
    ['1e3', '件', 'notNumber'],
    ['0x10', '件', 'notNumber'],
    ['Infinity', '件', 'notNumber'],
    ['3.', '万元', 'notNumber'],
    ['.5', '万元', 'notNumber'],
    ['三', '件', 'notNumber'],
    ['件', '件', 'notNumber'],
  ] as const satisfies readonly (readonly [string, Unit, NumberProblem])[])('%j in %s stays as typed: %s', (typed, unit, problem) => {
    expect(readNumber(typed, unit)).toEqual({ kind: 'invalid', problem });
    expect(tidyNumber(typed, unit)).toBe(typed);
  });

  test.each(['', ' ', '\u3000', '\t\n'])('%j is blank, not zero', (typed) => {
    expect(readNumber(typed, '件')).toEqual({ kind: 'blank' });
  });

  test('whatever is typed, a number keeps every digit that was typed and gains none', () => {
    const units = fc.constantFrom<Unit>('件', '万元', '元');
    const characters = fc.constantFrom(...'0123456789０１９.,，。、 \u3000-－/件元万无①²½٣', '件', '万元');
    const typed = fc.oneof(fc.string({ unit: characters, maxLength: 12 }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(typed, units, (text, unit) => {
        const reading = readNumber(text, unit);
        if (reading.kind !== 'number') return;
        const narrow = text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
        expect(reading.text.replace('.', '')).toBe(narrow.replace(/[^0-9]/g, ''));
        expect(readNumber(reading.text, unit)).toEqual(reading);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('amounts', () => {
  test('are exact where floats are not', () => {
    const [a, b, sum] = ['0.1', '0.2', '0.3'].map((text) => readNumber(text, '万元'));
    if (a?.kind !== 'number' || b?.kind !== 'number' || sum?.kind !== 'number') throw new Error('not numbers');
    expect(a.amount + b.amount).toBe(sum.amount);
  });
  test('print as they were read, but for trailing zeros', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(6, '0')}`;
        const reading = readNumber(text, '万元');
        expect(reading.kind === 'number' && formatAmount(reading.amount)).toBe(text.replace(/\.?0+$/, ''));
      }),
    );
    expect(formatAmount(amount(-12))).toBe('-12');
    expect(formatAmount(0n)).toBe('0');
  });
});
