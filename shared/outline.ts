/**
 * The outline of a narrative: plain text, a paragraph a line, becomes headings, run-in headings and paragraphs.
 *
 * Levels come from the numbering that officials type anyway, in the order of GB/T 9704—2012: 一、 is the level of the six
 * sections, so a narrative begins at （一）, then 1., then （1）. Every output decides through this one function.
 */

/** A stretch of a text, as offsets in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type HeadingLevel = 2 | 3 | 4;
export type Block =
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly text: string }
  /** `runIn` is the first sentence where it is set as a heading; `text` is what follows it. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly runIn?: { readonly level: HeadingLevel; readonly text: string } };

/** On half-width text. */
const MARKERS: readonly (readonly [HeadingLevel, RegExp])[] = [
  [2, /^\([一二三四五六七八九十]{1,3}\)/],
  [3, /^\d{1,2}(?:\.(?!\d)|、)/],
  [4, /^\(\d{1,2}\)/],
];
/** Longer lines are paragraphs whose full stop was forgotten: a heading set over three lines helps nobody. */
const MAX_HEADING = 50;
const MAX_RUN_IN = 40;

const ENDS_LIKE_TEXT = /[。；;：:，,、！!？?…]$/;
const FIRST_SENTENCE = /^([^。！？!?]+[。！？!?])(.+)$/s;

/** Headings and paragraphs of a narrative in order; empty lines and the white space around a line are layout, not text. */
export function outline(narrative: string): Block[] {
  return lines(narrative).map(blockOf);
}

/** What ends a line, in whatever file a text comes from. */
export const LINE_END = /\r\n|[\n\r\u2028\u2029\v\f]/;

/** The lines of a narrative that hold text, trimmed (full-width spaces too). */
export const lines = (narrative: string): string[] =>
  narrative
    .split(LINE_END)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function blockOf(line: string): Block {
  const narrow = line.slice(0, 8).normalize('NFKC');
  const level = MARKERS.find(([, marker]) => marker.test(narrow))?.[0];
  if (!level) return { kind: 'paragraph', text: line };
  const [, first = '', rest = ''] = FIRST_SENTENCE.exec(line) ?? [];
  if (first && first.length <= MAX_RUN_IN) return { kind: 'paragraph', runIn: { level, text: first }, text: rest };
  if (!first && !ENDS_LIKE_TEXT.test(line) && line.length <= MAX_HEADING) return { kind: 'heading', level, text: line };
  return { kind: 'paragraph', text: line };
}

export const isHeading = (line: string): boolean => outline(line)[0]?.kind === 'heading';

/** All words of a block, the run-in heading first. */
export const textOfBlock = (block: Block): string => (block.kind === 'heading' ? block.text : (block.runIn?.text ?? '') + block.text);

/** What stands before and behind a stretch on its line, so many characters of each. */
export function aroundOnLine(text: string, { from, to }: Span, reach: number): { readonly before: string; readonly behind: string } {
  const before = text.slice(Math.max(0, from - reach), from);
  return { before: before.slice(before.lastIndexOf('\n') + 1), behind: text.slice(to, to + reach).split('\n', 1)[0] ?? '' };
}

export const shorten = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** Half-width and without white space, so that patterns need not know how a clerk types. For looking, never for showing. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '');

/** How many paragraphs a narrative has; headings that stand alone are none. */
export const paragraphsIn = (narrative: string): number => outline(narrative).filter(({ kind }) => kind === 'paragraph').length;
/** How many 字 a text has, white space apart: what the rules judge is what the window shows. */
export const charactersIn = (text: string): number => plain(text).length;

/** 1 126, grouped by a space that does not break. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0');

/** 1 → 一, 12 → 十二, 20 → 二十: the numbers up to 99. */
export function chineseNumber(n: number): string {
  const digits = '零一二三四五六七八九';
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`;
}
