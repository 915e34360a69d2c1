/** What is asked of the numbers beyond the comparisons: what a reviewer would wonder about, the fee, and who the unit is. */
import { type Amount, amount, formatAmount, sumOf } from './amount.ts';
import { feeName, feeSentence, statedFee } from './fee.ts';
import type { Facts, Violation } from './finding.ts';
import { APPLICANTS, type CellId, FEE_FIELDS, type Field, fillable, requestCell, sectionOf } from './form.ts';
import { disputeTotalFields, documentCells } from './identities.ts';
import { plain } from './outline.ts';
import { type Figures, formOf, type Report } from './report.ts';
import { unitDoubt } from './unit-names.ts';

const isZero = (figures: Figures, id: CellId): boolean => figures.value(id) === 0n;
const positive = (figures: Figures, ids: readonly CellId[]): CellId[] => ids.filter((id) => (figures.value(id) ?? 0n) > 0n);

/** R22: a large “3.其他” invites the question what is in it. */
export function largeMisc({ figures }: Facts): Violation[] {
  const [id, of] = [requestCell('other.misc', 'total'), requestCell('totalDisposed', 'total')];
  const misc = figures.value(id);
  const total = figures.value(of);
  if (misc === undefined || total === undefined || misc <= amount(5) || misc * 10n <= total * 3n) return [];
  const fact = `有 ${formatAmount(misc)} 件，超过办理结果 ${formatAmount(total)} 件的三成。请核对能否归入其他各项。`;
  return [{ section: 'requests', place: figures.form.fields.get(id)?.place ?? '', cells: [id], left: misc, right: total, fact }];
}

/** R23: outcomes in a column that has no requests. Says in plain words what R13 or R14 of that column would say as a sum. */
export function outcomesWithoutRequests({ figures }: Facts): Violation[] {
  const leaves = figures.form.requestRows.filter((row) => row.leaf);
  return APPLICANTS.flatMap(({ id, label }) => {
    const requests = [requestCell('newReceived', id), requestCell('carriedIn', id)];
    if (!requests.every((cell) => isZero(figures, cell))) return [];
    // A total on paper that is not what its rows add up to is told first, with both numbers (R14): which of them holds is open.
    if (figures.isPrinted(requestCell('totalDisposed', id))) return [];
    const outcomes = positive(
      figures,
      leaves.map((row) => requestCell(row.id, id)),
    );
    const others = positive(figures, [requestCell('totalDisposed', id), requestCell('carriedOut', id)]);
    if (outcomes.length + others.length === 0) return [];
    const count = sumOf(outcomes.map((cell) => figures.value(cell) ?? 0n));
    const carriedOut = figures.value(requestCell('carriedOut', id)) ?? 0n;
    const printed = figures.value(requestCell('totalDisposed', id)) ?? 0n;
    return [
      {
        section: 'requests',
        place: `表三 · ${label}`,
        cells: [...requests, ...outcomes, ...others],
        left: 0n,
        right: (count || printed) + carriedOut,
        fact: `这一列没有新收也没有结转，${whatIsThere(count, carriedOut, printed)}。请核对是否填错了列。`,
        explains: [`R13 ${id}`, `R14 ${id}`],
      },
    ];
  });
}
function whatIsThere(outcomes: Amount, carriedOut: Amount, printed: Amount): string {
  if (outcomes > 0n) return `办理结果却有 ${formatAmount(outcomes)} 件`;
  return carriedOut > 0n ? `结转下年度却有 ${formatAmount(carriedOut)} 件` : `（七）总计却是 ${formatAmount(printed)} 件`;
}

/** R24: reviews and suits although table 三 is all zero. Possible, for older cases, but worth a look. */
export function disputesWithoutRequests({ figures }: Facts): Violation[] {
  const { requests, disputes } = figures.form.tables;
  const totals = disputeTotalFields(figures.form).map((field) => field.id);
  if (!requests.fields.every((field) => isZero(figures, field.id)) || positive(figures, totals).length === 0) return [];
  const cells = positive(
    figures,
    fillable(disputes).map((field) => field.id),
  );
  return [
    { section: 'disputes', place: '表四', cells, fact: '表三没有申请，这里却有行政复议或行政诉讼。是以前年度的申请引起的，可以不改。' },
  ];
}

/** R25, before it compares: the report that was given as last year's is that of the year before. */
export function wrongLastYear({ report, otherYear }: Facts): Violation[] {
  if (otherYear === undefined) return [];
  const fact = `附的是 ${otherYear} 年度的年报，不是 ${report.year - 1} 年度的，没有与它比对。请换成 ${report.year - 1} 年度的。`;
  return [{ section: 'requests', place: '上年年报', fact }];
}

/** A number of table 二 or of the fees beside last year's, both above zero; `times` is the larger by the smaller one. */
interface Change {
  readonly field: Field;
  readonly now: Amount;
  readonly before: Amount;
  readonly times: number;
}
function changesSince({ report, figures, last }: Facts): Change[] {
  if (!last || !sameProactiveForm(report, last.report)) return [];
  return [...figures.form.tables.proactive.fields, ...FEE_FIELDS].flatMap((field) => {
    const now = figures.value(field.id) ?? 0n;
    const before = last.figures.value(field.id) ?? 0n;
    if (now <= 0n || before <= 0n) return [];
    return [{ field, now, before, times: now > before ? Number(now) / Number(before) : Number(before) / Number(now) }];
  });
}
function oddChange({ field, now, before, times }: Change, about: string, guess: string): Violation {
  const ratio = `${about}${now > before ? '是' : '只有'}上年的 ${Math.round(times)} ${now > before ? '倍' : '分之一'}`;
  const fact = `填了 ${formatAmount(now)}，上年是 ${formatAmount(before)}，${ratio}，${guess}。`;
  return { section: sectionOf(field), place: field.place, cells: [field.id], left: now, right: before, fact };
}

/** R27: a hundredfold change, or the ten-thousandfold of an amount in 元 typed where 万元 is asked for. */
export function slippedUnit(facts: Facts): Violation[] {
  const changes = changesSince(facts).filter(({ times }) => times >= 100);
  return changes.map((change) => {
    const slip = change.field.unit === '万元' && change.times > 5_000 && change.times < 20_000;
    const guess = slip ? `${change.now > change.before ? '' : '上年年报'}可能把元填进了万元` : '请核对单位和位数';
    return oddChange(change, '', guess);
  });
}
/** R92: about ten times last year's number, or a tenth of it; small numbers change so much by themselves. */
export function slippedDigit(facts: Facts): Violation[] {
  const isMany = (value: Amount): boolean => value >= amount(100);
  const changes = changesSince(facts).filter(({ now, before, times }) => times >= 8 && times <= 12 && (isMany(now) || isMany(before)));
  return changes.map((change) => oddChange(change, '大约', `可能${change.now > change.before ? '多' : '少'}打了一位数，请核对`));
}
/**
 * More 万元 than a unit of the level takes in fees in a year: 20, 100 and 1 000 亿元. The most that a published report of a whole city
 * states is under 10 亿.
 */
const IMPLAUSIBLE: Readonly<Record<Report['unit']['level'], number>> = {
  town: 200_000,
  county: 200_000,
  prefecture: 1_000_000,
  province: 10_000_000,
};
/** R90: an amount that can only be in 元, where there is no last year to compare with (R27). */
export function implausibleFee(facts: Facts): Violation[] {
  const { report, figures } = facts;
  const field = figures.form.fields.get('proactive.adminFees.amountWan');
  const value = field && figures.value(field.id);
  const most = amount(IMPLAUSIBLE[report.unit.level]);
  if (!field || value === undefined || value <= most || slippedUnit(facts).some(({ cells }) => cells?.includes(field.id))) return [];
  const fact = `填了 ${formatAmount(value)} 万元，合 ${formatAmount(value / 10_000n)} 亿元，可能把元填进了万元。请核对单位。`;
  return [{ section: 'proactive', place: field.place, cells: [field.id], left: value, right: most, fact }];
}
/** 对外公开总数量 and the like of 2019 are other quantities under the same names (R32). */
const sameProactiveForm = (a: Report, b: Report): boolean => (formOf(a).id === '2019') === (formOf(b).id === '2019');

/** R30: a whole table equal to last year's and not all zero. */
export function repeatedTables({ figures, last }: Facts): Violation[] {
  if (!last) return [];
  return Object.values(figures.form.tables).flatMap((table) => {
    const ids = fillable(table).map((field) => field.id);
    const same = ids.every((id) => figures.value(id) !== undefined && figures.value(id) === last.figures.value(id));
    const cells = positive(figures, ids);
    if (!same || cells.length === 0) return [];
    return [{ section: table.id, place: `表${table.number}`, cells, fact: '每一个数都与上年年报相同。请核对是不是忘了改。' }];
  });
}

/** R32: says that table 二 was not compared, because last year's report is in the form of 2019. */
export function formChanged({ report, last }: Facts): Violation[] {
  if (!last || sameProactiveForm(report, last.report)) return [];
  return [{ section: 'proactive', place: '表二', fact: '上年年报用的是 2019 年的格式，各格的口径不同，没有与上年比对。' }];
}

/**
 * R58: the three figures on the information-processing fee, zeros included, in the fields or in the text, and not at odds.
 * The sides of what is missing are the figures that are stated and the three that should be.
 */
export function feeStatement({ report, figures }: Facts): Violation[] {
  const stated = statedFee(report);
  const contradicting = FEE_FIELDS.filter(({ id }) => {
    const value = figures.value(id);
    return value !== undefined && stated[id] !== undefined && stated[id] !== value;
  });
  const missing = FEE_FIELDS.filter(({ id }) => figures.reading(id).kind === 'blank' && stated[id] === undefined);
  if (contradicting.length > 0) return [contradiction(contradicting, stated, figures)];
  if (missing.length === 0) return [];
  const names = missing.map(feeName);
  const mentioned = feeSentence(report, figures) !== undefined || /处理费|收费通知/.test(plain(report.texts.other));
  const fact = mentioned
    ? `信息处理费没有写全，还缺${names.join('、')}。没有发生的也要写明 0。`
    : '没有写信息处理费。没有收费的也要写明 0 件、0 元。';
  const sides = { left: amount(FEE_FIELDS.length - missing.length), right: amount(FEE_FIELDS.length) };
  return [{ section: 'other', cells: missing.map((field) => field.id), ...sides, fact }];
}
function contradiction(fields: readonly (typeof FEE_FIELDS)[number][], stated: ReturnType<typeof statedFee>, figures: Figures): Violation {
  const pairs = fields.map((field) => {
    const { id, unit } = field;
    const [text, typed] = [stated[id] ?? 0n, figures.value(id) ?? 0n].map(formatAmount);
    return `${feeName(field)}，文字写 ${text} ${unit}，填的是 ${typed} ${unit}`;
  });
  return { section: 'other', cells: fields.map((field) => field.id), fact: `信息处理费前后不一致：${pairs.join('；')}。请改成一样。` };
}

/** R59, second part: no notices, no money. */
export function feeWithoutNotices({ figures }: Facts): Violation[] {
  const [notices, noticed, collected] = FEE_FIELDS;
  const amounts = positive(figures, [noticed.id, collected.id]);
  if (!isZero(figures, notices.id) || amounts.length === 0) return [];
  const [asked, got] = [figures.value(noticed.id) ?? 0n, figures.value(collected.id) ?? 0n];
  const fact = `发出收费通知 0 件，却有通知金额 ${formatAmount(asked)} 元、实收 ${formatAmount(got)} 元。请核对件数和金额。`;
  const right = asked > got ? asked : got;
  return [{ section: 'other', place: '信息处理费', cells: [notices.id, ...amounts], left: 0n, right, fact, explains: ['R59 collected'] }];
}

/** R60: requests dropped because a notice of this year or the last was not paid. Without last year's report it can only be asked. */
export function unpaidBeyondNotices({ figures, last }: Facts): Violation[] {
  const [row, { id: noticesId }] = [requestCell('other.feeUnpaid', 'total'), FEE_FIELDS[0]];
  const [unpaid, notices, before] = [figures.value(row), figures.value(noticesId), last?.figures.value(noticesId)];
  if (unpaid === undefined || notices === undefined || unpaid <= notices + (before ?? 0n)) return [];
  const [asked, given, old] = [unpaid, notices, before ?? 0n].map(formatAmount);
  const of = before === undefined ? `本年发出收费通知 ${given} 件` : `本年和上年发出收费通知 ${given}＋${old} 件`;
  const advice = before === undefined ? '不是上年通知的，请核对' : '请核对这两格';
  const shared = { section: 'requests' as const, place: figures.form.fields.get(row)?.place ?? '', cells: [row, noticesId] };
  const severity = before === undefined ? { severity: 'info' as const } : {};
  return [{ ...shared, ...severity, left: unpaid, right: notices + (before ?? 0n), fact: `逾期未缴费 ${asked} 件，${of}。${advice}。` }];
}

/** R63: “无” in section 六 although money was collected. */
export function nothingToReport({ report, figures }: Facts): Violation[] {
  const text = report.texts.other.trim();
  if (!/^(?:暂?无|没有)[。.]?$/.test(text) || positive(figures, ['fee.collectedAmount']).length === 0) return [];
  return [
    { section: 'other', cells: ['fee.collectedAmount'], quote: text, fact: `写了“${text}”，信息处理费却有实收金额。请删去“${text}”。` },
  ];
}

/** R65: rules (规章) are made by provincial governments and those of cities with districts, not by others. */
export function whoMakesRules({ report, figures }: Facts): Violation[] {
  const { kind, level } = report.unit;
  const cells = positive(figures, Object.values(documentCells('rules')));
  if (cells.length === 0 || (kind === 'government' && (level === 'province' || level === 'prefecture'))) return [];
  const fact = '省级政府和设区的市、自治州政府才能制定规章，这里填了数。是行政规范性文件的，请改填在下一行。';
  return [{ section: 'proactive', place: '表二 · 规章', cells, fact }];
}

/** R66: a public institution issues no administrative normative documents unless it is authorised to. */
export function whoIssuesDocuments({ report, figures }: Facts): Violation[] {
  const cells = positive(figures, Object.values(documentCells('normativeDocs')));
  if (cells.length === 0 || report.unit.kind !== 'publicInstitution') return [];
  const fact = '事业单位一般不能制发行政规范性文件，这里填了数。内部文件不计在这里，请核对。';
  return [{ section: 'proactive', place: '表二 · 行政规范性文件', cells, fact }];
}

const extraIn = (name: string): string | undefined =>
  /(?:\d{4}|[０-９]{4})\s*年(?:度)?$|(?:年度)?报告$|[（(](?:草稿|附件)[^）)]*[）)]$|[。，；.,;]$/.exec(name)?.[0];
/** What does not belong at the end of a name, as a sentence. */
export function nameDoubt(name: string, year: number): string | null {
  const extra = extraIn(name);
  return extra ? `单位名称末尾有“${extra}”，标题会写成“${name}${year}年…”。只填单位全称。` : null;
}

/** R9: the title is the full name of the unit and the year, nothing else. */
export function title({ report }: Facts): Violation[] {
  const { name } = report.unit;
  if (name.trim() === '') return [{ section: 'title', fact: '还没有填单位名称，标题不完整。' }];
  const fact = nameDoubt(name, report.year);
  if (fact) return [{ section: 'title', quote: extraIn(name) ?? name, fact }];
  return name === name.trim() ? [] : [{ section: 'title', quote: name, fact: '单位名称前后有空格，会印进标题。请删去。' }];
}

/** R93: what is asked of a report, and by when, depends on the category and the level. */
export function unitAsNamed({ report: { unit } }: Facts): Violation[] {
  const doubt = unitDoubt(unit);
  return doubt ? [{ section: 'title', place: '单位信息', fact: `${doubt}请在“文件 › 单位信息”里核对。` }] : [];
}
