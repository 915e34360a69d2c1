/** Reading drafts and writing files, with a sentence for everything that can go wrong. */
import { isUtf8 } from 'node:buffer';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { DRAFT_FORMAT, type Draft, endingSentence, MAX_DRAFT_BYTES, parseDraft } from '../shared/draft.ts';

/** A failure that was expected: its message is a whole sentence for the person at the keyboard. */
export class Failure extends Error {}

/** Paths are the caller's: `npm run` changes into the package's folder, and says where it was called. */
export const pathOf = (file: string): string =>
  resolve(process.env['npm_lifecycle_event'] === 'nianbao' ? (process.env['INIT_CWD'] ?? '.') : '.', file);

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '找不到这个文件或文件夹',
  EISDIR: '这是文件夹，不是文件',
  ENOTDIR: '路径里有一段不是文件夹',
  EEXIST: '同名的文件已经在那里，不能当作文件夹',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '所在的磁盘是只读的',
  ENOSPC: '磁盘已满',
  EBUSY: '文件正被别的程序占用，关闭那个程序后再试',
  ENAMETOOLONG: '文件名太长',
  EMFILE: '打开的文件太多',
  ELOOP: '链接绕成了圈',
};

/** The sentence for an error of the file system; any other error is ours and is thrown on. */
function failureOf(file: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (!code) throw error;
  return new Failure(`“${file}”：${REASONS[code] ?? `读写出错（${code}）`}。`);
}

/** Reads a draft, or fails with the ending that opening it had. */
export async function readDraft(file: string): Promise<Draft> {
  const content = await readText(file);
  const opened = content.trim() === '' ? undefined : parseDraft(content);
  if (!opened) throw new Failure(`“${file}”：文件是空的。请从备份或上一版恢复。`);
  if (opened.kind !== 'ok') throw new Failure(`“${file}”：${endingSentence(opened)}`);
  return opened.draft;
}

const readText = async (file: string): Promise<string> =>
  decode(file, await readBytes(file, MAX_DRAFT_BYTES, '文件太大，不像一份年报草稿'));

export async function readBytes(file: string, limit: number, tooLarge: string): Promise<Buffer> {
  try {
    const path = pathOf(file);
    const stat = statSync(path);
    if (stat.isDirectory()) throw new Failure(`“${file}”：这是文件夹，不是文件。`);
    if (!stat.isFile()) throw new Failure(`“${file}”：不是普通文件。`);
    if (stat.size > limit) throw new Failure(`“${file}”：${tooLarge}。`);
    return await readFile(path);
  } catch (error) {
    throw failureOf(file, error);
  }
}

/** Strictly: a broken character in a draft must not turn into another one without a word. */
function decode(file: string, bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new Failure(`“${file}”：${endingSentence({ kind: bytes.includes(DRAFT_FORMAT) ? 'damaged' : 'notDraft' })}`);
}

/** Writes a whole file or leaves what was there: temporary file beside it, flush to disk, rename. What is on the disk is compared. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  try {
    const path = pathOf(file);
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    await writeFileAtomic(path, bytes);
    const written = await readFile(path);
    if (!written.equals(bytes)) throw new Failure(`“${file}”：写到磁盘上的内容与要写的不同。请换一个位置再试。`);
  } catch (error) {
    throw failureOf(file, error);
  }
}

export function refuseToReplace(file: string, advice = '请换一个文件名。'): void {
  if (existsSync(pathOf(file))) throw new Failure(`“${file}”：已经有这个文件，没有改动。${advice}`);
}

/** Makes the folder that files are to be written into. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(pathOf(folder), { recursive: true });
  } catch (error) {
    throw failureOf(folder, error);
  }
}
