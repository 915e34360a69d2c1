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
/** White space other than one plain space. */
const ODD_SPACE = /(?<=\S)(?:\s{2,}|[^\S ])(?=\S)/gu;
export const ENDS_WIDE = new RegExp(`${WIDE}$`, 'u');
export const BEGINS_WIDE = new RegExp(`^${WIDE}`, 'u');

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
  const text = trimmed.replace(ODD_SPACE, (space, at: number) => {
    const isBetweenWide = ENDS_WIDE.test(trimmed.slice(Math.max(0, at - 2), at)) && BEGINS_WIDE.test(trimmed.slice(at + space.length));
    // A tab parts columns: without it two of them would read as one word.
    if (isBetweenWide && !space.includes('\t')) return counted('');
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

/** A narrative with its punctuation and spaces put right. */
export const cleaned: (text: string) => Tidied = remembered((text) => {
  let marks = 0;
  let digits = 0;
  let spaces = 0;
  const counted = (replacement: string, count = 1): string => {
    marks += count;
    return replacement;
  };
  const lines = text.split(LINE_END).map((line) => {
    const spaced = withoutOddSpaces(line);
    // An indent, or a space at the end, is no fault of the text: the documents set their own.
    const odd = withoutOddSpaces(line.trim());
    spaces += odd.spaces;
    return spaced.text
      .replace(BRACKETS, (_, inner: string) => counted(`（${inner}）`))
      .replace(HALF, (mark) => counted(full(mark.charAt(0))))
      .replace(LAST_STOP, () => counted('。'))
      .replace(DOUBLED, (_, mark?: string) => counted(mark ?? ''))
      .replace(/[０-９]+/g, (number) => {
        digits++;
        return halfWidth(number);
      });
  });
  return { text: lines.join('\n'), marks, digits, spaces };
});
