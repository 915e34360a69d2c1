/** Recovery copies and the history where there is no Electron: in the database of the browser. */
import type { Backup, Failed, Kept, Outcome, Recovered, RecoveryCopy } from '../shared/api.ts';
import { contentOf, isReadable, no } from './browser-files.ts';
import { files, orNothing, tried } from './browser-known.ts';
import { claim, keepBackup, keepTimed, put, read, readAll, release, remove, type StoredCopy } from './browser-storage.ts';

export async function keepRecovery(copy: RecoveryCopy): Promise<Kept> {
  const { session, file } = copy;
  const at = Date.now();
  try {
    await claim(session);
    await put('recovery', { ...copy, at });
  } catch {
    return no('这个浏览器不允许保存恢复副本，请常按 Ctrl+S 保存。');
  }
  await tried(keepTimed(file ?? session, file, copy.name, new TextEncoder().encode(copy.text)));
  return { kind: 'kept', at };
}
export async function dropRecovery(session: string, aside: boolean): Promise<Outcome> {
  try {
    const copy = aside ? await read('recovery', session) : undefined;
    const kept: Outcome = copy ? await setAside(copy) : { kind: 'done' };
    if (kept.kind === 'failed') return kept;
  } catch {
    return notAside();
  }
  await tried(remove('recovery', session));
  release(session);
  return { kind: 'done' };
}
const notAside = (): Outcome => no('浏览器不许存，或给它的地方已满，没有存进历史备份。什么都没有丢，先保存。');
/** A copy that is given up is as old as it was. */
export async function setAside({ session, file, name, text, at = Date.now() }: RecoveryCopy & { at?: number }): Promise<Outcome> {
  try {
    await keepBackup({ document: file ?? session, file, name, bytes: new TextEncoder().encode(text), why: 'setAside', at });
    return { kind: 'done' };
  } catch {
    return notAside();
  }
}

/** Copies of sessions that no window has now. Taking them keeps another window from offering them at the same time. */
export async function recovered(): Promise<Recovered[]> {
  const copies = await orNothing(readAll('recovery'));
  const free = await Promise.all(copies.map(({ session }) => claim(session)));
  return Promise.all(copies.filter((_, index) => free[index]).map(recoveredOf));
}
async function recoveredOf({ file, ...copy }: StoredCopy): Promise<Recovered> {
  const known = file === null ? undefined : files.get(file);
  const handle = known?.handle;
  const asksFirst = handle && !(await isReadable(handle));
  const disk = handle && !asksFirst ? await contentOf(handle).catch(() => null) : null;
  // What the copy was made from is not known any more, so the file is taken as it is now.
  if (known && disk) known.bytes = disk.bytes;
  return { ...copy, file: known?.file ?? null, onDisk: disk, ...(asksFirst && { asksFirst }) };
}

export async function backups(file: string | null): Promise<readonly Backup[]> {
  const all = await orNothing(readAll('backups'));
  const mine = all.filter((row) => file === null || row.file === file);
  return mine.map(({ id, name, at, why, writtenAt }) => ({ id, name, at, why, ...(writtenAt !== undefined && { writtenAt }) }));
}

export async function readBackup(id: string): Promise<{ readonly kind: 'read'; readonly bytes: Uint8Array } | Failed> {
  const row = await read('backups', id).catch(() => undefined);
  return row ? { kind: 'read', bytes: row.bytes } : no('这个备份已经不在了，可能浏览器清除过网站数据。');
}
