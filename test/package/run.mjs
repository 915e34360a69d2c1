// `npm run test:package`: tries what `npm run dist` and `npm run dist:web` made. First the packages themselves, exactly as people get
// them; then the tests of the window with the package in place of the built files, and the browser edition on a plain web server.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'out/release/linux-unpacked/gongkai-nianbao');
const vitest = (args, env = {}) =>
  spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status === 0;

if (process.platform === 'linux' && !(existsSync(program) && existsSync(join(root, 'out/web')))) {
  console.error('test:package: run `npm run dist` and `npm run dist:web` first');
  process.exit(1);
}
const passed = [vitest(['--project', 'package', ...process.argv.slice(2)])];
// Elsewhere the window's tests would need a screen that nobody sees and a way to answer dialogs of the system.
if (process.platform === 'linux') {
  const tests = ['story', 'security', 'questions', 'shell', 'hardening'].map((name) => `test/window/${name}.test.ts`);
  passed.push(vitest(['--project', 'window', ...tests], { NIANBAO_PACKAGE: program, NIANBAO_WEB: '1' }));
}
process.exitCode = passed.every(Boolean) ? 0 : 1;
