import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDraft } from '../shared/draft.ts';
import { APPLICANTS, FORM } from '../shared/form.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderModel } from '../templates/render-model.ts';
import { example, request } from './drafts.ts';
import { LAYOUTS } from './layouts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianbao-import-'));
const at = (name: string): string => join(folder, name);
const nianbao = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(root, 'build/nianbao.mjs'), ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const { report } = example('示例县自然资源局');

beforeAll(async () => {
  writeFileSync(at('年报.docx'), await renderDocx(renderModel(report, 0), new Date(0)));
  for (const { kind, write } of LAYOUTS.filter(({ name }) => name === 'HTML with merged heads' || name === 'lines of a PDF')) {
    writeFileSync(at(kind === 'html' ? '年报.html' : '年报.txt'), write(report));
  }
  writeFileSync(at('缺格.txt'), LAYOUTS[3]?.write(report).replace('\n38\n', '\n') ?? '');
  writeFileSync(at('图片.pdf'), '不是 PDF');
  writeFileSync(at('坏的.docx'), readFileSync(at('年报.docx')).subarray(0, 4_000));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('nianbao import', () => {
  test('reads a report whole, says so, and saves a draft that is the report', () => {
    const { status, stdout, stderr } = nianbao('import', '年报.docx', '-o', '读回.nianbao');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('年报.docx　示例县自然资源局 2025 年度　读出 200/200 个数字');
    const opened = parseDraft(readFileSync(at('读回.nianbao'), 'utf8'));
    expect(opened.kind === 'ok' && opened.draft.report).toEqual(report);
  });

  test('never writes over a file, and makes a folder of drafts named as they should be', () => {
    expect(nianbao('import', '年报.docx', '-o', '读回.nianbao').status).toBe(2);
    expect(nianbao('import', '年报.docx', '年报.html', '-o', '草稿').status).toBe(2);
    expect(readdirSync(at('草稿'))).toEqual(['示例县自然资源局2025.nianbao']);
    expect(nianbao('import', '年报.docx', '年报.html', '-o', '甲.nianbao').stderr).toContain('-o 要写文件夹');
  });

  test('what was not read stays blank, is named, and ends with 1', () => {
    const { status, stdout } = nianbao('import', '缺格.txt');
    expect(status).toBe(1);
    expect(stdout).toContain('没有读出　“表三 · 一、本年新收政府信息公开申请数量”一行印了 6 个数，应有 7 个，没有填。');
    expect(stdout).toContain('没有写 -o，没有存成草稿');
  });

  test('--json has the shape that other programs read', () => {
    const { status, stdout } = nianbao('import', '年报.html', '坏的.docx', '没有.docx', '--json');
    expect(status).toBe(2);
    const [whole, broken, missing] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(Object.keys(whole ?? {})).toEqual(['file', 'unit', 'year', 'form', 'numbersRead', 'cells', 'printed', 'findings', 'unplaced']);
    expect(whole).toMatchObject({ file: '年报.html', unit: '示例县自然资源局', year: 2025, form: '2021', numbersRead: 200 });
    expect(Object.keys(broken ?? {})).toEqual(['file', 'error']);
    expect(missing?.['error']).toContain('找不到');
  });

  test.each([
    ['图片.pdf', '没有找到年度报告的标题和表格'],
    ['坏的.docx', '不是完整的 Word 文件'],
    ['没有.docx', '找不到'],
  ])('%s ends with 2 and a sentence', (file, sentence) => {
    const { status, stderr } = nianbao('import', file);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^“${file}”：.*${sentence}.*。\n$`));
  });
});

describe('nianbao next, from a published report', () => {
  test('only the six of 结转 come into the tables', () => {
    const { status, stdout } = nianbao('next', '年报.txt', '-o', '明年.nianbao');
    expect(status).toBe(0);
    expect(stdout).toContain('读出 200/200 个数字');
    const opened = parseDraft(readFileSync(at('明年.nianbao'), 'utf8'));
    if (opened.kind !== 'ok') throw new Error(opened.kind);
    const { report: next, lastYear } = opened.draft;
    expect(next.year).toBe(2026);
    expect(lastYear?.cells).toEqual(report.cells);
    const carried = APPLICANTS.map(({ id }) => [request('carriedIn', id), report.cells[request('carriedOut', id)]]);
    expect(Object.entries(next.cells).filter(([, text]) => text !== '')).toEqual(carried);
    expect(Object.keys(next.cells)).toHaveLength([...FORM.fields.values()].filter(({ parts }) => !parts).length);
    expect(existsSync(at('年报.txt'))).toBe(true);
  });
});
