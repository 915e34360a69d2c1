/** Work kept aside in the user's data folder: a recovery copy of what is not saved yet, and the earlier states of documents. */
import { mkdir, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { Backup } from '../shared/api.ts';
import { isMoment } from '../shared/checks.ts';
import { clearTemporaries, hashOf, inTurn, plainName, readWhole, writeWhole } from './files.ts';

// Recovery copies

export interface Copy {
  readonly session: string;
  readonly name: string;
  /** The file of the document, if it was ever saved. */
  readonly path: string | null;
  readonly text: string;
  readonly at: number;
  /** As the window gave it; copies of before have none. */
  readonly place?: string;
}

export const SESSION = /^[\w-]{1,80}$/;
const copyFile = (folder: string, session: string): string => {
  if (!SESSION.test(session)) throw new Error('refused: session');
  return join(folder, `${session}.json`);
};

/** In the order in which they are asked for: a copy that is dropped does not come back by one that was still being written. */
const inOrder = <T>(session: string, task: () => Promise<T>): Promise<T> => inTurn(`copy ${session}`, task);
export async function keepCopy(folder: string, copy: Copy): Promise<void> {
  const file = copyFile(folder, copy.session);
  await inOrder(copy.session, async () => {
    await mkdir(folder, { recursive: true });
    await writeWhole(file, JSON.stringify(copy));
  });
}
export async function dropCopy(folder: string, session: string): Promise<void> {
  const file = copyFile(folder, session);
  // Virus scanners of Windows hold a new file for a moment.
  await inOrder(session, () => rm(file, { force: true, maxRetries: 3, retryDelay: 100 }));
}
export const readCopy = (folder: string, session: string): Promise<Copy | null> => parseCopy(copyFile(folder, session));

/** All copies, newest first. One that cannot be read stays where it is: it may be all that is left of something. */
export async function readCopies(folder: string): Promise<Copy[]> {
  await clearTemporaries(folder);
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json') && SESSION.test(basename(name, '.json')));
  const copies = await Promise.all(files.map((name) => parseCopy(join(folder, name))));
  return copies.filter((copy) => copy !== null).sort((a, b) => b.at - a.at);
}

async function parseCopy(file: string): Promise<Copy | null> {
  try {
    const { bytes } = await readWhole(file);
    const copy = JSON.parse(new TextDecoder().decode(bytes)) as Copy;
    const isWhole = typeof copy.text === 'string' && typeof copy.name === 'string' && isMoment(copy.at);
    // Without a path that can be one the text is still worth offering.
    const path = typeof copy.path === 'string' && isAbsolute(copy.path) ? copy.path : null;
    const { session, name, text, at } = copy;
    const place = typeof copy.place === 'string' ? { place: copy.place } : {};
    return isWhole && session === basename(file, '.json') ? { session, name, text, at, path, ...place } : null;
  } catch {
    return null;
  }
}

// History: a folder for each document, a file for each state, named `<time>.<why>.<name>` so that a person finds it without us.

/** What is kept on a disk; `handed` is only of a browser. */
const WHYS = ['previous', 'timed', 'setAside'] as const satisfies readonly Backup['why'][];
type Why = (typeof WHYS)[number];
interface Entry extends Backup {
  readonly file: string;
  readonly size: number;
}

const PER_DOCUMENT = 10;
const BETWEEN_TIMED = 5 * 60_000;
const MAX_TOTAL = 200 * 1024 * 1024;
const ENTRY = new RegExp(`^(\\d{1,15})\\.(${WHYS.join('|')})\\.([^/\\\\]+)$`);
const DOCUMENT = /^[0-9a-f]{16}$/;

/** A saved document is known by its path, a new one by its session. */
export const documentKey = (path: string | null, session: string): string => hashOf(path ?? `new:${session}`).slice(0, 16);

/** A new document was saved for the first time: what was kept of it before belongs to its file from now on. */
export async function moveHistory(folder: string, from: string, to: string): Promise<void> {
  const names = (await readdir(join(folder, from)).catch(() => [])).filter((name) => ENTRY.test(name));
  if (names.length === 0) return;
  await mkdir(join(folder, to), { recursive: true });
  for (const name of names) {
    const [, at = '', why, title] = ENTRY.exec(name) ?? [];
    await rename(join(folder, from, name), join(folder, to, `${await freeTime(join(folder, to), Number(at))}.${why}.${title}`));
  }
  // Only when it is empty: another state may have come meanwhile.
  await rmdir(join(folder, from)).catch(() => undefined);
}

/** Puts a state into the history of a document, unless it is the newest one of its kind already. Its file is as old as the state. */
export async function remember(
  folder: string,
  key: string,
  name: string,
  why: Why,
  content: Uint8Array | string,
  at = Date.now(),
  writtenAt?: number,
): Promise<void> {
  const document = join(folder, key);
  await inTurn(document, async () => {
    const entries = await entriesOf(folder, key);
    const newest = entries.find((entry) => entry.why === why);
    if (newest && (await holds(newest, content))) return;
    await mkdir(document, { recursive: true });
    const file = join(document, `${await freeTime(document, at)}.${why}.${shortName(name)}`);
    await writeWhole(file, content);
    if (writtenAt !== undefined) await utimes(file, writtenAt / 1000, writtenAt / 1000).catch(() => undefined);
    // What was to be kept is kept: something in the folder that cannot be cleared away harms nobody.
    await prune(folder, key, file).catch(() => undefined);
  });
}

/** The same by the clock: only when there is none of this time. */
export async function rememberTimed(folder: string, key: string, name: string, text: string, now = Date.now()): Promise<void> {
  const entries = await entriesOf(folder, key);
  const isRecent = entries.some(({ why, at }) => why === 'timed' && Math.abs(now - at) < BETWEEN_TIMED);
  if (!isRecent) await remember(folder, key, name, 'timed', text, now);
}

const holds = async ({ file }: Entry, content: Uint8Array | string): Promise<boolean> => {
  const there = await readWhole(file).catch(() => null);
  return there !== null && hashOf(there.bytes) === hashOf(content);
};

/** Two states of the same millisecond stay two. */
async function freeTime(document: string, at: number): Promise<number> {
  const taken = new Set((await readdir(document)).map((name) => Number(ENTRY.exec(name)?.[1])));
  let time = at;
  while (taken.has(time)) time++;
  return time;
}

/** A file name holds 255 bytes with the time and the reason; a Chinese character takes three of them, a rare one four. */
const MAX_NAME = 200;
function shortName(name: string): string {
  const plain = [...plainName(name)];
  if (plain.length <= 60 && Buffer.byteLength(plain.join('')) <= MAX_NAME) return plain.join('') || '_';
  let short = plain.slice(0, 52);
  while (Buffer.byteLength(short.join('')) > MAX_NAME) short = short.slice(0, -1);
  return `${short.join('')}….nianbao`;
}

/** Newest first; of one document, or of all where `key` is null. */
export async function listHistory(folder: string, key: string | null): Promise<Backup[]> {
  const keys = key ? [key] : (await readdir(folder).catch(() => [])).filter((name) => DOCUMENT.test(name));
  const entries = await Promise.all(keys.map((each) => entriesOf(folder, each)));
  return newestFirst(entries.flat()).map(({ file: _, size: __, ...backup }) => backup);
}

async function entriesOf(folder: string, key: string): Promise<Entry[]> {
  const names = await readdir(join(folder, key)).catch(() => []);
  const entries = names.flatMap((entry) => {
    const [, at, why, name] = ENTRY.exec(entry) ?? [];
    return at && why && name ? [{ id: `${key}/${entry}`, name, at: Number(at), why: why as Why, file: join(folder, key, entry) }] : [];
  });
  const sized = entries.map(async (entry) => {
    const found = await stat(entry.file).catch(() => null);
    return { ...entry, ...writtenBefore(entry, found?.mtimeMs), size: found?.size ?? 0 };
  });
  return newestFirst(await Promise.all(sized));
}
/** Files were not always as old as their state, and some file systems count time by two seconds. */
const SAME_TIME = 3000;
const writtenBefore = ({ at, why }: Backup, modified = at): Pick<Backup, 'writtenAt'> =>
  why === 'previous' && modified < at - SAME_TIME ? { writtenAt: Math.round(modified) } : {};
const newestFirst = <T extends { readonly at: number }>(entries: T[]): T[] => entries.sort((a, b) => b.at - a.at);

export function readHistory(folder: string, id: string): Promise<Uint8Array> {
  const [key = '', entry = '', ...more] = id.split('/');
  if (!DOCUMENT.test(key) || !ENTRY.test(entry) || more.length > 0) throw new Error('refused: backup');
  return readWhole(join(folder, key, entry)).then(({ bytes }) => bytes);
}

/** Ten of each kind for a document; of all documents together, the newest that find room. What was just written stays, whatever the clock says. */
async function prune(folder: string, key: string, written: string): Promise<void> {
  const mine = justWrittenFirst(await entriesOf(folder, key), written);
  for (const kind of WHYS) {
    const surplus = mine.filter(({ why }) => why === kind).slice(PER_DOCUMENT);
    await Promise.all(surplus.map(({ file }) => rm(file, { force: true })));
  }
  await clearTemporaries(join(folder, key));
  const keys = (await readdir(folder)).filter((name) => DOCUMENT.test(name));
  const all = newestFirst((await Promise.all(keys.map((each) => entriesOf(folder, each)))).flat());
  let total = 0;
  for (const { file, size } of justWrittenFirst(all, written)) {
    total += size;
    if (total > MAX_TOTAL) await rm(file, { force: true });
  }
}
const justWrittenFirst = (entries: readonly Entry[], written: string): Entry[] => [
  ...entries.filter(({ file }) => file === written),
  ...entries.filter(({ file }) => file !== written),
];
