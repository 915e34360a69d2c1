/**
 * What a narrative states about figures: received, carried, outcomes, disputes, documents, fees, and that there were none. Reading is
 * of the text alone, so that it is done once for each text; `stated.ts` compares what was read with the report.
 */
import type { Amount } from './amount.ts';
import { statedBy, TOPIC, type Topic, topicOf } from './claim-kinds.ts';
import { type Dispute, disputeResult, disputesUpheld, type Subject } from './claim-subjects.ts';
import { type Enumeration, enumerationsIn } from './enumerations.ts';
import { type Nothing, nothingsIn } from './nothings.ts';
import type { Span } from './outline.ts';
import { type Quantity, quantitiesIn, spanOf, type WorkingCopy, workingCopy } from './quantities.ts';
import { remembered } from './remembered.ts';

/** A figure of a narrative and what it speaks of. Offsets are in the text as it was written. */
export interface Claim {
  readonly subject: Subject;
  /** The clause up to the unit, for showing and underlining, and the number in it without its unit. */
  readonly span: Span;
  readonly number: Span;
  /** As written, half width: 52, 近180, 三十余. */
  readonly shown: string;
  readonly value: Amount;
  readonly least: Amount;
  readonly most: Amount;
  readonly unit: string;
  readonly context: Context;
}
/** What a sentence says of the time and the part of the unit that its figures are about. */
export interface Context {
  /** The last year written before the figure. */
  readonly year?: number;
  /** 去年, 上半年: the figure is not of the whole report year. */
  readonly otherTime: boolean;
  /** 市本级, 政府办: the figure is of a part, unless that is the unit itself. */
  readonly part?: string;
}
/** 同比增长 20% behind a figure (R31). */
export interface Growth {
  readonly of: Claim;
  readonly span: Span;
  readonly number: Span;
  readonly shown: string;
  /** Per cent, signed, in millionths; `step` is one of the last printed digit. */
  readonly percent: Amount;
  readonly step: Amount;
}
/** 办结率 100% (R51). */
interface Rate {
  readonly name: string;
  readonly span: Span;
  readonly context: Context;
}
export interface Claims {
  readonly figures: readonly Claim[];
  readonly nothings: readonly Nothing[];
  readonly enumerations: readonly Enumeration[];
  readonly growths: readonly Growth[];
  readonly rates: readonly Rate[];
}

/** One reader for each place of a text: 新收 48 件 alone speaks of requests in section 三 only. A text is read once while it stays as it is. */
const READERS = remembered((section) => remembered((narrative) => read(workingCopy(narrative), section), 8));

export const claimsIn = (text: string, section: string): Claims => READERS(section)(text);

interface Line {
  readonly copy: WorkingCopy;
  readonly from: number;
  readonly text: string;
  readonly section: string;
  readonly quantities: readonly Quantity[];
}

const SENTENCE_END = /[。!?]/g;
/** Nobody writes a line of this length; what is behind it is not read. */
const MAX_LINE = 20_000;
/** Nor states so many figures in one narrative. */
const MAX_CLAIMS = 1_000;
/** A line that begins a matter of its own. */
const NUMBERED = /^(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])/;

function read(copy: WorkingCopy, section: string): Claims {
  const all: { [K in keyof Claims]: Claims[K][number][] } = { figures: [], nothings: [], enumerations: [], growths: [], rates: [] };
  let from = 0;
  let topic: Topic | undefined;
  for (const whole of copy.text.split('\n')) {
    const text = whole.slice(0, MAX_LINE);
    const line: Line = { copy, from, text, section, quantities: quantitiesIn(text) };
    if (NUMBERED.test(text)) topic = undefined;
    topic = readLine(line, topic ?? SECTION_TOPICS[section], all);
    from += whole.length + 1;
    if (all.figures.length + all.nothings.length > MAX_CLAIMS) break;
  }
  return all;
}
const SECTION_TOPICS: Readonly<Record<string, Topic>> = { requests: 'request' };

function readLine(line: Line, before: Topic | undefined, all: { [K in keyof Claims]: Claims[K][number][] }): Topic | undefined {
  const topics = [...line.text.matchAll(TOPIC)].map((match) => ({ at: match.index, topic: topicOf(match) }));
  const figures = figuresOf(line, topics, before);
  all.figures.push(...figures.flatMap(({ claims }) => claims), ...wholesOf(line, figures));
  all.growths.push(...growthsOf(line, figures));
  all.rates.push(...ratesOf(line));
  all.nothings.push(...nothingsIn(line, (at) => contextAt(line, at)));
  all.enumerations.push(...enumerationsIn(line.copy, line.from, line.text, line.quantities));
  return topics.at(-1)?.topic ?? before;
}

interface Figure {
  readonly quantity: Quantity;
  readonly claims: readonly Claim[];
}
type TopicAt = { readonly at: number; readonly topic: Topic };

function figuresOf(line: Line, topics: readonly TopicAt[], before: Topic | undefined): Figure[] {
  const { text } = line;
  const figures: Figure[] = [];
  let [sentence, nextTopic, topic, partOf] = [0, 0, before, undefined as Subject | 'unknown' | undefined];
  let last: Figure | undefined;
  let counted = 0;
  for (const quantity of line.quantities) {
    const start = last?.quantity.to ?? 0;
    const between = text.slice(start, quantity.from);
    const end = lastIndexOf(between, SENTENCE_END);
    if (end >= 0) sentence = start + end + 1;
    for (let next = topics[nextTopic]; next && next.at < quantity.from; next = topics[++nextTopic]) topic = next.topic;
    if (between.includes('其中')) partOf = last && isCount(last.quantity) ? (last.claims[0]?.subject ?? 'unknown') : undefined;
    else if (end >= 0 || /[;)]/.test(between)) partOf = undefined;
    const claims = claimsOf(line, { quantity, start: counted, sentence, topic, partOf });
    // A year within a clause is one of its words.
    if (!/^[年月日]$/.test(quantity.unit)) counted = quantity.to;
    last = { quantity, claims };
    figures.push(last);
  }
  return figures;
}
const isCount = ({ unit }: Quantity): boolean => unit !== '' && !/[年月日%]/.test(unit);
function lastIndexOf(text: string, pattern: RegExp): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}

/** Longer words before a figure do not belong to it. */
const MAX_LEAD = 60;
const MAX_SENTENCE = 300;
const FILLER = /[共合总累计数量为是有案件的已了达到均:全约各项]+$/;

interface Place {
  readonly quantity: Quantity;
  /** Where the figure before it ends. */
  readonly start: number;
  readonly sentence: number;
  readonly topic: Topic | undefined;
  readonly partOf: Subject | 'unknown' | undefined;
}

function claimsOf(line: Line, { quantity, start, sentence, topic, partOf }: Place): Claim[] {
  const { text, copy, from, section } = line;
  if (quantity.unit === '' || /^[年月日号时%]/.test(quantity.unit)) return [];
  const begin = clauseStart(text, Math.max(start, quantity.from - MAX_LEAD), quantity.from);
  const words = withoutBrackets(text.slice(begin, quantity.from));
  const before = text.slice(Math.max(sentence, quantity.from - MAX_SENTENCE), quantity.from);
  const tail = /^[^,;:。!?()、\n]{0,24}/.exec(text.slice(quantity.to, quantity.to + 24))?.[0] ?? '';
  const subjects = statedBy({
    lead: words.replace(FILLER, '').replace(/^[、另]+/, ''),
    tail,
    unit: quantity.unit,
    topic,
    sentence: before,
    line: text.slice(Math.max(0, quantity.from - MAX_SENTENCE), quantity.from),
    each: /各(?:为|是)?$/.test(words),
    partOf,
    section,
  });
  const written = text.slice(begin, quantity.from);
  const trimmed = begin + written.length - written.replace(/^[、\s]+/, '').length;
  return subjects.map((subject) => ({
    subject,
    // 1 件属于“…”: what is said of a figure may stand behind it alone.
    span: spanOf(copy, from + trimmed, from + quantity.to + (quantity.from - trimmed < 3 ? tail.length : 0)),
    number: spanOf(copy, from + quantity.from, from + quantity.numberEnd),
    shown: text.slice(quantity.from, quantity.numberEnd),
    value: quantity.value,
    least: quantity.least,
    most: quantity.most,
    unit: quantity.unit,
    context: {
      ...contextAt(line, quantity.from),
      ...(isOfYears(written, text.slice(quantity.to, quantity.to + 16)) && { otherTime: true }),
    },
  }));
}
/** 累计制发16件，其中2026年新制发2件: the year is only a part of what was counted. */
const isOfYears = (clause: string, behind: string): boolean =>
  clause.includes('累计') && /^[,;(]?其中,?(?:(?:19|20)\d\d年|今年|本年)/.test(behind);

/** Where the clause of a figure begins; brackets that were closed before it belong to it. */
function clauseStart(text: string, from: number, to: number): number {
  let closed = 0;
  for (let i = to - 1; i >= from; i--) {
    const char = text[i] ?? '';
    if (char === ')') closed++;
    else if (char === '(' && closed > 0) closed--;
    else if (closed === 0 && /[,;:。!?(]/.test(char) && !(char === ':' && i === to - 1)) return i + 1;
  }
  // What is in brackets that opened before the last figure is not this figure's.
  return closed > 0 ? text.lastIndexOf(')', to) + 1 : from;
}
const withoutBrackets = (words: string): string => words.replace(/\([^()]{0,40}\)/g, '');

/** The government itself, among the departments and towns that its report adds up; not an organ whose notice is cited. */
const PART =
  /政府(?:办公厅|办公室|办)(?!.{0,6}(?:要求|关于|印发|转发|部署|通知|文件|精神|等|、))|[市县区省]本级|[市县区]政府(?=代|受理|收到|共|制)|机关本部|局机关|本部门/;
const PART_OF_YEAR = /[上下]半年|[一二三四1-4]季度|(?<!\d)(?:[1-9]|1[01])月(?!\d)|近[两三二五几\d]年|[三五十]年来|(?<!今年|年初)以来|历年/;
const OTHER_YEAR = /去年(?!度?结转)|上一?年度?(?!度?(?:结转|转入|顺延|未|遗留))|同期|往年/;
/** The words of a sentence before a figure that place it in time and in the unit. */
function contextAt({ text }: Line, at: number): Context {
  const before = text.slice(Math.max(0, at - MAX_SENTENCE), at);
  const sentence = before.slice(lastIndexOf(before, SENTENCE_END) + 1);
  const clause = sentence.slice(Math.max(sentence.lastIndexOf(';'), sentence.lastIndexOf(',')) + 1);
  const year = [...sentence.matchAll(/(?<!\d|结转[至到]?)((?:19|20)\d\d)年(?!\d|度?(?:结转|转入))/g)].at(-1)?.[1];
  const part = PART.exec(sentence)?.[0];
  return { ...(year && { year: Number(year) }), otherTime: PART_OF_YEAR.test(sentence) || OTHER_YEAR.test(clause), ...(part && { part }) };
}

const GROWTH =
  /(?:同比|比上一?年(?:度|同期)?|比去年(?:同期)?|较上一?年(?:度|同期)?|较去年(?:同期)?)(?:有所|略有)?(增长|上升|增加|提高|上涨|下降|减少|回落|降低|下滑)了?(?:约|近)?$/;
/** A rate of growth belongs to the last figure before it in its sentence, if nothing else was counted between them. */
function growthsOf({ text, copy, from }: Line, figures: readonly Figure[]): Growth[] {
  let of: Claim | undefined;
  let behind = 0;
  let opened = false;
  return figures.flatMap(({ quantity, claims }): Growth[] => {
    const lead = text.slice(Math.max(behind, quantity.from - 20), quantity.from);
    const between = text.slice(behind, quantity.from);
    if (/[。!?]/.test(between)) of = undefined;
    const word = quantity.unit === '%' ? GROWTH.exec(lead)?.[1] : undefined;
    const grown = of;
    // The units that a figure is made up of stand in brackets between it and its growth.
    if (between.includes('(')) opened = true;
    if (between.includes(')')) opened = false;
    behind = quantity.to;
    if (!word || !grown) {
      if (!opened) of = claims[0];
      return [];
    }
    const falls = /下|减|回|降/.test(word);
    const [, fraction = ''] = /\d+(?:\.(\d+))?/.exec(text.slice(quantity.from, quantity.numberEnd)) ?? [];
    return [
      {
        of: grown,
        span: spanOf(copy, from + quantity.from - (GROWTH.exec(lead)?.[0].length ?? 0), from + quantity.to),
        number: spanOf(copy, from + quantity.from, from + quantity.numberEnd),
        shown: text.slice(quantity.from, quantity.numberEnd),
        percent: falls ? -quantity.value : quantity.value,
        step: 10n ** BigInt(6 - Math.min(6, fraction.length)),
      },
    ];
  });
}

/** 行政复议 7 件，诉讼 9 件，均获维持: what is said of all of them together. */
const ALL_OF_THEM = /^[,;、(][^,;。!?]{0,6}(?:均|全部|都)(?:已|被|获|予以|依法)?(维持|审结|结案|办结)/;
function wholesOf({ text }: Line, figures: readonly Figure[]): Claim[] {
  const open: Claim[] = [];
  return figures.flatMap(({ quantity, claims }, index): Claim[] => {
    const next = figures[index + 1]?.quantity.from ?? text.length;
    open.push(...claims.filter(({ subject }) => subject.key.startsWith('dispute ')));
    const word = ALL_OF_THEM.exec(text.slice(quantity.to, Math.min(next, quantity.to + 24)))?.[1];
    const told = word ? open.flatMap((claim) => allAlike(claim, word === '维持')) : [];
    if (/[。!?]/.test(text.slice(quantity.to, next))) open.length = 0;
    return told;
  });
}
function allAlike(claim: Claim, upheld: boolean): Claim[] {
  const of = claim.subject.key.slice('dispute '.length) as Dispute;
  if (upheld) return [{ ...claim, subject: disputesUpheld(of) }];
  return [{ ...claim, subject: disputeResult(of, 'pending'), value: 0n, least: 0n, most: 0n, shown: '0' }];
}

/** What is not yet due is not late: 按期答复率 is 100% with requests carried over. */
const RATE = /((?<!按[时期]|及时|准时|限时)(?:依法)?(?:答复|办结|办理|回复)率)(?:均|都)?(?:保持|达到?|为|实现|是|在)?(?:了)?100%/g;
const ratesOf = (line: Line): Rate[] =>
  [...line.text.matchAll(RATE)]
    .filter(({ index }) => /申请|依申请/.test(line.text.slice(Math.max(0, index - 200), index)))
    .map((match) => ({
      name: match[1] ?? '',
      span: spanOf(line.copy, line.from + match.index, line.from + match.index + match[0].length),
      context: contextAt(line, match.index),
    }));
