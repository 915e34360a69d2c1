/** Which paragraph of this year's text a paragraph of last year's became, and which words changed on the way. */
import { plain } from '../shared/outline.ts';
import { remembered } from '../shared/remembered.ts';
import { align, paragraphBudget } from './align.ts';

/** For each paragraph of last year the index of the one it became; -1 where there is none. Each is taken once, the most alike first. */
export function counterparts(before: readonly string[], now: readonly string[]): number[] {
  const found = before.map(() => -1);
  const taken = new Set<number>();
  const take = (from: number, to: number): void => {
    if (to < 0 || found[from] !== -1 || taken.has(to)) return;
    found[from] = to;
    taken.add(to);
  };
  // What is the same still is soon found, and that is most of it while a text is being rewritten.
  for (const [from, left] of before.entries())
    take(
      from,
      now.findIndex((right, to) => right === left && !taken.has(to)),
    );
  const pairs = before.flatMap((left, from) =>
    found[from] !== -1 ? [] : now.flatMap((right, to) => (taken.has(to) ? [] : [{ from, to, likeness: likeness(left, right) }])),
  );
  for (const { from, to } of pairs.filter((pair) => pair.likeness >= ALIKE).sort((a, b) => b.likeness - a.likeness)) take(from, to);
  return found;
}

/** Below this two paragraphs share no more than the words of their subject. */
const ALIKE = 0.45;
/** How many pairs of neighbouring characters two paragraphs share, of all they have. Numbers are left aside: they change every year. */
function likeness(left: string, right: string): number {
  const [a, b] = [pairsOf(left), pairsOf(right)];
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  // Most pairs are decided by their lengths alone.
  if (few.size * 2 < ALIKE * (few.size + many.size)) return 0;
  let shared = 0;
  for (const pair of few) if (many.has(pair)) shared++;
  return (2 * shared) / (a.size + b.size);
}

/** A letter changes one paragraph; the others were read before. */
const pairsOf: (text: string) => ReadonlySet<string> = remembered((text) => {
  const characters = [...plain(text.slice(0, LONGEST)).replace(/\d+/g, '#')];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}, 500);
/** Nobody writes longer paragraphs: what stands in one is not looked for. */
const LONGEST = 10_000;

/** A run of words: on both sides, only in last year's paragraph, or only in this year's. */
interface Words {
  readonly text: string;
  readonly kind: 'same' | 'out' | 'in';
}
/** Last year's paragraph with what was taken out and what came in, word by word; a number changes as a whole. */
export function changedWords(before: string, now: string): Words[] {
  if (Math.max(before.length, now.length) > LONGEST)
    return [
      { text: before, kind: 'out' },
      { text: now, kind: 'in' },
    ];
  const words: Words[] = [];
  let [out, put] = ['', ''];
  const close = (): void => {
    if (out) words.push({ text: out, kind: 'out' });
    if (put) words.push({ text: put, kind: 'in' });
    [out, put] = ['', ''];
  };
  const runs = align(wordsOf(before), wordsOf(now), paragraphBudget());
  for (const [index, { same, left, right }] of runs.entries()) {
    const text = left.join('');
    // One common character between two changes would only break them up.
    const isBetween = same && index > 0 && index < runs.length - 1 && text.length < 2 && !/[，。；：\n]/.test(text);
    if (same && !isBetween) {
      close();
      words.push({ text, kind: 'same' });
    } else {
      out += text;
      put += right.join('');
    }
  }
  close();
  return words;
}
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** Clause by clause: every segment that comes out holds a copy of all that went in. */
const wordsOf = (text: string): string[] =>
  (text.match(/\d+(?:[.,]\d+)*%?|[^\d，。；：、]+|[，。；：、]/g) ?? []).flatMap((piece) =>
    /^\d/.test(piece) ? [piece] : Array.from(WORDS.segment(piece), ({ segment }) => segment),
  );
