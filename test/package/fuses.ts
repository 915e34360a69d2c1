/** The switches that Electron keeps inside its own executable, read and set at their place in the file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createPackage, extractAll } from '@electron/asar';

/** Stands before the switches: a version, their number, then one letter each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const NAMES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrity',
  'onlyLoadAppFromAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
] as const;
type Fuse = (typeof NAMES)[number];
const STATES: Readonly<Record<string, boolean>> = { '0': false, '1': true };

function wireOf(program: Buffer): { readonly start: number; readonly length: number } {
  const at = program.indexOf(SENTINEL);
  if (at < 0 || program.indexOf(SENTINEL, at + 1) >= 0) throw new Error('not one set of switches');
  const start = at + SENTINEL.length + 2;
  return { start, length: program[start - 1] ?? 0 };
}

/** Undefined for a switch that this Electron does not have. */
export function readFuses(program: string): Readonly<Record<Fuse, boolean | undefined>> {
  const bytes = readFileSync(program);
  const { start, length } = wireOf(bytes);
  const letters = bytes.subarray(start, start + length).toString('latin1');
  return Object.fromEntries(NAMES.map((name, index) => [name, STATES[letters[index] ?? '']])) as Record<Fuse, boolean | undefined>;
}

/**
 * Playwright starts Electron with a script that makes it wait until Playwright has come in; a package takes no such script, and a
 * window that opens while Playwright connects is lost to it. So the copy brings its own.
 */
const HOLD = `const { app } = require('electron');
const whenReady = app.whenReady.bind(app);
const connected = new Promise((resolve) => { globalThis.__playwright_run = resolve; });
if (process.argv.includes('--inspect=0')) app.whenReady = () => connected.then(whenReady);
require('./dist/electron/main.cjs');
`;

/**
 * The same program in a copy of its folder, so that Playwright can drive it: with the switch on that lets a debugger in, and started
 * by way of the script above. All else is as people get it.
 */
export async function inspectableCopy(program: string): Promise<{ readonly program: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-inspectable-'));
  const { status, stderr } = spawnSync('cp', ['-a', '--reflink=auto', `${dirname(program)}/.`, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const copy = join(folder, basename(program));
  const bytes = readFileSync(copy);
  bytes.write('1', wireOf(bytes).start + NAMES.indexOf('nodeCliInspect'), 'latin1');
  writeFileSync(copy, bytes);
  const asar = join(folder, 'resources/app.asar');
  const app = join(folder, 'app');
  extractAll(asar, app);
  const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(app, 'package.json'), JSON.stringify({ ...manifest, main: 'hold.cjs' }));
  writeFileSync(join(app, 'hold.cjs'), HOLD);
  await createPackage(app, asar);
  return { program: copy, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
