/** Correct reports that a careless rule would object to. */
import type { RuleId } from '../shared/finding.ts';
import type { Report } from '../shared/report.ts';
import type { Options } from '../shared/validate.ts';
import { example, lastYearOf, withCells, withText } from './drafts.ts';
import { before, bureau, centre, city, inUnit } from './rule-reports.ts';

export const SILENT: readonly (readonly [RuleId, string, () => Report, Options?])[] = [
  ['R1', 'a heading named in a sentence', () => withText(centre(), 'other', '详见本报告“一、总体情况”。')],
  ['R2', 'numbers at the beginning', () => withText(centre(), 'other', '一、二级巡视员参加学习3次。')],
  ['R89', 'a list that begins again', () => withText(centre(), 'other', '（一）甲\n（二）乙\n（一）甲\n（二）乙\n（三）丙')],
  ['R90', 'twenty 亿元', () => withCells(bureau(), { 'proactive.adminFees.amountWan': '200000' })],
  [
    'R90',
    'where last year says it already',
    () => withCells(bureau(), { 'proactive.adminFees.amountWan': '2962000' }),
    { lastYear: example('示例县自然资源局').lastYear },
  ],
  [
    'R91',
    'shares of what was received and carried in',
    () => withText(bureau(), 'requests', '予以公开24件，占46.2%；不予公开8件，占15.3%。'),
  ],
  ['R91', 'a share of something else', () => withText(bureau(), 'requests', '予以公开24件，占全县的3.2%。')],
  ['R93', 'a district of a city’s level', () => inUnit({ name: '示例区人民政府', kind: 'government', level: 'prefecture' })],
  ['R93', 'a county’s committee that runs a zone', () => inUnit({ name: '示例县经济开发区管理委员会', kind: 'government' })],
  [
    'R93',
    'a bureau that is a public institution',
    () => inUnit({ name: '示例市公积金管理局', kind: 'publicInstitution', level: 'prefecture' }),
  ],
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
  ['R57', 'measures that are numbered', () => withText(centre(), 'problems', '存在问题：更新不够及时。2026年将：1.建立台账；2.每周检查。')],
  ['R57', 'what will be done next year', () => withText(centre(), 'problems', '存在问题：更新不够及时。2026年，我馆将建立台账。')],
  [
    'R57',
    'measures that are told in a sentence',
    () => withText(centre(), 'problems', '公开内容还不够全面，解读不够深入。2026年，我馆将围绕群众关切健全机制、拓宽渠道。'),
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
  ['R48', 'a government that writes of its offices', () => withText(city(), 'overview', '示例市水利局高度重视政府信息公开工作。')],
  [
    'R48',
    'a town that writes of its offices',
    () => {
      const unit = { name: '示例县示例镇人民政府', selfName: '我镇', kind: 'town', level: 'town' } as const;
      return { ...withText(city(), 'overview', '县水利局坚持政务公开。镇综合执法办公室认真落实政府信息公开制度。'), unit };
    },
  ],
];
