import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, lines, outline, paragraphsIn } from '../shared/outline.ts';

describe('outline', () => {
  test.each<[string, Block]>([
    ['（一）组织领导', { kind: 'heading', level: 2, text: '（一）组织领导' }],
    ['(十二)平台建设情况', { kind: 'heading', level: 2, text: '(十二)平台建设情况' }],
    ['1.规范流程', { kind: 'heading', level: 3, text: '1.规范流程' }],
    ['2．规范流程', { kind: 'heading', level: 3, text: '2．规范流程' }],
    ['１．规范流程', { kind: 'heading', level: 3, text: '１．规范流程' }],
    ['3、规范流程', { kind: 'heading', level: 3, text: '3、规范流程' }],
    ['（1）登记', { kind: 'heading', level: 4, text: '（1）登记' }],
    ['（一）组织领导。严格落实。', { kind: 'paragraph', runIn: { level: 2, text: '（一）组织领导。' }, text: '严格落实。' }],
    ['1.组织领导情况。严格落实。再次。', { kind: 'paragraph', runIn: { level: 3, text: '1.组织领导情况。' }, text: '严格落实。再次。' }],
    ['（2）审核。从严。', { kind: 'paragraph', runIn: { level: 4, text: '（2）审核。' }, text: '从严。' }],
    ['（一）这一句以句号结尾。', { kind: 'paragraph', text: '（一）这一句以句号结尾。' }],
    ['（一）列举的一项；', { kind: 'paragraph', text: '（一）列举的一项；' }],
    ['1.5万件', { kind: 'paragraph', text: '1.5万件' }],
    ['2025年，全年公开信息。', { kind: 'paragraph', text: '2025年，全年公开信息。' }],
    ['一是提升质量。', { kind: 'paragraph', text: '一是提升质量。' }],
    ['　　　全角空格开头。', { kind: 'paragraph', text: '全角空格开头。' }],
  ])('%s', (line, block) => {
    expect(outline(line)).toEqual([block]);
  });

  test('leaves a long line without a full stop a paragraph', () => {
    const line = `（一）${'字'.repeat(60)}`;
    expect(outline(line)).toEqual([{ kind: 'paragraph', text: line }]);
  });

  test('loses no character of any line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'（一）(1)1.、。；字a \n\u3000\r\u2028') }), (text) => {
        const written = outline(text).map((block) => (block.kind === 'paragraph' ? (block.runIn?.text ?? '') : '') + block.text);
        expect(written).toEqual(lines(text));
        expect(written.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 2_000 },
    );
  });
});

test('headings that stand alone are no paragraphs, run-in ones are', () => {
  expect(paragraphsIn('（一）主动公开\n甲。\n（二）依申请公开。乙。\n\n')).toBe(2);
  expect(paragraphsIn('')).toBe(0);
});
