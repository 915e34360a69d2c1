/** Last year's wording as it goes into this year's draft: without the statement of the fee, and with its years moved on. */
import { ofEachText, type TextId } from './form.ts';
import { isHeading, outline, plain } from './outline.ts';
import { once, remembered } from './remembered.ts';
import type { Report } from './report.ts';
import { moveYears, type YearMove } from './years.ts';

interface Wording {
  readonly text: string;
  /** Offsets in `text`. */
  readonly moves: readonly YearMove[];
}

const IN_YEARS = once((report: Report) => remembered((year: number) => wordingOf(report, year)));

/** Each text of a report as it reads when it is taken over into the report of another year. */
export const carriedWording = (report: Report, year: number): Readonly<Record<TextId, Wording>> => IN_YEARS(report)(year);

function wordingOf(report: Report, year: number): Readonly<Record<TextId, Wording>> {
  const names = [report.unit.name, report.unit.selfName].filter((name) => name !== '');
  return ofEachText((id) => {
    const text = id === 'other' ? withoutFee(report.texts.other).text : report.texts[id];
    return moveYears(text, report.year, year, names);
  });
}

const ABOUT_FEE = /处理费|收费通知/;
/** A statement, and not how the fee is charged: figures, or that there was none. */
const STATES = /\d[\d,.]{0,20}万?[件元]|未|没有|无|不存在|不涉及|未曾|[零〇]/;
const FIGURES = /(?:总金额|收取|收费)[^。;]{0,16}\d[\d,.]{0,20}万?元|^(?:实际)?收取/;

/**
 * Section 六 without what it says about last year's fee: those figures are this year's to state, and a statement left standing would
 * pass for one of this year (R58). A heading that is left without a text goes too.
 */
export function withoutFee(narrative: string): { readonly text: string; readonly removed: readonly string[] } {
  const removed: string[] = [];
  const kept = narrative.split(/\r\n|[\n\r]/).flatMap((line) => {
    const [text, gone] = lineWithoutFee(line);
    removed.push(...gone);
    return gone.length > 0 && text.trim() === '' ? [] : [text];
  });
  if (removed.length === 0) return { text: narrative, removed };
  return { text: kept.filter((line, index) => !isBareFeeHeading(line, kept[index + 1])).join('\n'), removed };
}

/** Piece by piece: 一是…；二是没有收取信息处理费；三是… loses the second only. */
function lineWithoutFee(line: string): [kept: string, removed: string[]] {
  const pieces = line.match(/[^。；;！？]+[。；;！？]*/g) ?? [];
  let within = false;
  const kept: string[] = [];
  const removed: string[] = [];
  for (const piece of pieces) {
    const text = plain(piece);
    within = ABOUT_FEE.test(text) ? STATES.test(withoutNames(text)) : within && FIGURES.test(text);
    (within ? removed : kept).push(piece);
  }
  if (removed.length === 0) return [line, []];
  const left = kept.join('');
  const ended = /[。！？]$/.test(line.trimEnd()) ? left.replace(/[；;]\s{0,9}$/, '。') : left;
  return [/处理费|收费/.test(ended) && runInAlone(ended) ? '' : ended, removed];
}
/** 〔2020〕109号 is no figure. */
const withoutNames = (text: string): string => text.replace(/《[^》]{0,120}》|[〔[(]\d{4}[〕\])]\d{1,6}号/g, '');

/** 1.信息处理费收取情况。 with nothing behind it. */
const runInAlone = (line: string): boolean => outline(`${line.trim()}。`).every((block) => block.kind === 'heading' || block.text === '。');

const isBareFeeHeading = (line: string, next: string | undefined): boolean =>
  /处理费|收费/.test(line) && isHeading(line) && (next === undefined || next.trim() === '' || isHeading(next));
