/** Small disks for tests of what goes wrong with files. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll } from 'vitest';

/** A disk mounted at `place` until the file's tests are over; null where this process may not mount, or is not on Linux. */
export function mounted(place: string, what: string, ...options: readonly string[]): string | null {
  mkdirSync(place, { recursive: true });
  if (process.getuid?.() !== 0 || spawnSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', place]).status !== 0) {
    console.warn(`skipped: ${what} (needs root and mount)`);
    return null;
  }
  afterAll(() => void spawnSync('umount', ['--lazy', place]));
  return place;
}
