/** The manual says everything that the program knows, its links lead somewhere, and what it quotes is what the program says. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readFailure, writeFailure } from '../electron/files.ts';
import { FIELD_KEYS, WINDOW_KEYS } from '../renderer/key-lists.ts';
import { MENU_MEANINGS } from '../renderer/manual-menus.ts';
import type { Block, Inline } from '../renderer/markdown.ts';
import type { MenuItem } from '../shared/api.ts';
import { RULES } from '../shared/rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/manual');

let markdown = '';
let blocks: Block[] = [];
let menus: MenuItem[] = [];
beforeAll(async () => {
  vi.stubGlobal('navigator', { platform: 'Linux' });
  vi.stubGlobal('window', { nianbao: {} });
  const manual = await import('../renderer/manual-text.ts');
  const { menuOf } = await import('../renderer/commands.ts');
  const { state } = await import('../renderer/store.ts');
  markdown = manual.manualMarkdown();
  blocks = manual.manualBlocks();
  menus = menuOf(state(), []);
});

const rows = (): string[][] =>
  blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join(''))) : [],
  );
const inlines = (): Inline[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [...block.line];
    if (block.kind === 'list') return block.items.flat();
    return block.kind === 'table' ? block.rows.flat(2) : [];
  });

describe('what the program knows', () => {
  test('every rule stands in it once for each of its rows, with how it is followed up and its basis', () => {
    for (const { title, basis } of RULES) {
      const found = rows().filter(([first]) => first === title);
      expect(found.length, title).toBe(RULES.filter((rule) => rule.title === title).length);
      expect(found[0]?.[1], title).toMatch(/^(?:错误|待核实|提示|导出时核对|写在口径里|检查的办法)$/);
      // A requirement that follows from others names them by numbers, which a clerk does not know.
      if (!basis.includes('由 R'))
        expect(
          found.map((row) => row[2]),
          title,
        ).toContain(basis);
    }
    expect(
      rows()
        .flat()
        .filter((cell) => /\bR\d/.test(cell)),
    ).toEqual([]);
  });

  test('no rule is left for the last group, whose heading says nothing', () => {
    expect(markdown).not.toContain('检查：其他');
  });

  test('every entry of every menu stands in it with its keys', () => {
    const leaves = (items: readonly MenuItem[], under = ''): [string, string][] =>
      items.flatMap((item): [string, string][] => {
        if (item.kind === 'separator') return [];
        if (item.kind === 'menu' && item.label !== '最近文件') return leaves(item.items, `${item.label} › `);
        return [[under + item.label, item.kind === 'command' ? (item.keys ?? '') : '']];
      });
    const entries = menus.flatMap((menu) => (menu.kind === 'menu' ? leaves(menu.items) : []));
    expect(entries.length).toBeGreaterThan(40);
    expect(entries.filter((entry) => !rows().some(([label, keys]) => label === entry[0] && keys === entry[1]))).toEqual([]);
    const labels = entries.map(([label]) => label);
    expect(rows().filter(([label = '', , does]) => labels.includes(label) && does === '')).toEqual([]);
    expect(Object.keys(MENU_MEANINGS).filter((label) => !labels.includes(label))).toEqual([]);
  });

  test('every line of 键盘操作 stands in it', () => {
    const lines = [...FIELD_KEYS, ...WINDOW_KEYS];
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter(([keys, does]) => !rows().some(([first, second]) => first === keys && second === does))).toEqual([]);
  });

  test('keys that it tells of exist', () => {
    const known = new Set(rows().flatMap(([first = '', second = '']) => [...first.split(' / '), second]));
    const told = inlines().flatMap(({ kind, text }) => (kind === 'key' && /^(?:(?:Ctrl|Alt|Shift)\+|F\d)/.test(text) ? [text] : []));
    expect(told.length).toBeGreaterThan(60);
    // Roles of the menu have the keys of the system.
    expect(told.flatMap((keys) => keys.split(' / ')).filter((keys) => !known.has(keys) && !/^Ctrl\+[CV]$/.test(keys))).toEqual([]);
  });
});

describe('its parts', () => {
  test('every picture exists, every file of a picture is shown, and together they stay small', () => {
    const shown = blocks.flatMap((block) => (block.kind === 'picture' ? [block.file] : []));
    const files = readdirSync(folder).filter((name) => name.endsWith('.webp'));
    expect(shown.filter((name) => !files.includes(name))).toEqual([]);
    const readme = readFileSync(join(root, 'README.zh-CN.md'), 'utf8');
    expect(files.filter((name) => !shown.includes(name) && !readme.includes(`docs/manual/${name}`))).toEqual([]);
    expect(files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(1.8e6);
  });

  test('every link resolves, and no two headings have one anchor', () => {
    const anchors = blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
    expect(new Set(anchors).size).toBe(anchors.length);
    const links = inlines().flatMap((part) => (part.kind === 'link' ? [part.to] : []));
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((to) => !anchors.includes(to.slice(1)))).toEqual([]);
  });

  test('the pictures of the READMEs exist', () => {
    for (const name of ['README.md', 'README.zh-CN.md']) {
      const paths = [...readFileSync(join(root, name), 'utf8').matchAll(/docs\/manual\/[\w-]+\.\w+/g)].map(([path]) => path);
      expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    }
  });
});

describe('its words', () => {
  test('calm and official', () => {
    expect(markdown).not.toMatch(/请您|！|非法|系统/);
    expect(markdown).not.toContain('{{');
  });

  test('what it quotes of the program, the program says', () => {
    const sources = [...sourcesOf('electron', 'renderer', 'shared', 'importers', 'templates').values()]
      .flatMap((source) => [source, withGaps(source)])
      .join('\n');
    expect(quoted().length).toBeGreaterThan(80);
    const missing = quoted().flatMap((sentence) => sentence.split(/……|；/).filter((part) => part && !sources.includes(part)));
    expect(missing).toEqual([]);
  });
});

/** What is put in at run time is left out here as it is in the manual. */
const withGaps = (source: string): string => source.replace(/\$\{[^}]*\}/g, '……');
/** What the tables of the program's sentences quote, with …… for what differs from time to time. */
const quoted = (): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'table' && block.head[0]?.[0]?.text === '程序的话' ? block.rows.map((row) => row[0]?.[0]?.text ?? '') : [],
  );
/** The quotation that explains a sentence of the program. */
const explanationOf = (sentence: string): string | undefined =>
  quoted().find((quotation) => quotation.split('……').every((part) => sentence.includes(part)));

const sourcesOf = (...places: readonly string[]): ReadonlyMap<string, string> => {
  const files = places.flatMap((place) => readdirSync(join(root, place)).map((name) => `${place}/${name}`));
  return new Map(files.filter((file) => /\.tsx?$/.test(file)).map((file) => [file, readFileSync(join(root, file), 'utf8')]));
};
const found = (sources: ReadonlyMap<string, string>, pattern: RegExp): string[] =>
  [...sources.values()].flatMap((source) => [...source.matchAll(pattern)].map(([, text, template]) => text ?? template ?? ''));

describe('when something goes wrong', () => {
  test('every reason why a file was not read or written is explained', () => {
    const codes = found(sourcesOf('electron'), /^ {2}([A-Z_]{3,}): /gm);
    expect(codes.length).toBeGreaterThan(20);
    const path = join(root, '没有这个文件夹', '年报.nianbao');
    const messages = [...codes, 'UNKNOWN'].flatMap((code) => {
      const error = Object.assign(new Error(code), { code });
      return [readFailure(path, error), writeFailure(path, error, 'save'), writeFailure(path, error, 'export')];
    });
    expect(messages.flatMap(({ message }) => (explanationOf(message) ? [] : [message]))).toEqual([]);
  });

  test('every dialog that something went wrong is found by its title', () => {
    const titles = found(sourcesOf('renderer'), /\b(?:tell\(|title: )\s*['`]([^'`$]*[一-龥])/g);
    expect(titles.length).toBeGreaterThan(12);
    expect(titles.filter((title) => !markdown.includes(title))).toEqual([]);
  });

  test('a sentence that says itself what to do needs no more; every other one is explained', () => {
    const sentences = found(
      sourcesOf('electron', 'renderer', 'importers'),
      /\b(?:UnreadableFile\(|no\(|refuse\(|problem\(|message: )\s*(?:'([^'\n]*[一-龥][^'\n]*)'|`([^`]*[一-龥][^`]*)`)/g,
    );
    expect(sentences.length).toBeGreaterThan(60);
    const says = /请|可以|检查|重新|照常|先|关闭/;
    const open = sentences.filter((sentence) => !says.test(sentence) && !explanationOf(withGaps(sentence)));
    expect(open).toEqual([]);
  });
});

test('docs/manual is what the program has: npm run manual -- text', () => {
  const written = readFileSync(join(folder, 'README.md'), 'utf8');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const contents = /\n\n(?:- \[.+\n)+/;
  expect(written.replace(contents, '\n').trim()).toBe(markdown.trim());
  for (const { title } of RULES) expect(page).toContain(title);
});
