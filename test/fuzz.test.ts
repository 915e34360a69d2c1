/**
 * Every file that is opened, as nobody should have made it: it ends in time, as something that holds together or with one sentence for
 * the person who opened it. Nothing is fetched, run or left behind. `NIANBAO_FUZZ=5000` makes that many of each kind, and
 * `NIANBAO_FUZZ_SEED=12345` begins with that one.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildOutdated } from '../build/outdated.mjs';
import { importInWorker } from '../cli/read-file.ts';
import { documentKey, listHistory, readCopies, readHistory, remember } from '../electron/recovery.ts';
import { Settings } from '../electron/settings.ts';
import { readDocx } from '../importers/docx.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import { cleaningNote, cleanPasted } from '../renderer/clean-text.ts';
import { readClip } from '../renderer/clip-table.ts';
import { readDraftBytes } from '../renderer/draft-file.ts';
import { planPaste } from '../renderer/paste.ts';
import { when, whenExactly } from '../renderer/when.ts';
import { type Draft, parseDraft, serialiseDraft } from '../shared/draft.ts';
import { nextYear } from '../shared/rollover.ts';
import { validate } from '../shared/validate.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderFragment, renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { hostileDraft, hostileJson } from './hostile-drafts.ts';
import { hostileClip, hostileFile } from './hostile-files.ts';

const RUNS = Number(process.env['NIANBAO_FUZZ'] ?? 60);
const FIRST = Number(process.env['NIANBAO_FUZZ_SEED'] ?? 1);
const patient = 60_000 + RUNS * 2_000;

/** Words of other languages that a clerk knows. Whatever stands in quotation marks is the file's own. */
const KNOWN = /“[^”]*”|只能是 [^；]* 之一|Word|WPS|PDF|LibreOffice|OFD|ODF|RTF|Ctrl|docx?|xlsx?|pptx?|odt|html|mht|nianbao|[eE]\+\d+/g;
/** One sentence or a few, in Chinese, without a trace of how the program is made. */
function expectSentence(said: string): void {
  expect(said).toMatch(/^[^\p{Cc}]{5,300}。$/u);
  expect(said.replace(KNOWN, '')).not.toMatch(/[A-Za-z]{2}|\[object|�/);
}
const shapes = (): string =>
  [Object, Array, Function, String].map(({ prototype }) => Reflect.ownKeys(prototype).map(String).join()).join('\n');
const before = shapes();
afterEach(() => expect(shapes()).toBe(before));

const TRACES = /undefined|NaN|\[object|function/;

/** What was read is a draft like any other: it can be checked, printed, gone on with next year, saved and opened. */
function expectSound(draft: Draft): void {
  for (const { message } of validate(draft.report, { lastYear: draft.lastYear })) expect(message).not.toMatch(TRACES);
  const model = renderModel(draft.report, 1);
  const printed = renderPage(model, { published: '2026-01-20' }) + renderFragment(model);
  expect(printed).not.toMatch(/<(?:script|img|link|iframe|object)|<[^>]*\son\w+=|(?:href|src)=/i);
  nextYear(draft.report, draft.report.year + 1);
  const text = serialiseDraft(draft);
  const again = parseDraft(text);
  if (again.kind !== 'ok') throw new Error(`saved and not opened again: ${JSON.stringify(again).slice(0, 300)}`);
  expect(serialiseDraft(again.draft)).toBe(text);
}

/** Of all seeds, those that fail, each with what was wrong. */
async function faultsOf(seeds: readonly number[], run: (seed: number) => unknown): Promise<string[]> {
  const faults: string[] = [];
  for (const seed of seeds) {
    try {
      await run(seed);
    } catch (error) {
      faults.push(`${seed}: ${String((error as Error).stack ?? error).slice(0, 1_500)}`);
    }
  }
  return faults;
}
const from = (count: number): number[] => Array.from({ length: count }, (_, index) => FIRST + index);

describe(`${RUNS} published reports of all kinds`, () => {
  const program = new URL('./guarded-reader.mjs', import.meta.url);
  beforeAll(() => buildOutdated('reader'));
  test(
    'are read, or refused with a sentence, in time and without a look at anything else',
    async () => {
      let read = 0;
      const kinds = new Map<string, number>();
      const faults = await faultsOf(from(RUNS), async (seed) => {
        const { name, bytes } = hostileFile(seed);
        const begin = performance.now();
        try {
          const { report, gaps, doubts } = await importInWorker(bytes, name, 2025, program);
          expectSound({ report, lastYear: null });
          for (const { message } of [...gaps, ...doubts]) expect(message).not.toMatch(TRACES);
          read++;
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
          expectSentence(error.message);
          kinds.set(error.message, (kinds.get(error.message) ?? 0) + 1);
        }
        const took = performance.now() - begin;
        if (took > 2_000) console.info(`file ${seed} (${name}): ${Math.round(took)} ms`);
      });
      console.info(`${read} of ${RUNS} were read; ${[...kinds].map(([said, count]) => `${count} ${said}`).join(' ')}`);
      expect(faults).toEqual([]);
    },
    patient * 4,
  );
});

test(
  `${RUNS * 4} drafts are opened whole or not at all`,
  async () => {
    let opened = 0;
    const faults = await faultsOf(from(RUNS * 4), async (seed) => {
      const read = readDraftBytes(hostileDraft(seed));
      if (read.kind === 'failed') return expectSentence(read.message);
      expectSound(read.draft);
      // Writing a Word file takes as long as all of the above for ten drafts.
      if (opened++ % 10 === 0) readDocx(await renderDocx(renderModel(read.draft.report, 1), new Date(0)));
    });
    expect(faults).toEqual([]);
    expect(opened).toBeGreaterThanOrEqual(Math.floor(RUNS / 4));
  },
  patient,
);

test(
  `${Math.ceil(RUNS / 2)} pastes, into a text and into a table`,
  async () => {
    const faults = await faultsOf(from(Math.ceil(RUNS / 2)), (seed) => {
      const clip = hostileClip(seed);
      const cleaned = cleanPasted(clip.html, clip.text);
      expect(cleaned.text).not.toMatch(/[\ufdd0-\ufdd2]/);
      cleaningNote(cleaned);
      const planned = planPaste(readClip(clip), 'requests', { row: 3, column: 3 });
      if (planned.kind === 'problem') expectSentence(planned.message);
    });
    expect(faults).toEqual([]);
  },
  patient,
);

/** Made of one thing without end. Nobody can end a paste, so none may take the square of its length, which is minutes for these. */
test.each([
  '<!--',
  ' ',
  '\n',
  '<br',
  '<td',
  '<ol',
  '<table><tr><td>',
  '<meta',
  '<font><p>',
  '1<sup>2',
  '1<sup>2</sup>',
  '&',
  '"\t',
  '中\n',
  '总计\t',
])(
  'a paste of nothing but %j',
  (piece) => {
    const long = piece.repeat(200_000 / piece.length);
    for (const html of ['', `<p hidden>x</p>${long}`, `<table><tr><td>1</table><p ${long}`]) {
      cleanPasted(html, html === '' ? long : 'x');
      planPaste(readClip({ html, text: html === '' ? long : 'x' }), 'requests', { row: 3, column: 3 });
    }
  },
  20_000,
);

describe('the program’s own files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const summary = { errors: 1, warnings: 2, blanks: 3, exported: false };
  const SETTINGS = {
    theme: 'dark',
    bounds: { x: 1, y: 2, width: 1_000, height: 700 },
    maximized: false,
    folder: '/drafts',
    recent: [{ path: '/drafts/a.nianbao', at: 1_700_000_000_000, summary }],
  };

  test(`${RUNS * 4} settings count as far as they can be understood`, () => {
    const file = join(folder, 'settings.json');
    for (let seed = FIRST; seed < FIRST + RUNS * 4; seed++) {
      writeFileSync(file, hostileJson(seed, SETTINGS));
      const { theme, bounds, maximized, folder: last, recent } = new Settings(file).now;
      expect(['system', 'light', 'dark'], String(seed)).toContain(theme);
      expect(typeof maximized, String(seed)).toBe('boolean');
      expect(last === null || typeof last === 'string', String(seed)).toBe(true);
      // Electron takes whole numbers of 32 bits for a place and throws at others.
      for (const number of bounds ? [bounds.x, bounds.y, bounds.width, bounds.height] : []) expect(number | 0, String(seed)).toBe(number);
      for (const { path, at, summary: told } of recent) {
        expect(path, String(seed)).toMatch(/^\//);
        expect(when(at), String(seed)).not.toContain('NaN');
        for (const count of told ? [told.errors, told.warnings, told.blanks] : []) expect(count, String(seed)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test(`${RUNS * 2} recovery copies: one that is odd takes no other with it`, async () => {
    const copies = join(folder, 'copies');
    mkdirSync(copies);
    const whole = { session: 'whole', name: 'a.nianbao', path: '/drafts/a.nianbao', text: '{}', at: 1_700_000_000_000 };
    writeFileSync(join(copies, 'whole.json'), JSON.stringify(whole));
    for (let seed = FIRST; seed < FIRST + RUNS * 2; seed++) {
      writeFileSync(join(copies, 'odd.json'), hostileJson(seed, { ...whole, session: 'odd' }));
      const found = await readCopies(copies);
      expect(
        found.map(({ session }) => session),
        String(seed),
      ).toContain('whole');
      for (const { path, text, name, at } of found) {
        expect([path === null || path.startsWith('/'), typeof text, typeof name], String(seed)).toEqual([true, 'string', 'string']);
        expect(whenExactly(at), String(seed)).not.toContain('NaN');
        readDraftBytes(strToU8(text));
      }
    }
  });

  test('what lies in the history and is none of ours stops neither reading nor keeping', async () => {
    const history = join(folder, 'history');
    const key = documentKey('/drafts/a.nianbao', '');
    mkdirSync(join(history, key, '1000.timed.folder.nianbao'), { recursive: true });
    mkdirSync(join(history, 'x'), { recursive: true });
    for (let index = 0; index < 12; index++) mkdirSync(join(history, key, `${2_000 + index}.setAside.folder.nianbao`));
    writeFileSync(join(history, key, '999999999999999.previous.\u001b[2J.nianbao'), 'x');
    writeFileSync(join(history, key, '1.nothing.x'), 'x');
    writeFileSync(join(history, '0123456789abcdef'), 'a file where a folder should be');
    for (const why of ['previous', 'timed', 'setAside'] as const) await remember(history, key, 'a.nianbao', why, why);
    const listed = await listHistory(history, null);
    for (const { at } of listed) expect(when(at)).not.toContain('NaN');
    const kept = listed.filter(({ name }) => name === 'a.nianbao');
    expect(kept.map(({ why }) => why).sort()).toEqual(['previous', 'setAside', 'timed']);
    for (const { id, why } of kept) expect(new TextDecoder().decode(await readHistory(history, id))).toBe(why);
  });
});
