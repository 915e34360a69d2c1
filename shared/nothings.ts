/** Statements that there was nothing: 未收到申请, 没有发生行政复议, 无行政处罚权, 未收取信息处理费 (R45, R67). */
import {
  ADMIN_FEES,
  CARRIED_IN,
  CARRIED_OUT,
  type Decision,
  decisions,
  disputes,
  documents,
  FEE_COLLECTED,
  FEE_NOTICES,
  RECEIVED,
  type Subject,
} from './claim-subjects.ts';
import type { Context } from './claims.ts';
import type { Span } from './outline.ts';
import { spanOf, type WorkingCopy } from './quantities.ts';

/** What is said not to be: the subject is nought. `power` where the unit is said to have no such power (R67). */
export interface Nothing {
  readonly subject: Subject;
  readonly span: Span;
  readonly power: boolean;
  readonly context: Context;
}

/** 未经复议, 未按期, 无锡, 无法 and the like deny something else. */
const DENIAL =
  /(?:未(?![经按能及满予审])|没有(?!按|及时)|(?<!有)无(?![法锡正关需论条障偿线疑不]))[^,;。!?\n]{0,60}(?:[,;](?:也|亦|且|以及|或|和|提起|被提起)(?!未|没有|无)[^,;。!?\n]{0,40}){0,3}|不(?:涉及|具有|具备|享有)[^,;。!?\n]{0,60}/g;
/** What happened to a matter, not that there was one. */
const MANNER =
  /纠正|纠错|败诉|撤销|责令|违法|逾期|超期|超时|投诉|举报|重复|补正|当面|网络|信函|被追究|整改|问题|不[满当]|不及时|不到位|不准确|不规范|不作为|错误|延期|除|异议|审结|办结|以外|之外|机关/;

/** 除上述 3 件外，没有收取…: none but those. */
const EXCEPT = /除[^。;]{1,30}外,?[^,;。]{0,8}$/;

interface NothingLine {
  readonly copy: WorkingCopy;
  readonly from: number;
  readonly text: string;
  readonly section: string;
}
interface Matcher {
  readonly pattern: RegExp;
  readonly subjects: readonly Subject[];
}
const END = '(?=$|[,;、和及与或以的等]|事|情|案|件|行|现|工)';
/** 申请行政复议 is no request. */
const ASKED = '(?=$|[,;、和及与或以的等]|事|情|案|件|信)';
/** Nothing of a sort (没有制定涉企的规范性文件, 未作出重大行政处罚) may leave others. */
const NONE_OF_ALL = '^(?:未|没有|无)(?:有|新|再)?';
const DOCUMENT_ACTS = '(?:(?:制发|制定|出台|印发|发布|废止|修改|修订)[、和及或与]?){0,3}';
const documentsNot = (acts: string): RegExp =>
  new RegExp(`${NONE_OF_ALL}${DOCUMENT_ACTS}(?:${acts})[、和及或与]?${DOCUMENT_ACTS}(?:新的?|任何)?(?:行政)?规范性文件(?=$|[,;、])`);
const decisionsNot = (name: string): RegExp =>
  new RegExp(
    `${NONE_OF_ALL}(?:作出|实施|发生|产生|办理)?过?(?:任何|相关)?(?:行政(?:许可|处罚|强制|事业性收费)(?:决定|事项)?[、和及或与])*行政${name}(?:处理)?(?:决定|事项|案件|措施|行为)?(?=$|[,;、和及与或]|等?(?:事项|情况|情形))`,
  );
const POWER_NAMES: readonly (readonly [string, Decision])[] = [
  ['许可', 'licensing'],
  ['处罚', 'penalty'],
  ['强制', 'coercion'],
];
const MATTERS: readonly Matcher[] = [
  { pattern: /上一?年度?结转/, subjects: [CARRIED_IN] },
  { pattern: /结转(?:至|到)?(?:下|次)一?年/, subjects: [CARRIED_OUT] },
  {
    pattern: new RegExp(
      `(?:收到|接到|接收|受理|收办|^没有|^无|^未有|发生).{0,20}?(?:公开|信息|的|收到|接到|受理|^无|^没有)申请(?:公开)?${ASKED}|(?:收到|接到|受理).{0,12}依申请公开${ASKED}|^(?:无|没有)依申请公开${ASKED}`,
    ),
    subjects: [RECEIVED],
  },
  { pattern: new RegExp(`复议${END}`), subjects: [disputes('reconsideration')] },
  { pattern: new RegExp(`(?:诉讼|起诉)${END}`), subjects: [disputes('suit')] },
  { pattern: documentsNot('制发|制定|出台|印发'), subjects: [documents('normativeDocs', 'issued')] },
  { pattern: documentsNot('废止'), subjects: [documents('normativeDocs', 'repealed')] },
  ...POWER_NAMES.map(([name, kind]) => ({ pattern: decisionsNot(name), subjects: [decisions(kind)] })),
  { pattern: /收费通知|缴费通知/, subjects: [FEE_NOTICES] },
  { pattern: /(?:产生|收取|发生|^无|^没有).{0,12}(?:信息公开|信息)?处理费(?!缴|收费)(?!管理)/, subjects: [FEE_COLLECTED] },
];

/** `from` is where the line begins in the copy. */
export function nothingsIn({ copy, from, text, section }: NothingLine, contextAt: (at: number) => Context): Nothing[] {
  const denials = [...text.matchAll(DENIAL)].flatMap((match) => {
    const said = match[0];
    if (EXCEPT.test(text.slice(Math.max(0, match.index - 40), match.index))) return [];
    const subjects = matters(said);
    const apart = subjects.includes(CARRIED_IN) || subjects.includes(CARRIED_OUT);
    const meant = (apart ? subjects.filter((subject) => subject !== RECEIVED) : subjects).filter(
      (subject) => !subject.key.startsWith('dispute') || section === 'disputes' || isOwn(text, match.index, said),
    );
    const powers = powersIn(said);
    if (meant.length + powers.length === 0) return [];
    const span = spanOf(copy, from + match.index, from + match.index + said.length);
    const context = contextAt(match.index);
    return [
      ...meant.map((subject) => ({ subject, span, power: false, context })),
      ...powers.map((subject) => ({ subject, span, power: true, context })),
    ];
  });
  const labelled = [...text.matchAll(LABELLED)].flatMap(({ 0: said, 1: label = '', index }) =>
    matters(`无${label}`)
      .filter((subject) => !subject.key.startsWith('dispute') || section === 'disputes' || isOwn(text, index, said))
      .map((subject) => ({
        subject,
        span: spanOf(copy, from + index, from + index + said.length),
        power: false,
        context: contextAt(index + said.length),
      })),
  );
  const alone = NOTHING.test(text) && copy.text.trim() === text ? (WHOLE_SECTIONS[section] ?? []) : [];
  const whole = alone.map((subject) => ({ subject, span: spanOf(copy, from, from + text.length), power: false, context: contextAt(0) }));
  return [...denials, ...labelled, ...whole];
}
const matters = (said: string): readonly Subject[] =>
  MANNER.test(said) ? [] : MATTERS.flatMap(({ pattern, subjects }) => (pattern.test(said) ? subjects : []));
/** 依申请公开情况：无。行政复议、行政诉讼零发生。 */
const LABELLED = /(?<=^|[,;。(])([^,;:。()\n]{2,40}?)(?::(?:无|没有)|(?:均|全年|实现|保持)*零发生)(?=[,;。)]|$)/g;
/** A section that says 无 and nothing else. */
const NOTHING = /^(?:本?年度?)?(?:暂?无|没有)。?$/;
const WHOLE_SECTIONS: Readonly<Record<string, readonly Subject[]>> = {
  requests: [RECEIVED],
  disputes: [disputes('reconsideration'), disputes('suit')],
};
/** A dispute about open information, and not one that the unit decides for others. */
const isOwn = (text: string, at: number, said: string): boolean =>
  /信息公开|申请|政务公开/.test(text.slice(Math.max(0, at - 200), at) + said) || /被|行政复议(?:、|和|及|或)/.test(said);

/** 无行政权力; 没有行政许可、行政处罚权; 没有行政处罚职能. What one has none of is a power only if the word is there. */
function powersIn(said: string): Subject[] {
  if (/^(?:无|没有|不具有|不具备|不享有)行政权(?:力|限)$/.test(said.replace(/[,;、].*$/, '')))
    return POWER_NAMES.map(([, kind]) => decisions(kind));
  if (/^不涉及行政(?:许可|处罚|强制)/.test(said)) {
    const fees = said.includes('行政事业性收费') ? [ADMIN_FEES] : [];
    return [...POWER_NAMES.filter(([name]) => said.includes(name)).map(([, kind]) => decisions(kind)), ...fees];
  }
  const held = /行政(?:许可|处罚|强制|审批|执法)[^,;。]{0,30}?(?:权|职能|职责|职权)/.exec(said)?.[0];
  return held && !/下放|委托|争议/.test(said) ? POWER_NAMES.filter(([name]) => held.includes(name)).map(([, kind]) => decisions(kind)) : [];
}
