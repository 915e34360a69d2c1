/**
 * `npm run bench`: the times that a person waits for, each beside a floor, the least any program could take for the
 * same result. `-- --quick` for a glance. Prints one table; a slow machine fails nothing.
 */
import { checkRows } from './checks.ts';
import { docxRows } from './docx.ts';
import { htmlRows } from './html.ts';
import { importRows } from './import.ts';
import { processRows } from './many.ts';
import { show } from './table.ts';

const quick = process.argv.includes('--quick');
/** Milliseconds for each kind of measurement, and rounds of whole processes. */
const budget = quick
  ? { checks: 1600, docx: 4000, html: 1000, reading: 2000, drafts: [100, 1000], rounds: 3 }
  : { checks: 16_000, docx: 25_000, html: 8000, reading: 10_000, drafts: [100, 1000, 4000], rounds: 3 };

const say = (what: string): boolean => process.stderr.write(`${what} …\n`);

say('drafts');
const checks = await checkRows(budget.checks);
say('DOCX');
const docx = await docxRows(budget.docx);
say('HTML');
const html = await htmlRows(budget.html);
say('reading reports');
const reading = await importRows(budget.reading);
say('many drafts');
const processes = await processRows(budget.drafts, budget.rounds);
show('core', [...checks, ...docx, ...html, ...reading, ...processes]);
