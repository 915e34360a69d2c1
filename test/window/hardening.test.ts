/** What a file, a folder of the program's own or a command line could do to the running program, and does not. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { available } from '../documents/tools.ts';
import { launchBrowser } from './browser.ts';
import { dataIn, desktopAvailable, desktopCommand, launchDesktop, readProgram, root } from './desktop.ts';
import { draftOfMarkup, drop, GREEDY, watched } from './hostile.ts';

const ranIn = (page: Page | Frame) => page.evaluate(() => (globalThis as { ran?: boolean }).ran);
const there = desktopAvailable();
const folder = mkdtempSync(join(tmpdir(), 'nianbao-hardening-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const isPackage = Boolean(process.env['NIANBAO_PACKAGE']);

type Desktop = Awaited<ReturnType<typeof launchDesktop>>;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
async function launch(options: Parameters<typeof launchDesktop>[0] = {}): Promise<Desktop> {
  const desktop = await launchDesktop(options);
  open.push(desktop);
  return desktop;
}
const startScreen = (page: Page): Promise<void> => page.getByRole('button', { name: /^新建/ }).waitFor();

describe.skipIf(!there)('the desktop program starts', () => {
  const settings = (bounds: unknown, more: object = {}): string =>
    JSON.stringify({ theme: 'pink', maximized: 'yes', folder: '\u0000', bounds, recent: [], ...more });
  const bad = { path: '/a.nianbao', at: 1e300, summary: { errors: 'x' } };
  test.each<[string, string]>([
    ['a place beyond all screens', settings({ x: 1e300, y: -1e300, width: 1e300, height: 1e300 })],
    ['a window larger than a number of 32 bits', settings({ x: 0, y: 0, width: 4_294_967_296, height: 99_999_999_999 })],
    [
      'odd recent files',
      settings(null, {
        recent: [bad, null, { ...bad, path: '', at: 1, summary: null }, { ...bad, path: '\u0000.nianbao', at: 1, summary: null }],
      }),
    ],
  ])('with settings that hold %s', async (_what, text) => {
    const userData = mkdtempSync(join(folder, 'data-'));
    writeFileSync(join(userData, 'settings.json'), text);
    const { page } = await launch({ userData });
    const { errors } = watched(page);
    await startScreen(page);
    expect(await page.evaluate(() => [innerWidth, innerHeight].every((size) => size >= 400 && size <= 10_000))).toBe(true);
    expect(errors).toEqual([]);
  });

  test.skipIf(isPackage)('with a file of its own that cannot be read and that no first screen needs', async () => {
    const gone = join(root, 'dist/window/assets/gone.js');
    symlinkSync(join(folder, 'nowhere'), gone);
    try {
      const { page } = await launch();
      await startScreen(page);
    } finally {
      rmSync(gone);
    }
  });

  test('with odd recovery copies and things in the history that are none: the good copy is offered, nothing is deleted', async () => {
    const userData = mkdtempSync(join(folder, 'data-'));
    const recovery = join(userData, 'recovery');
    mkdirSync(recovery);
    const copy = { name: 'a.nianbao', path: null, text: draftOfMarkup(), at: Date.now() };
    const odd: Readonly<Record<string, unknown>> = {
      path: { ...copy, path: { toString: 1 } },
      list: { ...copy, path: ['/etc/passwd'] },
      time: { ...copy, at: 1e300 },
      text: { ...copy, text: { a: 1 } },
      none: null,
      relative: { ...copy, path: '../../../etc/passwd' },
      device: { ...copy, path: '/dev/zero' },
    };
    for (const [session, value] of Object.entries(odd))
      writeFileSync(join(recovery, `${session}.json`), JSON.stringify(value && { ...value, session }));
    mkdirSync(join(recovery, 'folder.json'));
    symlinkSync('/dev/zero', join(recovery, 'endless.json'));
    mkdirSync(join(userData, 'history/0123456789abcdef/1.timed.folder.nianbao'), { recursive: true });
    const before = readdirSync(recovery).sort();
    const { page } = await launch({ userData });
    const { errors, outside } = watched(page);
    const dialog = page.getByRole('alertdialog', { name: /没有存盘的改动/ });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('1 / 4');
    expect(await dialog.innerText()).not.toMatch(/NaN|undefined|\[object/);
    expect(readdirSync(recovery).sort()).toEqual(before);
    await dialog.getByRole('button', { name: /^恢复/ }).click();
    await page.locator('.main').first().waitFor();
    expect([errors, outside, await ranIn(page)]).toEqual([[], [], undefined]);
  });

  test('with arguments that are no drafts; a second start with them changes nothing', async () => {
    const files = mkdtempSync(join(folder, 'files-'));
    mkdirSync(join(files, '夹子.nianbao'));
    symlinkSync(join(files, 'loop.nianbao'), join(files, 'loop.nianbao'));
    symlinkSync('/dev/zero', join(files, 'endless.nianbao'));
    spawnSync('mkfifo', [join(files, 'pipe.nianbao')]);
    const command = await desktopCommand();
    const userData = mkdtempSync(join(folder, 'data-'));
    const env = { ...command.env, ...dataIn(userData) };
    const { page } = await launch({ userData, args: [join(files, 'pipe.nianbao')] });
    const { errors } = watched(page);
    const told = page.getByRole('alertdialog', { name: '没有打开' });
    await told.waitFor();
    expect(await told.innerText()).toContain('“pipe.nianbao”：不是普通文件，请另选一个。');
    await page.keyboard.press('Enter');
    for (const [args, said] of [
      [[join(files, '夹子.nianbao')], '这是文件夹'],
      [[join(files, 'loop.nianbao')], '读文件时出错（ELOOP）'],
      [['\\\\example.invalid\\share\\a.nianbao'], '找不到这个文件'],
      [[`${'长'.repeat(2_000)}.nianbao`], '文件名太长'],
      [['', '-', '--', '/etc/passwd', '-x.nianbao', 'http://example.invalid/'], ''],
    ] as const) {
      const second: ChildProcess = spawn(command.program, [...command.args, ...args], { env, stdio: 'ignore' });
      const code = await new Promise((resolve) => second.once('exit', resolve));
      expect(code, args.join()).toBe(0);
      if (said === '') continue;
      await told.waitFor();
      expect(await told.innerText(), args.join()).toContain(said);
      await page.keyboard.press('Enter');
      await told.waitFor({ state: 'detached' });
    }
    await startScreen(page);
    expect(errors).toEqual([]);
  });

  test('with a draft full of markup: it is shown as it is written, runs nothing and asks for nothing', async () => {
    const path = join(folder, '标记2025.nianbao');
    writeFileSync(path, draftOfMarkup());
    const { page } = await launch({ args: [path] });
    const { errors, outside } = watched(page);
    await page.locator('.main').first().waitFor();
    for (const section of ['1', '2', '3', '4', '5', '6']) {
      await page.keyboard.press(`Control+${section}`);
      await page.waitForTimeout(100);
    }
    for (const pane of ['3', '2']) await page.keyboard.press(`Alt+${pane}`);
    await page.frameLocator('.pane iframe').getByText('<img src=').first().waitFor();
    await page.keyboard.press('Control+e');
    await page.getByRole('dialog', { name: '导出' }).waitFor();
    const ran = await Promise.all(
      page.frames().map((frame) => frame.evaluate(() => [(globalThis as { ran?: boolean }).ran, document.scripts.length])),
    );
    expect(ran).toEqual([
      [undefined, await page.evaluate(() => document.querySelectorAll('script[src]').length)],
      ...page
        .frames()
        .slice(1)
        .map(() => [undefined, 0]),
    ]);
    expect([errors, outside]).toEqual([[], []]);
  });
});

describe.skipIf(!there)('nothing leaves the window', () => {
  test('by a call to another computer, a name that is looked up, a connection that is only opened, or a form', async () => {
    const heard: string[] = [];
    const socket = createSocket('udp4', () => heard.push('a datagram'));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const server = createServer(() => heard.push('a connection'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const log = join(folder, 'net.json');
    const { app, page } = await launchDesktop({ args: [`--log-net-log=${log}`] });
    await startScreen(page);
    await page.evaluate(
      async ([udp, tcp]) => {
        const tried = async (work: () => unknown): Promise<void> => {
          try {
            await work();
          } catch {
            // Refused, as it should be.
          }
        };
        await tried(async () => {
          const call = new RTCPeerConnection({
            iceServers: [
              { urls: [`stun:127.0.0.1:${udp}`, 'stun:stun.example.org'] },
              {
                urls: [`turn:127.0.0.1:${tcp}?transport=tcp`, `turns:127.0.0.1:${tcp}`, 'turn:turn.example.org?transport=tcp'],
                username: 'x',
                credential: 'x',
              },
            ],
          });
          call.createDataChannel('x');
          await call.setLocalDescription(await call.createOffer());
        });
        await tried(() => new WebSocket('wss://socket.example.org/'));
        await tried(() => new WebSocket(`ws://127.0.0.1:${tcp}/`));
        await tried(() => fetch(`http://127.0.0.1:${tcp}/`));
        await tried(() => new EventSource('https://events.example.org/'));
        await tried(() => navigator.sendBeacon('https://beacon.example.org/', 'x'));
        await tried(() => new Worker('https://worker.example.org/x.js'));
        await tried(() => navigator.serviceWorker.register('sw.js'));
        await tried(() => new FontFace('x', 'url(https://font.example.org/x.woff2)').load());
        for (const [name, attributes] of [
          ['link', { rel: 'dns-prefetch', href: 'https://prefetch.example.org/' }],
          ['link', { rel: 'preconnect', href: 'https://preconnect.example.org/' }],
          ['link', { rel: 'prefetch', href: 'https://fetch.example.org/' }],
          ['link', { rel: 'stylesheet', href: 'https://style.example.org/x.css' }],
          ['img', { src: 'https://image.example.org/x.png' }],
          ['video', { src: 'https://video.example.org/x.mp4' }],
          ['embed', { src: 'https://embed.example.org/x' }],
          ['script', { src: 'https://script.example.org/x.js' }],
          ['form', { action: 'https://form.example.org/', method: 'post' }],
          ['a', { href: 'https://link.example.org/', ping: 'https://ping.example.org/' }],
        ] as const) {
          const element = Object.assign(document.createElement(name), attributes);
          document.body.append(element);
          (element as unknown as Partial<HTMLFormElement>).submit?.();
          element.click();
        }
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      },
      [socket.address().port, (server.address() as AddressInfo).port] as const,
    );
    expect(page.url()).toBe('app://bundle/index.html');
    await app.evaluate(({ app: program }) => program.quit());
    await app.close();
    socket.close();
    server.close();
    const events = readFileSync(log, 'utf8');
    expect(heard).toEqual([]);
    expect(events).toContain('"events": [');
    expect([...new Set(events.match(/[\w.]*example\.org/g) ?? [])]).toEqual([]);
  });

  test('the main process has no part that could: neither network nor other programs, no code made from text', () => {
    const main = readProgram('dist/electron/main.cjs');
    const required = [...main.matchAll(/\brequire\((["'`])(.+?)\1\)/g)].map((match) => match[2]?.replace('node:', ''));
    expect([...new Set(required)].sort()).toEqual(['crypto', 'electron', 'fs', 'fs/promises', 'path', 'timers/promises']);
    expect(main).not.toMatch(
      /openExternal|@electron\/remote|enableRemoteModule|\beval\(|new Function|autoUpdater|crashReporter|\bnet\.(?:fetch|request)/,
    );
  });
  test.skipIf(!isPackage)('the developer tools of a package do not open', async () => {
    const { app } = await launch();
    const isOpen = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.openDevTools();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return contents?.isDevToolsOpened();
    });
    expect(isOpen).toBe(false);
  });
});

/** As many as the time of all tests allows; all of them on a package. */
const TRIED = isPackage ? undefined : 2;
describe.each([
  ['the desktop program', there, launchDesktop],
  ['the browser edition', available('hostile files in a browser', 'chromium'), launchBrowser],
] as const)('%s', (_what, isThere, launchOne) => {
  test.skipIf(!isThere)('refuses files that unfold without end, one after the other, and goes on', async () => {
    const window = await launchOne();
    open.push(window);
    const { page } = window;
    const { errors, outside } = watched(page);
    await startScreen(page);
    for (const [name, make] of GREEDY.slice(0, TRIED)) {
      const path = join(folder, name);
      writeFileSync(path, make());
      await drop(page, path);
      const told = page.getByRole('alertdialog', { name: '没有读出来' });
      await told.waitFor();
      const said = await told.innerText();
      expect(said, name).toMatch(new RegExp(`“${name}”：[^“]*(?:太多|太长|太大|没有找到)[^“]*。`));
      await page.keyboard.press('Enter');
      await told.waitFor({ state: 'detached' });
    }
    expect([errors, outside.filter((url) => !url.startsWith(new URL('.', page.url()).href))]).toEqual([[], []]);
  });
});

describe.skipIf(!available('the browser edition', 'chromium'))('the browser edition', () => {
  test('starts with what another program left in its database, and keeps its own', async () => {
    const window = await launchBrowser();
    open.push(window);
    const { page } = window;
    const { errors } = watched(page);
    await startScreen(page);
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('nianbao', 1);
        request.onsuccess = () => resolve(request.result);
      });
      const rows = { files: 'id', recovery: 'session', backups: 'id' };
      const transaction = database.transaction(Object.keys(rows), 'readwrite');
      for (const [store, key] of Object.entries(rows)) {
        for (const value of [1, 'a', ['b'], new Date()]) transaction.objectStore(store).put({ [key]: value });
        transaction
          .objectStore(store)
          .put({ [key]: 'c', name: {}, at: Number.NaN, handle: {}, text: 5, bytes: 'x', file: 1, document: 2, why: 3, summary: {} });
        transaction
          .objectStore(store)
          .put({ [key]: 'd', name: 'x', at: 1e300, handle: { getFile: 1 }, text: '', handedAt: 'x', bytes: new ArrayBuffer(5) });
      }
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    });
    await page.reload();
    await startScreen(page);
    expect(await page.locator('dialog').count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toMatch(/NaN|undefined|\[object/);
    expect(errors).toEqual([]);
  });

  test('runs and fetches nothing that is not its own, wherever it is served from', async () => {
    const window = await launchBrowser();
    open.push(window);
    const { page } = window;
    const { outside } = watched(page);
    const violations: string[] = [];
    page.on('console', (message) => void (/Content Security Policy/.test(message.text()) && violations.push(message.text())));
    await startScreen(page);
    const own = new URL('.', page.url()).href;
    const results = await page.evaluate(
      () =>
        new Promise<Record<string, string>>((resolve) => {
          setTimeout(async () => {
            const outcome = async (work: () => unknown): Promise<string> => {
              try {
                await work();
                return 'done';
              } catch (error) {
                return (error as Error).name;
              }
            };
            document.body.insertAdjacentHTML(
              'beforeend',
              '<img src="none.png" onerror="window.ran=true"><form action="https://example.org/"></form><iframe src="https://example.org/"></iframe>',
            );
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            document.forms[0]?.submit();
            const base = document.head.appendChild(Object.assign(document.createElement('base'), { href: 'https://example.org/' }));
            const home = document.baseURI;
            base.remove();
            resolve({
              // biome-ignore lint/security/noGlobalEval: that it does not run is what is tested
              eval: await outcome(() => eval('1')),
              fetch: await outcome(() => fetch('https://example.org/')),
              worker: await outcome(() => new Worker('data:text/javascript,')),
              style: String(document.body.getAttribute('style')),
              home,
              ran: String((globalThis as { ran?: boolean }).ran),
            });
          });
        }),
    );
    await page.waitForTimeout(500);
    expect(results).toMatchObject({ eval: 'EvalError', fetch: 'TypeError', ran: 'undefined' });
    expect(results['home']).not.toContain('example.org');
    expect(page.url().startsWith(own)).toBe(true);
    expect(violations.length).toBeGreaterThan(2);
    expect(outside.filter((url) => !url.startsWith(own))).toEqual([]);
  });

  test.skipIf(isPackage)('its link stands in no list of arguments', async () => {
    const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none'), DISPLAY: '' };
    const child = spawn(process.execPath, [join(root, 'build/start.mjs')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let said = '';
      child.stdout.on('data', (part: Buffer) => {
        said += part.toString();
      });
      await expect.poll(() => said, { timeout: 30_000 }).toMatch(/\?t=[\w-]{43}/);
      const secret = /\?t=([\w-]{43})/.exec(said)?.[1] ?? '';
      const lines = readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => {
          try {
            return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          } catch {
            return '';
          }
        });
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    } finally {
      child.kill();
    }
  });
});
