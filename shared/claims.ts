/**
 * What a narrative states about figures: received, carried, outcomes, disputes, documents, fees, and that there were none. Reading is
 * of the text alone, so that it is done once for each text; `stated.ts` compares what was read with the report.
 */
import type { Amount } from './amount.ts';
import { type Base, type Growth, growthsOf } from './claim-growths.ts';
import { statedBy, TOPIC, type Topic, topicOf } from './claim-kinds.ts';
import { type Share, sharesOf } from './claim-shares.ts';
import { type Dispute, disputesConcluded, disputesUpheld, type Subject } from './claim-subjects.ts';
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
  /** The number states something else besides (复议、诉讼各 1 件; 4 件，均已审结): it cannot be changed to that of this subject. */
  readonly borrowed: boolean;
  readonly context: Context;
}
/** What a sentence says of the time and the part of the unit that its figures are about. */
export interface Context {
  /** The last year written before the figure. */
  readonly year?: number;
  /** 去年, 上半年: the figure is not of the whole report year. */
  readonly otherTime: boolean;
  /** 结转至 2026 年, 2024 年结转: the years that were carried to and from, where they are named. */
  readonly carriedTo?: number;
  readonly carriedFrom?: number;
  /** 市本级, 政府办: the figure is of a part, unless that is the unit itself. */
  readonly part?: string;
}
/** 办结率 100%, 均已办结 (R51). */
interface Rate {
  readonly says: string;
  readonly span: Span;
  readonly context: Context;
}
export interface Claims {
  readonly figures: readonly Claim[];
  readonly nothings: readonly Nothing[];
  readonly enumerations: readonly Enumeration[];
  readonly growths: readonly Growth[];
  readonly bases: readonly Base[];
  readonly shares: readonly Share[];
  readonly rates: readonly Rate[];
}

/** One reader for each place of a text: 新收 48 件 alone speaks of requests in section 三 only. A text is read once while it stays as it is. */
const READERS = remembered((section) => remembered((narrative) => read(workingCopy(narrative), section), 8));

export const claimsIn = (text: string, section: string): Claims => READERS(section)(text);

export interface Line {
  readonly copy: WorkingCopy;
  readonly from: number;
  readonly text: string;
  readonly section: string;
  /** It stands under a heading such as （二）依申请公开. */
  readonly onRequest: boolean;
  readonly quantities: readonly Quantity[];
}

const SENTENCE_END = /[。!?]/g;
/** Nobody writes a line of this length; what is behind it is not read. */
const MAX_LINE = 20_000;
/** Nor states so many figures in one narrative. */
const MAX_CLAIMS = 1_000;
/** A line that begins a matter of its own. */
const NUMBERED = /^(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])/;

const ON_REQUEST = /^[^。]{0,12}(?:依申请|申请公开|公开申请)/;

function read(copy: WorkingCopy, section: string): Claims {
  const all: { [K in keyof Claims]: Claims[K][number][] } = {
    figures: [],
    nothings: [],
    enumerations: [],
    growths: [],
    bases: [],
    shares: [],
    rates: [],
  };
  let from = 0;
  let topic: Topic | undefined;
  let heading = '';
  for (const whole of copy.text.split('\n')) {
    const text = whole.slice(0, MAX_LINE);
    if (NUMBERED.test(text)) {
      // The headings of its own level and above end what a heading is about.
      if (ON_REQUEST.test(text) || !/^\d/.test(text) || /^\d/.test(heading)) heading = text;
      topic = ON_REQUEST.test(heading) ? 'request' : undefined;
    }
    const line: Line = { copy, from, text, section, onRequest: ON_REQUEST.test(heading), quantities: quantitiesIn(text) };
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
  const { growths, bases } = growthsOf(line, figures);
  all.growths.push(...growths);
  all.bases.push(...bases);
  const topicAt = (at: number): Topic | undefined => topics.findLast((topic) => topic.at < at)?.topic ?? before;
  all.rates.push(...ratesOf(line, figures, topicAt));
  all.shares.push(...sharesOf(line, figures, topicAt, (at) => contextAt(line, at)));
  all.nothings.push(...nothingsIn(line, (at) => contextAt(line, at)));
  all.enumerations.push(...enumerationsIn(line.copy, line.from, line.text, line.quantities));
  return topics.at(-1)?.topic ?? before;
}

/** A number of a line with what it states, which is nothing for most. */
export interface Figure {
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
  let foreign = false;
  for (const quantity of line.quantities) {
    const start = last?.quantity.to ?? 0;
    const between = text.slice(start, quantity.from);
    const end = lastIndexOf(between, SENTENCE_END);
    if (end >= 0) sentence = start + end + 1;
    for (let next = topics[nextTopic]; next && next.at < quantity.from; next = topics[++nextTopic]) topic = next.topic;
    if (between.includes('其中')) partOf = last && isCount(last.quantity) ? (last.claims[0]?.subject ?? 'unknown') : undefined;
    else if (end >= 0 || /[;)]/.test(between)) partOf = undefined;
    const claims = claimsOf(line, { quantity, start: counted, sentence, topic, partOf, foreign });
    if (isCount(quantity) && /复议|诉讼|起诉/.test(between)) foreign = claims.length === 0 && OTHERS_CASE.test(between);
    if (SUM_OF_BOTH.test(between) && (topic === 'suit' || topic === 'reconsideration')) topic = 'both';
    // A year within a clause is one of its words.
    if (!/^[年月日]$/.test(quantity.unit)) counted = quantity.to;
    last = { quantity, claims };
    figures.push(last);
  }
  return figures;
}
/** Cases that are decided or answered for others. */
const OTHERS_CASE = /(?:受理|审理|审查|审结|办理|代理|应诉|作为)[^,;。]*$/;
/** 行政复议 4 件、行政诉讼 3 件，共 7 件: what follows is of both. */
const SUM_OF_BOTH = /^[,;、(](?:以上|两项|两类)?(?:共|共计|合计|总计)(?:案件)?$/;
const isCount = ({ unit }: Quantity): boolean => unit !== '' && !/[年月日%]/.test(unit);
function lastIndexOf(text: string, pattern: RegExp): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}

/** Longer words before a figure do not belong to it. */
const MAX_LEAD = 60;
const MAX_SENTENCE = 300;
/** 答复“予以公开” 24 件: names are quoted, or not. */
const QUOTES = /[“”"‘’]/g;
/** Everybody who may ask: 公民、法人和其他组织提出的申请 are all of them. */
const EVERYBODY = /(?:自然人|公民)(?:个人)?(?:、|和|及)(?:法人|企业)(?:(?:或者?|和|及|与|、|以及)其他(?:社会)?组织)(?:(?:提出|提交)?的)?/;
const FILLER = /[共合总累计数量为是有案件的已了达到均:全约各项]+$/;

interface Place {
  readonly quantity: Quantity;
  /** Where the figure before it ends. */
  readonly start: number;
  readonly sentence: number;
  readonly topic: Topic | undefined;
  readonly partOf: Subject | 'unknown' | undefined;
  readonly foreign: boolean;
}

function claimsOf(line: Line, { quantity, start, sentence, topic, partOf, foreign }: Place): Claim[] {
  const { text, copy, from, section, onRequest } = line;
  if (/^[年月日号时%]/.test(quantity.unit)) return [];
  const begin = clauseStart(text, Math.max(start, quantity.from - MAX_LEAD), quantity.from);
  const words = withoutBrackets(text.slice(begin, quantity.from)).replace(QUOTES, '');
  const unit = quantity.unit || impliedUnit(words, text[quantity.to]);
  if (unit === '') return [];
  const before = text.slice(Math.max(sentence, quantity.from - MAX_SENTENCE), quantity.from);
  const tail = /^[^,;:。!?()、\n]{0,24}/.exec(text.slice(quantity.to, quantity.to + 24))?.[0] ?? '';
  const subjects = statedBy({
    lead: words
      .replace(FILLER, '')
      .replace(/^[、另]+/, '')
      .replace(EVERYBODY, ''),
    tail,
    unit,
    topic,
    sentence: before,
    line: text.slice(Math.max(0, quantity.from - MAX_SENTENCE), quantity.from),
    each: /[各均](?:为|是)?$/.test(words),
    partOf,
    foreign,
    section,
    onRequest,
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
    unit,
    borrowed: subjects.length > 1,
    context: {
      ...contextAt(line, quantity.from, quantity.to),
      ...(isOfYears(written, text.slice(quantity.to, quantity.to + 16)) && { otherTime: true }),
    },
  }));
}
/** 行政复议、行政诉讼数量均为 0。 is of cases, too, where nothing but the unit is missing. */
const impliedUnit = (words: string, next: string | undefined): string =>
  (next === undefined || /[,;。、)]/.test(next)) && /(?:数量?|总计|均|各|为|是|:)$/.test(words) ? '件' : '';
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
const withoutBrackets = (words: string): string => (words.includes('(') ? words.replace(/\([^()]{0,40}\)/g, '') : words);

/** The government itself, among the departments and towns that its report adds up; not an organ whose notice is cited. */
const PART =
  /政府(?:办公厅|办公室|办|\(办(?:公[室厅])?\))(?!.{0,6}(?:要求|关于|印发|转发|部署|通知|文件|精神|等|、))|[市县区省](?:政府)?本级|全[省市县区州](?=(?:各级|各地|各?部门|各?单位|行政机关|政府系统|、)*(?:共|累计|新收|收到|受理|办理|答复|办结|作出|制发))|[市县区]政府(?=代|受理|收到|共|制)|(?:[省市县区]级(?:层面|各?部门|各?单位)|[省市县区州]直(?:各?部门|各?单位)|各(?:县|市|区|乡镇|部门|单位|地)[^,;。\d共累]{0,6})(?=新收|收到|受理|办理|答复|办结)|机关本部|局机关|本部门/;
const ITSELF = /[我本](?:局|委|办|厅|镇|乡|街道|馆|院|中心|机关|单位)/;
const PART_OF_YEAR = /[上下]半年|[一二三四1-4]季度|(?<!\d)(?:[1-9]|1[01])月(?!\d)|近[两三二五几\d]年|[三五十]年来|(?<!今年|年初)以来|历年/;
const OTHER_YEAR = /去年(?!度?结转)|(?<!结转自?)上一?年度?(?!度?(?:结转|转入|顺延|未|遗留))|同期|往年/;
/** 上年收到 40 件，办结 37 件: both are last year's, until this year is named. */
const TOLD_OF_LAST_YEAR =
  /(?:^|[,;])(?:去年|上一?年度?)(?:全年|共)?(?:收到|受理|新收|办结|办理|答复)(?!.*(?:今年|本年|当年|20\d\d年))[^;]*$/;
const CARRIED_TO = /(?:结转|顺延|转)(?:至|到|入)?(20\d\d)年/;
const CARRIED_FROM = /(20\d\d)年度?(?:结转|转入|顺延)/;
/** The words of a sentence before a figure that place it in time and in the unit. */
function contextAt({ text }: Line, at: number, behind = at): Context {
  const before = text.slice(Math.max(0, at - MAX_SENTENCE), at);
  const sentence = before.slice(lastIndexOf(before, SENTENCE_END) + 1);
  const clause = sentence.slice(Math.max(sentence.lastIndexOf(';'), sentence.lastIndexOf(',')) + 1);
  const year = [...sentence.matchAll(/(?<!\d|(?:结转|顺延|转)[至到入]?)((?:19|20)\d\d)年(?!\d|度?(?:结转|转入|顺延))/g)].at(-1)?.[1];
  const named = PART.exec(sentence);
  // 全县共收到 812 件，我局收到 48 件.
  const part = named && !ITSELF.test(sentence.slice(named.index)) ? named[0] : undefined;
  const around = clause + (/^[^,;。!?()、\n]{0,24}/.exec(text.slice(behind, behind + 24))?.[0] ?? '');
  const [, to] = CARRIED_TO.exec(around) ?? [];
  const [, origin] = CARRIED_FROM.exec(around) ?? [];
  return {
    ...(year && { year: Number(year) }),
    otherTime: PART_OF_YEAR.test(sentence) || OTHER_YEAR.test(clause) || TOLD_OF_LAST_YEAR.test(withoutBrackets(sentence)),
    ...(to && { carriedTo: Number(to) }),
    ...(origin && { carriedFrom: Number(origin) }),
    ...(part && { part }),
  };
}

/** 行政复议 7 件，诉讼 9 件，均获维持: what is said of all of them together. */
const ALL_OF_THEM = /^[,;、(][^,;。!?]{0,6}(?:均|全部|都)(?:已|被|获|予以|依法)?(维持|审结|结案|办结)(?!或|和|及|与|、|以及)/;
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
  if (upheld) return [{ ...claim, borrowed: true, subject: disputesUpheld(of) }];
  return [{ ...claim, borrowed: true, subject: disputesConcluded(of), value: 0n, least: 0n, most: 0n, shown: '0' }];
}

const RATE =
  /(?:答复|办结|办理|回复)率(?:均|都)?(?:保持|达到?|为|实现|是|在)?(?:了)?(?:100%|百分之百)|(?:均|都|全部)已?(?:依法|及时|按[时期])*(?:办结|办理完毕)/g;
/** 按时答复率 100% is true of what is not due yet, and the sentence may say what was carried out. */
const IN_TIME = /(?:[按准限]时|按期|及时|依法|期限内|期内)$/;
const EXCEPT = /除|其余|剩余|(?<!上一?年度?|去年)结转|[尚仍正]在|未到期/;
/** What 均已办结 may be said of. */
const ASKED_FOR = /^(?:received|newReceived|handled|applicants .*)$/;
function ratesOf(line: Line, figures: readonly Figure[], topicAt: (at: number) => Topic | undefined): Rate[] {
  const { text, copy, from } = line;
  return [...text.matchAll(RATE)]
    .filter(({ index, 0: words }) => {
      const near = text.slice(Math.max(0, index - 200), index);
      const sentence = near.slice(lastIndexOf(near, SENTENCE_END) + 1);
      const rest = /^[^。!?]{0,60}/.exec(text.slice(index + words.length, index + words.length + 60))?.[0] ?? '';
      const counted = figures.findLast(({ quantity }) => quantity.to <= index && isCount(quantity))?.claims[0]?.subject.key ?? '';
      const isOfAll = isFull(words) || (/\d/.test(sentence) && ASKED_FOR.test(counted));
      return topicAt(index) === 'request' && near.includes('申请') && isOfAll && !IN_TIME.test(near) && !EXCEPT.test(sentence + rest);
    })
    .map(({ 0: words, index }) => ({
      says: isFull(words) ? `${words.slice(0, 3)}100%` : words,
      span: spanOf(copy, from + index, from + index + words.length),
      context: contextAt(line, index),
    }));
}
const isFull = (words: string): boolean => /%$|百分之百$/.test(words);
