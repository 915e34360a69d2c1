import { describe, expect, test } from 'vitest';
import type { Finding, RuleId } from '../shared/finding.ts';
import { APPLICANTS } from '../shared/form.ts';
import { emptyReport, type Report } from '../shared/report.ts';
import { RULES } from '../shared/rules.ts';
import { type Options, validate } from '../shared/validate.ts';
import { carriedOutBefore, example, lastYearOf, request, withCells, withText } from './drafts.ts';

const rulesOf = (findings: readonly Finding[]): string[] => findings.map((finding) => finding.rule);
const centre = (): Report => example('示例县档案馆').report;
const bureau = (): Report => example('示例县自然资源局').report;
const city = (): Report => example('示例市').report;

/** Every other rule: a report that breaks it, and what is said. Each starts from an example that has no finding. */
type Case = readonly [rule: RuleId, what: string, report: () => Report, message: string, options?: Options];
/** What a text states, against the numbers of the bureau's example: new 48, carried in 4, disposed 49, carried out 3. */
const stating =
  (text: string, id: keyof Report['texts'] = 'requests') =>
  () =>
    withText(bureau(), id, text);
const lastBureau = (): Options => {
  const { lastYear } = example('示例县自然资源局');
  return lastYear ? { lastYear } : {};
};
const TEXT_CASES: readonly Case[] = [
  [
    'R31',
    'a growth that does not follow',
    stating('全年新收政府信息公开申请48件，同比增长30%。'),
    '同比增长 30%，按上年年报算是增长 20%',
    lastBureau(),
  ],
  ['R34', 'another number received', stating('全年收到政府信息公开申请51件。'), '正文写收到 51 件，表三新收 48 件，加上年结转是 52 件'],
  ['R35', 'another number carried in', stating('上年度结转5件。'), '正文写上年结转 5 件，表三上年结转 4 件'],
  ['R36', 'another number disposed of', stating('新收48件，办结50件。'), '正文写办结 50 件，表三办理结果总计 49 件'],
  ['R37', 'another number carried out', stating('另有2件顺延到下年度答复。'), '正文写结转下年度 2 件，表三结转下年度 3 件'],
  ['R38', 'another number of an outcome', stating('办结的申请中，不予公开9件。'), '正文写不予公开 9 件，表三（三）不予公开合计 8 件'],
  ['R39', 'another number of natural persons', stating('其中自然人申请37件。'), '表三自然人新收 38 件'],
  [
    'R40',
    'another number of reconsiderations',
    stating('全年被申请行政复议5件。', 'disputes'),
    '正文写行政复议 5 件，表四行政复议总计 4 件',
  ],
  ['R41', 'another number of suits', stating('被提起行政诉讼4件。', 'disputes'), '正文写行政诉讼 4 件，表四行政诉讼两类总计 3 件'],
  [
    'R42',
    'another number upheld',
    stating('被申请行政复议4件，其中结果维持3件。', 'disputes'),
    '行政复议结果维持 3 件，表四行政复议结果维持 2 件',
  ],
  [
    'R43',
    'another number of documents',
    stating('制发行政规范性文件4件。', 'proactive'),
    '正文写制发行政规范性文件 4 件，表二行政规范性文件制发 3 件',
  ],
  ['R44', 'another number of decisions', stating('作出行政许可决定743件。', 'proactive'), '正文写行政许可 743 件，表二行政许可 742 件'],
  ['R45', 'no disputes, it says', stating('没有发生行政复议。', 'disputes'), '正文写没有行政复议，表四行政复议总计 4 件'],
  [
    'R46',
    'parts that are more than the whole',
    stating('主动公开信息50条，其中政策类30条、其他类21条。', 'proactive'),
    '正文写 50 条，列出的 2 项相加是 51 条',
  ],
  ['R47', 'last year', stating('2024年，我局未开展评议。'), '写的是 2024年，本报告年度是 2025年'],
  ['R48', 'another kind of unit', stating('我镇公开信息30条。', 'proactive'), '写的是“我镇”，本单位是示例县自然资源局'],
  [
    'R49',
    'another number of pieces in another section',
    () => withText(withText(bureau(), 'overview', '2025年主动公开政府信息486条。'), 'proactive', '主动公开政府信息468条。'),
    '这里写主动公开信息 468 条，第一部分写 486 条',
  ],
  ['R50', 'a 不 that is missing', stating('坚持公开为常态、公开为例外。', 'proactive'), '漏了“不”字'],
  ['R51', 'all answered, though some are not', stating('依申请公开办结率100%。'), '表三还有 3 件结转下年度'],
  [
    'R60',
    'more unpaid than asked for',
    () => withCells(bureau(), { [request('other.feeUnpaid', 'natural')]: '5' }),
    '逾期未缴费 5 件，本年和上年发出收费通知 3＋1 件',
    { lastYear: { ...lastYearOf(bureau()), fee: { notices: '1', noticedAmount: '0', collectedAmount: '0' } } },
  ],
  [
    'R62',
    'fees that do not add up',
    stating('收取信息处理费共计240元。其中，县局2件，收取140元；东乡所1件，收取90元。', 'other'),
    '正文写 240 元，列出的 2 项相加是 230 元',
  ],
  ['R67', 'no power to punish, it says', stating('我局没有行政处罚权。', 'proactive'), '正文写没有行政处罚的职权，表二行政处罚 86 件'],
  ['R85', 'something to be filled in', stating('全年公开信息XX条。', 'proactive'), '“XX”像是还没有填的地方'],
  ['R86', 'half-width marks', stating('全年公开信息30条,其中动态10条。', 'proactive'), '有 1 处标点不规范'],
  [
    'R87',
    'a paragraph twice',
    () => withText(bureau(), 'problems', `${bureau().texts.problems}\n${bureau().texts.problems.split('\n')[0]}`),
    '这一段与本部分的一段一字不差',
  ],
  ['R88', 'a live number of no cell', stating('新收{{requests.robots.total}}件。'), '双花括号里的名称对不上表里的任何一格'],
];
const CASES: readonly Case[] = [
  [
    'R1',
    'a heading written again',
    () => withText(centre(), 'problems', `五、存在的主要问题及改进情况\n${centre().texts.problems}`),
    '会印两次',
  ],
  ['R2', 'a seventh part', () => withText(centre(), 'other', '七、附则'), '“七、附则”'],
  ['R2', 'an empty part', () => withText(centre(), 'overview', ''), '还没有写“总体情况”'],
  ['R4', 'a cell the form does not have', () => withCells(centre(), { 'requests.granted.robots': '7' }), '1 个数不属于三张表'],
  ['R5', 'a row of the form of 2019', () => ({ ...centre(), cells: oneRow() }), '分三行填写'],
  ['R5', 'the whole form of 2019', () => ({ ...centre(), form: '2019', cells: oldCells() }), '2019 年的格式'],
  ['R6', 'a stroke', () => withCells(centre(), { [request('granted', 'business')]: '/' }), '填了“/”，没有的请填 0'],
  [
    'R6',
    'nothing',
    () => withCells(centre(), { [request('granted', 'business')]: ' ' }),
    '表三：还有 1 格没有填：商业企业 · （一）予以公开',
  ],
  ['R7', 'half a request', () => withCells(centre(), { [request('granted', 'business')]: '1.5' }), '填了“1.5”，件数只能填 0 或正整数'],
  ['R7', 'less than nothing', () => withCells(centre(), { 'disputes.directSuit.upheld': '-3' }), '件数只能填 0 或正整数'],
  ['R7', 'notices that are no count', () => ({ ...centre(), fee: { ...centre().fee, notices: '两件' } }), '填了“两件”'],
  ['R8', '万 behind the number', () => withCells(centre(), { 'proactive.adminFees.amountWan': '12万' }), '填了“12万”'],
  ['R9', 'no name', () => ({ ...centre(), unit: { ...centre().unit, name: ' ' } }), '没有填单位名称'],
  [
    'R9',
    'the year in the name',
    () => ({ ...centre(), unit: { ...centre().unit, name: '示例县档案馆2025年' } }),
    '标题会写成“示例县档案馆2025年2025年',
  ],
  ['R10', 'an opening without a basis', () => withText(centre(), 'preamble', '现将有关情况报告如下。'), '没有写依据'],
  [
    'R11',
    'five of six parts',
    () =>
      withText(
        centre(),
        'preamble',
        `${centre().texts.preamble}本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在问题及改进情况、其他需要报告的事项等六部分组成。`,
      ),
    '没有列出“政府信息公开行政复议、行政诉讼情况”',
  ],
  [
    'R12',
    'the wrong period',
    () => withText(centre(), 'preamble', '依据《政府信息公开条例》第五十条编制。统计期限自 2024 年 1 月 1 日起至 2024 年 12 月 31 日止。'),
    '2025 年 1 月 1 日至 12 月 31 日',
  ],
  [
    'R12',
    'eleven months',
    () => withText(centre(), 'preamble', '依据《政府信息公开条例》第五十条编制。统计期限从2025年1月1日到11月30日。'),
    '2025 年 1 月 1 日至 12 月 31 日',
  ],
  ['R1', 'a heading with its text behind it', () => withText(centre(), 'overview', `一.总体情况。${centre().texts.overview}`), '会印两次'],
  [
    'R2',
    'a text that is in no part',
    () => ({ ...centre(), texts: { ...centre().texts, appendix: '附件：目录' } as Report['texts'] }),
    '不会印出：“附件：目录”',
  ],
  [
    'R7',
    'a printed total that is no number',
    () => ({ ...centre(), printedTotals: { [request('granted', 'total')]: '一' } }),
    '年报上印的是“一”',
  ],
  [
    'R12',
    'another word, and dots',
    () => withText(centre(), 'preamble', '依据《政府信息公开条例》，统计时限为2024.1.1-2024.12.31。'),
    '2025 年 1 月 1 日',
  ],
  ['R12', 'months', () => withText(centre(), 'preamble', '依据《政府信息公开条例》，统计周期为2025年1月至11月。'), '2025 年 1 月 1 日'],
  [
    'R25',
    'the report of another year',
    () => centre(),
    '附的是 2023 年度的年报，不是 2024 年度的',
    { lastYear: { ...centre(), year: 2023 } },
  ],
  [
    'R27',
    'last year in the wrong unit',
    () => bureau(),
    '上年年报可能把元填进了万元',
    { lastYear: withCells(lastYearOf(bureau()), { 'proactive.adminFees.amountWan': '3186425' }) },
  ],
  [
    'R53',
    'a town that is a government',
    () => withText(example('示例镇').report, 'overview', example('示例镇').report.texts.overview.replaceAll('评议', '座谈')),
    '“社会评议”',
  ],
  [
    'R57',
    'fewer measures, without a word before the problems',
    () => withText(centre(), 'problems', '一是形式单一；二是人员不足；三是更新慢。\n下一步措施：一是丰富形式；二是配足人员。'),
    '3 个问题，只有 2 条措施',
  ],
  [
    'R58',
    'a text that says something else',
    () => withText(bureau(), 'other', '发出信息处理费收费通知5件，总金额240元，实际收取240元。'),
    '发出收费通知的件数，文字写 5 件，填的是 3 件',
  ],
  [
    'R58',
    'a text that mentions the fee only',
    () => withText({ ...centre(), fee: { notices: '', noticedAmount: '', collectedAmount: '' } }, 'other', '全年收取信息处理费3940元。'),
    '信息处理费没有写全，还缺发出收费通知的件数、发出收费通知的总金额',
  ],
  [
    'R64',
    'years but no figure',
    () =>
      withText(
        centre(),
        'overview',
        '2025年，我馆依据国令第711号主动公开信息，办理依申请公开，一次性告知，加强信息管理、平台建设、监督保障。'.repeat(6),
      ),
    '没有一个数量',
  ],
  ['R17', 'a subtotal', () => withCells(centre(), { 'requests.denied.natural': '3' }), '没有小计'],
  ['R19', 'more issued than there can be', () => withCells(bureau(), { 'proactive.normativeDocs.issued': '30' }), '推算的上年存量成了负数'],
  [
    'R22',
    'much of it 其他',
    () => withCells(centre(), { [request('other.misc', 'natural')]: '6', [request('newReceived', 'natural')]: '7' }),
    '有 6 件，超过办理结果 7 件的三成',
  ],
  [
    'R23',
    'carried out without requests',
    () => withCells(centre(), { [request('carriedOut', 'research')]: '2' }),
    '表三 · 科研机构：这一列没有新收也没有结转，结转下年度却有 2 件',
  ],
  [
    'R24',
    'disputes without requests',
    () =>
      withCells(centre(), {
        [request('newReceived', 'natural')]: '0',
        [request('granted', 'natural')]: '0',
        'disputes.reconsideration.upheld': '1',
      }),
    '以前年度的申请',
  ],
  [
    'R25',
    'another number than last year carried out',
    () => centre(),
    '上年年报“结转下年度继续办理”是 2 件',
    {
      lastYear: withCells(lastYearOf(centre()), {
        [request('carriedOut', 'natural')]: '2',
        [request('newReceived', 'natural')]: '9',
        'disputes.reconsideration.upheld': '9',
      }),
    },
  ],
  [
    'R26',
    'a stock that does not follow',
    () => withCells(bureau(), { 'proactive.normativeDocs.inForce': '16' }),
    '填了 16 件；上年 14＋制发 3－废止 2＝15',
    { lastYear: example('示例县自然资源局').lastYear },
  ],
  [
    'R27',
    '元 in place of 万元',
    () => withCells(bureau(), { 'proactive.adminFees.amountWan': '2962000' }),
    '可能把元填进了万元',
    { lastYear: example('示例县自然资源局').lastYear },
  ],
  [
    'R28',
    'a section like last year’s but for its numbers',
    () => centre(),
    '第一部分：有 100% 的文字与上年年报相同（数字不计），超过一半。请按今年的情况改写。',
    { lastYear: before('overview', centre().texts.overview.replace(/\d+条/g, '7条')) },
  ],
  [
    'R28',
    'a section of which more than half was confirmed',
    () => ({ ...centre(), confirmed: centre().texts.overview.split('\n').slice(3, 9) }),
    '% 已确认仍然属实。请按今年的情况改写。',
    { lastYear: before('overview', centre().texts.overview) },
  ],
  [
    'R28',
    'paragraphs that nobody touched, in a section that is new for the rest',
    () => centre(),
    '第一部分：还有 2 段与上年年报一字不差。请核对是否属实。',
    { lastYear: before('overview', centre().texts.overview.split('\n').slice(-4).join('\n')) },
  ],
  [
    'R29',
    'a case that was pending and is gone',
    () => bureau(),
    '表四 · 行政复议 · 总计：合计 4 件，上年年报有 5 件尚未审结',
    { lastYear: withCells(example('示例县自然资源局').lastYear ?? bureau(), { 'disputes.reconsideration.pending': '5' }) },
  ],
  [
    'R33',
    'a problem of last year',
    () => centre(),
    '第五部分 · 存在的主要问题：“个别信息从定稿到发布间隔较长，更新不够及时”与上年年报写的问题相同',
    { lastYear: before('problems', '一是人手紧张；二是个别信息从定稿到发布间隔较长，更新不够及时。\n下一步，我馆将配足人员。') },
  ],
  ['R30', 'the same table again', () => centre(), '表三：每一个数都与上年年报相同', { lastYear: lastYearOf(centre()) }],
  [
    'R32',
    'last year in the form of 2019',
    () => bureau(),
    '没有与上年比对',
    { lastYear: { ...lastYearOf(bureau()), form: '2019', cells: carriedOutBefore(bureau()) } },
  ],
  [
    'R52',
    'five headings without a word below them',
    () =>
      withText(centre(), 'overview', '（一）主动公开\n（二）依申请公开\n（三）政府信息管理\n（四）政府信息公开平台建设\n（五）监督保障'),
    '“监督保障”只有小标题，下面没有内容',
  ],
  [
    'R52',
    'a topic missing',
    () => withText(centre(), 'overview', centre().texts.overview.replace(/平台|网站|新媒体|公众号|专栏|专区/g, '渠道')),
    '没有写到“政府信息公开平台建设”',
  ],
  [
    'R53',
    'a government without social review',
    () => withText(city(), 'overview', city().texts.overview.replaceAll('评议', '听取意见')),
    '没有写到“社会评议”',
  ],
  ['R54', 'a long section 一', () => city(), '原则上不超过 1000 字', { local: { overviewLength: 1000 } }],
  [
    'R55',
    'a topic without figures',
    () =>
      withText(
        centre(),
        'overview',
        '（一）主动公开\n通过网站主动公开信息。\n（二）依申请公开\n收到申请1件。\n（三）政府信息管理\n加强信息管理，制定行政规范性文件0件。\n（四）平台建设\n网站1个。\n（五）监督保障\n加强监督。',
      ),
    '第一部分：写“主动公开”的段落里没有数字',
    { local: { overviewLength: 1000 } },
  ],
  ['R56', 'an empty section 五', () => withText(centre(), 'problems', ''), '还没有写'],
  ['R56', '无 in section 五', () => withText(centre(), 'problems', '无'), '太短'],
  [
    'R57',
    'problems without measures',
    () => withText(centre(), 'problems', '一是公开的内容不够丰富，形式单一；二是工作人员业务不熟练。'),
    '没有写到改进措施',
  ],
  [
    'R57',
    'more problems than measures',
    () =>
      withText(
        centre(),
        'problems',
        '存在的问题：一是内容不够丰富；二是人员不足；三是解读形式单一。\n下一步措施：一是丰富内容；二是配足人员。',
      ),
    '写了 3 个问题，只有 2 条措施',
  ],
  ['R58', 'one fee figure missing', () => ({ ...centre(), fee: { ...centre().fee, collectedAmount: '' } }), '还缺实际收取的总金额'],
  [
    'R59',
    'more collected than asked for',
    () => ({ ...bureau(), fee: { notices: '3', noticedAmount: '240', collectedAmount: '420' } }),
    '实收 420 元，多于通知的 240 元，多 180 元',
  ],
  [
    'R59',
    'money without a notice',
    () => ({ ...bureau(), fee: { notices: '0', noticedAmount: '240', collectedAmount: '240' } }),
    '发出收费通知 0 件，却有通知金额 240 元、实收 240 元',
  ],
  [
    'R61',
    'a fee larger than all fees',
    () => withCells(bureau(), { 'proactive.adminFees.amountWan': '0.0239' }),
    '实收 240 元，多于表二“行政事业性收费”的 239 元',
  ],
  ['R63', '无 although money was collected', () => withText(bureau(), 'other', '无'), '写了“无”'],
  [
    'R64',
    'a short section 一',
    () => withText(centre(), 'overview', '主动公开信息，办理依申请公开，加强信息管理、平台建设和监督保障，全年公开12条。'),
    '内容可能太少',
  ],
  ['R65', 'rules made by a bureau', () => withCells(bureau(), { 'proactive.rules.inForce': '1' }), '才能制定规章'],
  [
    'R66',
    'normative documents of a public institution',
    () => withCells(centre(), { 'proactive.normativeDocs.inForce': '16' }),
    '事业单位一般不能制发',
  ],
  ...TEXT_CASES,
];
/** A year before in which nothing but one text was like this year's. */
function before(id: keyof Report['texts'], text: string): Report {
  const texts = Object.fromEntries(Object.keys(centre().texts).map((key) => [key, ''])) as Report['texts'];
  return withText({ ...lastYearOf(centre()), texts }, id, text);
}
function oneRow(): Record<string, string> {
  const cells = Object.entries(centre().cells).filter(([id]) => !id.startsWith('requests.other.'));
  return { ...Object.fromEntries(cells), ...Object.fromEntries(APPLICANTS.map(({ id }) => [request('other', id), '0'])) };
}
function oldCells(): Record<string, string> {
  return Object.fromEntries(Object.keys(centre().cells).map((id) => [id, '0']));
}
/** Correct reports that a careless rule would object to. */
const SILENT: readonly (readonly [RuleId, string, () => Report, Options?])[] = [
  ['R1', 'a heading named in a sentence', () => withText(centre(), 'other', '详见本报告“一、总体情况”。')],
  ['R2', 'numbers at the beginning', () => withText(centre(), 'other', '一、二级巡视员参加学习3次。')],
  ['R9', 'a year within a name', () => ({ ...centre(), unit: { ...centre().unit, name: '2025年示例运动会执行委员会' } })],
  ['R10', 'the short name of the 条例', () => withText(centre(), 'preamble', '根据《条例》第五十条规定，编制本报告。')],
  [
    'R11',
    'all six after a colon',
    () =>
      withText(
        centre(),
        'preamble',
        '本报告由我馆汇总，由六部分组成：总体情况、主动公开情况、收到和处理申请情况、因政府信息公开被申请行政复议和提起行政诉讼情况、存在的问题、其他需要报告的事项。',
      ),
  ],
  ['R11', 'another list', () => withText(centre(), 'overview', '领导小组由办公室、法规股、信访股、执法队、档案室等五个部分组成。')],
  ['R12', 'leading zeros', () => withText(centre(), 'preamble', '统计期限为2025年01月01日至2025年12月31日。')],
  ['R12', 'the year once', () => withText(centre(), 'preamble', '统计时限自2025年1月1日0时起至12月31日止。')],
  ['R12', 'the period of something else', () => withText(centre(), 'overview', '公开征求意见，期限自2025年3月1日至2025年3月31日。')],
  ['R25', 'the same numbers', () => centre(), { lastYear: { ...lastYearOf(centre()), cells: { ...centre().cells } } }],
  ['R28', 'a section of last year that was rewritten', () => bureau(), { lastYear: example('示例县自然资源局').lastYear }],
  [
    'R28',
    'paragraphs that were found to be still true',
    () => ({ ...centre(), confirmed: centre().texts.overview.split('\n').slice(-3) }),
    { lastYear: before('overview', centre().texts.overview.split('\n').slice(-3).join('\n')) },
  ],
  [
    'R28',
    'the fixed sentences of every year',
    () => centre(),
    { lastYear: { ...before('preamble', centre().texts.preamble), texts: { ...before('other', centre().texts.other).texts } } },
  ],
  ['R29', 'pending cases that are counted again', () => bureau(), { lastYear: example('示例县自然资源局').lastYear }],
  [
    'R33',
    'a section five that is a copy as a whole: it was said once',
    () => centre(),
    { lastYear: before('problems', centre().texts.problems) },
  ],
  [
    'R57',
    'two lists of measures',
    () =>
      withText(
        centre(),
        'problems',
        '存在不足：一是形式单一；二是人员不足；三是更新慢。上年问题整改情况：一是已补充人员；二是已更新。下一步改进措施：一是丰富形式；二是配足人员；三是及时更新。',
      ),
  ],
  [
    'R57',
    'more measures than problems',
    () => withText(centre(), 'problems', '一是形式单一；二是人员不足。\n改进措施：一是丰富形式；二是配足人员；三是加强培训。'),
  ],
  [
    'R58',
    'the figures in the text alone',
    () =>
      withText(
        { ...centre(), fee: { notices: '', noticedAmount: '', collectedAmount: '' } },
        'other',
        '没有收取信息处理费，发出收费通知0件，总金额0元，实际收取总金额0元。',
      ),
  ],
  ['R63', 'nothing else to report', () => withText(bureau(), 'other', '无其他需要报告的事项。')],
];

describe('each rule', () => {
  test.each(SILENT.map(([rule, what, ...rest]) => [`${rule}: ${what}`, rule, ...rest] as const))(
    'is quiet where it may be: %s',
    (_name, rule, report, options) => {
      expect(rulesOf(validate(report(), options))).not.toContain(rule);
    },
  );

  test.each(CASES.map(([rule, what, ...rest]) => [`${rule}: ${what}`, rule, ...rest] as const))(
    '%s',
    (_name, rule, report, message, options) => {
      const found = validate(report(), options).filter((finding) => finding.rule === rule);
      expect(found).toHaveLength(1);
      expect(found[0]?.message).toContain(message);
      expect(found[0]?.severity).toBe(RULES.find(({ id }) => id === rule)?.severity);
    },
  );

  test('that can be broken by a draft has a case here', () => {
    const breakable = RULES.filter(({ check }) => check.kind === 'question' || check.kind === 'comparison').map(({ id }) => id);
    const identities: RuleId[] = ['R13', 'R14', 'R15', 'R16'];
    expect([...new Set([...CASES.map(([rule]) => rule), ...identities])].sort()).toEqual([...new Set(breakable)].sort());
  });

  test('is quiet about an empty draft but for what is missing', () => {
    const found = validate(emptyReport('示例县档案馆', 2025));
    expect(rulesOf(found)).toEqual(['R10', 'R2', 'R6', 'R6', 'R6', 'R56', 'R58']);
    expect(found.filter(({ rule }) => rule === 'R6').map(({ cells }) => cells.length)).toEqual([10, 144, 12]);
  });

  test('speaks to a clerk: Chinese, no identifier, no rule number, no exclamation', () => {
    for (const [, , report, , options] of CASES) {
      for (const { message } of validate(report(), options)) {
        expect(message).toMatch(/[。]$/);
        expect(message).not.toMatch(/R\d|[a-z]+\.[a-zA-Z]+|[!！]|非法|系统/);
      }
    }
  });

  test('what was copied is told once: a section, or its paragraphs, or its problems', () => {
    const copy = (id: keyof Report['texts'], text: string): string[] =>
      validate(withText(centre(), id, text), { lastYear: before(id, text) }).flatMap(({ rule, message }) =>
        rule === 'R28' || rule === 'R33' ? [`${rule} ${message.slice(0, 15)}`] : [],
      );
    expect(copy('overview', centre().texts.overview)).toEqual(['R28 第一部分：有 100% 的文字']);
    expect(copy('problems', centre().texts.problems)).toEqual(['R28 第五部分：有 100% 的文字']);
    expect(copy('problems', '一是形式较为单一；二是人员不足。')).toEqual([
      'R33 第五部分 · 存在的主要问题：',
      'R33 第五部分 · 存在的主要问题：',
    ]);
    expect(copy('other', '承办建议和提案12件，答复文本已经上网。')).toEqual(['R28 第六部分：还有 1 段与上年年']);
  });

  test('local rules are off by default', () => {
    expect(rulesOf(validate(city()))).not.toContain('R54');
  });
});
