import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
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

/** Character maps that name Chinese characters where a PDF does not hold its fonts; of the 169 of Adobe's those for mainland China. */
const CMAPS = /^(?:Adobe-GB1-UCS2|GB-EUC-[HV]|GBpc-EUC-[HV]|GBKp?-EUC-[HV]|GBK2K-[HV]|UniGB-(?:UCS2|UTF16|UTF8)-[HV])\.bcmap$/;

/** pdf.js without what it would fetch (maps of characters, as a module here) and without the native canvas it would load in Node. */
function pdfjs(): Plugin {
  return {
    name: 'pdfjs',
    resolveId: { filter: { id: /^virtual:cmaps$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /virtual:cmaps$/ },
      handler() {
        const folder = new URL('node_modules/pdfjs-dist/cmaps/', import.meta.url);
        const files = readdirSync(folder).filter((name) => CMAPS.test(name));
        const maps = files.map((name) => [name.replace('.bcmap', ''), readFileSync(new URL(name, folder), 'base64')]);
        return `export const CMAPS = ${JSON.stringify(Object.fromEntries(maps))};`;
      },
    },
    transform: {
      filter: { id: /pdfjs-dist\/legacy\/build\/pdf\.mjs$/ },
      handler: (source) => source.replaceAll('require("@napi-rs/canvas")', 'null'),
    },
  };
}

/** Oldest runtime the window must work in: Electron 25 is what the tests have (Chromium 114, Node 18). */
const CHROMIUM = 'chrome114';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** A program in one file, so that a start reads one. */
const program = (
  entry: string,
  outDir: string,
  target: string,
  fileName: string,
  format: 'es' | 'cjs',
  output: object = { codeSplitting: false },
): UserConfig => ({
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
      output: { entryFileNames: fileName, format, ...output },
    },
  },
  ssr: { noExternal: true },
});

type ModuleGraph = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null };
/** All that the window begins with, by static imports from its program. */
function importedBy(program: string, graph: ModuleGraph): ReadonlySet<string> {
  const modules = new Set([program]);
  // A set that grows is walked to its end.
  for (const module of modules) for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) modules.add(imported);
  return modules;
}
/** One file for the first screen, for each more would be asked for, answered and waited for by itself. Later parts are split as they are loaded. */
function firstScreen(): { readonly name: (id: string, graph: ModuleGraph) => string | null } {
  const program = fileURLToPath(new URL('renderer/main.tsx', import.meta.url));
  let modules: ReadonlySet<string> | null = null;
  return {
    name(id, graph) {
      modules ??= importedBy(program, graph);
      return modules.has(id) ? 'window' : null;
    },
  };
}

/** What `build/build.mjs` builds, by mode. Electron's main process and preload are CommonJS: a sandboxed preload can be nothing else. */
const TARGETS: Readonly<Record<string, UserConfig>> = {
  // write-file-atomic asks for its own file name, which an ES module has not, and stays outside.
  cli: { ...program('cli/main.ts', 'dist/cli', 'node20', 'nianbao.js', 'es'), ssr: { noExternal: true, external: ['write-file-atomic'] } },
  // The readers of published reports stand apart, and within them the large one for PDFs: what does not read starts without them.
  reader: program('cli/reader-worker.ts', 'dist/cli', 'node20', 'reader.js', 'es', { chunkFileNames: 'reader-[name].js' }),
  main: program('electron/main.ts', 'dist/electron', 'node18', 'main.cjs', 'cjs'),
  preload: program('electron/preload.ts', 'dist/electron', CHROMIUM, 'preload.cjs', 'cjs'),
  window: {
    // A browser has nobody else to ask which version this is.
    define: { __VERSION__: JSON.stringify(version) },
    root: 'renderer',
    base: './',
    // The window's reader of files, in which the one for PDFs is loaded when it is needed.
    worker: { format: 'es', plugins: () => [pdfjs()] },
    build: {
      outDir: '../dist/window',
      emptyOutDir: true,
      target: CHROMIUM,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // Read from the disk of the same machine.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: ['renderer/index.html', 'renderer/preview.html'],
        output: { codeSplitting: { groups: [{ ...firstScreen(), debugName: 'first screen' }] } },
      },
    },
  },
};

const documents = 'test/documents/**/*.test.ts';
const window = 'test/window/**/*.test.ts';
const packages = 'test/package/**/*.test.ts';
/** A loaded machine is no failure: nothing here is judged by its time. */
const patient = { testTimeout: 90_000, hookTimeout: 90_000 };
const slow = { testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false };

export default defineConfig(({ mode }) => ({
  plugins: [handlebars(), pdfjs(), react(), ...(mode === 'window' ? [licences()] : [])],
  ...(TARGETS[mode] ?? {}),
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: [documents, window, packages],
          setupFiles: 'test/seed.ts',
          ...patient,
        },
      },
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
