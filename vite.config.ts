import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import Handlebars from 'handlebars';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { licenceText } from './build/licences.mjs';

/**
 * Precompiles `*.hbs` at build time: the runtime then needs no `new Function`, which a strict content security policy forbids.
 * `knownHelpersOnly` makes a misspelt helper a build error.
 */
function handlebars(): Plugin {
  return {
    name: 'handlebars',
    transform: {
      filter: { id: /\.hbs$/ },
      handler(source) {
        const template = Handlebars.precompile(source, { strict: true, knownHelpersOnly: true });
        return `import Handlebars from 'handlebars/runtime';\nexport default Handlebars.template(${String(template)});\n`;
      },
    },
  };
}

/** Beside the window's files, for 帮助 › 第三方许可. */
const licences = (): Plugin => ({
  name: 'licences',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licenceText() });
  },
});

/** Oldest runtime the window must work in: Electron 25 is what the tests have (Chromium 114, Node 18). */
const CHROMIUM = 'chrome114';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** A program in one file, so that a start reads one. */
const program = (entry: string, outDir: string, target: string, fileName: string, format: 'es' | 'cjs'): UserConfig => ({
  publicDir: false,
  build: {
    ssr: entry,
    target,
    outDir,
    // Electron's two programs share a folder.
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      external: ['electron', /^node:/, ...builtinModules],
      output: { entryFileNames: fileName, format, codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
});

/** What `build/build.mjs` builds, by mode. Electron's main process and preload are CommonJS: a sandboxed preload can be nothing else. */
const TARGETS: Readonly<Record<string, UserConfig>> = {
  // write-file-atomic asks for its own file name, which an ES module has not, and stays outside.
  cli: { ...program('cli/main.ts', 'dist/cli', 'node20', 'nianbao.js', 'es'), ssr: { noExternal: true, external: ['write-file-atomic'] } },
  main: program('electron/main.ts', 'dist/electron', 'node18', 'main.cjs', 'cjs'),
  preload: program('electron/preload.ts', 'dist/electron', CHROMIUM, 'preload.cjs', 'cjs'),
  window: {
    // A browser has nobody else to ask which version this is.
    define: { __VERSION__: JSON.stringify(version) },
    root: 'renderer',
    base: './',
    build: {
      outDir: '../dist/window',
      emptyOutDir: true,
      target: CHROMIUM,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // Read from the disk of the same machine.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: ['renderer/index.html', 'renderer/preview.html'] },
    },
  },
};

const documents = 'test/documents/**/*.test.ts';
const window = 'test/window/**/*.test.ts';
const packages = 'test/package/**/*.test.ts';
const slow = { testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false };

export default defineConfig(({ mode }) => ({
  plugins: [handlebars(), react(), ...(mode === 'window' ? [licences()] : [])],
  ...(TARGETS[mode] ?? {}),
  test: {
    projects: [
      { extends: true, test: { name: 'core', include: ['test/**/*.test.ts'], exclude: [documents, window, packages] } },
      { extends: true, test: { name: 'documents', include: [documents], ...slow } },
      { extends: true, test: { name: 'window', include: [window], ...slow } },
      // Not part of `npm test`, for it needs what `npm run dist` makes: `npm run test:package`.
      { extends: true, test: { name: 'package', include: [packages], ...slow } },
      // Not part of `npm test`: `npm run bench:ui` measures and judges nothing.
      // `npm run claims`: lists every finding in the narratives of the published reports.
      { extends: true, test: { name: 'claims', include: ['test/bench/claims.ts'] } },
      { extends: true, test: { name: 'bench', include: ['test/bench/window.ts'], ...slow } },
    ],
  },
}));
