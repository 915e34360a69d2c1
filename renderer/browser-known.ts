/** The files that a browser has been given in this run, and the list of the recent ones. */
import type { FileRef, RecentFile } from '../shared/api.ts';
import { type Handle, isReadable, nameOf } from './browser-files.ts';
import { put, readAll, remove, type StoredFile } from './browser-storage.ts';

export const DOWNLOADS = '浏览器的下载文件夹';
export const orNothing = <T>(rows: Promise<T[]>): Promise<T[]> => rows.catch(() => []);
/** Losing a convenience (the list of recent files, an earlier state) must not stop the work itself. */
export const tried = (work: Promise<void>): Promise<void> => work.catch(() => undefined);

export interface Known {
  readonly file: FileRef;
  /** Absent where the browser gives none: such a file can be read once and saved as a download. */
  readonly handle: Handle | null;
  /** What was last read or written. */
  bytes: Uint8Array | null;
}
export const files = new Map<string, Known>();

export function know(id: string, name: string, handle: Handle | null, folder = ''): Known {
  const known = { file: { id, name, folder }, handle, bytes: files.get(id)?.bytes ?? null };
  files.set(id, known);
  return known;
}
/** A file has the same id whenever it is chosen; without a handle its name is all there is to know it by. */
export async function knowHandle(handle: Handle): Promise<Known> {
  for (const known of files.values()) if (known.handle && (await handle.isSameEntry(known.handle))) return known;
  return know(crypto.randomUUID(), handle.name, handle);
}
export const knowName = (name: string, folder = ''): Known => know(`name:${name}`, name, null, folder);

// Recent files

const RECENT = 10;
export async function list({ file, handle }: Known, summary?: StoredFile['summary']): Promise<void> {
  if (!handle) return;
  const rows = await orNothing(readAll('files'));
  const before = rows.find(({ id }) => id === file.id)?.summary ?? null;
  await tried(put('files', { id: file.id, name: file.name, at: Date.now(), summary: summary ?? before, handle }));
  const old = rows.filter(({ id }) => id !== file.id).slice(RECENT - 1);
  if (old.length > 0) await tried(remove('files', ...old.map(({ id }) => id)));
}
export async function recent(): Promise<RecentFile[]> {
  const rows = await orNothing(readAll('files'));
  return Promise.all(
    rows.map(async ({ id, name, at, summary, handle }) => {
      const { file } = files.get(id) ?? know(id, name, handle);
      return { file, at, summary, missing: await isMissing(handle) };
    }),
  );
}
/** Where the browser would have to ask first, it is taken to be there. */
async function isMissing(handle: Handle): Promise<boolean> {
  if (!(await isReadable(handle))) return false;
  return handle.getFile().then(
    () => false,
    (error) => nameOf(error) === 'NotFoundError',
  );
}
