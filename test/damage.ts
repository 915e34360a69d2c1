/**
 * Damage as files suffer it on their way: lines lost, doubled, moved, broken and joined, text cut off, marks and tags lost. It never
 * exchanges one digit for another, because then the source itself would say something else.
 */
import fc from 'fast-check';

/** `labels` where labels themselves are spoilt. */
export interface Damage {
  readonly name: string;
  readonly labels: boolean;
  /** How many numbers a row has: with one lost and a stray one put in, nobody could tell. */
  readonly counts?: true;
  readonly apply: (text: string, at: number, other: number) => string;
}

const lines = (text: string): string[] => text.split('\n');
const onLine = (change: (all: string[], i: number, j: number) => void) => (text: string, at: number, other: number) => {
  const all = lines(text);
  change(all, at % all.length, other % all.length);
  return all.join('\n');
};
const isNumber = (line = ''): boolean => /\d/.test(line) && !/[\u4e00-\u9fff]/.test(line);
/** The n-th match of a pattern, exchanged. */
const exchange = (text: string, pattern: RegExp, at: number, by: (found: string) => string): string => {
  const found = [...text.matchAll(pattern)];
  const match = found[at % Math.max(1, found.length)];
  return match ? text.slice(0, match.index) + by(match[0]) + text.slice(match.index + match[0].length) : text;
};
/** A whole number with the sign that parts it from the next one. */
const NUMBER_CELL = /(?<=[\s|>])\d+(?=\s*(?:[|\n<]|$))/g;

const DAMAGES: readonly Damage[] = [
  { counts: true, name: 'a number lost', labels: false, apply: (text, at) => exchange(text, NUMBER_CELL, at, () => '') },
  {
    counts: true,
    name: 'a number doubled',
    labels: false,
    apply: (text, at) => exchange(text, NUMBER_CELL, at, (n) => (text.includes('</') ? `${n}</td><td>${n}` : `${n}\n${n}`)),
  },
  {
    counts: true,
    name: 'a cell lost',
    labels: false,
    apply: (text, at) => exchange(text, /<td[^>]*>(?:<p>)?\d+(?:<\/p>)?<\/td>|\d+ \|/g, at, () => ''),
  },
  { counts: true, name: 'a line of numbers lost', labels: false, apply: onLine((all, i) => isNumber(all[i]) && all.splice(i, 1)) },
  { name: 'a page number between', labels: false, apply: onLine((all, i, j) => all.splice(i, 0, `- ${(j % 9) + 1} -`)) },
  { counts: true, name: 'a bare number between', labels: false, apply: onLine((all, i, j) => all.splice(i, 0, String(j % 30))) },
  { name: 'a sentence between', labels: false, apply: onLine((all, i) => all.splice(i, 0, '注：以上数据来源于各科室，统计口径见说明。')) },
  { name: 'an empty line', labels: false, apply: onLine((all, i) => all.splice(i, 0, '')) },
  { name: 'a bar alone', labels: false, apply: onLine((all, i) => all.splice(i, 0, '|')) },
  { name: 'a bar lost', labels: false, apply: (text, at) => exchange(text, /\|/g, at, () => ' ') },
  { name: 'a bar too many', labels: false, apply: (text, at) => exchange(text, /\|/g, at, () => '| |') },
  { name: 'two lines joined', labels: false, apply: onLine((all, i) => i + 1 < all.length && all.splice(i, 2, `${all[i]} ${all[i + 1]}`)) },
  { name: 'a line broken', labels: false, apply: (text, at) => exchange(text, /(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])/g, at, () => '\n') },
  {
    name: 'white space within',
    labels: false,
    apply: (text, at) => exchange(text, /(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])/g, at, () => '\u3000'),
  },
  { name: 'cut off', labels: false, apply: (text, at) => text.slice(0, at % text.length) },
  { name: 'the beginning lost', labels: false, apply: (text, at) => text.slice((at % text.length) / 2).replace(/^\d+/, '') },
  {
    name: 'a tag lost',
    labels: false,
    apply: (text, at) => exchange(text, /<\/?(?:td|tr|table|p|tbody|w:(?:tc|tr|tbl|p|r))\b[^>]*>/gi, at, () => ''),
  },
  {
    name: 'a span changed',
    labels: false,
    apply: (text, at, other) => exchange(text, /(?:col|row)span="?\d+"?/gi, at, () => `colspan="${other % 9}"`),
  },
  {
    name: 'a merged cell of Word changed',
    labels: false,
    apply: (text, at, other) =>
      exchange(text, /<w:(?:gridSpan|vMerge)[^>]*>/g, at, () => (other % 3 ? `<w:gridSpan w:val="${other % 9}"/>` : '')),
  },
  {
    name: 'marks in full width',
    labels: false,
    apply: (text, at) => exchange(text, /[.()]/g, at, (mark) => ({ '.': '．', '(': '（', ')': '）' })[mark] ?? mark),
  },
  { name: 'the file twice', labels: false, apply: (text) => `${text}\n${text}` },
  { counts: true, name: 'a line lost', labels: true, apply: onLine((all, i) => all.splice(i, 1)) },
  { counts: true, name: 'a line doubled', labels: true, apply: onLine((all, i) => all.splice(i, 0, all[i] ?? '')) },
  {
    counts: true,
    name: 'two lines exchanged',
    labels: true,
    apply: onLine((all, i, j) => !isNumber(all[i]) && !isNumber(all[j]) && all.splice(i, 1, all[j] ?? '') && undefined),
  },
  { name: 'a character lost', labels: true, apply: (text, at) => exchange(text, /[\u4e00-\u9fff]/g, at, () => '') },
  { name: 'a character misprinted', labels: true, apply: (text, at) => exchange(text, /[\u4e00-\u9fff]/g, at, () => '囗') },
  { name: 'ten characters lost', labels: true, apply: (text, at) => exchange(text, /[\u4e00-\u9fff]{10}/g, at, () => '') },
];

const kinds = (wanted: readonly Damage[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...wanted), fc.nat({ max: 1_000_000 }), fc.nat({ max: 1_000_000 })), { minLength: 1, maxLength: 3 })
    .filter((damages) => damages.filter(([{ counts }]) => counts).length < 2);
/** One to three damages that leave labels whole, or of any kind. */
export const intact = kinds(DAMAGES.filter(({ labels }) => !labels));
export const anyDamage = kinds(DAMAGES);
export const damaged = (text: string, damages: readonly (readonly [Damage, number, number])[]): string =>
  damages.reduce((current, [damage, at, other]) => (current === '' ? current : damage.apply(current, at, other)), text);
