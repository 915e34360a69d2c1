/** What a finding proposes: only what is certain from the form, the other numbers and last year's report. */
import { type Amount, formatAmount } from '../shared/amount.ts';
import type { Finding } from '../shared/finding.ts';
import { APPLICANTS, type CellId, type Field, requestCell, SECTIONS, type TextId } from '../shared/form.ts';
import { plain } from '../shared/outline.ts';
import type { Figures, Report } from '../shared/report.ts';
import { figures } from './derived.ts';
import { shortName } from './grid-map.ts';
import { changeReport, fieldOf, fillNumbers, theDocument } from './store.ts';

export interface Proposal {
  /** What the button does: 改为 2. */
  readonly label: string;
  /** The number it changes, where it is one: 二、上年结转. */
  readonly where: string;
  /** Why it is right, or what it leads to, as a sentence. */
  readonly why: string;
  readonly apply: (report: Report) => ReadonlyMap<CellId, string> | Partial<Report>;
}

export function proposalsFor(finding: Finding, report: Report, lastYear: Report | null): Proposal[] {
  const last = lastYear?.year === report.year - 1 ? figures(lastYear) : null;
  return [...dropPrinted(finding, report), ...byRule(finding, report, last)];
}

function byRule(finding: Finding, report: Report, last: Figures | null): Proposal[] {
  const now = figures(report);
  switch (finding.rule) {
    case 'R1':
      return dropHeading(finding, report);
    case 'R6':
      return zeroForPlaceholder(finding);
    case 'R13':
      return last ? carryOverBalances(finding, now, last) : [];
    case 'R25':
      return last ? carryOver(finding, now, last) : [];
    case 'R26':
      return last ? stock(finding, now, last) : [];
    case 'R59':
      return swapFee(finding, report);
    default:
      return [];
  }
}

const set = (id: CellId, value: Amount, why: string): Proposal => {
  const field = fieldOf(id);
  const text = formatAmount(value);
  return { label: `改为 ${text}`, where: field ? nameOf(field) : '', why, apply: () => new Map([[id, text]]) };
};

/** 二、上年结转: within table 三 the column is known from the place. */
const nameOf = (field: Field): string => (field.table === 'requests' ? (shortName(field).split(' · ')[0] ?? '') : shortName(field));

/** Marks that mean there was nothing; 略 and 待定 mean something else. */
const NOTHING = /^(?:[/／\\\-—–－]+|无|没有|未发生|不涉及|不适用)$/;
function zeroForPlaceholder({ cells: [id], quote }: Finding): Proposal[] {
  return id && quote && NOTHING.test(quote.trim()) ? [set(id, 0n, '没有的填 0。')] : [];
}

interface Carried {
  readonly id: CellId;
  readonly before: Amount;
  /** 一＋二 with last year's number in 二, and 三（七）＋四, where they are known. */
  readonly left: Amount | undefined;
  readonly right: Amount | undefined;
}
function carried(column: string, now: Figures, last: Figures): Carried[] {
  const id = requestCell('carriedIn', column);
  const [before, standing] = [last.value(requestCell('carriedOut', column)), now.value(id)];
  if (before === undefined || before === standing) return [];
  const value = (row: string): Amount | undefined => now.value(requestCell(row, column));
  return [{ id, before, left: plus(value('newReceived'), before), right: plus(value('totalDisposed'), value('carriedOut')) }];
}
const plus = (a: Amount | undefined, b: Amount | undefined): Amount | undefined => (a === undefined || b === undefined ? undefined : a + b);
const lastYearSays = (before: Amount): string => `上年年报“结转下年度”是 ${formatAmount(before)} 件`;

/** R13: last year's number stands against 二 of this column and balances it. */
function carryOverBalances({ cells: [first = ''] }: Finding, now: Figures, last: Figures): Proposal[] {
  const column = first.split('.').at(-1) ?? '';
  if (!APPLICANTS.some(({ id }) => id === column)) return [];
  return carried(column, now, last)
    .filter(({ left, right }) => left !== undefined && left === right)
    .map(({ id, before, left = 0n }) => set(id, before, `${lastYearSays(before)}，改后两边都是 ${formatAmount(left)}。`));
}

/** R25: 二 is last year's 四, in each column that differs. */
function carryOver({ cells, includes }: Finding, now: Figures, last: Figures): Proposal[] {
  const named = new Set([...cells, ...includes.flatMap((other) => other.cells)]);
  const columns = APPLICANTS.filter(({ id }) => named.has(requestCell('carriedIn', id))).flatMap(({ id }) => carried(id, now, last));
  const [only, ...more] = columns;
  if (!only) return [];
  if (more.length === 0) return [set(only.id, only.before, `${lastYearSays(only.before)}${consequence(only)}。`)];
  const numbers = new Map(columns.map(({ id, before }) => [id, formatAmount(before)]));
  return [
    { label: `${columns.length} 格都改成上年的数`, where: '二、上年结转', why: '与上年年报“结转下年度”逐列相同。', apply: () => numbers },
  ];
}
function consequence({ left, right }: Carried): string {
  if (left === undefined || right === undefined) return '';
  return left === right
    ? `，改后两边都是 ${formatAmount(left)}`
    : `；改后一＋二 ${formatAmount(left)}，三（七）＋四 ${formatAmount(right)}，这一列还要核对`;
}

/** R26: in force = last year's + issued − repealed. */
function stock({ cells: [inForce = ''] }: Finding, now: Figures, last: Figures): Proposal[] {
  const of = (name: string): CellId => inForce.replace(/[^.]+$/, name);
  const [before, issued, repealed] = [last.value(inForce), now.value(of('issued')), now.value(of('repealed'))];
  if (before === undefined || issued === undefined || repealed === undefined || before + issued < repealed) return [];
  const [a, b, c] = [before, issued, repealed].map(formatAmount);
  return [set(inForce, before + issued - repealed, `上年 ${a}＋制发 ${b}－废止 ${c}。`)];
}

/** R59: more was collected than was asked for. */
function swapFee({ cells: [first] }: Finding, { fee }: Report): Proposal[] {
  if (first !== 'fee.collectedAmount') return [];
  const swapped = new Map([
    ['fee.noticedAmount', fee.collectedAmount],
    ['fee.collectedAmount', fee.noticedAmount],
  ]);
  return [
    { label: '两数对调', where: '', why: `改后通知 ${fee.collectedAmount} 元，实收 ${fee.noticedAmount} 元。`, apply: () => swapped },
  ];
}

/** A printed total that contradicts the cells: without it the computed one holds. */
function dropPrinted({ cells, includes }: Finding, { printedTotals = {} }: Report): Proposal[] {
  const named = new Set([...cells, ...includes.flatMap((other) => other.cells)]);
  const printed = Object.entries(printedTotals).filter(([id]) => named.has(id));
  if (printed.length === 0) return [];
  const why = `年报上印的${printed.map(([, text]) => ` ${text} `).join('、')}不再保留，总计按各格相加。`;
  const apply = (report: Report): Partial<Report> => ({
    printedTotals: Object.fromEntries(Object.entries(report.printedTotals ?? {}).filter(([id]) => !named.has(id))),
  });
  return [{ label: '去掉印的数', where: '', why, apply }];
}

const BARE_HEADINGS = SECTIONS.map(
  ({ numeral, title }) => new RegExp(`^#{0,6}(?:${numeral}[、.]|第${numeral}部分[、.:]?)${plain(title)}[。:]?$`),
);
/** R1: a line that is nothing but a heading the form prints anyway. */
function dropHeading({ section, quote }: Finding, { texts }: Report): Proposal[] {
  const isBare = quote !== null && BARE_HEADINGS.some((pattern) => pattern.test(plain(quote)));
  if (section === 'title' || quote === null || !isBare || !texts[section].split('\n').some((line) => line.trim() === quote.trim()))
    return [];
  const apply = (report: Report): Partial<Report> => ({ texts: { ...report.texts, [section]: withoutLine(report.texts[section], quote) } });
  return [{ label: '删去这一行', where: '', why: '标题由程序统一印出。', apply }];
}
function withoutLine(text: Report['texts'][TextId], line: string): string {
  const lines = text.split('\n');
  lines.splice(
    lines.findIndex((other) => other.trim() === line.trim()),
    1,
  );
  return lines.join('\n');
}

export function applyProposal({ apply }: Proposal): void {
  const change = apply(theDocument().draft.report);
  if (change instanceof Map) fillNumbers(change);
  else changeReport(change as Partial<Report>);
}
