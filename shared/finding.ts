/** What the checks find, and what they look at. */
import type { Amount } from './amount.ts';
import { type CellId, SECTIONS, type TextId } from './form.ts';
import type { Span } from './outline.ts';
import type { Figures, Reason, Report } from './report.ts';

export type Severity = 'error' | 'warning' | 'info';
/** What a clerk reads, in the window and on the command line. */
export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = { error: '错误', warning: '待核实', info: '提示' };
export type RuleId = `R${number}`;
/** Where a finding belongs: the title, the preamble, or one of the six sections. */
type Place = TextId | 'title';

/** One finding, in the shape of `check --json` but for `correction` and what follows it, which stay inside the program. Numbers are exact decimals as text, null where there is none. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly cells: readonly CellId[];
  readonly section: Place;
  readonly quote: string | null;
  /** The place, a colon, the fact with both numbers, and what to do: 表三 · 自然人：…。 */
  readonly message: string;
  readonly left: string | null;
  readonly right: string | null;
  /** Violations that follow from the same root cause and are not reported on their own (R18). */
  readonly includes: readonly { readonly rule: RuleId; readonly cells: readonly CellId[] }[];
  readonly correction?: Correction;
  /** Why it is true all the same: it is closed (`reasons.ts`). */
  readonly reason?: string;
  readonly former?: FormerReason;
}

/** What was written about a finding while its facts were others; it is open again. */
export interface FormerReason {
  readonly given: Reason;
  /** 理由是按 36、37 写的，现在是 36、38，请再核对。 */
  readonly said: string;
}

/** A place in a narrative, as offsets in it. */
interface TextSpan extends Span {
  readonly text: TextId;
}
/** A correction that may be offered as a button: `insert` in place of the text from `from` to `to`. */
export interface Proposal extends TextSpan {
  /** 改为 51. */
  readonly label: string;
  readonly insert: string;
}
/** What the window needs of a finding in a text: where to underline, and what to offer. */
interface Correction {
  /** Where the quote stands in the text as it is written: a token there is a number in the quote (`live.ts`). */
  readonly span: TextSpan;
  /** Empty where no correction is sure. */
  readonly proposals: readonly Proposal[];
}

/** What a question finds, before it becomes a finding of its rule. */
export interface Violation {
  readonly section: Place;
  /** In the words of the form; without it the section is the place. */
  readonly place?: string;
  readonly fact: string;
  readonly cells?: readonly CellId[];
  readonly quote?: string;
  readonly left?: Amount;
  readonly right?: Amount;
  /** Keys of the comparisons that say the same in general terms: they are included instead of being reported (R18, R23). */
  readonly explains?: readonly string[];
  /** Milder than the rule, where a looser reading of a text agrees. */
  readonly severity?: Severity;
  /** Where the quote stands in the printed text, and what it may be changed to. */
  readonly correction?: Correction;
  /** The quote and its place are of the text as it is written, tokens and all. */
  readonly asWritten?: true;
}

/** 标题, 前言, 第一部分 … 第六部分. */
export function placeName(section: Place): string {
  if (section === 'title') return '标题';
  const numeral = SECTIONS.find(({ id }) => id === section)?.numeral;
  return numeral ? `第${numeral}部分` : '前言';
}

/** The local profile (R54, R55), off unless it is given. */
export interface LocalProfile {
  /** Most characters of section 一; 1000 where a locality has such a rule. */
  readonly overviewLength: number;
}
export interface Facts {
  /** As it is printed: live numbers are digits in its texts. */
  readonly report: Report;
  /** As it stands in the draft. Wording is compared with last year's in it, for there a live number is not another wording. */
  readonly written: Report;
  readonly figures: Figures;
  /** Last year's report, if it is that of the year before this one. */
  readonly last?: { readonly report: Report; readonly figures: Figures };
  /** The year of a report that was given as last year's and is not: it is not compared. */
  readonly otherYear?: number;
  readonly local?: LocalProfile;
}
