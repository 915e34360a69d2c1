/** What a report repeats of last year's: whole sections, single paragraphs, problems (国办公开办函〔2021〕30号: 内容雷同). */
import { amount } from './amount.ts';
import { type Facts, placeName, type Violation } from './finding.ts';
import { TEXT_IDS, type TextId } from './form.ts';
import { expand, writtenSpan } from './live.ts';
import { plain, shorten } from './outline.ts';
import { lastProblems, type Problem, problemsOf } from './problems.ts';
import { once } from './remembered.ts';
import type { Figures, Report } from './report.ts';
import { comparable, type StaleParagraph, staleParagraphs, staleShare } from './stale.ts';

/** The sections that reviewers compare, and the part of a section that may not be like last year's (R28). */
const COMPARED: readonly TextId[] = ['overview', 'problems', 'other'];
const TOO_MUCH = 0.5;
/** Shorter sections are like last year's by chance: what repeats in them is told by the paragraph. */
const WORTH_COMPARING = 100;

interface Repeated {
  /** Parts of 1, those confirmed included: a reviewer sees a likeness, not a confirmation. */
  readonly share: number;
  readonly confirmed: number;
}
function repeatedShare(report: Report, last: Report, section: TextId): Repeated | undefined {
  const { stale, confirmed, judged } = staleShare(report, last, section);
  const share = stale + confirmed;
  return COMPARED.includes(section) && judged >= WORTH_COMPARING && share > TOO_MUCH ? { share, confirmed } : undefined;
}
/** 50.2 % is more than half, and is not called 50 %. */
export const percent = (share: number): number => Math.max(Math.round(share * 100), share > TOO_MUCH ? 51 : 0);
const paragraphOf = (report: Report, { text, from, to }: StaleParagraph): string => report.texts[text].slice(from, to);
/** The beginning leads there; the paragraph as a whole is marked as last year's already. A clause is quoted to its end. */
const BEGINNING = 12;
const CLAUSE_END = /[，。；：！？,;:!?](?!\d)/g;
function quoteOf(paragraph: string, figures: Figures): string {
  const expanded = expand(paragraph, figures);
  CLAUSE_END.lastIndex = BEGINNING;
  const end = CLAUSE_END.exec(expanded.text)?.index ?? expanded.text.length;
  return paragraph.slice(0, writtenSpan(expanded, { from: 0, to: end }).to);
}

/** R28: more than half of a section is last year's, sentence by sentence, numbers and fixed sentences aside. */
export function repeatedSections({ written: report, figures, last }: Facts): Violation[] {
  if (!last) return [];
  return COMPARED.flatMap((section): Violation[] => {
    const repeated = repeatedShare(report, last.report, section);
    if (!repeated) return [];
    const closed = repeated.confirmed > 0 ? `，其中 ${percent(repeated.confirmed)}% 已确认仍然属实` : '';
    const first = staleParagraphs(report, last.report).find(({ text }) => text === section);
    const fact = `有 ${percent(repeated.share)}% 的文字与上年年报相同（数字不计），超过一半${closed}。请按今年的情况改写。`;
    const sides = { left: amount(percent(repeated.share)), right: amount(TOO_MUCH * 100) };
    return [{ section, ...sides, fact, ...(first && { quote: quoteOf(paragraphOf(report, first), figures), asWritten: true }) }];
  });
}

/** The same in a finding and before an export. */
export const leftOver = (count: number): string => `还有 ${count} 段仍是上年的文字或数字，没有改写，也没有确认`;

/** R28 where a section as a whole is not like last year's: paragraphs that nobody touched or confirmed. */
export function untouchedParagraphs({ written: report, figures, last }: Facts): Violation[] {
  if (!last) return [];
  const stale = staleParagraphs(report, last.report);
  const problems = new Set(repeatedProblems({ report, last: last.report }).map(said));
  return TEXT_IDS.flatMap((section): Violation[] => {
    if (repeatedShare(report, last.report, section)) return [];
    const untouched = stale
      .filter(({ text }) => text === section)
      .map((paragraph) => paragraphOf(report, paragraph))
      .filter((text) => section !== 'problems' || !problemsOf(text).some((problem) => problems.has(said(problem))));
    const [first] = untouched;
    if (first === undefined) return [];
    return [
      {
        section,
        quote: quoteOf(first, figures),
        asWritten: true,
        fact: `${leftOver(untouched.length)}。请核对是否属实。`,
      },
    ];
  });
}

/** R33: a problem of last year is told again in the same words. A section 五 that is mostly last year's has said so once (R28). */
export function sameProblems({ written: report, figures, last }: Facts): Violation[] {
  if (!last || repeatedShare(report, last.report, 'problems')) return [];
  return repeatedProblems({ report, last: last.report }).map(({ problem }) => ({
    section: 'problems',
    place: `${placeName('problems')} · 存在的主要问题`,
    quote: problem,
    asWritten: true,
    fact: `“${shorten(expand(problem, figures).text)}”与上年年报写的问题相同。请写明改得怎样，或者改写成今年的问题。`,
  }));
}

function repeatedProblems({ report, last }: { report: Report; last: Report }): readonly Problem[] {
  const before = new Set(lastProblems(last).map(said));
  return before.size === 0 ? [] : thisYears(report.texts).filter((problem) => before.has(said(problem)));
}
const said = ({ problem }: Problem): string => comparable(plain(problem));

/** Read once for each state of the texts: a number that is typed changes none of them. */
const thisYears: (texts: Report['texts']) => readonly Problem[] = once(({ problems }) => problemsOf(problems));
