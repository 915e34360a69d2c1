/**
 * Years in a narrative that was written a year ago. A year is moved on only where it surely means the report year, the year before
 * in a comparison, or the year after in a plan; document numbers, names of documents, ranges and past events stay as they are,
 * for a year that stayed behind is seen (it is marked as last year's wording), and one that was moved wrongly is not.
 */
import { aroundOnLine, plain, type Span } from './outline.ts';
import { fullWidthDigits } from './width.ts';

/** A year that was moved, with offsets that hold before and after: a year has four digits either way. */
export interface YearMove extends Span {
  readonly before: string;
  readonly after: string;
}

const YEAR = /(?<![0-9０-９])[2２][0０][0-9０-９]{2}(?![0-9０-９])/g;
/** Names of documents and what stands in quotation marks: names, not statements. */
const NAMES = /《[^《》\n]{0,100}(?:《[^《》\n]{0,100}》[^《》\n]{0,100}){0,3}》|“[^”\n]{0,80}”/g;
/** The one name that changes with the year: 《…2024年政府信息公开工作年度报告》. */
const OWN_TITLE = /^《[^《》]{0,60}年度?政府信息公开(?:工作)?(?:年度)?(?:报告|年报)》$/;
const ABOUT_ANOTHER = /关于|通知|意见|印发/;
/** How far a year's surroundings are looked at, to both sides. */
const REACH = 60;

/** The text with the years of a report for `last` moved on to one for `year`; `names` are names that may hold a year of their own. */
export function moveYears(text: string, last: number, year: number, names: readonly string[] = []): { text: string; moves: YearMove[] } {
  const kept = joined([...nameRanges(text), ...names.flatMap((name) => rangesOf(text, name))]);
  const moves: YearMove[] = [];
  let moved = '';
  let done = 0;
  let passed = 0;
  for (const { 0: before, index: from } of text.matchAll(YEAR)) {
    const to = from + before.length;
    while ((kept[passed]?.to ?? to) <= from) passed++;
    const stated = Number(plain(before));
    if ((kept[passed]?.from ?? to) < to || !isMoved(stated - last, surroundings(text, from, to))) continue;
    const after = alike(String(stated + year - last), before);
    moves.push({ from, to, before, after });
    moved += text.slice(done, from) + after;
    done = to;
  }
  return { text: moved + text.slice(done), moves };
}

/** Full-width digits stay full-width. */
const alike = (digits: string, model: string): string => (/[０-９]/.test(model) ? fullWidthDigits(digits) : digits);

function nameRanges(text: string): Span[] {
  return [...text.matchAll(NAMES)]
    .filter(({ 0: name }) => !OWN_TITLE.test(plain(name)) || ABOUT_ANOTHER.test(name))
    .map(({ 0: name, index }) => ({ from: index, to: index + name.length }));
}
function rangesOf(text: string, name: string): Span[] {
  if (!/[0-9０-９]{4}/.test(name)) return [];
  const ranges: Span[] = [];
  for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length))
    ranges.push({ from, to: from + name.length });
  return ranges;
}

/** In order, and one where they overlap. */
function joined(ranges: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && range.from < last.to) apart.splice(-1, 1, { from: last.from, to: Math.max(last.to, range.to) });
    else apart.push(range);
  }
  return apart;
}

/** What stands before and behind a year in its paragraph, half-width and without white space. */
interface Surroundings {
  readonly year: string;
  readonly before: string;
  readonly behind: string;
}
function surroundings(text: string, from: number, to: number): Surroundings {
  const { before, behind } = aroundOnLine(text, { from, to }, REACH);
  return { year: plain(text.slice(from, to)), before: plain(before), behind: plain(behind) };
}

/** Whether a year moves, by its distance from last year's report year. */
function isMoved(distance: number, around: Surroundings): boolean {
  if (isWholeYear(around) || isCloseOfYear(around)) return distance === 0;
  if (!/^年(?!\d)/.test(around.behind) || isRange(around) || isNumberOfDocument(around)) return false;
  if (distance === 0) return isReportYear(around);
  if (distance === 1) return isPlan(around);
  return distance === -1 && isComparison(around);
}

const TO = '[^\\d。;]{0,6}(?:至|到|-|—|–|~|―)[^\\d。;]{0,3}';
/** 2024年1月1日至2024年12月31日, 2024.1.1-12.31, 2024年1月至12月: the period of the figures (R12). */
function isWholeYear({ year, before, behind }: Surroundings): boolean {
  const begins = new RegExp(`^[年./-]0?1(?:[月./-]0?1日?(?:0时|0?0:00)?)?月?份?${TO}(?:(\\d{4})[年./-])?12(?:[月./-]31|月(?!\\d))`).exec(
    behind,
  );
  if (begins) return begins[1] === undefined || begins[1] === year;
  const beginning = new RegExp(`${year}[年./-]0?1(?:[月./-]0?1日?(?:0时|0?0:00)?)?月?份?${TO}$`);
  return /^[年./-]12(?:[月./-]31|月(?!\d))/.test(behind) && beginning.test(before);
}
/** 截至2024年12月31日, 截至2024年底. */
const isCloseOfYear = ({ before, behind }: Surroundings): boolean =>
  /(?:截至|截止)[到至]?$/.test(before) && /^年(?:12月31日|12月底|年?底|末)/.test(behind);

/** 2021—2025年, 2023年至2024年, 2023、2024年: plan periods and several years together. */
const isRange = ({ before, behind }: Surroundings): boolean =>
  /^年度?(?:至|到|-|—|–|~|―|、|和|及|与)+20\d\d/.test(behind) || /20\d\d年?度?(?:至|到|-|—|–|~|―|、|和|及|与)+$/.test(before);

/** 〔2024〕12号, (2024年), 2024年第3号; but 上年（2023年） is the year before. */
const isNumberOfDocument = ({ before, behind }: Surroundings): boolean =>
  /^年度?(?:第|版)/.test(behind) ||
  (/[〔[(【]$/.test(before) && /^年?度?[〕\])】]/.test(behind) && !/(?:上年度?|上一年度?|去年)\($/.test(before));

/** Begun, ended or counted from: 自2024年起, 已于2024年, 2024年以来, 2024年底. */
const POINT_BEFORE = /(?:自|从|于|由|在|到|至)$/;
const POINT_BEHIND = /^年度?(?:初|底|末|春|夏|秋|冬|上半年|下半年|[前后起]|开始|以[来前后]|之[前后])/;
/** What happened once: 2024年修订的, 2024年，我局获评. */
const EVENT =
  /^年度?(?:[^,。;:、]{0,6}(?:修订|修正|修改|成立|设立|组建|建成|启用|挂牌|上线|开通|改版|施行|生效|颁布|搬迁)|新?(?:印发|发布|公布|出台|制定|通过|实施)的|,?[^,。;:、]{0,8}(?:被评|获评|荣获|获得|被授予|入选))/;
/** Papers that bear a year without 《》: 2024年政务公开工作要点. */
const PAPER = /^年度?[^,。;:、]{0,20}(?:要点|实施方案|工作方案|行动方案|行动计划|规划)/;

const isReportYear = ({ before, behind }: Surroundings): boolean =>
  !POINT_BEFORE.test(before) && !POINT_BEHIND.test(behind) && !EVENT.test(behind) && !PAPER.test(behind);

/** 2025年，我局将…: what a report for 2024 says about the year after it. */
const isPlan = (around: Surroundings): boolean =>
  isReportYear(around) &&
  (/^年度?[^。;]{0,30}?(?:将|拟|计划|打算|力争|继续|进一步|持续|着力|重点)/.test(around.behind) ||
    /(?:下一?步|今后)[^。]{0,20}$/.test(around.before));

/** 较2023年增长, 与2023年相比, 2023年同期, 2023年年报: the year before the report year, in relation to it. */
function isComparison({ before, behind }: Surroundings): boolean {
  if (POINT_BEHIND.test(behind)) return false;
  if (/[比较]$/.test(before) || /(?:上年度?|上一年度?|去年)\(?$/.test(before)) return true;
  if (/[与同和跟]$/.test(before) && /^年度?[^,。;]{0,8}(?:相比|相较|比较|持平|相同)/.test(behind)) return true;
  return /^年度?(?:同期|结转|(?:政府信息公开)?(?:工作)?(?:年度)?(?:年报|报告))/.test(behind);
}
