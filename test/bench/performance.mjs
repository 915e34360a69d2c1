// `npm run performance`: `npm run bench` and `npm run bench:ui`, and what they measured, with the machine, into docs/performance.md.
// The page's own words stay; only what stands between its marks is written anew.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PAGE = join(root, 'docs/performance.md');
const RELEASE = join(root, 'out/release');

const folder = mkdtempSync(join(tmpdir(), 'nianbao-figures-'));
const run = (script) => {
  const env = { ...process.env, NIANBAO_FIGURES: folder };
  const { status } = spawnSync('npm', ['run', '-s', script], { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(1);
};
const tableOf = (name) => readFileSync(join(folder, `${name}.md`), 'utf8').trim();

run('bench');
run('bench:ui');
const measured = { machine: machine(), core: tableOf('core'), window: tableOf('window'), sizes: sizes() };
rmSync(folder, { recursive: true });
let page = readFileSync(PAGE, 'utf8');
for (const [name, text] of Object.entries(measured)) if (text) page = filled(page, name, text);
writeFileSync(PAGE, page);

function filled(text, name, figures) {
  const [begin, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for ${name}`);
  return text.slice(0, from + begin.length) + figures + text.slice(to);
}

function machine() {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim();
  const day = new Date().toISOString().slice(0, 10);
  return [
    `${day}, commit ${commit}: ${cpus().length} × ${cpu?.model.trim()}, ${memory} GB, ${process.platform} ${release()} ${arch()},`,
    `Node ${process.versions.node}; the window in the tests' Electron 25.1.1 under Xvfb, without a graphics card.`,
  ].join('\n');
}

/** Nothing where no packages were made: then the sizes of the last time stay. */
function sizes() {
  const names = existsSync(RELEASE) ? readdirSync(RELEASE).filter((name) => /\.(?:deb|tar\.gz|zip|exe|AppImage|dmg)$/.test(name)) : [];
  const row = (name) => `| ${name} | ${(statSync(join(RELEASE, name)).size / 1e6).toFixed(1)} |`;
  return names.length > 0 ? ['| file | MB |', '| --- | --: |', ...names.sort().map(row)].join('\n') : null;
}
