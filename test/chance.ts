/** Chance that follows from a seed, and the changes that any text and any markup may suffer. */

/** Numbers that follow from a seed (mulberry32). */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) >>> 0;
  }
  /** From 0 up to, and without, `below`. */
  number(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }
  of<T>(choices: readonly T[]): T {
    return choices[this.number(choices.length)] as T;
  }
}

export type Change<T> = (file: T, chance: Chance) => T;
export const changed = <T>(file: T, changes: readonly Change<T>[], chance: Chance): T => {
  let current = file;
  for (let left = 1 + chance.number(4); left > 0; left--) current = chance.of(changes)(current, chance);
  return current;
};
export const many = (piece: string, chance: Chance, most = 20_000): string => piece.repeat(1 + chance.number(most));

/** Numbers that a reader may reckon with and should not. */
export const NUMBERS = ['0', '-1', '1e9', '99999999999', 'NaN', 'Infinity', '0.5', '', '65534', '2147483648', '%', '１'];
export const OUTSIDE = [
  'http://example.invalid/x',
  'file:///etc/passwd',
  '../../../../etc/passwd',
  '\\\\example.invalid\\x',
  'javascript:alert(1)',
];
const ODD_TEXT = [
  '\u0000',
  '\ufffe',
  '\ud800',
  '\u202e',
  '\u001b[2J',
  '&#0;',
  '&#xD800;',
  '&#1114112;',
  ']]>',
  '<!--',
  '__proto__',
  '{{__proto__}}',
];

// Texts

const at = (text: string, chance: Chance): number => chance.number(text.length + 1);
export const put = (text: string, piece: string, chance: Chance): string => {
  const place = at(text, chance);
  return text.slice(0, place) + piece + text.slice(place);
};
/** One of what a pattern finds, exchanged. */
export const exchange = (text: string, pattern: RegExp, chance: Chance, by: (found: string) => string): string => {
  const found = [...text.matchAll(pattern)];
  const match = found[chance.number(Math.max(1, found.length))];
  return match ? text.slice(0, match.index) + by(match[0]) + text.slice(match.index + match[0].length) : text;
};
export const IN_ANY_TEXT: readonly Change<string>[] = [
  (text, chance) => text.slice(0, at(text, chance)),
  (text, chance) => text.slice(at(text, chance)),
  (text, chance) => put(text, chance.of(ODD_TEXT), chance),
  (text, chance) => put(text, text.slice(0, 5_000), chance),
  (text, chance) => exchange(text, /\d+/g, chance, () => chance.of(NUMBERS)),
  (text, chance) => exchange(text, /"[^"]*"/g, chance, () => `"${chance.of([...NUMBERS, ...OUTSIDE])}"`),
];
export const IN_MARKUP: readonly Change<string>[] = [
  ...IN_ANY_TEXT,
  (text, chance) => exchange(text, /<[^>]*>/g, chance, () => ''),
  (text, chance) => exchange(text, /<[^>]*>/g, chance, (tag) => tag + tag),
  (text, chance) => exchange(text, /<[^>]*>/g, chance, (tag) => many(tag, chance, 2_000)),
  (text, chance) => put(text, many(chance.of(['<', '>', '&', '"', "'", ' ', '\n', '<!--', '-->', '<?', '<![CDATA[']), chance), chance),
];
