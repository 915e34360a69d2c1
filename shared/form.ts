/**
 * The statutory form as data: six sections, three tables, every label and every cell.
 *
 * Whatever draws, checks, writes or reads a table does it from here. Ids never change; what changes from one official form to
 * the next is which rows and columns a form has. Sources: 国办公开办函〔2021〕30号 (form of 2021) and its predecessor of 2019.
 */
import type { Unit } from './amount.ts';

/** Id of a number, e.g. `requests.denied.stateSecret.natural`. Never changes, whatever the year. */
export type CellId = string;
export type TableId = 'proactive' | 'requests' | 'disputes';
export type SectionId = 'overview' | TableId | 'problems' | 'other';
export type TextId = 'preamble' | SectionId;
/** The official forms: 2019 (reports for 2019 and 2020), 2021 (from 2021 on), and 2021 with the older, shorter table 三. */
export type FormId = '2021' | '2019' | '2021 with 23 rows';

/** One number of the form. `parts` are the cells it is the sum of: such a cell is computed, never filled in. */
export interface Field {
  readonly id: CellId;
  readonly table: TableId | 'fee';
  readonly unit: Unit;
  /** Where it is, in the words of the form: 表三 · 自然人 · （一）予以公开. */
  readonly place: string;
  /** What is counted here (口径), for the person who fills it in. */
  readonly meaning: string;
  readonly parts?: readonly CellId[];
}

/** A label of a table. `group` heads rows and has no numbers of its own (R17); `note` is the corner cell of table 三. */
interface Label {
  readonly kind: 'note' | 'column' | 'group' | 'row';
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
}
interface Slot {
  readonly kind: 'value';
  readonly field: Field;
  readonly colspan: number;
  readonly rowspan: 1;
}
export type GridCell = Label | Slot;

/** A table as it is printed: `rows` list only the cells that begin in them, `columns` is the width of the grid. */
export interface Table {
  readonly id: TableId;
  readonly number: '二' | '三' | '四';
  readonly caption: string;
  /** The caption in few words. */
  readonly brief: string;
  readonly columns: number;
  readonly headRows: number;
  readonly rows: readonly (readonly GridCell[])[];
  readonly fields: readonly Field[];
}
export interface Section {
  readonly id: SectionId;
  readonly numeral: string;
  readonly title: string;
  /** The title in few words, for a narrow column. */
  readonly brief: string;
  /** The whole heading as printed: 一、总体情况. */
  readonly heading: string;
}
/** A row of table 三: `leaf` rows are the outcomes that （七）总计 adds up (R14). */
interface RequestRow {
  readonly id: string;
  readonly label: string;
  readonly group?: string;
  readonly leaf: boolean;
  readonly meaning: string;
}
export interface Form {
  readonly id: FormId;
  readonly sections: readonly Section[];
  readonly tables: Readonly<Record<TableId, Table>>;
  readonly requestRows: readonly RequestRow[];
  /** All numbers of the three tables by id, in the order of the form: 200 in the form of 2021. */
  readonly fields: ReadonlyMap<CellId, Field>;
}

const section = (id: SectionId, numeral: string, title: string, brief: string): Section => ({
  id,
  numeral,
  title,
  brief,
  heading: `${numeral}、${title}`,
});

export const SECTIONS: readonly Section[] = [
  section('overview', '一', '总体情况', '总体情况'),
  section('proactive', '二', '主动公开政府信息情况', '主动公开'),
  section('requests', '三', '收到和处理政府信息公开申请情况', '收到和处理申请'),
  section('disputes', '四', '政府信息公开行政复议、行政诉讼情况', '复议和诉讼'),
  section('problems', '五', '存在的主要问题及改进情况', '问题和改进'),
  section('other', '六', '其他需要报告的事项', '其他事项'),
];
const SECTIONS_2019 = SECTIONS.map((s) =>
  s.id === 'problems' ? section(s.id, s.numeral, '政府信息公开工作存在的主要问题及改进情况', s.brief) : s,
);

export const TEXT_IDS: readonly TextId[] = ['preamble', ...SECTIONS.map((s) => s.id)];
export const ofEachText = <T>(of: (id: TextId) => T): Record<TextId, T> =>
  Object.fromEntries(TEXT_IDS.map((id) => [id, of(id)])) as Record<TextId, T>;
/** 前言, 一、总体情况 …. */
export const headingOf = (id: TextId): string => SECTIONS.find((s) => s.id === id)?.heading ?? '前言';

const label = (kind: Label['kind'], text: string, colspan = 1, rowspan = 1): Label => ({ kind, text, colspan, rowspan });
const slot = (field: Field, colspan = 1): Slot => ({ kind: 'value', field, colspan, rowspan: 1 });

function table(id: TableId, number: Table['number'], columns: number, headRows: number, rows: GridCell[][]): Table {
  const fields = rows.flat().flatMap((cell) => (cell.kind === 'value' ? [cell.field] : []));
  const { title = '', brief = '' } = SECTIONS.find((s) => s.id === id) ?? {};
  return { id, number, caption: title, brief, columns, headRows, rows, fields };
}

interface ProactiveColumn {
  readonly id: string;
  readonly label: string;
  readonly unit?: Unit;
}
interface ProactiveRow {
  readonly id: string;
  readonly label: string;
  /** 口径 of each column of this row, in their order. */
  readonly meanings: readonly string[];
}
interface ProactiveGroup {
  readonly label: string;
  readonly columns: readonly ProactiveColumn[];
  readonly rows: readonly ProactiveRow[];
}

const DECISIONS: ProactiveColumn = { id: 'decisions', label: '本年处理决定数量' };
const allDecisions = (what: string): string => `本年作出的${what}决定件数，包括已公开和依法未公开的全部处理决定。`;
const documents = (what: string): string[] => [
  `本年 1 月 1 日至 12 月 31 日制发的${what}件数。填写前请与同级司法行政部门核对。`,
  `本年废止的${what}件数。填写前请与同级司法行政部门核对。`,
  `截至本年 12 月 31 日现行有效的${what}件数，等于上年末现行有效加本年制发减本年废止。`,
];

const PROACTIVE_2021: readonly ProactiveGroup[] = [
  {
    label: '第二十条第（一）项',
    columns: [
      { id: 'issued', label: '本年制发件数' },
      { id: 'repealed', label: '本年废止件数' },
      { id: 'inForce', label: '现行有效件数' },
    ],
    rows: [
      { id: 'rules', label: '规章', meanings: documents('规章') },
      { id: 'normativeDocs', label: '行政规范性文件', meanings: documents('行政规范性文件') },
    ],
  },
  {
    label: '第二十条第（五）项',
    columns: [DECISIONS],
    rows: [{ id: 'licensing', label: '行政许可', meanings: [allDecisions('行政许可')] }],
  },
  {
    label: '第二十条第（六）项',
    columns: [DECISIONS],
    rows: [
      { id: 'penalty', label: '行政处罚', meanings: [allDecisions('行政处罚')] },
      { id: 'coercion', label: '行政强制', meanings: [allDecisions('行政强制')] },
    ],
  },
  {
    label: '第二十条第（八）项',
    columns: [{ id: 'amountWan', label: '本年收费金额（单位：万元）', unit: '万元' }],
    rows: [
      {
        id: 'adminFees',
        label: '行政事业性收费',
        meanings: ['本年收取的行政事业性收费总额，单位是万元，可以带小数；与第六部分以元计的信息处理费不是一回事。'],
      },
    ],
  },
];

const ITEMS_2019: readonly ProactiveColumn[] = [
  { id: 'itemsLastYear', label: '上一年项目数量' },
  { id: 'itemsChange', label: '本年增/减' },
  { id: 'decisions', label: '处理决定数量' },
];
const old = (id: string, text: string): ProactiveRow => ({ id, label: text, meanings: [] });

/** Only read, never filled in: 对外公开总数量 is not 现行有效件数, so nothing of it is carried into the form of 2021 (R32). */
const PROACTIVE_2019: readonly ProactiveGroup[] = [
  {
    label: '第二十条第（一）项',
    columns: [
      { id: 'made', label: '本年新制作数量' },
      { id: 'published', label: '本年新公开数量' },
      { id: 'publicTotal', label: '对外公开总数量' },
    ],
    rows: [old('rules', '规章'), old('normativeDocs', '规范性文件')],
  },
  { label: '第二十条第（五）项', columns: ITEMS_2019, rows: [old('licensing', '行政许可'), old('otherServices', '其他对外管理服务事项')] },
  { label: '第二十条第（六）项', columns: ITEMS_2019, rows: [old('penalty', '行政处罚'), old('coercion', '行政强制')] },
  { label: '第二十条第（八）项', columns: ITEMS_2019.slice(0, 2), rows: [old('adminFees', '行政事业性收费')] },
  {
    label: '第二十条第（九）项',
    columns: [
      { id: 'projects', label: '采购项目数量' },
      { id: 'amountWan', label: '采购总金额', unit: '万元' },
    ],
    rows: [old('procurement', '政府集中采购')],
  },
];

/** Column labels of a group share the three value columns of the grid: one spans all three, two span 2 and 1. */
const SPANS: Readonly<Record<number, readonly number[]>> = { 1: [3], 2: [2, 1], 3: [1, 1, 1] };

function proactiveTable(groups: readonly ProactiveGroup[]): Table {
  const rows = groups.flatMap((group) => {
    const spans = SPANS[group.columns.length] ?? [];
    const span = (index: number): number => spans[index] ?? 1;
    return [
      [label('group', group.label, 4)],
      [label('column', '信息内容'), ...group.columns.map((c, i) => label('column', c.label, span(i)))],
      ...group.rows.map((row) => [
        label('row', row.label),
        ...group.columns.map((column, i) =>
          slot(
            {
              id: `proactive.${row.id}.${column.id}`,
              table: 'proactive',
              unit: column.unit ?? '件',
              place: `表二 · ${row.label} · ${column.label}`,
              meaning: row.meanings[i] ?? '',
            },
            span(i),
          ),
        ),
      ]),
    ];
  });
  return table('proactive', '二', 4, 0, rows);
}

export const APPLICANTS = [
  { id: 'natural', label: '自然人' },
  { id: 'business', label: '商业企业' },
  { id: 'research', label: '科研机构' },
  { id: 'publicInterest', label: '社会公益组织' },
  { id: 'legalService', label: '法律服务机构' },
  { id: 'otherOrg', label: '其他' },
] as const;
const TOTAL = { id: 'total', label: '总计' } as const;
/** Id of a cell of table 三, e.g. `requestCell('granted', 'total')`. */
export const requestCell = (row: string, column: string): CellId => `requests.${row}.${column}`;
/** The column of a cell of table 三: `natural`. Nothing for a cell that is in no column of it. */
export const requestColumnOf = (id: CellId): string | undefined => /^requests\..*\.([^.]+)$/.exec(id)?.[1];
/** The seven columns of table 三: six kinds of applicant and their total (R15). */
export const REQUEST_COLUMNS = [...APPLICANTS, TOTAL] as const;

/** The identity printed in the corner of table 三, the only one the form itself states (R13). */
const IDENTITY_NOTE = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
const OUTCOMES = '三、本年度办理结果';

const leaf = (id: string, text: string, meaning: string, group?: string): RequestRow => ({
  id,
  label: text,
  leaf: true,
  meaning,
  ...(group && { group }),
});
const item = (id: string, text: string, meaning: string): RequestRow => ({ id, label: text, leaf: false, meaning });

const BEFORE: readonly RequestRow[] = [
  item('newReceived', '一、本年新收政府信息公开申请数量', '本年 1 月 1 日至 12 月 31 日收到的申请件数，按申请人类别分列。'),
  item(
    'carriedIn',
    '二、上年结转政府信息公开申请数量',
    '上年收到、到上年 12 月 31 日还没有办结的申请件数，应等于上年年报的“结转下年度继续办理”。',
  ),
];
const OUTCOMES_ONCE = '一件申请只计一种办理结果，按申请计，不按公开的文件或答复书计。';
const DENIED = '（三）不予公开';
const UNAVAILABLE = '（四）无法提供';
const NOT_PROCESSED = '（五）不予处理';
const OTHER = '（六）其他处理';

const RESULTS: readonly RequestRow[] = [
  leaf('granted', '（一）予以公开', `信息可以公开并已提供，或已主动公开并告知获取途径的（条例第三十六条）。${OUTCOMES_ONCE}`),
  leaf(
    'partiallyGranted',
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
    '作区分处理、只公开其中一部分的（条例第三十七条）。只计在这里，不再计入不予公开等其他各项。',
  ),
  leaf('denied.stateSecret', '1.属于国家秘密', '依法确定为国家秘密而不予公开的（条例第十四条）。', DENIED),
  leaf('denied.prohibitedByLaw', '2.其他法律行政法规禁止公开', '其他法律、行政法规禁止公开的（条例第十四条）。', DENIED),
  leaf(
    'denied.threeSecurities',
    '3.危及“三安全一稳定”',
    '公开后可能危及国家安全、公共安全、经济安全、社会稳定的（条例第十四条）。',
    DENIED,
  ),
  leaf('denied.thirdPartyRights', '4.保护第三方合法权益', '涉及商业秘密、个人隐私，公开会损害第三方合法权益的（条例第十五条）。', DENIED),
  leaf('denied.internalAffairs', '5.属于三类内部事务信息', '人事管理、后勤管理、内部工作流程三类信息（条例第十六条第一款）。', DENIED),
  leaf('denied.processInfo', '6.属于四类过程性信息', '讨论记录、过程稿、磋商信函、请示报告四类信息（条例第十六条第二款）。', DENIED),
  leaf('denied.enforcementFile', '7.属于行政执法案卷', '行政执法案卷信息（条例第十六条第二款）。', DENIED),
  leaf(
    'denied.inquiryMatter',
    '8.属于行政查询事项',
    '工商、不动产登记资料等，法律、行政法规对查询另有规定的（条例第三十六条第七项）。',
    DENIED,
  ),
  leaf(
    'unavailable.notHeld',
    '1.本机关不掌握相关政府信息',
    '经检索没有找到，或不属于本机关负责公开的（条例第三十六条第四、五项）。',
    UNAVAILABLE,
  ),
  leaf('unavailable.needsCreation', '2.没有现成信息需要另行制作', '需要对现有信息加工、分析才能提供的（条例第三十八条）。', UNAVAILABLE),
  leaf('unavailable.stillUnclear', '3.补正后申请内容仍不明确', '申请人补正以后内容仍不明确的（条例第三十条）。', UNAVAILABLE),
  leaf(
    'notProcessed.petition',
    '1.信访举报投诉类申请',
    '以申请的形式进行信访、投诉、举报等活动的（条例第三十九条第一款）。',
    NOT_PROCESSED,
  ),
  leaf('notProcessed.duplicate', '2.重复申请', '已经答复过，同一申请人又申请同一内容的（条例第三十六条第六项）。', NOT_PROCESSED),
  leaf(
    'notProcessed.publication',
    '3.要求提供公开出版物',
    '要求提供政府公报、报刊、书籍等公开出版物的（条例第三十九条第二款）。',
    NOT_PROCESSED,
  ),
  leaf(
    'notProcessed.excessive',
    '4.无正当理由大量反复申请',
    '申请的数量、频次明显超过合理范围又没有正当理由的（条例第三十五条）。',
    NOT_PROCESSED,
  ),
  leaf('notProcessed.reconfirm', '5.要求行政机关确认或重新出具已获取信息', '要求对已经获取的信息再作确认或重新出具的。', NOT_PROCESSED),
];
const OTHER_THREE: readonly RequestRow[] = [
  leaf(
    'other.notCorrected',
    '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    '告知补正后，申请人无正当理由逾期不补正、视为放弃申请的（条例第三十条）。',
    OTHER,
  ),
  leaf(
    'other.feeUnpaid',
    '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    '收到收费通知后 20 个工作日内没有缴费、视为放弃申请的（国办函〔2020〕109号）。',
    OTHER,
  ),
  leaf('other.misc', '3.其他', '以上都不是的其他办结情形，例如申请人主动撤回申请。', OTHER),
];
/** The form of 2019 had one row for what 2021 splits in three. */
const OTHER_ONE: readonly RequestRow[] = [leaf('other', OTHER, '逾期不补正、逾期未缴费及其他办结情形。')];
const AFTER: readonly RequestRow[] = [
  item('totalDisposed', '（七）总计', '本年办结的申请总数，等于以上各行相加，由程序计算。'),
  item('carriedOut', '四、结转下年度继续办理', '到本年 12 月 31 日还没有办结、转到下年度继续办理的申请件数。'),
];

/** 3.其他 stands in one group only, but says nothing without it; the note behind （二）部分公开 is for the table, not for a sentence. */
const rowName = (row: RequestRow): string => (row.group ? `${row.group} ${row.label}` : row.label.replace(/（区分.*$/, ''));

function requestField(row: RequestRow, column: (typeof REQUEST_COLUMNS)[number], leaves: readonly RequestRow[]): Field {
  const parts = (): readonly CellId[] | undefined => {
    if (column.id === 'total') return APPLICANTS.map((c) => requestCell(row.id, c.id));
    return row.id === 'totalDisposed' ? leaves.map((l) => requestCell(l.id, column.id)) : undefined;
  };
  const sum = parts();
  return {
    id: requestCell(row.id, column.id),
    table: 'requests',
    unit: '件',
    place: `表三 · ${column.label} · ${rowName(row)}`,
    meaning: row.meaning,
    ...(sum && { parts: sum }),
  };
}

/** The labels that begin in a row of table 三: the item, the group where it begins, and the row's own. */
function requestLabels(row: RequestRow, body: readonly RequestRow[]): Label[] {
  const results = body.filter((r) => r.leaf || r.id === 'totalDisposed');
  if (!results.includes(row)) return [label('row', row.label, 3)];
  const labels = results[0] === row ? [label('group', OUTCOMES, 1, results.length)] : [];
  if (!row.group) return [...labels, label('row', row.label, 2)];
  const siblings = body.filter((r) => r.group === row.group);
  if (siblings[0] === row) labels.push(label('group', row.group, 1, siblings.length));
  return [...labels, label('row', row.label)];
}

function requestsTable(body: readonly RequestRow[]): Table {
  const leaves = body.filter((row) => row.leaf);
  const [natural, ...organisations] = APPLICANTS;
  return table('requests', '三', 10, 3, [
    [label('note', IDENTITY_NOTE, 3, 3), label('column', '申请人情况', 7)],
    [label('column', natural.label, 1, 2), label('column', '法人或其他组织', 5), label('column', TOTAL.label, 1, 2)],
    organisations.map((column) => label('column', column.label)),
    ...body.map((row) => [...requestLabels(row, body), ...REQUEST_COLUMNS.map((column) => slot(requestField(row, column, leaves)))]),
  ]);
}

const DISPUTE_GROUPS = [
  { id: 'reconsideration', label: '行政复议', suit: false, what: '对政府信息公开行为申请的行政复议' },
  { id: 'directSuit', label: '未经复议直接起诉', suit: true, what: '未经行政复议直接提起的行政诉讼' },
  { id: 'suitAfterReconsideration', label: '复议后起诉', suit: true, what: '经行政复议以后提起的行政诉讼' },
] as const;
const DISPUTE_RESULTS = [
  { id: 'upheld', label: '结果维持', meaning: '维持原行为，或者驳回请求的' },
  { id: 'corrected', label: '结果纠正', meaning: '撤销、变更、确认违法或者责令履行的' },
  { id: 'otherResult', label: '其他结果', meaning: '撤回、调解、终止等其他结果的' },
  { id: 'pending', label: '尚未审结', meaning: '到本年 12 月 31 日还没有审结的' },
] as const;
const DISPUTE_COLUMNS = [...DISPUTE_RESULTS, { ...TOTAL, meaning: '前四项相加，由程序计算' }] as const;

const DISPUTE_FIELDS: readonly Field[] = DISPUTE_GROUPS.flatMap((group) =>
  DISPUTE_COLUMNS.map((column) => ({
    id: `disputes.${group.id}.${column.id}`,
    table: 'disputes' as const,
    unit: '件' as const,
    place: `表四 · ${group.suit ? '行政诉讼 · ' : ''}${group.label} · ${column.label}`,
    meaning: `${group.what}，${column.meaning}。`,
    ...(column.id === 'total' && { parts: DISPUTE_RESULTS.map((r) => `disputes.${group.id}.${r.id}`) }),
  })),
);

const DISPUTES = table('disputes', '四', 15, 3, [
  [label('column', '行政复议', 5), label('column', '行政诉讼', 10)],
  [...DISPUTE_COLUMNS.map((c) => label('column', c.label, 1, 2)), label('column', '未经复议直接起诉', 5), label('column', '复议后起诉', 5)],
  [...DISPUTE_COLUMNS, ...DISPUTE_COLUMNS].map((c) => label('column', c.label)),
  DISPUTE_FIELDS.map((field) => slot(field)),
]);

function form(id: FormId, sections: readonly Section[], proactive: Table, otherRows: readonly RequestRow[]): Form {
  const requestRows = [...BEFORE, ...RESULTS, ...otherRows, ...AFTER];
  const tables = { proactive, requests: requestsTable(requestRows), disputes: DISPUTES };
  const fields = Object.values(tables).flatMap((t) => t.fields);
  return { id, sections, tables, requestRows, fields: new Map(fields.map((field) => [field.id, field])) };
}

export const FORMS: Readonly<Record<FormId, Form>> = {
  '2021': form('2021', SECTIONS, proactiveTable(PROACTIVE_2021), OTHER_THREE),
  '2019': form('2019', SECTIONS_2019, proactiveTable(PROACTIVE_2019), OTHER_ONE),
  '2021 with 23 rows': form('2021 with 23 rows', SECTIONS, proactiveTable(PROACTIVE_2021), OTHER_ONE),
};
/** What a draft is in that names no form. Drafts in a later form name theirs. */
export const DEFAULT_FORM = '2021' satisfies FormId;
/** The form in force: what the program fills in and prints. */
export const FORM = FORMS['2021'];
/** First report year of the form in force (notice of 2021-09-26, R5). */
export const FORM_SINCE = 2021;
export const TABLE_IDS: readonly TableId[] = ['proactive', 'requests', 'disputes'];
/** Whether a section has a table of its name, as 二, 三 and 四 have. */
export const isTable = (section: string): section is TableId => TABLE_IDS.some((id) => id === section);

/** The three figures on the information-processing fee of section 六, in 件 and 元 (R58; 国办函〔2020〕109号). */
export const FEE_FIELDS = [
  {
    id: 'fee.notices',
    table: 'fee',
    unit: '件',
    place: '信息处理费 · 发出收费通知的件数',
    meaning: '本年向申请人发出信息处理费收费通知的件数，没有的填 0。',
  },
  {
    id: 'fee.noticedAmount',
    table: 'fee',
    unit: '元',
    place: '信息处理费 · 发出收费通知的总金额',
    meaning: '本年各收费通知上的金额合计，单位是元，不是万元。',
  },
  {
    id: 'fee.collectedAmount',
    table: 'fee',
    unit: '元',
    place: '信息处理费 · 实际收取的总金额',
    meaning: '本年实际收到的信息处理费，单位是元；与表二“行政事业性收费”（万元）不是一回事。',
  },
] as const satisfies readonly Field[];

/** The section that a number stands in. */
export const sectionOf = ({ table }: Field): TableId | 'other' => (table === 'fee' ? 'other' : table);
/** 自然人 · （一）予以公开: where a number is in its table, which is known already. */
export const placeInTable = ({ place }: Field): string => place.replace(/^表. · /, '');

/** A number of the three tables or of the fee. */
export const fieldOf = (id: CellId, of: Form = FORM): Field | undefined => of.fields.get(id) ?? FEE_FIELDS.find((field) => field.id === id);

/** The numbers of a form, or of one of its tables, that a person fills in, in order: 166 in the form of 2021. */
export const fillable = (of: Form | Table): Field[] => [...of.fields.values()].filter((field) => !field.parts);
