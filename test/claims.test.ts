import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Claim, claimsIn } from '../shared/claims.ts';
import type { Finding } from '../shared/finding.ts';
import { TEXT_IDS, type TextId } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { cleaned } from '../shared/tidy-text.ts';
import { type Options, validate } from '../shared/validate.ts';
import { CLAIM_RULES, isClaim, isClaimWarning, isWording, labels, measure, precision } from './claims-measure.ts';
import { example, exampleFiles, request, withCells, withoutFigures, withText } from './drafts.ts';
import { publishedNarratives } from './published.ts';

/** New 48 (38 natural, 10 others), carried in 4, disposed 49 (24/6/8/7/2/2), carried out 3; reconsideration 4 (1 pending), suits 1 + 2. */
const bureau = (): Report => withoutFigures(example('示例县自然资源局').report);
const TEXT_RULES = (rule: string): boolean => CLAIM_RULES.test(rule) || /^R(?:47|48|50|85|87)$/.test(rule);
const found = (text: string, id: TextId = 'overview', report = bureau(), options: Options = {}): Finding[] =>
  validate(withText(report, id, text), options).filter((finding) => TEXT_RULES(finding.rule) && finding.section === id);
const rules = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, severity }) => (severity === 'warning' ? rule : `${rule} ${severity}`));
const stated = (text: string, section = 'overview'): string[] =>
  claimsIn(text, section).figures.map(({ subject, shown }) => `${subject.key} ${shown}`);

describe('what a text states', () => {
  test.each<[string, string[]]>([
    ['全年新收政府信息公开申请48件，上年结转4件。', ['newReceived 48', 'carriedIn 4']],
    [
      '全市共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复）。',
      ['received 3119', 'disposed 3050', 'carriedIn 34', 'carriedOut 103'],
    ],
    ['收到政府信息公开申请九件，其中5件已办结，4件正在办理。', ['received 九', 'carriedOut 4']],
    ['信息公开申请12件。', ['received 12']],
    [
      '全年共收到50件政府信息公开申请，其中自然人40件；答复46件申请，尚有5件政府信息公开申请正在办理。',
      ['received 50', 'applicants natural 40', 'disposed 46', 'carriedOut 5'],
    ],
    ['（二）依申请公开情况\n全年收到46件，办结46件。\n（三）信息管理\n收到12件，办结12件。', ['received 46', 'disposed 46']],
    ['（二）依申请公开\n1.收到情况。2025年共受理46件。\n2.办理情况。办结46件。', ['received 46', 'disposed 46']],
    ['政府信息公开申请上年遗留5件，未办结3件。', ['carriedIn 5', 'carriedOut 3']],
    ['依申请公开情况：2025年政府信息公开申请12件。', ['received 12']],
    ['全年受理并办结政府信息公开申请3件。', ['handled 3']],
    [
      '受理申请公开事项。予以公开及部分公开258件，不予处理117件，转下年度办理125件。',
      ['outcome granted partiallyGranted 258', 'outcome notProcessed 117', 'carriedOut 125'],
    ],
    ['政府信息公开申请中，自然人申请3件，法人或其他组织申请2件。', ['applicants natural 3', 'applicants organisations 2']],
    [
      '政府信息公开申请中，属于国家秘密1件，重复申请2件，1件属于“本机关不掌握相关政府信息”。',
      ['row denied.stateSecret 1', 'row notProcessed.duplicate 2', 'row unavailable.notHeld 1'],
    ],
    [
      '因政府信息公开被申请行政复议5件，其中结果维持3件、尚未审结2件；行政诉讼1件。',
      ['dispute reconsideration 5', 'result reconsideration upheld 3', 'result reconsideration pending 2', 'dispute suit 1'],
    ],
    ['因政府信息公开引起的行政复议、行政诉讼各2件。', ['dispute reconsideration 2', 'dispute suit 2']],
    ['因政府信息公开引起的行政复议、行政诉讼案件共4件。', ['dispute both 4']],
    [
      '因政府信息公开引起的行政诉讼3件，其中未经复议直接起诉1件、复议后起诉2件。',
      ['dispute suit 3', 'dispute directSuit 1', 'dispute suitAfterReconsideration 2'],
    ],
    [
      '信息公开类行政复议7件，诉讼9件，均获维持。',
      ['dispute reconsideration 7', 'dispute suit 9', 'all upheld reconsideration 7', 'all upheld suit 9'],
    ],
    [
      '制发行政规范性文件3件，废止2件，现行有效15件。',
      ['documents normativeDocs issued 3', 'documents normativeDocs repealed 2', 'documents normativeDocs inForce 15'],
    ],
    ['目前有效的行政规范性文件15件，全年新制定3件。', ['documents normativeDocs inForce 15', 'documents normativeDocs issued 3']],
    ['依申请公开工作共受理48件。', ['received 48']],
    ['公民申请38件政府信息公开申请。', ['applicants natural 38']],
    ['政府信息公开申请中，本机关不掌握6件，行政查询事项4件。', ['row unavailable.notHeld 6', 'row denied.inquiryMatter 4']],
    [
      '制定规章2件、行政规范性文件50件，废止规章1件、行政规范性文件27件。',
      [
        'documents rules issued 2',
        'documents normativeDocs issued 50',
        'documents rules repealed 1',
        'documents normativeDocs repealed 27',
      ],
    ],
    ['现行有效规章12件，行政规范性文件420件。', ['documents rules inForce 12', 'documents normativeDocs inForce 420']],
    ['公开现行有效规章12件、行政规范性文件14件。', ['documents rules inForce 12']],
    ['依申请公开新收48件，办结49件，结转3件。', ['newReceived 48', 'disposed 49', 'carriedOut 3']],
    ['全县公开申请较多，我局受理48件。', ['received 48']],
    ['政府信息公开申请办理结果：不予处理2件，其他2件。', ['outcome notProcessed 2', 'outcome other 2']],
    ['制定规章2件，废止1件。', ['documents rules issued 2', 'documents rules repealed 1']],
    [
      '作出行政许可决定742件、行政处罚决定86起；收取行政事业性收费318.6425万元。',
      ['decisions licensing 742', 'decisions penalty 86', 'adminFees 318.6425万'],
    ],
    ['依申请公开答复“予以公开”24件、不予公开类8件。', ['outcome granted 24', 'outcome denied 8']],
    ['收到政府信息公开申请9件，5件予以公开，其中3件作出不予公开决定。', ['received 9', 'outcome granted 5', 'outcome denied 3']],
    [
      '因政府信息公开被申请行政复议4件，其中3件维持，1件尚未审结。',
      ['dispute reconsideration 4', 'result reconsideration upheld 3', 'result reconsideration pending 1'],
    ],
    ['因政府信息公开引起的行政复议、行政诉讼均为0。', ['dispute reconsideration 0', 'dispute suit 0']],
    ['收到政府信息公开申请数量为零。', ['received 零']],
    ['收到政府信息公开申请9件，2024年结转4件，结转到2026年继续办理2件。', ['received 9', 'carriedIn 4', 'carriedOut 2']],
    [
      '信息公开类行政诉讼3件（未经复议直接起诉1件，维持1件；复议后提起诉讼2件，尚未审结1件）。',
      [
        'dispute suit 3',
        'dispute directSuit 1',
        'result directSuit upheld 1',
        'dispute suitAfterReconsideration 2',
        'result suitAfterReconsideration pending 1',
      ],
    ],
    ['信息公开类行政复议4件、行政诉讼3件，共7件，尚未审结2件。', ['dispute reconsideration 4', 'dispute suit 3', 'result both pending 2']],
  ])('%s', (text, expected) => {
    expect(stated(text)).toEqual(expected);
  });

  test.each([
    '办结人大代表建议12件、政协提案5件，答复网民留言30件，处理12345热线工单47件。',
    '收到行政许可申请30件，办结30件。',
    '依申请公开。受理建设工程规划申请36件，办结30件。',
    '收到建设项目用地预审申请36件，办理完毕36件。',
    '收到村务公开申请5件。',
    '全年接收信息公开咨询类申请12件，便民答复12件。',
    '征收信息公开申请21件，规划类政府信息公开申请15件，其他信息公开申请12件。',
    '评查依申请公开案卷30件，予以公开15件、不予公开8件、无法提供7件。',
    '因政府信息公开新发生行政复议3件，行政诉讼2件；上年结转行政复议1件，行政诉讼1件。',
    '受理50件工程规划申请，办结30件登记申请。',
    '收到申请人补正材料5件申请表。',
    '（二）依申请公开\n制定答复文书模板12件，答复前会商8件，办理人大建议12件，处理咨询30件。',
    '全年办结行政处罚案件92件（含上年立案6件）。',
    '受理行政许可760件。',
    '公文公开属性认定126件，其中主动公开98件，依申请公开18件，不予公开10件。',
    '通过网络收到申请3件，当面申请2件，信函申请1件。',
    '网站公开信息公开申请指南1件，信息20条，浏览3000次。',
    '公示行政许可信息30件、行政处罚信息5件。',
    '主动公开规章13件（含新制定5件，修改4件，废止4件）。',
    '召开新闻发布会6场，培训2次，参加40人次。',
    '主动公开行政规范性文件4件，对2件规范性文件组织解读。',
    '审查行政规范性文件12件，备案3件。',
    '比上年增加5件，较去年减少3件。',
    '全县共受理行政复议案件350件，审结312件。',
    '全县共受理行政复议案件350件，其中维持200件、纠正30件，尚未审结38件。',
    '作为复议机关，受理政府信息公开类行政复议36件。',
    '因政府信息公开新增行政复议3件，上年未审结1件。',
    '依申请公开及不予公开319份。',
    '全年受理群众来访信件34件，办结34件。',
    '其中6件申请进入行政复议程序。',
    '协助办理县政府依申请公开信息6件。',
    '抽查依申请公开案卷10卷5件，其中2件不予公开。',
    '政府信息公开申请48为历年最多，位居全县第1。',
  ])('nothing is stated by: %s', (text) => {
    expect(stated(text)).toEqual([]);
  });

  test('a figure is read with its clause, its number and their places in the text as written', () => {
    const text = '（二）依申请公开。全年　收到政府信息公开申请 １，０５２ 件。';
    const [claim] = claimsIn(text, 'overview').figures;
    const cut = ({ from, to }: Claim['span']): string => text.slice(from, to);
    expect(claim && [cut(claim.span), cut(claim.number), claim.shown]).toEqual([
      '全年　收到政府信息公开申请 １，０５２ 件',
      '１，０５２',
      '1052',
    ]);
  });
});

describe('readings', () => {
  test.each([
    '收到政府信息公开申请48件。',
    '收到政府信息公开申请52件（含上年结转4件）。',
    '收到政府信息公开申请近50件。',
    '收到政府信息公开申请四十余件。',
    '办理政府信息公开申请49件。',
    '办理政府信息公开申请52件。',
    '因政府信息公开被申请行政复议四件。',
    '收取行政事业性收费318.64万元。',
    '收取行政事业性收费3186425元。',
    '上半年收到政府信息公开申请20件。',
    '县政府办受理政府信息公开申请7件。',
    '全县共收到政府信息公开申请812件。',
    '县政府（办）受理政府信息公开申请7件。',
    '全县收到政府信息公开申请48件，东乡收到政府信息公开申请30件、西乡收到政府信息公开申请18件。',
    '1至6月收到政府信息公开申请20件。',
    '2008年以来累计收到政府信息公开申请500件。',
  ])('agree with: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('a figure of another year is none of the tables’, but its year may be wrong', () => {
    expect(rules(found('2024年收到政府信息公开申请40件。'))).toEqual(['R47']);
  });

  test('where only the looser one agrees, the text should say which is meant', () => {
    const [disputes] = found('因政府信息公开被申请行政复议3件。', 'disputes');
    expect(disputes).toMatchObject({ rule: 'R40', severity: 'info', left: '3', right: '4' });
    expect(disputes?.message).toBe('第四部分：正文写行政复议 3 件，表四行政复议总计 4 件，其中尚未审结 1 件；如指已审结的，请写明。');
    const [fresh] = found('新收政府信息公开申请52件。', 'requests');
    expect(fresh).toMatchObject({ rule: 'R34', severity: 'info' });
    expect(fresh?.message).toBe('第三部分：正文写新收 52 件，表三新收 48 件，上年结转 4 件；含上年结转的，请写明。');
  });

  test('one number for two subjects is not changed to that of one of them', () => {
    const findings = found('因政府信息公开引起的行政复议、行政诉讼均为0件。', 'disputes');
    expect(findings.map(({ rule, correction }) => [rule, correction?.proposals])).toEqual([
      ['R40', []],
      ['R41', []],
    ]);
    const [concluded] = found('因政府信息公开引起的行政复议4件，均已审结。', 'disputes');
    expect(concluded?.message).toBe('第四部分：正文写行政复议均已审结，尚未审结 0 件，表四行政复议尚未审结 1 件。请改成一致。');
    expect(concluded?.correction?.proposals).toEqual([]);
  });
  test.each([
    '未经复议直接起诉1件、复议后起诉2件，结果维持2件、尚未审结1件。',
    '因政府信息公开引起的行政复议4件，均予以维持或者尚未审结。',
  ])('results of both kinds of suits, or of more than one kind: %s', (text) => {
    expect(found(text, 'disputes')).toEqual([]);
  });

  test('where none agrees, both numbers, the clause and what it may be changed to', () => {
    const text = '（二）依申请公开。全年收到政府信息公开申请51件。';
    const [finding, ...more] = found(text);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'R34',
      severity: 'warning',
      section: 'overview',
      quote: '全年收到政府信息公开申请51件',
      cells: [request('newReceived', 'total')],
      left: '51',
      right: '48',
      message: '第一部分 · 依申请公开：正文写收到 51 件，表三新收 48 件，加上年结转是 52 件。请改成一致。',
    });
    const changed = finding?.correction?.proposals.map(({ label, from, to, insert }) => [
      label,
      text.slice(0, from) + insert + text.slice(to),
    ]);
    expect(changed).toEqual([
      ['改为 48', '（二）依申请公开。全年收到政府信息公开申请48件。'],
      ['改为 52（含上年结转 4）', '（二）依申请公开。全年收到政府信息公开申请52件（含上年结转4件）。'],
      ['换成随表更新的数字', '（二）依申请公开。全年收到政府信息公开申请{{requests.newReceived.total}}件。'],
    ]);
  });

  test.each<[string, TextId, string[]]>([
    ['收到政府信息公开申请约80件。', 'overview', ['R34']],
    ['收到政府信息公开申请五十三件。', 'overview', ['R34']],
    ['全县共收到政府信息公开申请812件，我局收到申请53件。', 'overview', ['R34']],
    ['按照全县统一部署，我局收到政府信息公开申请53件。', 'overview', ['R34']],
    ['未收到政府信息公开申请。', 'overview', ['R45']],
    ['我局不涉及行政许可、行政处罚、行政强制。', 'proactive', ['R67', 'R67', 'R67']],
    ['全年未发生因政府信息公开引起的行政复议、行政诉讼。', 'disputes', ['R45', 'R45']],
    ['没有上年结转的申请。', 'requests', ['R45']],
    ['办结率达到100%。', 'requests', []],
    ['收到申请48件，办结率达到100%。', 'requests', ['R51 info']],
    ['收到申请48件，均已按期办结。', 'requests', ['R51 info']],
    ['收到申请48件，按期答复率达到100%。', 'requests', []],
    ['除3件尚在办理期限内，申请办结率100%。', 'requests', []],
    ['收到申请48件，办结率100%（结转的3件尚未到期）。', 'requests', []],
    ['收到申请48件，上年结转4件均已办结。', 'requests', []],
    ['收到申请48件，其余均已办结。', 'requests', []],
    ['依申请公开。受理不动产登记申请126件，均已办结，办结率100%。', 'overview', []],
    ['收到申请48件，按期答复率100%，按时办结率100%，及时答复率达到100%。', 'requests', []],
    ['累计制发行政规范性文件16件，其中2025年新制发3件。', 'proactive', []],
    ['累计制发行政规范性文件16件。', 'proactive', ['R43']],
    ['累计制发行政规范性文件16件，其中2025年新制发4件。', 'proactive', ['R43']],
    ['现行有效行政规范性文件15件，其中，今年制定4件。', 'proactive', ['R43']],
    ['清理行政规范性文件17件，其中2025年制发2件。', 'proactive', []],
    ['收到公民、法人和其他组织申请48件。', 'overview', []],
    ['收到公民、法人或者其他组织提出的政府信息公开申请53件。', 'overview', ['R34']],
    ['二〇二四年收到政府信息公开申请40件，二〇二五年收到政府信息公开申请四十八件。', 'overview', []],
    ['收到政府信息公开申请数十件。', 'overview', []],
    ['收到申请48件，办结率百分之百。', 'requests', ['R51 info']],
    ['收到政府信息公开申请48件，按期办结45件。', 'requests', ['R36 info']],
    ['没有因答复不及时引起的行政复议。', 'disputes', []],
    ['（一）行政复议。全年4件，结果维持3件，尚未审结1件。', 'disputes', ['R42']],
    ['2024年度结转申请5件，另有5件结转至2026年办理。', 'requests', ['R35', 'R37']],
    ['2023年结转2件至2024年，5件结转至2025年办理。', 'requests', []],
    ['依申请公开情况：无。', 'overview', ['R45']],
    ['政府信息公开行政复议：无；行政诉讼：无。', 'overview', ['R45', 'R45']],
    ['无。', 'requests', ['R45']],
    ['本年度无。', 'disputes', ['R45', 'R45']],
    ['（一）行政复议\n无', 'disputes', []],
    ['存在问题：无。', 'overview', []],
    ['未制发行政规范性文件。', 'overview', ['R45']],
    ['没有制定、废止行政规范性文件。', 'overview', ['R45', 'R45']],
    ['没有制定涉及市场主体的行政规范性文件。', 'overview', []],
    ['未以县政府名义制定行政规范性文件。', 'overview', []],
    ['我局无行政许可、行政处罚事项。', 'proactive', ['R45', 'R45']],
    ['全年未作出行政处罚、行政强制决定。', 'proactive', ['R45', 'R45']],
    ['未作出重大行政处罚决定，没有行政处罚信息公开不及时的问题。', 'proactive', []],
    ['除上述3件外，没有收取信息处理费的情况。', 'other', []],
    ['收到书面申请46件。', 'overview', ['R34']],
    ['无因政府信息公开申请行政复议的案件。', 'disputes', ['R45']],
    ['未收到行政许可申请。', 'overview', []],
    ['因政府信息公开引起的行政复议4件，均获维持。', 'disputes', ['R42']],
    ['因政府信息公开引起的行政复议4件，均已审结。', 'disputes', ['R42']],
  ])('%s', (text, id, expected) => {
    expect(rules(found(text, id))).toEqual(expected);
  });

  test('a blank cell leaves a figure open, unless those that are filled in are already more', () => {
    const blank = withCells(bureau(), { [request('newReceived', 'business')]: '' });
    expect(rules(found('收到政府信息公开申请51件。', 'overview', blank))).toEqual([]);
    expect(rules(found('收到政府信息公开申请12件。', 'overview', blank))).toEqual(['R34']);
  });
  test('outcomes without requests contradict a text that says there were none', () => {
    const report = withCells(
      bureau(),
      Object.fromEntries(
        ['newReceived', 'carriedIn'].flatMap((row) =>
          ['natural', 'business', 'research', 'publicInterest', 'legalService', 'otherOrg'].map((column) => [request(row, column), '0']),
        ),
      ),
    );
    expect(found('未收到政府信息公开申请。', 'overview', report).map(({ message }) => message)).toEqual([
      '第一部分：正文写没有收到申请，表三办理结果却有 49 件。请核对。',
    ]);
  });
  test('growth may be of what was received or of that with what was carried in, rounded', () => {
    const lastYear = example('示例县自然资源局').lastYear;
    const grown = (text: string): string[] => rules(found(text, 'requests', bureau(), { lastYear }));
    expect(grown('新收政府信息公开申请48件，同比增长20%。')).toEqual([]);
    expect(grown('收到政府信息公开申请48件，同比增长17.1%。')).toEqual([]);
    expect(grown('新收政府信息公开申请48件，比上年增长25%。')).toEqual(['R31']);
    expect(grown('新收政府信息公开申请48件，同比下降20%。')).toEqual(['R31']);
  });
  test.each<[string, string | undefined]>([
    ['收到政府信息公开申请48件，较上年增加8件，同比增长20%。', undefined],
    ['收到政府信息公开申请48件，较2024年的40件增加8件，增长20%。', undefined],
    ['收到政府信息公开申请52件（含上年结转4件），较上年增加11件。', undefined],
    ['收到政府信息公开申请48件，较2023年增长60%。', undefined],
    ['收到政府信息公开申请48件，办理咨询20件，较上年增加3件。', undefined],
    ['收到政府信息公开申请48件，较上年增加近10件。', undefined],
    ['收到政府信息公开申请48件，较上年增加6件。', '正文写比上年增加 6 件，按上年年报算是增加 8 件。请核对。'],
    ['收到政府信息公开申请48件，较上年减少8件。', '正文写比上年减少 8 件，按上年年报算是增加 8 件。请核对。'],
    ['收到政府信息公开申请48件，较2024年增长30%。', '正文写同比增长 30%，按上年年报算是增长 20%。请核对。'],
    ['收到政府信息公开申请48件，与上年持平。', '正文写与上年持平，按上年年报算是增加 8 件。请核对。'],
    ['收到政府信息公开申请48件，与上年相比增加10件。', '正文写比上年增加 10 件，按上年年报算是增加 8 件。请核对。'],
    ['收到政府信息公开申请48件，较上年增加8件，增长25%。', '正文写同比增长 25%，按上年年报算是增长 20%。请核对。'],
    ['收到政府信息公开申请48件，同比增幅达25%。', '正文写同比增长 25%，按上年年报算是增长 20%。请核对。'],
    // What it was reckoned from is wrong, not the reckoning.
    ['收到政府信息公开申请48件，比上年的42件增加6件，增长14.3%。', '正文写上年收到 42 件，上年年报是 40 件。请核对。'],
    ['收到政府信息公开申请48件，较上年同期（42件）增长14.3%。', '正文写上年收到 42 件，上年年报是 40 件。请核对。'],
    ['收到政府信息公开申请48件，上年为42件，同比增长14.3%。', '正文写上年收到 42 件，上年年报是 40 件。请核对。'],
    ['收到政府信息公开申请48件，较上年的41件增加7件。', undefined],
    ['收到政府信息公开申请48件，较2023年的30件增加18件，增长60%。', undefined],
    ['收到政府信息公开申请48件，较上年的40件增加9件。', '正文写比上年增加 9 件，按上年年报算是增加 8 件。请核对。'],
    ['收到政府信息公开申请48件（自然人38件，较上年的31件增加7件），同比增长20%。', undefined],
    ['收到政府信息公开申请48件（自然人38件，较上年增加8件）。', '正文写比上年增加 8 件，按上年年报算是增加 7 件。请核对。'],
    ['收到政府信息公开申请48件，同比增长近25%。', undefined],
    ['收到政府信息公开申请48件，同比增长10%以上。', undefined],
  ])('growth: %s', (text, fact) => {
    const lastYear = example('示例县自然资源局').lastYear;
    const messages = found(text, 'requests', bureau(), { lastYear }).map(({ message }) => message);
    expect(messages).toEqual(fact ? [`第三部分：${fact}`] : []);
  });
  test.each([
    ['48件，比上年的42件增加6件，增长14.3%。', '48件，比上年的40件增加8件，增长20%。'],
    ['48件，较上年同期（42件）增长14.3%。', '48件，较上年同期（40件）增长20%。'],
    ['48件，上年为36件。', '48件，上年为40件。'],
    ['48件，比上年的50件减少2件。', undefined],
  ])('a figure of last year is put right with what was reckoned from it: %s', (written, right) => {
    const text = `收到政府信息公开申请${written}`;
    const lastYear = example('示例县自然资源局').lastYear;
    const [finding] = found(text, 'requests', bureau(), { lastYear });
    const changed = finding?.correction?.proposals.map(({ from, to, insert }) => text.slice(0, from) + insert + text.slice(to));
    expect(changed).toEqual(right === undefined ? [] : [`收到政府信息公开申请${right}`]);
    for (const one of changed ?? []) expect(found(one, 'requests', bureau(), { lastYear })).toEqual([]);
  });
});

describe('sums', () => {
  test.each([
    '公开信息486条，其中规划类57条、征地类94条。',
    '公开信息276条，其中预决算2条，公示1条，动态40条，其他2条；在要闻板块发布231篇。',
    '公开信息52条，其中政策3条，环保能源类信息 45，其他类4条。',
    '受理申请3607件（市政府349件、部门3258件），同比增长70.3%，其中，自然人申请3493件，法人或其他组织申请114件；予以公开3500件。',
    '爆款内容52条，其中1条播放破亿、2条破千万、49条破百万。',
    '复议案件3件、诉讼案件3件，其中复议结果维持3件、诉讼结果维持3件。',
    '新收317件，上年结转3件。其中，予以公开184件，部分公开18件，其他处理22件。',
    '对25件申请收取信息处理费2950元。其中，县局1件，收取420元；公安局24件，收取2530元。',
    '公开信息近500条，其中A类300条、其他类170条。',
    '公开信息68条，其中动态41条、征集16期、其他类11条。',
    '公开信息95条，其中公示56政务动态21条，其他信息18条。',
    '承办建议15件，其中主办4件；提案57件，其中主办11件。',
    '收到申请48件，上年结转4件，其中予以公开24件、部分公开6件、其他处理19件。',
    '收到申请48件，其中予以公开24件、不予公开8件、无法提供7件、其他处理10件（含上年结转的1件）。',
    '收到申请48件，较上年增加8件，其中当面5件、网络20件、信函23件。',
    '公开信息486条，其中网站公开486条、公众号转发203条。',
    '行政诉讼3件（未经复议直接起诉1件，维持1件；复议后起诉2件，维持1件，尚未审结1件）。',
    '新收申请48件，同比增加8件，上年结转4件，合计52件。',
    '通过网站公开200条、微信公众号发布100条等，合计发布430条。',
    '新收申请48件，比上年的40件增长20%，其中自然人38件，比上年的31件增长22.58%。',
    '公开信息48条，其中网站30条，较上年增加5条，公众号18条，较上年增加3条。',
    '召开会议3次、培训2次，共116人次。',
    '3个所各设查阅点2个，局机关设1个，共7个。',
    '网站公开486条、公众号转发203条，共计486条。',
    '公开信息486条，其中甲类200条、乙类100条，合计300条。',
    '制发文件126份，其中行政规范性文件3件，主动公开98份，依申请公开18份，不予公开10份。',
  ])('add up, or need not: %s', (text) => {
    expect(claimsIn(text, 'overview').enumerations).toEqual([]);
  });
  test.each([
    '公开信息156条，其中机构类12条，财政类2条；应急类47条；其他信息45条。',
    '公开信息2602条（其中A类1549条，其他信息1054条），通过网站公开。',
    '发布信息607条，其中主动公开380份，依申请公开及不予公开319份，作出行政处罚决定545起。',
    '公开信息671条，其中网站65条（公告3条），微信497条，抖音157条。',
    '收取信息处理费380元，其中民政局1件，收取300元，公安局1件，收取60元。',
    '文件12件（甲3件、乙4件、丙4件）。',
    '网站公开200条、微信公众号发布100条、报纸刊登20条，合计发布330条。',
    '新收申请48件、上年结转4件，共53件。',
    '收取县局100元、东乡所80元，共计240元。',
    '收到申请48件，较上年增加8件，其中当面5件、网络20件、信函33件。',
    '行政复议4件，其中结果维持2件、结果纠正0件、其他结果1件、尚未审结2件。',
  ])('do not add up: %s', (text) => {
    expect(claimsIn(text, 'overview').enumerations).toHaveLength(1);
  });
});

const CHARACTERS = [
  ...'0123456789,，。；、（）()：%件条元万余近约三十百年其中占比上结转下申请行政复议诉讼未收到公开为常态不例外【】X×《》〔〕 \n\t',
];
const phrases = [
  '政府信息公开申请',
  '其中',
  '行政复议',
  '未收到',
  '12件',
  '2024年',
  '同比增长20%',
  '国办函〔2020〕109号',
  '规范性文件',
  '结转下年度',
  '予以公开24件，占59%',
  '，占申请总量的20%',
  '较上年的42件增加',
  '二〇二四年，我局',
  '五十七件',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...CHARACTERS), fc.constantFrom(...phrases), fc.string({ maxLength: 3 })), { maxLength: 120 })
  .map((parts) => parts.join(''));

describe('any text', () => {
  test('never throws, and every place is where its quote stands', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...TEXT_IDS), (text, id) => {
        const report = withText(bureau(), id, text);
        for (const { quote, correction, section } of validate(report, { lastYear: example('示例县自然资源局').lastYear })) {
          if (!correction) continue;
          const { span, proposals } = correction;
          expect(span.text).toBe(section);
          expect(report.texts[span.text].slice(span.from, span.to)).toBe(quote);
          for (const { from, to } of proposals) expect(0 <= from && from <= to && to <= text.length).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
  test('is put right once, and loses no word', () => {
    const words = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(hostile, (text) => {
        const once = cleaned(text).text;
        expect(words(once)).toBe(words(text));
        expect(cleaned(once).text).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
  test.each([
    ['digits', '1'.repeat(200_000)],
    ['thousands', '1,'.repeat(100_000)],
    ['numerals', '一百'.repeat(100_000)],
    ['brackets', '('.repeat(200_000)],
    ['one line of figures', '收到政府信息公开申请12件，其中'.repeat(14_000)],
    ['many lines', '未收到政府信息公开申请12件，无上年结转\n'.repeat(10_000)],
    ['no end', '没有因政府信息公开'.repeat(22_000)],
    ['spaces', ' 　'.repeat(100_000)],
    ['spaces beside digits', '甲 1 '.repeat(50_000)],
    ['lists', `共9件（${'甲1件、'.repeat(40_000)}`],
    ['years', '2024年我局共公开'.repeat(20_000)],
    ['shares', `其中${'3件，占20%，'.repeat(25_000)}`],
    ['shares of words', '自然人申请占79.2%、'.repeat(18_000)],
    ['growths', `收到申请48件${'，较上年的40件增加8件，增长20%'.repeat(9_000)}`],
  ])('of 200 000 characters is read in a moment: %s', (_name, text) => {
    const began = performance.now();
    validate(withText(bureau(), 'overview', text));
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

describe('the examples', () => {
  test.each(exampleFiles)('%s: nothing is said of its texts', (file) => {
    const { report, lastYear } = example(file.slice(0, 5));
    const reports: [Report, Options][] = [[report, { lastYear }], ...(lastYear ? [[lastYear, {}] as [Report, Options]] : [])];
    for (const [one, options] of reports)
      expect(validate(one, options).filter(({ rule }) => TEXT_RULES(rule) || rule === 'R86')).toEqual([]);
  });
});

const published = publishedNarratives();
describe.skipIf(published.length === 0)('published reports', () => {
  const measured = measure();
  test('every finding was looked at', () => {
    expect(measured.unlabelled).toEqual([]);
  });
  test('every contradiction named in their README is found', () => {
    const named: readonly [string, string, string][] = [
      ['109', 'R38', '无法提供265件'],
      ['112', 'R46', '2602条'],
      ['135', 'R46', '156条'],
      ['135', 'R45', '未收到'],
      ['139', 'R34', '申请4件'],
      ['139', 'R36', '办结3件'],
      ['139', 'R46', '607条'],
      ['202', 'R34', '申请2件'],
    ];
    const missing = named.filter(
      ([file, rule, quote]) =>
        !measured.seen.some((one) => one.file === file && one.finding.rule === rule && one.finding.quote?.includes(quote)),
    );
    expect(missing).toEqual([]);
    const five = published.find(({ file }) => file.startsWith('201'));
    expect(five && validate(five.report).map(({ rule }) => rule)).toContain('R11');
  });
  test('warnings are right, and few contradictions are missed', () => {
    const share = ({ right, all }: { right: number; all: number }): number => (all === 0 ? 1 : right / all);
    expect(share(precision(measured, isClaimWarning))).toBeGreaterThanOrEqual(0.95);
    expect(share(precision(measured, isWording))).toBeGreaterThanOrEqual(0.95);
    const right = precision(measured, isClaim).right;
    expect(right / (right + labels.missed.length)).toBeGreaterThanOrEqual(0.9);
  });
});
