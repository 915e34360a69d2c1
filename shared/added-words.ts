/** What a proposal adds to a sentence around its number (`stated.ts`), and how it is known again (`stale.ts`): no words of the clerk's. */

/** 58 件（含上年结转10件）. */
export const withCarriedIn = (number: string, unit: string): string => `（含上年结转${number}${unit}）`;
/** 除结转下年度继续办理的3件外，办结率100%. */
export const exceptCarriedOut = (number: string): string => `除结转下年度继续办理的${number}件外，`;

const DIGITS = '[\\d.,]{1,20}';
/** Source of a regular expression. */
export const ADDED = `${withCarriedIn(DIGITS, '.{0,2}')}|${exceptCarriedOut(DIGITS)}`;
