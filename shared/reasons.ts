/**
 * Warnings that are true all the same: a clerk closes one with a written reason. The reason is kept in the draft
 * with the facts it was given for. It holds for these and no others; when they change, the warning is open again and says so.
 */
import { formatAmount } from './amount.ts';
import { type Finding, type FormerReason, placeName } from './finding.ts';
import { TEXT_IDS } from './form.ts';
import { type Figures, figuresOf, type Reason, type Report, titleOf } from './report.ts';

/** What is wrong must be put right before a report is published: only doubts and hints can be true all the same. */
export const isClosable = ({ severity }: Finding): boolean => severity !== 'error';

/** A finding about a whole table is known by its first cells. */
const MOST_CELLS = 8;
const cellsOf = ({ cells, includes }: Finding): string[] =>
  [...new Set([...cells, ...includes.flatMap((included) => included.cells)])].slice(0, MOST_CELLS);
/** Where the finding stands, whatever its numbers: 'proactive proactive.rules.inForce …'; the section alone where it has no cells. */
const keyOf = (finding: Finding): string => [finding.section, ...cellsOf(finding)].join(' ');

/** Its two sides, the numbers of its cells, and the sentence in marks. Where nothing else is known, the numbers and names it tells. */
function factsOf(finding: Finding, figures: Figures): string[] {
  const { quote, message } = finding;
  const sides = sidesOf(finding);
  const values = cellsOf(finding).map((id) => numberIn(figures, id));
  const told = sides.length === 0 ? (message.match(/\d+(?:\.\d+)?|“[^”]*”/g) ?? []) : [];
  return [...sides, ...values, ...told, ...(quote === null ? [] : [`“${quote}”`])];
}
const sidesOf = ({ left, right }: Finding): string[] => [left, right].filter((side) => side !== null);
function numberIn(figures: Figures, id: string): string {
  const value = figures.value(id);
  return value === undefined ? '' : formatAmount(value);
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((fact, index) => fact === b[index]);
const holdsFor = (reason: Reason, finding: Finding, figures: Figures): boolean =>
  isClosable(finding) && reason.rule === finding.rule && reason.key === keyOf(finding) && isSame(reason.facts, factsOf(finding, figures));

/** Given for the same finding, with other facts: some of its cells may have come or gone, or the numbers of its sentence changed. */
function isNear(reason: Reason, finding: Finding): boolean {
  if (!isClosable(finding) || reason.rule !== finding.rule) return false;
  const [section, ...cells] = reason.key.split(' ');
  const here = cellsOf(finding);
  if (section !== finding.section) return false;
  if (cells.length > 0) return cells.some((id) => here.includes(id));
  return here.length === 0 && (isOfSection(finding) || isSameSentence(reason.facts.at(-1) ?? '', finding.quote ?? ''));
}
/** 还有 2 段仍是上年的文字: what it quotes leads to the section of which it speaks. */
const isOfSection = ({ quote, correction, message }: Finding): boolean =>
  quote === null || (!correction && !message.includes(`“${quote.slice(0, FIRST_WORDS)}`));
const FIRST_WORDS = 10;
/** Most of its words in the same order, numbers and marks left out; of a short one every word. A lone 年 is in any sentence. */
function isSameSentence(before: string, now: string): boolean {
  const [a, b] = [wordsOf(before), wordsOf(now)];
  if (Math.min(a.length, b.length) < SHORT) return a.length > 1 && a === b;
  const pairs = new Set(pairsOf(a));
  const shared = new Set(pairsOf(b).filter((pair) => pairs.has(pair))).size;
  return shared >= MOST_OF * Math.max(pairs.size, new Set(pairsOf(b)).size);
}
const SHORT = 8;
const MOST_OF = 0.7;
const wordsOf = (quote: string): string => quote.slice(0, 300).replace(/[\d\s\p{P}]/gu, '');
const pairsOf = (words: string): string[] => Array.from({ length: words.length - 1 }, (_, index) => words.slice(index, index + 2));

/** The findings with what was written about them: `reason` closes one, `former` was written when its facts were others. */
export function withReasons(findings: readonly Finding[], report: Report): readonly Finding[] {
  const reasons = report.reasons ?? [];
  if (reasons.length === 0) return findings;
  const figures = figuresOf(report);
  const given = new Map(findings.map((finding) => [finding, reasons.find((reason) => holdsFor(reason, finding, figures))]));
  const used = new Set(given.values());
  return findings.map((finding): Finding => {
    const reason = given.get(finding);
    if (reason) return { ...finding, reason: reason.text };
    const near = reasons.filter((other) => !used.has(other) && isNear(other, finding));
    const former = near.find(({ key }) => key === keyOf(finding)) ?? near[0];
    if (!former) return finding;
    used.add(former);
    return { ...finding, former: { given: former, said: saidOf(former, finding, factsOf(finding, figures)) } };
  });
}
export const isOpen = ({ reason }: Finding): boolean => reason === undefined;

/** Reasons of which there is no finding now: it was mended, or its sentence is another one. They are kept, for it may come back. */
export function leftReasons(report: Report, findings: readonly Finding[]): readonly Reason[] {
  const figures = figuresOf(report);
  const former = new Set(findings.map((finding) => finding.former?.given));
  return (report.reasons ?? []).filter((reason) => !former.has(reason) && !findings.some((finding) => holdsFor(reason, finding, figures)));
}
/** Where the finding of a reason stood, and the words it was about: 第一部分“…”. */
export function placeOf({ key, facts }: Reason): string {
  const section = [...TEXT_IDS, 'title' as const].find((id) => id === key.split(' ')[0]);
  const quote = facts.findLast((fact) => fact.startsWith('“')) ?? '';
  return `${section ? placeName(section) : ''}${shortened(quote)}`;
}

/** 理由是按 36、37 写的，现在是 36、38，请再核对。 */
function saidOf({ facts }: Reason, finding: Finding, now: readonly string[]): FormerReason['said'] {
  const count = sidesOf(finding).length;
  const [before, after] = [facts.slice(0, count), now.slice(0, count)];
  if (!isSame(before, after)) return changed(before, after);
  const differ = now.flatMap((fact, index) => (fact === facts[index] ? [] : [index]));
  if (facts.length !== now.length || differ.length === 0) return '理由是按原来的数字写的，请再核对。';
  return changed(
    differ.map((index) => facts[index] ?? ''),
    differ.map((index) => now[index] ?? ''),
  );
}
function changed(before: readonly string[], now: readonly string[]): string {
  return `理由是按${listed(before)}写的，现在是${listed(now).trimEnd()}，请再核对。`;
}
const listed = (facts: readonly string[]): string => {
  const words = facts.slice(0, 4).map((fact) => (fact === '' ? '空' : shortened(fact)));
  return words.some((word) => word.startsWith('“')) ? words.join('') : ` ${words.join('、')} `;
};
const LONG = 24;
const shortened = (fact: string): string => {
  const line = fact.replace(/\s+/g, ' ');
  return line.length > LONG ? `${line.slice(0, LONG - 2)}…”` : line;
};

const LEAST = 4;
/** What is wrong with a reason as it is written, or null. */
export const reasonProblem = (text: string): string | null =>
  text.replace(/[\s\p{P}]/gu, '').length < LEAST ? `理由至少写 ${LEAST} 个字，让审核的人看得明白。` : null;

/** The reasons of a report with this one, on one line, in the place of what was written about the finding before. */
export function withReason(report: Report, finding: Finding, text: string): readonly Reason[] {
  const facts = factsOf(finding, figuresOf(report));
  const own: Reason = { rule: finding.rule, key: keyOf(finding), facts, text: text.trim().replace(/\s*[\r\n]+\s*/g, ' ') };
  return [...withoutReason(report, finding), own];
}
/** The finding is open again. */
export function withoutReason(report: Report, finding: Finding): readonly Reason[] {
  const figures = figuresOf(report);
  return (report.reasons ?? []).filter((reason) => reason !== finding.former?.given && !holdsFor(reason, finding, figures));
}

const MENDED = '上年年报的数有误，已经更正';
const OTHER_SCOPE = ['正文是本级的数，表里含所属单位', '正文按另一口径统计'];
/** What is often true, for a clerk to take up and complete. */
const TYPICAL: Readonly<Record<string, readonly string[]>> = {
  R19: [MENDED, '机构改革划入的文件'],
  R25: ['机构改革划入的申请', MENDED],
  R26: ['重新清理过现行文件', '机构改革划入的文件', MENDED],
  R27: ['已与业务科室核对无误', MENDED],
  R28: ['情况与上年相同，已逐段核对'],
  R29: ['上年的案件已经撤回', MENDED],
  R30: ['两年数字相同，已与台账核对'],
  R31: ['增长率按同口径计算', MENDED],
  R33: ['问题尚未改完，今年继续整改'],
  R47: ['写的就是那一年的事'],
  R48: ['引用的是别的单位的文字'],
  R57: ['几个问题合写一条措施'],
  R65: ['法律授权制定规章'],
  R66: ['经法律法规授权制发'],
  R90: ['已与业务科室核对无误'],
  R91: ['占比按另一口径统计'],
  R92: ['已与业务科室核对无误', MENDED],
  R93: ['按机构批复的性质和级别选的'],
};
export function typicalReasons({ rule }: Finding): readonly string[] {
  const number = Number(rule.slice(1));
  return TYPICAL[rule] ?? (number >= 34 && number <= 46 ? OTHER_SCOPE : []);
}

/** What was found, without what was to be done about it. */
export const statementOf = (message: string): string => message.replace(/[。，；]请[^。]*。$/, '。');

/** 审核说明: what a reviewer is told beside the report, and what is never printed in it. */
export function reviewNotes(report: Report, findings: readonly Finding[]): string {
  const closed = findings.filter((finding) => !isOpen(finding));
  const lines = closed.map(({ message, reason }, index) => `${index + 1}. ${statementOf(message)}\n   理由：${reason}\n`);
  const left = leftReasons(report, findings).map((reason) => `- ${placeOf(reason)}：${reason.text}\n`);
  const more = left.length > 0 ? [`写过理由、现在没有对应问题的 ${left.length} 条\n\n${left.join('')}`] : [];
  const title = `${titleOf(report)}\n审核说明：核对过、不改的 ${closed.length} 处\n`;
  return [title, ...(closed.length > 0 ? [lines.join('')] : []), ...more].join('\n');
}
