/** `nianbao check` of many drafts, as a process of its own: start, reading, checking and writing the findings. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { BUREAU, textOf } from './examples.ts';
import { timesOf } from './measure.ts';
import type { Row } from './table.ts';

const COMMAND = resolve('dist/cli/nianbao.js');
const PARSE_ALL = resolve('.cache/bench/parse-all.js');
const PEAK = pathToFileURL(resolve('.cache/bench/peak.js')).href;
const GOAL_DRAFTS = 1000;

interface Ended {
  readonly wall: number;
  /** Kilobytes. */
  readonly peak: number;
}

/** One pair of rows for each number of drafts; memory that stays where it is from one to the next is flat. */
export async function processRows(numbers: readonly number[], rounds: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'));
  try {
    const files = writeDrafts(folder, Math.max(...numbers));
    const rows: Row[] = [];
    for (const number of numbers) rows.push(...(await rowsFor(folder, files.slice(0, number), rounds)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Drafts of as many units, each with a name and a number of decisions of its own. */
function writeDrafts(folder: string, number: number): string[] {
  const text = textOf(BUREAU);
  return Array.from({ length: number }, (_, index) => {
    // Short, for all of them must fit on one command line, also on Windows.
    const name = `${index.toString(36)}.n`;
    const varied = text.replaceAll('示例县', `示例${index}县`).replace(/("proactive\.coercion\.decisions": ")\d*/, `$1${index}`);
    writeFileSync(join(folder, name), varied);
    return name;
  });
}

async function rowsFor(folder: string, files: readonly string[], rounds: number): Promise<Row[]> {
  const checks: Ended[] = [];
  const floors: Ended[] = [];
  for (let round = 0; round < rounds; round++) {
    checks.push(await run(folder, [COMMAND, 'check', '--json', ...files]));
    if (round === 0) everyDraftChecked(join(folder, OUTPUT), files.length);
    floors.push(await run(folder, [PARSE_ALL, ...files]));
  }
  const floor = timesOf(floors.map(({ wall }) => wall)).median;
  const goal = files.length === GOAL_DRAFTS ? 'goal < 5000 ms; ' : '';
  return [
    rowOf(`nianbao check --json, ${files.length} drafts, one process`, checks, floor, goal),
    rowOf('  floor: a process that reads and parses them', floors, floor, `${rounds} rounds; `),
  ];
}

function rowOf(name: string, ended: readonly Ended[], floor: number, note: string): Row {
  const times = timesOf(ended.map(({ wall }) => wall));
  const peak = timesOf(ended.map((each) => each.peak)).median / 1024;
  return { name, times, ratio: times.median / floor, note: `${note}peak memory ${peak.toFixed(0)} MB` };
}

const OUTPUT = 'out/findings.json';

/** A run that failed early would look fast. */
function everyDraftChecked(output: string, drafts: number): void {
  const checked = JSON.parse(readFileSync(output, 'utf8')) as { counts?: { error: number } }[];
  const good = checked.filter(({ counts }) => counts?.error === 0).length;
  if (good !== drafts) throw new Error(`nianbao check found ${good} drafts without errors, not ${drafts}`);
}

/** Runs node in `folder`, its output going to a file as `> file` would. */
function run(folder: string, args: readonly string[]): Promise<Ended> {
  mkdirSync(join(folder, 'out'), { recursive: true });
  const output = openSync(join(folder, OUTPUT), 'w');
  const start = performance.now();
  return new Promise((ended, failed) => {
    const child = spawn(process.execPath, ['--import', PEAK, ...args], { cwd: folder, stdio: ['ignore', output, 'ignore', 'pipe'] });
    let peak = '';
    (child.stdio[3] as Readable).on('data', (chunk) => {
      peak += String(chunk);
    });
    child.on('error', failed);
    child.on('close', (code) => {
      closeSync(output);
      if (code === 0) ended({ wall: performance.now() - start, peak: Number(peak) });
      else failed(new Error(`node ${args.slice(0, 2).join(' ')} … ended with ${code}`));
    });
  });
}
