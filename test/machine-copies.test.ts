import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '../electron/files.ts';
import {
  documentKey,
  dropCopy,
  keepCopy,
  listHistory,
  moveHistory,
  readCopies,
  readHistory,
  remember,
  rememberTimed,
} from '../electron/recovery.ts';
import { Settings } from '../electron/settings.ts';

const base = mkdtempSync(join(tmpdir(), 'nianbao-copies-'));
let folder = base;
beforeEach(() => {
  folder = mkdtempSync(join(base, 'test-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const NAME = '示例县档案馆2025.nianbao';

describe('recovery copies', () => {
  const copy = (session: string, at: number) => ({ session, name: NAME, path: null, text: `草稿 ${session}`, at });
  test('come back newest first, until they are dropped', async () => {
    for (const each of [copy('a', 1), copy('b-_1', 3), copy('c', 2)]) await keepCopy(folder, each);
    expect((await readCopies(folder)).map(({ session }) => session)).toEqual(['b-_1', 'c', 'a']);
    await dropCopy(folder, 'c');
    await dropCopy(folder, 'never');
    expect((await readCopies(folder)).map(({ session }) => session)).toEqual(['b-_1', 'a']);
    expect(await readCopies(join(folder, 'missing'))).toEqual([]);
  });
  test('say where the person was, if they know', async () => {
    await keepCopy(folder, { ...copy('a', 1), place: '{"kind":"cell"}' });
    writeFileSync(join(folder, 'b.json'), JSON.stringify({ ...copy('b', 2), place: 7 }));
    expect((await readCopies(folder)).map(({ place }) => place)).toEqual([undefined, '{"kind":"cell"}']);
  });
  test('what cannot be read is passed over and stays', async () => {
    writeFileSync(join(folder, 'broken.json'), '{"session":"broken","te');
    writeFileSync(join(folder, 'other.json'), JSON.stringify(copy('another', 1)));
    await keepCopy(folder, copy('good', 1));
    expect((await readCopies(folder)).map(({ session }) => session)).toEqual(['good']);
    expect(readdirSync(folder).sort()).toEqual(['broken.json', 'good.json', 'other.json']);
  });
  test('and the history: what killed writes left is cleared away, unless it may still be written', async () => {
    const key = documentKey('/a/b.nianbao', '');
    const temporaries = [folder, join(folder, key)].flatMap((place) => ['old', 'new'].map((age) => [place, age] as const));
    mkdirSync(join(folder, key));
    for (const [place, age] of temporaries) {
      const file = join(place, `~nianbao-${hashOf(age).slice(0, 12)}.tmp`);
      writeFileSync(file, 'half');
      if (age === 'old') utimesSync(file, 1000, 1000);
    }
    await readCopies(folder);
    await remember(folder, key, NAME, 'timed', '一', 1000);
    const young = `~nianbao-${hashOf('new').slice(0, 12)}.tmp`;
    expect(readdirSync(folder).sort()).toEqual([key, young].sort());
    expect(readdirSync(join(folder, key)).sort()).toEqual([`1000.timed.${NAME}`, young]);
  });
  test.each(['../escape', 'a/b', '', '.', 'a.b', 'x'.repeat(100)])('no session is called %j', async (session) => {
    await expect(keepCopy(folder, copy(session, 1))).rejects.toThrow('refused');
    await expect(dropCopy(folder, session)).rejects.toThrow('refused');
  });
});

describe('the history of a document', () => {
  const key = documentKey('/a/b.nianbao', '');
  const contents = async (of: string | null = key): Promise<string[]> =>
    Promise.all((await listHistory(folder, of)).map(async ({ id }) => new TextDecoder().decode(await readHistory(folder, id))));

  test('keeps ten states of each kind, newest first, and not the same one twice in a row', async () => {
    for (let index = 0; index < 14; index++) await remember(folder, key, NAME, 'previous', `state ${index}`, 1000 + index);
    await remember(folder, key, NAME, 'previous', 'state 13', 5000);
    expect(await contents()).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((index) => `state ${index}`));
    await remember(folder, key, NAME, 'setAside', 'aside', 6000);
    expect((await listHistory(folder, key)).map(({ why }) => why)).toEqual(['setAside', ...Array(10).fill('previous')]);
    expect((await listHistory(folder, key))[0]).toMatchObject({ name: NAME, at: 6000 });
  });
  test('says when a state had been written that was replaced later, and nothing of one that is as old as its file', async () => {
    const at = Date.now();
    await remember(folder, key, NAME, 'previous', 'old', at, at - 240_000);
    await remember(folder, key, NAME, 'previous', 'unknown', at + 1);
    await remember(folder, key, NAME, 'setAside', 'aside', at + 2, at - 240_000);
    expect((await listHistory(folder, key)).map(({ writtenAt }) => writtenAt && at - writtenAt)).toEqual([undefined, undefined, 240_000]);
    await moveHistory(folder, key, documentKey('/a/c.nianbao', ''));
    expect((await listHistory(folder, null)).at(-1)).toMatchObject({ at, writtenAt: at - 240_000 });
  });
  test('two states of one moment stay two', async () => {
    await Promise.all(['a', 'b', 'c'].map((text) => remember(folder, key, NAME, 'setAside', text, 1000)));
    expect((await contents()).sort()).toEqual(['a', 'b', 'c']);
  });
  test('by the clock: at least five minutes apart, ten of them, also after the clock was set back', async () => {
    const minute = 60_000;
    for (let index = 0; index < 80; index++) await rememberTimed(folder, key, NAME, `minute ${index}`, 1e12 + index * minute);
    expect(await contents()).toEqual([75, 70, 65, 60, 55, 50, 45, 40, 35, 30].map((index) => `minute ${index}`));
    await rememberTimed(folder, key, NAME, 'last century', 1e11);
    expect(await contents()).toEqual([75, 70, 65, 60, 55, 50, 45, 40, 35].map((index) => `minute ${index}`).concat('last century'));
  });
  test('is kept for each document by itself, and shown for all of them', async () => {
    await remember(folder, key, NAME, 'previous', 'mine', 1000);
    const fresh = documentKey(null, 'session');
    await remember(folder, fresh, '新的', 'setAside', 'new', 2000);
    expect(await contents()).toEqual(['mine']);
    expect(await contents(null)).toEqual(['new', 'mine']);
    await remember(folder, key, NAME, 'setAside', 'also mine', 2000);
    await moveHistory(folder, fresh, key);
    await moveHistory(folder, documentKey(null, 'nothing kept'), key);
    expect(await contents()).toEqual(['new', 'also mine', 'mine']);
    expect(readdirSync(folder)).toEqual([key]);
  });
  test('takes any name and gives it back as far as a file name can', async () => {
    await remember(folder, key, '年'.repeat(200), 'previous', 'long', 1000);
    await remember(folder, key, 'a/../b:c', 'setAside', 'odd', 2000);
    expect((await listHistory(folder, key)).map(({ name }) => name)).toEqual(['a_.._b_c', `${'年'.repeat(52)}….nianbao`]);
    // A rare character takes four bytes.
    await remember(folder, key, `${'𠮷'.repeat(60)}.nianbao`, 'previous', 'rare', 3000);
    expect((await listHistory(folder, key))[0]?.name).toBe(`${'𠮷'.repeat(50)}….nianbao`);
  });
  test.each(['../x/1.previous.a', `${'0'.repeat(16)}/../1.previous.a`, '1.previous.a', `${'0'.repeat(16)}/1.other.a`, ''])(
    'no state is called %j',
    (id) => {
      expect(() => readHistory(folder, id)).toThrow('refused');
    },
  );
});

describe('what is remembered between two starts', () => {
  test('ten recent files, the last one first, with what was known of them', () => {
    const settings = new Settings(join(folder, 'data/settings.json'));
    const summary = { errors: 1, warnings: 0, blanks: 2, exported: false };
    for (let index = 0; index < 12; index++) settings.addRecent(`/drafts/${index}.nianbao`, index, summary);
    settings.addRecent('/drafts/5.nianbao', 99);
    settings.forget('/drafts/11.nianbao');
    settings.change({ theme: 'dark' });
    const { now } = new Settings(join(folder, 'data/settings.json'));
    expect(now.recent.map(({ at }) => at)).toEqual([99, 10, 9, 8, 7, 6, 4, 3, 2]);
    expect(now.recent[0]).toEqual({ path: '/drafts/5.nianbao', at: 99, summary });
    expect(now).toMatchObject({ theme: 'dark', folder: '/drafts' });
  });
  test.each(['', '{"theme":', '[]', 'null', '{"theme":"pink","bounds":{"x":"1"},"recent":[{"path":5}],"folder":7}'])(
    'damage is no hindrance: %j',
    (text) => {
      const file = join(folder, 'settings.json');
      writeFileSync(file, text);
      expect(new Settings(file).now).toEqual({ theme: 'system', bounds: null, maximized: false, folder: null, recent: [] });
      expect(existsSync(file)).toBe(true);
    },
  );
});
