import { describe, expect, test } from 'vitest';
import type { Report } from '../shared/report.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, withText } from './drafts.ts';

const { report } = example('示例县自然资源局');
const named = (name: string): Report => ({ ...report, unit: { ...report.unit, name } });
const lastSection = (of: Report) => renderModel(of, 0).sections.at(-1)?.blocks ?? [];

describe('the render model', () => {
  test('has the six headings in order, and the three tables where they belong', () => {
    const { sections } = renderModel(report, 0);
    expect(sections.map((section) => [section.heading, section.table?.id])).toEqual([
      ['一、总体情况', undefined],
      ['二、主动公开政府信息情况', 'proactive'],
      ['三、收到和处理政府信息公开申请情况', 'requests'],
      ['四、政府信息公开行政复议、行政诉讼情况', 'disputes'],
      ['五、存在的主要问题及改进情况', undefined],
      ['六、其他需要报告的事项', undefined],
    ]);
  });

  test('is marked 草稿 while errors remain, and only then', () => {
    expect(renderModel(report, 0).draftMark).toBeUndefined();
    expect(renderModel(report, 2).draftMark).toContain('草稿');
  });

  test('states the fee once: by the derived sentence, unless the text does', () => {
    expect(lastSection(report)[0]?.text).toMatch(/发出收费通知3件，总金额240元，实际收取240元。$/);
    const own = withText(report, 'other', '全年发出信息处理费收费通知3件，总金额240元，实际收取240元。');
    expect(lastSection(own).filter(({ text }) => text.includes('240'))).toHaveLength(1);
  });

  test.each([
    ['示例县档案馆', ['示例县档案馆']],
    ['示例省示例市示例区人民政府政务服务和大数据管理局', ['示例省示例市示例区人民政府', '政务服务和大数据管理局']],
    ['某'.repeat(24), ['某'.repeat(12), '某'.repeat(12)]],
  ])('breaks the title by sense: %s', (name, lines) => {
    expect(renderModel(named(name), 0).titleLines).toEqual([...lines, '2025年政府信息公开工作年度报告']);
  });

  test('replaces what no XML file may hold, visibly', () => {
    const text = 'a\u0000b\u0008c\ufffed\ud800e\u{1f600}f';
    const [block] = renderModel(withText(report, 'preamble', text), 0).preamble;
    expect(block?.text).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\u{1f600}f');
  });
});
