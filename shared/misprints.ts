/**
 * Fixed phrases with a slip in them (a character wrong, missing, doubled or changed with its neighbour), and small headings that are
 * counted wrongly. Only what can be nothing else is told: at the ends of a phrase no other word may begin or end.
 */
import type { Proposal, Violation } from './finding.ts';
import { TEXT_IDS } from './form.ts';
import { locatedLines } from './narrative.ts';
import { chineseNumber } from './outline.ts';
import { once, remembered } from './remembered.ts';
import type { Report } from './report.ts';

interface Misprint {
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
/** Of these another character makes another phrase (政府信息公开案例, 不公开是例外): only what fingers and sounds make of them is told. */
const USUAL = [
  '政府信息公开条例',
  '信息公开条例',
  '公开为常态',
  '不公开为例外',
  '应公开尽公开',
  '政府信息公开',
  '政府信息管理',
  '依申请公开',
  '信息处理费',
  '主动公开',
  '公开指南',
  '政策解读',
  '保密审查',
  '社会评议',
  '责任追究',
  '行政复议',
  '行政诉讼',
  '行政许可',
  '行政处罚',
] as const;
/** Characters that are typed for another because they sound or look like it, and make no word in its place. */
const ALIKE: Readonly<Record<string, string>> = {
  政: '正证整',
  府: '付腹',
  信: '言',
  息: '习席析',
  公: '工',
  条: '调',
  例: '列利立历理力厉丽励隶',
  规: '归',
  范: '泛犯',
  性: '型形姓',
  件: '建见',
  观: '关官',
  想: '像',
  义: '意议',
  记: '计纪',
  厅: '庭',
  务: '物',
  常: '长',
  态: '太泰',
  尽: '近进',
  申: '审伸',
  请: '清情',
  复: '付',
  议: '义意异',
  讼: '颂送',
  理: '里',
  费: '废',
  究: '纠',
  评: '平',
  密: '蜜',
  查: '察',
  读: '毒',
  南: '难',
};
/** How many wrong characters leave no doubt what was meant. */
const wrongAllowed = (phrase: string): number => (phrase.length >= 12 ? 2 : 1);
/** 政务信息公开 is a word of its own, wherever it stands. */
const OTHER_WORDS = /政务信息公开/;
/** What no count of characters finds: both characters of a short word are wrong. */
const SLIPPED = [/(?<=特色)社会[注主][意义](?=思想|制度|道路|理论|建设|事业)/g, /社会(?:注[意义]|主意)(?=思想|核心价值)/g];

/** Every fixed phrase that was written with a slip in it, in order and none within another. */
export function misprintsIn(text: string): Misprint[] {
  const found: Misprint[] = [];
  const add = (from: number, written: string, right: string): void => {
    const to = from + written.length;
    if (written !== right && !found.some((other) => other.from < to && from < other.to)) found.push({ from, to, written, right });
  };
  for (const phrase of FIXED) for (const from of placesNear(text, phrase)) add(from, text.slice(from, from + phrase.length), phrase);
  for (const pattern of SLIPPED) for (const { 0: written, index } of text.matchAll(pattern)) add(index, written, '社会主义');
  const { variants, pattern } = mistyped(PHRASES);
  for (const { 0: written, index } of text.matchAll(pattern)) {
    const variant = variants.get(written);
    if (variant && standsAlone(text, index, index + written.length, variant)) add(index, written, variant.right);
  }
  return found.sort((a, b) => a.from - b.from);
}

/** How a phrase is mistyped; at its ends the neighbouring words must leave no other reading (主动开公|众号). */
interface Variant {
  readonly right: string;
  readonly edge?: 'first' | 'last';
}
/** Below this a phrase without one of its characters may be another one. */
const LONG = 7;
/** Said as often as what they are near to, or the end of one name and the beginning of a word: 信息处|处理费用. */
const RIGHT_TOO = new Set(['行政规范文件', '行政事业收费', '信息处处理费']);
function* variantsOf(right: string): Generator<[written: string, variant: Variant]> {
  const end = right.length - 1;
  const at = (first: number, last: number): Variant => ({ right, ...(first === 0 ? { edge: 'first' } : last === end && { edge: 'last' }) });
  for (let i = 0; i <= end; i++) {
    const [before, char, behind] = [right.slice(0, i), right.charAt(i), right.slice(i + 1)];
    for (const alike of ALIKE[char] ?? '') yield [before + alike + behind, at(i, i)];
    if (i < end) yield [before + behind.charAt(0) + char + behind.slice(1), at(i, i + 1)];
    // What is left of an end would belong to the word beside it: 现行规范性文件, 政府信息公开例会.
    const isInner = i > 1 && i < end - 1;
    if (isInner && right.length >= LONG) yield [before + behind, at(i, i)];
    if (isInner && right.length > 4) yield [before + char + char + behind, at(i, i)];
  }
}
const PHRASES: readonly string[] = [...FIXED, ...USUAL];
/** Made with the first text: a start checks nothing before it has painted. */
const mistyped = once((phrases: readonly string[]): { variants: ReadonlyMap<string, Variant>; pattern: RegExp } => {
  const variants = new Map(
    // The longest comes last and is kept.
    [...phrases]
      .sort((a, b) => a.length - b.length)
      .flatMap((phrase) => [...variantsOf(phrase)])
      .filter(([written]) => !RIGHT_TOO.has(written) && !phrases.includes(written)),
  );
  return { variants, pattern: new RegExp([...variants.keys()].sort((a, b) => b.length - a.length).join('|'), 'g') };
});
const ENDS_BEFORE = /(?:^|[^\u4e00-\u9fff]|[的和与及按照据对是为在以了])$/;
const BEGINS_BEHIND = /^(?:$|[^\u4e00-\u9fff]|[的和与及第是为]|规定|要求)/;
const standsAlone = (text: string, from: number, to: number, { edge }: Variant): boolean =>
  (edge !== 'first' || ENDS_BEFORE.test(text.slice(Math.max(0, from - 1), from))) &&
  (edge !== 'last' || BEGINS_BEHIND.test(text.slice(to, to + 2)));

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
