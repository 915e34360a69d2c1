/**
 * What of a report still is last year's wording. Derived, never stored: a paragraph is last year's while nothing but numbers sets it
 * apart from one of last year's, as it stood there or as it was taken over (`carried-wording.ts`); the numbers that are last year's
 * too are carried. What a clerk looked at and found still true is in `report.confirmed`, as the text of the paragraph: that survives
 * moving it and correcting its numbers, and an edit of its words takes the confirmation away.
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
/** A paragraph whose words nobody touched or confirmed since last year, with offsets in the text of the report. */
export interface StaleParagraph extends Span {
  readonly text: TextId;
  readonly carried: readonly Carried[];
  /** No number of it was changed either, years that were moved on aside. */
  readonly verbatim: boolean;
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
export const isConfirmed = ({ confirmed }: Report, paragraph: string): boolean => CLOSED(confirmed ?? NONE).has(keyOf(paragraph.trim()));

const NONE: readonly string[] = [];
const CLOSED = once((confirmed: readonly string[]): ReadonlySet<string> => new Set(confirmed.map((paragraph) => keyOf(paragraph.trim()))));

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
  const { texts } = report;
  const paragraphs: StaleParagraph[] = [];
  const shares = ofEachText((text): StaleShare => {
    const { known, said } = last[text];
    const count = { stale: 0, confirmed: 0, judged: 0 };
    for (const { line, from } of locatedLines(texts[text])) {
      const likeness = likenessOf(line, text, known);
      const isClosed = isConfirmed(report, line);
      const isThisYears = likeness !== undefined && isRewritten(likeness, text);
      if (likeness && !isThisYears && !isClosed)
        paragraphs.push({ text, from, to: from + line.length, carried: moved(likeness.carried, from), verbatim: likeness.verbatim });
      for (const sentence of saidIn(line, text)) {
        count.judged += sentence.length;
        if (!isThisYears) count[isClosed ? 'confirmed' : 'stale'] += repeatedIn(sentence, said);
      }
    }
    const part = (of: number): number => (count.judged === 0 ? 0 : of / count.judged);
    return { stale: part(count.stale), confirmed: part(count.confirmed), judged: count.judged };
  });
  return { paragraphs, shares };
}
/** A sentence of last year counts whole; of another one those clauses that are last year's word for word. */
const repeatedIn = ({ key, length, clauses }: Sentence, said: ReadonlySet<string>): number =>
  said.has(key) ? length : clauses.reduce((sum, clause) => sum + (said.has(clause.key) ? clause.length : 0), 0);
const moved = (carried: readonly Carried[], by: number): Carried[] =>
  carried.map(({ from, to, kind }) => ({ from: from + by, to: to + by, kind }));

/** The numbers of a paragraph of last year; of one that was moved on, null. */
type OldNumbers = readonly (string | null)[];
/** By the words of a paragraph, by itself. */
type Known = ReadonlyMap<string, ReadonlyMap<string, OldNumbers>>;
/** Of each text of last year: its paragraphs, and what its sentences say. */
type LastWording = Readonly<Record<TextId, { readonly known: Known; readonly said: ReadonlySet<string> }>>;
const IN_YEARS = once((lastYear: Report) => remembered((year: number) => readWording(lastYear, year)));
function readWording(lastYear: Report, year: number): LastWording {
  const wordings = carriedWording(lastYear, year);
  return ofEachText((id) => {
    const { text, moves } = wordings[id];
    const known = new Map<string, Map<string, OldNumbers>>();
    const add = (line: string, isMoved: (number: Span) => boolean): void => {
      if (saidIn(line, id).length === 0) return;
      const { key, numbers } = wordsOf(line);
      const alike = known.get(key) ?? new Map<string, OldNumbers>();
      const old = numbers.map((number) => (isMoved(number) ? null : number.shown));
      known.set(key, alike.set(line, old));
    };
    for (const line of lines(lastYear.texts[id])) add(line, () => false);
    for (const { line, from } of locatedLines(text))
      add(line, (number) => moves.some((move) => move.from < from + number.to && from + number.from < move.to));
    const sentences = lines(lastYear.texts[id]).flatMap((line) => saidIn(line, id));
    return { known, said: new Set(sentences.flatMap(({ key, clauses }) => [key, ...clauses.map((clause) => clause.key)])) };
  });
}

interface Likeness {
  readonly carried: readonly Carried[];
  readonly verbatim: boolean;
}
/** What a paragraph has of the one of last year that it is most like; nothing where the words differ. */
function likenessOf(line: string, id: TextId, known: Known): Likeness | undefined {
  const { key, numbers } = wordsOf(line);
  const alike = known.get(key);
  if (!alike) return undefined;
  const same = (old: OldNumbers): number => numbers.filter(({ shown }, index) => shown === old[index]).length;
  // As it was taken over stands behind as it stood, and is meant where both are as like.
  const closest = (): OldNumbers => [...alike.values()].reduce((best, old) => (same(old) >= same(best) ? old : best));
  const old = alike.get(line) ?? closest();
  const isChanged = (range: Span): boolean =>
    numbers.some(({ from, to, shown }, index) => from < range.to && range.from < to && shown !== old[index]);
  return { carried: carriedIn(line, id).filter((range) => !isChanged(range)), verbatim: alike.has(line) };
}
/** Before a table a sentence says all it has to say in its numbers: with those rewritten it is this year's. */
const isRewritten = ({ carried, verbatim }: Likeness, id: TextId): boolean =>
  !verbatim && carried.length === 0 && TABLE_IDS.some((table) => table === id);

/** A number, typed or live, with the 万 or % it is told in. */
const NUMBER = '\\s?(?:\\{\\{[^{}\\n\\r]{0,80}\\}\\}|[0-9０-９]+(?:[.,，．][0-9０-９]+)*)\\s?[%％‰万亿]?\\s?';
const NO_WORDS = new RegExp(`(?<added>${ADDED})|${NUMBER}`, 'g');
interface Words {
  /** The paragraph with its numbers left out. */
  readonly key: string;
  readonly numbers: readonly (Span & { readonly shown: string })[];
}
const wordsOf = remembered((line: string): Words => {
  const found = [...line.matchAll(NO_WORDS)];
  const numbers = found.filter(({ groups }) => groups?.['added'] === undefined);
  return {
    key: line.replace(NO_WORDS, (_, added?: string) => (added === undefined ? '#' : '')),
    numbers: numbers.map(({ 0: number, index }) => ({ from: index, to: index + number.length, shown: number.trim() })),
  };
}, 500);
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
  return (block.text.match(SENTENCE) ?? []).flatMap((piece) => {
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
    `|(?<year>(?<!${DIGIT})[2２][0０]${DIGIT}{2}(?=\\s?年))|(?<number>${DIGIT}+(?:[.,，．]${DIGIT}+)*\\s?[%％‰万亿]?)`,
  'g',
);
/** What is no statement: names, 〔2021〕30号, 第3期, H5, and the number that a paragraph begins with. */
const NO_STATEMENT =
  /《[^》\n]{0,120}》|[〔[（(]\s?\d{4}\s?[〕\]）)]\s?\d*号?|第\s?\d+|[A-Za-z][A-Za-z0-9.:/-]{0,80}\d[A-Za-z0-9.:/-]*|\d{1,9}[A-Za-z]+/g;
const LEADING = /^(?:[（(][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、))/;

/** Nobody writes longer paragraphs: a file that has one is not searched through. */
const LONGEST = 10_000;

/** The numbers, dates and years of a paragraph that its sentences state; fixed sentences state nothing. */
function carriedIn(line: string, id: TextId): Carried[] {
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
