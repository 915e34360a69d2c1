/** What a browser keeps between runs, in its own database: files it may open again, recovery copies, the history. */
import type { Backup, Summary } from '../shared/api.ts';
import { type Check, isMoment, isSummary, optional, orNull, shape } from '../shared/checks.ts';
import type { Handle } from './browser-files.ts';
import { equalBytes } from './bytes.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly summary: Summary | null;
  readonly handle: Handle;
}
export interface StoredCopy {
  readonly session: string;
  readonly file: string | null;
  readonly name: string;
  readonly text: string;
  readonly handedAt: number | null;
  readonly place?: string;
  readonly at: number;
}
interface StoredBackup extends Backup {
  /** The file, or the session of a document that has none yet. */
  readonly document: string;
  readonly file: string | null;
  readonly bytes: Uint8Array;
}
interface Rows {
  readonly files: StoredFile;
  readonly recovery: StoredCopy;
  readonly backups: StoredBackup;
}
const KEYS = { files: 'id', recovery: 'session', backups: 'id' } as const;

let database: Promise<IDBDatabase> | null = null;

/** Rejects where the browser keeps nothing, as some do in private windows; the next call tries again. */
function opened(): Promise<IDBDatabase> {
  database ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('nianbao', 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(store, { keyPath });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onclose = () => {
        database = null;
      };
      resolve(request.result);
    };
  }).catch((error: unknown) => {
    database = null;
    throw error;
  });
  return database;
}

/** Done when it is on the disk, not only in the browser's memory. */
async function change(store: keyof Rows, work: (rows: IDBObjectStore) => void): Promise<void> {
  const db = await opened();
  await new Promise<void>((resolve, reject) => {
    const transaction = db.transaction(store, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(store));
    // At once: of a page that ends, what is not committed yet is undone.
    transaction.commit();
  });
}

async function ask<T>(store: keyof Rows, work: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await opened();
  return new Promise((resolve, reject) => {
    const request = work(db.transaction(store).objectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export const put = <S extends keyof Rows>(store: S, row: Rows[S]): Promise<void> => change(store, (rows) => void rows.put(row));
export const remove = (store: keyof Rows, ...keys: readonly string[]): Promise<void> =>
  change(store, (rows) => {
    for (const key of keys) rows.delete(key);
  });
export async function read<S extends keyof Rows>(store: S, key: string): Promise<Rows[S] | undefined> {
  const row: unknown = await ask(store, (rows) => rows.get(key));
  return isRow(store, row) ? row : undefined;
}
/** Newest first. */
export async function readAll<S extends keyof Rows>(store: S): Promise<Rows[S][]> {
  const rows: unknown[] = await ask(store, (all) => all.getAll());
  return rows.filter((row) => isRow(store, row)).sort((a, b) => b.at - a.at);
}

// What another version, or another program that had this address, left there counts as far as it can be used; the rest stays where it is.

const isText: Check = (value) => typeof value === 'string';
const CHECKS: Readonly<Record<keyof Rows, Check>> = {
  files: shape({
    id: isText,
    name: isText,
    at: isMoment,
    summary: orNull(isSummary),
    handle: shape({ getFile: (value) => typeof value === 'function' }),
  }),
  recovery: shape({
    session: isText,
    file: orNull(isText),
    name: isText,
    text: isText,
    handedAt: orNull(isMoment),
    place: optional(isText),
    at: isMoment,
  }),
  backups: shape({
    id: isText,
    name: isText,
    at: isMoment,
    writtenAt: optional(isMoment),
    why: isText,
    document: isText,
    file: orNull(isText),
    bytes: (value) => value instanceof Uint8Array,
  }),
};
const isRow = <S extends keyof Rows>(store: S, row: unknown): row is Rows[S] => CHECKS[store](row);

// History

const EACH = 10;
const TOGETHER = 200;
const MINUTES = 5;
/** When the clock last kept a state of a document, so that the database is not asked after every key. */
const lastTimed = new Map<string, number>();

export async function keepBackup(backup: Omit<StoredBackup, 'id' | 'at'> & { readonly at?: number }): Promise<void> {
  const all = await readAll('backups');
  const mine = all.filter(({ document }) => document === backup.document);
  // What the clock kept goes by the clock, and does not stand for what a person did.
  const newest = mine.find(({ why }) => (why === 'timed') === (backup.why === 'timed'));
  if (newest && equalBytes(newest.bytes, backup.bytes)) return;
  const older = mine.filter(({ why }) => why === backup.why);
  await put('backups', { at: Date.now(), ...backup, id: crypto.randomUUID() });
  const dropped = [...older.slice(EACH - 1), ...all.slice(TOGETHER - 1)];
  if (dropped.length > 0) await remove('backups', ...dropped.map(({ id }) => id));
}

/** A new document was saved for the first time: what was kept of it before belongs to its file from now on. */
export async function adoptBackups(session: string, file: string): Promise<void> {
  for (const row of await readAll('backups')) if (row.document === session) await put('backups', { ...row, document: file, file });
}

/** Ten states of each document, at least five minutes apart. */
export async function keepTimed(document: string, file: string | null, name: string, bytes: Uint8Array): Promise<void> {
  const isTimed = (row: StoredBackup): boolean => row.document === document && row.why === 'timed';
  const last = lastTimed.get(document) ?? (await readAll('backups')).find(isTimed)?.at ?? 0;
  lastTimed.set(document, last);
  if (Date.now() - last < MINUTES * 60_000) return;
  lastTimed.set(document, Date.now());
  await keepBackup({ document, file, name, bytes, why: 'timed' });
}

// Which window a recovery copy belongs to

const held = new Map<string, () => void>();

/** True where this window has the session now. The browser gives it back when the window goes, however it ends. */
export function claim(session: string): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  if (held.has(session) || !locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      resolve(lock !== null);
      return lock ? new Promise((release) => held.set(session, release)) : undefined;
    };
    locks.request(`nianbao ${session}`, { ifAvailable: true }, hold).catch(() => resolve(true));
  });
}
export function release(session: string): void {
  held.get(session)?.();
  held.delete(session);
}
