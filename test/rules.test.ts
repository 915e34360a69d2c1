import { describe, expect, test } from 'vitest';
import type { Finding, RuleId } from '../shared/finding.ts';
import { problemsStated } from '../shared/narrative.ts';
import { emptyReport, type Report } from '../shared/report.ts';
import { RULES } from '../shared/rules.ts';
import { validate } from '../shared/validate.ts';
import { withText } from './drafts.ts';
import { CASES } from './rule-cases.ts';
import { centre, city, before as yearBefore } from './rule-reports.ts';
import { SILENT } from './rule-silences.ts';

const rulesOf = (findings: readonly Finding[]): string[] => findings.map((finding) => finding.rule);

describe('each rule', () => {
  test.each(SILENT.map(([rule, what, ...rest]) => [`${rule}: ${what}`, rule, ...rest] as const))(
    'is quiet where it may be: %s',
    (_name, rule, report, options) => {
      expect(rulesOf(validate(report(), options))).not.toContain(rule);
    },
  );

  test.each(CASES.map(([rule, what, ...rest]) => [`${rule}: ${what}`, rule, ...rest] as const))(
    '%s',
    (_name, rule, report, message, options) => {
      const found = validate(report(), options).filter((finding) => finding.rule === rule);
      expect(found).toHaveLength(1);
      expect(found[0]?.message).toContain(message);
      expect(RULES.filter(({ id }) => id === rule).map(({ severity }) => severity)).toContain(found[0]?.severity);
    },
  );

  test('that can be broken by a draft has a case here', () => {
    const breakable = RULES.filter(({ check }) => check.kind === 'question' || check.kind === 'comparison').map(({ id }) => id);
    const identities: RuleId[] = ['R13', 'R14', 'R15', 'R16'];
    expect([...new Set([...CASES.map(([rule]) => rule), ...identities])].sort()).toEqual([...new Set(breakable)].sort());
  });

  test('is quiet about an empty draft but for what is missing', () => {
    const found = validate(emptyReport('示例县档案馆', 2025));
    expect(rulesOf(found)).toEqual(['R10', 'R2', 'R6', 'R6', 'R6', 'R56', 'R58']);
    expect(found.filter(({ rule }) => rule === 'R6').map(({ cells }) => cells.length)).toEqual([10, 144, 12]);
  });

  test('speaks to a clerk: Chinese, no identifier, no rule number, no exclamation', () => {
    for (const [, , report, , options] of CASES) {
      for (const { message } of validate(report(), options)) {
        expect(message).toMatch(/[。]$/);
        expect(message).not.toMatch(/R\d|[a-z]+\.[a-zA-Z]+|[!！]|非法|系统/);
      }
    }
  });

  test('what was copied is told once: a section, or its paragraphs, or its problems', () => {
    const copy = (id: keyof Report['texts'], text: string): string[] =>
      validate(withText(centre(), id, text), { lastYear: yearBefore(id, text) }).flatMap(({ rule, message }) =>
        rule === 'R28' || rule === 'R33' ? [`${rule} ${message.slice(0, 15)}`] : [],
      );
    expect(copy('overview', centre().texts.overview)).toEqual(['R28 第一部分：有 100% 的文字']);
    expect(copy('problems', centre().texts.problems)).toEqual(['R28 第五部分：有 100% 的文字']);
    expect(copy('problems', '一是形式较为单一；二是人员不足。')).toEqual([
      'R33 第五部分 · 存在的主要问题：',
      'R33 第五部分 · 存在的主要问题：',
    ]);
    expect(copy('other', '承办建议和提案12件，答复文本已经上网。')).toEqual(['R28 第六部分：还有 1 段仍是上年']);
  });

  test('what was copied is quoted to the end of a clause', () => {
    const quoteOf = (paragraph: string): string | null | undefined => {
      const text = `${paragraph}\n${centre().texts.overview}`;
      return validate(withText(centre(), 'overview', text), { lastYear: yearBefore('overview', text) }).find(({ rule }) => rule === 'R28')
        ?.quote;
    };
    expect(quoteOf('2025年，我馆坚持公开为常态、不公开为例外，做好公开工作。')).toBe('2025年，我馆坚持公开为常态、不公开为例外');
    expect(quoteOf('2025年，我馆制发行政规范性文件1,126件，废止2件。')).toBe('2025年，我馆制发行政规范性文件1,126件');
    expect(quoteOf('（一）主动公开。公开档案信息。')).toBe('（一）主动公开。公开档案信息');
  });

  test('what the form and the law require stands against a final copy where it is empty or only begun', () => {
    const severities = (id: keyof Report['texts'], text: string): string[] =>
      validate(withText(centre(), id, text)).flatMap(({ rule, severity, section }) => (section === id ? [`${rule} ${severity}`] : []));
    expect(severities('overview', '')).toEqual(['R2 error']);
    expect(severities('problems', '')).toEqual(['R56 error']);
    // The sentences that the window inserts for a clerk to go on from.
    const begun = [
      '存在的主要问题：一是…；二是…。\n改进措施：一是…；二是…。',
      '存在的主要问题：一是……。',
      '针对上年“更新慢”的问题，今年……。',
    ];
    for (const text of begun) expect(severities('problems', text)).toEqual(['R56 error']);
    // Nor does what was done about last year's problems stand for measures that are not written yet.
    const past = '针对上年“更新慢”的问题，今年按月公布。\n存在的主要问题：一是更新不够及时。';
    expect(problemsStated(`${past}\n改进措施：一是…；二是…。`).measures).toEqual({ written: false, count: 0 });
    expect(problemsStated(`${past}\n改进措施：一是指定专人。`).measures).toEqual({ written: true, count: 1 });
    const half = '存在的主要问题：一是更新不够及时；二是…。\n改进措施：一是指定专人每周检查更新。';
    expect(severities('problems', half)).toEqual(['R85 warning']);
  });

  test('local rules are off by default', () => {
    expect(rulesOf(validate(city()))).not.toContain('R54');
  });
});
