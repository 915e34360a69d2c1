/** The floor of checking many drafts: a process that reads the same files and parses their JSON. */
import { readFileSync } from 'node:fs';

let drafts = 0;
for (const file of process.argv.slice(2)) if ((JSON.parse(readFileSync(file, 'utf8')) as { format?: string }).format) drafts++;
process.stdout.write(`${drafts}\n`);
