/** The files this run has read or written. The window holds their ids only; what they held tells whether someone else changed them. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FileRef, Folder, OnDisk } from '../shared/api.ts';
import { type Content, hashOf, inTurn, readIfThere, readWhole, writeWhole } from './files.ts';

const paths = new Map<string, string>();
const ids = new Map<string, string>();
/** What was last read from a file or written to it. */
const held = new Map<string, string>();

function idOf(path: string): string {
  const id = ids.get(path) ?? randomUUID();
  ids.set(path, id);
  paths.set(id, path);
  return id;
}
export const refOf = (path: string): FileRef => ({ id: idOf(path), name: basename(path), folder: dirname(path) });
export const folderRef = (path: string): Folder => ({ id: idOf(path), path });

/** Ids are given out by this run alone, so an unknown one is a mistake of the window. */
export function pathOf(id: string): string {
  const path = paths.get(id);
  if (!path) throw new Error('refused: unknown file');
  return path;
}

export const track = (path: string, { bytes }: Content): void => void held.set(path, hashOf(bytes));
export const isAsTracked = (path: string, { bytes }: Content): boolean => held.get(path) === hashOf(bytes);

/** Reading, comparing, writing and remembering are one step: whoever looks between a write and its note sees a change that is none. */
const oneStep = <T>(path: string, step: () => Promise<T>): Promise<T> => inTurn(`tracked ${path}`, step);

export const readTracked = (path: string): Promise<Content> =>
  oneStep(path, async () => {
    const content = await readWhole(path);
    track(path, content);
    return content;
  });

type TrackedWrite =
  | { readonly kind: 'written'; readonly content: Content }
  | { readonly kind: 'changed'; readonly content: Content }
  | { readonly kind: 'missing' };

/** Writes a file unless someone else changed it since, or took it out of its folder; what it held goes to `keepPrevious` first. Throws what the file system says. */
export const writeTracked = (
  path: string,
  text: string,
  overwrite: boolean,
  keepPrevious: (content: Content) => Promise<void>,
): Promise<TrackedWrite> =>
  oneStep(path, async () => {
    const now = await readIfThere(path);
    if (now && !overwrite && !isAsTracked(path, now)) return { kind: 'changed', content: now };
    // A folder that is gone too, as with a stick that was pulled out, is a failure to write.
    if (!now && !overwrite && held.has(path) && existsSync(dirname(path))) return { kind: 'missing' };
    if (now) await keepPrevious(now);
    const content = await writeWhole(path, text);
    track(path, content);
    return { kind: 'written', content };
  });

/** A file that cannot be read is as good as missing: what the window holds is then all there is. */
export const compareWithDisk = (path: string): Promise<OnDisk> =>
  oneStep(path, async () => {
    const now = await readIfThere(path).catch(() => null);
    if (!now) return { kind: 'missing' };
    return isAsTracked(path, now) ? { kind: 'same' } : { kind: 'changed', bytes: now.bytes, at: now.at };
  });
