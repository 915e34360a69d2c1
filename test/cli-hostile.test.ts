/** The command line with files and arguments that were made to mislead it: a sentence, an exit code, and nothing that a terminal obeys. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { serialiseDraft } from '../shared/draft.ts';
import { example } from './drafts.ts';

const program = join(fileURLToPath(new URL('..', import.meta.url)), 'build/nianbao.mjs');
const folder = mkdtempSync(join(tmpdir(), 'nianbao-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
symlinkSync(join(folder, 'loop.nianbao'), join(folder, 'loop.nianbao'));
symlinkSync('/dev/zero', join(folder, 'endless.nianbao'));
const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });

const ESCAPE = '\u001b]0;hacked\u0007\u001b[2J\u009b31m';
const { report } = example('示例县自然资源局');
const marked = { ...report, unit: { ...report.unit, name: `示例局${ESCAPE}` }, cells: { ...report.cells, [`x${ESCAPE}`]: ESCAPE } };

test('what a file holds is shown and not obeyed by the terminal; as JSON it stays what it is', () => {
  writeFileSync(join(folder, 'a.nianbao'), serialiseDraft({ report: marked, lastYear: null }));
  writeFileSync(
    join(folder, 'b.html'),
    `<p>示例局&#27;[2J&#155;31m2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>好${ESCAPE}。</p>`,
  );
  for (const args of [
    ['check', 'a.nianbao'],
    ['import', 'b.html', '-o', 'c.nianbao'],
    ['next', 'a.nianbao', '-o', 'd.nianbao'],
    ['check', ESCAPE],
  ]) {
    const { stdout, stderr } = run(...args);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(stdout + stderr, args.join(' ')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(stdout + stderr, args.join(' ')).toMatch(/[\u4e00-\u9fff]/);
  }
  const shown: unknown = JSON.parse(run('check', 'a.nianbao', '--json').stdout);
  expect(JSON.stringify(shown)).toContain(JSON.stringify(ESCAPE).slice(1, 20));
});

test.each([
  [['check', 'none.nianbao']],
  [['check', '']],
  [['check', '.']],
  [['check', 'loop.nianbao']],
  [['check', 'endless.nianbao']],
  [['check', `${'长'.repeat(3_000)}.nianbao`]],
  [['import', 'endless.nianbao']],
  [['render', 'endless.nianbao']],
  [['next', 'loop.nianbao', '-o', 'x.nianbao']],
  [['check', '--', '-x.nianbao']],
  [['__proto__']],
  [['constructor', 'x']],
  [['check', '--__proto__=1']],
  [['new', '--unit', 'x', '--year', '1e3', '-o', 'x.nianbao']],
  [['render', 'a.nianbao', '--date', '9999-99-99']],
])('%j ends with 2 and a sentence', (args) => {
  const before = readdirSync(folder);
  const { status, stdout, stderr } = run(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/[\u4e00-\u9fff].*。/);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(readdirSync(folder)).toEqual(before);
});
