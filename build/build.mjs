// Builds the command line, the window and Electron's two programs into dist. `build.mjs window` builds only what is named.
// Packages are built into a folder of their own, and smaller (`buildInto`).
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGETS = ['cli', 'reader', 'window', 'main', 'preload'];

export const buildTargets = (...named) => buildAll(named.length > 0 ? named : TARGETS);

/** Each target into its folder of `folders`, minified: for people, who do not read it. */
export const buildInto = (folders) =>
  buildAll(Object.keys(folders), (mode) => ({ build: { outDir: folders[mode], emptyOutDir: false, minify: true } }));

async function buildAll(modes, more = () => ({})) {
  const back = process.cwd();
  const { NODE_ENV } = process.env;
  process.chdir(root);
  // A test that builds must not get React's development version, which vitest's own NODE_ENV would ask for.
  process.env.NODE_ENV = 'production';
  for (const mode of modes) await build({ configFile: `${root}/vite.config.ts`, mode, logLevel: 'warn', ...more(mode) });
  process.chdir(back);
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTargets(...process.argv.slice(2));
