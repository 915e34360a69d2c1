/**
 * The information-processing fee of section 六 (国办函〔2020〕109号): its statutory sentence, made of the three figures and so never
 * at odds with them, and what a text that states the fee in its own words says.
 */
import { type Amount, formatAmount, readNumber } from './amount.ts';
import { FEE_FIELDS, type Field } from './form.ts';
import { asPrinted } from './live.ts';
import { plain } from './outline.ts';
import { type Figures, printedText, type Report } from './report.ts';

type FeeId = (typeof FEE_FIELDS)[number]['id'];

/** 发出收费通知的件数, without the 信息处理费 it belongs to. */
export const feeName = ({ place }: Field): string => place.replace('信息处理费 · ', '');

const CLAUSES: Readonly<Record<FeeId, readonly [before: string, after: string]>> = {
  'fee.notices': ['发出收费通知', '件'],
  'fee.noticedAmount': ['总金额', '元'],
  'fee.collectedAmount': ['实际收取', '元'],
};

/** The sentence in pieces, so that the window can tell its figures from its words; empty while no figure was typed. */
export function feeSentenceParts(report: Report, figures: Figures): { readonly text: string; readonly figure?: FeeId }[] {
  const typed = FEE_FIELDS.map((field) => ({ id: field.id, text: printedText(figures, report, field) })).filter(({ text }) => text !== '');
  if (typed.length === 0) return [];
  const self = report.unit.selfName.replace(/\s/g, '') || '本机关';
  const words = (text: string) => ({ text });
  const clauses = typed.flatMap(({ id, text }, index) => {
    const [before, after] = CLAUSES[id];
    return [words(index > 0 ? `，${before}` : before), { text, figure: id }, words(after)];
  });
  return [words(`根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），${report.year}年度${self}`), ...clauses, words('。')];
}

/** The sentence with the figures that were typed, or nothing while none was. What is no number stands there as typed. */
export function feeSentence(report: Report, figures: Figures): string | undefined {
  const parts = feeSentenceParts(report, figures);
  return parts.length === 0 ? undefined : parts.map(({ text }) => text).join('');
}

const NUMBER = String.raw`(\d[\d,]{0,14}(?:\.\d{1,6})?)`;
const STATED: Readonly<Record<FeeId, readonly RegExp[]>> = {
  'fee.notices': [new RegExp(`收费通知[^。;,\\d]{0,10}${NUMBER}()[件份]`), new RegExp(`发出${NUMBER}()[件份][^。;,\\d]{0,6}收费通知`)],
  'fee.noticedAmount': [new RegExp(`(?:(?<!收取的?|实收的?)总金额|通知金额|涉及金额|应收金额)[^。;,\\d]{0,6}${NUMBER}(万?)元`)],
  'fee.collectedAmount': [new RegExp(`(?:收取|实收)[^。;,\\d]{0,16}${NUMBER}(万?)元`)],
};

/** The figures that the text of section 六 states in its own words, as they would be typed: digits as printed, 万元 turned into 元. */
export function statedFeeTexts(report: Report): Partial<Record<FeeId, string>> {
  const text = plain(report.texts.other);
  return Object.fromEntries(
    FEE_FIELDS.flatMap((field) => {
      const match = STATED[field.id].map((pattern) => pattern.exec(text)).find((found) => found !== null);
      const reading = match ? readNumber((match[1] ?? '').replaceAll(',', ''), '万元') : undefined;
      if (reading?.kind !== 'number') return [];
      return [[field.id, match?.[2] ? formatAmount(reading.amount * 10_000n) : reading.text]];
    }),
  );
}
/** The same as amounts. */
export function statedFee(report: Report): Partial<Record<FeeId, Amount>> {
  const amounts = Object.entries(statedFeeTexts(report)).map(([id, text]) => [id, readNumber(text, '万元')] as const);
  return Object.fromEntries(amounts.flatMap(([id, reading]) => (reading.kind === 'number' ? [[id, reading.amount]] : [])));
}

/** True where the text states what was typed, all of it and nothing else: the sentence would only repeat it. */
export function textStatesFee(report: Report, figures: Figures): boolean {
  const stated = statedFee(report);
  return FEE_FIELDS.every(
    ({ id }) => stated[id] !== undefined && (stated[id] === figures.value(id) || figures.reading(id).kind === 'blank'),
  );
}
/** The sentence that section 六 is printed with: none where its text states the very same figures, or while none was typed. */
export const printedFeeSentence = (report: Report, figures: Figures): string | undefined =>
  textStatesFee(asPrinted(report), figures) ? undefined : feeSentence(report, figures);
