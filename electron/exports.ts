/** Exported files: written whole, read back, never over a file that is not ours or that another program holds. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Exported } from '../shared/api.ts';
import { isHeld, readIfThere, writeFailure, writeWhole } from './files.ts';
import { isAsTracked, refOf, track } from './tracked.ts';

/** One part of a path, of a kind that is exported. The window has replaced already what Windows does not take. */
export const EXPORT_NAME = /^(?!\.)[^/\\:*?"<>|\p{Cc}]{1,200}\.(?:docx|html|pdf)$/u;

/** The files that this run wrote: only these may be opened with another program. */
const written = new Set<string>();
export const isExport = (path: string): boolean => written.has(path);

export async function writeExport(folder: string, name: string, bytes: Uint8Array, overwrite: boolean): Promise<Exported> {
  const path = join(folder, name);
  try {
    const there = await readIfThere(path);
    if (there && hasOwner(path)) return held(path);
    // One that was changed since we wrote it holds someone's corrections.
    if (there && !overwrite && !(isExport(path) && isAsTracked(path, there))) return { kind: 'exists', at: there.at };
    const content = await writeWhole(path, bytes);
    written.add(path);
    track(path, content);
    return { kind: 'written', file: refOf(path), bytes: content.bytes, at: content.at };
  } catch (error) {
    return isHeld(error) && existsSync(path) ? held(path) : writeFailure(path, error, 'export');
  }
}

const held = (path: string): Exported => ({
  kind: 'held',
  message: `“${basename(path)}”正在 Word、WPS 等程序里打开，没有导出。关闭那个程序后再导出，或换一个名字。`,
});

/** Word and WPS put a file beside the one they have open, named after it (of long names the first two letters give way), LibreOffice a lock. */
function hasOwner(path: string): boolean {
  const name = basename(path);
  const owners = [`~$${name}`, `~$${name.slice(1)}`, `~$${name.slice(2)}`, `.~${name}`, `.~lock.${name}#`];
  return owners.some((owner) => existsSync(join(dirname(path), owner)));
}
