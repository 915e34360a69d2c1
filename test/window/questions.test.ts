/** What the window may ask of the desktop's main process, who may ask it, and what is refused. */
import { mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../../shared/api.ts';
import { desktopAvailable, isRoot, launchDesktop, readProgram } from './desktop.ts';

describe.skipIf(!desktopAvailable())('the contract', () => {
  let desktop: Awaited<ReturnType<typeof launchDesktop>>;
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-questions-'));
  beforeAll(async () => {
    desktop = await launchDesktop();
  });
  afterAll(async () => {
    await desktop?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const windows = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  /** What a call of the contract ends in, when it must not succeed. */
  const refusal = (method: keyof Api, ...given: unknown[]): Promise<string> =>
    desktop.page.evaluate(
      ([name, args]) => {
        const api = (window as unknown as { nianbao: Record<string, (...all: unknown[]) => Promise<unknown>> }).nianbao;
        return (api[name as string] as (...all: unknown[]) => Promise<unknown>)(...(args as unknown[])).then(
          () => 'answered',
          (error: Error) => error.message,
        );
      },
      [method, given] as const,
    );

  describe('questions', () => {
    test('from another page with the same preload are refused', async () => {
      const answer = await desktop.app.evaluate(
        async ({ BrowserWindow }, preload) => {
          const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
          await foreign.loadURL('data:text/html,<p>x');
          const said: unknown = await foreign.webContents.executeJavaScript(
            "typeof nianbao === 'undefined' ? 'no contract' : nianbao.start().then(() => 'answered', (error) => error.message)",
          );
          foreign.destroy();
          return said;
        },
        join(await desktop.app.evaluate(({ app }) => app.getAppPath()), 'dist/electron/preload.cjs'),
      );
      expect(answer).toContain('refused: sender');
    });
    const save = {
      session: 's',
      file: null,
      suggestedName: 'a',
      text: '',
      summary: { errors: 0, warnings: 0, blanks: 0, exported: false },
      overwrite: false,
    };
    const item = { kind: 'command', id: 'a', label: 'a', enabled: true };
    test.each<[keyof Api, ...unknown[]]>([
      ['save', { ...save, suggestedName: 5 }],
      ['save', { ...save, text: null }],
      ['save', { ...save, summary: null }],
      ['save'],
      ['save', save, 'more'],
      ['recent', 'more'],
      ['openRecent', { path: '/etc/passwd' }],
      ['keepRecovery', { session: '../../escape', file: null, name: 'a', text: 'a', handedAt: null }],
      ['dropRecovery', '../settings', false],
      ['setTheme', 'pink'],
      ['pdf', 5],
      ['writeExport', { folder: 'a', name: '../a.pdf', bytes: [1], overwrite: false }],
      ['writeExport', { folder: null, name: 'a.pdf', bytes: [1], overwrite: false }],
    ])('%s with unfit arguments are refused: %j', async (...call) => {
      expect(await refusal(...call)).toMatch(/refused: arguments/);
    });
    test.each(['a.exe', '../a.pdf', '..\\a.pdf', 'a/b.pdf', '.a.pdf', 'a\n.pdf', 'a.pdf.lnk', 'C:a.pdf'])(
      'an export is not called %j',
      async (name) => {
        const answer = await desktop.page.evaluate(
          (file) =>
            window.nianbao?.writeExport({ folder: 'x', name: file, bytes: new Uint8Array(1), overwrite: true }).then(
              () => 'answered',
              (error: Error) => error.message,
            ),
          name,
        );
        expect(answer).toContain('refused: arguments');
      },
    );
    test('an odd menu is not drawn', async () => {
      const before = await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.length);
      const odd = [{ ...item, kind: 'role', role: 'toggleDevTools' }, { ...item, keys: 'Ctrl+\u0000' }, { kind: 'constructor' }, null];
      await desktop.page.evaluate((items) => {
        for (const each of items) window.nianbao?.describe({ title: 'odd', file: null, dirty: false, menu: [each as never] });
      }, odd);
      await desktop.page.waitForTimeout(200);
      const after = await desktop.app.evaluate(
        ({ BrowserWindow, Menu }) => [Menu.getApplicationMenu()?.items.length, BrowserWindow.getAllWindows()[0]?.getTitle()] as const,
      );
      expect(after[0]).toBe(before);
      expect(after[1]).not.toBe('odd');
    });
    test.each<[keyof Api, ...unknown[]]>([
      ['openRecent', '/etc/passwd'],
      ['onDisk', '/etc/passwd'],
      ['reveal', '/etc/passwd'],
      ['openExported', '/etc/passwd'],
      ['folderOf', '/etc/passwd'],
      ['remember', '/etc/passwd', null],
      ['forget', '/etc/passwd'],
      ['readBackup', '../../settings.json'],
      ['save', { ...save, file: '/etc/passwd' }],
    ])('%s knows no paths: %j', async (...call) => {
      expect(await refusal(...call)).toMatch(/refused: (unknown file|backup)/);
    });
    test('a draft is not a program that could be opened', async () => {
      const path = join(folder, '示例2025.nianbao');
      writeFileSync(path, '{}');
      await desktop.app.evaluate(({ dialog }, file) => {
        Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [file] }) });
      }, path);
      const opened = await desktop.page.evaluate(() => window.nianbao?.open());
      if (opened?.kind !== 'opened') throw new Error('not opened');
      expect(opened.file).toMatchObject({ name: '示例2025.nianbao', folder });
      expect(await refusal('openExported', opened.file.id)).toContain('refused: not exported');
    });
  });

  test('a printed page has no script, no contract, and is gone afterwards', async () => {
    const html =
      '<!doctype html><title>年报</title><style>@page{size:A4}p{color:red}</style><p>页<script>document.body.textContent=typeof nianbao</script>';
    const made = await desktop.page.evaluate(async (text) => {
      const answer = await window.nianbao?.pdf(text);
      return answer?.kind === 'pdf' ? new TextDecoder('latin1').decode(answer.bytes.slice(0, 8)) : answer;
    }, html);
    expect(made).toMatch(/^%PDF-/);
    expect(await windows()).toBe(1);
  });

  test('the menu has no developer tools and no reload', async () => {
    const roles = await desktop.app.evaluate(({ BrowserWindow, Menu }) => ({
      roles:
        Menu.getApplicationMenu()?.items.flatMap(
          ({ submenu }) => submenu?.items.map(({ role }) => String(role ?? '').toLowerCase()) ?? [],
        ) ?? [],
      open: BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened(),
    }));
    expect(roles.roles.filter((role) => /devtools|reload/.test(role))).toEqual([]);
    expect(roles.open).toBe(false);
  });

  test.skipIf(isRoot)('the page is in the sandbox of the system, with a network of its own', async () => {
    const processes = await desktop.app.evaluate(({ app }) => app.getAppMetrics().map(({ type, pid }) => ({ type, pid })));
    const tab = processes.find(({ type }) => type === 'Tab');
    if (!tab) throw new Error('no page');
    const hasOwn = (space: string): boolean => readlinkSync(`/proc/${tab.pid}/ns/${space}`) !== readlinkSync(`/proc/self/ns/${space}`);
    expect(readFileSync(`/proc/${tab.pid}/status`, 'utf8')).toMatch(/^Seccomp:\s*2$/m);
    expect([hasOwn('user'), hasOwn('net')]).toEqual([true, true]);
  });
  test('only root goes without that sandbox, and never for the preload', async () => {
    expect(await desktop.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(isRoot);
    const required = [...readProgram('dist/electron/preload.cjs').matchAll(/\brequire\((.)(.+?)\1\)/g)].map((match) => match[2]);
    expect(required).toEqual(['electron']);
  });
});

/** In a window of its own: Playwright waits for the navigations that were tried above. */
describe.skipIf(!desktopAvailable())('a dropped file', () => {
  let desktop: Awaited<ReturnType<typeof launchDesktop>>;
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-dropped-'));
  beforeAll(async () => {
    desktop = await launchDesktop();
  });
  afterAll(async () => {
    await desktop?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const drop = async (path: string) => {
    const { page } = desktop;
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type="file" id="dropped">'));
    await page.setInputFiles('#dropped', path);
    return page.evaluate(async () => {
      const input = document.querySelector('#dropped') as HTMLInputElement;
      const opened = await window.nianbao?.openDropped(input.files?.[0] as File);
      input.remove();
      return opened;
    });
  };
  test('is opened where it lies', async () => {
    const path = join(folder, '拖来的2025.nianbao');
    writeFileSync(path, '{"a":1}');
    expect(await drop(path)).toMatchObject({ kind: 'opened', file: { name: '拖来的2025.nianbao', folder } });
  });
  test('is only read where it is a published report: it becomes no recent file', async () => {
    const path = join(folder, '2024年报.html');
    writeFileSync(path, '<p>x</p>');
    expect(await drop(path)).toMatchObject({ kind: 'opened', file: { name: '2024年报.html' } });
    const names = await desktop.page.evaluate(async () => (await window.nianbao?.recent())?.map(({ file }) => file.name));
    expect(names).not.toContain('2024年报.html');
  });
  test('is refused when it is neither, or only looks like a file', async () => {
    const path = join(folder, '别的.json');
    writeFileSync(path, 'x');
    expect(await drop(path)).toEqual({
      kind: 'failed',
      message: '“别的.json”：不是年报。能拖进来的有：草稿（.nianbao），Word、网页、PDF、文本的年报。',
    });
    const forged = await desktop.page.evaluate(
      (path) => window.nianbao?.openDropped({ name: 'a.nianbao', size: 1, path, arrayBuffer: async () => new ArrayBuffer(1) } as never),
      join(folder, '拖来的2025.nianbao'),
    );
    expect(forged).toEqual({ kind: 'failed', message: '“a.nianbao”：不是磁盘上的文件。先把它存到文件夹里，再拖进来。' });
    const made = await desktop.page.evaluate(() => window.nianbao?.openDropped(new File(['x'], 'b.nianbao')));
    expect(made).toMatchObject({ kind: 'failed' });
  });
});
