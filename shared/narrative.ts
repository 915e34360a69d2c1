/**
 * What is asked of the narratives by themselves: parts, topics, wording. Figures in the text against the tables come from claims.
 * Patterns are bounded, for a text may be anything: `.{0,40}` and not `.*`.
 */
import type { Facts, Violation } from './finding.ts';
import { SECTIONS, type Section, TEXT_IDS, type TextId } from './form.ts';
import { charactersIn, isHeading, lines, outline, plain, type Span, shorten } from './outline.ts';
import { remembered } from './remembered.ts';
import type { Report } from './report.ts';

/** A quantity, which a year, a document number or 一次性 is not. */
const FIGURE =
  /(?:\d[\d,.]{0,15}[余多]?[万亿]?|[二三四五六七八九十百千万两][一二三四五六七八九十百千万两零余多]{0,8})(?:余|多)?(?:件|条|次|份|个|期|场|人|篇|项|部|家|处|名|宗|起|元|万元|%)/;

const textLines = ({ report }: Facts, ids: readonly TextId[] = TEXT_IDS): { id: TextId; line: string }[] =>
  ids.flatMap((id) => lines(report.texts[id]).map((line) => ({ id, line })));

/** 一、总体情况, also as 一.总体情况, ## 一、总体情况, 第一部分 总体情况; `end` is what may follow on the same line. */
export const headingPattern = ({ numeral, title }: Section, end: string): RegExp =>
  new RegExp(`^#{0,6}(?:${numeral}[、.]|第${numeral}部分[、.:]?)${plain(title)}${end}`);
const HEADINGS = SECTIONS.map((section) => ({ heading: section.heading, pattern: headingPattern(section, '(?:[。:]|$)') }));

/** R1: each of the six headings stands once; the program prints it, so it must not stand in a narrative too. */
export function repeatedHeadings(facts: Facts): Violation[] {
  return textLines(facts).flatMap(({ id, line }) => {
    const repeated = HEADINGS.find(({ pattern }) => pattern.test(plain(line)));
    return repeated ? [{ section: id, quote: line, fact: `正文里又写了一遍标题“${repeated.heading}”，会印两次。请删去这个标题。` }] : [];
  });
}

/** R2, first part: no seventh part, no other heading of the first level inside a part, and no text that is in no part. */
export function extraParts(facts: Facts): Violation[] {
  const headings = textLines(facts).flatMap(({ id, line }): Violation[] => {
    const first = /^[一二三四五六七八九十]{1,3}[、.．](?![一二三四五六七八九十])[^。；;]{1,40}。?$/.test(line);
    if (!first || HEADINGS.some(({ pattern }) => pattern.test(plain(line)))) return [];
    const fact = `“${shorten(line)}”用了第一层的序号，六个部分之下应从（一）编起。请改用（一）。`;
    return [{ section: id, quote: line, fact }];
  });
  // Whatever else stands there is kept, and is no text.
  const unknown = Object.entries<unknown>(facts.report.texts).flatMap(([id, text]) =>
    typeof text === 'string' && text.trim() !== '' && !TEXT_IDS.includes(id as TextId) ? [text.trim()] : [],
  );
  const stray = unknown.map((quote): Violation => {
    return { section: 'other', place: '草稿文件', quote, fact: `有一段文字不属于六个部分，不会印出：“${shorten(quote)}”。` };
  });
  return [...headings, ...stray];
}

/**
 * R2, second part: no empty part. Part 一 the form prints and 条例第五十条 requires, as it does part 五 (R56): an error. Parts 二 to 四 hold
 * their tables, part 六 the fee (R58).
 */
export function emptyParts({ report }: Facts): Violation[] {
  return report.texts.overview.trim() === '' ? [{ section: 'overview', fact: '还没有写“总体情况”。' }] : [];
}

/** R10: the opening names its legal basis. */
export function legalBasis({ report }: Facts): Violation[] {
  const opening = plain(report.texts.preamble) || plain(lines(report.texts.overview).slice(0, 2).join(''));
  if (/政府信息公开条例|《条例》第五十条/.test(opening)) return [];
  return [{ section: 'preamble', fact: '没有写依据。一般写“根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告”。' }];
}

/** The word by which each part is known in an enumeration, whatever it is called there. */
export const PART_WORDS = [/总体情况|概述/, /主动公开/, /申请/, /复议|诉讼/, /问题/, /其他/];
const COUNT = /([一二三四五六七八九十]{1,3}|\d{1,2})个?大?(?:部分|方面内容)/;
const NUMERALS = '零一二三四五六七八九十';

/** R11: an opening that lists the parts lists all six. Other lists, and a count without a list, are none of its business. */
export function listedParts(facts: Facts): Violation[] {
  const sentences = textLines(facts, ['preamble', 'overview']).flatMap(({ id, line }) =>
    line.split(/(?<=。)/).map((quote) => ({ id, quote })),
  );
  return sentences.flatMap(({ id, quote }): Violation[] => {
    const sentence = plain(quote).slice(0, 600);
    const named = PART_WORDS.filter((word) => word.test(sentence)).length;
    if (named < 4 || !/总体情况|需要报告的?事项/.test(sentence) || !/部分|组成|构成|包括/.test(sentence)) return [];
    const missing = SECTIONS.filter((_, index) => !PART_WORDS[index]?.test(sentence)).map((section) => `“${section.title}”`);
    const count = COUNT.exec(sentence)?.[1] ?? '6';
    const stated = NUMERALS.includes(count) ? NUMERALS.indexOf(count) : Number(count);
    if (missing.length > 0) return [{ section: id, quote, fact: `列举了各部分，但没有列出${missing.join('')}。请补上。` }];
    return stated === SECTIONS.length ? [] : [{ section: id, quote, fact: `写了由${count}部分组成，格式是六部分。请改正。` }];
  });
}

const DATE = String.raw`(?:(\d{4})[年.\-/])?(\d{1,2})[月.\-/](?:(\d{1,2})日?)?`;
const PERIOD = new RegExp(`统计(?:期限|时限|周期|时间|期间|范围)[^\\d。]{0,8}${DATE}[^\\d。]{0,3}(?:0?0[:时]0?0分?)?[^\\d。]{0,4}${DATE}`);
/** R12: a stated period of the figures is the whole report year. */
export function period(facts: Facts): Violation[] {
  const { year } = facts.report;
  return textLines(facts).flatMap(({ id, line }) => {
    const match = PERIOD.exec(plain(line));
    if (!match) return [];
    const [, from = '', month, day = '1', to = from, endMonth, endDay = '31'] = match;
    const stated = [from, month, day, to, endMonth, endDay].map(Number).join(' ');
    if (stated === [year, 1, 1, year, 12, 31].join(' ')) return [];
    const quote = /统计.{2}[^。]{0,60}/.exec(line)?.[0] ?? line.slice(0, 60);
    return [{ section: id, quote, fact: `统计期限写的不是 ${year} 年 1 月 1 日至 12 月 31 日。请改正。` }];
  });
}

/** The opening sentence as most units write it. */
export const USUAL_OPENING = '根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。';

/** The five topics of section 一 (国办公开办函〔2021〕30号) and the words by which each is known. */
export const TOPICS = [
  { id: 'proactive', name: '主动公开', words: /主动公开|主动发布|(?:公开|发布)[^。]{0,6}信息/ },
  { id: 'onRequest', name: '依申请公开', words: /依申请|申请公开|公开申请/ },
  {
    id: 'management',
    name: '政府信息管理',
    words: /信息管理|规范性文件|信息(?:资源)?规范|保密审查|公文[^。]{0,10}属性|动态(?:调整|更新|管理)/,
  },
  { id: 'platform', name: '政府信息公开平台建设', words: /平台|网站|新媒体|公众号|专栏|专区|政府公报/ },
  { id: 'supervision', name: '监督保障', words: /监督|考核|评议|责任追究|问责|培训|组织领导/ },
] as const;
export type Topic = (typeof TOPICS)[number];

/** The topics that a heading names; without a name in full, those whose words it has. */
export function topicsNamed(heading: string): readonly Topic[] {
  const text = plain(heading);
  const named = TOPICS.filter(({ name }) => text.includes(name));
  return named.length > 0 ? named : TOPICS.filter(({ words }) => words.test(text));
}

/** How far a topic is written: as R52 sees it, the length of its paragraphs, and where its first line begins. */
export interface TopicState {
  readonly topic: Topic;
  readonly written: boolean;
  readonly length: number;
  /** `length` is 0 for a heading. */
  readonly spans: readonly (Span & { readonly length: number })[];
}

const SAYS_NOTHING = /^(?:暂?无|没有|略)?[。.]?$/;
/** What stands under the headings that name a topic is about it; where no heading does, the paragraphs with its words are. */
export function topicStates(narrative: string): TopicState[] {
  let under: readonly Topic[] = [];
  const parts = locatedLines(narrative).map(({ line, from }) => {
    const block = outline(line)[0];
    const head = block?.kind === 'heading' ? block : block?.runIn;
    if (head?.level === 2) under = topicsNamed(head.text);
    const isBare = block?.kind === 'heading' || SAYS_NOTHING.test(plain(block?.text ?? ''));
    const length = isBare ? 0 : charactersIn(line);
    return { under, text: plain(line), length, from, to: from + line.length };
  });
  const whole = plain(narrative);
  return TOPICS.map((topic) => {
    const headed = parts.filter((part) => part.under.includes(topic));
    const about = headed.length > 0 ? headed : parts.filter((part) => topic.words.test(part.text));
    return { topic, written: topic.words.test(whole), length: about.reduce((sum, { length }) => sum + length, 0), spans: about };
  });
}

/** The lines of a narrative that hold text, trimmed, with the place where each begins. */
export const locatedLines = (narrative: string): { line: string; from: number }[] =>
  [...narrative.matchAll(/[^\n\r\u2028\u2029\v\f]+/g)].flatMap(({ 0: line, index }) =>
    line.trim() === '' ? [] : [{ line: line.trim(), from: index + line.length - line.trimStart().length }],
  );

/** A longer heading, or one with a figure or a name in it, is no name of a place. */
const NAMES_PLACE = /^[（(][一二三四五六七八九十]{1,3}[）)]\s*([^\d“”：:（）(),，;；]{2,16}?)[。.：:]?$/;
/** The small headings of the first level, with the name by which a finding under one tells where it is. */
export const headingsIn = remembered((narrative): { from: number; name: string | undefined }[] =>
  locatedLines(narrative).flatMap(({ line, from }) => {
    const block = outline(line)[0];
    const head = block?.kind === 'heading' ? block : block?.runIn;
    return head?.level === 2 ? [{ from, name: NAMES_PLACE.exec(head.text)?.[1] }] : [];
  }),
);

/** R52: section 一 covers the five topics; a heading alone says nothing. An empty section is R2's. */
export function missingTopics({ report }: Facts): Violation[] {
  const states = topicStates(report.texts.overview);
  const named = (topics: readonly TopicState[]): string => topics.map(({ topic }) => `“${topic.name}”`).join('');
  const missing = states.filter(({ written }) => !written);
  const empty = states.filter(({ written, length }) => written && length === 0);
  const saysNothing = ({ spans }: TopicState): boolean => spans.some(({ from, to }) => !isHeading(report.texts.overview.slice(from, to)));
  const [nothing, bare] = [empty.filter(saysNothing), empty.filter((state) => !saysNothing(state))];
  if (plain(report.texts.overview) === '' || missing.length + empty.length === 0) return [];
  const facts = [
    ...(missing.length > 0 ? [`没有写到${named(missing)}`] : []),
    ...(bare.length > 0 ? [`${named(bare)}只有小标题，下面没有内容`] : []),
    ...(nothing.length > 0 ? [`${named(nothing)}下面只写了“无”`] : []),
  ];
  return [{ section: 'overview', fact: `${facts.join('；')}。总体情况要写五个方面，请补写。` }];
}

/** What a government reports besides (条例第五十条第四项). */
export const GOVERNMENT_RESULTS = [
  { name: '工作考核', words: /考核|考评/ },
  { name: '社会评议', words: /评议/ },
  { name: '责任追究结果', words: /责任追究|追究责任|追责|问责/ },
] as const;

/** A government at any level, a town's too. */
export const isGovernment = ({ kind, name }: Report['unit']): boolean =>
  kind === 'government' || (kind === 'town' && name.endsWith('人民政府'));

/** R53: the report of a government has the results of appraisal, social review and accountability. */
export function governmentResults({ report }: Facts): Violation[] {
  const text = plain(report.texts.overview);
  const missing = GOVERNMENT_RESULTS.filter((result) => !result.words.test(text));
  if (!isGovernment(report.unit) || text === '' || missing.length === 0) return [];
  const named = missing.map((result) => `“${result.name}”`).join('');
  return [{ section: 'overview', fact: `政府的年报还要写明工作考核、社会评议和责任追究结果情况，没有写到${named}。请在监督保障里补写。` }];
}

/** R54 (local): the length of section 一. */
export function overviewLength({ report, local }: Facts): Violation[] {
  const length = charactersIn(report.texts.overview);
  if (!local || length <= local.overviewLength) return [];
  return [{ section: 'overview', fact: `有 ${length} 字，本地要求原则上不超过 ${local.overviewLength} 字。请精简。` }];
}

/** R55 (local): topics in which figures are expected. */
export function topicFigures({ report, local }: Facts): Violation[] {
  if (!local) return [];
  const paragraphs = topicParagraphs(report.texts.overview);
  return TOPICS.filter((topic) => ['proactive', 'management', 'platform'].includes(topic.id)).flatMap((topic) => {
    const about = paragraphs.filter((paragraph) => topic.words.test(paragraph));
    if (about.length === 0 || about.some((paragraph) => FIGURE.test(paragraph))) return [];
    return [{ section: 'overview' as const, fact: `写“${topic.name}”的段落里没有数字，本地要求写明。` }];
  });
}
/** Each paragraph with the heading it stands under, as plain text. */
function topicParagraphs(narrative: string): string[] {
  let heading = '';
  return outline(narrative).flatMap((block) => {
    if (block.kind === 'heading') {
      heading = block.text;
      return [];
    }
    return [plain(`${heading}。${block.runIn?.text ?? ''}${block.text}`)];
  });
}

/** 一是…; 一是，二是。: an item of which only the beginning stands there. For text with half-width marks, as part of a pattern. */
export const UNFINISHED_ITEM =
  '(?<=^|[,。;:、(])[一二三四五六七八九十]{1,2}是(?:要)?(?:(?:…|\\.{3,})+|[,、]?(?=[。;]|$|[二三四五六七八九十]是))';
const UNFINISHED = new RegExp(`${UNFINISHED_ITEM}|(?:…|\\.{3,})+(?=[。;]|$)`, 'm');
/** The sentences that were written to their end, as plain text. */
const finished = (narrative: string): string =>
  lines(narrative)
    .flatMap((line) => plain(line).match(/[^。]+。?/g) ?? [])
    .map((sentence) => (UNFINISHED.test(sentence) ? itemsOf(sentence) : sentence))
    .join('');
/** Of a list that was begun the items that say something, with the words that announce them. */
function itemsOf(sentence: string): string {
  const pieces = sentence.split(/(?<=[;:,])(?=[一二三四五六七八九十]{1,2}是)/);
  const [lead = '', ...items] = pieces;
  const said = [lead, ...items].filter((piece) => !UNFINISHED.test(piece));
  return said.every((piece) => piece === lead) ? '' : said.join('');
}
/** True of a section 五 in which something was begun and nothing written to its end. */
export const problemsUnwritten = (narrative: string): boolean => plain(narrative) !== '' && finished(narrative).length < 10;

/** R56: section 五 says something. */
export function problemsWritten({ report }: Facts): Violation[] {
  const text = plain(report.texts.problems);
  if (text === '') return [{ section: 'problems', fact: '还没有写“存在的主要问题及改进情况”。' }];
  if (text.length >= 10 && problemsUnwritten(report.texts.problems))
    return [
      { section: 'problems', quote: lines(report.texts.problems)[0] ?? '', fact: '只有还没写完的句子。请写明存在的主要问题和改进情况。' },
    ];
  if (text.length >= 10) return [];
  return [{ section: 'problems', quote: report.texts.problems.trim(), fact: '太短，请写明存在的主要问题和改进情况。' }];
}

export const PROBLEM = /问题|不足|短板|差距|薄弱|欠缺|有待|不够|待(?:加强|提升|提高)|需(?:要)?(?:进一步)?(?:加强|提升|提高|改进|强化)/;
export const MEASURE =
  /措施|针对|举措|下一步|下步|改进|整改|今后|着力|抓好|做好以下|将(?:进一步|继续|着力|加强|持续|不断|切实|把|从|通过|组织|结合|:)|[我本][^,。;]{1,4}[^。;]{0,8}将(?!近)|(?:20\d\d|明|来|新的一)年[^。;]{0,16}将(?!近)/;

/** R57: section 五 has problems and measures, and not fewer measures than problems where both are counted out once. */
export function problemsAndMeasures({ report }: Facts): Violation[] {
  const text = plain(report.texts.problems);
  if (text.length < 10 || problemsUnwritten(report.texts.problems)) return [];
  const without = !PROBLEM.test(text) ? '存在的问题' : !MEASURE.test(text) ? '改进措施' : undefined;
  if (without) return [{ section: 'problems', fact: `没有写到${without}。请补写。` }];
  const [problems, measures, ...more] = enumerations(finished(report.texts.problems));
  if (problems?.about !== 'problems' || measures?.about !== 'measures' || more.length > 0 || measures.count >= problems.count) return [];
  return [{ section: 'problems', fact: `写了 ${problems.count} 个问题，只有 ${measures.count} 条措施。请逐条写明改进措施。` }];
}

/** What became of the problems of the year before is no measure against those of this one. */
const PAST_ANSWERED = /(?<=^|。)针对(?:上年|上一年|去年)[^。]*。?/g;
/** What section 五 has of problems and of measures: whether there is any, and how many were counted out (0 where they were not). */
export function problemsStated(
  narrative: string,
): Readonly<Record<'problems' | 'measures', { readonly written: boolean; readonly count: number }>> {
  const text = finished(narrative);
  const lists = enumerations(text);
  const count = (about: 'problems' | 'measures'): number => lists.reduce((sum, list) => sum + (list.about === about ? list.count : 0), 0);
  return {
    problems: { written: PROBLEM.test(text), count: count('problems') },
    measures: { written: MEASURE.test(text.replace(PAST_ANSWERED, '')), count: count('measures') },
  };
}

/** The lists 一是…二是… in order, each with what the words before it announce; a list without such words counts the problems. */
function enumerations(text: string): { about: 'problems' | 'measures'; count: number }[] {
  const [lead = '', ...lists] = text.split(/一是/);
  const leads = [lead, ...lists.map((list) => list.split(/[二三四五六七八九十]是/).at(-1) ?? '')];
  return lists.map((list, index) => ({
    about: announced(index === 0 ? lead : afterItem(leads[index] ?? '')),
    count: 1 + (list.match(/[二三四五六七八九十]是/g) ?? []).length,
  }));
}
/** What stands between the last item of one list and the next list: the sentences after the item's own. */
const afterItem = (text: string): string => text.slice(Math.max(text.indexOf('。'), text.indexOf(';')) + 1);
/** The last word counts: 针对以上问题，采取以下措施 announces measures. */
function announced(lead: string): 'problems' | 'measures' {
  const lastOf = (words: readonly string[]): number => Math.max(...words.map((word) => lead.lastIndexOf(word)));
  const problem = lastOf(['问题', '不足', '短板', '差距', '薄弱']);
  return lastOf(['措施', '举措', '下一步', '下步', '改进', '整改', '打算', '计划', '着力', '抓好', '做好']) > problem
    ? 'measures'
    : 'problems';
}

/** A section 一 with fewer characters says little. */
export const SHORT_OVERVIEW = 200;

/** R64: a section 一 that says little or counts nothing. */
export function perfunctory({ report }: Facts): Violation[] {
  const text = plain(report.texts.overview);
  if (text === '') return [];
  if (text.length < SHORT_OVERVIEW)
    return [{ section: 'overview', fact: `只有 ${text.length} 字，内容可能太少。请写明各方面做了什么、有多少。` }];
  return FIGURE.test(text) ? [] : [{ section: 'overview', fact: '没有一个数量，请写明公开、申请等情况的数量。' }];
}
