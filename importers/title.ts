/** Whose report it is and of which year: from the title, wherever it stands, and from nothing that is not printed. */
import type { Report } from '../shared/report.ts';
import { unitNamed } from '../shared/unit-names.ts';

/** 示例县档案馆2024年政府信息公开工作年度报告, also with the year first, as 年报 of 政务公开, and without 工作 or 年度. */
const KIND_OF_TITLE = '(?:政府|政务)信?息?公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?(?:情况)?的?(?:报告|年报)';
const NAME = '[^，。；：:《》“”]{0,60}?';
const TITLE = new RegExp(`^(${NAME})(?:关于)?(20\\d{2})年?度?(${NAME})(?:的)?${KIND_OF_TITLE}(?:[（(].{0,12}[）)])?$`);
/** 示例县档案馆政府信息公开工作年度报告（2024年）. */
const YEAR_LAST = new RegExp(`^(${NAME})的?${KIND_OF_TITLE}[（(](20\\d{2})年?度?[）)]$`);
const QUOTED = new RegExp(`《(${NAME})(?:关于)?(20\\d{2})年?度?(${NAME})(?:的)?${KIND_OF_TITLE}》`);

export interface Title {
  /** Empty where the line has only the year. */
  readonly unit: string;
  readonly year: number;
}
const narrow = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** 二〇二四年 is 2024年. */
const withDigits = (text: string): string =>
  text.replace(/二[〇○零O0][一二三四五六七八九〇○零O0]{2}(?=年)/g, (year) =>
    [...year].map((digit) => Math.max(0, '〇一二三四五六七八九'.indexOf(digit))).join(''),
  );
/** What announces a report names it, and stands above it; an annex is named after its number. */
const withoutNotice = (line: string): string =>
  line.replace(/^附件\d{0,2}[:：]/, '').replace(/^(?:关于(?:公布|发布|公开|印发))?《([^《》]+)》(?:的(?:通知|公告|通告))?$/, '$1');

export function titleIn(text: string, pattern: 'line' | 'quoted' = 'line'): Title | undefined {
  const line = pattern === 'line' ? withoutNotice(withDigits(narrow(text))) : text.replace(/\s+/g, '');
  if (pattern === 'line' && line.length > 90) return undefined;
  const [, name = '', last] = (pattern === 'line' && YEAR_LAST.exec(line)) || [];
  const [, before = name, year = last, after = ''] = (pattern === 'line' ? TITLE : QUOTED).exec(line) ?? [];
  if (!year) return undefined;
  const unit = (before || after).replace(/^(?:\d+[.、]|附件\d{0,2}|标题|题名)/, '').replace(/关于$/, '');
  return { unit, year: Number(year) };
}

/** What was matched and how often, the most frequent first. */
function counted(matches: Iterable<RegExpExecArray>): [found: string, times: number][] {
  const counts = new Map<string, number>();
  for (const [, found = ''] of matches) counts.set(found, (counts.get(found) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** How a unit calls itself, most often: 我局, 我镇, 本中心. Empty where the text never does. */
function selfNameIn(text: string): string {
  const [best] = counted(text.matchAll(/((?:我|本)(?:局|厅|委|办|馆|镇|乡|街道|县|区|市|省|中心|院|所|校|会|队|室|单位|机关|部门))/g));
  return best && best[1] >= 2 ? best[0] : '';
}

export const unitOf = (name: string, text: string): Report['unit'] => ({ name, selfName: selfNameIn(text), ...unitNamed(name) });

/** The year that a text speaks of: its period of figures, otherwise the year it names most. */
export function yearIn(text: string): number | undefined {
  const flat = narrow(text);
  const period = /统计[^。]{0,14}?(20\d{2})年1月1日/.exec(flat)?.[1];
  if (period) return Number(period);
  const [best] = counted(flat.matchAll(/(?<![〔([（\d])(20\d{2})年/g));
  return best ? Number(best[0]) : undefined;
}

/** The body that a text names most at the head of a sentence, where no title is printed: 某区某中心. Only a proposal. */
export function unitInText(text: string): string | undefined {
  const [best] = counted(text.replace(/[ \u3000]/g, '').matchAll(BODY)).sort(([a, x], [b, y]) => y - x || b.length - a.length);
  return best?.[0];
}
const CHARACTER = '[\\u4e00-\\u9fff]';
const BODY = new RegExp(
  `(?:^|年度?|由)((?:${CHARACTER}{2,5}?[省市])?${CHARACTER}{1,5}?(?:市|区|县|旗|镇|乡|街道)` +
    `${CHARACTER}{0,16}?(?:人民政府办公[室厅]|办事处|委员会|中心|局|馆|院))(?!${CHARACTER}{0,3}(?:网站|门户|领导小组|党组|党委))`,
  'gm',
);
