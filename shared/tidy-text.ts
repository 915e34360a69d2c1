/** Punctuation and spaces of Chinese text: what may be put right without reading it. Words and figures are never touched. */
import { LINE_END } from './outline.ts';
import { remembered } from './remembered.ts';
import { halfWidth } from './width.ts';

const WIDE = '[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”‘’…—]';
const ZERO_WIDTH = /[\u200b\u2060\ufeff]+/g;
const AFTER_MARKER = new RegExp(
  `^([（(][一二三四五六七八九十\\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\\d{1,2}[.．、])\\s+(?=${WIDE})`,
  'u',
);
const SPACE = /(?<=\S)\s+(?=\S)/gu;
const MARK = '[，。；：、？！（）《》〈〉【】〔〕“”‘’…—]';
const [ENDS_MARK, BEGINS_MARK] = [new RegExp(`${MARK}$`, 'u'), new RegExp(`^${MARK}`, 'u')];
/** 58 件 and 申请 58 件, not the 征地 46 of a table. */
const BEGINS_COUNTED = new RegExp(`^\\d[\\d.,]*\\s?(?:%|\\p{Script=Han}|${MARK})`, 'u');
const COUNTED = /^(?:\d[\d.,]*)?\s?(?:件|条|份|宗|例|次|篇|期|项|人|场|家|名|个|页|批|天|日|月|年|号|[万亿]|元|%)/;
/** A row of a table became a line: its spaces part the cells, unless a number stands before what it counts. */
const isRow = (line: string): boolean => !/[，。；：、,;]/.test(line) && (line.match(SPACE)?.length ?? 0) > 1;
/** One plain space that Chinese text does not have: beside its marks, and between a digit and a character. Latin words keep theirs. */
function isOddAlone(before: string, after: string, inRow: () => boolean): boolean {
  if (/^[A-Za-z]/.test(after) || /[A-Za-z]$/.test(before)) return false;
  if (ENDS_MARK.test(before) || BEGINS_MARK.test(after)) return true;
  const isCount = /\d%?$/.test(before) ? /^[\p{Script=Han}%]/u.test(after) : /\p{Script=Han}$/u.test(before) && BEGINS_COUNTED.test(after);
  return isCount && (COUNTED.test(after) || !inRow());
}
export const ENDS_WIDE = new RegExp(`${WIDE}$`, 'u');
export const BEGINS_WIDE = new RegExp(`^${WIDE}`, 'u');

/** As long as a number with what it counts may be. */
const LOOK = 20;
/** A line without odd spaces, and how many there were. */
export function withoutOddSpaces(line: string): { text: string; spaces: number } {
  let spaces = 0;
  const counted = (replacement: string): string => {
    spaces++;
    return replacement;
  };
  const trimmed = line
    .replace(ZERO_WIDTH, () => counted(''))
    .replace(/^\s+/, () => counted(''))
    .trimEnd()
    .replace(AFTER_MARKER, (_, marker: string) => counted(marker));
  let row: boolean | undefined;
  const inRow = (): boolean => {
    row ??= isRow(trimmed);
    return row;
  };
  const text = trimmed.replace(SPACE, (space, at: number) => {
    const [before, after] = [trimmed.slice(Math.max(0, at - 2), at), trimmed.slice(at + space.length, at + space.length + LOOK)];
    const isBetweenWide = space !== ' ' && ENDS_WIDE.test(before) && BEGINS_WIDE.test(after);
    // A tab parts columns: without it two of them would read as one word.
    if ((isBetweenWide && !space.includes('\t')) || isOddAlone(before, after, inRow)) return counted('');
    return space.length > 1 ? counted(' ') : ' ';
  });
  return { text, spaces };
}

interface Tidied {
  readonly text: string;
  /** Half-width or doubled marks, full-width numbers and odd spaces that were put right. */
  readonly marks: number;
  readonly digits: number;
  readonly spaces: number;
}

const HAN = '\\p{Script=Han}';
const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '(': '（', ')': '）' };
const full = (mark: string): string => FULL[mark] ?? mark;
/** A half-width mark behind Chinese; or behind a number or a bracket, with Chinese after it. Addresses and times keep theirs. The space behind it goes with it. */
const HALF = new RegExp(`(?<=[${HAN}”’）》〉】〕])[,;:?!](?: (?=[${HAN}“‘《（]))?|(?<=[!-~])[,;](?=[${HAN}“‘《（])`, 'gu');
const BRACKETS = new RegExp(`\\((?=[^()]{0,80}${HAN})([^()]{1,80})\\)`, 'gu');
const LAST_STOP = new RegExp(`(?<=${HAN}{2})\\.$`, 'u');
const DOUBLED = /([，。；：、])\1+|[，、；](?=。)/g;

/** A line with what one look finds put right. An indent, or a space at the end, is no fault of the text: the documents set their own. */
function tidied(line: string): Tidied {
  let marks = 0;
  let digits = 0;
  const counted = (replacement: string, count = 1): string => {
    marks += count;
    return replacement;
  };
  const text = withoutOddSpaces(line)
    .text.replace(BRACKETS, (_, inner: string) => counted(`（${inner}）`))
    .replace(HALF, (mark) => counted(full(mark.charAt(0))))
    .replace(LAST_STOP, () => counted('。'))
    .replace(DOUBLED, (_, mark?: string) => counted(mark ?? ''))
    .replace(/[０-９]+/g, (number) => {
      digits++;
      return halfWidth(number);
    });
  return { text, marks, digits, spaces: withoutOddSpaces(line.trim()).spaces };
}
/** A mark that was put right may leave a space beside it that is odd now, and the other way round. */
function tidiedWhole(line: string, looks = 5): Tidied {
  const once = tidied(line);
  if (once.text === line || looks === 1) return once;
  const more = tidiedWhole(once.text, looks - 1);
  return { text: more.text, marks: once.marks + more.marks, digits: once.digits + more.digits, spaces: once.spaces + more.spaces };
}

/** A narrative with its punctuation and spaces put right. */
export const cleaned: (text: string) => Tidied = remembered((text) => {
  const lines = text.split(LINE_END).map((line) => tidiedWhole(line));
  const sum = (count: (line: Tidied) => number): number => lines.reduce((all, line) => all + count(line), 0);
  return {
    text: lines.map((line) => line.text).join('\n'),
    marks: sum(({ marks }) => marks),
    digits: sum(({ digits }) => digits),
    spaces: sum(({ spaces }) => spaces),
  };
});
