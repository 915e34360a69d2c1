/**
 * The words by which a figure is known to be received, carried, an outcome, a dispute … (RULES 3.1), in the order in which they are
 * tried: 不予处理 117 件 must not be taken for what was disposed of, nor 转下年度办理 125 件. In doubt a figure states nothing.
 */
import {
  ADMIN_FEES,
  applicants,
  CARRIED_IN,
  CARRIED_OUT,
  type Decision,
  DISPOSED_OF,
  type Dispute,
  type DisputeResult,
  type DocumentColumn,
  decisions,
  disputeResult,
  disputes,
  documents,
  HANDLED,
  NEWLY_RECEIVED,
  ORGANISATIONS,
  OTHERWISE,
  type Outcome,
  outcomeRow,
  outcomes,
  PUBLISHED,
  RECEIVED,
  type Subject,
} from './claim-subjects.ts';

/** What a sentence is about where a figure stands: the last of these words before it. */
export type Topic = Dispute | 'request' | 'normativeDocs' | 'rules' | 'else';

/** A figure with the words around it, all from the working copy. */
export interface Spot {
  /** The words before it in its clause, without closed brackets and without 共, 计, 为 and the like at the end. */
  readonly lead: string;
  /** The words behind its unit, up to the end of the clause. */
  readonly tail: string;
  readonly unit: string;
  readonly topic: Topic | undefined;
  /** The sentence up to the figure, and the line up to it. */
  readonly sentence: string;
  readonly line: string;
  /** 行政复议、行政诉讼各 1 件. */
  readonly each: boolean;
  /** What the figure before 其中 states, where this one is a part of it. */
  readonly partOf: Subject | 'unknown' | undefined;
  /** The disputes that were counted last are none of the unit's own: 受理行政复议案件 350 件. */
  readonly foreign: boolean;
  readonly section: string;
  /** Under a heading of 依申请公开 the words may leave out what is asked for. */
  readonly onRequest: boolean;
}

/** Other things that are applied for, counted in 件 as well. */
const OTHER_APPLICATION =
  '(?:(?:许可|登记|救助|补贴|补助|援助|注册|审批|备案|保障|认定|听证|贷款|专利|商标|复查|复核|项目|赔偿|建房|入学|参保|鉴定|仲裁|调解|立案|强制执行|预审|用地|工程|征收|征地|规划|采矿|探矿|矿业权|资质|资格|验收|核准|核发|变更|注销|延续|换证|办证|证照|确权|资金|贴息|减免|退税|低保|住房|租房|落户|转学|学位|社保|医保|报销|安置|回避|查封|查询|办事|服务)|(?:村|党|居|社|校|厂|院|警|财)务公开)申请';
export const TOPIC = new RegExp(
  `(${OTHER_APPLICATION}|提案|议案|留言|信箱|热线|工单|信访(?!举报投诉类)|(?<!举报)投诉|咨询|来电|来信|诉求|建议|意见)` +
    '|((?:未经(?:行政)?复议|复议后)(?:[^,;。\\d]{0,8}?(?:诉讼|起诉))?|复议|诉讼|起诉)|(申请)|(规范性文件|规章)',
  'g',
);
export function topicOf([, other, dispute, request, document]: RegExpExecArray): Topic {
  if (other) return 'else';
  if (request) return 'request';
  if (document) return document === '规章' ? 'rules' : 'normativeDocs';
  if (dispute?.startsWith('未经')) return 'directSuit';
  if (dispute?.startsWith('复议后')) return 'suitAfterReconsideration';
  return dispute === '复议' ? 'reconsideration' : 'suit';
}

const CASES = /^(?:件|份|宗|起|例)$/;
const REQUESTS = /^(?:件|份|宗|起|例|条|个)$/;
const DISPUTE_TOPICS: readonly (Topic | undefined)[] = ['reconsideration', 'suit', 'directSuit', 'suitAfterReconsideration', 'both'];
const isDispute = (topic: Topic | undefined): topic is Dispute => DISPUTE_TOPICS.includes(topic);

/** Each kind says what a figure states: one subject, several (各), none, or `undefined` for "not of this kind". */
type Kind = (spot: Spot) => readonly Subject[] | undefined;

const NEXT_YEAR = '(?:(?:下|次)一?(?:年|个年度)|20\\d\\d年度?)';
const carriedOut: Kind = ({ lead, tail, unit, topic, sentence }) => {
  if (!REQUESTS.test(unit)) return undefined;
  const named =
    new RegExp(`(?:结转|顺延|转)(?:至|到|入)?${NEXT_YEAR}[^,;]{0,16}$`).test(lead) ||
    new RegExp(`^[^,;]{0,14}?(?:结转|顺延|转)(?:至|到|入)?[^,;]{0,4}${NEXT_YEAR}`).test(tail);
  const unfinished =
    /(?:正在|尚在|仍在)(?:依法)?办理$|(?:[尚仍]?未|没有)(?:办结|办理完毕)$/.test(lead) ||
    /^(?:(?:政府信息公开|信息公开|公开)?申请)?(?:(?:正在|尚在|仍在|还在)(?:依法)?办理|(?:尚未|仍未)办结)/.test(tail);
  // 办结 49 件，结转 3 件.
  const rest = /^(?:剩余|其余)?结转$/.test(lead) && /(?:办结|答复|办理)[^,;]{0,8}\d+[件份][,;、][^,;、]{0,4}$/.test(sentence);
  if (!named && !((unfinished || rest) && (topic === 'request' || tail.includes('公开申请')))) return undefined;
  return isDispute(topic) ? [] : [CARRIED_OUT];
};

const LAST_YEAR = '(?:(?:上|去|前)一?年度?|20\\d\\d年度?)';
const carriedIn: Kind = ({ lead, tail, unit, topic }) => {
  if (!REQUESTS.test(unit)) return undefined;
  const named =
    new RegExp(`${LAST_YEAR}(?:结转|转入|顺延|遗留)[^,;]{0,16}$`).test(lead) ||
    /结转自?上一?年[^,;]{0,10}$/.test(lead) ||
    new RegExp(`^(?:申请)?(?:为|是|系|属)?由?${LAST_YEAR}(?:结转|转入)`).test(tail);
  if (!named) return undefined;
  return isDispute(topic) ? [] : [CARRIED_IN];
};

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  予以公开: 'granted',
  部分公开: 'partiallyGranted',
  不予公开: 'denied',
  无法提供: 'unavailable',
  不予处理: 'notProcessed',
  其他处理: 'other',
};
const OUTCOME =
  /(及|和|与|或|、|不|主动)?(予以公开|(?:予以)?部分公开|不予公开|无法提供|不予处理|其他处理)(?:处理|答复|决定|申请)?(?:类|的|情形)?$/;
const OUTCOME_BEHIND =
  /^()(?:申请)?(?:(?:答复|决定)?为|作出|属于?)?(予以公开|(?:予以)?部分公开|不予公开|无法提供|不予处理|其他处理)(?:处理|答复|决定)?$/;
/** 其中 3 件维持: what is said of a figure stands behind it. */
const isFirst = (lead: string): boolean => /^(?:其中)?$/.test(lead);
/** 主动公开 98 件、依申请公开 18 件、不予公开 10 件: how documents may be made public, not what became of requests; nor is a sample that was looked at. */
const ATTRIBUTE =
  /公开属性|抽查|评查|抽取|主动公开(?:类|的)?[^,;。\d]{0,6}\d+[件份条个](?:[,(]?占比?[\d.]+%\)?)?[,;、和]?[^,;。\d]{0,6}依申请公开/;
/** 因信息不存在无法提供 6 件 is a row of them; with 等原因 it is all of them. */
const FOR_ONE_REASON = /因(?:(?!等)[^,;])+无法提供的?$/;
const outcome: Kind = ({ lead, tail, unit, topic, partOf, sentence }) => {
  // 不予处理 2 件，其他 2 件: the last group by its short name.
  if (lead === '其他' && CASES.test(unit) && /不予处理\d+件[,;、]其他$/.test(sentence) && topic === 'request') return [outcomes('other')];
  const match = OUTCOME.exec(lead) ?? (isFirst(lead) && partOf !== 'unknown' ? OUTCOME_BEHIND.exec(tail) : null);
  if (!match || !CASES.test(unit)) return undefined;
  const [, before = '', label = ''] = match;
  const rest = lead.slice(0, match.index);
  // A part of what natural persons asked for, or of nothing known, is no group of the table.
  if (
    topic !== 'request' ||
    ATTRIBUTE.test(sentence) ||
    before === '不' ||
    before === '主动' ||
    FOR_ONE_REASON.test(lead) ||
    (typeof partOf === 'object' && partOf.rule === 'R39')
  )
    return [];
  const group = OUTCOMES[label.replace('予以部分', '部分')];
  if (!group) return [];
  if (before === '' || (before === '、' && rest === ''))
    return [group === 'other' && !sentence.includes('不予处理') ? OTHERWISE : outcomes(group)];
  const joined = /(予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)$/.exec(rest)?.[1];
  const first = joined && !/(?:和|及|与|或|、).{4}$/.test(rest) ? OUTCOMES[joined] : undefined;
  return first ? [outcomes(first, group)] : [];
};

/** Rows of table 三 by the words that narratives use for them. */
const ROWS: readonly (readonly [RegExp, Subject])[] = [
  [/属于?国家秘密$/, outcomeRow('denied.stateSecret', '属于国家秘密')],
  [/法律、?行政法规禁止公开$/, outcomeRow('denied.prohibitedByLaw', '其他法律行政法规禁止公开')],
  [/三安全一稳定["”]?$/, outcomeRow('denied.threeSecurities', '危及“三安全一稳定”')],
  [/第三方合法权益$/, outcomeRow('denied.thirdPartyRights', '保护第三方合法权益')],
  [/内部事务(?:性)?信息$/, outcomeRow('denied.internalAffairs', '属于三类内部事务信息')],
  [/过程性信息$/, outcomeRow('denied.processInfo', '属于四类过程性信息')],
  [/行政执法案卷(?:信息)?$/, outcomeRow('denied.enforcementFile', '属于行政执法案卷')],
  [/(?:^|属于?|、)行政查询事?$/, outcomeRow('denied.inquiryMatter', '属于行政查询事项')],
  [
    /本(?:机关|单位|局|镇|街道|乡|委|办)不掌握(?:(?:相关)?(?:政府)?信息)?["”]?$/,
    outcomeRow('unavailable.notHeld', '本机关不掌握相关政府信息'),
  ],
  [/没有现成信息(?:、?需要?另行制作)?$/, outcomeRow('unavailable.needsCreation', '没有现成信息需要另行制作')],
  [/补正后申请内容仍不明确$/, outcomeRow('unavailable.stillUnclear', '补正后申请内容仍不明确')],
  [/信访、?举报、?投诉类(?:申请)?$/, outcomeRow('notProcessed.petition', '信访举报投诉类申请')],
  [/^(?:、|其中)?(?:属于?)?重复申请$/, outcomeRow('notProcessed.duplicate', '重复申请')],
  [/要求提供公开出版物$/, outcomeRow('notProcessed.publication', '要求提供公开出版物')],
  [/无正当理由大量反复申请$/, outcomeRow('notProcessed.excessive', '无正当理由大量反复申请')],
  [/逾期不补正$/, outcomeRow('other.notCorrected', '逾期不补正')],
];
const row: Kind = ({ lead, tail, unit, topic, partOf }) => {
  if (!CASES.test(unit)) return undefined;
  const behind = /^(?:申请)?属于?["“]?([^,;"”]{4,24})/.exec(tail)?.[1] ?? '';
  const found = ROWS.find(([pattern]) => pattern.test(lead) || pattern.test(`属于${behind}`));
  if (!found) return undefined;
  return topic !== 'request' || (typeof partOf === 'object' && partOf.rule === 'R39') ? [] : [found[1]];
};

const APPLICANT =
  /(自然人|公民个人|(?<![,、和与及或])公民|法人(?:或者?|和|及|与|、)?其他(?:社会)?组织|商业企业|科研机构|社会公益组织|法律服务机构)(?:提出|提交|申请|的){0,4}$/;
const COLUMNS: Readonly<Record<string, Subject>> = {
  自然人: applicants('natural', '自然人', 'natural'),
  公民个人: applicants('natural', '自然人', 'natural'),
  公民: applicants('natural', '自然人', 'natural'),
  商业企业: applicants('business', '商业企业', 'business'),
  科研机构: applicants('research', '科研机构', 'research'),
  社会公益组织: applicants('publicInterest', '社会公益组织', 'publicInterest'),
  法律服务机构: applicants('legalService', '法律服务机构', 'legalService'),
};
const RECEIPTS = ['received', 'newReceived', 'handled', 'applicants organisations'];
const applicant: Kind = ({ lead, unit, topic, partOf, sentence }) => {
  const name = APPLICANT.exec(lead)?.[1];
  if (!name || !REQUESTS.test(unit)) return undefined;
  // Of the requests that were answered, or refused, the table has other numbers.
  const other = partOf === 'unknown' || (partOf && !RECEIPTS.includes(partOf.key)) || /(?:办结|答复|办理)的/.test(sentence);
  if (topic !== 'request' || other) return [];
  return [COLUMNS[name] ?? ORGANISATIONS];
};

const RESULTS: readonly (readonly [RegExp, DisputeResult])[] = [
  [/维持(?:原[^,;]{0,10})?$/, 'upheld'],
  [/(?:^|结果|予以|被)纠正$/, 'corrected'],
  [/其他结果$/, 'otherResult'],
  [/(?:尚未|未)审结$/, 'pending'],
];
const RESULT_BEHIND = /^(?:案件)?(?:已|被|获|予以|结果|为)*((?:维持|纠正|其他结果|尚未审结|未审结)(?:原[^,;]{0,10})?)$/;
const result: Kind = ({ lead, tail, unit, topic, foreign }) => {
  const words = isFirst(lead) ? (RESULT_BEHIND.exec(tail)?.[1] ?? '') : lead;
  const found = RESULTS.find(([pattern]) => pattern.test(words));
  if (!found || !CASES.test(unit) || !isDispute(topic)) return undefined;
  if ((foreign && !/复议|诉讼|起诉/.test(lead)) || /上一?年|去年|新增/.test(lead)) return [];
  return [disputeResult(topic, found[1])];
};

const DISPUTE =
  /(未经(?:行政)?复议[^,;]{0,2}直接(?:提起)?(?:行政)?(?:起诉|诉讼)|复议后(?:再)?(?:提起)?(?:行政)?(?:起诉|诉讼)|复议|诉讼)(?:申请|应诉|相关|决定){0,2}$/;
const AND_SUIT = /复议(?:案|案件|申请)?(?:、|和|及|与|或|以及)(?:被)?(?:提起)?(?:的)?(?:行政)?诉讼$/;
const AND_RECONSIDERATION = /诉讼(?:案|案件)?(?:、|和|及|与|或|以及)(?:行政)?复议$/;
const dispute: Kind = ({ lead, unit, each, sentence, section, line, partOf }) => {
  const match = DISPUTE.exec(lead);
  if (!match || !CASES.test(unit)) return undefined;
  const here = /信息公开|依申请|申请公开/.test(sentence);
  // A department of justice decides the reconsiderations of others: those are none of this report's.
  const authority =
    (/(?:受理|审理|审查|审结|办理|代理)[^,;]{0,10}(?:复议|诉讼)/.test(lead) && !here) || /作为[^,;]{0,6}复议机[关构]/.test(sentence);
  const about = here || section === 'disputes' || section === 'requests' || line.includes('申请');
  // What was new, or left from the year before, is a part of the table's: 新增复议 3 件、诉讼 2 件.
  const some = /新增|新发生|新收|上一?年|去年/.test(
    sentence.slice(sentence.lastIndexOf(';') + 1).replace(/\([^()]*\)|[比较]上一?年|[比较]去年/g, ''),
  );
  if (authority || !about || some || /败诉|出庭|旁听|胜诉/.test(lead) || (partOf && isPart(partOf))) return [];
  const name = match[1] ?? '';
  const both = AND_SUIT.test(lead.slice(0, match.index + name.length)) || AND_RECONSIDERATION.test(lead);
  if (both) return each ? [disputes('reconsideration'), disputes('suit')] : [disputes('both')];
  if (name.startsWith('未经')) return [disputes('directSuit')];
  if (name.startsWith('复议后')) return [disputes('suitAfterReconsideration')];
  return [disputes(name === '复议' ? 'reconsideration' : 'suit')];
};
/** 其中行政复议 3 件 of the disputes is the number of the table, of anything else it is not. */
const isPart = (of: Subject | 'unknown'): boolean => of !== 'unknown' && !of.key.startsWith('dispute ');

const DOCUMENT_ROW =
  /(?<=^|[,;、]|[县市局])(?:[^,;。、]{0,8})?(制发|制定|出台|废止|(?:现行|目前)有效)的?[^,;。、]{0,6}(?:规章|规范性文件)(?:共|为)?\d+[件部][、,和](?:行政)?(?:规章|规范性文件)(?:共|为)?$/;
const DOCUMENT_VERBS: readonly (readonly [RegExp, DocumentColumn])[] = [
  [/废止/, 'repealed'],
  [/有效/, 'inForce'],
];
const OTHER_ACTS = /审查|审核|备案|清理|解读|征求|失效|修改|修订|起草|党|政策性文|继续有效|学习|梳理|评估/;
/** 现行有效 15 件，其中 2025 年新制发 4 件: of the documents that the table has. */
const OF_THIS_YEAR = /^其中,?(?:20\d\d|[本当今全])年度?新?(?:制发|制定|出台)$/;
const document: Kind = ({ lead, tail, unit, sentence, partOf }) => {
  const about = [...sentence.matchAll(/规范性文件|规章/g)].at(-1)?.[0];
  if (!about || !/^(?:件|部|个|份|项)$/.test(unit)) return undefined;
  const kind = about === '规章' ? 'rules' : 'normativeDocs';
  // 制定规章 2 件、行政规范性文件 50 件: the verb is said once.
  const row = DOCUMENT_ROW.exec(sentence);
  if (row && /公开|公布|发布|清理|审查|备案/.test(row[0])) return [];
  if (OF_THIS_YEAR.test(lead) && typeof partOf === 'object' && partOf.rule === 'R43') return [documents(kind, 'issued')];
  if (row) return [documents(kind, DOCUMENT_VERBS.find(([verb]) => verb.test(row[1] ?? ''))?.[1] ?? 'issued')];
  const column = /废止[^,;]{0,14}$/.test(lead)
    ? 'repealed'
    : /(?:现行|目前|当前|现)有效[^,;]{0,14}$/.test(lead) || /^(?:目前|当前|现)行?有效/.test(tail)
      ? 'inForce'
      : /(?:制发|制定|出台|印发)[^,;]{0,12}(?:规范性文|规章)$|(?:规范性文|规章)件?[^,;]{0,4}(?:制发|制定|出台|印发)$|^、?(?:(?:20\d\d|全|[本当今]|一)年度?|年内)?新?(?:制发|制定|出台)$/.test(
            lead,
          )
        ? 'issued'
        : undefined;
  if (!column) return undefined;
  // Without a word of its own it belongs to what was said before: 主动公开规章 13 件（含废止 4 件） is of what was published.
  if (!/规范性文|规章/.test(lead) && /公开|公布|发布/.test(sentence)) return [];
  return OTHER_ACTS.test(lead) || /规章(?:和|及|、|与|或)(?:行政)?规范性文/.test(lead) ? [] : [documents(kind, column)];
};

const POWERS: Readonly<Record<string, Decision>> = { 许可: 'licensing', 处罚: 'penalty', 强制: 'coercion' };
/** 公开行政许可 742 件、行政处罚 80 件: the verb is said once. */
const SHOWN = /(?:公开|公示|公布|发布|归集|录入|上传)[^,;]{0,12}行政(?:许可|处罚|强制)[^;]{0,30}$/;
const decision: Kind = ({ lead, unit, partOf, sentence }) => {
  const power = /行政(许可|处罚|强制)(?:处理)?(?:决定|措施|事|业务|执行)?书?$/.exec(lead)?.[1];
  if (!power || !/^(?:件|起|宗|例)$/.test(unit)) return undefined;
  const other =
    /公开|公示|公布|发布|信息|归集|上传|听证|复议|诉讼|案卷|清单|目录|程序|罚款|警告|撤销|延续|变更|注销|不予|其中|参与|指导|受理|申请|(?:办结|立案|结案|移送|查办)[^,;]{0,6}处罚/;
  return other.test(lead) || SHOWN.test(sentence) || (partOf && !lead.includes('作出')) ? [] : [decisions(POWERS[power] ?? 'licensing')];
};
const adminFees: Kind = ({ lead, unit }) =>
  unit === '元' && /行政事业性收费(?:收入|金额|总额|额|总|收)?$/.test(lead) ? [ADMIN_FEES] : undefined;

/** Ways in which a part of the requests came or was answered, and applicants that the table does not have. */
const PART =
  /其中|网[上络站]|信函|邮寄|邮件|传真|当面|现场|窗口|线[上下]|平台|微信|电话|自然人|公民|法人|企业|组织|逾期|延期|重复|撤[回销]|补正|征求|涉及|关于|不予|无效|不属于|超期|简易|联合|指导|协助|协查|配合|转办|咨询|便民|每|实际|分别|转送|移送|其他(?:行政)?机关/;
/** 比上年增加 5 件 is a difference. */
const DIFFERENCE = /(?:增加|减少|增长|下降|上升|多|少|新增|回落|提升|降低)$/;
const published: Kind = ({ lead, unit, partOf }) => {
  if (!/^(?:条|件|篇|份|则)$/.test(unit) || !/(?:主动)公开(?:各类)?(?:政府|政务)?(?:工作)?信息$/.test(lead)) return undefined;
  return partOf || /其中|累|网|平台|公众号|微博|微信|新媒体|公报|部门|各|乡镇/.test(lead) ? [] : [PUBLISHED];
};

/** 收到申请, 受理各类申请; not 受理建设工程申请. */
const BARE =
  /(?:^|[收到理办复结接登记出交织人业构众民]|各类|书面|网[上络]|线[上下]|有效|社会|的|件|该|新|[全当本今]年度?|依|依法|共|[年月日,、:(])申请/;
/** 2025 年政府信息公开申请 12 件; 征地类信息公开申请 5 件 are some of them. */
const ALL_REQUESTS = /(?:(?<![类的等])(?:政府信息公开|依申请公开)|(?:^|[年度:局])信息公开)申请(?:公开)?$/;
/** 共收到 48 件政府信息公开申请: what was counted stands behind its number. */
const COUNTED_BEHIND = /^的?((?:依申请|政府信息|信息|公开|书面|有效|网上)*申请)(?:公开)?$/;
const RECEIVING = /(?:收到?|受理|接收|收办|办理|办结|答复|处理)$/;
const requests: Kind = (spot) => {
  const behind = RECEIVING.test(spot.lead) ? COUNTED_BEHIND.exec(spot.tail)?.[1] : undefined;
  if (behind === undefined) return requestsBefore(spot);
  return requestsBefore({ ...spot, lead: spot.lead + behind, topic: behind.includes('公开') ? 'request' : spot.topic });
};
const DEALT_WITH =
  /(?:办结|答复|办理(?:完毕)?|办毕|处理)(?:各类|政府|信息|公开|依|申请|书面|公民|群众|法人|其他组织|人|的|了|事|项|结果|合|以上|[、和及]){0,12}$/;
const requestsBefore: Kind = ({ lead, unit, topic, partOf, line, section, onRequest }) => {
  if (!REQUESTS.test(unit) || topic !== 'request' || partOf || PART.test(lead) || DIFFERENCE.test(lead)) return undefined;
  const named = /(?:信息|公开)[^,;]{0,8}申请/.test(lead);
  const isOther = !named && lead.includes('申请') && !BARE.test(lead);
  const about =
    named ||
    onRequest ||
    section === 'requests' ||
    /(?:收到?|受理)[^,;]{0,8}申请/.test(lead) ||
    /公开[^。]{0,40}申请|申请公开|依申请/.test(line);
  if (isOther || !about || /[不未](?:予)?(?:受理|办|答)/.test(lead)) return undefined;
  const atEnd = /申请(?:公开)?(?:信息|政府信息)?事?$/.test(lead);
  if (/(?:受理|收到?)(?:并|、|和|且)[^,;]{0,4}(?:办结|办理|答复)/.test(lead)) return [HANDLED];
  const done = /(办结|答复|办理完毕|办毕)[^,;]{0,16}$/.exec(lead);
  const handled = /(?<!不予|其他|无法)(?:办理|处理)[^,;]{0,16}$/.exec(lead);
  // 答复文书模板 12 件 and 办理前会商 8 件 are no requests.
  if (!atEnd && (done || handled) && !DEALT_WITH.test(lead)) return [];
  if (done && CASES.test(unit)) return [DISPOSED_OF];
  if (handled) return CASES.test(unit) || atEnd ? [HANDLED] : [];
  if (/依申请公开(?:工作|事|方面|情况|:)*(?:共|累计)?(?:收到?|受理|接收)$/.test(lead)) return [RECEIVED];
  if (/依申请公开(?:共|累计)?新收$/.test(lead)) return [NEWLY_RECEIVED];
  if (/^[我本](?:局|委|办|厅|镇|乡|街道|馆|院|中心|机关|单位)(?:共|累计)?(?:收到?|受理)$/.test(lead)) return [RECEIVED];
  if (onRequest && /^(?:20\d\d年度?|全年|[我本].{1,3}){0,3}(?:共|累计)?(?:收到?|受理|接收)$/.test(lead)) return [RECEIVED];
  if (!atEnd) return /(?:^|[共年])新收$/.test(lead) ? [NEWLY_RECEIVED] : undefined;
  if (/新收|新接收|新受理/.test(lead)) return [NEWLY_RECEIVED];
  if (/(?<!征)收到?|受理|收办|接到?|登记/.test(lead) || ALL_REQUESTS.test(lead)) return [RECEIVED];
  return undefined;
};

const KINDS: readonly Kind[] = [
  carriedOut,
  carriedIn,
  outcome,
  row,
  applicant,
  result,
  dispute,
  document,
  decision,
  adminFees,
  published,
  requests,
];
/** What a figure states; nothing where its words are not surely of one kind. */
export function statedBy(spot: Spot): readonly Subject[] {
  for (const kind of KINDS) {
    const subjects = kind(spot);
    if (subjects) return subjects;
  }
  return [];
}
