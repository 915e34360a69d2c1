import type { Report } from '../shared/report.ts';
import { lastYearOf, request, withCells, withText } from './drafts.ts';
import { bureau, type Case, lastBureau } from './rule-reports.ts';

/** What a text states, against the numbers of the bureau's example: new 48, carried in 4, disposed 49, carried out 3. */
const stating =
  (text: string, id: keyof Report['texts'] = 'requests') =>
  () =>
    withText(bureau(), id, text);

export const STATED_CASES: readonly Case[] = [
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
  [
    'R86',
    'half-width marks',
    stating('全年公开信息30条,其中动态10条。', 'proactive'),
    '有 1 处标点不规范，例如半角或重复的标点。可以一并整理。',
  ],
  [
    'R86',
    'full-width numbers',
    stating('全年公开信息３０条，其中动态１０条。', 'proactive'),
    '有 2 处数字不规范，例如全角的数字。可以一并整理。',
  ],
  [
    'R44',
    'money as the table has it',
    stating('收取行政事业性收费381.64万元。', 'proactive'),
    '正文写行政事业性收费 381.64 万元，表二行政事业性收费 318.6425 万元',
  ],
  [
    'R87',
    'a paragraph twice',
    () => withText(bureau(), 'problems', `${bureau().texts.problems}\n${bureau().texts.problems.split('\n')[0]}`),
    '这一段与本部分的一段一字不差',
  ],
  [
    'R91',
    'a share that does not follow',
    stating('办结49件，其中予以公开24件，占59%。'),
    '正文写予以公开 24 件，占 59%，按表三办理结果总计 49 件算是 49%。请核对。',
  ],
  ['R88', 'a live number of no cell', stating('新收{{requests.robots.total}}件。'), '双花括号里的名称对不上表里的任何一格'],
];
