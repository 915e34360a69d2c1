/** The doors of the desktop program, each tried in the running program (TECH.md E4). */
import { mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from '../../shared/api.ts';
import { desktopAvailable, isRoot, launchDesktop, readProgram } from './desktop.ts';

declare global {
  interface Window {
    ran?: boolean;
  }
}
const HOME = 'app://bundle/index.html';
const METHODS =
  'backups choose chooseFolder clipboard close copy describe dropRecovery edition folderOf forget keepRecovery listen onDisk open openDropped openExported openRecent pdf print readBackup recent remembersFiles reveal save setAside setTheme start writeExport';

describe.skipIf(!desktopAvailable())('the desktop program', () => {
  let desktop: Awaited<ReturnType<typeof launchDesktop>>;
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-security-'));
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

  describe('the page', () => {
    test('is isolated, sandboxed, without Node and without embedded browsers', async () => {
      const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        return contents.getLastWebPreferences();
      });
      expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
      for (const name of [
        'nodeIntegrationInSubFrames',
        'nodeIntegrationInWorker',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'webviewTag',
      ])
        expect(preferences[name], name).toBeFalsy();
      expect(
        await desktop.page.evaluate(() => ['require', 'process', 'module', 'global', 'Buffer'].filter((name) => name in window)),
      ).toEqual([]);
    });
    test('has an origin of its own, and the contract and nothing else', async () => {
      expect(desktop.page.url()).toBe(HOME);
      const facts = await desktop.page.evaluate(() => ({
        origin: location.origin,
        isSecureContext,
        methods: Object.keys(window.nianbao ?? {})
          .sort()
          .join(' '),
        edition: window.nianbao?.edition,
      }));
      expect(facts).toEqual({ origin: 'app://bundle', isSecureContext: true, methods: METHODS, edition: 'desktop' });
    });
    test('cannot change the contract', async () => {
      const { page } = desktop;
      const changes = await page.evaluate(() => {
        const api = window.nianbao as unknown as Record<string, unknown>;
        const refused = (change: () => unknown): boolean => {
          try {
            change();
            return false;
          } catch (error) {
            return error instanceof TypeError;
          }
        };
        return {
          frozen: Object.isFrozen(api),
          replaced: !refused(() => Object.defineProperty(window, 'nianbao', { value: 1 })),
          method: !refused(() => Object.defineProperty(api, 'save', { value: 1 })),
          added: !refused(() => Object.defineProperty(api, 'more', { value: 1 })),
          deleted: Reflect.deleteProperty(api, 'save'),
        };
      });
      expect(changes).toEqual({ frozen: true, replaced: false, method: false, added: false, deleted: false });
    });
  });

  describe('the policy', () => {
    const policyOf = (path: string) =>
      desktop.page.evaluate(async (address) => (await fetch(address)).headers.get('content-security-policy') ?? '', path);
    test('allows scripts and styles from the program alone', async () => {
      const policy = await policyOf('/index.html');
      expect(policy).not.toContain('unsafe');
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'none'",
      ])
        expect(policy).toContain(part);
    });
    test('allows the preview its style sheet and nothing else', async () => {
      expect(await policyOf('/preview.html')).toBe("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
    });
    test('stops eval, a script in the page and a handler in an attribute', async () => {
      const { page } = desktop;
      // In a task of the page's own: what the test runs directly is exempt.
      const evaluated = await page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            setTimeout(() => {
              try {
                // biome-ignore lint/security/noGlobalEval: that it does not run is what is tested
                resolve(String(eval('1')));
              } catch (error) {
                resolve((error as Error).name);
              }
            });
          }),
      );
      expect(evaluated).toBe('EvalError');
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        const holder = document.createElement('div');
        holder.innerHTML = '<img src="none.png" onerror="window.ran = true">';
        document.body.append(script, holder);
      });
      await page.waitForTimeout(200);
      expect(await page.evaluate(() => window.ran)).toBeUndefined();
    });
  });

  describe('no way out', () => {
    test.each(['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd'])('by fetching %s', async (address) => {
      const outcome = await desktop.page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'fetched',
            (error: Error) => error.name,
          ),
        address,
      );
      expect(outcome).toBe('TypeError');
    });
    test('by a new window or a link to one', async () => {
      expect(await desktop.page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
      await desktop.page.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'https://example.org/';
        link.target = '_blank';
        document.body.append(link);
        link.click();
        link.remove();
      });
      await desktop.page.waitForTimeout(150);
      expect(await windows()).toBe(1);
    });
    test.each([
      'https://example.org/',
      'file:///etc/passwd',
      'data:text/html,x',
      'app://other/index.html',
      'app://bundle/preview.html',
      'javascript:window.ran=true',
    ])('by going to %s', async (address) => {
      await desktop.page.evaluate((url) => void setTimeout(() => location.assign(url)), address);
      await desktop.page.waitForTimeout(150);
      expect(desktop.page.url()).toBe(HOME);
      expect(await desktop.page.evaluate(() => window.ran)).toBeUndefined();
    });
    test.each(['https://example.org/', 'data:text/html,x', 'app://bundle/index.html'])('by a frame with %s', async (address) => {
      await desktop.page.evaluate((url) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
      }, address);
      await desktop.page.waitForTimeout(200);
      const frames = desktop.page.frames().slice(1);
      const texts = await Promise.all(
        frames.map((frame) => frame.evaluate(() => document.querySelector('#root, script') !== null).catch(() => false)),
      );
      expect(texts).not.toContain(true);
      expect(frames.map((frame) => frame.url()).filter((url) => url === address)).toEqual([]);
      await desktop.page.evaluate(() => {
        for (const frame of document.querySelectorAll('iframe')) frame.remove();
      });
    });
    test('by an embedded browser or a download', async () => {
      const { page } = desktop;
      const embedded = await page.evaluate(() => {
        const view = document.createElement('webview');
        view.setAttribute('src', 'https://example.org/');
        document.body.append(view);
        return 'loadURL' in view;
      });
      expect(embedded).toBe(false);
      await desktop.app.evaluate(({ session }) => {
        session.defaultSession.on('will-download', (event) => Object.assign(globalThis, { prevented: event.defaultPrevented }));
      });
      await page.evaluate(() => {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(['x']));
        link.download = 'x.exe';
        link.click();
      });
      await expect.poll(() => desktop.app.evaluate(() => (globalThis as { prevented?: boolean }).prevented)).toBe(true);
    });
    test('by a permission', async () => {
      const granted = await desktop.page.evaluate(async () => {
        const names = [
          'geolocation',
          'notifications',
          'camera',
          'microphone',
          'midi',
          'clipboard-read',
          'clipboard-write',
          'persistent-storage',
        ];
        const states = names.map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'denied',
          ),
        );
        const used = [
          Notification.requestPermission(),
          navigator.mediaDevices.getUserMedia({ audio: true }).then(
            () => 'granted',
            () => 'denied',
          ),
          navigator.mediaDevices.getDisplayMedia().then(
            () => 'granted',
            () => 'denied',
          ),
          navigator.clipboard.readText().then(
            () => 'granted',
            () => 'denied',
          ),
        ];
        return (await Promise.all([...states, ...used])).filter((state) => state === 'granted');
      });
      expect(granted).toEqual([]);
    });
  });

  test('its protocol serves its own files and nothing else', async () => {
    const statuses = await desktop.page.evaluate(async () => {
      const status = (address: string, init?: RequestInit) =>
        fetch(address, init).then(
          (answer) => answer.status,
          () => 0,
        );
      const bad = [
        '/../../package.json',
        '/..%2f..%2fpackage.json',
        '/%2e%2e/%2e%2e/package.json',
        '/..%2felectron%2fpreload.cjs',
        '/..%5c..%5cpackage.json',
        '/../electron/main.cjs',
        '/index.html%00.js',
        '/%E0%A4%A.html',
        '/assets',
        '/none.js',
        'app://other/index.html',
        'app://print/index.html',
      ];
      const refused = await Promise.all(bad.map(async (address) => [address, await status(address)] as const));
      return {
        served: refused.filter(([, code]) => code === 200),
        posted: await status('/index.html', { method: 'POST' }),
        good: await status('/index.html'),
      };
    });
    expect(statuses).toEqual({ served: [], posted: 405, good: 200 });
  });

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

test.skipIf(!desktopAvailable())('a start asks nothing of the network', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-network-'));
  const log = join(folder, 'net.json');
  const { app, page } = await launchDesktop({ userData: join(folder, 'data'), args: [`--log-net-log=${log}`] });
  await page.waitForTimeout(3000);
  await app.evaluate(({ app: program }) => program.quit());
  await app.close();
  const events = readFileSync(log, 'utf8');
  rmSync(folder, { recursive: true, force: true });
  // Without a single exception: with the dictionary of the spell checker allowed, its address stands here.
  expect(events.match(/"(?:url|host|original_url)":"[^"]*"/g)).toBeNull();
  expect(events).toContain('"events": [');
});
