// Lays out the program as it goes into a package: built for people into out/app, with a package.json that names nothing else.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { buildInto } from '../build.mjs';
import { APP, LICENCE, NAME, SUMMARY, VERSION } from './product.mjs';

/** The version that is shown everywhere: a package with the tests' Electron says so in its names and under 帮助 › 关于. */
export const versionOf = (electron) => (electron.isPinned ? VERSION : `${VERSION}-test.electron${electron.version}`);

export async function stage(electron) {
  rmSync(APP, { recursive: true, force: true });
  mkdirSync(APP, { recursive: true });
  await buildInto({ window: `${APP}/dist/window`, main: `${APP}/dist/electron`, preload: `${APP}/dist/electron` });
  const manifest = {
    name: NAME,
    version: versionOf(electron),
    description: SUMMARY,
    author: NAME,
    license: LICENCE,
    main: 'dist/electron/main.cjs',
    // Desktops put the window to its entry by this name.
    desktopName: `${NAME}.desktop`,
  };
  writeFileSync(`${APP}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}
