/**
 * Fixed phrases with a wrong character in them, and small headings that are counted wrongly. Only what can be nothing else is told:
 * a phrase of an office must differ in the middle of it, where no other word can begin or end.
 */
import type { Proposal, Violation } from './finding.ts';
import { TEXT_IDS } from './form.ts';
import { locatedLines } from './narrative.ts';
import { chineseNumber } from './outline.ts';
import { remembered } from './remembered.ts';
import type { Report } from './report.ts';

export interface Misprint {
  /** In the text that was searched. */
  readonly from: number;
  readonly to: number;
  readonly written: string;
  readonly right: string;
}

/** None of them becomes another phrase that is right by one character between its first and its last. */
const FIXED = [
  '习近平新时代中国特色社会主义思想',
  '社会主义核心价值观',
  '中国特色社会主义',
  '习近平总书记',
  '中华人民共和国政府信息公开条例',
  '中华人民共和国',
  '行政规范性文件',
  '行政事业性收费',
  '国务院办公厅',
] as const;
/** How many wrong characters leave no doubt what was meant. */
const wrongAllowed = (phrase: string): number => (phrase.length >= 12 ? 2 : 1);
/** 政务信息公开 is a word of its own, wherever it stands. */
const OTHER_WORDS = /政务信息公开/;
/** What no count of characters finds: both characters of a short word are wrong. */
const SLIPPED = [/(?<=特色)社会[注主][意义](?=思想|制度|道路|理论|建设|事业)/g, /社会(?:注[意义]|主意)(?=思想|核心价值)/g];

/** Every fixed phrase that was written with a wrong character, in order and none within another. */
export function misprintsIn(text: string): Misprint[] {
  const found: Misprint[] = [];
  const add = (from: number, written: string, right: string): void => {
    const to = from + written.length;
    if (written !== right && !found.some((other) => other.from < to && from < other.to)) found.push({ from, to, written, right });
  };
  for (const phrase of FIXED) for (const from of placesNear(text, phrase)) add(from, text.slice(from, from + phrase.length), phrase);
  for (const pattern of SLIPPED) for (const { 0: written, index } of text.matchAll(pattern)) add(index, written, '社会主义');
  return found.sort((a, b) => a.from - b.from);
}

/** Where a stretch begins and ends as the phrase does and differs from it in one or two Chinese characters. */
function placesNear(text: string, phrase: string): number[] {
  const found: number[] = [];
  const [first = '', last = ''] = [phrase[0], phrase.at(-1)];
  const most = wrongAllowed(phrase);
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    if (text[at + phrase.length - 1] === last && isNear(text, at, phrase, most)) found.push(at);
  }
  return found;
}
const HAN = /^[\u4e00-\u9fff]+$/;
function isNear(text: string, at: number, phrase: string, most: number): boolean {
  let wrong = 0;
  for (let i = 1; i < phrase.length - 1; i++) if (text[at + i] !== phrase[i] && ++wrong > most) return false;
  const written = text.slice(at, at + phrase.length);
  return wrong > 0 && HAN.test(written) && !OTHER_WORDS.test(written);
}

const MARKER = /^[（(]([一二三四五六七八九十]{1,3})[）)]/;
interface Counted {
  readonly from: number;
  readonly numeral: string;
  readonly number: number;
}
const NUMBERS = new Map(Array.from({ length: 99 }, (_, index) => [chineseNumber(index + 1), index + 1]));
const countedIn = remembered((text): Counted[] =>
  locatedLines(text).flatMap(({ line, from }) => {
    const numeral = MARKER.exec(line)?.[1];
    const number = numeral === undefined ? undefined : NUMBERS.get(numeral);
    return numeral === undefined || number === undefined ? [] : [{ from: from + 1, numeral, number }];
  }),
);

/** R89: （一）（二）（四）: the first small heading of a section that does not go on counting. A list may begin again at （一）, and where it begins may still be unwritten. */
export function countedHeadings({ texts }: Report): Violation[] {
  return TEXT_IDS.flatMap((section): Violation[] => {
    const counted = countedIn(texts[section]);
    const at = counted.findIndex(({ number }, index) => index > 0 && number !== 1 && number !== (counted[index - 1]?.number ?? 0) + 1);
    const [before, wrong] = [counted[at - 1], counted[at]];
    if (!before || !wrong) return [];
    const span = { text: section, from: wrong.from - 1, to: wrong.from + wrong.numeral.length + 1 };
    const quote = texts[section].slice(span.from, span.to);
    const fact = `序号接不上：（${before.numeral}）后面是（${wrong.numeral}）。请核对是否漏了一段，或者改正序号。`;
    return [{ section, quote, correction: { span, proposals: renumbered(counted, at, section) }, fact }];
  });
}
/** The right number, where it makes all of its list count on. */
function renumbered(counted: readonly Counted[], at: number, text: Proposal['text']): Proposal[] {
  const wrong = counted[at];
  if (!wrong) return [];
  const number = (counted[at - 1]?.number ?? 0) + 1;
  const next = counted[at + 1]?.number;
  if (next !== undefined && next !== 1 && next !== number + 1) return [];
  const right = chineseNumber(number);
  return [{ text, from: wrong.from, to: wrong.from + wrong.numeral.length, label: `改为（${right}）`, insert: right }];
}
