// Which Electron goes into a package: the one that package.json names. Where it cannot be downloaded, packages can still be made and
// tried on Linux with the tests' Electron, an old one that nobody may be given: those call themselves test builds everywhere.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ELECTRON, root } from './product.mjs';

const require = createRequire(join(root, 'node_modules/electron/package.json'));

/** The archive of Electron, checked against the sums inside the npm package. `ELECTRON_MIRROR` is followed. */
async function download(platform, arch) {
  const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);
  const checksums = JSON.parse(readFileSync(require.resolve('electron/checksums.json'), 'utf8'));
  return await downloadArtifact({ version: ELECTRON, artifactName: 'electron', platform, arch, checksums });
}

function testRuntime() {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'build/fetch-electron.mjs')], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** `{ version, dist, isPinned }`; null where there is none for this platform. `pinned` refuses the tests' Electron. */
export async function electronFor(platform, arch, { pinned }) {
  try {
    return { version: ELECTRON, dist: await download(platform, arch), isPinned: true };
  } catch (error) {
    console.error(`dist: Electron ${ELECTRON} for ${platform} ${arch} cannot be downloaded (${error.cause?.code ?? error.message})`);
  }
  const isOurs = platform === 'linux' && arch === 'x64' && process.platform === 'linux' && process.arch === 'x64';
  const dist = pinned || !isOurs ? null : testRuntime();
  return dist && { version: readFileSync(join(dist, 'version'), 'utf8').trim(), dist, isPinned: false };
}
