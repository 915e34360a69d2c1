/**
 * The comparisons that numbers must satisfy, generated from the form: the identities R13–R16, and what must agree with last
 * year (R25, R26, R29) or within the fee (R19, R59, R61). One interpreter evaluates them all: `validate.ts`.
 */
import { type Amount, formatAmount, magnitude } from './amount.ts';
import { APPLICANTS, type CellId, type Field, type Form, REQUEST_COLUMNS, requestCell, type SectionId } from './form.ts';

/** A number times a factor; `last` takes it from last year's report. */
export interface Term {
  readonly id: CellId;
  readonly times: bigint;
  readonly last?: true;
}
export interface Comparison {
  /** Rule and what it is about, unique within a form: `R13 natural`. */
  readonly key: string;
  readonly section: SectionId;
  /** Where it is, in the words of the form. */
  readonly place: string;
  readonly left: readonly Term[];
  readonly operator: '=' | '<=';
  readonly right: readonly Term[];
  /** The fact that a clerk reads behind the place. */
  say(sides: Sides): string;
}
/** The numbers of this year that a comparison speaks of. */
export const cellsOf = ({ left, right }: Comparison): CellId[] => [...left, ...right].filter(({ last }) => !last).map(({ id }) => id);

interface Sides {
  readonly left: Amount;
  readonly right: Amount;
  /** The value of a single number of this comparison, formatted; `last` takes last year's. */
  number(id: CellId, last?: true): string;
  /** True for a total that was printed on paper and contradicts its cells. */
  isPrinted(id: CellId): boolean;
}

const term = (id: CellId, times = 1n): Term => ({ id, times });
const lastTerm = (id: CellId): Term => ({ id, times: 1n, last: true });
const placeOf = (form: Form, id: CellId): string => form.fields.get(id)?.place ?? id;

/** 多 2 件 or 少 2 件, seen from the left side. */
function difference({ left, right }: Sides, unit: string): string {
  return `${left > right ? '多' : '少'} ${formatAmount(magnitude(left - right))} ${unit}`;
}

/** R13: 一＋二＝三（七）＋四 in each of the seven columns, the identity printed in the form. */
export function carryIdentity(): Comparison[] {
  return REQUEST_COLUMNS.map(({ id, label }) => ({
    key: `R13 ${id}`,
    section: 'requests',
    place: `表三 · ${label}`,
    left: [term(requestCell('newReceived', id)), term(requestCell('carriedIn', id))],
    operator: '=',
    right: [term(requestCell('totalDisposed', id)), term(requestCell('carriedOut', id))],
    say: (sides) =>
      `一＋二 ${formatAmount(sides.left)}，三（七）＋四 ${formatAmount(sides.right)}，两边不相等，左边${difference(sides, '件')}。请核对这一列。`,
  }));
}

/** R14: （七）总计 adds up the outcomes of its column. */
export function disposedTotals(form: Form): Comparison[] {
  const leaves = form.requestRows.filter((row) => row.leaf);
  return REQUEST_COLUMNS.map((column) => {
    const parts = leaves.map((row) => requestCell(row.id, column.id));
    return totalIdentity(`R14 ${column.id}`, form, requestCell('totalDisposed', column.id), parts, '各行');
  });
}

/** R15: 总计 adds up the six kinds of applicant, in each row. */
export function rowTotals(form: Form): Comparison[] {
  return form.requestRows.map((row) => {
    const parts = APPLICANTS.map((column) => requestCell(row.id, column.id));
    return totalIdentity(`R15 ${row.id}`, form, requestCell(row.id, 'total'), parts, '各列');
  });
}

/** R16: the three totals of table 四. */
export function disputeTotals(form: Form): Comparison[] {
  return disputeTotalFields(form).map((field) => totalIdentity(`R16 ${field.id}`, form, field.id, field.parts, '前四项'));
}
export const disputeTotalFields = (form: Form): (Field & { parts: readonly CellId[] })[] =>
  form.tables.disputes.fields.filter((field): field is Field & { parts: readonly CellId[] } => field.parts !== undefined);

function totalIdentity(key: string, form: Form, total: CellId, parts: readonly CellId[], what: string): Comparison {
  return {
    key,
    section: form.fields.get(total)?.table === 'disputes' ? 'disputes' : 'requests',
    place: placeOf(form, total),
    left: [term(total)],
    operator: '=',
    right: parts.map((id) => term(id)),
    say: (sides) =>
      sides.isPrinted(total)
        ? `年报上印的是 ${formatAmount(sides.left)} 件，${what}相加是 ${formatAmount(sides.right)} 件，印的${difference(sides, '件')}。` +
          `${what}没有错的，去掉印的数，按相加的算。`
        : `按各格算是 ${formatAmount(sides.left)} 件，${what}里有年报上印的总计，相加是 ${formatAmount(sides.right)} 件。请核对印的总计。`,
  };
}

const DOCUMENTS = ['rules', 'normativeDocs'] as const;
/** The three cells of a kind of document in table 二. */
export const documentCells = (what: (typeof DOCUMENTS)[number]): Record<'issued' | 'repealed' | 'inForce', CellId> => ({
  issued: `proactive.${what}.issued`,
  repealed: `proactive.${what}.repealed`,
  inForce: `proactive.${what}.inForce`,
});

/** R19: what was in force a year ago cannot have been less than nothing: issued ≤ in force + repealed. */
export function impliedStock(form: Form): Comparison[] {
  return DOCUMENTS.map((what) => {
    const { issued, repealed, inForce } = documentCells(what);
    return {
      key: `R19 ${what}`,
      section: 'proactive',
      place: placeOf(form, inForce),
      left: [term(issued)],
      operator: '<=',
      right: [term(inForce), term(repealed)],
      say: (sides) =>
        `本年制发 ${sides.number(issued)} 件，现行有效加废止只有 ${formatAmount(sides.right)} 件，推算的上年存量成了负数。请核对这三格。`,
    };
  });
}

/** R25: carriedIn of this year is carriedOut of last year, in each column. */
export function carriedOver(form: Form): Comparison[] {
  return REQUEST_COLUMNS.map(({ id }) => ({
    key: `R25 ${id}`,
    section: 'requests',
    place: placeOf(form, requestCell('carriedIn', id)),
    left: [term(requestCell('carriedIn', id))],
    operator: '=',
    right: [lastTerm(requestCell('carriedOut', id))],
    say: (sides) =>
      `${id === 'total' ? '合计是' : '填了'} ${formatAmount(sides.left)} 件，上年年报“结转下年度继续办理”是 ${formatAmount(sides.right)} 件。` +
      '应当相等；机构调整等确有原因的可以不改。',
  }));
}

/** R26: in force = in force a year ago + issued − repealed, for rules and for normative documents. */
export function documentStock(form: Form): Comparison[] {
  return DOCUMENTS.map((what) => {
    const { issued, repealed, inForce } = documentCells(what);
    return {
      key: `R26 ${what}`,
      section: 'proactive',
      place: placeOf(form, inForce),
      left: [term(inForce)],
      operator: '=',
      right: [lastTerm(inForce), term(issued), term(repealed, -1n)],
      say: (sides) =>
        `填了 ${formatAmount(sides.left)} 件；上年 ${sides.number(inForce, true)}＋制发 ${sides.number(issued)}－废止 ${sides.number(repealed)}` +
        `＝${formatAmount(sides.right)} 件。请核对这三格；重新清理、机构调整等确有原因的可以不改。`,
    };
  });
}

/** R29: cases that were pending a year ago were concluded since or are pending still; either way they are counted this year. */
export function pendingCases(form: Form): Comparison[] {
  return disputeTotalFields(form).map(({ id, place }) => {
    const pending = id.replace(/total$/, 'pending');
    return {
      key: `R29 ${id}`,
      section: 'disputes',
      place,
      left: [lastTerm(pending)],
      operator: '<=',
      right: [term(id)],
      say: (sides) =>
        `合计 ${formatAmount(sides.right)} 件，上年年报有 ${formatAmount(sides.left)} 件尚未审结。上年没有审结的，结果一般计在今年，请核对。`,
    };
  });
}

/** R59, first part: no more was collected than was asked for. */
export function collectedWithinNoticed(): Comparison[] {
  return [
    {
      key: 'R59 collected',
      section: 'other',
      place: '信息处理费',
      left: [term('fee.collectedAmount')],
      operator: '<=',
      right: [term('fee.noticedAmount')],
      say: (sides) =>
        `实收 ${formatAmount(sides.left)} 元，多于通知的 ${formatAmount(sides.right)} 元，${difference(sides, '元')}。请核对两格是否填反。`,
    },
  ];
}

/** R61: the information-processing fee (元) is part of the administrative fees of table 二 (万元). */
export function feeWithinAdminFees(): Comparison[] {
  return [
    {
      key: 'R61 fee',
      section: 'other',
      place: '信息处理费',
      left: [term('fee.collectedAmount')],
      operator: '<=',
      right: [term('proactive.adminFees.amountWan', 10_000n)],
      say: (sides) =>
        `实收 ${formatAmount(sides.left)} 元，多于表二“行政事业性收费”的 ${formatAmount(sides.right)} 元。` +
        '本地把信息处理费计入行政事业性收费的，请核对表二。',
    },
  ];
}
