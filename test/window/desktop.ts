/** The desktop program as a person has it: the real Electron of the tests, on a screen that nobody sees. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { extractFile } from '@electron/asar';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { buildOutdated } from '../../build/outdated.mjs';
import { inspectableCopy } from '../package/fuses.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const isRoot = process.getuid?.() === 0;

/** The executable of a package to try in place of the built files (test/package/run.mjs). */
const PACKAGE = process.env['NIANBAO_PACKAGE'];
let copy: Awaited<ReturnType<typeof inspectableCopy>> | null = null;
async function packagedProgram(path: string): Promise<string> {
  copy ??= await inspectableCopy(path);
  return copy.program;
}

/** A file of the program as it is tried. */
export const readProgram = (path: string): string =>
  PACKAGE ? extractFile(join(dirname(PACKAGE), 'resources/app.asar'), path).toString() : readFileSync(join(root, path), 'utf8');

/** Where the program keeps what is its own. A package listens to no variable of the tests, only to that of every desktop program. */
export function dataIn(folder: string): Record<string, string> {
  if (!PACKAGE) return { NIANBAO_USER_DATA: folder };
  const config = mkdtempSync(join(tmpdir(), 'nianbao-config-'));
  configs.push(config);
  mkdirSync(folder, { recursive: true });
  symlinkSync(folder, join(config, 'gongkai-nianbao'));
  return { XDG_CONFIG_HOME: config };
}
const configs: string[] = [];

/** The folder of the tests' Electron, fetched at the first use; null where it cannot be had. */
function fetchRuntime(): string | null {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'build/fetch-electron.mjs')], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
const hasXvfb = (): boolean => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'Xvfb')));
const hasScreen = (): boolean => Boolean(process.env['DISPLAY']) || hasXvfb();

let runtime: string | null = null;
/** For `describe.skipIf(!desktopAvailable())`: says what is missing; under CI a missing program is a failure. */
export function desktopAvailable(): boolean {
  runtime ??= hasScreen() && !PACKAGE ? fetchRuntime() : null;
  if (runtime || (PACKAGE && hasScreen())) return true;
  const line = `skipped: the desktop window (missing ${hasScreen() ? "the tests' Electron, see build/fetch-electron.mjs" : 'Xvfb'})`;
  if (process.env['CI']) throw new Error(line);
  console.warn(line);
  return false;
}

/** One screen for all windows of a test file. */
let screen: { readonly display: string; readonly process: ChildProcess } | null = null;
export async function display(): Promise<string> {
  if (process.platform !== 'linux') return '';
  if (process.env['DISPLAY']) return process.env['DISPLAY'];
  screen ??= await startScreen();
  return screen.display;
}
function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-ac'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  process.once('exit', () => child.kill());
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    (child.stdio[3] as Readable).once('data', (number: Buffer) => resolve({ display: `:${number.toString().trim()}`, process: child }));
  });
}
afterAll(() => {
  screen?.process.kill();
  screen = null;
  copy?.remove();
  copy = null;
  for (const config of configs.splice(0)) rmSync(config, { recursive: true, force: true });
});

/** What is needed to start the program by hand, without Playwright. */
export async function desktopCommand(): Promise<{
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}> {
  if (!desktopAvailable()) throw new Error('no desktop');
  const flags = [...(isRoot ? ['--no-sandbox'] : []), '--log-level=3'];
  if (PACKAGE)
    return {
      program: await packagedProgram(PACKAGE),
      args: flags,
      env: { ...(process.env as Record<string, string>), DISPLAY: await display() },
    };
  await buildOutdated('window', 'main', 'preload');
  const env = { ...(process.env as Record<string, string>), DISPLAY: await display(), ELECTRON_OVERRIDE_DIST_PATH: runtime ?? '' };
  return { program: join(runtime ?? '', 'electron'), args: [...flags, root], env };
}

interface Options {
  /** Of an earlier launch, which is then not deleted. */
  readonly userData?: string;
  /** After the program: drafts to open, switches. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}
interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Ends the program without the question about unsaved work. */
  close(): Promise<void>;
}

export async function launchDesktop({ userData, args = [], env = {} }: Options = {}): Promise<Launched> {
  const command = await desktopCommand();
  const folder = userData ?? mkdtempSync(join(tmpdir(), 'nianbao-desktop-'));
  if (!PACKAGE) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = command.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const app = await _electron.launch({
    ...(PACKAGE ? { executablePath: command.program } : {}),
    args: [...(PACKAGE ? ['--log-level=3'] : ['--log-level=3', root]), ...args],
    env: { ...command.env, ...env, ...dataIn(folder) },
    // Chromium refuses to run as root inside its sandbox.
    chromiumSandbox: !isRoot,
  });
  const page = await app.firstWindow();
  const close = async (): Promise<void> => {
    await app.evaluate((electron) => electron.app.exit(0)).catch(() => undefined);
    await app.close().catch(() => undefined);
    if (!userData) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  return { app, page, userData: folder, close };
}
