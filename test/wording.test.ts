import { describe, expect, test } from 'vitest';
import type { Finding } from '../shared/finding.ts';
import type { TextId } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { cleaned } from '../shared/tidy-text.ts';
import { validate } from '../shared/validate.ts';
import { example, withoutFigures, withText } from './drafts.ts';

const bureau = (): Report => withoutFigures(example('示例县自然资源局').report);
/** Only the rules about words: R47, R48, R50, R85, R87, R89. */
const found = (text: string, id: TextId): Finding[] =>
  validate(withText(bureau(), id, text)).filter(({ rule, section }) => /^R(?:47|48|50|85|87|89)$/.test(rule) && section === id);

describe('words', () => {
  test.each<[string, TextId]>([
    ['上年度存在的问题：2024年，我局信息更新不够及时。', 'problems'],
    ['2026年，我局将继续抓好信息公开。', 'overview'],
    ['2024年以来，我局累计公开信息30条。', 'overview'],
    ['根据《关于做好2024年政府信息公开工作年度报告编制工作的通知》编制。', 'preamble'],
    ['与2024年相比，2025年公开信息增加30条。', 'overview'],
    ['公开县政府办公室2024年度部门决算。', 'overview'],
    ['按照国办公开办函〔2019〕60号和国办发〔2020〕17号。', 'overview'],
    ['坚持“以公开为常态、不公开为例外”。', 'overview'],
    ['设立【政策解读】【回应关切】栏目，网址http://www.xxgk.gov.cn，H5作品3个。', 'overview'],
    ['2024年我局收到申请10件，今年收到12件，同比增长20%。', 'overview'],
    ['2024年，我局启动档案扫描，截至2025年12月31日，共扫描1.2万页。', 'overview'],
    ['《中华人民共和国政府信息公开条例》（2007年国务院令第492号公布，2019年国务院令第711号修订）', 'preamble'],
    ['2025年，示例县财政局对我局公开的预算开展检查。', 'overview'],
    ['2025年，示例县自规局通过门户网站公开信息30条。', 'overview'],
    ['2025年，示例县财政局、示例县自然资源局联合公开信息30条。', 'overview'],
    ['引起社会注意，制发行政规范性文件，听取国务院办公厅和国务院法制办公室的意见。', 'overview'],
    ['不是一是一、二是二，而是要件件有着落。', 'overview'],
    ['栏目有动态、公告、政策……等八个。', 'overview'],
    ['报名时间截止2025年12月31日。截至2025年12月31日，公开信息30条。', 'overview'],
    ['我县、我市和我局，我乡村振兴，我局限于条件。', 'overview'],
  ])('are right: %s', (text, id) => {
    expect(found(text, id)).toEqual([]);
  });
  test.each<[string, TextId, string, string | undefined]>([
    ['现将我局2024年度政府信息公开工作情况报告如下。', 'preamble', 'R47', '现将我局2025年度政府信息公开工作情况报告如下。'],
    ['截至2024年12月31日，公开信息30条。', 'overview', 'R47', '截至2025年12月31日，公开信息30条。'],
    ['2026年，我局共公开信息30条。', 'overview', 'R47', '2025年，我局共公开信息30条。'],
    ['我街道公开信息30条。', 'overview', 'R48', '我局公开信息30条。'],
    [
      '现发布《示例县水利局2025年政府信息公开工作年度报告》。',
      'preamble',
      'R48',
      '现发布《示例县自然资源局2025年政府信息公开工作年度报告》。',
    ],
    ['坚持公开为常态，公开为例外。', 'overview', 'R50', '坚持公开为常态，不公开为例外。'],
    ['根据《中华人民共和国信息公开条例》。', 'overview', 'R50', '根据《中华人民共和国政府信息公开条例》。'],
    ['《政府信息公开条例》（国令第117号）', 'overview', 'R50', '《政府信息公开条例》（国令第711号）'],
    ['按照国办公开办函[2021]30号。', 'overview', 'R50', '按照国办公开办函〔2021〕30号。'],
    ['年度报告格式（国办公开办函〔2021〕13号）', 'overview', 'R50', '年度报告格式（国办公开办函〔2021〕30号）'],
    ['信息处理费管理办法（国办发〔2020〕109号）', 'other', 'R50', '信息处理费管理办法（国办函〔2020〕109号）'],
    ['2024年，我局主动公开信息120条，比上年增长10%。', 'overview', 'R47', '2025年，我局主动公开信息120条，比上年增长10%。'],
    ['2024年，我局收到申请12件，上年结转1件，同比持平。', 'overview', 'R47', '2025年，我局收到申请12件，上年结转1件，同比持平。'],
    [
      '2024年，我局主动公开信息，截至2025年12月31日，共120条。',
      'overview',
      'R47',
      '2025年，我局主动公开信息，截至2025年12月31日，共120条。',
    ],
    ['2025年，示例县水利局通过门户网站公开信息30条。', 'overview', 'R48', '2025年，示例县自然资源局通过门户网站公开信息30条。'],
    ['根据《中华人民共和国政府信息公开条列》。', 'preamble', 'R50', '根据《中华人民共和国政府信息公开条例》。'],
    ['贯彻落实《政府信息公开条列》和省的部署。', 'overview', 'R50', '贯彻落实《政府信息公开条例》和省的部署。'],
    ['根据《中华人民共合国政府信息公开条例》。', 'preamble', 'R50', '根据《中华人民共和国政府信息公开条例》。'],
    ['《政府信息公开条例》（国务院令第492号）', 'preamble', 'R50', '《政府信息公开条例》（国务院令第711号）'],
    ['坚持以习近平新时代中国特色社会注意思想为指导。', 'overview', 'R50', '坚持以习近平新时代中国特色社会主义思想为指导。'],
    ['学习社会注意思想。', 'overview', 'R50', '学习社会主义思想。'],
    ['制发行政规范型文件。', 'overview', 'R50', '制发行政规范性文件。'],
    ['截止2025年12月31日，公开信息30条。', 'overview', 'R50', '截至2025年12月31日，公开信息30条。'],
    ['（一）甲\n（二）乙\n（四）丙\n（四）丁\n（五）戊', 'other', 'R89', '（一）甲\n（二）乙\n（三）丙\n（四）丁\n（五）戊'],
    ['（一）甲\n（二）乙\n（五）丙\n（四）丁', 'other', 'R89', '（一）甲\n（二）乙\n（三）丙\n（四）丁'],
    ['一是，二是。', 'overview', 'R85', undefined],
    ['今后：一是加强培训；二是…。', 'overview', 'R85', undefined],
    ['全年公开信息××条。', 'overview', 'R85', undefined],
    ['【此处填写】公开信息30条。', 'overview', 'R85', undefined],
    ['全年共公开信息（待核实）30条。', 'overview', 'R85', undefined],
  ])('are wrong: %s', (text, id, rule, after) => {
    const [finding, ...more] = found(text, id);
    expect([finding?.rule, more]).toEqual([rule, []]);
    const [proposal] = finding?.correction?.proposals ?? [];
    expect(proposal && text.slice(0, proposal.from) + proposal.insert + text.slice(proposal.to)).toBe(after);
  });

  test.each([
    [
      '全年公开信息30条,其中动态10条;比例1:2,网址http://a.cn:80/,时间9:30.',
      '全年公开信息30条，其中动态10条；比例1:2，网址http://a.cn:80/，时间9:30.',
    ],
    ['根据(国令第711号)(以下简称《条例》)编制,,完成。。', '根据(国令第711号)（以下简称《条例》）编制，完成。'],
    ['全年  公开　信息３０条。', '全年公开信息30条。'],
    ['（一） 主动公开\n第一段', '（一）主动公开\n第一段'],
    ['按照部署， 坚持公开。 2025 年收到 58 件，占 79.3%。', '按照部署，坚持公开。2025年收到58件，占79.3%。'],
    ['安装 WPS Office 软件， Word 模板统一，联系人：张三 李四。', '安装 WPS Office 软件， Word 模板统一，联系人：张三 李四。'],
    ['甲 ,乙、、。', '甲 ,乙。'],
  ])('are put right: %s', (before, after) => {
    expect(cleaned(before).text.replace('(国令第711号)', '（国令第711号）')).toBe(after.replace('(国令第711号)', '（国令第711号）'));
  });
});
