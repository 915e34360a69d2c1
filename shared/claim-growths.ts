/** What a narrative says of last year beside a figure: 同比增长 20%, 较上年的 40 件增加 8 件, 与上年持平 (R31). */
import type { Amount } from './amount.ts';
import type { Claim, Figure, Line } from './claims.ts';
import { type Quantity, spanOf } from './quantities.ts';

/** A figure of last year. */
export interface Base extends Pick<Claim, 'span' | 'number' | 'shown' | 'value' | 'least' | 'most' | 'unit'> {
  readonly of: Claim;
  /** 较 2024 年的: the year, where it is named. */
  readonly since?: number;
}
export interface Growth extends Pick<Claim, 'span' | 'number' | 'shown' | 'unit'> {
  readonly of: Claim;
  /** By how much, signed, in millionths: of a hundred, or of the unit of the figure. `step` is one of the last printed digit. */
  readonly by: Amount;
  readonly step: Amount;
  /** How far 近 and 约 may go. */
  readonly slack: Amount;
  /** 较 2024 年: the year it is compared with, where one is named. */
  readonly since?: number;
  /** 较上年的 40 件: what it was reckoned from, right or wrong. */
  readonly from?: Base;
}

const YEAR_BEFORE = '(?:上一?年|去年|(20\\d\\d)年)(?:度|同期)?';
const WAYS = '增长|上升|增加|提高|上涨|增幅|涨幅|多|下降|减少|回落|降低|下滑|降幅|少';
const GROWTH = new RegExp(
  `(?:同比|(?:[比较]|[与和同](?=[^,;。]{2,8}相比))${YEAR_BEFORE})(?:的?\\(?[\\d.零一二两三四五六七八九十百千]+万?[件条份宗起元]\\)?|相比)?,?(?:有所|略有)?(${WAYS})(?:了|为|达到?)?$`,
);
/** 较上年增加 8 件，增长 20%: the second goes on from the first. */
const GOES_ON = new RegExp(`^[,、(](${WAYS})(?:了|为|达到?)?$`);
/** 较 2024 年的 40 件增加 8 件, 较上年同期（40 件）: what is compared with stands between; or it is told right behind the figure. */
const BASE = new RegExp(`[比较]${YEAR_BEFORE}(?:的|\\()?$`);
const TOLD_BEHIND = new RegExp(`^[,(]${YEAR_BEFORE}(?:为|是)?$`);
const AS_BEFORE = /^[,(]?[与同和较](?:上一?年|去年)(?:度|同期)?(?:相比)?持平/;
/** 增长 20% 以上 says less than a number. */
const OR_SO = /^(?:以上|以内|左右|上下|多|强)/;

interface Told {
  readonly growths: Growth[];
  readonly bases: Base[];
}
/** What is spoken of: the last figure, nothing known where that stated nothing, and what was told of it so far. */
interface Spoken {
  readonly of: Claim | undefined;
  from?: Base;
  last?: Growth | Base;
  /** The end of what was told last. */
  to: number;
}
/** A growth belongs to the last figure before it in its sentence, if nothing else was counted between them. */
export function growthsOf(line: Line, figures: readonly Figure[]): Told {
  const { text } = line;
  const told: Told = { growths: [], bases: [] };
  let outer: Spoken = { of: undefined, to: 0 };
  /** In brackets behind a figure its parts are spoken of, from the first of them to the end of the brackets. */
  let inner: Spoken | undefined;
  let [behind, scanned, depth] = [0, 0, 0];
  for (const { quantity, claims } of figures) {
    // The year that is compared with is one of the words.
    if (/^年/.test(quantity.unit)) continue;
    const between = text.slice(behind, quantity.from);
    if (/[。!?]/.test(between)) outer = { of: undefined, to: behind };
    for (const char of text.slice(scanned, quantity.from)) {
      depth = Math.max(0, depth + (char === '(' ? 1 : char === ')' ? -1 : 0));
      if (depth === 0) inner = undefined;
    }
    scanned = quantity.from;
    const spoken = inner ?? outer;
    const words = text.slice(Math.max(behind, quantity.from - 24), quantity.from);
    const base = baseIn(line, quantity, spoken, words, between);
    if (base) {
      Object.assign(spoken, { from: base, last: base, to: quantity.to });
      told.bases.push(base);
      continue;
    }
    behind = quantity.to;
    const growth = growthIn(line, quantity, spoken, words);
    if (growth) {
      Object.assign(spoken, { last: growth, to: quantity.to });
      told.growths.push(growth);
      continue;
    }
    const next = { of: claims[0], to: quantity.to };
    if (depth > 0) inner = next;
    else outer = next;
    told.growths.push(...claims.flatMap((claim) => unchanged(line, claim, quantity.to)));
  }
  return told;
}

/** 办结 49 件（上年 4 件、本年 45 件）, 15 件（2024 年 12 件、2025 年 3 件）: by when they came. */
const isToldAlone = (text: string, { to, value }: Quantity, of: Claim): boolean =>
  value * 4n > of.value && /^(?:\)|[,;。](?!本年|今年|当年|20\d\d年)|$)/.test(text.slice(to, to + 6));
function baseIn({ text, copy, from }: Line, quantity: Quantity, { of }: Spoken, words: string, between: string): Base | undefined {
  const { unit } = quantity;
  if (unit !== of?.unit) return undefined;
  const match = BASE.exec(words) ?? (isToldAlone(text, quantity, of) ? TOLD_BEHIND.exec(between) : null);
  if (!match) return undefined;
  const begin = quantity.from - match[0].replace(/^[,(]/, '').length;
  return {
    of,
    span: spanOf(copy, from + begin, from + quantity.to),
    number: spanOf(copy, from + quantity.from, from + quantity.numberEnd),
    shown: text.slice(quantity.from, quantity.numberEnd),
    value: quantity.value,
    least: quantity.least,
    most: quantity.most,
    unit,
    ...(match[1] && { since: Number(match[1]) }),
  };
}

function growthIn(line: Line, quantity: Quantity, { of, from: base, last, to }: Spoken, words: string): Growth | undefined {
  if (!of) return undefined;
  const { text, copy, from } = line;
  const isRate = quantity.unit === '%';
  const isDifference = quantity.unit === of.unit && quantity.unit !== '元' && quantity.least === quantity.most;
  if ((!isRate && !isDifference) || OR_SO.test(text.slice(quantity.to, quantity.to + 2))) return undefined;
  const match = GROWTH.exec(words);
  const goesOn = match || !isRate || !last ? null : GOES_ON.exec(text.slice(to, quantity.from));
  const [all, year, way = ''] = match ?? (goesOn ? [goesOn[0].slice(1), undefined, goesOn[1]] : ['']);
  if (!match && !goesOn) return undefined;
  const named = match ? year && Number(year) : last?.since;
  const [, fraction = ''] = /\d+(?:\.(\d+))?/.exec(text.slice(quantity.from, quantity.numberEnd)) ?? [];
  const { value, least, most } = quantity;
  return {
    of,
    span: spanOf(copy, from + quantity.from - all.length, from + quantity.to),
    number: spanOf(copy, from + quantity.from, from + quantity.numberEnd),
    shown: text.slice(quantity.from, quantity.numberEnd),
    by: /下|减|回|降|少/.test(way) ? -value : value,
    step: 10n ** BigInt(6 - Math.min(6, fraction.length)),
    slack: most - least,
    unit: quantity.unit,
    ...(named && { since: named }),
    ...(base && { from: base }),
  };
}

function unchanged({ text, copy, from }: Line, claim: Claim, at: number): Growth[] {
  const words = AS_BEFORE.exec(text.slice(at, at + 16))?.[0];
  if (!words) return [];
  const begin = /^[,(]/.test(words) ? 1 : 0;
  const span = spanOf(copy, from + at + begin, from + at + words.length);
  return [{ of: claim, span, number: span, shown: '', by: 0n, step: 1n, slack: 0n, unit: claim.unit }];
}
