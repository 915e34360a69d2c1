/** Findings in the narratives of published reports against labels given by eye (`test/fixtures/claims/labels.json`). */
import { readFileSync } from 'node:fs';
import type { Finding } from '../shared/finding.ts';
import { validate } from '../shared/validate.ts';
import { publishedNarratives } from './published.ts';

/** Rules that compare what a narrative states; the others look at its words. */
export const CLAIM_RULES = /^R(?:31|3[4-9]|4[0-69]|5[1]|6[02]|67|91)$/;
/** R86 is left out: it is right wherever a mark is half width, which says little. */
const TEXT_RULES = /^R(?:31|3[4-9]|4\d|5[01]|6[027]|85|87|89|91)$/;
export const isTextRule = (rule: string): boolean => TEXT_RULES.test(rule);

/** A finding is told by file, rule and quote; `right` where a reader of the report agrees. */
interface Label {
  readonly file: string;
  readonly rule: string;
  readonly quote: string;
  readonly right: boolean;
  readonly note?: string;
}
interface Labels {
  readonly findings: readonly Label[];
  /** Contradictions that were seen and no rule finds. */
  readonly missed: readonly { readonly file: string; readonly quote: string; readonly note: string }[];
}
interface Seen {
  readonly file: string;
  readonly finding: Finding;
  readonly label?: Label;
}
export interface Measure {
  readonly seen: readonly Seen[];
  readonly unlabelled: readonly string[];
  readonly missed: Labels['missed'];
}

const short = (file: string): string => file.slice(0, 3);
export const labels = JSON.parse(readFileSync(new URL('fixtures/claims/labels.json', import.meta.url), 'utf8')) as Labels;

export function measure(): Measure {
  const seen = publishedNarratives().flatMap(({ file, report }) =>
    validate(report)
      .filter(({ rule }) => isTextRule(rule))
      .map((finding): Seen => {
        const label = labels.findings.find(
          (one) => one.file === short(file) && one.rule === finding.rule && (finding.quote ?? '').includes(one.quote),
        );
        return { file: short(file), finding, ...(label && { label }) };
      }),
  );
  const unlabelled = seen.filter(({ label }) => !label).map(({ file, finding }) => `${file} ${finding.rule} ${finding.quote}`);
  return { seen, unlabelled, missed: labels.missed };
}

export interface Score {
  readonly right: number;
  readonly all: number;
}
export const precision = ({ seen }: Measure, of: (finding: Finding) => boolean): Score => {
  const counted = seen.filter(({ finding }) => of(finding));
  return { right: counted.filter(({ label }) => label?.right).length, all: counted.length };
};
export const isClaimWarning = ({ rule, severity }: Finding): boolean => CLAIM_RULES.test(rule) && severity === 'warning';
export const isClaim = ({ rule }: Finding): boolean => CLAIM_RULES.test(rule);
export const isWording = ({ rule }: Finding): boolean => !CLAIM_RULES.test(rule);

export function reportOfMeasure(measured: Measure): string {
  const verdict = ({ label }: Seen): string => (label ? (label.right ? 'right' : 'WRONG') : '?????');
  const line = (seen: Seen): string =>
    `${verdict(seen)} ${seen.file} ${seen.finding.rule} ${seen.finding.severity} ${seen.finding.message}\n            “${seen.finding.quote ?? ''}”`;
  const score = (name: string, { right, all }: Score): string =>
    `${name}: ${right} of ${all}${all > 0 ? ` (${((100 * right) / all).toFixed(1)} %)` : ''}`;
  const found = precision(measured, isClaim).right;
  return [
    ...measured.seen.map(line),
    ...measured.missed.map(({ file, quote, note }) => `missed ${file} “${quote}”: ${note}`),
    score('precision of warnings from claims', precision(measured, isClaimWarning)),
    score('precision of all findings from claims', precision(measured, isClaim)),
    score('recall of contradictions seen by eye', { right: found, all: found + measured.missed.length }),
    score('precision of wording', precision(measured, isWording)),
    '',
  ].join('\n');
}
