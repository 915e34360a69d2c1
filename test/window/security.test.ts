/** The doors of the desktop program, each tried in the running program. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desktopAvailable, launchDesktop } from './desktop.ts';

declare global {
  interface Window {
    ran?: boolean;
  }
}
const HOME = 'app://bundle/index.html';
const METHODS =
  'backups choose chooseFolder clipboard close copy describe dropRecovery edition folderOf forget keepRecovery listen onDisk open openDropped openExported openRecent pdf print readBackup recent remember remembersFiles reveal save setAside setTheme start writeExport';

describe.skipIf(!desktopAvailable())('the desktop program', () => {
  let desktop: Awaited<ReturnType<typeof launchDesktop>>;
  beforeAll(async () => {
    desktop = await launchDesktop();
  });
  afterAll(() => desktop?.close());
  const windows = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

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
