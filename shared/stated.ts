/** The figures that a narrative states, compared with the tables and with each other (R34–R46, R49, R51, R62, R67). */
import { exceptCarriedOut, withCarriedIn } from './added-words.ts';
import { type Amount, formatAmount } from './amount.ts';
import type { Reading, Subject } from './claim-subjects.ts';
import { type Claim, claimsIn } from './claims.ts';
import { type Facts, type Proposal, placeName, type RuleId, type Violation } from './finding.ts';
import { APPLICANTS, type CellId, type Form, fieldOf, requestCell, type TextId } from './form.ts';
import { isLeft, spotOf } from './guess.ts';
import { liveDigits, printed, tokenOf, writtenSpan } from './live.ts';
import {
  cellsOf,
  counted,
  inText,
  isAbout,
  isKnown,
  type Known,
  known,
  type Place,
  placesOf,
  rangeIn,
  readingOf,
  total,
  type Values,
} from './readings.ts';
import { once } from './remembered.ts';
import type { Figures, Report } from './report.ts';

type Verdict = 'agrees' | 'loose' | 'contradicts' | 'open';
/** A total that was printed wrong is reported as such: the text may agree with it or with its parts. */
function verdictOf(claim: Claim, figures: Figures): Verdict {
  const verdict = verdictBy(claim, figures);
  if (verdict !== 'contradicts') return verdict;
  return verdictBy(claim, { form: figures.form, value: figures.computed }) === 'contradicts' ? verdict : 'agrees';
}
function verdictBy(claim: Claim, figures: Values): Verdict {
  const { least, most } = rangeIn(claim);
  const fits = ({ sum, complete }: Known): Verdict => {
    if (complete) return sum >= least && sum <= most ? 'agrees' : 'contradicts';
    return sum > most ? 'contradicts' : 'open';
  };
  const { readings, loose } = claim.subject;
  const verdicts = readings.map((reading) => fits(readingOf(reading, figures)));
  if (verdicts.includes('agrees')) return 'agrees';
  if (verdicts.includes('open')) return 'open';
  return loose && fits(readingOf(loose, figures)) === 'agrees' ? 'loose' : 'contradicts';
}

export type FigureRule = `R${34 | 35 | 36 | 37 | 38 | 39 | 40 | 41 | 42 | 43 | 44}`;

/** R34–R44: each figure that the text states of the tables. */
export const statedFigures =
  (rule: FigureRule): ((facts: Facts) => readonly Violation[]) =>
  (facts) =>
    figuresIn(facts).get(rule) ?? [];
/** All of them are judged together, once for the eleven rules. */
const figuresIn: (facts: Facts) => ReadonlyMap<RuleId, readonly Violation[]> = once((facts) => {
  const { report, figures } = facts;
  const found = new Map<RuleId, Violation[]>();
  const add = (rule: RuleId, violations: readonly Violation[]): void => {
    const others = found.get(rule);
    if (others) others.push(...violations);
    else found.set(rule, [...violations]);
  };
  for (const place of placesOf(facts)) {
    const agreed = new Map<string, Claim>();
    for (const claim of place.claims.figures) {
      if (!isAbout(claim.context, report)) continue;
      const verdict = verdictOf(claim, figures);
      if (verdict === 'agrees') agreed.set(claim.subject.key, claim);
      else if (verdict !== 'open' && !isPartOf(claim, agreed.get(claim.subject.key), place))
        add(claim.subject.rule, judged(claim, verdict, place, figures));
    }
  }
  return found;
});

/** 全县共收到 100 件，公安局收到 60 件: behind a figure that is right, a smaller one in the same paragraph is a part of it. */
const isPartOf = (claim: Claim, whole: Claim | undefined, { text }: Place): boolean =>
  whole !== undefined && claim.most < whole.value && !text.slice(whole.span.to, claim.span.from).includes('\n');

function judged(claim: Claim, verdict: 'loose' | 'contradicts', place: Place, figures: Figures): Violation[] {
  const { subject } = claim;
  const [first, ...others] = subject.readings;
  if (!first) return [];
  const { sum, complete } = readingOf(first, figures);
  const written = `正文写${subject.says} ${counted(claim)}`;
  const table = `${first.name}${complete ? '' : '已填的就有'} ${formatAmount(sum)} ${subject.unit}`;
  const uneven = complete ? unevenBy(claim, sum, figures) : undefined;
  const shared = {
    cells: cellsOf(subject, figures.form),
    left: rangeIn(claim).value,
    right: sum,
    // The text may be right: it is not offered to be changed to a number that the table itself contradicts.
    ...inText(place, claim.span, complete && !uneven ? proposalsOf(claim, place, figures) : []),
  };
  if (verdict === 'loose') return [{ ...shared, severity: 'info', fact: `${written}，${looseText(subject, table, figures)}` }];
  const rest = others.flatMap((reading) => {
    const other = readingOf(reading, figures);
    return other.complete && other.sum !== sum ? [`${reading.name} ${formatAmount(other.sum)} 件`] : [];
  });
  const facts = [written, table, ...rest].join('，');
  const advice = uneven ? `表三${uneven}列两边正好也差这么多，请先核对表三。` : '请改成一致。';
  return [{ ...shared, fact: `${facts}。${advice}` }];
}

/** The column of table 三 whose two sides would be equal with the number that the text states. */
function unevenBy({ least, most, value, subject }: Claim, sum: Amount, figures: Figures): string | undefined {
  const spot = spotOf(subject.readings[0]?.plus(figures.form)[0] ?? '');
  if (!spot || least !== most) return undefined;
  const lacking = isLeft(spot.row) ? sum - value : value - sum;
  const gapOf = (column: string): Amount | undefined => {
    const [received, carriedIn, disposed, carriedOut] = ['newReceived', 'carriedIn', 'totalDisposed', 'carriedOut'].map((row) =>
      figures.value(requestCell(row, column)),
    );
    if (received === undefined || carriedIn === undefined || disposed === undefined || carriedOut === undefined) return undefined;
    return received + carriedIn - disposed - carriedOut;
  };
  const columns = APPLICANTS.filter(({ id }) => spot.column === 'total' || spot.column === id);
  return columns.find(({ id }) => gapOf(id) === lacking)?.label;
}

/** What a text says of rows of table 三 that hold another number: how much more that is, and the typed cells it may be missing in. */
interface Contradiction {
  readonly says: string;
  readonly lacking: Amount;
  readonly cells: ReadonlySet<CellId>;
}
/** Figures that speak of few rows; that of all outcomes together points to none of them. */
const OF_ROWS: readonly RuleId[] = ['R34', 'R35', 'R37', 'R38', 'R39'];
export const contradictions: (facts: Facts) => readonly Contradiction[] = once((facts) => {
  const { report, figures } = facts;
  return placesOf(facts).flatMap(({ claims }) =>
    claims.figures.flatMap((claim): Contradiction[] => {
      const { subject, value } = claim;
      const [first] = subject.readings;
      if (!first || !OF_ROWS.includes(subject.rule) || claim.least !== claim.most || !isAbout(claim.context, report)) return [];
      const { sum, complete } = readingOf(first, figures);
      if (!complete || verdictOf(claim, figures) !== 'contradicts') return [];
      const cells = first.plus(figures.form).flatMap((id) => figures.form.fields.get(id)?.parts ?? [id]);
      return [{ says: `${subject.says} ${counted(claim)}`, lacking: value - sum, cells: new Set(cells) }];
    }),
  );
});
const APART: Readonly<Record<string, string>> = { newReceived: '上年结转', disposed: '上年结转', dispute: '其中尚未审结' };
/** The number that would make the looser reading agree, and what to write. */
function looseText({ loose, key }: Subject, table: string, figures: Figures): string {
  if (!loose) return `${table}。`;
  const apart = loose.apart ?? [];
  const sum = total(apart.map((id) => known(figures, id))).sum;
  const name = APART[key.split(' ')[0] ?? ''] ?? '尚未审结';
  return `${table}，${name} ${formatAmount(sum)} 件；${loose.advice}。`;
}

/** 318.64 万元 is read as money; the table counts in 万元 too. */
const isWan = ({ subject, unit, shown }: Claim): boolean => subject.unit === '万元' && unit === '元' && shown.endsWith('万');

/** The number of the table in place of the one that was written; of what was received also with what was carried in. */
function proposalsOf(claim: Claim, { id }: Place, figures: Figures): Proposal[] {
  const { span, subject, unit, shown, borrowed } = claim;
  const wan = isWan(claim);
  if (borrowed || subject.rule === 'R45' || (!wan && (subject.key === 'adminFees' || /[万亿]/.test(shown)))) return [];
  const number = wan ? { ...claim.number, to: claim.number.to - 1 } : claim.number;
  const proposal = (label: string, insert: string, to: number): Proposal => ({ text: id, from: number.from, to, label, insert });
  const [first, second] = subject.readings.map((reading) => readingOf(reading, figures));
  if (!first?.complete) return [];
  const value = formatAmount(first.sum);
  const plain = proposal(`改为 ${value}`, value, number.to);
  const cell = subject.readings[0] && singleCell(subject.readings[0], figures.form);
  const live = cell === undefined || (!wan && unit !== subject.unit) ? [] : [proposal(LIVE, tokenOf(cell), number.to)];
  if (subject.key !== 'received' || !second?.complete || second.sum === first.sum) return [plain, ...live];
  const [both, old] = [formatAmount(second.sum), formatAmount(second.sum - first.sum)];
  const carried = proposal(`改为 ${both}（含上年结转 ${old}）`, `${both}${unit}${withCarriedIn(old, unit)}`, span.to);
  return [plain, carried, ...live];
}
const LIVE = '换成随表更新的数字';

/** The one cell that a reading is; a sum is none. */
function singleCell({ plus, minus }: Reading, form: Form): CellId | undefined {
  const [id, ...others] = minus ? [] : plus(form);
  return id !== undefined && others.length === 0 && isKnown(form)(id) ? id : undefined;
}

/** For a number in a text that agrees with one cell, and can mean no other: the same number, following the table from now on. */
export function liveNumberAt(report: Report, figures: Figures, id: TextId, at: number): Proposal | undefined {
  const expanded = printed(report).texts[id];
  const here = claimsIn(expanded.text, id).figures.filter(({ number }) => {
    const { from, to } = writtenSpan(expanded, number);
    return from <= at && at <= to && !expanded.numbers.some((live) => live.printed.from < number.to && number.from < live.printed.to);
  });
  const [claim, ...others] = here;
  // 各 1 件 is two figures in one number.
  if (!claim || others.length > 0 || !isAbout(claim.context, report)) return undefined;
  const wan = isWan(claim);
  if (!wan && claim.unit !== claim.subject.unit) return undefined;
  const [digits, number] = wan ? [claim.shown.slice(0, -1), { ...claim.number, to: claim.number.to - 1 }] : [claim.shown, claim.number];
  const [field, ...more] = claim.subject.readings
    .map((reading) => fieldOf(singleCell(reading, figures.form) ?? '', figures.form))
    .filter((cell) => cell && liveDigits(cell, figures) === digits);
  if (!field || more.length > 0) return undefined;
  return { text: id, ...writtenSpan(expanded, number), label: LIVE, insert: tokenOf(field.id) };
}

/** R45, R67: the text says that there was nothing, or no such power, and the tables have some. */
export function statedNothings(rule: 'R45' | 'R67'): (facts: Facts) => Violation[] {
  return (facts) =>
    placesOf(facts).flatMap((place) =>
      place.claims.nothings.flatMap(({ subject, span, power, context }): Violation[] => {
        const { report, figures } = facts;
        if (power !== (rule === 'R67') || !isAbout(context, report)) return [];
        const [first] = subject.readings;
        const found = first && beyondNothing(subject, first, figures);
        if (!found) return [];
        const what = power ? `没有${subject.says}的职权` : nothingWords(subject);
        const fact = `正文写${what}，${found.name} ${formatAmount(found.sum)} ${subject.unit}。请核对。`;
        return [{ ...inText(place, span), cells: [...found.cells], left: 0n, right: found.sum, fact }];
      }),
    );
}
const nothingWords = ({ key, says }: Subject): string => (key === 'received' ? '没有收到申请' : `没有${says}`);

/** Requests that were answered must have been received, whatever the first row says. */
function beyondNothing(subject: Subject, first: Reading, figures: Figures): { name: string; sum: Amount; cells: CellId[] } | undefined {
  const stated = readingOf(first, figures);
  if (stated.sum > 0n) return { name: first.name, sum: stated.sum, cells: cellsOf(subject, figures.form) };
  if (subject.key !== 'received' || !stated.complete) return undefined;
  const row = requestCell('totalDisposed', 'total');
  const old = known(figures, requestCell('carriedIn', 'total'));
  const answered = figures.computed(row);
  if (!old.complete || answered === undefined || answered <= old.sum) return undefined;
  return { name: '表三办理结果却有', sum: answered, cells: [row] };
}

/** R46 (counts), R62 (money): parts that do not add up to their whole. */
export function statedSums(rule: 'R46' | 'R62'): (facts: Facts) => Violation[] {
  return (facts) =>
    placesOf(facts).flatMap((place) =>
      place.claims.enumerations.flatMap((sum): Violation[] => {
        if ((sum.unit === '元') !== (rule === 'R62')) return [];
        const { whole, least, most, count, unit } = sum;
        const parts = count > 1 ? `列出的 ${count} 项相加是` : '其中的一项是';
        const fact = `正文写 ${counted(sum)}，${parts} ${formatAmount(least === most ? least : most)} ${unit}。请核对各项。`;
        return [{ ...inText(place, sum.span), left: whole.value, right: least, fact }];
      }),
    );
}

/** R49: the same fact in several sections, where no table says which is right: it is blank, or has no such number. */
export function repeatedFacts(facts: Facts): Violation[] {
  const { report, figures } = facts;
  const stated = placesOf(facts).flatMap((place) =>
    place.claims.figures
      .filter((claim) => isAbout(claim.context, report) && claim.least === claim.most && isUndecided(claim, figures))
      .map((claim) => ({ place, claim })),
  );
  const firsts = new Map<string, (typeof stated)[number]>();
  return stated.flatMap(({ place, claim }): Violation[] => {
    const first = firsts.get(claim.subject.key);
    if (!first) firsts.set(claim.subject.key, { place, claim });
    if (!first || first.place.id === place.id || first.claim.value === claim.value) return [];
    const fact = `这里写${claim.subject.says} ${counted(claim)}，${placeName(first.place.id)}写 ${counted(first.claim)}。请改成一致。`;
    return [{ ...inText(place, claim.span), left: claim.value, right: first.claim.value, fact }];
  });
}
const isUndecided = (claim: Claim, figures: Figures): boolean =>
  claim.subject.readings.every(({ plus }) => plus(figures.form).length === 0) ||
  (verdictOf(claim, figures) === 'open' && claim.subject.readings.length === 1);

/** R51: all were answered, it says, and some were carried out. */
export function fullRates(facts: Facts): Violation[] {
  const { report, figures } = facts;
  const carriedOut = known(figures, requestCell('carriedOut', 'total'));
  if (!carriedOut.complete || carriedOut.sum === 0n) return [];
  const count = formatAmount(carriedOut.sum);
  return placesOf(facts).flatMap((place) =>
    place.claims.rates
      .filter(({ context }) => isAbout(context, report))
      .map(({ says, span }): Violation => {
        const quote = place.text.slice(span.from, span.to);
        const insert = exceptCarriedOut(count) + quote;
        const proposals = [{ text: place.id, ...span, label: `写明除结转 ${count} 件外`, insert }];
        const fact = `写了${says}，表三还有 ${count} 件结转下年度继续办理。可以写明“除结转${count}件外”。`;
        return { ...inText(place, span, proposals), cells: [requestCell('carriedOut', 'total')], right: carriedOut.sum, fact };
      }),
  );
}
