/** The one table the bench prints. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured, Times } from './measure.ts';

export interface Row {
  readonly name: string;
  readonly times: Times;
  /** Median over the median of the floor measured beside it. */
  readonly ratio: number;
  readonly note?: string;
}

/** Rows of what was measured in one run: the floor comes last. */
export function rowsOf<K extends string>(measured: Measured<K>, floor: NoInfer<K>, notes: Partial<Record<NoInfer<K>, string>> = {}): Row[] {
  const { times, rounds } = measured;
  const row = (name: K): Row => ({
    name,
    times: times[name],
    ratio: times[name].median / times[floor].median,
    note: [notes[name], name === floor ? `${rounds} rounds` : ''].filter(Boolean).join('; '),
  });
  const names = Object.keys(times) as K[];
  return [...names.filter((name) => name !== floor), floor].map(row);
}

const HEAD = ['name', 'median ms', 'p95 ms', '× floor', 'note'];

/** Prints the table, and leaves it for docs/performance.md where that is being made (test/bench/performance.mjs). */
export function show(name: 'core' | 'window', rows: readonly Row[]): void {
  const table = tableOf(rows);
  process.stdout.write(`\n${table}\n`);
  const folder = process.env['NIANBAO_FIGURES'];
  if (folder) writeFileSync(join(folder, `${name}.md`), `${table}\n`);
}

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ name, times, ratio, note }) => [name, ms(times.median), ms(times.p95), ratio.toFixed(2), note ?? '']);
  const widths = HEAD.map((head, column) => Math.max(widthOf(head), ...cells.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => padded(cell, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(HEAD), rule, ...cells.map(line)].join('\n');
}

/** Three digits that count, whatever the size. */
const ms = (value: number): string => (value < 1 ? value.toFixed(4) : value < 100 ? value.toFixed(2) : value.toFixed(0));
const isNumber = (column: number): boolean => column > 0 && column < 4;
const widthOf = (text: string): number => [...text].length;
const padded = (text: string, width: number, column: number): string =>
  isNumber(column) ? ' '.repeat(width - widthOf(text)) + text : text + ' '.repeat(width - widthOf(text));
