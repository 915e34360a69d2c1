/** R91: shares that a narrative states, by the numbers that they may be shares of. */
import { type Amount, formatAmount } from './amount.ts';
import { fits, type Share } from './claim-shares.ts';
import { DISPOSED_OF, type Dispute, disputes, NEWLY_RECEIVED, outcomes, RECEIVED, type Subject } from './claim-subjects.ts';
import type { Facts, Proposal, Violation } from './finding.ts';
import { cellsOf, counted, inText, isAbout, type Known, type Place, placesOf, readingOf } from './readings.ts';
import { once } from './remembered.ts';
import type { Figures } from './report.ts';

/** What a share must be of, in the words of the sentence a clerk reads. */
interface Base {
  readonly name: string;
  readonly value: Amount;
}

/** A share is told wrong only where it is sure what it is of, and where it fits no other number that it might be of. */
export function wrongShares(facts: Facts): Violation[] {
  return placesOf(facts).flatMap((place) =>
    place.claims.shares.flatMap((share): Violation[] => {
      const base = baseOf(share, facts);
      if (!base || base.value <= 0n) return [];
      const parts = partsOf(share, facts.figures);
      const [part] = parts;
      // 占办结总数的 says which.
      const others = share.of === 'disposed' ? [] : tableBases(facts);
      const bases = [base.value, ...share.around, ...others];
      if (part === undefined || parts.some((one) => bases.some((value) => fits(one, value, share)))) return [];
      return [judged(share, part, base, place, facts.figures)];
    }),
  );
}
/** What the text says of the part, and what the table has of it: a wrong figure is told by its own rule. */
function partsOf({ part, subject }: Share, figures: Figures): Amount[] {
  const read = (subject?.readings ?? []).map((reading) => readingOf(reading, figures)).filter(({ complete }) => complete);
  return [...(part ? [part.value] : []), ...read.map(({ sum }) => sum)];
}

function baseOf(share: Share, facts: Facts): Base | undefined {
  const { subject, among, context } = share;
  const table = tableSubject(share.of, subject);
  const [reading] = table?.readings ?? [];
  const read = reading && isAbout(context, facts.report) ? readingOf(reading, facts.figures) : undefined;
  if (reading && read?.complete) return { name: `${reading.name} ${formatAmount(read.sum)} 件`, value: read.sum };
  if (among && !table) return { name: `前面写的 ${counted(among)}`, value: among.value };
  return share.of === 'whole' ? likeTheOthers(share) : undefined;
}
/** The number that a word, or the kind of the part, points to. */
function tableSubject(of: Share['of'], subject: Subject | undefined): Subject | undefined {
  if (of === 'received') return RECEIVED;
  if (of === 'newReceived') return NEWLY_RECEIVED;
  if (of === 'disposed') return DISPOSED_OF;
  const [kind = '', which = ''] = subject?.key.split(' ') ?? [];
  if (kind === 'outcome') return DISPOSED_OF;
  if (kind === 'applicants') return RECEIVED;
  return kind === 'result' ? disputes(which as Dispute) : undefined;
}
/** The number that all the other shares of the sentence are of. */
function likeTheOthers({ beside, around, part }: Share): Base | undefined {
  const counted = beside.filter((other) => other.part && other.part.value > 0n);
  if (counted.length < 2) return undefined;
  const value = around.find((whole) => counted.every((other) => other.part && fits(other.part.value, whole, other)));
  if (value === undefined) return undefined;
  return { name: `其他占比所按的 ${formatAmount(value)} ${part?.unit ?? ''}`, value };
}

const GROUPS = ['granted', 'partiallyGranted', 'denied', 'unavailable', 'notProcessed', 'other'] as const;
const DISPUTES = ['reconsideration', 'suit', 'directSuit', 'suitAfterReconsideration', 'both'] as const;
/** Every number of the tables that a share may be of. */
const tableBases: (facts: Facts) => readonly Amount[] = once(({ figures }) =>
  [RECEIVED, DISPOSED_OF, ...GROUPS.map((group) => outcomes(group)), ...DISPUTES.map(disputes)]
    .flatMap(({ readings, loose }): Known[] => [...readings, ...(loose ? [loose] : [])].map((reading) => readingOf(reading, figures)))
    .filter(({ complete }) => complete)
    .map(({ sum }) => sum),
);

/** With as many decimals as were printed: 30.0 beside 33.0. */
function asPrinted(value: Amount, shown: string): string {
  const decimals = /\.(\d+)/.exec(shown)?.[1]?.length ?? 0;
  const [whole = '', fraction = ''] = formatAmount(value).split('.');
  return decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`;
}
function judged(share: Share, part: Amount, base: Base, place: Place, figures: Figures): Violation {
  const { subject, step, shown } = share;
  const exact = (part * 100_000_000n) / base.value;
  const right = ((exact + step / 2n) / step) * step;
  const value = asPrinted(right, shown);
  const [first] = subject?.readings ?? [];
  const written = share.part
    ? `${subject?.says ?? ''} ${counted(share.part)}，占 ${shown}%`
    : `${subject?.says ?? ''}占 ${shown}%，${first?.name ?? ''} ${formatAmount(part)} 件`;
  const fact = `正文写${written}，按${base.name}算是 ${value}%。请核对。`;
  const proposals: Proposal[] = [{ text: place.id, ...share.number, label: `改为 ${value}%`, insert: value }];
  const cells = subject ? cellsOf(subject, figures.form) : [];
  return { ...inText(place, share.span, proposals), cells, left: share.value, right, fact };
}
