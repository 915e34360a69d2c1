/** A number beside last year's: the difference, and how much that is of last year's. Computed exactly, never in floats. */
import { type Amount, formatAmount, magnitude } from '../shared/amount.ts';
import type { Draft } from '../shared/draft.ts';
import type { Field } from '../shared/form.ts';
import { figuresOf, formOf, type Report, typedText } from '../shared/report.ts';
import { shortName } from './grid-map.ts';

/** Last year's number for a field; for row 二 it is last year's 四, which it must equal. */
export function lastYearsAmount({ report, lastYear }: Draft, { id, table }: Field): Amount | undefined {
  if (lastYear?.year !== report.year - 1) return undefined;
  // The counts of table 二 in the form of 2019 are other counts under the same names.
  if (table === 'proactive' && formOf(lastYear).id === '2019') return undefined;
  return figuresOf(lastYear).value(id.replace('requests.carriedIn.', 'requests.carriedOut.'));
}

/** +37.8%, rounded to one decimal, halves away from zero; nothing where last year there was nothing, or where it rounds to nothing. */
export function percentOf(before: Amount, now: Amount): string {
  if (before === 0n || before === now) return '';
  const apart = magnitude(now - before);
  const tenths = (apart * 2000n + before) / (before * 2n);
  if (tenths === 0n) return '';
  return `${now > before ? '+' : '−'}${tenths / 10n}.${tenths % 10n}%`;
}

/** 上年 37，增 14（+37.8%） */
export function sinceLastYear(before: Amount, now: Amount | undefined): string {
  const was = `上年 ${formatAmount(before)}`;
  if (now === undefined) return was;
  if (now === before) return `${was}，没有增减`;
  const percent = percentOf(before, now);
  const change = now > before ? `增 ${formatAmount(now - before)}` : `减 ${formatAmount(before - now)}`;
  return `${was}，${change}${percent && `（${percent}）`}`;
}

/** Why totals among these fields cannot be computed of last year's report: null where all can. */
export function uncounted(lastYear: Report, fields: readonly Field[]): string | null {
  const figures = figuresOf(lastYear);
  const known = ({ id }: Field): boolean => figures.value(id) !== undefined;
  const leaves = ({ id }: Field): Field[] => {
    const own = figures.form.fields.get(id);
    const parts = own?.parts?.flatMap((part) => figures.form.fields.get(part) ?? []);
    return parts ? parts.flatMap(leaves) : own ? [own] : [];
  };
  const open = fields.filter((field) => field.parts && !known(field)).flatMap(leaves);
  const [first, ...more] = [...new Set(open)].filter((field) => !known(field));
  if (!first) return null;
  const typed = typedText(lastYear, first).trim().slice(0, 12);
  const what = more.length > 0 ? `等 ${more.length + 1} 格没有数` : typed === '' ? '是空的' : `写的是“${typed}”，不是数`;
  return `上年年报“${shortName(first)}”${what}，有关的总计算不出来，显示“—”。`;
}
