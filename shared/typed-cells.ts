/** What the cells of a draft hold as it was typed: numbers of the form, all of them, and each one a number of its kind. */
import { amount, type NumberProblem, readNumber, type Unit } from './amount.ts';
import type { Facts, Violation } from './finding.ts';
import { type CellId, FEE_FIELDS, type Field, FORM, FORM_SINCE, FORMS, fillable, placeInTable, sectionOf } from './form.ts';
import { shorten } from './outline.ts';
import { type Figures, formOf, type Report, typedText } from './report.ts';
import { halfWidth } from './width.ts';

/** What a cell of a draft is: of its form, a subtotal (R17), of the form of 2019 (R5), or of none (R4). */
type CellKind = 'form' | 'subtotal' | 'old' | 'stray';
function cellsOfKind(report: Report, kind: CellKind): CellId[] {
  const typed = Object.keys(report.cells).filter((id) => report.cells[id]?.trim() !== '');
  // Where （六） has no rows below it, its number is the row of the older form.
  const sixthHasRows = typed.some((id) => /^requests\.other\.[^.]+\.[^.]+$/.test(id));
  const subtotal = sixthHasRows
    ? /^requests\.(?:denied|unavailable|notProcessed|other)\.[^.]+$/
    : /^requests\.(?:denied|unavailable|notProcessed)\.[^.]+$/;
  const form = formOf(report);
  return typed.filter((id) => {
    if (form.fields.has(id)) return kind === 'form';
    if (subtotal.test(id)) return kind === 'subtotal';
    return kind === (form === FORM && FORMS['2019'].fields.has(id) ? 'old' : 'stray');
  });
}

/** R4: the tables hold the cells of the form and no others. */
export function strayCells({ report }: Facts): Violation[] {
  const stray = cellsOfKind(report, 'stray');
  if (stray.length === 0) return [];
  const numbers = stray.slice(0, 5).map((id) => shorten(report.cells[id] ?? ''));
  const fact = `草稿文件里有 ${stray.length} 个数不属于三张表的任何一格，不会印出：${numbers.join('、')}。请在生成这份草稿的程序里改正。`;
  return [{ section: 'requests', place: '草稿文件', cells: stray, fact }];
}

/** R17: （三）（四）（五）（六） have no numbers of their own. */
export function subtotals({ report }: Facts): Violation[] {
  const cells = cellsOfKind(report, 'subtotal');
  if (cells.length === 0) return [];
  return [{ section: 'requests', place: '表三', cells, fact: '（三）至（六）各组在格式里没有小计，草稿文件里的小计不会印出。请删去。' }];
}

/** R5: the layout of 2019 in a report for 2021 or later. */
export function oldLayout({ report, figures }: Facts): Violation[] {
  if (report.year < FORM_SINCE) return [];
  const old = cellsOfKind(report, 'old');
  if (figures.form === FORM && old.length === 0) return [];
  if (figures.form.id === '2019') {
    return [{ section: 'requests', place: '三张表', fact: '用的是 2019 年的格式，2021 年度起应当用新的格式。请按新格式重填。' }];
  }
  if (old[0]?.startsWith('proactive.')) {
    return [{ section: 'proactive', place: '表二', cells: old, fact: '草稿文件里有 2019 年格式的数，新格式没有这几格，不会印出。' }];
  }
  return [{ section: 'requests', place: '表三', cells: old, fact: '“（六）其他处理”只有一行，2021 年起的格式分三行填写。请按三行重填。' }];
}

/** R6, first part: blank cells, one finding a table. Its sides are the cells that are filled in and those that should be. */
export function blankCells({ figures }: Facts): Violation[] {
  return Object.values(figures.form.tables).flatMap((table) => {
    const wanted = fillable(table);
    const blank = wanted.filter((field) => figures.reading(field.id).kind === 'blank');
    if (blank.length === 0) return [];
    const named = blank.slice(0, 3).map(placeInTable);
    const list = blank.length > 3 ? '' : `：${named.join('；')}`;
    const fact = `还有 ${blank.length} 格没有填${list}。没有的请填 0。`;
    const sides = { left: amount(wanted.length - blank.length), right: amount(wanted.length) };
    return [{ section: table.id, place: `表${table.number}`, cells: blank.map((field) => field.id), ...sides, fact }];
  });
}

const WANTED = {
  件: '件数只能填 0 或正整数',
  万元: '请填以万元为单位的数，例如 12.5',
  元: '请填以元为单位的数，例如 200 或 200.50',
} as const;
function advice(problem: NumberProblem, { unit }: Field, typed: string): string {
  switch (problem) {
    case 'placeholder':
      return '没有的请填 0';
    case 'leadingZero':
      return '数字不能以 0 开头，请核对';
    case 'tooLong':
      return '位数太多，请核对';
    case 'unit':
      return unit === '件' ? '请只填数字，不写单位' : WANTED[unit];
    case 'notNumber':
      return /^[+＋]/.test(typed) ? '数字前面不写加号' : `${notANumber(typed, unit)}，${WANTED[unit]}`;
    case 'negative':
    case 'fraction':
      return WANTED[unit];
  }
}

/** 1 2, 1,2 and 5-3 are written in Arabic digits, but are no number. */
const DIGITS_AND_MARKS = /^(?=.*\d)[\d\s\p{P}\p{S}]+$/u;
const notANumber = (typed: string, unit: Unit): string =>
  !DIGITS_AND_MARKS.test(halfWidth(typed)) ? '请改成阿拉伯数字' : unit === '件' ? '不是一个整数' : '不是一个数';

/** 本年增/减 of 2019 may be negative and 采购总金额 had no unit: table 二 of that form is only read. */
const isOnlyRead = (figures: Figures, { table }: Field): boolean => figures.form.id === '2019' && table === 'proactive';

function unreadable({ report, figures }: Facts, wanted: (field: Field, problem: NumberProblem) => boolean): Violation[] {
  return [...fillable(figures.form), ...FEE_FIELDS].flatMap((field) => {
    if (isOnlyRead(figures, field)) return [];
    const reading = figures.reading(field.id);
    if (reading.kind !== 'invalid' || !wanted(field, reading.problem)) return [];
    const typed = typedText(report, field).trim();
    const fact = `填了“${typed.slice(0, 30)}”，${advice(reading.problem, field, typed)}。`;
    return [{ section: sectionOf(field), place: field.place, cells: [field.id], quote: typed, fact }];
  });
}

/** R6, second part: “/”, “无” and the like stand for nothing; the cell wants a number. */
export const placeholders = (facts: Facts): Violation[] => unreadable(facts, (_field, problem) => problem === 'placeholder');

/** R7: counts are whole and not negative; a total that was printed is a number too. */
export function badCounts(facts: Facts): Violation[] {
  const printed = Object.entries(facts.report.printedTotals ?? {}).flatMap(([id, text]): Violation[] => {
    const field = facts.figures.form.fields.get(id);
    if (!field || readNumber(text, field.unit).kind === 'number') return [];
    const fact = `年报上印的是“${text.slice(0, 30)}”，不是数，按各格相加的算。`;
    return [{ section: sectionOf(field), place: field.place, cells: [id], quote: text, fact }];
  });
  return [...unreadable(facts, ({ unit }, problem) => unit === '件' && problem !== 'placeholder'), ...printed];
}

/** R8: amounts are plain numbers in the unit of their field. */
export const badAmounts = (facts: Facts): Violation[] =>
  unreadable(facts, ({ unit }, problem) => unit !== '件' && problem !== 'placeholder');
