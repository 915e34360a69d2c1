/** What the desktop does with files, on real ones: a save is whole or not at all, failures have sentences. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { writeExport } from '../electron/exports.ts';
import { hashOf, readFailure, readWhole, writeFailure, writeWhole } from '../electron/files.ts';
import { documentKey, keepCopy, remember } from '../electron/recovery.ts';
import { compareWithDisk, pathOf, readTracked, refOf, track, writeTracked } from '../electron/tracked.ts';
import { mounted } from './disks.ts';

const base = mkdtempSync(join(tmpdir(), 'nianbao-machine-'));
let folder = base;
beforeEach(() => {
  folder = mkdtempSync(join(base, 'test-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const NAME = '示例县档案馆2025.nianbao';
const sentenceOf = async (work: Promise<unknown>, path: string, task: 'save' | 'export' | 'keep' | 'aside' = 'save'): Promise<string> =>
  work.then(
    () => 'no failure',
    (error: unknown) => writeFailure(path, error, task).message,
  );
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('writing a file', () => {
  test('makes it, replaces it, leaves nothing else behind', async () => {
    const path = join(folder, NAME);
    expect((await writeWhole(path, '一')).bytes).toEqual(bytesOf('一'));
    await writeWhole(path, bytesOf('二'));
    expect(readFileSync(path, 'utf8')).toBe('二');
    expect(readdirSync(folder)).toEqual([NAME]);
  });
  test('many at once: the last one counts, none fails', async () => {
    // Many rounds: an order that is left to chance is the right one in most of them.
    const names = Array.from({ length: 30 }, (_, index) => `${index}.nianbao`);
    for (const name of names) {
      const path = join(folder, name);
      await Promise.all(Array.from({ length: 20 }, (_, index) => writeWhole(path, String(index))));
      expect(readFileSync(path, 'utf8')).toBe('19');
    }
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });
  test('keeps its rights, and a link stays a link', async () => {
    const path = join(folder, NAME);
    const link = join(folder, 'link.nianbao');
    writeFileSync(path, '一');
    chmodSync(path, 0o640);
    symlinkSync(path, link);
    await writeWhole(link, '二');
    expect(readFileSync(path, 'utf8')).toBe('二');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['link.nianbao', NAME].sort());
  });
  test('clears away what a killed save left, and does not follow a link that stands in its place', async () => {
    const path = join(folder, NAME);
    const other = join(folder, 'other');
    writeFileSync(other, 'precious');
    await writeWhole(path, '一');
    symlinkSync(other, join(folder, `~nianbao-${hashOf(NAME).slice(0, 12)}.tmp`));
    await writeWhole(path, '二');
    expect(readFileSync(other, 'utf8')).toBe('precious');
    expect(readdirSync(folder).sort()).toEqual(['other', NAME].sort());
  });
  test('takes a name as long as the file system does, and says when it is longer', async () => {
    const longest = join(folder, `${'年'.repeat(82)}a.nianbao`);
    await writeWhole(longest, '一');
    expect(readFileSync(longest, 'utf8')).toBe('一');
    const longer = join(folder, `${'年'.repeat(90)}.nianbao`);
    expect(await sentenceOf(writeWhole(longer, '一'), longer)).toContain('太长，没有存上。内容还在窗口里，请换一个短一些的名字。');
  });
});

describe('a file that cannot be written', () => {
  test('its folder is gone', async () => {
    const path = join(folder, 'U盘', NAME);
    expect(await sentenceOf(writeWhole(path, '一'), path)).toBe(
      `找不到文件夹“${join(folder, 'U盘')}”，“${NAME}”没有存上。内容还在窗口里，插回 U 盘或恢复文件夹后再保存，或另存到别处。`,
    );
  });
  test('its folder is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', NAME);
    expect(await sentenceOf(writeWhole(path, '一'), path)).toContain('找不到文件夹');
  });
  test('it is a folder', async () => {
    const path = join(folder, NAME);
    mkdirSync(path);
    expect(await sentenceOf(writeWhole(path, '一'), path)).toBe(
      `“${NAME}”是一个文件夹，没有存上。内容还在窗口里，请换一个名字，或另存到别处。`,
    );
    expect(readdirSync(folder)).toEqual([NAME]);
  });
  test.each([
    ['EACCES', '没有权限写'],
    ['EBUSY', '正被别的程序占用，没有存上。内容还在窗口里，关闭那个程序后再保存。'],
    ['EIO', '读写出错，可能已经拔出或断开'],
    ['EWHATEVER', '时出错（EWHATEVER），没有存上'],
  ])('%s', (code, part) => {
    expect(writeFailure(join(folder, NAME), Object.assign(new Error(code), { code }), 'save').message).toContain(part);
  });
  test('Windows says EPERM or EACCES where another program has the file open', () => {
    const path = join(folder, NAME);
    writeFileSync(path, '旧');
    const error = Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'rename' });
    expect(writeFailure(path, error, 'save').message).toBe(`“${NAME}”正被别的程序占用，没有存上。内容还在窗口里，关闭那个程序后再保存。`);
    rmSync(path);
    expect(writeFailure(path, error, 'save').message).toContain('没有权限写');
  });
  test('a mistake of our own is no failure of the file', () => {
    expect(() => writeFailure('x', new TypeError('ours'), 'save')).toThrow('ours');
  });
});

const small = mounted(join(base, 'small'), 'a full disk', '-o', 'size=64k');
const readOnly = mounted(join(base, 'read-only'), 'a read-only disk');

describe.skipIf(!small)('a full disk', () => {
  const disk = small ?? '';
  test('leaves the old file, says so, and takes the next save that fits', async () => {
    const path = join(disk, NAME);
    await writeWhole(path, '旧');
    expect(await sentenceOf(writeWhole(path, 'x'.repeat(200_000)), path)).toBe(
      `文件夹“${disk}”所在的磁盘已满，“${NAME}”没有存上。内容还在窗口里，腾出空间后再保存，或另存到别处。`,
    );
    expect(readFileSync(path, 'utf8')).toBe('旧');
    expect(readdirSync(disk)).toEqual([NAME]);
    await writeWhole(path, '新');
    expect(readFileSync(path, 'utf8')).toBe('新');
  });
  test('tells of exports and recovery copies in their own words', async () => {
    const big = new Uint8Array(200_000);
    expect(await writeExport(disk, '年报.docx', big, false)).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('没有导出'),
    });
    const copy = { session: 'abc', name: NAME, path: null, text: 'x'.repeat(200_000), at: 1 };
    const aside = remember(disk, documentKey(null, 'abc'), NAME, 'setAside', copy.text);
    expect(await sentenceOf(aside, join(disk, NAME), 'aside')).toBe(
      `文件夹“${disk}”所在的磁盘已满，没有存进历史备份。什么都没有丢，腾出空间后再试，或先保存。`,
    );
    expect(await sentenceOf(keepCopy(disk, copy), join(disk, NAME), 'keep')).toContain('恢复副本没有存上。内容还在窗口里');
  });
});

describe.skipIf(!readOnly)('a read-only disk', () => {
  test('leaves the old file and says so', async () => {
    const path = join(readOnly ?? '', NAME);
    await writeWhole(path, '旧');
    expect(spawnSync('mount', ['-o', 'remount,ro', readOnly ?? '']).status).toBe(0);
    expect(await sentenceOf(writeWhole(path, '新'), path)).toBe(`“${NAME}”所在的磁盘是只读的，没有存上。内容还在窗口里，请另存到别处。`);
    expect(readFileSync(path, 'utf8')).toBe('旧');
  });
});

describe('a file that cannot be read', () => {
  const failure = (path: string): Promise<string> =>
    readWhole(path).then(
      () => 'read',
      (error: unknown) => readFailure(path, error).message,
    );
  test('is missing', async () => {
    expect(await failure(join(folder, NAME))).toBe(`“${NAME}”：找不到这个文件，可能改了名、移走了，或者 U 盘没有插上。`);
  });
  test('is a folder, a device, or far too large', async () => {
    expect(await failure(folder)).toContain('这是文件夹，不是文件，请选文件夹里的草稿。');
    expect(await failure('/dev/zero')).toContain('不是普通文件，请另选一个。');
    const huge = join(folder, 'huge.nianbao');
    spawnSync('truncate', ['-s', '60M', huge]);
    expect(await failure(huge)).toContain('文件太大，不像一份年报草稿，请看看是不是选错了文件。');
  });
});

describe('a file that someone else changes', () => {
  const write = (path: string, text: string, overwrite = false, kept: string[] = []) =>
    writeTracked(path, text, overwrite, async ({ bytes }) => void kept.push(new TextDecoder().decode(bytes)));

  test('is not written over without a word; its content comes back, and is kept when it is replaced', async () => {
    const path = join(folder, NAME);
    const kept: string[] = [];
    await write(path, '我的');
    expect(await compareWithDisk(path)).toEqual({ kind: 'same' });
    writeFileSync(path, '别人的');
    expect(await compareWithDisk(path)).toMatchObject({ kind: 'changed', bytes: bytesOf('别人的') });
    expect(await write(path, '我的二', false, kept)).toMatchObject({ kind: 'changed', content: { bytes: bytesOf('别人的') } });
    expect(readFileSync(path, 'utf8')).toBe('别人的');
    expect(kept).toEqual([]);
    expect(await write(path, '我的二', true, kept)).toMatchObject({ kind: 'written' });
    expect(kept).toEqual(['别人的']);
    expect(await compareWithDisk(path)).toEqual({ kind: 'same' });
  });
  test('saves, looks and reads one after the other: no change is seen that nobody made', async () => {
    const path = join(folder, NAME);
    await write(path, '零');
    const all = Array.from({ length: 10 }, (_, index) => [write(path, String(index)), compareWithDisk(path), readTracked(path)]).flat();
    const kinds = (await Promise.all(all)).map((result) => ('kind' in result ? result.kind : 'read'));
    expect(new Set(kinds)).toEqual(new Set(['written', 'same', 'read']));
    expect(readFileSync(path, 'utf8')).toBe('9');
  });
  test('touching it is no change; one that is deleted is written again only when asked', async () => {
    const path = join(folder, NAME);
    await write(path, '我的');
    writeFileSync(path, '我的');
    expect(await write(path, '我的二')).toMatchObject({ kind: 'written' });
    rmSync(path);
    expect(await compareWithDisk(path)).toEqual({ kind: 'missing' });
    expect(await write(path, '我的三')).toEqual({ kind: 'missing' });
    expect(await write(path, '我的三', true)).toMatchObject({ kind: 'written' });
  });
  test('counts as changed when it was never read in this run', async () => {
    const path = join(folder, NAME);
    writeFileSync(path, '别人的');
    expect(await write(path, '我的')).toMatchObject({ kind: 'changed' });
    track(path, await readWhole(path));
    expect(await write(path, '我的')).toMatchObject({ kind: 'written' });
  });
  test('is known by an id, and no other id is known', () => {
    const path = join(folder, NAME);
    expect(refOf(path)).toEqual({ id: refOf(path).id, name: NAME, folder });
    expect(pathOf(refOf(path).id)).toBe(path);
    expect(() => pathOf(path)).toThrow('refused');
  });
});

describe('an exported file', () => {
  const pdf = bytesOf('%PDF');
  test('is read back; our own is replaced, another one only when asked', async () => {
    expect(await writeExport(folder, '年报.pdf', pdf, false)).toMatchObject({
      kind: 'written',
      bytes: pdf,
      file: { name: '年报.pdf', folder },
    });
    expect(await writeExport(folder, '年报.pdf', bytesOf('二'), false)).toMatchObject({ kind: 'written' });
    writeFileSync(join(folder, '年报.pdf'), 'corrected by hand');
    expect(await writeExport(folder, '年报.pdf', pdf, false)).toEqual({
      kind: 'exists',
      at: (await readWhole(join(folder, '年报.pdf'))).at,
    });
    expect(readFileSync(join(folder, '年报.pdf'), 'utf8')).toBe('corrected by hand');
    expect(await writeExport(folder, '年报.pdf', pdf, true)).toMatchObject({ kind: 'written' });
  });
  test.each(['~$报告2025年.docx', '.~lock.年度报告2025年.docx#', '.~年度报告2025年.docx'])(
    'is held while %s lies beside it',
    async (owner) => {
      await writeExport(folder, '年度报告2025年.docx', pdf, false);
      writeFileSync(join(folder, owner), '');
      expect(await writeExport(folder, '年度报告2025年.docx', pdf, true)).toEqual({
        kind: 'held',
        message: '“年度报告2025年.docx”正在 Word、WPS 等程序里打开，没有导出。关闭那个程序后再导出，或换一个名字。',
      });
      expect(await writeExport(folder, '另一个.docx', pdf, false)).toMatchObject({ kind: 'written' });
    },
  );
});
