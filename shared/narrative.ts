/** What is asked of the narratives by themselves: parts, topics, wording. Figures in the text against the tables come from claims. */
import type { Facts, Violation } from './finding.ts';
import { SECTIONS, TEXT_IDS, type TextId } from './form.ts';
import { lines, outline } from './outline.ts';

/** Half-width and without white space, so that patterns need not know how a clerk types. Never shown to anyone. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');
const numberIn = (text: string): boolean => /\d|[一二三四五六七八九十百千万]+(?:件|条|次|份|个|期|场|人|篇)/.test(plain(text));
const textLines = ({ report }: Facts): { id: TextId; line: string }[] =>
  TEXT_IDS.flatMap((id) => lines(report.texts[id]).map((line) => ({ id, line })));

/** R1: each of the six headings stands once; the program prints it, so it must not stand in a narrative too. */
export function repeatedHeadings(facts: Facts): Violation[] {
  const headings = new Map(SECTIONS.map((section) => [plain(section.heading), section.heading]));
  return textLines(facts).flatMap(({ id, line }) => {
    const heading = headings.get(plain(line));
    return heading ? [{ section: id, quote: line, message: `正文里又写了一遍标题“${heading}”，会印两次。请删去这一行。` }] : [];
  });
}

/** R2, first part: no seventh part, and no other heading of the first level inside a part. */
export function extraParts(facts: Facts): Violation[] {
  const headings = new Set(SECTIONS.map((section) => plain(section.heading)));
  return textLines(facts).flatMap(({ id, line }) => {
    if (!/^[一二三四五六七八九十]{1,3}、[^。；;]{1,40}$/.test(line) || headings.has(plain(line))) return [];
    return [{ section: id, quote: line, message: `正文里有“一、”一级的标题“${line}”，格式只有六个部分。请改用（一）或并入相应部分。` }];
  });
}

/** R2, second part: no empty part. Parts 二 to 四 hold their tables, part 五 has a rule of its own (R56), part 六 the fee (R58). */
export function emptyParts({ report }: Facts): Violation[] {
  return report.texts.overview.trim() === '' ? [{ section: 'overview', message: '第一部分“总体情况”还没有写。' }] : [];
}

/** R10: the opening names its legal basis. */
export function legalBasis({ report }: Facts): Violation[] {
  const opening = plain(report.texts.preamble || (lines(report.texts.overview)[0] ?? ''));
  if (/政府信息公开条例/.test(opening)) return [];
  return [{ section: 'preamble', message: '开头没有写依据。一般写“根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告”。' }];
}

const NUMERALS = '零一二三四五六七八九';
/** R11: an opening that lists the parts lists all six, by their names. */
export function listedParts(facts: Facts): Violation[] {
  return textLines(facts).flatMap(({ id, line }) => {
    const [sentence, list = '', count = ''] =
      /由([^。]{10,}?)等?共?([一二三四五六七八九\d])个?(?:大)?部分(?:组成|构成)/.exec(plain(line)) ?? [];
    if (!sentence) return [];
    const missing = SECTIONS.filter((section) => !mentions(list, section.title));
    const stated = NUMERALS.includes(count) ? NUMERALS.indexOf(count) : Number(count);
    if (missing.length === 0 && stated === SECTIONS.length) return [];
    const named = missing.map((section) => `“${section.title}”`).join('、');
    const message = missing.length > 0 ? `写了由${count}部分组成，但没有列出${named}。` : `写了由${count}部分组成，格式是六部分。`;
    return [{ section: id, quote: quoteOf(line, /由.*?部分(?:组成|构成)/), message }];
  });
}
/** 行政复议与行政诉讼, 存在问题 and the like are the same parts in other words. */
function mentions(list: string, heading: string): boolean {
  const bare = (text: string): string => plain(text).replace(/政府信息公开|[、和与及的]|主要|工作/g, '');
  return bare(list).includes(bare(heading));
}

const PERIOD = /(?:统计)?期限[^\d。]{0,6}(\d{4})年(\d{1,2})月(\d{1,2})日[^\d。]{1,4}(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/;
/** R12: a stated period is the whole report year. */
export function period(facts: Facts): Violation[] {
  const { year } = facts.report;
  return textLines(facts).flatMap(({ id, line }) => {
    const match = PERIOD.exec(plain(line));
    if (!match) return [];
    const [, from, month, day, to = from, endMonth, endDay] = match;
    if ([from, to].every((y) => Number(y) === year) && `${month}-${day} ${endMonth}-${endDay}` === '1-1 12-31') return [];
    const message = `统计期限写的不是 ${year} 年 1 月 1 日至 12 月 31 日。`;
    return [{ section: id, quote: quoteOf(line, /(?:统计)?期限.*?\d\s*日.*?\d\s*日/), message }];
  });
}
const quoteOf = (line: string, pattern: RegExp): string => pattern.exec(line)?.[0] ?? line.slice(0, 60);

/** The five topics of section 一 (国办公开办函〔2021〕30号) and the words by which each is known. */
const TOPICS = [
  { id: 'proactive', name: '主动公开', words: /主动公开|主动发布|公开信息[^。]{0,10}\d+条/ },
  { id: 'onRequest', name: '依申请公开', words: /依申请|申请公开|公开申请/ },
  {
    id: 'management',
    name: '政府信息管理',
    words: /信息管理|规范性文件|信息(?:资源)?(?:规范)?管理|保密审查|公文[^。]{0,10}属性|动态(?:调整|更新|管理)/,
  },
  { id: 'platform', name: '政府信息公开平台建设', words: /平台|网站|新媒体|公众号|专栏|专区|政府公报/ },
  { id: 'supervision', name: '监督保障', words: /监督|考核|评议|责任追究|问责|培训|组织领导/ },
] as const;

/** R52: section 一 covers the five topics. An empty section is R2's. */
export function missingTopics({ report }: Facts): Violation[] {
  const text = plain(report.texts.overview);
  const missing = TOPICS.filter((topic) => !topic.words.test(text));
  if (text === '' || missing.length === 0) return [];
  return [{ section: 'overview', message: `第一部分没有写到${missing.map((topic) => `“${topic.name}”`).join('、')}。` }];
}

/** What a government reports besides (条例第五十条第四项). */
const GOVERNMENT_RESULTS = [
  { name: '工作考核', words: /考核|考评/ },
  { name: '社会评议', words: /评议/ },
  { name: '责任追究结果', words: /责任追究|追究责任|追责|问责/ },
] as const;

/** R53: a government's report has the results of appraisal, social review and accountability. */
export function governmentResults({ report }: Facts): Violation[] {
  const text = plain(report.texts.overview);
  const missing = GOVERNMENT_RESULTS.filter((result) => !result.words.test(text));
  if (report.unit.kind !== 'government' || text === '' || missing.length === 0) return [];
  const named = missing.map((result) => `“${result.name}”`).join('、');
  return [{ section: 'overview', message: `政府的年报还要写明工作考核、社会评议和责任追究结果情况，第一部分没有写到${named}。` }];
}

/** R54 (local): the length of section 一. */
export function overviewLength({ report, local }: Facts): Violation[] {
  const length = plain(report.texts.overview).length;
  if (!local || length <= local.overviewLength) return [];
  return [{ section: 'overview', message: `第一部分有 ${length} 字，本地要求原则上不超过 ${local.overviewLength} 字。` }];
}

/** R55 (local): topics in which figures are expected. */
export function topicFigures({ report, local }: Facts): Violation[] {
  if (!local) return [];
  const paragraphs = topicParagraphs(report.texts.overview);
  return TOPICS.filter((topic) => ['proactive', 'management', 'platform'].includes(topic.id)).flatMap((topic) => {
    const about = paragraphs.filter((paragraph) => topic.words.test(paragraph));
    if (about.length === 0 || about.some(numberIn)) return [];
    return [{ section: 'overview' as const, message: `第一部分写“${topic.name}”的段落里没有数字，本地要求写明。` }];
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

/** R56: section 五 says something. */
export function problemsWritten({ report }: Facts): Violation[] {
  const text = plain(report.texts.problems);
  if (text === '') return [{ section: 'problems', message: '第五部分“存在的主要问题及改进情况”还没有写。' }];
  if (text.length >= 10) return [];
  return [{ section: 'problems', quote: report.texts.problems.trim(), message: '第五部分太短，请写明存在的主要问题和改进情况。' }];
}

const PROBLEM = /问题|不足|短板|差距|薄弱|欠缺|有待|不够|待(?:加强|提升|提高)|需(?:要)?(?:进一步)?(?:加强|提升|提高|改进|强化)/;
const MEASURE = /措施|举措|下一步|下步|改进|整改|针对|今后|着力|将|抓好|做好以下/;

/** R57: section 五 has problems and measures, and not fewer measures than problems where both are counted out. */
export function problemsAndMeasures({ report }: Facts): Violation[] {
  const text = plain(report.texts.problems);
  if (text.length < 10) return [];
  const without = !PROBLEM.test(text) ? '存在的问题' : !MEASURE.test(text) ? '改进措施' : undefined;
  if (without) return [{ section: 'problems', message: `第五部分没有写到${without}。` }];
  const lists = enumerations(text);
  return lists.flatMap((list, index) => {
    const next = lists[index + 1];
    if (list.about !== 'problems' || next?.about !== 'measures' || next.count >= list.count) return [];
    return [{ section: 'problems' as const, message: `第五部分写了 ${list.count} 个问题，只有 ${next.count} 条措施。` }];
  });
}

/** Runs of 一是…二是… in order, each with what the words before it announce. */
function enumerations(text: string): { about: 'problems' | 'measures'; count: number }[] {
  const runs = text.split(/(?=一是)/).slice(1);
  const leads = text.split(/一是/);
  return runs.map((run, index) => {
    const lead = (leads[index] ?? '').split(/[二三四五六七八九十]是/).at(-1) ?? '';
    const about = MEASURE.test(index === 0 ? lead : afterLastItem(lead)) ? 'measures' : 'problems';
    return { about, count: (run.match(/[一二三四五六七八九十]是/g) ?? []).length };
  });
}
/** What stands between the last item of one list and the next list: the sentences after the item's own. */
const afterLastItem = (lead: string): string => lead.replace(/^[^。;]*[。;]?/, '') || lead;

/** R64: a section 一 that says little or counts nothing. */
export function perfunctory({ report }: Facts): Violation[] {
  const text = plain(report.texts.overview);
  if (text === '') return [];
  if (text.length < 200) return [{ section: 'overview', message: `第一部分只有 ${text.length} 字，内容可能太少。` }];
  return numberIn(text) ? [] : [{ section: 'overview', message: '第一部分没有一个数字，请写明公开、申请等情况的数量。' }];
}
