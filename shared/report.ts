/** A report: what a person wrote and typed, and the numbers that follow from it. */
import { type Amount, formatAmount, type Reading, readNumber } from './amount.ts';
import {
  type CellId,
  DEFAULT_FORM,
  FEE_FIELDS,
  type Field,
  FORM,
  FORMS,
  type Form,
  type FormId,
  fillable,
  ofEachText,
  type TextId,
} from './form.ts';
import { once } from './remembered.ts';
import { unitNamed } from './unit-names.ts';

export const UNIT_KINDS = ['government', 'department', 'office', 'town', 'publicInstitution'] as const;
export const LEVELS = ['province', 'prefecture', 'county', 'town'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
export type Level = (typeof LEVELS)[number];
export const UNIT_KIND_NAMES: Readonly<Record<UnitKind, string>> = {
  government: '县级以上人民政府',
  department: '政府部门',
  office: '派出机构、办公室等',
  town: '乡镇人民政府、街道办事处',
  publicInstitution: '事业单位',
};
export const LEVEL_NAMES: Readonly<Record<Level, string>> = { province: '省级', prefecture: '市级', county: '县级', town: '乡镇级' };

interface Unit {
  readonly name: string;
  /** How the unit calls itself in the text: 我局, 我馆. Empty means 本机关. */
  readonly selfName: string;
  readonly kind: UnitKind;
  readonly level: Level;
}
export interface Fee {
  readonly notices: string;
  readonly noticedAmount: string;
  readonly collectedAmount: string;
}
/** Why a warning is true all the same, with the numbers or the sentence it was written for (`reasons.ts`). */
export interface Reason {
  readonly rule: string;
  /** Which finding of the rule: its section and its cells. */
  readonly key: string;
  readonly facts: readonly string[];
  readonly text: string;
}
/** One unit's report of one year, as it stands in a draft file. Every number is the text that was typed. */
export interface Report {
  readonly unit: Unit;
  readonly year: number;
  /** Absent in the form of 2021, the one that is filled in; present in older reports that were read from paper. */
  readonly form?: FormId;
  readonly texts: Readonly<Record<TextId, string>>;
  /** Only cells that a person fills in. Absent or empty is blank, and blank is not zero. */
  readonly cells: Readonly<Record<CellId, string>>;
  readonly fee: Fee;
  /** Totals printed on an imported report that contradict its cells, and only those. */
  readonly printedTotals?: Readonly<Record<CellId, string>>;
  /**
   * Paragraphs of last year that a clerk found to be still true, trimmed. The text itself and not its place, so that it holds
   * wherever the paragraph is moved to; a sentence or number of it that is rewritten is no longer confirmed (`stale.ts`).
   */
  readonly confirmed?: readonly string[];
  /** For the reviewer; never printed, and not taken over into the next year. */
  readonly reasons?: readonly Reason[];
}

export function emptyReport(name: string, year: number): Report {
  return {
    unit: { name, selfName: '', ...unitNamed(name) },
    year,
    ...(FORM.id !== DEFAULT_FORM && { form: FORM.id }),
    texts: ofEachText(() => ''),
    cells: Object.fromEntries(fillable(FORM).map((field) => [field.id, ''])),
    fee: { notices: '', noticedAmount: '', collectedAmount: '' },
  };
}

export const formOf = (report: Report): Form => FORMS[report.form ?? DEFAULT_FORM];

/** Two states of one report: of the same unit and the same year. */
export const isOfSame = (one: Report, other: Report): boolean => one.year === other.year && one.unit.name.trim() === other.unit.name.trim();

/** 示例县档案馆2025年政府信息公开工作年度报告 (R9). */
export const titleOf = (report: Report): string => report.unit.name + titleSuffix(report.year);
export const titleSuffix = (year: number): string => `${year}年政府信息公开工作年度报告`;

const BLANK: Reading = { kind: 'blank' };

/** The numbers of one report: what each field reads as, and the totals computed from them. */
export interface Figures {
  readonly form: Form;
  /** How the typed text of a field or of a fee figure reads; `blank` for ids the report does not have. */
  reading(id: CellId): Reading;
  /** The number a field stands for, computed where it is a total. Undefined while it, or a part of it, is blank or no number. */
  value(id: CellId): Amount | undefined;
  /** A total as its parts add up, whatever was printed. */
  computed(id: CellId): Amount | undefined;
  /** True where a printed total stands in for the computed one. */
  isPrinted(id: CellId): boolean;
  readonly hasPrinted: boolean;
}

/** Reckoned once for each report: reports are never changed in place. */
export const figuresOf: (report: Report) => Figures = once((report) => {
  const form = formOf(report);
  const readings = new Map<CellId, Reading>();
  for (const field of [...fillable(form), ...FEE_FIELDS]) readings.set(field.id, readNumber(typedText(report, field), field.unit));
  const printed = printedOf(report, form);
  const totals = new Map<CellId, Amount | undefined>();

  const reading = (id: CellId): Reading => readings.get(id) ?? BLANK;
  const computed = (id: CellId): Amount | undefined => {
    const parts = form.fields.get(id)?.parts;
    if (!parts) return number(reading(id));
    if (!totals.has(id)) totals.set(id, sum(parts.map(computed)));
    return totals.get(id);
  };
  return {
    form,
    reading,
    computed,
    value: (id) => printed.get(id) ?? computed(id),
    isPrinted: (id) => printed.has(id),
    hasPrinted: printed.size > 0,
  };
});

const number = (reading: Reading): Amount | undefined => (reading.kind === 'number' ? reading.amount : undefined);

function sum(values: readonly (Amount | undefined)[]): Amount | undefined {
  let total = 0n;
  for (const value of values) {
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}

/** The key of a fee figure in a draft: `notices` of `fee.notices`. */
export const feeKey = ({ id }: Field): keyof Fee => id.slice('fee.'.length) as keyof Fee;

/** What was typed into a field of the tables or of the fee. */
export function typedText(report: Report, field: Field): string {
  return (field.table === 'fee' ? report.fee[feeKey(field)] : report.cells[field.id]) ?? '';
}

function printedOf(report: Report, form: Form): Map<CellId, Amount> {
  const printed = new Map<CellId, Amount>();
  for (const [id, text] of Object.entries(report.printedTotals ?? {})) {
    const field = form.fields.get(id);
    const value = field?.parts && number(readNumber(text, field.unit));
    if (value !== undefined) printed.set(id, value);
  }
  return printed;
}

/** The report with these texts in its numbers, of the tables and of the fee. */
export function withNumbers(report: Report, numbers: ReadonlyMap<CellId, string>): Report {
  const cells: Record<CellId, string> = { ...report.cells };
  const fee: Record<string, string> = { ...report.fee };
  for (const [id, text] of numbers) {
    if (id.startsWith('fee.')) fee[id.slice('fee.'.length)] = text;
    else cells[id] = text;
  }
  return { ...report, cells, fee: { ...report.fee, ...fee } };
}

/** A printed total that no longer contradicts its cells is not kept: from then on the total follows them. */
export function withoutAgreeing(report: Report): Report {
  if (!report.printedTotals) return report;
  const { form, computed } = figuresOf(report);
  const agreeing = new Set([...printedOf(report, form)].flatMap(([id, value]) => (value === computed(id) ? [id] : [])));
  if (agreeing.size === 0) return report;
  const left = Object.entries(report.printedTotals).filter(([id]) => !agreeing.has(id));
  return { ...report, printedTotals: Object.fromEntries(left) };
}

/** What is printed in a field: the digits as typed, a total as computed (or as printed on paper), nothing while it is blank. */
export function printedText(figures: Figures, report: Report, field: Field): string {
  const reading = figures.reading(field.id);
  if (!field.parts) return reading.kind === 'number' ? reading.text : typedText(report, field).trim();
  const value = figures.value(field.id);
  return value === undefined ? '' : formatAmount(value);
}
