/** The deb as an administrator and a clerk meet it: installed, associated, started by an ordinary user, removed without a trace. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DRAFT, NAME, TITLE } from '../../build/packaging/product.mjs';
import { exampleFiles } from '../drafts.ts';
import { display, root } from '../window/desktop.ts';
import { overlay } from './overlay.ts';
import { artifact, isLinux, packagesMade } from './packages.ts';
import { closeAll, startReal } from './real.ts';

const system = isLinux && packagesMade() ? overlay() : null;
if (!system) console.warn('skipped: the deb (needs the package, root, and a kernel that mounts an overlay)');

const CLERK = 'nianbao-clerk';
const HOME = `/home/${CLERK}`;
const FILE = `${HOME}/${exampleFiles[0] ?? ''}`;
const TRACES = ['/opt', '/usr', '/etc', '/var/lib', '/var/cache'];

describe.skipIf(!system)('the deb', () => {
  const { root: inner, inside, enter, remove } = system as NonNullable<typeof system>;
  afterAll(remove);
  afterEach(closeAll);
  const asClerk = [...enter, 'runuser', '-u', CLERK, '--', 'env', `HOME=${HOME}`, `XDG_CONFIG_HOME=${HOME}/.config`] as const;
  const traces = (): string =>
    inside('find', ...TRACES, '-xdev', '-not', '-path', '*/doc-base/*', '(', '-name', `*${NAME}*`, ')').replace(/^find: .*\n/gm, '');
  /** Command lines of the processes that run from the installed program. */
  const running = (): { readonly pid: string; readonly line: string }[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          return [{ pid, line: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
        } catch {
          return [];
        }
      })
      .filter(({ line }) => line.startsWith(`/opt/${NAME}/${NAME}`));

  /** A process that was just being started is gone by itself. */
  const end = (pid: string): void => {
    try {
      process.kill(Number(pid));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };

  beforeAll(() => {
    // What every desktop has, so that nothing but the package itself is tried.
    inside(
      'apt-get',
      'install',
      '-qq',
      '-y',
      '--no-install-recommends',
      'shared-mime-info',
      'desktop-file-utils',
      'xdg-utils',
      'libglib2.0-bin',
    );
    inside('useradd', '-m', CLERK);
    copyFileSync(join(root, 'examples', basename(FILE)), join(inner, FILE));
    copyFileSync(artifact('.deb'), join(inner, 'tmp/package.deb'));
    inside('chown', `${CLERK}:`, FILE);
  });

  test('is installed with everything it depends on', () => {
    expect(traces()).toBe('');
    inside('apt-get', 'install', '-qq', '-y', '--no-install-recommends', '/tmp/package.deb');
    expect(inside('dpkg-query', '-W', '-f', '${Status}', NAME)).toBe('install ok installed');
    expect(inside('dpkg', '--verify', NAME)).toBe('');
    expect(inside('sh', '-c', `ldd /opt/${NAME}/${NAME} | grep 'not found' || true`)).toBe('');
    expect(inside('sh', '-c', `find /opt/${NAME} -perm /022 -not -type l`)).toBe('');
    expect(inside('stat', '-c', '%a %U', `/opt/${NAME}/chrome-sandbox`).trim()).toBe('4755 root');
    expect(existsSync(join(inner, 'var/lib/dpkg/info', `${NAME}.postinst`))).toBe(false);
  });
  test('is in the menu by its Chinese name, with an icon, and desktops know its window', () => {
    inside('desktop-file-validate', `/usr/share/applications/${NAME}.desktop`);
    const entry = readFileSync(join(inner, `usr/share/applications/${NAME}.desktop`), 'utf8');
    for (const line of [`Name=${TITLE}`, `StartupWMClass=${NAME}`, `MimeType=${DRAFT.mime};`, `Exec=/opt/${NAME}/${NAME} %F`])
      expect(entry.split('\n')).toContain(line);
    for (const size of [16, 48, 256]) {
      const icons = join(inner, `usr/share/icons/hicolor/${size}x${size}`);
      expect(existsSync(join(icons, `apps/${NAME}.png`))).toBe(true);
      expect(existsSync(join(icons, `mimetypes/${DRAFT.mime.replace('/', '-')}.png`))).toBe(true);
    }
  });
  test('owns drafts: their type is known and leads to the program', () => {
    const ask = (...command: string[]) => inside(...asClerk.slice(2), ...command).trim();
    expect(ask('gio', 'info', '-a', 'standard::content-type', FILE)).toMatch(new RegExp(`content-type: ${DRAFT.mime}$`));
    expect(ask('xdg-mime', 'query', 'default', DRAFT.mime)).toBe(`${NAME}.desktop`);
    expect(inside('cat', '/usr/share/mime/globs2')).toContain(`${DRAFT.mime}:*.${DRAFT.ending}`);
  });
  test('starts for an ordinary user, in the sandbox of the system, with the draft', async () => {
    const command = [...asClerk, `DISPLAY=${await display()}`, `/usr/bin/${NAME}`] as [string, ...string[]];
    const { page } = await startReal(command, { display: await display(), args: [FILE] });
    await page.getByText('年度报告').first().waitFor();
    await page.locator('.main').first().waitFor();
    const pages = running().filter(({ line }) => line.includes('--type=renderer'));
    expect(pages).toHaveLength(1);
    expect(readFileSync(`/proc/${pages[0]?.pid}/status`, 'utf8')).toMatch(/^Seccomp:\s*2$/m);
    expect(running().filter(({ line }) => line.includes('--no-sandbox'))).toEqual([]);
    // A chroot has no name spaces for ordinary users, as the kernels of some offices: this is the way with the helper.
    const [space, ours] = [pages[0]?.pid, 'self'].map((pid) =>
      ['user', 'net', 'pid'].map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`)),
    );
    expect(space?.map((name, index) => name !== ours?.[index])).toEqual([false, true, true]);
  });
  test('is what a double click on a draft starts', async () => {
    const [program, ...args] = [...asClerk, `DISPLAY=${await display()}`, 'XDG_CURRENT_DESKTOP=GNOME', 'xdg-open', FILE];
    const opened = spawn(program, args, { stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' } });
    await expect.poll(() => running().some(({ line }) => line.includes(FILE) && !line.includes('--type')), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => running().some(({ line }) => line.includes('--type=renderer')), { timeout: 20_000 }).toBe(true);
    for (const { pid } of running().filter(({ line }) => !line.includes('--type'))) end(pid);
    await expect.poll(() => running(), { timeout: 20_000 }).toEqual([]);
    opened.kill();
  });
  test('is installed again over itself, and removed without a trace, but for what the clerk wrote', () => {
    inside('dpkg', '-i', '/tmp/package.deb');
    inside('apt-get', 'purge', '-qq', '-y', NAME);
    expect(traces()).toBe('');
    expect(inside('cat', '/usr/share/mime/globs2')).not.toContain(DRAFT.ending);
    expect(inside('sh', '-c', `grep -c ${NAME} /usr/share/applications/mimeinfo.cache || true`).trim()).toBe('0');
    expect(lstatSync(join(inner, HOME, '.config', NAME)).isDirectory()).toBe(true);
    expect(existsSync(join(inner, FILE))).toBe(true);
  });
});
