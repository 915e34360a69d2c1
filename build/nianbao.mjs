// `npm run nianbao`: the command line from a clone, built anew first where a source file is newer than the build.
import { buildOutdated } from './outdated.mjs';

await buildOutdated('cli', 'reader');
await import('../dist/cli/nianbao.js');
