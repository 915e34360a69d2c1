/**
 * The draft file `<unit><year>.nianbao`: text <-> Draft. Opening has named endings; older versions are migrated by
 * consecutive pure steps; fields that a newer minor addition put in survive a round trip.
 */
import * as z from 'zod/mini';
import { feeName } from './fee.ts';
import { FEE_FIELDS, FORM, FORMS, SECTIONS, TEXT_IDS, type TextId } from './form.ts';
import { feeKey, LEVELS, type Report, UNIT_KINDS } from './report.ts';

// Without this zod probes for `new Function`, which a strict content security policy reports as a violation.
z.config({ jitless: true });

export const DRAFT_FORMAT = 'gongkai-nianbao/draft';
export const DRAFT_VERSION = 1;
/** A draft holds a few dozen kilobytes; beyond this it is not one, and parsing it would only cost memory. */
export const MAX_DRAFT_BYTES = 20 * 1024 * 1024;

export interface Draft {
  readonly report: Report;
  readonly lastYear: Report | null;
}

/** How opening a draft can end. `place` and `problem` are for the reader's eyes. */
export type Opened =
  | { readonly kind: 'ok'; readonly draft: Draft }
  | { readonly kind: 'notDraft' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'invalid'; readonly place: string; readonly problem: string };

type Json = { readonly [key: string]: unknown };
/** `MIGRATIONS[n]` turns version n into version n + 1. Each step is pure and has a fixture in `test/fixtures/drafts`. */
const MIGRATIONS: Readonly<Record<number, (file: Json) => Json>> = {};

const wanted = (what: string) => ({ error: ({ input }: { input?: unknown }) => (input === undefined ? '缺少这一项' : `应当是${what}`) });
const text = z.string(wanted('带引号的文字'));
/** Of every form, the one in force first: that is the order of a draft's keys. */
const fields = [FORM, ...Object.values(FORMS)].flatMap((form) => [...form.fields.values()]);
const filledIn = new Set(fields.flatMap((field) => (field.parts ? [] : [field.id])));
const computed = new Set(fields.flatMap((field) => (field.parts ? [field.id] : [])));

const isTotal = (id: string): boolean => computed.has(id);
/** Texts by the id of a cell; ids that `isWrong` are refused with their place. */
const numbers = (isWrong: (id: string) => boolean, problem: string) =>
  z.record(z.string(), text, wanted('一个对象')).check(({ value, issues }) => {
    for (const id of Object.keys(value).filter(isWrong)) issues.push({ code: 'custom', path: [id], message: problem, input: value[id] });
  });
const choice = (values: readonly string[]) => z.enum(values as [string, ...string[]], { error: `只能是 ${values.join('、')} 之一` });
const object = <T extends z.core.$ZodShape>(shape: T) => z.looseObject(shape, wanted('一个对象'));
const shapeOf = <K extends string, T extends z.ZodMiniType>(keys: readonly K[], type: T) =>
  Object.fromEntries(keys.map((key) => [key, type])) as Record<K, T>;

const reportSchema = object({
  unit: object({ name: text, selfName: text, kind: choice(UNIT_KINDS), level: choice(LEVELS) }),
  year: z.int(wanted('年份，例如 2025')).check(z.minimum(2000, { error: '年份太早' }), z.maximum(2100, { error: '年份太晚' })),
  form: z.optional(choice(Object.keys(FORMS))),
  texts: object(shapeOf<TextId, typeof text>(TEXT_IDS, text)),
  cells: numbers(isTotal, '是总计，由程序计算，不能填写'),
  fee: object(shapeOf(FEE_FIELDS.map(feeKey), text)),
  printedTotals: z.optional(numbers((id) => !isTotal(id), '不是总计')),
  confirmed: z.optional(z.array(text, wanted('一组文字'))),
  reasons: z.optional(z.array(object({ rule: text, key: text, facts: z.array(text, wanted('一组文字')), text }), wanted('一组理由'))),
});
const draftSchema = object({ report: reportSchema, lastYear: z.nullable(reportSchema) });

/** Reads the text of a draft file. Never throws, whatever the text. */
export function parseDraft(content: string): Opened {
  const body = content.replace(/^\ufeff/, '');
  let file: unknown;
  try {
    file = JSON.parse(body);
  } catch {
    return body.includes(DRAFT_FORMAT) ? { kind: 'damaged' } : { kind: 'notDraft' };
  }
  return isObject(file) && file['format'] === DRAFT_FORMAT ? migrated(file) : { kind: 'notDraft' };
}

function migrated(file: Json): Opened {
  const version = file['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { kind: 'invalid', place: 'version', problem: '应当是版本号，例如 1' };
  }
  if (version > DRAFT_VERSION) return { kind: 'newer', version };
  let current = file;
  for (let step = version; step < DRAFT_VERSION; step++) current = MIGRATIONS[step]?.(current) ?? current;
  return validated(current);
}

function validated(file: Json): Opened {
  const unfit = unfitStructure(file);
  if (unfit) return { kind: 'invalid', place: '文件', problem: unfit };
  const checked = draftSchema.safeParse(file);
  // What was read is kept as it is, not as the schema copied it: unknown fields and their order survive.
  if (checked.success) return { kind: 'ok', draft: file as unknown as Draft };
  const [issue] = checked.error.issues;
  return { kind: 'invalid', place: issue?.path.join('.') || '文件', problem: issue?.message ?? '格式不对' };
}

const FIELDS = new Map(fields.map((field) => [field.id, field.place]));
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    version: '版本号',
    report: '年报',
    lastYear: '上年年报',
    unit: '单位信息',
    year: '年度',
    texts: '文字',
    cells: '表格里的数',
    fee: '信息处理费',
    printedTotals: '年报上印的总计',
    confirmed: '仍然属实的段落',
    reasons: '写明的理由',
    preamble: '前言',
    name: '单位全称',
    selfName: '自称',
    kind: '类别',
    level: '级别',
    ...Object.fromEntries(FEE_FIELDS.map((field) => [feeKey(field), feeName(field)])),
  }),
);
/** The place of an invalid draft in words: `report.cells.requests.granted.natural` is 年报 · 表三 · 自然人 · （一）予以公开. */
function placeInDraft(place: string): string {
  const [, file = '', part = '', rest = ''] = /^([^.]*)(?:\.([^.]*))?(?:\.(.*))?$/s.exec(place) ?? [];
  const within = FIELDS.get(rest) ?? SECTIONS.find(({ id }) => id === rest)?.heading ?? nameOf(ordinal(rest));
  const names = FIELDS.has(rest) ? [nameOf(file)] : [nameOf(file), nameOf(part)];
  return [...names, within].filter(Boolean).join(' · ');
}

/** A name that we do not know stands as it is in the file, where anything may stand: its beginning, without line breaks. */
const nameOf = (key: string): string => {
  const plain = key.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ');
  return NAMES.get(key) ?? (plain.length > LONGEST_KEY ? `${plain.slice(0, LONGEST_KEY)}…` : plain);
};
const LONGEST_KEY = 40;

/** Of a list: `2.facts` is 第 3 条. */
const ordinal = (place: string): string => place.replace(/^(\d+)(?:\..*)?$/, (_, index: string) => `第 ${Number(index) + 1} 条`);

/** What a reader is told where a draft cannot be opened; the name of the file goes before it. */
export function endingSentence(opened: Exclude<Opened, { kind: 'ok' }>): string {
  switch (opened.kind) {
    case 'notDraft':
      return '不是年报草稿（.nianbao），请看看是不是选错了文件。';
    case 'newer':
      return `由更新的版本保存（草稿格式第 ${opened.version} 版），这一版打不开；文件没有改动。请升级程序。`;
    case 'damaged':
      return '草稿不完整，可能保存或复制时中断了，或者改存成了别的编码；文件没有改动。请从备份或上一版恢复。';
    case 'invalid':
      return `草稿里“${placeInDraft(opened.place)}”一处${opened.problem}；文件没有改动。请从备份或上一版恢复。`;
  }
}

const MAX_DEPTH = 64;
/**
 * Endless nesting in a field of its own would be read without trouble, but never written again. A field of that one name is what
 * JavaScript takes for the ancestor of an object: the schema does not see it, and whoever copies the object loses it.
 */
function unfitStructure(file: Json): string | null {
  const pending: [value: unknown, depth: number][] = [[file, 0]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [value, depth] = next;
    if (depth > MAX_DEPTH) return '嵌套太深';
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) return '有不该有的一项“__proto__”';
    for (const child of Object.values(value)) pending.push([child, depth + 1]);
  }
  return null;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const REPORT_ORDER = ['unit', 'year', 'form', 'texts', 'cells', 'fee', 'printedTotals', 'confirmed', 'reasons'];
const REASON_ORDER = ['rule', 'key', 'facts', 'text'];
const ORDER_WITHIN: Readonly<Record<string, readonly string[]>> = {
  unit: ['name', 'selfName', 'kind', 'level'],
  texts: TEXT_IDS,
  cells: [...filledIn],
  fee: FEE_FIELDS.map(feeKey),
  printedTotals: [...computed],
};

/**
 * The text of a draft file: pretty-printed JSON, keys in the order of the form whatever order they were typed in, so that any
 * diff tool can compare two drafts. Fields this version does not know follow the known ones.
 */
export function serialiseDraft(draft: Draft): string {
  const report = ordered(draft.report);
  const lastYear = draft.lastYear && ordered(draft.lastYear);
  const file = { ...draft, format: DRAFT_FORMAT, version: DRAFT_VERSION, report, lastYear };
  return `${JSON.stringify(sortKeys(file, ['format', 'version', 'report', 'lastYear']), null, 2)}\n`;
}

function ordered(report: Report): Json {
  const sorted = sortKeys({ ...report }, REPORT_ORDER);
  return Object.fromEntries(
    Object.entries(sorted).flatMap(([key, value]): [string, unknown][] => {
      // After the last one was taken away the draft is what it was before the first.
      if (key === 'reasons' && Array.isArray(value))
        return value.length === 0 ? [] : [[key, value.map((reason: Json) => sortKeys(reason, REASON_ORDER))]];
      const order = Object.hasOwn(ORDER_WITHIN, key) ? ORDER_WITHIN[key] : undefined;
      return [[key, order && isObject(value) ? sortKeys(value, order) : value]];
    }),
  );
}

function sortKeys(value: Json, order: readonly string[]): Json {
  const known = order.filter((key) => Object.hasOwn(value, key));
  const unknown = Object.keys(value).filter((key) => !order.includes(key));
  return Object.fromEntries([...known, ...unknown].map((key) => [key, value[key]]));
}
