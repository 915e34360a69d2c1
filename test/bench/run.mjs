// `npm run bench`: builds the command line and the measurements as the product is built, then measures.
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { buildTargets } from '../../build/build.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
process.chdir(root);
await buildTargets('cli');
await build({
  root,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: '.cache/bench',
    rolldownOptions: {
      input: ['main', 'peak', 'parse-all'].map((name) => `test/bench/${name}.ts`),
      output: { entryFileNames: '[name].js' },
    },
  },
});
await import(pathToFileURL('.cache/bench/main.js').href);
