/** Reading and writing whole files: never by half, never quietly, with a sentence for everything that can go wrong. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Failed, MAX_FILE_BYTES } from '../shared/api.ts';

/** What a file holds, and since when. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** The file is not what was expected of it: a reason that the operating system has no code for. */
class Unfit extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A name without the characters that Windows does not take in one. */
export const plainName = (name: string): string => name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_');

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export async function readWhole(path: string): Promise<Content> {
  const found = await stat(path);
  if (found.isDirectory()) throw new Unfit('EISDIR');
  if (!found.isFile()) throw new Unfit('NOT_A_FILE');
  if (found.size > MAX_FILE_BYTES) throw new Unfit('TOO_LARGE');
  return { bytes: new Uint8Array(await readFile(path)), at: Math.round(found.mtimeMs) };
}

/** The same, or null where there is no such file. */
export async function readIfThere(path: string): Promise<Content | null> {
  try {
    return await readWhole(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const turns = new Map<string, Promise<unknown>>();
/** What is done to one file is done one after the other. */
export async function inTurn<T>(path: string, task: () => Promise<T>): Promise<T> {
  const before = turns.get(path) ?? Promise.resolve();
  const mine = before.then(task, task);
  turns.set(path, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(path) === mine) turns.delete(path);
  }
}

/**
 * Replaces a file by a whole new one or leaves what was there: temporary file beside it, flush to disk, rename, flush the folder,
 * read back, compare. The library that the command line has for this leaves a temporary file behind for each time it is killed.
 */
export function writeWhole(path: string, content: Uint8Array | string): Promise<Content> {
  const bytes = Buffer.from(content as Uint8Array);
  // In the order asked for: how long it takes to see where a link leads is left to chance.
  return inTurn(`as asked ${path}`, async () => {
    // A link stays one: what it leads to is replaced, and by one at a time whichever way it was named.
    const target = await realpath(path).catch(() => path);
    return inTurn(target, () => replaceWhole(target, bytes));
  });
}

async function replaceWhole(target: string, bytes: Buffer): Promise<Content> {
  const mode = await modeOf(target);
  const temporary = join(dirname(target), temporaryName(target));
  try {
    await rm(temporary, { force: true });
    await writeFlushed(temporary, bytes, mode);
    await renamePatiently(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(target));
  const written = await readWhole(target);
  if (!bytes.equals(written.bytes)) throw new Unfit('DIFFERENT');
  return written;
}

/** Always the same for a file, so that the next save clears away what a killed one left. Short, for the file's own name may be as long as can be. */
const temporaryName = (target: string): string => `~nianbao-${hashOf(basename(target)).slice(0, 12)}.tmp`;

const TEMPORARY = /^~nianbao-[0-9a-f]{12}\.tmp$/;
/** A younger one may still be written. */
const LEFT_AFTER = 60_000;

/** Clears away what killed writes left in a folder of ours, where most files are never written again under the same name. */
export async function clearTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => TEMPORARY.test(each))) {
    const file = join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > LEFT_AFTER) await rm(file, { force: true }).catch(() => undefined);
  }
}

/** The rights of the file to be replaced; renaming would pass over a file that was made read-only on purpose. */
async function modeOf(target: string): Promise<number | undefined> {
  const found = await stat(target).catch(() => null);
  if (!found) return undefined;
  if (found.isDirectory()) throw new Unfit('EISDIR');
  await access(target, constants.W_OK);
  return found.mode & 0o777;
}

async function writeFlushed(path: string, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  // Exclusively: a link that someone put there is not followed.
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    // Some network and phone file systems have no rights and nothing to flush.
    if (mode !== undefined) await handle.chmod(mode).catch(() => undefined);
    await handle.sync().catch(unless('EINVAL', 'ENOTSUP', 'ENOSYS'));
  } finally {
    await handle.close();
  }
}

const unless =
  (...codes: readonly string[]) =>
  (error: unknown): void => {
    if (!codes.includes(codeOf(error) ?? '')) throw error;
  };

/** Virus scanners of Windows hold a new file for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (const delay of [20, 60, 200]) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!HELD.has(codeOf(error) ?? '')) throw error;
      await pause(delay);
    }
  }
  return rename(from, to);
}
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** True where the target of a rename could not be replaced, although its folder can be written: a program holds it. */
export const isHeld = (error: unknown): boolean => HELD.has(codeOf(error) ?? '') && (error as NodeJS.ErrnoException).syscall === 'rename';

/** The rename itself must be on the disk; Windows cannot open folders, and does this by itself. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The new content is on the disk already; at worst the old file is found after a power cut.
  }
}

// Sentences

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | null)?.code;

/** What was being done when it failed: that it was not, and the other way to do it. */
const TASKS = {
  save: { failed: '没有存上', elsewhere: '另存到别处', again: '再保存' },
  export: { failed: '没有导出', elsewhere: '换一个文件夹导出', again: '再导出' },
  keep: { failed: '恢复副本没有存上', elsewhere: '按 Ctrl+S 存盘', again: '按 Ctrl+S 存盘' },
  aside: { failed: '没有存进历史备份', elsewhere: '先保存', again: '再试' },
} as const;
type Task = (typeof TASKS)[keyof typeof TASKS];

/** A fact and what to do about it. */
type Reason = (path: string, task: Task) => readonly [fact: string, advice: string];

const nameOf = (path: string): string => `“${basename(path)}”`;
/** Windows says which disk it is; elsewhere a folder stands for it. */
function diskOf(path: string): string {
  const drive = /^([a-z]):/i.exec(path)?.[1];
  return drive ? `${drive.toUpperCase()} 盘` : `文件夹“${dirname(path)}”所在的磁盘`;
}
const full: Reason = (path, { elsewhere, again }) => [`${diskOf(path)}已满`, `腾出空间后${again}，或${elsewhere}`];
const denied: Reason = (path, { elsewhere }) => [`没有权限写${nameOf(path)}或它所在的文件夹`, `请${elsewhere}`];
const gone: Reason = (path, { elsewhere, again }) => {
  const hasDisk = existsSync(parse(path).root);
  return [hasDisk ? `找不到文件夹“${dirname(path)}”` : `找不到 ${diskOf(path)}`, `插回 U 盘或恢复文件夹后${again}，或${elsewhere}`];
};
const broken: Reason = (path, { elsewhere }) => [`${diskOf(path)}读写出错，可能已经拔出或断开`, `请${elsewhere}`];

const WRITE_REASONS: Readonly<Record<string, Reason>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: denied,
  EPERM: denied,
  EROFS: (path, { elsewhere }) => [`${nameOf(path)}所在的磁盘是只读的`, `请${elsewhere}`],
  EBUSY: (path, { again }) => [`${nameOf(path)}正被别的程序占用`, `关闭那个程序后${again}`],
  ENOENT: gone,
  ENOTDIR: gone,
  EISDIR: (path, { elsewhere }) => [`${nameOf(path)}是一个文件夹`, `请换一个名字，或${elsewhere}`],
  NOT_A_FILE: (path, { elsewhere }) => [`${nameOf(path)}不是普通文件`, `请${elsewhere}`],
  TOO_LARGE: (path, { elsewhere }) => [`${nameOf(path)}现在是一个很大的文件，不像一份年报`, `请${elsewhere}`],
  DIFFERENT: (path, { elsewhere }) => [`${nameOf(path)}写到磁盘上的内容与要写的不同`, `请${elsewhere}`],
  ENAMETOOLONG: (path) => [`文件名${nameOf(path)}太长`, '请换一个短一些的名字'],
  EIO: broken,
  ENODEV: broken,
  ENXIO: broken,
  ESTALE: broken,
  ETIMEDOUT: broken,
};

/** The sentence for a file that could not be written. Any error that is not the file system's is ours and is thrown on. */
export function writeFailure(path: string, error: unknown, kind: keyof typeof TASKS): Failed {
  // Windows says so where another program has the file open; whether it may be written was looked at before.
  const code = isHeld(error) && existsSync(path) ? 'EBUSY' : codeOf(error);
  if (!code) throw error;
  const task = TASKS[kind];
  const other: Reason = () => [`写${nameOf(path)}时出错（${code}）`, `请${task.elsewhere}`];
  const [fact, advice] = (WRITE_REASONS[code] ?? other)(path, task);
  // Every sentence names the file once; a copy of ours has no name that a person knows.
  const name = kind === 'keep' || kind === 'aside' || fact.includes(nameOf(path)) ? '' : nameOf(path);
  const calm = kind === 'aside' ? '什么都没有丢' : '内容还在窗口里';
  return { kind: 'failed', message: `${fact}，${name}${task.failed}。${calm}，${advice}。` };
}

const READ_REASONS: Readonly<Record<string, string>> = {
  ENOENT: '找不到这个文件，可能改了名、移走了，或者 U 盘没有插上',
  ENOTDIR: '找不到这个文件，路径里有一段不是文件夹',
  EISDIR: '这是文件夹，不是文件，请选文件夹里的草稿',
  NOT_A_FILE: '不是普通文件，请另选一个',
  TOO_LARGE: '文件太大，不像一份年报草稿，请看看是不是选错了文件',
  EACCES: '没有权限读这个文件，可以把它复制到“文档”里再打开',
  EPERM: '没有权限读这个文件，可以把它复制到“文档”里再打开',
  EBUSY: '文件正被别的程序占用，关闭那个程序后再试',
  ENAMETOOLONG: '文件名太长，请改短以后再打开',
  EIO: '磁盘读不出来，可能已经拔出或断开',
};

export function readFailure(path: string, error: unknown): Failed {
  const code = codeOf(error);
  if (!code) throw error;
  return { kind: 'failed', message: `${nameOf(path)}：${READ_REASONS[code] ?? `读文件时出错（${code}）`}。` };
}
