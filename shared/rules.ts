/**
 * Every rule as a row: number, severity, what it is about, what it asks, its legal basis, and the check. One interpreter reads the table:
 * `validate.ts`. A number never changes, for drafts and `check --json` name it; a new rule takes the next. To add a rule, add a row
 * (CONTRIBUTING.md).
 */
import type { Facts, RuleId, Severity, Violation } from './finding.ts';
import type { Form } from './form.ts';
import type { Comparison } from './identities.ts';
import * as identities from './identities.ts';
import * as live from './live-rules.ts';
import { countedHeadings } from './misprints.ts';
import * as narrative from './narrative.ts';
import * as questions from './questions.ts';
import * as repeated from './repeated.ts';
import * as stated from './stated.ts';
import { growthRates } from './stated-growths.ts';
import { wrongShares } from './stated-shares.ts';
import * as typedCells from './typed-cells.ts';
import * as wording from './wording.ts';

type Check =
  /** Numbers that must agree, generated from the form. */
  | { readonly kind: 'comparison'; readonly of: (form: Form) => readonly Comparison[] }
  /** A question to the whole report. */
  | { readonly kind: 'question'; readonly ask: (facts: Facts) => readonly Violation[] }
  /** Explained beside its cells (口径 in `form.ts`); no draft can be seen to break it. */
  | { readonly kind: 'explained' }
  /** True of every document by construction; `templates/verify.ts` reads each written file back for it. */
  | { readonly kind: 'document' }
  /** How findings are put together (R18): `root-cause.ts`. */
  | { readonly kind: 'grouping' };

/** What a rule looks at, by which the manual lists it; `years` looks at the report of the year before, too. */
export type About = 'years' | 'form' | 'tables' | 'figures' | 'contents' | 'fee' | 'wording';

export interface Rule {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly about: About;
  /** What the rule asks, in the words of a clerk. */
  readonly title: string;
  readonly basis: string;
  readonly check: Check;
  /** What it finds is of a whole column of table 三, whichever of its numbers a person looks at. */
  readonly ofColumn?: true;
}

const compare = (of: (form: Form) => readonly Comparison[]): Check => ({ kind: 'comparison', of });
const ask = (question: (facts: Facts) => readonly Violation[]): Check => ({ kind: 'question', ask: question });
const both =
  (...parts: ((facts: Facts) => readonly Violation[])[]) =>
  (facts: Facts): readonly Violation[] =>
    parts.flatMap((part) => part(facts));

const LAW = '《政府信息公开条例》';
const NOTICE = '国办公开办函〔2021〕30号';
const FORMAT = `${NOTICE}所附格式`;
const REVIEW = '审核惯例';
const FEE = '国办函〔2020〕109号';
const LOCAL = '地方要求';

const rule = (id: RuleId, severity: Severity, about: About, title: string, basis: string, check: Check): Rule => ({
  id,
  severity,
  about,
  title,
  basis,
  check,
});
const ofColumn = (row: Rule): Rule => ({ ...row, ofColumn: true });

/** A figure of the text against the tables: the sentence, both numbers, and the readings of `claim-subjects.ts`. */
const figures = (id: stated.FigureRule, title: string, basis: string): Rule =>
  rule(id, 'warning', 'figures', title, basis, ask(stated.statedFigures(id)));

export const RULES: readonly Rule[] = [
  rule('R1', 'error', 'form', '六个部分的标题各一次，顺序和文字不变', `${FORMAT}；${LAW}第五十条`, ask(narrative.repeatedHeadings)),
  rule('R2', 'warning', 'form', '六个部分不多不少', NOTICE, ask(narrative.extraParts)),
  rule('R2', 'error', 'form', '第一部分不能空', `${FORMAT}；${LAW}第五十条`, ask(narrative.emptyParts)),
  rule('R3', 'error', 'form', '三张表的行名、列名与格式一字不差', FORMAT, { kind: 'document' }),
  rule('R4', 'error', 'form', '三张表齐全，一格不多不少', FORMAT, ask(typedCells.strayCells)),
  rule('R5', 'error', 'form', '2021 年度起不用 2019 年的表', NOTICE, ask(typedCells.oldLayout)),
  rule('R6', 'error', 'form', '没有空格，没有“/”“无”，没有的填 0', REVIEW, ask(both(typedCells.blankCells, typedCells.placeholders))),
  rule('R7', 'error', 'form', '件数是 0 或正整数', REVIEW, ask(typedCells.badCounts)),
  rule('R8', 'error', 'form', '金额是以本格单位计的数', FORMAT, ask(typedCells.badAmounts)),
  rule('R9', 'warning', 'form', '标题是单位全称加年度', '惯例', ask(questions.title)),
  rule('R10', 'info', 'form', '前言写明依据', '惯例', ask(narrative.legalBasis)),
  rule('R11', 'warning', 'form', '前言列举各部分的，六部分都要列到', '推断', ask(narrative.listedParts)),
  rule('R12', 'error', 'form', '统计期限是整个报告年度', `${LAW}第五十条`, ask(narrative.period)),
  ofColumn(rule('R13', 'error', 'tables', '表三每列：一＋二＝三（七）＋四', `${FORMAT}表头所注`, compare(identities.carryIdentity))),
  rule('R14', 'error', 'tables', '表三（七）总计等于各行相加', `${FORMAT}“总计”`, compare(identities.disposedTotals)),
  rule('R15', 'error', 'tables', '表三总计等于各列相加', `${FORMAT}“总计”`, compare(identities.rowTotals)),
  rule('R16', 'error', 'tables', '表四总计等于前四项相加', `${FORMAT}“总计”；${REVIEW}`, compare(identities.disputeTotals)),
  rule('R17', 'error', 'form', '表三（三）至（六）各组没有小计', `${FORMAT}合并的格子`, ask(typedCells.subtotals)),
  rule('R18', 'info', 'form', '同一原因只报一次', REVIEW, { kind: 'grouping' }),
  rule('R19', 'warning', 'tables', '推算的上年规章、文件存量不是负数', '由 R26 推出', compare(identities.impliedStock)),
  rule('R20', 'info', 'tables', '区分处理的只计入部分公开', FORMAT, { kind: 'explained' }),
  rule('R21', 'info', 'tables', '一件申请只计一种结果', '由 R13、R14 推出', { kind: 'explained' }),
  rule('R22', 'info', 'tables', '“3.其他”不宜过多', '推断', ask(questions.largeMisc)),
  ofColumn(rule('R23', 'error', 'tables', '没有申请的列没有办理结果', '由 R13、R14 推出', ask(questions.outcomesWithoutRequests))),
  rule('R24', 'info', 'tables', '没有申请却有复议、诉讼的，核对一下', '推断', ask(questions.disputesWithoutRequests)),
  rule('R25', 'warning', 'years', '附的上年年报是上一年度的', REVIEW, ask(questions.wrongLastYear)),
  rule('R25', 'warning', 'years', '上年结转等于上年年报的结转下年度', REVIEW, compare(identities.carriedOver)),
  rule('R26', 'warning', 'years', '现行有效等于上年加制发减废止', REVIEW, compare(identities.documentStock)),
  rule('R27', 'warning', 'years', '与上年相差百倍的，核对单位和位数', '推断', ask(questions.slippedUnit)),
  rule('R28', 'warning', 'years', '第一、五、六部分不与上年雷同', `${NOTICE}；${REVIEW}`, ask(repeated.repeatedSections)),
  rule('R28', 'warning', 'years', '沿用上年的段落逐段核对过', NOTICE, ask(repeated.untouchedParagraphs)),
  rule('R29', 'info', 'years', '上年尚未审结的复议、诉讼今年有下文', '推断', compare(identities.pendingCases)),
  rule('R30', 'warning', 'years', '整张表与上年不应完全相同', REVIEW, ask(questions.repeatedTables)),
  rule('R31', 'warning', 'years', '同比增减与上年年报算出来的一致', '推断', ask(growthRates)),
  rule('R32', 'info', 'years', '上年是 2019 年格式的，表二不比', NOTICE, ask(questions.formChanged)),
  rule('R33', 'warning', 'years', '存在的问题不照抄上年', NOTICE, ask(repeated.sameProblems)),
  figures('R34', '正文写的收到申请件数与表三一致', REVIEW),
  figures('R35', '正文写的上年结转与表三一致', REVIEW),
  figures('R36', '正文写的办结件数与表三一致', REVIEW),
  figures('R37', '正文写的结转下年度与表三一致', REVIEW),
  figures('R38', '正文写的各种办理结果与表三一致', '推断'),
  figures('R39', '正文写的申请人类别与表三一致', '推断'),
  figures('R40', '正文写的行政复议件数与表四一致', REVIEW),
  figures('R41', '正文写的行政诉讼件数与表四一致', REVIEW),
  figures('R42', '正文写的复议、诉讼结果与表四一致', '推断'),
  figures('R43', '正文写的规章、行政规范性文件与表二一致', LOCAL),
  figures('R44', '正文写的许可、处罚、强制、收费与表二一致', '推断'),
  rule('R45', 'warning', 'figures', '正文写没有的，表里也没有', '推断', ask(stated.statedNothings('R45'))),
  rule('R46', 'warning', 'figures', '正文里各项相加等于总数', '推断', ask(stated.statedSums('R46'))),
  rule('R47', 'warning', 'wording', '正文里的年份是报告年度', REVIEW, ask(wording.wrongYears)),
  rule('R48', 'warning', 'wording', '正文里的自称和名称是本单位的', `${NOTICE}“内容雷同”`, ask(wording.wrongNames)),
  rule('R49', 'warning', 'wording', '同一件事在各部分写得一致', '推断', ask(stated.repeatedFacts)),
  rule('R50', 'warning', 'wording', '固定提法、条例名称和文号没有写错', REVIEW, ask(wording.fixedPhrases)),
  rule('R51', 'info', 'figures', '有结转的，办结率不是 100%', '惯例', ask(stated.fullRates)),
  rule('R52', 'warning', 'contents', '第一部分写到五个方面', NOTICE, ask(narrative.missingTopics)),
  rule(
    'R53',
    'error',
    'contents',
    '政府的年报写明工作考核、社会评议、责任追究结果',
    `${LAW}第五十条第四项`,
    ask(narrative.governmentResults),
  ),
  rule('R54', 'info', 'contents', '第一部分的字数', LOCAL, ask(narrative.overviewLength)),
  rule('R55', 'info', 'contents', '第一部分各方面有数字', LOCAL, ask(narrative.topicFigures)),
  rule('R56', 'error', 'contents', '第五部分不能空', `${LAW}第五十条第四项`, ask(narrative.problemsWritten)),
  rule('R57', 'warning', 'contents', '第五部分有问题也有措施，条数对应', `${LAW}第五十条第四项`, ask(narrative.problemsAndMeasures)),
  rule('R58', 'warning', 'fee', '第六部分写明信息处理费的三项数字', `${FORMAT}；${FEE}`, ask(questions.feeStatement)),
  rule('R59', 'error', 'fee', '信息处理费三项数字合乎情理', '推断', compare(identities.collectedWithinNoticed)),
  rule('R59', 'error', 'fee', '没有收费通知就没有金额', '推断', ask(questions.feeWithoutNotices)),
  rule('R60', 'warning', 'fee', '逾期未缴费的件数不多于收费通知', '推断', ask(questions.unpaidBeyondNotices)),
  rule('R61', 'info', 'fee', '信息处理费不多于行政事业性收费', '推断', compare(identities.feeWithinAdminFees)),
  rule('R62', 'warning', 'fee', '分项的信息处理费相加等于总数', '推断', ask(stated.statedSums('R62'))),
  rule('R63', 'warning', 'fee', '收了费就不能只写“无”', REVIEW, ask(questions.nothingToReport)),
  rule('R64', 'info', 'contents', '第一部分不宜太短、没有数字', NOTICE, ask(narrative.perfunctory)),
  rule('R65', 'warning', 'tables', '有权的才填规章', '《中华人民共和国立法法》', ask(questions.whoMakesRules)),
  rule('R66', 'warning', 'tables', '事业单位一般不制发行政规范性文件', '推断', ask(questions.whoIssuesDocuments)),
  rule('R67', 'warning', 'figures', '正文写没有的职权，表二也没有数', '推断', ask(stated.statedNothings('R67'))),
  rule('R85', 'warning', 'wording', '没有还没填的占位符', '惯例', ask(wording.placeholdersLeft)),
  rule('R86', 'info', 'wording', '标点、空格规范', '《标点符号用法》（GB/T 15834—2011）', ask(wording.untidyText)),
  rule('R87', 'warning', 'wording', '没有重复的段落和词语', NOTICE, ask(both(wording.repeatedParagraphs, wording.doubledWords))),
  rule('R88', 'error', 'figures', '正文里随表更新的数字对得上表里的一格', '由程序保证', ask(live.unknownNumbers)),
  rule('R88', 'info', 'figures', '正文里随表更新的数字都已填好', '由程序保证', ask(live.unfilledNumbers)),
  rule(
    'R89',
    'warning',
    'wording',
    '小标题的序号接得上',
    '《党政机关公文格式》（GB/T 9704—2012）',
    ask(({ report }) => countedHeadings(report)),
  ),
  rule('R90', 'warning', 'tables', '收费金额大得不合常理的，核对单位', '推断', ask(questions.implausibleFee)),
  rule('R91', 'warning', 'figures', '正文写的占比与件数算出来的一致', '推断', ask(wrongShares)),
  rule('R92', 'warning', 'years', '大约是上年十倍或十分之一的，核对位数', '推断', ask(questions.slippedDigit)),
  rule('R93', 'warning', 'form', '单位的类别、级别与名称相符', '推断', ask(questions.unitAsNamed)),
];

const OF_COLUMNS: ReadonlySet<string> = new Set(RULES.flatMap((row) => (row.ofColumn ? [row.id] : [])));
export const isOfColumn = (id: RuleId): boolean => OF_COLUMNS.has(id);
