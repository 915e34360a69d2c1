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
