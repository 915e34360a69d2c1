/** Figures that are said to be made up of others: 486 条，其中 A 57 条、B 94 条…; 3607 件（甲 349 件、乙 933 件…） (R46, R62). */
import { type Amount, sumOf } from './amount.ts';
import type { Span } from './outline.ts';
import { type Quantity, spanOf, type WorkingCopy } from './quantities.ts';

/** A whole and what its parts add up to, where the text lists them all or more than all. */
export interface Enumeration {
  readonly span: Span;
  readonly whole: Quantity;
  readonly shown: string;
  /** How many parts were listed, and their least and greatest sum. */
  readonly count: number;
  readonly least: Amount;
  readonly most: Amount;
  readonly unit: string;
}

/** Things of one sort under several units: 发布信息 607 条，其中主动公开 380 份. */
const SORTS: readonly (readonly string[])[] = [
  ['件', '宗', '起', '例'],
  ['条', '份', '篇', '件', '则'],
  ['次', '场', '期'],
];
export const alike = (a: string, b: string): boolean => a === b || SORTS.some((sort) => sort.includes(a) && sort.includes(b));
export const isCount = ({ unit }: Quantity): boolean => /^(?:件|条|份|篇|则|起|宗|例|次|场|期|个|人次|人|家|名|项|批|处|元)$/.test(unit);

export function enumerationsIn(copy: WorkingCopy, from: number, text: string, quantities: readonly Quantity[]): Enumeration[] {
  return quantities.flatMap((whole, index): Enumeration[] => {
    if (!isCount(whole) || !isWhole(text, whole)) return [];
    const added = addedUp(text, quantities, index);
    if (added) {
      const span = spanOf(copy, from + clauseBefore(text, added[0]?.from ?? whole.from), from + whole.to);
      return [{ span, whole, shown: text.slice(whole.from, whole.numberEnd), count: added.length, ...totalOf(added), unit: whole.unit }];
    }
    const lists = openingsOf(text, quantities, index).map((opening) => ({ opening, parts: partsOf(text, quantities, opening, whole) }));
    const wrong = lists.find(({ opening, parts }) => contradicts(whole, parts, opening, text));
    const last = wrong?.parts.list.at(-1);
    if (!wrong || !last || isOfFiguresBefore(text, quantities, index, wrong.parts)) return [];
    const { parts } = wrong;
    const { least, most } = totalOf(parts.list);
    const begin = clauseBefore(text, whole.from);
    return [
      {
        span: spanOf(copy, from + begin, from + last.to),
        whole,
        shown: text.slice(whole.from, whole.numberEnd),
        count: parts.list.length,
        least,
        most,
        unit: whole.unit,
      },
    ];
  });
}
/** 收到留言 120 条，办结 118 条，其中… adds up to the 120; 建议 12 件，提案 15 件，其中… to both together. */
function isOfFiguresBefore(text: string, quantities: readonly Quantity[], index: number, { list, sums }: Parts): boolean {
  const whole = quantities[index];
  if (!whole) return false;
  const agrees = ({ least, most }: Sum): boolean => [totalOf(list), ...sums].some((sum) => sum.most >= least && sum.least <= most);
  let together: Sum = whole;
  for (const one of quantities.slice(Math.max(0, index - 3), index).reverse()) {
    if (/[。!?]/.test(text.slice(one.to, whole.from))) return false;
    if (!isCount(one) || !alike(one.unit, whole.unit) || isDifference(text, one)) continue;
    together = plus(together, one);
    if (agrees(one) || agrees(together)) return true;
  }
  return false;
}
export const clauseBefore = (text: string, at: number): number => {
  const before = text.slice(Math.max(0, at - 60), at);
  return at - (before.length - 1 - Math.max(...[...',;:。!?()'].map((mark) => before.lastIndexOf(mark))));
};

/** The figures before 甲 38 件、乙 10 件，合计 50 件, where no row of them is what they are said to add up to. */
function addedUp(text: string, quantities: readonly Quantity[], index: number): Quantity[] | undefined {
  const whole = quantities[index];
  const last = quantities[index - 1];
  if (!whole || !last || !/^[,;、]?(?:(?:合计|共计|总计)(?:发布|公开)?|共)$/.test(text.slice(last.to, whole.from))) return undefined;
  const parts: Quantity[] = [];
  let behind = whole.from;
  for (let i = index - 1; i >= 0 && parts.length < MAX_ADDED; i--) {
    const part = quantities[i];
    if (!part || /[。!?;()]|其中|[各每]|合计|共/.test(text.slice(part.to, i === index - 1 ? part.to : behind))) break;
    behind = part.from;
    if (!isCount(part) || !alike(part.unit, whole.unit) || isDifference(text, part)) continue;
    parts.unshift(part);
    // The same things on several channels are counted once: 网站 486 条、公众号转发 203 条，共 486 条.
    if (part.most >= whole.least && part.least <= whole.most) return undefined;
    const { least, most } = totalOf(parts);
    if (parts.length > 1 && most >= whole.least && least <= whole.most) return undefined;
  }
  const first = parts[0];
  // 共 116 件，其中 …, and what is 各 2 件, is no row of parts.
  if (!first || parts.length < 2 || /[各每]|其中|合计|共/.test(text.slice(clauseBefore(text, first.from), first.from))) return undefined;
  return parts;
}
const MAX_ADDED = 12;

interface Opening {
  readonly first: number;
  /** Where the list ends at the latest. */
  readonly end: number;
  readonly how: 'among' | 'brackets' | 'told';
}

/** The lists that a figure opens: in brackets right behind it, and with 其中 before the next figure of its sort. */
function openingsOf(text: string, quantities: readonly Quantity[], index: number): Opening[] {
  const whole = quantities[index];
  const next = quantities[index + 1];
  if (!whole || !next) return [];
  const openings: Opening[] = [];
  const behind = text.slice(whole.to, next.from);
  const brackets = /^[^,;:。()]{0,12}\((?!含|另|较|比|同比|去年|(?:上一?|20\d\d)年度?(?!度?结转|度?转入|新))/.exec(behind);
  if (brackets && !behind.includes(')')) {
    const end = text.indexOf(')', whole.to);
    openings.push({ first: index + 1, end: end < 0 ? text.length : end, how: behind.includes('其中') ? 'among' : 'brackets' });
  }
  const told = TOLD.test(behind) && /[共总]|合计|累计/.test(text.slice(clauseBefore(text, whole.from), whole.from));
  if (told) openings.push({ first: index + 1, end: sentenceEnd(text, next.to), how: 'told' });
  const first = amongFrom(text, quantities, index);
  if (first === undefined || openings.some((opening) => opening.first === first)) return openings;
  return [...openings, { first, end: sentenceEnd(text, quantities[first]?.to ?? 0), how: 'among' }];
}
/** 共计 100 条，包括政策文件 20 条…; 共 100 条：…. */
const TOLD = /^[^,;:。()]{0,4}(?::|[,(](?:主要|具体)?(?:包括|包含|分别[为是]|具体为):?)/;
function sentenceEnd(text: string, from: number): number {
  const stop = text.slice(from).search(/[。!?]/);
  return stop < 0 ? text.length : from + stop;
}

/** Figures of other sorts may stand between a figure and 其中, as a rate of growth or the units in brackets; none of its own. */
function amongFrom(text: string, quantities: readonly Quantity[], index: number): number | undefined {
  const whole = quantities[index];
  if (!whole) return undefined;
  let depth = 0;
  let at = whole.to;
  for (let i = index + 1; i < Math.min(quantities.length, index + 20); i++) {
    const next = quantities[i];
    if (!next) return undefined;
    const between = text.slice(at, next.from);
    for (const char of between) depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    // A figure in brackets that have closed is a part itself.
    if (depth < 0) return undefined;
    const among = between.lastIndexOf('其中');
    if (among >= 0 && depth === 0) return isMeant(text, quantities, index, between.slice(0, among)) ? i : undefined;
    if (/[。!?]/.test(between)) return undefined;
    if (depth === 0 && isCount(next) && alike(next.unit, whole.unit) && !isDifference(text, next)) return undefined;
    at = next.to;
  }
  return undefined;
}

/**
 * Whether 其中 speaks of this figure: of the last one of its sentence, unless it stands in a row with the one before it (复议 5 件、诉讼 2 件，
 * 其中…), and across a full stop only if its sentence has no other of its sort.
 */
function isMeant(text: string, quantities: readonly Quantity[], index: number, between: string): boolean {
  const whole = quantities[index];
  const before = quantities.slice(Math.max(0, index - 12), index).filter((one) => isCount(one) && whole && alike(one.unit, whole.unit));
  const last = before.at(-1);
  if (!whole || (last && /^、[^,;。]{0,20}$/.test(text.slice(last.to, whole.from)))) return false;
  if (!/[。!?]/.test(between)) return true;
  return /^[^。!?]{0,30}[。]$/.test(between) && !(last && !/[。!?\n]/.test(text.slice(last.to, whole.from)));
}

const leadOf = (text: string, { from }: Quantity): string => text.slice(Math.max(0, from - 24), from);
/** 较上年增加 8 件: 其中 behind it speaks of what was counted before. */
export const isDifference = (text: string, quantity: Quantity): boolean =>
  /(?:同比|比上?一?[去年]|较上?一?[去年]|[比较]20\d\d年)[^,;。]{0,8}(?:增加|减少|多|少|增长|下降|上升|新增|回落)了?$|[件条份篇个次][,、(](?:净增|增加|减少|上升|下降)了?$|[比较](?:上一?年|去年|20\d\d年)(?:度|同期)?的?$/.test(
    leadOf(text, quantity),
  );
/** What was left over from last year is not made up of this year's outcomes. */
const isWhole = (text: string, quantity: Quantity): boolean =>
  !isDifference(text, quantity) && !/年度?(?:结转|转入)(?:的?申请)?$/.test(leadOf(text, quantity));

interface Sum {
  readonly least: Amount;
  readonly most: Amount;
}
interface Parts {
  readonly list: readonly Quantity[];
  /** Sums of the first two, three … parts and of what follows in the sentence: a list may end before the sentence does. */
  readonly sums: readonly Sum[];
  /** The same with things of every sort, and with figures whose unit was forgotten: 动态 45 条、征集 16 期. */
  readonly mixed: readonly Sum[];
}

/** A clause that says something new and is no part of a list. */
const NEW_STATEMENT = /办结|结转|收到|受理|答复|提起|被申请|制发|废止|发布|召开|举办|开展|立案|同比|占|采纳|合计|共计/;
const plus = (sum: Sum | undefined, { least, most }: Sum): Sum => ({ least: (sum?.least ?? 0n) + least, most: (sum?.most ?? 0n) + most });

const totalOf = (list: readonly Quantity[]): Sum => ({
  least: sumOf(list.map(({ least }) => least)),
  most: sumOf(list.map(({ most }) => most)),
});

/** 未经复议直接起诉 1 件，结果维持 1 件: the result is of the kind before it. */
const KIND_OF_SUIT = /未经[^,]{0,6}复议|复议后/;
const RESULT = /(?:维持|纠正|其他结果|审结)[^,;。]{0,4}$/;

function partsOf(text: string, quantities: readonly Quantity[], { first, end }: Opening, whole: Quantity): Parts {
  const list: Quantity[] = [];
  const [sums, mixed]: [Sum[], Sum[]] = [[], []];
  const money = whole.unit === '元';
  let open = true;
  let suits = false;
  let depth = 0;
  let at = quantities[first - 1]?.to ?? 0;
  for (let i = first; i < quantities.length; i++) {
    const quantity = quantities[i];
    if (!quantity || quantity.from >= end) break;
    const between = text.slice(at, quantity.from);
    at = quantity.to;
    if (i > first && (between.includes('其中') || opensAnother(text, between, quantity))) break;
    // What a part is made up of in its turn is none of the whole's.
    if (i > first) for (const char of between) depth = Math.max(0, depth + (char === '(' ? 1 : char === ')' ? -1 : 0));
    suits ||= KIND_OF_SUIT.test(between);
    if (depth > 0 || isDifference(text, quantity) || (suits && RESULT.test(between))) continue;
    // 20 条，占 20%；工作动态 50 条，占 50%: a share is told of the part before it.
    if (quantity.unit === '%') continue;
    if (i > first && !money && NEW_STATEMENT.test(between) && /[;,]/.test(between)) open = false;
    if (quantity.unit === '' || (isCount(quantity) && quantity.unit !== '元')) mixed.push(plus(mixed.at(-1), quantity));
    if (!isPart(text, quantity, whole, between)) continue;
    sums.push(plus(sums.at(-1), quantity));
    if (open) list.push(quantity);
  }
  return { list, sums: sums.slice(1), mixed: mixed.slice(1) };
}
/** 建议 15 件，其中主办 4 件；提案 57 件，其中…: the second is a whole of its own. */
const opensAnother = (text: string, between: string, { to }: Quantity): boolean =>
  /[;。]/.test(between) && /^[^,;。]{0,6}[,(]?其中/.test(text.slice(to, to + 12));
/** A figure of the sort of the whole, or one without a unit at the end of its clause. */
function isPart(text: string, quantity: Quantity, whole: Quantity, between: string): boolean {
  if (quantity.unit !== '') return isCount(quantity) && alike(quantity.unit, whole.unit);
  return whole.unit !== '元' && /^[,;、。)]/.test(text.slice(quantity.to, quantity.to + 1)) && !/[年第]/.test(between);
}

const REST = /(?:其他|其它|其余)[^,;。、]{0,16}$/;
/** The kinds that are all there are, by the words before their figures. */
const ALL_THERE_ARE = [
  [/自然人/, /法人/],
  [/维持/, /纠正/, /其他结果/, /审结/],
  [/未经[^,]{0,6}复议/, /复议后/],
];

const areAllThereAre = (words: string): boolean => ALL_THERE_ARE.some((kinds) => kinds.every((kind) => kind.test(words)));

/** What was received and what became of it differ by what was carried in and out; both have rules of their own. */
const RECEIVED = /(?:收到?|受理|接到?)[^,;。]{0,20}$/;
const OUTCOMES = /予以公开|不予公开|无法提供|不予处理/;
/**
 * More than the whole because they are not parts beside each other: a list that adds up but for those it begins with, or the same things
 * in several ways (网站 486 条、公众号转发 203 条; 征地批次 18 个，其中预公告 18 个、批后公告 15 个), of which one is all of them.
 */
function isOtherwiseSplit(list: readonly Quantity[], agrees: (sum: Sum) => boolean, words: string): boolean {
  if (list.length > 1 && list.some(agrees) && !areAllThereAre(words)) return true;
  return list.some((_, first) => first > 0 && list.length - first > 1 && agrees(totalOf(list.slice(first))));
}

/**
 * Parts that are more than the whole, or a complete list that is less. Complete is a list in brackets, one that ends with 其他, one of all
 * the kinds there are, or money by who paid it (R62); in doubt nothing is said.
 */
function contradicts(whole: Quantity, { list, sums, mixed }: Parts, opening: Opening, text: string): boolean {
  const { least, most } = whole;
  const agrees = (sum: Sum): boolean => sum.most >= least && sum.least <= most;
  if (list.length === 0 || sums.some(agrees) || mixed.some(agrees)) return false;
  const sum = totalOf(list);
  if (agrees(sum)) return false;
  const last = list.at(-1);
  const words = text.slice(whole.to, last?.from ?? 0);
  // What is told without 其中 may be some of them, or the same under several heads, unless it ends with the rest.
  if (opening.how === 'told' && !REST.test(words.slice(-30))) return false;
  if (OUTCOMES.test(words) && RECEIVED.test(leadOf(text, whole))) return false;
  if (sum.least > most) return !isOtherwiseSplit(list, agrees, words);
  // A list that stops where other figures of its sort follow may go on in other words.
  if (list.length < 2 || sums.length > list.length - 1) return false;
  const rest = REST.test(words.slice(-30));
  return rest || areAllThereAre(words) || whole.unit === '元' || (opening.how === 'brackets' && list.length >= 3);
}
