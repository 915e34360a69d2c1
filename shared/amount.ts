/**
 * Exact amounts and the one place where typed text becomes a number.
 *
 * An amount is a count (件) or a sum of money (万元, 元), held as a whole number of millionths, so that sums and comparisons
 * are exact (RULES R8: published fee amounts carry four decimals of 万元).
 */
import { halfWidth } from './width.ts';

export type Amount = bigint;

/** What a field counts in. 件 takes whole numbers only; 万元 takes up to 6 decimals, 元 up to 2. */
export type Unit = '件' | '万元' | '元';

export type Reading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'number'; readonly amount: Amount; readonly text: string }
  | { readonly kind: 'invalid'; readonly problem: NumberProblem };

/** Why typed text is not a number of the form: `placeholder` is R6, the others are R7 (件) or R8 (万元, 元). */
export type NumberProblem = 'placeholder' | 'negative' | 'fraction' | 'unit' | 'leadingZero' | 'tooLong' | 'notNumber';

const SCALE = 6;
const ONE = 10n ** BigInt(SCALE);
const MAX_INTEGER_DIGITS = 12;
const DECIMALS: Record<Unit, number> = { 件: 0, 万元: 6, 元: 2 };
const PLACEHOLDER = /^(?:[/／\\\-—–－_.。]+|无|没有|未发生|不适用|不涉及|n\/?a|nil|null|略|待定|待填)$/i;

/** The amount of a whole number, e.g. `amount(5)` for comparing with a threshold. */
export const amount = (whole: number): Amount => BigInt(whole) * ONE;

export const magnitude = (value: Amount): Amount => (value < 0n ? -value : value);

export const sumOf = (values: readonly Amount[]): Amount => values.reduce((sum, value) => sum + value, 0n);

/** Plain digits without thousands separators or trailing zeros, e.g. `59237.2449`. */
export function formatAmount(value: Amount): string {
  const sign = value < 0n ? '-' : '';
  const digits = magnitude(value)
    .toString()
    .padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return sign + digits.slice(0, -SCALE) + (fraction && `.${fraction}`);
}

/** Full-width forms to half width, thousands separators and the field's own unit away. No NFKC: it would turn ① and ² into digits. */
function clean(typed: string, unit: Unit): string {
  const narrow = halfWidth(typed).replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, '');
  const bare = narrow.endsWith(unit) ? narrow.slice(0, -unit.length).trim() : narrow;
  return /^\d{1,3}(?:([, \u3000\u00a0])\d{3})(?:\1\d{3})*(?:\.\d+)?$/.test(bare) ? bare.replace(/[, \u3000\u00a0]/g, '') : bare;
}

/**
 * Reads what was typed into a field counted in `unit`. Strict: what is not surely a number stays `invalid`, for a wrong number
 * is far worse than none; nothing is rounded and no character is dropped in silence (R6–R8).
 * `text` of a number is what is printed: the digits as typed, without separators.
 */
export function readNumber(typed: string, unit: Unit): Reading {
  const text = clean(typed, unit);
  if (text === '') return typed.trim() === '' ? { kind: 'blank' } : invalid('notNumber');
  if (PLACEHOLDER.test(text)) return invalid('placeholder');
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return invalid(problemOf(text));
  const [, whole = '', fraction = ''] = match;
  if (whole.length > 1 && whole.startsWith('0')) return invalid('leadingZero');
  if (whole.length > MAX_INTEGER_DIGITS) return invalid('tooLong');
  if (fraction.length > DECIMALS[unit]) return invalid('fraction');
  return { kind: 'number', amount: BigInt(whole) * ONE + BigInt(fraction.padEnd(SCALE, '0')), text };
}

/** What a cell holds after it was left: the digits where they were understood, otherwise exactly what was typed. */
export function tidyNumber(typed: string, unit: Unit): string {
  const reading = readNumber(typed, unit);
  return reading.kind === 'number' ? reading.text : typed;
}

const invalid = (problem: NumberProblem): Reading => ({ kind: 'invalid', problem });

function problemOf(text: string): NumberProblem {
  if (/^[-−－]\d/.test(text)) return 'negative';
  if (/^\d[\d.,]*\D*[元件万亿份条个起宗项次]$/.test(text)) return 'unit';
  return 'notNumber';
}
