/**
 * Live numbers: `{{requests.newReceived.total}}` in a text stands for the number of that cell and is printed as its digits, so that
 * it cannot contradict the table. The token is plain text in the draft (docs/draft-format.md). Here it becomes the number, and
 * places in what is printed become places in what is written; whatever reads a text reads what is printed.
 */
import { formatAmount } from './amount.ts';
import { type CellId, type Field, fieldOf, ofEachText, TEXT_IDS, type TextId } from './form.ts';
import type { Span } from './outline.ts';
import { once } from './remembered.ts';
import { type Figures, figuresOf, type Report } from './report.ts';

/** What a number that is blank, or cannot be read, is printed as. */
export const UNFILLED = '〔未填〕';
export const tokenOf = (id: CellId): string => `{{${id}}}`;
/** Whether it names a cell is another question. */
const TOKEN = /\{\{([^{}\n\r]{0,80})\}\}/g;

/** A token: where it is written, what it is printed as, and where that stands in the printed text. */
export interface LiveNumber {
  readonly field: Field;
  readonly written: Span;
  readonly printed: Span;
  readonly isFilled: boolean;
}
/** A text as it is printed, with the numbers that were tokens, in order. */
export interface Expanded {
  readonly text: string;
  readonly numbers: readonly LiveNumber[];
  /** Tokens that name no cell of this form: they stay as they were typed. */
  readonly unknown: readonly Span[];
}

/** The digits that a live number is printed as, those of the table; nothing while the cell, or a part of it, is blank or no number. */
export function liveDigits(field: Field, figures: Figures): string | undefined {
  if (field.parts) {
    const value = figures.value(field.id);
    return value === undefined ? undefined : formatAmount(value);
  }
  const reading = figures.reading(field.id);
  return reading.kind === 'number' ? reading.text : undefined;
}

const NO_SPANS: readonly never[] = [];
export function expand(written: string, figures: Figures): Expanded {
  if (!written.includes('{{')) return { text: written, numbers: NO_SPANS, unknown: NO_SPANS };
  const numbers: LiveNumber[] = [];
  const unknown: Span[] = [];
  const pieces: string[] = [];
  let [end, length] = [0, 0];
  for (const { 0: token, 1: id = '', index } of written.matchAll(TOKEN)) {
    const span = { from: index, to: index + token.length };
    const field = fieldOf(id, figures.form);
    if (!field) {
      unknown.push(span);
      continue;
    }
    const digits = liveDigits(field, figures);
    const shown = digits ?? UNFILLED;
    const from = length + index - end;
    pieces.push(written.slice(end, index), shown);
    numbers.push({ field, written: span, printed: { from, to: from + shown.length }, isFilled: digits !== undefined });
    [end, length] = [span.to, from + shown.length];
  }
  pieces.push(written.slice(end));
  return { text: pieces.join(''), numbers, unknown };
}

/** Every token as one digit: for comparing wording in which numbers do not count. */
export const withoutTokens = (written: string): string => (written.includes('{{') ? written.replace(TOKEN, '0') : written);

// Places

type Side = 'written' | 'printed';
/** The last number that begins before a place. */
function numberBefore(numbers: readonly LiveNumber[], side: Side, at: number): LiveNumber | undefined {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle]?.[side].from ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return numbers[low - 1];
}
/** A place inside a number becomes the edge of it: a number is never cut in two. */
function moved(numbers: readonly LiveNumber[], side: Side, at: number, edge: keyof Span): number {
  const before = numberBefore(numbers, side, at);
  if (!before) return at;
  const other = before[side === 'written' ? 'printed' : 'written'];
  return at < before[side].to ? other[edge] : at - before[side].to + other.to;
}
const movedSpan = ({ numbers }: Expanded, side: Side, { from, to }: Span): Span => ({
  from: moved(numbers, side, from, 'from'),
  to: moved(numbers, side, to, 'to'),
});
/** The stretch of the written text that a stretch of the printed one comes from. */
export const writtenSpan = (expanded: Expanded, span: Span): Span => movedSpan(expanded, 'printed', span);
/** Where a stretch of the written text is printed. */
export const printedSpan = (expanded: Expanded, span: Span): Span => movedSpan(expanded, 'written', span);
/** A stretch of the written text, widened so that it cuts no token. */
export const wholeTokens = (expanded: Expanded, span: Span): Span => writtenSpan(expanded, printedSpan(expanded, span));

// Reports

export interface Printed {
  /** The report as it is printed; the same object where its texts hold no token. */
  readonly report: Report;
  readonly texts: Readonly<Record<TextId, Expanded>>;
}
/** The one place where tokens become numbers. */
export const printed: (report: Report) => Printed = once((report) => {
  const hasTokens = TEXT_IDS.some((id) => report.texts[id].includes('{{'));
  const figures = hasTokens ? figuresOf(report) : undefined;
  const texts = ofEachText((id): Expanded => {
    const text = report.texts[id];
    return figures ? expand(text, figures) : { text, numbers: NO_SPANS, unknown: NO_SPANS };
  });
  if (TEXT_IDS.every((id) => texts[id].numbers.length === 0)) return { report, texts };
  return { report: { ...report, texts: { ...report.texts, ...ofEachText((id) => texts[id].text) } }, texts };
});
/** The report as it is printed. */
export const asPrinted = (report: Report): Report => printed(report).report;
