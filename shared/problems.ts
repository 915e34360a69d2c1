/**
 * The problems that a section 五 tells, one by one, with the measure that answers each: read from the enumerations that officials
 * type (一是, （一）, 1.), and from the sentences where there are none. The new report asks what became of them (R33).
 */
import { asPrinted } from './live.ts';
import { MEASURE, PROBLEM } from './narrative.ts';
import { lines, plain } from './outline.ts';
import { once } from './remembered.ts';
import type { Report } from './report.ts';

export interface Problem {
  readonly problem: string;
  /** What was promised against it, where the text says which measure belongs to it. */
  readonly measure?: string;
}

/** The problems of a report: the checklist “上年问题改得怎样” of the report after it. */
export const lastProblems: (report: Report) => readonly Problem[] = once((report) => problemsOf(asPrinted(report).texts.problems));
/** How many measures a section 五 counts out. */
export const measureCount = (narrative: string): number =>
  read(narrative).items.filter(({ about, measure }) => about === 'measures' || measure !== undefined).length;

export function problemsOf(narrative: string): readonly Problem[] {
  const { items, prose } = read(narrative);
  const problems = items.filter(({ about }) => about === 'problems');
  if (problems.length === 0) {
    const told = prose.filter(({ about, text }) => about === 'problems' && PROBLEM.test(text) && !/[：:]$/.test(text));
    return told.flatMap(({ text }) => text.split(/[；;]/)).map((text) => ({ problem: withoutStop(text) }));
  }
  const measures = items.filter(({ about }) => about === 'measures');
  return problems.map(({ text, measure }, index) => {
    const answer = measure ?? (measures.length === problems.length ? measures[index]?.text : undefined);
    return { problem: withoutStop(text), ...(answer && { measure: withoutStop(answer) }) };
  });
}

/** What a stretch of the text is about; `past` is what became of the problems of the year before. */
type About = 'problems' | 'measures' | 'past';
interface Said {
  readonly about: About;
  readonly text: string;
  readonly measure?: string;
}
interface Told {
  readonly items: Said[];
  readonly prose: Said[];
}

/** Where an item begins: at the start of a line, or behind a stop within it. */
const ITEM =
  /(?<=^|[。；;：:，,]\s{0,4})(?=[一二三四五六七八九十]{1,2}是)|(?<=^|[。；;：:]\s{0,4})(?=[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]|\d{1,2}(?:[.．](?!\d)|、)|[①-⑩])/u;
const MARKER =
  /^(?:[一二三四五六七八九十]{1,2}是(?:要)?|[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]|\d{1,2}(?:[.．](?!\d)|、)|[①-⑩])[，,\s]*/u;
const HEADING =
  /^(?:(?:政府信息公开)?(?:工作)?中?(?:仍?存在|主要).{0,10}(?:问题|不足|短板|差距).{0,4}|.{0,10}(?:改进|整改)(?:情况|措施|举措|方向|计划|打算)|下一?步.{0,14})[。.：:]?$/;
const MEASURES_BEGIN =
  /^(?:针对|下一?步|今后|为此|对此|对照|(?:20\d\d年|明年|来年|新的一年).{0,24}(?:将|重点|继续)|改进(?:措施|情况|举措)|整改|我.{1,4}(?:将|采取)|.{0,16}(?:采取|做好|抓好).{0,12}(?:措施|改进|工作))/;
/** 对照上级要求，还有一些需要改进的地方 tells of problems, however it begins. */
const STILL = /(?:还|仍|尚|依然|也)(?:有|存在).{0,16}(?:地方|问题|不足|短板|差距|弱项|薄弱环节)[。:]?$/;
const PAST = /^(?:针对)?(?:上年|上一年|去年)/;

function read(narrative: string): Told {
  const told: Told = { items: [], prose: [] };
  let about: About = 'problems';
  for (const piece of lines(narrative).flatMap((line) => line.split(ITEM))) about = tell(piece.trim(), about, told);
  return told;
}

/** Files one piece, and says what the pieces after it are about. */
function tell(piece: string, about: About, told: Told): About {
  const marker = MARKER.exec(piece)?.[0] ?? '';
  const [first = '', ...others] = sentences(piece.slice(marker.length));
  const announced = marker === '' || HEADING.test(plain(first)) ? subject(first) : undefined;
  if (marker === '' || announced) return prose([first, ...others], announced ?? about, told);
  const answer = others.findIndex((sentence) => subject(sentence) === 'measures');
  const own = answer < 0 ? others : others.slice(0, answer);
  const rest = answer < 0 ? '' : others.slice(answer).join('');
  const general = /以上|上述|这些|^(?:针对|对照)(?:仍?存在的?)?(?:问题|不足)|[：:]$/.test(rest);
  const item = { about, text: first + own.join('') };
  if (about !== 'problems' || rest === '' || general) {
    told.items.push(item);
    return rest === '' ? about : prose(others.slice(answer), 'measures', told);
  }
  told.items.push({ ...item, measure: rest });
  return about;
}

function prose(said: readonly string[], about: About, told: Told): About {
  let now = about;
  for (const text of said.filter((sentence) => sentence !== '')) {
    now = subject(text) ?? now;
    told.prose.push({ about: now, text });
  }
  return now;
}

/** What a sentence says is coming, if it says so. */
function subject(sentence: string): About | undefined {
  const text = plain(sentence);
  if (PAST.test(text)) return 'past';
  if (/^(?:对照|对标)/.test(text) && STILL.test(text)) return 'problems';
  if (MEASURES_BEGIN.test(text) || (HEADING.test(text) && MEASURE.test(text) && !PROBLEM.test(text))) return 'measures';
  return PROBLEM.test(text) ? 'problems' : undefined;
}

/** A heading that ends in a colon stands for itself: （一）存在的主要问题：…. */
function sentences(text: string): string[] {
  const head = /^[^。！？：:]{2,24}[：:]/.exec(text)?.[0] ?? '';
  const headed = HEADING.test(plain(head)) ? head : '';
  return [...(headed ? [headed] : []), ...(text.slice(headed.length).match(/[^。！？]+[。！？]*/g) ?? [])];
}
const withoutStop = (text: string): string => text.trim().replace(/[。；;，,]+$/, '');
