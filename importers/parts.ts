/** A document cut at its six headings: what stands before them, under each, and in which order. */
import { SECTIONS, type SectionId } from '../shared/form.ts';
import { bare } from './labels.ts';
import { titleIn } from './title.ts';

/** A line of text or a table of the source, with its place for people. */
export type Item =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly place: string;
      readonly isLine: boolean;
      /** Put together of what stands at one height of a page. */
      readonly isOfPage: boolean;
    }
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly string[])[];
      readonly place: string;
      /** How many rows of the table of the source stand before these. */
      readonly firstRow: number;
      readonly isCut: boolean;
    };

export type TextItem = Extract<Item, { kind: 'line' }>;

export interface Part {
  /** `front` is what stands before the first heading, `behind` what stands behind a report: other headings, another report. */
  readonly id: SectionId | 'front' | 'behind';
  readonly items: readonly Item[];
}

const NUMERALS = '一二三四五六';
const NUMBERED =
  /^(?:第([一二三四五六])(?:部分|章)\s*[、.．,，:：]?|第?([一二三四五六七八九十])\s*[、.．,，:：\s]|[（(]([一二三四五六])[）)]|([1-6])[、.．])\s*(.*)$/s;
/** What a heading speaks of, whatever words a unit chose for it. */
const SPEAKS_OF = [/总体|概述|概况|基本情况/, /主动公开/, /收到|申请/, /复议|诉讼/, /问题|不足|改进/, /其他.{0,12}(?:事项|情况)/];
const LONGEST = 40;

interface Heading {
  readonly section: number;
  /** By its wording; otherwise by its number and what it speaks of. */
  readonly isExact: boolean;
  /** A report has one for its six headings; in another one stand headings within a section: （二）其他需要报告的事项. */
  readonly style: 'numeral' | 'bracket' | 'digit' | 'bare';
}
/** Which heading a line is. Rows of table 三 are none. */
function headingIn(text: string): Heading | undefined {
  const line = text
    .trim()
    .replace(/^【(.*)】$/s, '$1')
    .replace(/[。:：]$/, '');
  if (line.length > LONGEST || line === '') return undefined;
  const [, part, plain, bracket, digit, rest] = NUMBERED.exec(line) ?? [];
  const own = part ?? plain;
  const numeral = own ?? bracket ?? (digit && NUMERALS[Number(digit) - 1]);
  const style = own ? 'numeral' : bracket ? 'bracket' : digit ? 'digit' : 'bare';
  const title = bare(rest ?? line);
  const byTitle = SECTIONS.findIndex((section) => bare(section.title) === title);
  // Sections in another order, or one number given twice.
  if (byTitle >= 0 && (own || !numeral || SECTIONS[byTitle]?.numeral === numeral)) return { section: byTitle, isExact: true, style };
  // 1.属于国家秘密 is a row, 2.申请情况 a heading within a section.
  if (digit || bracket) return undefined;
  const section = SECTIONS.findIndex((candidate) => candidate.numeral === numeral);
  if (section < 0 || /[。；;]/.test(line) || !SPEAKS_OF[section]?.test(title)) return undefined;
  // 一、本年新收政府信息公开申请数量 and its like.
  if (/数量$/.test(title)) return undefined;
  return { section, isExact: false, style };
}

/** True for a line that is one of the six headings, word for word. */
export const isHeading = (text: string): boolean => headingIn(text)?.isExact === true;

/** A heading with its text behind it in one line: 一、总体情况。2024年，我局…… */
export function runInHeading(text: string): readonly [string, string] | undefined {
  const [, heading, rest] = RUN_IN.exec(text) ?? [];
  return heading && rest && headingIn(heading) ? [heading, rest] : undefined;
}
const TITLES = [...SECTIONS.map(({ title }) => title), '政府信息公开工作存在的主要问题及改进情况'].join('|');
const RUN_IN = new RegExp(`^\\s*([一二三四五六]\\s*[、.．]\\s*(?:${TITLES}))[。：:\\s]\\s*(\\S.{7,}[。；].*|（一）.{2,30})$`, 's');

/**
 * Every cut of a document at its headings that may be the right one. At the last place where the six follow each other, because a table
 * of contents stands before the text; at each place where they do, because a page may repeat them behind it, or hold two reports; and
 * at the first ones. Those in the style of most come first.
 */
export function cutsOf(items: readonly Item[]): [Part[], ...Part[][]] {
  const found = items.flatMap((item, index) => {
    const heading = item.kind === 'line' ? headingIn(item.text) : undefined;
    return heading ? [{ ...heading, index }] : [];
  });
  const own = inStyle(found);
  const runs = runsOf(found);
  const isTitle = (item: Item): boolean => item.kind === 'line' && (titleIn(item.text)?.unit ?? '') !== '';
  const cuts = runs.flatMap((run, i): Part[][] => {
    const next = runs[i + 1]?.[0]?.index ?? items.length;
    const title = items.findIndex((item, index) => index > (run.at(-1)?.index ?? 0) && index < next && isTitle(item));
    return runs.length > 1 ? [partsOf(items, run, title < 0 ? next : title)] : [];
  });
  const whole = [fromEnd(found), fromStart(found)].map((chosen) => partsOf(items, chosen));
  return [partsOf(items, withMoved(fromEnd(own), own)), ...cuts.slice(0, MAX_RUNS), ...cuts.slice(MAX_RUNS).slice(-MAX_RUNS), ...whole];
}
/** From the start and from the end: the report comes before its annexes, and a later year perhaps last. */
const MAX_RUNS = 3;

/** The parts between headings; `end` is where the report ends and other things follow. */
function partsOf(items: readonly Item[], chosen: readonly Found[], end = items.length): Part[] {
  const cuts = [...chosen.map(({ index }) => index), end];
  const front: Part = { id: 'front', items: items.slice(0, cuts[0]) };
  const parts = chosen.map(({ section, index }, i): Part => {
    return { id: SECTIONS[section]?.id ?? 'overview', items: items.slice(index + 1, cuts[i + 1]) };
  });
  const behind: Part = { id: 'behind', items: items.slice(end) };
  return [front, ...parts, ...(behind.items.length > 0 ? [behind] : [])];
}

interface Found extends Heading {
  readonly index: number;
}
/** Of headings of the same section those in the style that most sections have, the numerals of the form before others. */
function inStyle(found: readonly Found[]): Found[] {
  const sectionsOf = (style: Found['style']): ReadonlySet<number> =>
    new Set(found.flatMap((heading) => (heading.style === style ? [heading.section] : [])));
  const [style = 'numeral'] = STYLES.toSorted((a, b) => sectionsOf(b).size - sectionsOf(a).size);
  const sections = sectionsOf(style);
  const own = found.filter((heading) => heading.style === style || !sections.has(heading.section));
  // One after the other they are a section and a part of it.
  return own.filter(({ section }, i) => section !== own[i - 1]?.section);
}
const STYLES: readonly Found['style'][] = ['numeral', 'bare', 'digit', 'bracket'];

/** With the headings that stand behind others of which they should stand before. */
function withMoved(chosen: readonly Found[], found: readonly Found[]): Found[] {
  const first = chosen[0]?.index ?? 0;
  const moved = SECTIONS.flatMap((_, section): Found[] => {
    const last = found.findLast((heading) => heading.section === section && heading.isExact);
    const isMissing = last && last.index > first && !chosen.some((heading) => heading.section === section);
    return isMissing ? [last] : [];
  });
  return [...chosen, ...moved].sort((a, b) => a.index - b.index);
}
/** Headings that follow each other in the order of the form. */
function runsOf(found: readonly Found[]): Found[][] {
  const runs: Found[][] = [];
  for (const heading of found) {
    const run = runs.at(-1);
    if (run && (run.at(-1)?.section ?? 0) < heading.section) run.push(heading);
    else runs.push([heading]);
  }
  return runs.filter((run) => run.length > 2);
}
function fromEnd(found: readonly Found[]): Found[] {
  const chosen: Found[] = [];
  let before = Number.POSITIVE_INFINITY;
  for (let section = SECTIONS.length - 1; section >= 0; section--) {
    const own = found.filter((heading) => heading.section === section && heading.index < before);
    const last = own.findLast(({ isExact }) => isExact) ?? own.at(-1);
    if (!last) continue;
    chosen.unshift(last);
    before = last.index;
  }
  return chosen;
}
function fromStart(found: readonly Found[]): Found[] {
  const chosen: Found[] = [];
  let after = -1;
  for (let section = 0; section < SECTIONS.length; section++) {
    const own = found.filter((heading) => heading.section === section && heading.index > after);
    const first = own.find(({ isExact }) => isExact) ?? own[0];
    if (!first) continue;
    chosen.push(first);
    after = first.index;
  }
  return chosen;
}
