/** What the rules of stated figures share: the narratives with what they state, and what the readings of a subject come to. */
import { type Amount, sumOf } from './amount.ts';
import type { Reading, Subject } from './claim-subjects.ts';
import { type Claim, type Claims, type Context, claimsIn } from './claims.ts';
import type { Facts, Proposal } from './finding.ts';
import { type CellId, type Form, TEXT_IDS, type TextId } from './form.ts';
import type { Span } from './outline.ts';
import { once } from './remembered.ts';
import type { Figures, Report } from './report.ts';

/** A sum of numbers as far as they are filled in: not `complete`, it is the least that the sum can be. */
export interface Known {
  readonly sum: Amount;
  readonly complete: boolean;
}
export type Values = Pick<Figures, 'form' | 'value'>;
export function known(figures: Values, id: CellId): Known {
  const value = figures.value(id);
  if (value !== undefined) return { sum: value, complete: true };
  return total((figures.form.fields.get(id)?.parts ?? []).map((part) => known(figures, part)));
}
export const total = (parts: readonly Known[]): Known => ({
  sum: sumOf(parts.map((part) => part.sum)),
  complete: parts.length > 0 && parts.every((part) => part.complete),
});
export function readingOf(reading: Reading, figures: Values): Known {
  const plus = total(reading.plus(figures.form).map((id) => known(figures, id)));
  if (!reading.minus) return plus;
  const minus = total(reading.minus.map((id) => known(figures, id)));
  // What is not known cannot be taken away: then the difference is not known either.
  return { sum: minus.complete ? plus.sum - minus.sum : 0n, complete: plus.complete && minus.complete };
}
export const cellsOf = ({ readings: [first] }: Subject, form: Form): CellId[] => [...(first?.plus(form) ?? [])].filter(isKnown(form));
export const isKnown =
  (form: Form) =>
  (id: CellId): boolean =>
    form.fields.has(id) || id.startsWith('fee.');

export interface Place {
  readonly id: TextId;
  readonly text: string;
  readonly claims: Claims;
}
/** The narratives with what they state, asked by many rules about the same facts. */
export const placesOf: (facts: Facts) => readonly Place[] = once(({ report: { texts } }) =>
  TEXT_IDS.filter((id) => texts[id] !== '').map((id) => ({ id, text: texts[id], claims: claimsIn(texts[id], id) })),
);
export const inText = ({ id, text }: Place, span: Span, proposals: readonly Proposal[] = []) => ({
  section: id,
  quote: text.slice(span.from, span.to),
  correction: { span: { text: id, ...span }, proposals },
});

/** Figures of last year, of half a year or of a part of the unit, or of more than the unit, are not those of the tables. */
export function isAbout({ year, otherTime, part, carriedTo, carriedFrom }: Context, { year: reportYear, unit }: Report): boolean {
  if ((carriedTo ?? reportYear + 1) !== reportYear + 1 || (carriedFrom ?? reportYear - 1) !== reportYear - 1) return false;
  // The office of a government speaks of itself.
  const office = /办公[室厅]$/.test(unit.name.trim());
  // 全县 is more than a department, and what a government reports of.
  const itself = part === undefined || (part.startsWith('全') ? unit.kind === 'government' || office : part.includes('政府') && office);
  return !otherTime && (year === undefined || year === reportYear) && itself;
}

type Stated = Pick<Claim, 'least' | 'most' | 'value' | 'unit' | 'subject'>;
/** In the unit of the cell: a text may give in 元 what a table has in 万元, and round it. */
export function rangeIn({ least, most, value, unit, subject }: Stated): { value: Amount; least: Amount; most: Amount } {
  if (unit !== '元' || subject.unit !== '万元') return { value, least, most };
  return { value: value / 10_000n, least: least / 10_000n, most: (most + 9999n) / 10_000n };
}
/** 58 件, 五十八件, 318.64 万元 as the table has it: 万 belongs to the unit. */
export function counted({ shown, unit }: Pick<Claim, 'shown' | 'unit'>): string {
  if (/\d[万亿]$/.test(shown)) return `${shown.slice(0, -1)} ${shown.slice(-1)}${unit}`;
  return /\d$/.test(shown) ? `${shown} ${unit}` : shown + unit;
}
