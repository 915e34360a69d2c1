/** Shares that a narrative states: 予以公开 24 件，占 49%; 自然人申请占 79.2% (R91). What they are shares of is told by words, by 其中 or by nothing. */
import { type Amount, magnitude } from './amount.ts';
import { statedBy, type Topic } from './claim-kinds.ts';
import type { Subject } from './claim-subjects.ts';
import type { Context, Figure, Line } from './claims.ts';
import { alike, clauseBefore, isCount, isDifference } from './enumerations.ts';
import type { Span } from './outline.ts';
import { type Quantity, spanOf } from './quantities.ts';

/** What a share is of, by its words: 占申请总量的, 占办结总数的; `whole` where no word, or 总数, stands there. */
type Whole = 'received' | 'newReceived' | 'disposed' | 'whole';
export interface Share {
  readonly span: Span;
  readonly number: Span;
  readonly shown: string;
  /** Of a hundred, in millionths; `step` is one of its last printed digit. */
  readonly value: Amount;
  readonly step: Amount;
  readonly of: Whole;
  /** The figure that the share is told of: nothing where only words are (自然人申请占 79.2%). */
  readonly part?: Count;
  /** What the figure states, or what the words name. */
  readonly subject?: Subject;
  /** 486 条，其中…: the figure that it is a part of. */
  readonly among?: Count;
  /** The other shares of its sentence are of the same whole; all the figures of its paragraph, and what lists of them add up to, may be it. */
  readonly beside: readonly Pick<Share, 'part' | 'value' | 'step'>[];
  readonly around: readonly Amount[];
  readonly context: Context;
}
interface Count {
  readonly value: Amount;
  readonly shown: string;
  readonly unit: string;
}

const OF = '占比?(?:例|重)?(?:为|达到?)?';
/** 24 件，占 49%; 38 件来自自然人，占 79.2%. */
const FROM_COUNT = '^(?:(?:的?(?:(?:政府)?信息公开)?申请|的)?[,、(]?|[^,;:。、()\\d%中里]{1,12}[,(])';
const BEHIND_COUNT = new RegExp(`${FROM_COUNT}${OF}([^,;:。、()\\d%]{0,14}?)的?(?:比例|比重)?(?:为|达到?)?$`);
const BEHIND_WORDS = new RegExp(`(?:^|[,;:、(。])([^,;:。、()\\d%]{2,30})${OF}([^,;:。、()\\d%]{0,14}?)$`);
const WHOLES: readonly (readonly [RegExp, Whole])[] = [
  [/^$|^(?:全年|年度|信息|发布|公开|总)*(?:总数|总量|总计|数量)的?$/, 'whole'],
  [/^(?:本年|全年)?新收(?:政府信息公开|信息公开)?申请(?:总|件|数|量)*的?$/, 'newReceived'],
  [/^(?:全部|全年|年度|本年度?|所有|总|收到的?|受理的?|政府信息公开|信息公开|依申请公开)*申请(?:公开)?(?:总|件|数|量)*的?$/, 'received'],
  [/^(?:全部|全年|年度|本年度?|所有|总|已)*(?:办结|答复|办理|处理)的?(?:申请|结果|总|件|数|量)*的?$/, 'disposed'],
];
/** 占 20% 以上 says less than a number. */
const OR_SO = /^(?:以上|以下|以内|左右|上下|多|强)/;
/** How documents may be made public is no outcome of requests, and a department may speak of its county. */
const OTHER_SHARES = /主动公开|公开属性|公文|案卷|抽查|全[省市县区州]/;
/** Nobody lists more figures in a paragraph of which shares are told. */
const MAX_FIGURES = 200;

/** The shares that no figure of their paragraph explains. */
export function sharesOf(
  line: Line,
  figures: readonly Figure[],
  topicAt: (at: number) => Topic | undefined,
  contextAt: (at: number) => Context,
): Share[] {
  if (!line.text.includes('占') || figures.length > MAX_FIGURES) return [];
  const found = figures.flatMap(({ quantity }, index) => {
    const share = quantity.unit === '%' && isExact(quantity) ? shareAt(line, figures, index, topicAt, contextAt) : undefined;
    return share ? [{ sentence: sentenceOf(line.text, quantity.from), share }] : [];
  });
  if (found.length === 0) return [];
  const counts = figures.filter(({ quantity }) => isCount(quantity) && isExact(quantity)).map(({ quantity }) => quantity.value);
  return found.flatMap(({ sentence, share }) => {
    const beside = found.filter((other) => other.sentence === sentence && other.share.of === 'whole').map((other) => other.share);
    const listed = beside.reduce((sum, { part }) => sum + (part?.value ?? 0n), 0n);
    const around = [...counts, ...share.around, listed];
    // What a figure of the paragraph explains is right, whatever the tables have.
    if (share.part && around.some((whole) => fits(share.part?.value ?? 0n, whole, share))) return [];
    return [{ ...share, beside: beside.filter((other) => other !== share), around }];
  });
}
/** Rounded, cut off, or made to add up to a hundred: less than one of the last printed digit away. */
export const fits = (part: Amount, whole: Amount, { value, step }: Pick<Share, 'value' | 'step'>): boolean =>
  whole > 0n && magnitude(value * whole - part * 100_000_000n) < step * whole;
const isExact = ({ least, most }: Quantity): boolean => least === most;
const sentenceOf = (text: string, at: number): number => Math.max(text.lastIndexOf('。', at), text.lastIndexOf('!', at)) + 1;
const countOf = (text: string, { value, unit, from, numberEnd }: Quantity): Count => ({ value, unit, shown: text.slice(from, numberEnd) });

function shareAt(
  line: Line,
  figures: readonly Figure[],
  index: number,
  topicAt: (at: number) => Topic | undefined,
  contextAt: (at: number) => Context,
): Share | undefined {
  const { text, copy, from } = line;
  const quantity = figures[index]?.quantity;
  if (!quantity || OR_SO.test(text.slice(quantity.to, quantity.to + 2))) return undefined;
  const last = figures[index - 1];
  const start = last?.quantity.to ?? 0;
  const between = text.slice(Math.max(start, quantity.from - 60), quantity.from);
  const behindCount = last && isCount(last.quantity) && isExact(last.quantity) ? BEHIND_COUNT.exec(between) : null;
  const behindWords = behindCount ? null : BEHIND_WORDS.exec(between);
  const of = WHOLES.find(([pattern]) => pattern.test(behindCount?.[1] ?? behindWords?.[2] ?? '?'))?.[1];
  if (!of) return undefined;
  const told = {
    of,
    number: spanOf(copy, from + quantity.from, from + quantity.numberEnd),
    shown: text.slice(quantity.from, quantity.numberEnd),
    value: quantity.value,
    step: stepOf(text.slice(quantity.from, quantity.numberEnd)),
    beside: [],
  };
  if (behindCount && last) {
    const { list, whole } = amongWhat(text, figures, index - 1);
    const [subject, other] = last.claims.map((claim) => claim.subject);
    return {
      ...told,
      span: spanOf(copy, from + partBefore(text, last.quantity.from), from + quantity.to + (text[quantity.to] === ')' ? 1 : 0)),
      part: countOf(text, last.quantity),
      ...(subject && !other && { subject }),
      ...(whole && { among: countOf(text, whole) }),
      around: list,
      context: contextAt(last.quantity.from),
    };
  }
  const words = behindWords?.[1] ?? '';
  const sentence = text.slice(sentenceOf(text, quantity.from), quantity.from);
  if (OTHER_SHARES.test(sentence)) return undefined;
  const { section, onRequest } = line;
  const spot = { lead: words, tail: '', unit: '件', topic: topicAt(quantity.from), sentence, line: sentence, each: false };
  const [subject, other] = statedBy({ ...spot, partOf: undefined, foreign: false, section, onRequest });
  if (!subject || other || !/^(?:outcome|applicants) /.test(subject.key)) return undefined;
  const begin = quantity.from - (behindWords?.[0] ?? '').replace(/^[,;:、(。]/, '').length;
  return { ...told, span: spanOf(copy, from + begin, from + quantity.to), subject, around: [], context: contextAt(quantity.from) };
}
/** Where the words of a part begin: behind 、 too. */
const partBefore = (text: string, at: number): number => Math.max(clauseBefore(text, at), text.lastIndexOf('、', at) + 1);
const stepOf = (shown: string): Amount => 10n ** BigInt(6 - Math.min(6, /\.(\d+)/.exec(shown)?.[1]?.length ?? 0));

/** The figure before the last 其中 of the sentence, and what the figures before that add up to with it: 建议 12 件、提案 15 件，其中…. */
function amongWhat(text: string, figures: readonly Figure[], index: number): { whole?: Quantity; list: Amount[] } {
  const part = figures[index]?.quantity;
  const at = part ? text.lastIndexOf('其中', part.from) : -1;
  if (!part || at < 0 || /[。!?]/.test(text.slice(at, part.from))) return { list: [] };
  const before = figures
    .slice(0, index)
    .map(({ quantity }) => quantity)
    .filter((one) => one.to <= at && isCount(one) && isExact(one) && alike(one.unit, part.unit) && !isDifference(text, one));
  const whole = before.at(-1);
  let sum = 0n;
  const list = before
    .slice(-4)
    .reverse()
    .map(({ value }) => (sum += value));
  // Across more than one sentence it is not sure which figure is meant.
  const far = whole && (text.slice(whole.to, at).match(/[。!?]/g)?.length ?? 0) > 1;
  return { list, ...(whole && !far && whole.value >= part.value && { whole }) };
}
