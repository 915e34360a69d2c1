// `npm run dist`: the packages for this platform, into out/release. `-- --platform=win32 --arch=arm64` makes others (what can be made
// where is in docs/releasing.md), `--pinned` refuses to take the tests' Electron where the program's own cannot be downloaded.
import { execFileSync, execSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builderConfig } from './config.mjs';
import { makeDeb } from './deb.mjs';
import { electronFor } from './electron.mjs';
import { NAME, RELEASE, root } from './product.mjs';
import { stage, versionOf } from './stage.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const TARGETS = { linux: ['dir', 'AppImage'], win32: ['nsis', 'portable'], darwin: ['dmg', 'zip'] };
const hasProgram = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** electron-builder is no dependency of the program: only this command needs it. */
async function electronBuilder() {
  if (!existsSync(join(here, 'node_modules/electron-builder'))) {
    // In a shell, for on Windows npm is no program but a script.
    execSync('npm ci --ignore-scripts --no-audit --no-fund', { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return await import('electron-builder');
}

/** An AppImage needs a file that only electron-builder's own downloads have. Without them it would try for six minutes. */
const targetsOf = (platform, electron) =>
  TARGETS[platform].filter((target) => target !== 'AppImage' || electron.isPinned || process.env.APPIMAGE_TOOLS_PATH);

async function buildPackages(platform, arch, electron) {
  const { Arch, build, Platform } = await electronBuilder();
  const { LINUX, MAC, WINDOWS } = Platform;
  const system = { linux: LINUX, darwin: MAC, win32: WINDOWS }[platform];
  const targets = system.createTarget(targetsOf(platform, electron), Arch[arch]);
  return await build({ projectDir: root, targets, config: builderConfig(platform, electron) });
}

/** Same files, same archive: names sorted, no owner, and the time of the commit. */
function makeTar(unpacked, file, name) {
  const time = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).stdout?.trim() || '0';
  const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${time}`];
  execFileSync('tar', [...same, `--transform=s,^\\.,${name},`, '-czf', file, '-C', unpacked, '.']);
}

function packLinux(arch, electron) {
  const unpacked = join(RELEASE, arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`);
  rmSync(join(unpacked, 'resources/apparmor-profile'), { force: true });
  const name = `${NAME}-${versionOf(electron)}-linux-${arch}`;
  makeTar(unpacked, join(RELEASE, `${name}.tar.gz`), name);
  const made = [join(RELEASE, `${name}.tar.gz`)];
  if (!hasProgram('dpkg-deb')) return made;
  const deb = join(RELEASE, `${name}.deb`);
  makeDeb(unpacked, deb, arch, !electron.isPinned);
  return [...made, deb];
}

const megabytes = (file) => `${(statSync(file).size / 1e6).toFixed(1)} MB`;

const { values } = parseArgs({
  options: {
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
    pinned: { type: 'boolean', default: false },
  },
});
const electron = await electronFor(values.platform, values.arch, values);
if (!electron) {
  console.error('dist: no Electron, no package. Set ELECTRON_MIRROR to a mirror that has it (docs/releasing.md).');
  process.exit(1);
}
mkdirSync(RELEASE, { recursive: true });
await stage(electron);
const made = await buildPackages(values.platform, values.arch, electron);
if (values.platform === 'linux') made.push(...packLinux(values.arch, electron));
for (const file of made) console.log(`${file.slice(root.length)}  ${megabytes(file)}`);
if (!electron.isPinned) {
  console.log(`\nTEST BUILD with Electron ${electron.version}: for trying the packages here. It must not be given to anybody.`);
  console.log('No AppImage: its runtime is among the downloads of electron-builder (docs/releasing.md).');
}
