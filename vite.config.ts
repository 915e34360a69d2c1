import Handlebars from 'handlebars';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

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

const documents = 'test/documents/**/*.test.ts';

export default defineConfig({
  plugins: [handlebars()],
  build: {
    ssr: 'cli/main.ts',
    target: 'node20',
    outDir: 'dist/cli',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'nianbao.js', format: 'es' } },
  },
  // All in one file, so that a start reads one; write-file-atomic asks for its own file name and stays outside.
  ssr: { noExternal: true, external: ['write-file-atomic'] },
  test: {
    projects: [
      { extends: true, test: { name: 'core', include: ['test/**/*.test.ts'], exclude: [documents] } },
      {
        extends: true,
        test: { name: 'documents', include: [documents], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false },
      },
    ],
  },
});
