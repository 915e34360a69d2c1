/** The one stretch in which two texts differ. */
interface Difference {
  readonly start: number;
  /** How many characters of the old text go. */
  readonly length: number;
  /** What comes in their place. */
  readonly insert: string;
}

export function differenceOf(old: string, text: string): Difference {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let same = 0;
  while (same < shorter - start && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
  return { start, length: old.length - same - start, insert: text.slice(start, text.length - same) };
}

const NOT_WORDS = /[^\p{L}\p{N}]/gu;
const words = (text: string): string => text.replace(NOT_WORDS, '');
/** Where a place went when only marks and spaces were changed around the words; null where words were. */
export function placeByWords(old: string, text: string, at: number): number | null {
  if (words(old) !== words(text)) return null;
  let left = words(old.slice(0, at)).length;
  let to = 0;
  while (left > 0 && to < text.length) left -= words(text[to++] ?? '').length;
  return to;
}
