// Builds what is older than its sources: `outdated.mjs window main preload`.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What each target is made of, and a file of which the age tells its own. */
const TARGETS = {
  cli: { built: 'dist/cli/nianbao.js', folders: ['cli', 'shared', 'templates', 'importers'] },
  reader: { built: 'dist/cli/reader.js', folders: ['cli', 'shared', 'importers'] },
  window: { built: 'dist/window/index.html', folders: ['renderer', 'shared', 'templates', 'importers'] },
  main: { built: 'dist/electron/main.cjs', folders: ['electron', 'shared'] },
  preload: { built: 'dist/electron/preload.cjs', folders: ['electron', 'shared'] },
};

const changed = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const filesIn = (folder) => readdirSync(join(root, folder)).map((name) => join(folder, name));

export async function buildOutdated(...targets) {
  const stale = targets.filter((target) => {
    const { built, folders } = TARGETS[target];
    return Math.max(...['vite.config.ts', 'package-lock.json', ...folders.flatMap(filesIn)].map(changed)) > changed(built);
  });
  // Vite is loaded only where there is something to build: the command line starts without it.
  if (stale.length > 0) await (await import('./build.mjs')).buildTargets(...stale);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildOutdated(...process.argv.slice(2));
