/** What `npm run dist` left in out/release. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NAME, root, TITLE } from '../../build/packaging/product.mjs';

const RELEASE = join(root, 'out/release');
const arm = process.arch === 'arm64' ? 'arm64-' : '';
/** The folder with the program, and its executable, for the system that runs the tests. */
const PLACES: Readonly<Record<string, readonly [folder: string, program: string]>> = {
  linux: [`linux-${arm}unpacked`, NAME],
  win32: [`win-${arm}unpacked`, `${NAME}.exe`],
  darwin: [`mac${arm ? '-arm64' : ''}/${TITLE}.app/Contents`, `MacOS/${TITLE}`],
};
const [folder, program] = PLACES[process.platform] ?? ['', ''];
export const UNPACKED = join(RELEASE, folder);
export const PROGRAM = join(UNPACKED, program);
export const ASAR = join(UNPACKED, process.platform === 'darwin' ? 'Resources/app.asar' : 'resources/app.asar');
export const isLinux = process.platform === 'linux';

/** For `describe.skipIf`: without the packages nothing can be tried. */
export function packagesMade(): boolean {
  if (existsSync(PROGRAM)) return true;
  console.warn('skipped: the packages (run `npm run dist` first)');
  return false;
}

/** The newest package with this ending. */
export const artifact = (ending: string): string => {
  const names = readdirSync(RELEASE).filter((name) => name.endsWith(ending));
  return join(RELEASE, names.sort().at(-1) ?? '');
};
