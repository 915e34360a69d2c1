import { describe, expect, test } from 'vitest';
import type { Finding } from '../shared/finding.ts';
import type { TextId } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { cleaned } from '../shared/tidy-text.ts';
import { validate } from '../shared/validate.ts';
import { example, withoutFigures, withText } from './drafts.ts';

const bureau = (): Report => withoutFigures(example('示例县自然资源局').report);
/** Only the rules about words: R47, R48, R50, R85, R87. */
const found = (text: string, id: TextId): Finding[] =>
  validate(withText(bureau(), id, text)).filter(({ rule, section }) => /^R(?:47|48|50|85|87)$/.test(rule) && section === id);

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
  ])('are put right: %s', (before, after) => {
    expect(cleaned(before).text.replace('(国令第711号)', '（国令第711号）')).toBe(after.replace('(国令第711号)', '（国令第711号）'));
  });
});
