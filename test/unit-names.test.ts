import { expect, test } from 'vitest';
import { unitDoubt, unitNamed } from '../shared/unit-names.ts';

test.each([
  ['示例镇人民政府', 'town', 'town'],
  ['示例县示例乡人民政府', 'town', 'town'],
  ['示例街道办事处', 'town', 'town'],
  ['示例县人民政府', 'government', 'county'],
  ['示例市人民政府', 'government', 'prefecture'],
  ['示例省人民政府', 'government', 'province'],
  ['示例自治区人民政府', 'government', 'province'],
  ['示例区', 'government', 'county'],
  ['示例市示例区水利局', 'department', 'county'],
  ['示例县住房和城乡建设局', 'department', 'county'],
  ['示例市乡村振兴局', 'department', 'prefecture'],
  ['示例县乡镇企业局', 'department', 'county'],
  ['示例省市场监督管理局', 'department', 'province'],
  ['示例自治区水利厅', 'department', 'province'],
  ['示例县人民政府办公室', 'office', 'county'],
  ['示例县档案馆', 'publicInstitution', 'county'],
  ['示例县示例镇卫生院', 'publicInstitution', 'town'],
  ['', 'department', 'county'],
] as const)('%s is proposed as %s of the level %s, which nothing contradicts', (name, kind, level) => {
  expect(unitNamed(name)).toEqual({ kind, level });
  expect(unitDoubt({ name, selfName: '', kind, level })).toBeNull();
});
