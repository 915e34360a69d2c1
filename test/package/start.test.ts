/** The package as people get it starts, and none of Electron's side doors lead into it. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile } from '@electron/asar';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { exampleFiles } from '../drafts.ts';
import { display, isRoot, root } from '../window/desktop.ts';
import { ASAR, isLinux, PROGRAM, packagesMade, UNPACKED } from './packages.ts';
import { closeAll, startReal } from './real.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianbao-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const flags = isRoot ? ['--no-sandbox'] : [];
const draft = join(root, 'examples', exampleFiles[0] ?? '');
afterEach(closeAll);

describe.skipIf(!packagesMade())('the package', () => {
  test('shows its window with a draft, its version and its licences', async () => {
    const started = performance.now();
    const { page } = await startReal([PROGRAM], { display: await display(), args: [...flags, draft] });
    await page.locator('.main').first().waitFor();
    const took = performance.now() - started;
    console.log(`from the start of the package to its form: ${Math.round(took)} ms`);
    expect(page.url()).toBe('app://bundle/index.html');
    expect(await page.evaluate(() => window.nianbao?.edition)).toBe('desktop');
    const { version } = JSON.parse(extractFile(ASAR, 'package.json').toString()) as { version: string };
    expect(await page.evaluate(() => window.nianbao?.start().then((start) => start.version))).toBe(version);
    expect(await page.evaluate(async () => (await fetch('licences.txt')).text())).toContain('react-dom');
  });
  test('lets no debugger in', async () => {
    const { said, page } = await startReal([PROGRAM], {
      display: await display(),
      args: [...flags, '--inspect=0', '--inspect-brk=0'],
    });
    await page.locator('#root > *').first().waitFor();
    expect(said()).not.toContain('Debugger listening');
  });
  test.skipIf(!isLinux)(
    'runs no program of others: by ELECTRON_RUN_AS_NODE, NODE_OPTIONS, or a folder planted beside its own',
    async () => {
      const trace = join(folder, 'trace');
      const script = join(folder, 'script.js');
      writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, 'ran')`);
      const copy = join(folder, 'copy');
      cpSync(UNPACKED, copy, { recursive: true, verbatimSymlinks: true });
      mkdirSync(join(copy, 'resources/app'));
      writeFileSync(join(copy, 'resources/app/package.json'), '{"main":"script.js"}');
      cpSync(script, join(copy, 'resources/app/script.js'));
      const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${script}` };
      const { page, close } = await startReal([join(copy, 'gongkai-nianbao')], { display: await display(), args: flags, env });
      expect(page.url()).toBe('app://bundle/index.html');
      await close();
      const { status } = spawnSync(PROGRAM, ['-e', `require('node:fs').writeFileSync(${JSON.stringify(trace)}, 'ran')`, '--version'], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', DISPLAY: '', XDG_CONFIG_HOME: folder },
        timeout: 20_000,
      });
      expect(status).not.toBe(0);
      expect(existsSync(trace)).toBe(false);
    },
  );
  test('knows nothing of the folder that tests set', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const env = { NIANBAO_USER_DATA: elsewhere };
    const { page, close } = await startReal([PROGRAM], { display: await display(), args: flags, env });
    await page.locator('#root > *').first().waitFor();
    await close();
    expect(existsSync(elsewhere)).toBe(false);
  });
});
