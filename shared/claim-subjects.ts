/**
 * What a figure in a narrative may speak of, and the numbers of the form that it must then agree with. A subject has readings:
 * 收到 52 件 may be what was newly received, or that and what was carried in; 行政复议 5 件 may be all cases, or the concluded ones.
 */
import type { RuleId } from './finding.ts';
import { APPLICANTS, type CellId, FEE_FIELDS, type Form, requestCell } from './form.ts';
import { documentCells } from './identities.ts';

/** A sum of numbers of the form, less others, under the name it has there. */
export interface Reading {
  readonly name: string;
  readonly plus: (form: Form) => readonly CellId[];
  readonly minus?: readonly CellId[];
}
export interface Subject {
  /** Claims with the same key state the same fact. */
  readonly key: string;
  readonly rule: RuleId;
  /** The words of the sentence a clerk reads: 正文写`says` 52 件. */
  readonly says: string;
  readonly unit: '件' | '万元' | '元';
  /** Where one of these agrees there is nothing to say; the first is the usual one. */
  readonly readings: readonly Reading[];
  /** Where only this agrees, the text should say so (`advice`); `apart` are the numbers that make the difference. */
  readonly loose?: Reading & { readonly apart: readonly CellId[]; readonly advice: string };
}

const cells =
  (...ids: CellId[]) =>
  (): readonly CellId[] =>
    ids;
const total = (row: string): CellId => requestCell(row, 'total');
const reading = (name: string, ...ids: CellId[]): Reading => ({ name, plus: cells(...ids) });

const NEW = reading('表三新收', total('newReceived'));
const NEW_AND_OLD = reading('加上年结转是', total('newReceived'), total('carriedIn'));
const DISPOSED = reading('表三办理结果总计', total('totalDisposed'));
const subject = (key: string, rule: RuleId, says: string, ...readings: Reading[]): Subject => ({ key, rule, says, unit: '件', readings });

export const RECEIVED = subject('received', 'R34', '收到', NEW, NEW_AND_OLD);
export const NEWLY_RECEIVED: Subject = {
  ...subject('newReceived', 'R34', '新收', NEW),
  loose: { ...NEW_AND_OLD, apart: [total('carriedIn')], advice: '含上年结转的，请写明' },
};
export const CARRIED_IN = subject('carriedIn', 'R35', '上年结转', reading('表三上年结转', total('carriedIn')));
export const CARRIED_OUT = subject('carriedOut', 'R37', '结转下年度', reading('表三结转下年度', total('carriedOut')));
export const DISPOSED_OF: Subject = {
  ...subject('disposed', 'R36', '办结', DISPOSED),
  loose: { ...DISPOSED, minus: [total('carriedIn')], apart: [total('carriedIn')], advice: '不含上年结转的，请写明' },
};
/** 办理, 处理: begun or finished, so any of the three numbers may be meant. */
export const HANDLED = subject('handled', 'R36', '办理', DISPOSED, { ...NEW, name: '新收' }, NEW_AND_OLD);

const GROUPS = {
  granted: '（一）予以公开',
  partiallyGranted: '（二）部分公开',
  denied: '（三）不予公开',
  unavailable: '（四）无法提供',
  notProcessed: '（五）不予处理',
  other: '（六）其他处理',
} as const;
export type Outcome = keyof typeof GROUPS;
const short = (label: string): string => label.replace(/^（.）|^\d\./, '').replace(/[、“”].*$/, '');
/** The rows of one or more groups of outcomes, in the total column. */
export function outcomes(...groups: Outcome[]): Subject {
  const plus = (form: Form): CellId[] =>
    form.requestRows.filter(({ id }) => groups.some((group) => id === group || id.startsWith(`${group}.`))).map(({ id }) => total(id));
  const name = groups.map((group) => GROUPS[group]).join('、');
  return {
    ...subject(`outcome ${groups.join(' ')}`, 'R38', groups.map((group) => short(GROUPS[group])).join('、')),
    readings: [{ name: `表三${name}合计`, plus }],
  };
}
/** 其他处理 of a text that has no word for 不予处理 may be both. */
export const OTHERWISE: Subject = {
  ...outcomes('other'),
  readings: [
    ...outcomes('other').readings,
    ...outcomes('notProcessed', 'other').readings.map((both) => ({ ...both, name: '加上不予处理是' })),
  ],
};
/** A single row of an outcome, as the narrative calls it. */
export const outcomeRow = (row: string, says: string): Subject =>
  subject(`row ${row}`, 'R38', says, { name: `表三“${says}”`, plus: (form) => (form.fields.has(total(row)) ? [total(row)] : []) });

const newOf = (...columns: string[]): CellId[] => columns.map((column) => requestCell('newReceived', column));
const oldOf = (...columns: string[]): CellId[] => columns.map((column) => requestCell('carriedIn', column));
export function applicants(key: string, says: string, ...columns: string[]): Subject {
  return subject(
    `applicants ${key}`,
    'R39',
    `${says}申请`,
    reading(`表三${says}新收`, ...newOf(...columns)),
    reading('加上年结转是', ...newOf(...columns), ...oldOf(...columns)),
  );
}
export const ORGANISATIONS = applicants(
  'organisations',
  '法人或其他组织',
  ...APPLICANTS.filter(({ id }) => id !== 'natural').map(({ id }) => id),
);

const DISPUTES = {
  reconsideration: { says: '行政复议', name: '表四行政复议', rule: 'R40', groups: ['reconsideration'] },
  suit: { says: '行政诉讼', name: '表四行政诉讼两类', rule: 'R41', groups: ['directSuit', 'suitAfterReconsideration'] },
  directSuit: { says: '未经复议直接起诉', name: '表四未经复议直接起诉', rule: 'R41', groups: ['directSuit'] },
  suitAfterReconsideration: { says: '复议后起诉', name: '表四复议后起诉', rule: 'R41', groups: ['suitAfterReconsideration'] },
  both: {
    says: '行政复议和行政诉讼',
    name: '表四行政复议、行政诉讼',
    rule: 'R41',
    groups: ['reconsideration', 'directSuit', 'suitAfterReconsideration'],
  },
} as const;
export type Dispute = keyof typeof DISPUTES;
const RESULTS = { upheld: '结果维持', corrected: '结果纠正', otherResult: '其他结果', pending: '尚未审结' } as const;
export type DisputeResult = keyof typeof RESULTS;
const disputeCells = (of: Dispute, column: string): CellId[] => DISPUTES[of].groups.map((group) => `disputes.${group}.${column}`);

export function disputes(of: Dispute): Subject {
  const { says, name, rule } = DISPUTES[of];
  const [all, pending] = [disputeCells(of, 'total'), disputeCells(of, 'pending')];
  return {
    ...subject(`dispute ${of}`, rule, says, reading(`${name}总计`, ...all)),
    loose: { ...reading(`${name}已审结`, ...all), minus: pending, apart: pending, advice: '如指已审结的，请写明' },
  };
}
export function disputeResult(of: Dispute, result: DisputeResult): Subject {
  const { says } = DISPUTES[of];
  const resultOf = (one: Dispute, name: string): Reading => reading(`${name}${RESULTS[result]}`, ...disputeCells(one, result));
  const own = resultOf(of, DISPUTES[of].name);
  // 未经复议直接起诉 1 件、复议后起诉 2 件，结果维持 2 件 speaks of both.
  const readings = of === 'directSuit' || of === 'suitAfterReconsideration' ? [own, resultOf('suit', '行政诉讼两类')] : [own];
  return subject(`result ${of} ${result}`, 'R42', `${says}${RESULTS[result]}`, ...readings);
}

/** 均获维持: every case, or every concluded one. */
export function disputesUpheld(of: Dispute): Subject {
  const [upheld, pending] = [disputeResult(of, 'upheld'), disputeCells(of, 'pending')];
  const loose = { ...reading('', ...disputeCells(of, 'upheld'), ...pending), apart: pending, advice: '如指已审结的，请写明' };
  return { ...upheld, readings: upheld.readings.slice(0, 1), key: `all upheld ${of}`, says: `${DISPUTES[of].says}均获维持，共`, loose };
}

/** 均已审结: none is pending. */
export const disputesConcluded = (of: Dispute): Subject => ({
  ...disputeResult(of, 'pending'),
  says: `${DISPUTES[of].says}均已审结，尚未审结`,
});

const DOCUMENT_NAMES = { rules: '规章', normativeDocs: '行政规范性文件' } as const;
const DOCUMENT_COLUMNS = { issued: '制发', repealed: '废止', inForce: '现行有效' } as const;
export type DocumentKind = keyof typeof DOCUMENT_NAMES;
export type DocumentColumn = keyof typeof DOCUMENT_COLUMNS;
export function documents(kind: DocumentKind, column: DocumentColumn): Subject {
  const [name, says] = [DOCUMENT_NAMES[kind], DOCUMENT_COLUMNS[column]];
  return subject(`documents ${kind} ${column}`, 'R43', `${says}${name}`, reading(`表二${name}${says}`, documentCells(kind)[column]));
}

const DECISIONS = { licensing: '行政许可', penalty: '行政处罚', coercion: '行政强制' } as const;
export type Decision = keyof typeof DECISIONS;
export const decisions = (kind: Decision): Subject =>
  subject(`decisions ${kind}`, 'R44', DECISIONS[kind], reading(`表二${DECISIONS[kind]}`, `proactive.${kind}.decisions`));
export const ADMIN_FEES: Subject = {
  ...subject('adminFees', 'R44', '行政事业性收费', reading('表二行政事业性收费', 'proactive.adminFees.amountWan')),
  unit: '万元',
};
/** The information-processing fee; its figures in section 六 are compared with what was typed by R58. */
const [NOTICES, , COLLECTED] = FEE_FIELDS;
export const FEE_NOTICES = subject('fee notices', 'R45', '收费通知', reading('第六部分发出收费通知', NOTICES.id));
export const FEE_COLLECTED: Subject = {
  ...subject('fee collected', 'R45', '信息处理费', reading('第六部分实收', COLLECTED.id)),
  unit: '元',
};
/** How many pieces of information were published, which no table has: only the sections can contradict each other (R49). */
export const PUBLISHED = subject('published', 'R49', '主动公开信息');

/** Numbers by what clerks call them, also with words that the form does not have: what they are found by where one is looked for. */
export const CALLED: readonly (readonly [subject: Subject, ...also: string[]])[] = [
  [RECEIVED, '受理', '接收'],
  [NEWLY_RECEIVED],
  [CARRIED_IN],
  [CARRIED_OUT],
  [DISPOSED_OF, '答复'],
  [HANDLED],
  ...(Object.keys(GROUPS) as Outcome[]).map((group) => [outcomes(group)] as const),
  ...(Object.keys(DISPUTES) as Dispute[]).map((of) => [disputes(of)] as const),
  ...(Object.keys(DOCUMENT_NAMES) as DocumentKind[]).flatMap((kind) =>
    (Object.keys(DOCUMENT_COLUMNS) as DocumentColumn[]).map((column) => [documents(kind, column)] as const),
  ),
  [decisions('licensing'), '审批'],
  [decisions('penalty'), '罚款'],
  [decisions('coercion'), '查封', '扣押'],
  [ADMIN_FEES, '非税收入'],
  [FEE_NOTICES],
  [FEE_COLLECTED],
];
