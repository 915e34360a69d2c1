/** Some hundred sentences as narratives have them, each alone in its section: what is right stays without a finding, what is wrong has just its own. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TextId } from '../shared/form.ts';
import { validate } from '../shared/validate.ts';
import { isTextRule } from './claims-measure.ts';
import { example, withoutFigures, withText } from './drafts.ts';

const LINE = /^((?:R\d+ )*)(\w+) (.+)$/;
const sentencesOf = (file: string): string[] =>
  readFileSync(new URL(`fixtures/claims/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => LINE.test(line) && !line.startsWith('#'));

describe.each([
  ['示例县自然资源局', 'sentences.txt', 450],
  ['示例市', 'sentences-of-a-city.txt', 40],
])('%s', (unit, file, least) => {
  const { report, lastYear } = example(unit);
  const blank = withoutFigures(report);
  const sentences = sentencesOf(file);
  test('there are enough of them', () => {
    expect(sentences.length).toBeGreaterThan(least);
  });
  test.each(sentences)('%s', (line) => {
    const [, rules = '', section = '', written = ''] = LINE.exec(line) ?? [];
    const text = written.replaceAll('\\n', '\n');
    const findings = validate(withText(blank, section as TextId, text), { lastYear }).filter((one) => one.section === section);
    const found = findings.filter(({ rule }) => isTextRule(rule));
    expect(found.map(({ rule }) => rule).sort()).toEqual(rules.trim() === '' ? [] : rules.trim().split(' '));
    for (const { quote, correction } of found) expect(text.slice(correction?.span.from, correction?.span.to)).toBe(quote);
  });
});
