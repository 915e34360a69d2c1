/** R31: rates of growth and differences beside the figures of a narrative, by last year's report. */
import { type Amount, formatAmount, magnitude } from './amount.ts';
import type { Base, Growth } from './claim-growths.ts';
import type { Facts, Proposal, Violation } from './finding.ts';
import { cellsOf, counted, inText, isAbout, type Place, placesOf, rangeIn, readingOf } from './readings.ts';
import type { Figures } from './report.ts';

/** R31: a rate of growth, a difference, or a figure of last year beside a figure of the tables. */
export function growthRates(facts: Facts): Violation[] {
  const { report, figures, last } = facts;
  if (!last) return [];
  const isMeant = ({ of, since }: Growth | Base): boolean =>
    isAbout(of.context, report) && (since ?? last.report.year) === last.report.year;
  return placesOf(facts).flatMap((place) => [
    ...place.claims.bases.filter(isMeant).flatMap((base) => baseWrongly(base, last.figures, place)),
    ...place.claims.growths.filter(isMeant).flatMap((growth): Violation[] => {
      const grown = (growth.unit === '%' ? ratesOf : differencesOf)(pairsOf(growth, figures, last.figures));
      const [first] = grown;
      // A rate that is off by one in the last printed digit is rounded.
      const tolerance = (growth.unit === '%' ? growth.step : 0n) + growth.slack;
      if (first === undefined || grown.some((by) => distance(by, growth.by) <= tolerance)) return [];
      return [{ ...grownWrongly(growth, first, place), cells: cellsOf(growth.of.subject, figures.form) }];
    }),
  ]);
}
/** 较上年的 42 件, where last year's report has 40. */
function baseWrongly(base: Base, before: Figures, place: Place): Violation[] {
  const { subject } = base.of;
  const { least, most, value } = rangeIn({ ...base, subject });
  const readings = [...subject.readings, ...(subject.loose ? [subject.loose] : [])];
  const contradicted = (number: Figures['value']): boolean =>
    readings.every((reading) => {
      const { sum, complete } = readingOf(reading, { form: before.form, value: number });
      return complete && (sum < least || sum > most);
    });
  const [reading] = readings;
  if (!reading || !contradicted(before.value) || !contradicted(before.computed)) return [];
  const first = readingOf(reading, before);
  const right = formatAmount(first.sum);
  const proposals = base.unit === subject.unit ? rebased(base, first.sum, place) : [];
  const fact = `正文写上年${subject.says} ${counted(base)}，上年年报是 ${right} ${subject.unit}。请核对。`;
  return [{ ...inText(place, base.span, proposals), left: value, right: first.sum, fact, cells: cellsOf(subject, before.form) }];
}
/** The figure of last year, and what was reckoned from it, put right at once; nothing where a growth would become a decline. */
function rebased(base: Base, right: Amount, place: Place): Proposal[] {
  const reckoned = place.claims.growths.filter(({ from }) => from === base);
  const pair = { now: rangeIn(base.of).value, before: right };
  let [to, insert] = [base.number.to, formatAmount(right)];
  for (const growth of reckoned) {
    const [exact = 0n] = (growth.unit === '%' ? ratesOf : differencesOf)([pair]);
    const by = growth.unit === '%' ? rounded(exact, growth.step) : exact;
    if (by === 0n || growth.by === 0n || by < 0n !== growth.by < 0n || growth.number.from < to) return [];
    insert += place.text.slice(to, growth.number.from) + formatAmount(magnitude(by));
    to = growth.number.to;
  }
  const label = `改为 ${formatAmount(right)}${reckoned.length > 0 ? '，增减一并改' : ''}`;
  return [{ text: place.id, from: base.number.from, to, label, insert }];
}
function grownWrongly(growth: Growth, right: Amount, place: Place): Violation {
  const isRate = growth.unit === '%';
  const by = isRate ? rounded(right, growth.step) : right;
  const value = formatAmount(magnitude(by));
  const unit = isRate ? '%' : ` ${growth.unit}`;
  const shown = isRate ? `${growth.shown}%` : counted(growth);
  const way = (amount: Amount): string => (isRate ? (amount < 0n ? '下降' : '增长') : amount < 0n ? '减少' : '增加');
  const computed = by === 0n ? '持平' : `${way(by)} ${value}${unit}`;
  const written = growth.by === 0n ? '与上年持平' : `${isRate ? '同比' : '比上年'}${way(growth.by)} ${shown}`;
  const fact = `正文写${written}，按上年年报算是${computed}。请核对。`;
  const label = `改为 ${value}${isRate ? '%' : ''}`;
  const sameWay = by !== 0n && growth.by !== 0n && by < 0n === growth.by < 0n;
  const proposals: Proposal[] = sameWay ? [{ text: place.id, ...growth.number, label, insert: value }] : [];
  return { ...inText(place, growth.span, proposals), left: growth.by, right, fact };
}
const distance = (a: Amount, b: Amount): Amount => magnitude(a - b);
const rounded = (value: Amount, step: Amount): Amount => ((value + (value < 0n ? -step : step) / 2n) / step) * step;

interface Pair {
  readonly now: Amount;
  readonly before: Amount;
}
/**
 * What a figure may have been, now and in the year before: what the text says, or a reading of the table, against that of last year, or
 * against what the text says of last year, which is judged by itself.
 */
function pairsOf({ of, from }: Growth, now: Figures, before: Figures): Pair[] {
  const written = rangeIn(of).value;
  const told = from ? [{ now: written, before: rangeIn({ ...from, subject: of.subject }).value }] : [];
  const read = of.subject.readings.flatMap((reading) => {
    const [current, base] = [readingOf(reading, now), readingOf(reading, before)];
    if (!base.complete) return [];
    return [written, ...(current.complete ? [current.sum] : [])].map((value) => ({ now: value, before: base.sum }));
  });
  return read.length > 0 ? [...read, ...told] : [];
}
const ratesOf = (pairs: readonly Pair[]): Amount[] =>
  pairs.flatMap((pair) => (pair.before > 0n ? [((pair.now - pair.before) * 100_000_000n) / pair.before] : []));
const differencesOf = (pairs: readonly Pair[]): Amount[] => pairs.map((pair) => pair.now - pair.before);
