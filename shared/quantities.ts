/**
 * Reading the quantities of a narrative: 1,126 件, 三十余件, 近 180 条, 1.2万件, 2950元. They are read on a working copy that patterns can
 * rely on (half width, no white space, no thousands separators), which knows where each character stood in the text itself.
 */
import { type Amount, amount } from './amount.ts';
import type { Span } from './outline.ts';
import { remembered } from './remembered.ts';

export interface WorkingCopy {
  readonly text: string;
  /** Where the character at a place of the copy stands in the original. One more than there are characters. */
  readonly at: Int32Array;
}

/** Space of every kind but the end of a line, and what has no width. */
const BLANK = /[^\S\n]|[\u200b\u2060\ufeff]/;
const LINE_END = /[\r\u2028\u2029\v\f]/;
/** Radicals that a PDF gives in place of the characters they look like. */
const RADICAL = /[\u2e80-\u2fdf\uf900-\ufaff]/;

/** Half width, without NFKC at large, which would turn ① and ² into digits; 。 and 、 stay. */
function narrow(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x80) return LINE_END.test(char) ? '\n' : char;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (LINE_END.test(char)) return '\n';
  return RADICAL.test(char) ? char.normalize('NFKC').charAt(0) : char;
}

export const workingCopy: (original: string) => WorkingCopy = remembered((original) => {
  const at = new Int32Array(original.length + 1);
  const pieces: string[] = [];
  for (let i = 0; i < original.length; i++) {
    const char = narrow(original.charAt(i));
    if (char !== '\n' && BLANK.test(char)) continue;
    at[pieces.length] = i;
    pieces.push(char);
  }
  at[pieces.length] = original.length;
  const text = pieces.join('').replace(YEAR_IN_CHINESE, (year) => [...year].map(digitOf).join(''));
  return withoutSeparators({ text, at: at.subarray(0, pieces.length + 1) });
});

/** 二〇二五年, also with what is typed for 〇: as many characters as digits, so that every place stays. */
const YEAR_IN_CHINESE = /(?:二[〇○零oO0]|一九)[〇○零oO0一二三四五六七八九]{2}(?=年)/g;
const digitOf = (char: string): string => String(Math.max(0, DIGITS.indexOf(char)));
/** A year as it is written where `written` stands: 2025, or 二〇二五. */
export const yearAs = (year: number, written: string): string =>
  /[一二]/.test(written) ? [...String(year)].map((digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('') : String(year);

/** 1,126 becomes 1126: a comma after one to three digits with just three digits behind it. */
function withoutSeparators(copy: WorkingCopy): WorkingCopy {
  const { text, at } = copy;
  const drop = new Set<number>();
  for (const { index, 0: number } of text.matchAll(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)/g)) {
    for (let i = 0; i < number.length; i++) if (number[i] === ',') drop.add(index + i);
  }
  if (drop.size === 0) return copy;
  const kept = Int32Array.from([...at.keys()].filter((i) => !drop.has(i)));
  return { text: [...kept.subarray(0, -1)].map((i) => text[i]).join(''), at: kept.map((i) => at[i] ?? 0) };
}

/** A stretch of the copy as a place in the original, which ends behind its last character. */
export const spanOf = ({ at }: WorkingCopy, from: number, to: number): Span => ({
  from: at[from] ?? 0,
  to: to > from ? (at[to - 1] ?? 0) + 1 : (at[from] ?? 0),
});

export interface Quantity {
  /** Where it stands in the working copy, with its unit and words such as 近 and 余; the number itself ends at `numberEnd`. */
  readonly from: number;
  readonly numberEnd: number;
  readonly to: number;
  /** As written, in millionths; `least` and `most` are what it may stand for: the same for an exact number. */
  readonly value: Amount;
  readonly least: Amount;
  readonly most: Amount;
  /** Empty where none is written. Money is in 元, whatever it was written in. */
  readonly unit: string;
}

const UNITS =
  '人次|件|条|份|起|宗|例|次|篇|期|项|则|人|场|家|名|册|处|部|个百分点|个|页|批|万元|亿元|元|倍|类|%|张|户|幅|只|台|天|日|年|月|号|时|岁|届|楼|层|路';
/** Units of which a Chinese numeral is a count; 三类 and 十二月 are none. */
const COUNTED = /^(?:件|条|份|起|宗|例|次|篇|期|项|则|个|元|万元|场|家|人次|名)$/;
const QUANTITY = new RegExp(
  `(近|将近|接近|约|大约|超过|超|逾|不足|不到)?(?:(\\d{1,15}(?:\\.\\d{1,8})?)|([零〇一二两三四五六七八九十百千万亿]{1,12}))(余|多)?([万亿]?)(余|多)?(${UNITS})?`,
  'g',
);
/** What a number stands in that counts nothing: 第3期, 〔2021〕30号, 2.0, A4, 7×24. */
const NO_COUNT_BEFORE = /(?:[第〔[A-Za-z.×/\-—]|\d:?)$/;
/** 数十件, 上百件 are no certain number; “一件事” and “三项制度” are names, 第十九条、二十条 are articles. */
const NO_NUMERAL_BEFORE = /[每第数几上成“"‘]$|第[一二三四五六七八九十百\d]{1,5}[条款项]?[、和至到]$/;
/** 一件事, 一次性, 一条龙, 一件件: words. */
const NO_NUMERAL = /^一(?:件[事件]|次[性办告]|条[龙线]|份份|项项|次次|个个)/;

/** All numbers of a text that may count something, in order. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(QUANTITY)) {
    const quantity = quantityOf(match, text);
    if (quantity) found.push(quantity);
  }
  return found;
}

function quantityOf(match: RegExpExecArray, text: string): Quantity | undefined {
  const [whole, about = '', digits, numeral, more = '', scale = '', moreAfter = '', unit = ''] = match;
  const before = text.slice(Math.max(0, match.index - 8), match.index);
  const money = /^[万亿]?元$/.exec(unit) !== null;
  if (NO_COUNT_BEFORE.test(before)) return undefined;
  if (numeral !== undefined && !isCounted(text, match, before)) return undefined;
  const number = digits === undefined ? chineseNumeral(numeral ?? '') : decimal(digits);
  if (number === undefined) return undefined;
  const times = SCALES[scale || (money ? unit.slice(0, -1) : '')] ?? 1n;
  const value = number.value * times;
  const range = rangeOf(value, number.step * times, about, more || moreAfter, times > 1n);
  const to = match.index + whole.length;
  return { from: match.index, numberEnd: to - unit.length, to, value, ...range, unit: money ? '元' : unit };
}
function isCounted(text: string, { 0: whole, index, 7: unit = '' }: RegExpExecArray, before: string): boolean {
  if (!COUNTED.test(unit) && !isNought(whole, before)) return false;
  return !NO_NUMERAL_BEFORE.test(before) && !NO_NUMERAL.test(text.slice(index, index + 4));
}
/** 均为零. */
const isNought = (whole: string, before: string): boolean => whole === '零' && /[为是:]$/.test(before);
const SCALES: Readonly<Record<string, bigint>> = { 万: 10_000n, 亿: 100_000_000n };

/** What an inexact number may stand for. `step` is one of its last digit: 5500余 is below 5600, 1.2万 is between 1.1万 and 1.3万. */
function rangeOf(value: Amount, step: Amount, about: string, more: string, rounded: boolean): { least: Amount; most: Amount } {
  const tenth = value / 10n;
  const wide = step > tenth ? step : tenth;
  if (more || /超|逾/.test(about)) return { least: value, most: value + wide };
  if (/近|不/.test(about) && about !== '') return { least: value - wide, most: value };
  if (/约/.test(about)) return { least: value - wide, most: value + wide };
  return rounded ? { least: value - step, most: value + step } : { least: value, most: value };
}

interface Read {
  readonly value: Amount;
  readonly step: Amount;
}
function decimal(digits: string): Read {
  const [whole = '', fraction = ''] = digits.split('.');
  const value = BigInt(whole + fraction.slice(0, 6).padEnd(6, '0'));
  const zeros = fraction ? 0 : (/0*$/.exec(whole)?.[0].length ?? 0);
  return { value, step: fraction ? 10n ** BigInt(6 - Math.min(6, fraction.length)) : amount(10 ** Math.min(zeros, whole.length - 1)) };
}

const DIGITS = '零一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
/** 三, 十二, 一百二十三, 两百, 百 (of 百余件), 三万二千; anything else (二〇二五, 一一) is no number of things. */
export function chineseNumeral(numeral: string): Read | undefined {
  let [total, section, digit, place] = [0, 0, -1, 10_000];
  // 三百五 may be 350 or 305.
  if (/[百千万亿][一二三四五六七八九]$/.test(numeral)) return undefined;
  for (const char of numeral.replace('两', '二').replace('〇', '零')) {
    const value = DIGITS.indexOf(char);
    if (value >= 0) {
      if (digit > 0) return undefined;
      digit = value;
    } else if (char === '万' || char === '亿') {
      total = (total + section + Math.max(0, digit)) * (char === '万' ? 10_000 : 100_000_000);
      [section, digit, place] = [0, -1, 10_000];
    } else {
      const next = PLACES[char] ?? 0;
      if (next >= place) return undefined;
      section += (digit < 0 ? 1 : digit) * next;
      [digit, place] = [-1, next];
    }
  }
  const value = total + section + Math.max(0, digit);
  const step = 10 ** (/0*$/.exec(String(value))?.[0].length ?? 0);
  return value === 0 && numeral !== '零' ? undefined : { value: amount(value), step: amount(Math.min(step, Math.max(1, value))) };
}
