/** What `npm run dist` left in out/release. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NAME, root } from '../../build/packaging/product.mjs';

export const RELEASE = join(root, 'out/release');
export const UNPACKED = join(RELEASE, 'linux-unpacked');
export const PROGRAM = join(UNPACKED, NAME);

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
