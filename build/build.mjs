// Builds the command line into dist/cli.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

await build({ root: dirname(dirname(fileURLToPath(import.meta.url))), logLevel: 'warn' });
