/**
 * What of a report still is last year's. Derived, never stored: a paragraph is last year's while a number of it is, or more than half of
 * its words are. A number is last year's where it stands in the same surroundings with the same value, as it stood there or as it was
 * taken over (`carried-wording.ts`); words are by the sentence, as the share of the section counts them. So an edit clears what it
 * touches and nothing else. What a clerk looked at and found still true is in `report.confirmed`, as the text of the paragraph: that
 * survives moving it, correcting its numbers and adding to it.
 */
import { ADDED } from './added-words.ts';
import { carriedWording } from './carried-wording.ts';
import { ofEachText, TABLE_IDS, type TextId } from './form.ts';
import { withoutTokens } from './live.ts';
import { locatedLines, PART_WORDS } from './narrative.ts';
import { lines, outline, plain, type Span } from './outline.ts';
import { once, remembered } from './remembered.ts';
import type { Report } from './report.ts';

/** A number, date or year that was taken over with its paragraph, to be looked at first. */
interface Carried extends Span {
  readonly kind: 'number' | 'date' | 'year';
}
/** A paragraph that nobody rewrote or confirmed since last year, with offsets in the text of the report. */
export interface StaleParagraph extends Span {
  readonly text: TextId;
  readonly carried: readonly Carried[];
  /** How much of its words is last year's; `all` where no number was changed either, years that were moved on aside. */
  readonly words: 'all' | 'most' | 'few';
}
/** How much of a section repeats last year's sentences and clauses, numbers and years left aside: parts of 1, what was confirmed apart. */
export interface StaleShare {
  readonly stale: number;
  readonly confirmed: number;
  /** Characters that were judged: without headings and fixed sentences. */
  readonly judged: number;
}

export const staleParagraphs = (report: Report, lastYear: Report): readonly StaleParagraph[] => staleness(report, lastYear).paragraphs;
export const staleShare = (report: Report, lastYear: Report, text: TextId): StaleShare => staleness(report, lastYear).shares[text];
/** Whether the words of a paragraph were found to be still true, whatever became of its numbers. */
export const isConfirmed = ({ confirmed }: Report, paragraph: string): boolean =>
  CLOSED(confirmed ?? NONE).keys.has(keyOf(paragraph.trim()));

const NONE: readonly string[] = [];
/** What was confirmed: whole paragraphs, and for those that were added to since then, their numbers and sentences. */
interface Closed {
  readonly keys: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly said: Readonly<Record<TextId, ReadonlySet<string>>>;
}
const CLOSED = once((confirmed: readonly string[]): Closed => {
  const paragraphs = confirmed.map((paragraph) => paragraph.trim());
  return {
    keys: new Set(paragraphs.map(keyOf)),
    numbers: new Set(paragraphs.flatMap((paragraph) => wordsOf(paragraph).numbers.flatMap(({ surroundings }) => surroundings))),
    said: ofEachText((id) => new Set(paragraphs.flatMap((paragraph) => saidIn(paragraph, id).map(({ key }) => key)))),
  };
});

interface Staleness {
  readonly paragraphs: readonly StaleParagraph[];
  readonly shares: Readonly<Record<TextId, StaleShare>>;
}
/** Typing a number leaves the texts the object they were, so nothing is judged again; a letter costs one pass over the texts. */
const JUDGED = new WeakMap<Report['texts'], { lastYear: Report; year: number; confirmed: Report['confirmed']; staleness: Staleness }>();
function staleness(report: Report, lastYear: Report): Staleness {
  const { texts, year, confirmed } = report;
  const known = JUDGED.get(texts);
  if (known && known.lastYear === lastYear && known.year === year && known.confirmed === confirmed) return known.staleness;
  const judged = { lastYear, year, confirmed, staleness: judge(report, IN_YEARS(lastYear)(year)) };
  JUDGED.set(texts, judged);
  return judged.staleness;
}

function judge(report: Report, last: LastWording): Staleness {
  const closed = CLOSED(report.confirmed ?? NONE);
  const paragraphs: StaleParagraph[] = [];
  const shares = ofEachText((text): StaleShare => {
    const count = { stale: 0, confirmed: 0, judged: 0 };
    for (const { line, from } of locatedLines(report.texts[text])) {
      const judged = judgeLine(line, text, last[text], closed);
      count.stale += judged.stale;
      count.confirmed += judged.confirmed;
      count.judged += judged.judged;
      if (judged.isStale)
        paragraphs.push({ text, from, to: from + line.length, carried: moved(judged.carried, from), words: judged.words });
    }
    const part = (of: number): number => (count.judged === 0 ? 0 : of / count.judged);
    return { stale: part(count.stale), confirmed: part(count.confirmed), judged: count.judged };
  });
  return { paragraphs, shares };
}
const moved = (carried: readonly Carried[], by: number): Carried[] =>
  carried.map(({ from, to, kind }) => ({ from: from + by, to: to + by, kind }));

interface JudgedLine extends StaleShare, Pick<StaleParagraph, 'carried' | 'words'> {
  readonly isStale: boolean;
}
/** Characters, where `StaleShare` has parts of 1. */
function judgeLine(line: string, text: TextId, last: OldWording, closed: Closed): JudgedLine {
  const { sentences, carried: all, stated, judged, isVerbatim } = last.of(line);
  const isClosed = closed.keys.has(keyOf(line));
  const carried = isClosed ? [] : all.filter(({ surroundings }) => !surroundings.some((key) => closed.numbers.has(key)));
  // Before a table a sentence says all it has to say in its numbers: with those rewritten it is this year's.
  const isRewritten = !isVerbatim && all.length === 0 && TABLE_IDS.some((table) => table === text);
  const count = { stale: 0, confirmed: 0 };
  for (const { key, repeated } of sentences) {
    if (!isRewritten) count[isClosed || closed.said[text].has(key) ? 'confirmed' : 'stale'] += repeated;
  }
  const isMost = count.stale > judged / 2;
  // In a paragraph that was rewritten, one number of many is the same by chance.
  const isLeft = carried.length > 1 || carried.length * 2 >= stated;
  const isStale = isMost || (carried.length > 0 && isLeft);
  return { ...count, judged, carried, words: isMost ? (isVerbatim ? 'all' : 'most') : 'few', isStale };
}

/** What a paragraph has of last year's, whatever was confirmed. */
interface Likeness {
  readonly sentences: readonly { readonly key: string; readonly repeated: number }[];
  readonly carried: readonly (Carried & { readonly surroundings: readonly string[] })[];
  /** How many numbers, dates and years the paragraph states. */
  readonly stated: number;
  /** Characters that were judged. */
  readonly judged: number;
  readonly isVerbatim: boolean;
}
/** Of a text of last year: what a paragraph of this year has of it. A letter changes one paragraph; the others were looked at before. */
interface OldWording {
  readonly of: (line: string) => Likeness;
}
type LastWording = Readonly<Record<TextId, OldWording>>;
const IN_YEARS = once((lastYear: Report) => remembered((year: number) => readWording(lastYear, year)));
function readWording(lastYear: Report, year: number): LastWording {
  const wordings = carriedWording(lastYear, year);
  return ofEachText((id): OldWording => {
    const { text, moves } = wordings[id];
    const before = lines(lastYear.texts[id]);
    const taken = locatedLines(text);
    const verbatim = new Set([...before, ...taken.map(({ line }) => line)]);
    const words = new Set([...verbatim].map(keyOf));
    const sentences = before.flatMap((line) => saidIn(line, id));
    const said = {
      keys: new Set(sentences.flatMap(({ key, clauses }) => [key, ...clauses.map((clause) => clause.key)])),
      stretches: new Set(sentences.flatMap(({ key }) => stretchesOf(key))),
    };
    const isMoved = (number: Span, from: number): boolean =>
      moves.some((move) => move.from < from + number.to && from + number.from < move.to);
    const numbers = new Set(
      [
        ...before.flatMap((line) => wordsOf(line).numbers),
        ...taken.flatMap(({ line, from }) => wordsOf(line).numbers.filter((number) => !isMoved(number, from))),
      ].flatMap(({ surroundings }) => surroundings),
    );
    return { of: remembered((line) => likenessOf(line, id, { verbatim, words, said, numbers }), 500) };
  });
}

/** A text of last year: its paragraphs, their words without the numbers, what they say, and the numbers with what stands around them. */
interface Old extends Readonly<Record<'verbatim' | 'words' | 'numbers', ReadonlySet<string>>> {
  readonly said: Readonly<Record<'keys' | 'stretches', ReadonlySet<string>>>;
}
function likenessOf(line: string, id: TextId, last: Old): Likeness {
  const here = saidIn(line, id);
  const { key: words, numbers } = wordsOf(line);
  const isKnown = last.words.has(words);
  const sentences = here.map((one) => ({ key: one.key, repeated: isKnown ? one.length : repeatedIn(one, last.said) }));
  const judged = here.reduce((sum, { length }) => sum + length, 0);
  const stated = here.length === 0 ? [] : statedIn(line, id);
  // Both are in their order.
  let next = 0;
  const carried = stated.flatMap((range) => {
    while ((numbers[next]?.to ?? range.to) <= range.from) next++;
    let end = next;
    while ((numbers[end]?.from ?? range.to) < range.to) end++;
    const within = numbers.slice(next, end);
    const isOld = within.length > 0 && within.every(({ surroundings }) => surroundings.some((key) => last.numbers.has(key)));
    return isOld ? { ...range, surroundings: within.flatMap(({ surroundings }) => surroundings) } : [];
  });
  return { sentences, carried, stated: stated.length, judged, isVerbatim: last.verbatim.has(line) };
}
/** A sentence of last year counts whole; of another one those clauses that are last year's. */
const repeatedIn = ({ key, length, clauses }: Sentence, said: Old['said']): number =>
  isSaid(key, said) ? length : clauses.reduce((sum, clause) => sum + (isSaid(clause.key, said) ? clause.length : 0), 0);

/** A character put into a long clause makes no new one of it; where it has numbers, they tell. */
const NEARLY = 0.95;
const STRETCH = 6;
const isSaid = (key: string, { keys, stretches }: Old['said']): boolean => {
  if (keys.has(key) || key.includes('#')) return keys.has(key);
  let repeated = 0;
  let upTo = 0;
  for (let from = 0; from + STRETCH <= key.length; from++) {
    if (!stretches.has(key.slice(from, from + STRETCH))) continue;
    repeated += from + STRETCH - Math.max(from, upTo);
    upTo = from + STRETCH;
  }
  return repeated >= key.length * NEARLY;
};
const stretchesOf = (key: string): string[] =>
  Array.from({ length: Math.max(0, key.length - STRETCH + 1) }, (_, from) => key.slice(from, from + STRETCH));

/** 二〇二四年 */
const YEAR_IN_WORDS = '二[〇○零][〇○零一二三四五六七八九]{2}(?=\\s?年)';
/** A number, typed or live, with the 万 or % it is told in. */
const NUMBER = `\\s?(?:\\{\\{[^{}\\n\\r]{0,80}\\}\\}|[0-9０-９]+(?:[.,，．][0-9０-９]+)*|${YEAR_IN_WORDS})\\s?[%％‰万亿]?\\s?`;
const NO_WORDS = new RegExp(`(?<added>${ADDED})|${NUMBER}`, 'g');
const ADDED_WORDS = new RegExp(ADDED, 'g');
/** So many characters around a number, itself one of them, tell it from others of the same value. */
const AROUND = 6;
interface Words {
  /** The paragraph with its numbers left out. */
  readonly key: string;
  readonly numbers: readonly (Span & { readonly surroundings: readonly string[] })[];
}
const wordsOf = remembered((line: string): Words => {
  let key = '';
  let end = 0;
  const found: (Span & { readonly at: number; readonly shown: string })[] = [];
  for (const { 0: text, index, groups } of line.matchAll(NO_WORDS)) {
    key += line.slice(end, index);
    end = index + text.length;
    if (groups?.['added'] !== undefined) continue;
    found.push({ from: index, to: end, at: key.length, shown: text.trim() });
    key += '#';
  }
  key += line.slice(end);
  const ended = `^${key}$`;
  return { key, numbers: found.map(({ from, to, at, shown }) => ({ from, to, surroundings: surroundingsOf(ended, at, shown) })) };
}, 500);
/** Each stretch that has the number in it: that one of them is the same is enough, so that a word may be changed beside it. */
const surroundingsOf = (ended: string, at: number, shown: string): string[] =>
  Array.from({ length: AROUND }, (_, before) => Math.max(0, at + 1 - before)).map(
    (from) => `${at + 1 - from} ${shown} ${ended.slice(from, from + AROUND)}`,
  );
const keyOf = (line: string): string => wordsOf(line).key;

const SENTENCE = /[^。！？!?；;]+[。！？!?；;]*/g;
const ENUMERATOR = /^(?:[一二三四五六七八九十]{1,2}是|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、](?!\d)|同时,|此外,)/;
/** Shorter sentences, and shorter clauses by themselves, are alike in any two reports. */
const SHORT = 6;
const SHORT_CLAUSE = 8;

/** What is said but for numbers, and in how many characters. */
interface Said {
  readonly key: string;
  readonly length: number;
}
interface Sentence extends Said {
  readonly clauses: readonly Said[];
}
/** A letter changes one paragraph of a text; the others were read before. */
const SAID = ofEachText((id) => remembered((line) => sentencesOf(line, id), 500));
const saidIn = (line: string, id: TextId): readonly Sentence[] => SAID[id](line);
/** What the sentences of a paragraph say, but for numbers, years and enumerators: headings and fixed sentences say nothing. */
function sentencesOf(line: string, id: TextId): Sentence[] {
  // A live number is a number like any other, whatever the length of its token.
  const block = outline(withoutTokens(line))[0];
  if (!block || block.kind === 'heading') return [];
  return (block.text.replace(ADDED_WORDS, '').match(SENTENCE) ?? []).flatMap((piece) => {
    const sentence = plain(piece);
    const key = comparable(sentence);
    if (key.length < SHORT || isFixed(sentence, id)) return [];
    const clauses = sentence.split(/[,:]/).map((clause) => ({ key: comparable(clause), length: clause.length }));
    return [{ key, length: sentence.length, clauses: clauses.filter((clause) => clause.key.length >= SHORT_CLAUSE) }];
  });
}
/** A plain sentence as it is compared: 全年公开62条 and 全年公开71条 say the same. */
export const comparable = (sentence: string): string =>
  withoutTokens(sentence)
    .replace(ENUMERATOR, '')
    .replace(/\d[\d.,]*/g, '#')
    .replace(/[。；;,，.!?！？]+$/, '');

const BASIS = /条例.{0,160}(?:编制|公布|报告)|编制(?:完成)?(?:了)?本(?:年度)?(?:报告|年报)/;
const NOTHING = /^(?:本单位|本机关|我.{1,2})?(?:暂?无|没有)(?:其他|其它)?(?:需要?)?(?:报告|说明)?的?(?:事项|内容|情况)?[。.]?$/;
const NOTHING_ELSE = /^.{0,20}(?:没有|无)(?:其他|其它)(?:需要?(?:报告|说明)?的?)?事项[。.]?$/;
const WHERE_TO_FIND = /(?:本报告|本年报|本年度报告|年报|电子版).{0,50}(?:查阅|下载|公布|公开|查询|查看|登录)/;
const CONTACT = /电话|传真|邮编|邮箱|地址|联系/;
/** Sentences that are, or ought to be, the same every year: nobody wonders at them. `sentence` is plain. */
function isFixed(sentence: string, id: TextId): boolean {
  if (NOTHING.test(sentence) || NOTHING_ELSE.test(sentence)) return true;
  if (id === 'other') return /处理费|收费通知/.test(sentence) || isWhereToFind(sentence);
  if (id !== 'preamble' && id !== 'overview') return false;
  if (/统计(?:期限|时限|周期|时间|期间|范围)/.test(sentence) || (id === 'preamble' && isWhereToFind(sentence))) return true;
  if (BASIS.test(sentence) && !CONTACT.test(sentence)) return id === 'preamble' || /编制.{0,40}(?:报告|年报)/.test(sentence);
  return /部分|组成|构成|包括/.test(sentence) && PART_WORDS.filter((word) => word.test(sentence)).length >= 4;
}
const isWhereToFind = (sentence: string): boolean => WHERE_TO_FIND.test(sentence) && !CONTACT.test(sentence);

const DIGIT = '[0-9０-９]';
const CARRIED = new RegExp(
  `(?<date>${DIGIT}{4}\\s?年\\s?${DIGIT}{1,2}\\s?月(?:\\s?${DIGIT}{1,2}\\s?日)?|${DIGIT}{1,2}\\s?月\\s?${DIGIT}{1,2}\\s?日)` +
    `|(?<year>(?<!${DIGIT})[2２][0０]${DIGIT}{2}(?=\\s?年)|${YEAR_IN_WORDS})|(?<number>${DIGIT}+(?:[.,，．]${DIGIT}+)*\\s?[%％‰万亿]?)`,
  'g',
);
/** What is no statement: names, 〔2021〕30号, 第3期, H5, and the number that a paragraph begins with. */
const NO_STATEMENT =
  /《[^》\n]{0,120}》|[〔[（(]\s?\d{4}\s?[〕\]）)]\s?\d*号?|第\s?\d+|[A-Za-z][A-Za-z0-9.:/-]{0,80}\d[A-Za-z0-9.:/-]*|\d{1,9}[A-Za-z]+/g;
const LEADING = /^(?:[（(][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、))/;

/** Nobody writes longer paragraphs: a file that has one is not searched through. */
const LONGEST = 10_000;

/** The numbers, dates and years of a paragraph that its sentences state; fixed sentences state nothing. */
function statedIn(line: string, id: TextId): Carried[] {
  if (line.length > LONGEST) return [];
  const silent = [...line.matchAll(NO_STATEMENT)].map(({ 0: text, index }) => ({ from: index, to: index + text.length }));
  silent.push({ from: 0, to: LEADING.exec(line)?.[0].length ?? 0 });
  for (const { 0: piece, index } of line.matchAll(SENTENCE)) {
    if (isFixed(plain(piece), id)) silent.push({ from: index, to: index + piece.length });
  }
  return [...line.matchAll(CARRIED)].flatMap(({ 0: text, index, groups = {} }) => {
    const [from, to] = [index, index + text.length];
    if (silent.some((range) => range.from < to && from < range.to)) return [];
    return [{ from, to, kind: groups['date'] ? 'date' : groups['year'] ? 'year' : 'number' } as const];
  });
}
