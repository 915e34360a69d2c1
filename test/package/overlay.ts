/** This machine's own system with a layer above it that takes all changes and is thrown away: packages are installed there. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (program: string, ...args: string[]): SpawnSyncReturns<string> => spawnSync(program, args, { encoding: 'utf8' });
const must = (program: string, ...args: string[]): void => {
  const { status, stderr } = run(program, ...args);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
};

interface Overlay {
  readonly root: string;
  /** Output of a command inside, both kinds together; throws where it fails. */
  inside(...command: string[]): string;
  /** The words that put a command inside. */
  readonly enter: readonly [string, ...string[]];
  remove(): void;
}

/** Null where it cannot be had: it takes root, and a kernel that lets it mount. */
export function overlay(): Overlay | null {
  if (process.getuid?.() !== 0) return null;
  const base = mkdtempSync(join(tmpdir(), 'nianbao-overlay-'));
  const root = join(base, 'root');
  for (const name of ['root', 'upper', 'work']) mkdirSync(join(base, name));
  // The layers must not lie in the system that they cover.
  const memory = run('mount', '-t', 'tmpfs', 'tmpfs', join(base, 'upper'));
  for (const name of ['files', 'work']) mkdirSync(join(base, 'upper', name));
  const layers = `lowerdir=/,upperdir=${join(base, 'upper/files')},workdir=${join(base, 'upper/work')}`;
  const mounted = memory.status === 0 && run('mount', '-t', 'overlay', 'overlay', '-o', layers, root).status === 0;
  const remove = (): void => {
    for (const place of ['root/dev', 'root/proc', 'root', 'upper']) run('umount', '-l', join(base, place));
    rmSync(base, { recursive: true, force: true });
  };
  if (!mounted) {
    remove();
    return null;
  }
  must('mount', '-t', 'proc', 'proc', join(root, 'proc'));
  must('mount', '--rbind', '/dev', join(root, 'dev'));
  must('mount', '--make-rslave', join(root, 'dev'));
  const enter = ['chroot', root] as const;
  const inside = (...command: string[]): string => {
    const { status, stdout, stderr } = spawnSync('chroot', [root, ...command], {
      encoding: 'utf8',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive', HOME: '/root' },
    });
    if (status !== 0) throw new Error(`${command.join(' ')}: ${stdout}${stderr}`);
    return stdout + stderr;
  };
  return { root, inside, enter, remove };
}
