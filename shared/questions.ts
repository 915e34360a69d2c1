/** What is asked of the numbers beyond the comparisons: blanks, what was typed, and what a reviewer would wonder about. */
import { type Amount, amount, formatAmount, type NumberProblem } from './amount.ts';
import type { Facts, Violation } from './finding.ts';
import { APPLICANTS, type CellId, FEE_FIELDS, type Field, FORM_SINCE, FORMS, fillable, type TableId } from './form.ts';
import { type Fee, feeSentence, formOf, type Report } from './report.ts';

const at = (row: string, column: string): CellId => `requests.${row}.${column}`;
const isZero = (facts: Facts, id: CellId): boolean => facts.figures.value(id) === 0n;
const positive = (facts: Facts, ids: readonly CellId[]): CellId[] => ids.filter((id) => (facts.figures.value(id) ?? 0n) > 0n);
const typed = (report: Report, field: Field): string =>
  field.table === 'fee' ? report.fee[field.id.slice('fee.'.length) as keyof Fee] : (report.cells[field.id] ?? '');
const sectionOf = (field: Field): TableId | 'other' => (field.table === 'fee' ? 'other' : field.table);

/** R4: the tables hold the cells of the form and no others. Ids of the older form are R5, subtotals R17. */
export function strayCells({ report }: Facts): Violation[] {
  const stray = Object.keys(report.cells).filter((id) => !KNOWN.has(id) && !isSubtotal(id));
  if (stray.length === 0) return [];
  return [
    {
      section: 'requests',
      cells: stray,
      message: `草稿里有 ${stray.length} 个数不属于表二、表三、表四的任何一格，没有印出：${stray
        .map((id) => report.cells[id])
        .slice(0, 5)
        .join('、')}。`,
    },
  ];
}

const KNOWN = new Set(Object.values(FORMS).flatMap((form) => [...form.fields.keys()]));

/** R17: （三）（四）（五）（六） have no numbers of their own. `requests.other` is a row of the older form, hence R5. */
export function subtotals({ report }: Facts): Violation[] {
  const cells = Object.keys(report.cells).filter(isSubtotal);
  if (cells.length === 0) return [];
  return [{ section: 'requests', cells, message: '表三：（三）（四）（五）各组在格式里没有小计，草稿里的小计没有印出。请删去。' }];
}
const isSubtotal = (id: CellId): boolean => /^requests\.(?:denied|unavailable|notProcessed)\.[^.]+$/.test(id);

/** R5: the layout of 2019 in a report for 2021 or later. */
export function oldLayout({ report }: Facts): Violation[] {
  if (report.year < FORM_SINCE) return [];
  const current = FORMS['2021'].fields;
  const old = [...FORMS['2019'].fields.keys()].filter((id) => !current.has(id) && id in report.cells);
  const inForm = formOf(report).id === '2021';
  if (inForm && old.length === 0) return [];
  const row = '表三“（六）其他处理”只有一行，2021 年起的格式分三行填写。';
  const whole = '表格用的是 2019 年的格式，2021 年度起应当用新的格式。';
  return [{ section: 'requests', cells: old, message: formOf(report).id === '2019' ? whole : row }];
}

/** R6, first part: blank cells, one finding a table. */
export function blankCells(facts: Facts): Violation[] {
  const form = facts.figures.form;
  return Object.values(form.tables).flatMap((table) => {
    const blank = table.fields.filter((field) => !field.parts && facts.figures.reading(field.id).kind === 'blank');
    if (blank.length === 0) return [];
    const named = blank.slice(0, 3).map((field) => field.place.replace(/^表. · /, ''));
    const more = blank.length > named.length ? '等' : '';
    const message = `表${table.number}还有 ${blank.length} 格没有填：${named.join('；')}${more}。没有的请填 0。`;
    return [{ section: table.id, cells: blank.map((field) => field.id), message }];
  });
}

const SAY: Record<Exclude<NumberProblem, 'placeholder'>, string> = {
  negative: '不能填负数',
  fraction: '小数位数太多',
  unit: '只填数字，不写单位',
  leadingZero: '数字不能以 0 开头',
  tooLong: '位数太多',
  notNumber: '看不懂',
};
const WANTED = {
  件: '件数只能填 0 或正整数',
  万元: '请填以万元为单位的数，例如 12.5',
  元: '请填以元为单位的数，例如 200 或 200.50',
} as const;

function unreadable(facts: Facts, wanted: (field: Field, problem: NumberProblem) => string | undefined): Violation[] {
  return [...fillable(facts.figures.form), ...FEE_FIELDS].flatMap((field) => {
    const reading = facts.figures.reading(field.id);
    const advice = reading.kind === 'invalid' ? wanted(field, reading.problem) : undefined;
    if (!advice) return [];
    const value = typed(facts.report, field);
    return [{ section: sectionOf(field), cells: [field.id], quote: value, message: `${field.place}：填了“${value.trim()}”，${advice}。` }];
  });
}

/** R6, second part: “/”, “无” and the like stand for nothing; the cell wants a number. */
export const placeholders = (facts: Facts): Violation[] =>
  unreadable(facts, (_field, problem) => (problem === 'placeholder' ? '没有的请填 0' : undefined));

/** R7: counts are whole and not negative. */
export const badCounts = (facts: Facts): Violation[] =>
  unreadable(facts, ({ unit }, problem) => {
    if (unit !== '件' || problem === 'placeholder') return undefined;
    return problem === 'fraction' ? WANTED[unit] : `${SAY[problem]}，${WANTED[unit]}`;
  });

/** R8: amounts are plain numbers in the unit of their field. */
export const badAmounts = (facts: Facts): Violation[] =>
  unreadable(facts, ({ unit }, problem) => (unit === '件' || problem === 'placeholder' ? undefined : `${SAY[problem]}，${WANTED[unit]}`));

/** R22: a large “3.其他” invites the question what is in it. */
export function largeMisc({ figures }: Facts): Violation[] {
  const misc = figures.value(at('other.misc', 'total'));
  const total = figures.value(at('totalDisposed', 'total'));
  if (misc === undefined || total === undefined || misc <= amount(5) || misc * 10n <= total * 3n) return [];
  const message = `表三 · （六）其他处理 3.其他：有 ${formatAmount(misc)} 件，超过办理结果 ${formatAmount(total)} 件的三成。请核对能否归入其他各项。`;
  return [{ section: 'requests', cells: [at('other.misc', 'total')], left: misc, right: total, message }];
}

/** R23: outcomes in a column that has no requests. Says in plain words what R13 or R14 of that column would say as a sum. */
export function outcomesWithoutRequests(facts: Facts): Violation[] {
  const rows = facts.figures.form.requestRows.filter((row) => row.leaf || row.id === 'totalDisposed' || row.id === 'carriedOut');
  return APPLICANTS.flatMap((column) => {
    if (!isZero(facts, at('newReceived', column.id)) || !isZero(facts, at('carriedIn', column.id))) return [];
    const filled = positive(
      facts,
      rows.map((row) => at(row.id, column.id)),
    );
    if (filled.length === 0) return [];
    const outcomes = filled.filter((id) => id !== at('totalDisposed', column.id) && id !== at('carriedOut', column.id));
    const count = outcomes.reduce((sum, id) => sum + (facts.figures.value(id) ?? 0n), 0n);
    const carriedOut = facts.figures.value(at('carriedOut', column.id)) ?? 0n;
    return [
      {
        section: 'requests',
        cells: [at('newReceived', column.id), at('carriedIn', column.id), ...filled],
        left: 0n,
        right: count + carriedOut,
        message: `表三 · ${column.label}：这一列没有新收也没有结转，${whatIsThere(count, carriedOut)}。`,
        explains: [`R13 ${column.id}`, `R14 ${column.id}`],
      },
    ];
  });
}
function whatIsThere(outcomes: Amount, carriedOut: Amount): string {
  if (outcomes > 0n) return `办理结果却有 ${formatAmount(outcomes)} 件`;
  return carriedOut > 0n ? `结转下年度却有 ${formatAmount(carriedOut)} 件` : '（七）总计却不是 0';
}

/** R24: reviews and suits although table 三 is all zero. Possible, for older cases, but worth a look. */
export function disputesWithoutRequests(facts: Facts): Violation[] {
  const { requests, disputes } = facts.figures.form.tables;
  const totals = ['reconsideration', 'directSuit', 'suitAfterReconsideration'].map((group) => `disputes.${group}.total`);
  if (!requests.fields.every((field) => isZero(facts, field.id)) || positive(facts, totals).length === 0) return [];
  const cells = positive(
    facts,
    disputes.fields.flatMap((field) => (field.parts ? [] : [field.id])),
  );
  return [{ section: 'disputes', cells, message: '表三没有申请，表四却有行政复议或行政诉讼。是以前年度的申请引起的，可以不改。' }];
}

/** R27: a hundredfold change, or the ten-thousandfold of an amount in 元 typed where 万元 is asked for. */
export function slippedUnit({ report, figures, last }: Facts): Violation[] {
  if (!last || !sameProactiveForm(report, last.report)) return [];
  return [...figures.form.tables.proactive.fields, ...FEE_FIELDS].flatMap((field) => {
    const now = figures.value(field.id) ?? 0n;
    const before = last.figures.value(field.id) ?? 0n;
    if (now <= 0n || before <= 0n || (now < before * 100n && before < now * 100n)) return [];
    const [many, few] = now > before ? [now, before] : [before, now];
    const times = many / few;
    const slip = field.unit === '万元' && times > 5_000n && times < 20_000n;
    const advice = slip ? '可能把元填进了万元' : '请核对单位和位数';
    const ratio = now > before ? `是上年的 ${times} 倍` : `是上年的 ${times} 分之一`;
    const message = `${field.place}：填了 ${formatAmount(now)}，上年是 ${formatAmount(before)}，${ratio}，${advice}。`;
    return [{ section: sectionOf(field), cells: [field.id], left: now, right: before, message }];
  });
}
/** 对外公开总数量 and the like of 2019 are other quantities under the same names (R32). */
export const sameProactiveForm = (a: Report, b: Report): boolean => (formOf(a).id === '2019') === (formOf(b).id === '2019');

/** R30: a whole table equal to last year's and not all zero. */
export function repeatedTables({ figures, last }: Facts): Violation[] {
  if (!last) return [];
  return Object.values(figures.form.tables).flatMap((table) => {
    const fields = table.fields.filter((field) => !field.parts);
    const same = fields.every((field) => {
      const value = figures.value(field.id);
      return value !== undefined && value === last.figures.value(field.id);
    });
    const filled = positive(
      { figures } as Facts,
      fields.map((field) => field.id),
    );
    if (!same || filled.length === 0) return [];
    return [{ section: table.id, cells: filled, message: `表${table.number}的每一个数都与上年年报相同。请核对是不是忘了改。` }];
  });
}

/** R32: says that table 二 was not compared, because last year's report is in the form of 2019. */
export function formChanged({ report, last }: Facts): Violation[] {
  if (!last || sameProactiveForm(report, last.report)) return [];
  return [{ section: 'proactive', message: '上年年报用的是 2019 年的格式，表二各格的口径不同，没有与上年比对。' }];
}

/** R58: the three figures on the information-processing fee, zeros included. */
export function feeStatement(facts: Facts): Violation[] {
  const { report, figures } = facts;
  if (feeSentence(report, figures)) return [];
  const blank = FEE_FIELDS.filter((field) => figures.reading(field.id).kind === 'blank');
  const stated = FEE_PATTERNS.filter((pattern) => pattern.test(report.texts.other.normalize('NFKC').replace(/\s/g, '')));
  if (blank.length === 0 || stated.length === FEE_PATTERNS.length) return [];
  const missing = blank.map((field) => field.place.replace('信息处理费 · ', ''));
  const message =
    blank.length === FEE_FIELDS.length && stated.length === 0
      ? '第六部分没有写信息处理费。没有收费的也要写明 0 件、0 元。'
      : `第六部分的信息处理费没有写全，还缺${missing.join('、')}。没有的请填 0。`;
  return [{ section: 'other', cells: blank.map((field) => field.id), message }];
}
const FEE_PATTERNS = [/收费通知[^。;]{0,8}?\d+件/, /总金额[^。;,]{0,4}?\d[\d.]*元/, /实际收取[^。;,]{0,8}?\d[\d.]*元/];

/** R59, second part: no notices, no money; money asked for, at least one notice. */
export function feeWithoutNotices({ figures }: Facts): Violation[] {
  const [notices, noticed, collected] = FEE_FIELDS.map((field) => figures.value(field.id));
  if (notices !== 0n) return [];
  const amounts = FEE_FIELDS.slice(1).filter((field) => (figures.value(field.id) ?? 0n) > 0n);
  if (amounts.length === 0) return [];
  const sum = formatAmount(noticed || collected || 0n);
  const message = `信息处理费：发出收费通知 0 件，却有 ${sum} 元。请核对件数和金额。`;
  return [
    {
      section: 'other',
      cells: ['fee.notices', ...amounts.map((field) => field.id)],
      left: notices,
      right: noticed ?? collected ?? 0n,
      message,
    },
  ];
}

/** R63: “无” in section 六 although money was collected. */
export function nothingToReport(facts: Facts): Violation[] {
  const text = facts.report.texts.other.trim();
  if (!/^无(?:其他需要报告的事项)?[。.]?$/.test(text) || positive(facts, ['fee.collectedAmount']).length === 0) return [];
  return [
    { section: 'other', cells: ['fee.collectedAmount'], quote: text, message: '第六部分写了“无”，信息处理费却有实收金额。请删去“无”。' },
  ];
}

const RULE_CELLS = ['issued', 'repealed', 'inForce'].map((column) => `proactive.rules.${column}`);
const DOCUMENT_CELLS = ['issued', 'repealed', 'inForce'].map((column) => `proactive.normativeDocs.${column}`);

/** R65: rules (规章) are made by provincial governments and those of cities with districts, not by others. */
export function whoMakesRules(facts: Facts): Violation[] {
  const { kind, level } = facts.report.unit;
  const cells = positive(facts, RULE_CELLS);
  if (cells.length === 0 || (kind === 'government' && (level === 'province' || level === 'prefecture'))) return [];
  const message = '表二 · 规章：省级政府和设区的市、自治州政府才能制定规章，本单位填了数。确认不是行政规范性文件。';
  return [{ section: 'proactive', cells, message }];
}

/** R66: a public institution issues no administrative normative documents unless it is authorised to. */
export function whoIssuesDocuments(facts: Facts): Violation[] {
  const cells = positive(facts, DOCUMENT_CELLS);
  if (cells.length === 0 || facts.report.unit.kind !== 'publicInstitution') return [];
  const message = '表二 · 行政规范性文件：事业单位一般不能制发行政规范性文件，本单位填了数。内部文件不计在这里。';
  return [{ section: 'proactive', cells, message }];
}

/** R9: the title is the full name of the unit and the year, nothing else. */
export function title({ report }: Facts): Violation[] {
  const { name } = report.unit;
  if (name.trim() === '') return [{ section: 'title', message: '还没有填单位名称，标题不完整。' }];
  const extra = /年度报告|附件|\d{4}\s*年|[（(]草稿[）)]/.exec(name)?.[0];
  if (extra) return [{ section: 'title', quote: extra, message: `单位名称里有“${extra}”，标题会重复。只填单位全称。` }];
  return name === name.trim() ? [] : [{ section: 'title', quote: name, message: '单位名称前后有空格，会印进标题。请删去。' }];
}
