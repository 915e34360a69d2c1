/** 上年问题改得怎样: whether a text comes to speak of a problem of last year, and the sentence that a clerk goes on from. */
import { plain } from '../shared/outline.ts';
import { lastProblems, type Problem, problemsOf } from '../shared/problems.ts';
import type { Report } from '../shared/report.ts';
import { comparable } from '../shared/stale.ts';

/** `begun` is the sentence that was inserted and not written to its end. */
export type Answer = 'written' | 'begun' | 'missing';

const OPEN = '……';
/** Sentences of last year's section 五, as `last`, answer nothing: they were copied. */
export function answerTo(problem: Problem, narrative: string, last = ''): Answer {
  if (narrative.includes(beginning(problem) + OPEN)) return 'begun';
  const words = keyPairs(problem.problem);
  // Told again as a problem of this year, it is not answered.
  const answers = problemsOf(narrative).reduce((text, told) => text.replace(told.problem, ''), narrative);
  const before = new Set(sentencesOf(last).map(said));
  const sentences = sentencesOf(answers).filter((sentence) => !sentence.includes('…') && !before.has(said(sentence)));
  return sentences.some((sentence) => speaksOf(plain(sentence), words)) ? 'written' : 'missing';
}

/** How many problems of last year a section 五 does not come to speak of, or not to the end. */
export function unanswered(narrative: string, last: Report): number {
  return lastProblems(last).filter((problem) => answerTo(problem, narrative, last.texts.problems) !== 'written').length;
}

const sentencesOf = (text: string): string[] => text.split(/[。；;！？\n\r]/);
const said = (sentence: string): string => comparable(plain(sentence));

/** Words that stand in any section 五. */
const COMMON =
  /政府信息公开|信息公开|政务公开|政府|公开|工作|信息|问题|不足|短板|差距|薄弱|有待|需要?|进一步|加强|提[高升]|不够|存在|部分|个别|方面|情况|有的|仍然?|我[局市县镇馆办]|[还较等的了和与及对在是为各,:“”‘’"'()、]/g;
const pairs = (text: string): string[] => [...text].slice(1).map((character, index) => `${[...text][index]}${character}`);
/** The neighbouring characters of a problem's first clause, which names it: a word more or less, or in another order, still is found. */
function keyPairs(problem: string): ReadonlySet<string> {
  const [clause = ''] = plain(problem).split(/[,。;]/);
  const telling = clause.split(COMMON).flatMap(pairs);
  return new Set(telling.length >= 2 ? telling : pairs(plain(problem)));
}
const ENOUGH = 1 / 3;
function speaksOf(sentence: string, words: ReadonlySet<string>): boolean {
  const said = [...words].filter((pair) => sentence.includes(pair)).length;
  return said >= 2 && said >= words.size * ENOUGH;
}

const LONGEST = 40;
/** 针对上年“…”的问题，今年 */
function beginning({ problem }: Problem): string {
  const whole = problem.replace(/[“”]/g, (mark) => (mark === '“' ? '‘' : '’'));
  const [clause = ''] = whole.length > LONGEST ? whole.split(/[，。；：,;]/) : [whole];
  return `针对上年“${clause.slice(0, LONGEST).replace(/[。；，]+$/, '')}”的问题，今年`;
}

/** The text with an unfinished sentence about the problem, and where its open end is: behind what is said of last year's problems already, otherwise first. */
export function withAnswer(problem: Problem, narrative: string): { readonly text: string; readonly from: number; readonly to: number } {
  const begun = beginning(problem) + OPEN;
  const known = narrative.indexOf(begun);
  if (known >= 0) return { text: narrative, ...openEnd(known, begun) };
  const sentence = `${begun}。`;
  const past = [...narrative.matchAll(/^[^\S\n]*针对(?:上年|上一年|去年).*$/gm)].at(-1);
  const at = past ? past.index + past[0].length : 0;
  const [lead, rest] = past ? ['\n', ''] : ['', narrative === '' ? '' : '\n'];
  return { text: narrative.slice(0, at) + lead + sentence + rest + narrative.slice(at), ...openEnd(at + lead.length, begun) };
}
const openEnd = (at: number, begun: string): { from: number; to: number } => ({
  from: at + begun.length - OPEN.length,
  to: at + begun.length,
});
