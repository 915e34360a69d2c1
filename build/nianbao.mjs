// `npm run nianbao`: the command line from a clone, built anew first where a source file is newer than the build.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist/cli/nianbao.js');
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = ['shared', 'templates', 'importers', 'cli'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
);

const newest = Math.max(...[...sources, join(root, 'vite.config.ts'), join(root, 'package-lock.json')].map(changed));
if (newest > changed(built)) await (await import('./build.mjs')).buildTargets('cli');
await import(pathToFileURL(built).href);
