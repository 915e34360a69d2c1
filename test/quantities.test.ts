import { describe, expect, test } from 'vitest';
import { quantitiesIn, spanOf, workingCopy, yearAs } from '../shared/quantities.ts';

describe('quantities', () => {
  const read = (text: string): (string | bigint)[][] =>
    quantitiesIn(workingCopy(text).text).map(({ least, most, unit }) =>
      least === most ? [least / 1_000_000n, unit] : [least / 1_000_000n, most / 1_000_000n, unit],
    );

  test.each<[string, (string | bigint)[]]>([
    ['52件', [52n, '件']],
    ['５２ 件', [52n, '件']],
    ['1,126件', [1126n, '件']],
    ['１，１２６ 件', [1126n, '件']],
    ['三件', [3n, '件']],
    ['十二件', [12n, '件']],
    ['一百二十三件', [123n, '件']],
    ['一千零五件', [1005n, '件']],
    ['两万三千件', [23_000n, '件']],
    ['百余件', [100n, 200n, '件']],
    ['三十余件', [30n, 40n, '件']],
    ['5500余条', [5500n, 6050n, '条']],
    ['近180件', [162n, 180n, '件']],
    ['约50件', [40n, 60n, '件']],
    ['18万余条', [180_000n, 190_000n + 8000n, '条']],
    ['1.2万件', [11_000n, 13_000n, '件']],
    ['2950元', [2950n, '元']],
    ['3万元', [20_000n, 40_000n, '元']],
  ])('%s', (text, expected) => {
    expect(read(`全年共${text}。`)).toEqual([expected]);
  });

  test.each([
    '数十件',
    '几百件',
    '上千条',
    '三百五件',
    '每两件',
    '第十九、二十条',
    '落实“三项制度”和“一件事”',
    '一件事改革',
    '一次性告知',
    '一件件办好',
  ])('no certain count: %s', (text) => {
    expect(read(`全年共${text}。`)).toEqual([]);
  });
  test('a year in Chinese is read as its digits, where it stands', () => {
    for (const year of ['二〇二五年', '二○二五年', '二零二五年', '二O二五年']) {
      const copy = workingCopy(`自 ${year}起`);
      expect(copy.text).toBe('自2025年起');
      expect([yearAs(2024, year.slice(0, 4)), yearAs(2024, '２０２５')]).toEqual(['二〇二四', '2024']);
      expect(spanOf(copy, 1, 5)).toEqual({ from: 2, to: 6 });
    }
  });
  test('years, numbers of documents, ordinals and lists are none', () => {
    const text =
      '2025年，根据国令第711号、国办公开办函〔2021〕30号，一是召开第3次会议，二是7×24小时值守，三类事项、三个“100”，第一件、每一件';
    expect(read(text).filter(([, unit]) => !['', '年', '个', '号'].includes(String(unit)))).toEqual([]);
  });
  test('stand where they were written', () => {
    const text = '　　全 年\u200b收到 １，１２６\t件。';
    const copy = workingCopy(text);
    const [quantity] = quantitiesIn(copy.text);
    const span = spanOf(copy, quantity?.from ?? 0, quantity?.to ?? 0);
    expect(text.slice(span.from, span.to)).toBe('１，１２６\t件');
  });
});
