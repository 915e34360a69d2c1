/** One row of numbers: which of the printed ones are surely its own, and what it is called. */
import { readNumber, sumOf, tidyNumber } from '../shared/amount.ts';
import type { CellId, Field } from '../shared/form.ts';
import { isSpaced, remarkIn, type Token, unspaced, withoutCounter } from './cells.ts';
import { bare, type LabelledRow } from './labels.ts';

/** The digits where they are understood, otherwise what is printed. */
export function valueIn(text: string, field: Field | undefined): string {
  const unit = field?.unit ?? '件';
  const value = (remarkIn(text)?.value ?? text).trim();
  return tidyNumber(unit === '件' ? withoutCounter(value) : value, unit);
}

/** The numbers of a run that are surely the row's, in its order; nothing where it is not certain which is which. */
export function chosenFrom(values: readonly Token[], fields: readonly Field[], isRow: boolean, isDoubtful: boolean): string[] | undefined {
  const wanted = fields.length;
  const texts = values.map(({ text }) => text);
  const solid = texts.filter((text) => text !== '').map(unspaced);
  // A blank cell between them is one of the row's own, and a number beside them is not.
  const isInterrupted = texts
    .slice(
      texts.findIndex((text) => text !== ''),
      texts.findLastIndex((text) => text !== ''),
    )
    .includes('');
  const isUnsure = isDoubtful || isInterrupted || texts.some(isSpaced);
  if (solid.length === wanted) return !isUnsure || addsUp(solid, fields) ? solid : undefined;
  if (isDoubtful) return undefined;
  // One number in a cell that covers several columns.
  if (isRow && wanted === 1 && new Set(solid).size === 1) return solid.slice(0, 1);
  const upToLast = texts.slice(0, texts.findLastIndex((text) => text !== '') + 1).map(unspaced);
  // A blank cell may be one that was merged with the label: it counts only where the row begins and ends with a number and adds up.
  const isFirst = upToLast[0] !== '' || upToLast.slice(0, -1).every((text) => text === '');
  return upToLast.length === wanted && isFirst && addsUp(upToLast, fields) ? upToLast : undefined;
}

/** True where the totals of a row are what its printed numbers add up to; a row without totals proves nothing. */
export function addsUp(texts: readonly string[], fields: readonly Field[]): boolean {
  const amounts = new Map(fields.map((field, i) => [field.id, readNumber(valueIn(texts[i] ?? '', field), field.unit)]));
  const amountOf = (id: CellId): bigint | undefined => {
    const reading = amounts.get(id);
    return reading?.kind === 'number' ? reading.amount : reading?.kind === 'blank' ? 0n : undefined;
  };
  // （七）总计 is made of rows as well; only sums within the row count here.
  const sums = fields.flatMap(({ id, parts }) => (parts?.every((part) => amounts.has(part)) ? [{ id, parts }] : []));
  const agree = sums.every(({ id, parts }) => {
    const values = parts.map(amountOf);
    return values.every((value) => value !== undefined) && sumOf(values) === amountOf(id);
  });
  return sums.length > 0 && agree;
}

/** A text without so many letters and digits at its end, and without the marks between them. */
export function withoutEnd(text: string, letters: number): string {
  let left = letters;
  let end = text.length;
  while (end > 0 && (left > 0 || (letters > 0 && bare(text[end - 1] ?? '') === ''))) left -= bare(text[--end] ?? '').length;
  return text.slice(0, end);
}

/** How many characters at the end of a bare label are the row's own, its number included. */
export function ownLength(label: string, row: LabelledRow): number {
  const full = bare(row.label);
  if (label.endsWith(full)) return full.length;
  const name = row.names.find((candidate) => label.endsWith(candidate)) ?? full;
  const before = label.slice(0, Math.max(0, label.length - name.length));
  return name.length + (/[\d一二三四五六七八九]$/.test(before) ? 1 : 0);
}

/** 表三 · （三）不予公开 1.属于国家秘密. */
export function nameOf(fields: readonly Field[], row?: LabelledRow): string {
  const [first] = fields;
  if (!first) return '';
  const parts = first.place.split(' · ');
  if (fields.length === 1) return `“${first.place}”`;
  if (first.table === 'disputes') return fields.length > 5 ? '“表四”' : `“${parts.slice(0, -1).join(' · ')}”`;
  return `“${parts[0]} · ${row?.label ?? (first.table === 'requests' ? parts.slice(2).join(' · ') : (parts[1] ?? ''))}”一行`;
}
