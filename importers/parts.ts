/** A document cut at its six headings: what stands before them, under each, and in which order. */
import { SECTIONS, type SectionId } from '../shared/form.ts';
import { bare } from './labels.ts';

/** A line of text or a table of the source, with its place for people. */
export type Item =
  | { readonly kind: 'line'; readonly text: string; readonly place: string; readonly isLine: boolean }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly place: string; readonly isCut: boolean };

export interface Part {
  /** `front` is what stands before the first heading. */
  readonly id: SectionId | 'front';
  readonly items: readonly Item[];
  /** The heading as printed. */
  readonly heading?: { readonly text: string; readonly place: string };
}

const NUMBERED = /^(?:第?([一二三四五六七八九十])(?:部分)?\s*[、.．,，:：\s]|[（(]([一二三四五六])[）)])\s*(.*)$/s;
/** What a heading speaks of, whatever words a unit chose for it. */
const SPEAKS_OF = [/总体|概述|概况|基本情况/, /主动公开/, /收到|申请/, /复议|诉讼/, /问题/, /其他.{0,12}(?:事项|情况)/];
const LONGEST = 40;

/** Which heading a line is: `exact` by its wording, `likely` by its number and what it speaks of. Rows of table 三 are neither. */
function headingIn(text: string): { readonly section: number; readonly isExact: boolean } | undefined {
  const line = text.trim().replace(/[。:：]$/, '');
  if (line.length > LONGEST || line === '') return undefined;
  const [, numeral, , rest] = NUMBERED.exec(line) ?? [];
  const title = bare(rest ?? line);
  const byTitle = SECTIONS.findIndex((section) => bare(section.title) === title);
  if (byTitle >= 0 && (!numeral || SECTIONS[byTitle]?.numeral === numeral)) return { section: byTitle, isExact: true };
  const section = SECTIONS.findIndex((candidate) => candidate.numeral === numeral);
  if (section < 0 || /[。；;]/.test(line) || !SPEAKS_OF[section]?.test(title)) return undefined;
  // 一、本年新收政府信息公开申请数量 and its like.
  if (/数量$/.test(title)) return undefined;
  return { section, isExact: false };
}

/**
 * Cut at the last place where the six headings follow each other, because a table of contents stands before the text; or at the
 * first, where a page repeats them behind it.
 */
export function partsOf(items: readonly Item[], from: 'end' | 'start'): Part[] {
  const found = items.flatMap((item, index) => {
    const heading = item.kind === 'line' ? headingIn(item.text) : undefined;
    return heading ? [{ ...heading, index }] : [];
  });
  const chosen = from === 'end' ? chosenFromEnd(found) : chosenFromStart(found);
  const cuts = [...chosen, { section: -1, index: items.length }];
  const front: Part = { id: 'front', items: items.slice(0, cuts[0]?.index) };
  const parts = chosen.map(({ section, index }, i): Part => {
    const item = items[index];
    const heading = item?.kind === 'line' ? { heading: { text: item.text, place: item.place } } : {};
    return { id: SECTIONS[section]?.id ?? 'overview', items: items.slice(index + 1, cuts[i + 1]?.index), ...heading };
  });
  return [front, ...parts];
}

interface Found {
  readonly section: number;
  readonly isExact: boolean;
  readonly index: number;
}
function chosenFromEnd(found: readonly Found[]): Found[] {
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
function chosenFromStart(found: readonly Found[]): Found[] {
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
