/**
 * The manual as one Markdown text: the chapters of docs/manual/text in the order of their names, with what the program knows itself
 * (menus, keys, rules) put in where they ask for it. The window shows it, and `npm run manual` writes it to docs/manual.
 */
import type { MenuItem } from '../shared/api.ts';
import { SECTIONS } from '../shared/form.ts';
import { RULES, type Rule } from '../shared/rules.ts';
import { menuOf } from './commands.ts';
import { severityName } from './derived.ts';
import { basisText } from './help-dialogs.tsx';
import { FIELD_KEYS, WINDOW_KEYS } from './key-lists.ts';
import { MENU_MEANINGS } from './manual-menus.ts';
import { type Block, parseMarkdown } from './markdown.ts';
import { state } from './store.ts';

const CHAPTERS = import.meta.glob<string>('../docs/manual/text/*.md', { eager: true, query: '?raw', import: 'default' });

export function manualMarkdown(): string {
  const chapters = Object.keys(CHAPTERS)
    .sort()
    .map((name) => CHAPTERS[name]?.trim());
  const parts: Readonly<Record<string, () => string>> = {
    rules: rulesTables,
    menus: menuTables,
    fields: keyTable(FIELD_KEYS),
    keys: keyTable(WINDOW_KEYS),
  };
  return chapters.join('\n\n').replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name]?.() ?? '');
}
export const manualBlocks = (): Block[] => parseMarkdown(manualMarkdown());

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

// Rules

const numberOf = ({ id }: Rule): number => Number(id.slice(1));
const within =
  (...ranges: readonly (readonly [number, number])[]) =>
  (rule: Rule): boolean =>
    ranges.some(([from, to]) => numberOf(rule) >= from && numberOf(rule) <= to);

/** A rule stands in the first group that takes it; the last takes all that is left. */
const GROUPS: readonly (readonly [heading: string, takes: (rule: Rule) => boolean])[] = [
  ['与上年相比', ({ scope }) => scope === 'years'],
  ['格式和填法', within([1, 12], [17, 18])],
  ['表内的数', within([13, 16], [19, 24], [65, 66], [90, 90])],
  ['正文里的数与表格', within([34, 46], [51, 51], [67, 67], [88, 88], [91, 91])],
  ['正文的内容', within([52, 57], [64, 64])],
  ['信息处理费', within([58, 63])],
  ['文字', within([47, 50], [85, 87], [89, 89])],
  ['其他', () => true],
];

/** How a rule is followed up: what can be seen in a draft has the word of the list of findings. */
function followUp({ check, severity }: Rule): string {
  if (check.kind === 'document') return '导出时核对';
  if (check.kind === 'explained') return '写在口径里';
  return check.kind === 'grouping' ? '检查的办法' : severityName(severity);
}

function rulesTables(): string {
  const groups = new Map(GROUPS.map(([heading]) => [heading, [] as Rule[]]));
  for (const rule of RULES) groups.get(GROUPS.find(([, takes]) => takes(rule))?.[0] ?? '')?.push(rule);
  return [...groups]
    .filter(([, rules]) => rules.length > 0)
    .map(([heading, rules]) => {
      const rows = rules.map((rule) => [rule.title, followUp(rule), basisText(rule.basis)]);
      return `### 检查：${heading}\n\n${table(['要求', '级别', '依据'], rows)}`;
    })
    .join('\n\n');
}

// Menus and keys

function menuRows(items: readonly MenuItem[], under = ''): string[][] {
  return items.flatMap((item): string[][] => {
    if (item.kind === 'separator') return [];
    // The recent files are somebody's own.
    if (item.kind === 'menu' && item.label !== '最近文件') return menuRows(item.items, `${item.label} › `);
    return [[under + item.label, item.kind === 'command' && item.keys ? `\`${item.keys}\`` : '', meaningOf(under + item.label)]];
  });
}
/** A part of the report is where it says. */
const meaningOf = (label: string): string =>
  MENU_MEANINGS[label] ?? (SECTIONS.some(({ heading }) => heading === label) ? '到这一部分' : '');
const menuTables = (): string =>
  menuOf(state(), [])
    .flatMap((menu) =>
      menu.kind === 'menu' ? [`### 菜单：${menu.label}\n\n${table(['菜单里的名称', '快捷键', '作用'], menuRows(menu.items))}`] : [],
    )
    .join('\n\n');

const keyTable = (keys: typeof FIELD_KEYS) => (): string =>
  table(
    ['按键', '作用'],
    keys.map(([name, does]) => [`\`${name}\``, does]),
  );
