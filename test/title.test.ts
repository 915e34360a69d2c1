/** Whose report it is and of which year: the ways in which titles are worded. */
import { describe, expect, test } from 'vitest';
import { titleIn } from '../importers/title.ts';

const ARCHIVE = { unit: '示例县档案馆', year: 2024 };

describe('titles', () => {
  test.each([
    '示例县档案馆2024年政府信息公开工作年度报告',
    '示例县档案馆 2024 年度政府信息公开工作报告',
    '2024年示例县档案馆政府信息公开年报',
    '示例县档案馆关于2024年政府信息公开工作情况的报告',
    '示例县档案馆政府信息公开工作年度报告（2024年）',
    '示例县档案馆政府信息公开工作年度报告(2024年度)',
    '示例县档案馆二〇二四年政府信息公开工作年度报告',
    '示例县档案馆二○二四年政府信息公开工作年度报告',
    '《示例县档案馆2024年政府信息公开工作年度报告》',
    '关于公布《示例县档案馆2024年政府信息公开工作年度报告》的通知',
    '附件1：示例县档案馆2024年政府信息公开工作年度报告',
  ])('%s', (line) => {
    expect(titleIn(line)).toEqual(ARCHIVE);
  });
  test.each([
    '示例县档案馆2024年政府信息公开工作年度报告公布后，咨询电话有人接听。',
    '二〇二四年度报告',
    '关于报送2024年政府信息公开工作年度报告数据的通知',
    '示例县档案馆政府信息公开指南（2024年）',
  ])('%s is none', (line) => {
    expect(titleIn(line)).toBeUndefined();
  });
});
