/** What a desktop program is expected to do around its page: one instance, files from outside, recent files, recovery, closing, crashes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Api, MachineEvent, MenuItem } from '../../shared/api.ts';
import { serialiseDraft } from '../../shared/draft.ts';
import { nextYear } from '../../shared/rollover.ts';
import { example, exampleText } from '../drafts.ts';
import { desktopAvailable, launchDesktop } from './desktop.ts';

declare global {
  interface Window {
    readonly nianbao?: Api;
    heard?: MachineEvent[];
  }
}
type Desktop = Awaited<ReturnType<typeof launchDesktop>>;

const base = mkdtempSync(join(tmpdir(), 'nianbao-shell-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const SUMMARY = { errors: 1, warnings: 2, blanks: 3, exported: false };

describe.skipIf(!desktopAvailable())('around the page', () => {
  let folder = base;
  let userData = base;
  const open: Desktop[] = [];
  const launch = async (...args: string[]): Promise<Desktop> => {
    const desktop = await launchDesktop({ userData, args });
    open.push(desktop);
    return desktop;
  };
  /** With an empty page that has the contract, so that the test alone answers. */
  const launchEmpty = async (): Promise<Desktop> => {
    const desktop = await launch();
    await desktop.page.waitForLoadState();
    await Promise.all([
      desktop.page.waitForURL('app://bundle/preview.html'),
      // Of its own promise Electron 25 despairs while the page before is asked whether it may go.
      desktop.app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]
          ?.loadURL('app://bundle/preview.html')
          .catch(() => undefined);
      }),
    ]);
    return desktop;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(base, 'files-'));
    userData = mkdtempSync(join(base, 'data-'));
  });
  afterEach(async () => {
    for (const desktop of open.splice(0)) await desktop.close();
  });

  const draft = (name = '示例县档案馆2025.nianbao', text = '{"a":1}'): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const start = (page: Page) => page.evaluate(() => window.nianbao?.start());
  const listen = (page: Page) =>
    page.evaluate(() => {
      window.heard = [];
      window.nianbao?.listen((event) => window.heard?.push(event));
    });
  const heard = (page: Page) => page.evaluate(() => window.heard);
  const describeAs = (page: Page, dirty: boolean, menu: MenuItem[] = []) =>
    page.evaluate(([isDirty, items]) => window.nianbao?.describe({ title: '示例县档案馆', file: null, dirty: isDirty, menu: items }), [
      dirty,
      menu,
    ] as const);
  /** Answers native questions by the number of their button and keeps what was asked. */
  const answerQuestions = ({ app }: Desktop, response: number) =>
    app.evaluate(({ dialog }, answer) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      Object.assign(dialog, {
        showMessageBox: async (_window: unknown, { message }: { message: string }) => {
          asked.push(message);
          return { response: answer };
        },
      });
    }, response);
  const asked = ({ app }: Desktop) => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  const answerSave = ({ app }: Desktop, path: string) =>
    app.evaluate(
      ({ dialog }, filePath) => void Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) }),
      path,
    );
  const ended = ({ app }: Desktop) => new Promise((resolve) => app.process().once('exit', resolve));

  test('a draft that the start was asked for is checked once it stands there', async () => {
    const { page } = await launch(draft('示例镇.nianbao', exampleText('示例镇人民政府2025（有错）.nianbao')));
    await page.locator('.counts').getByRole('button', { name: '错误 1' }).waitFor();
    expect(await page.locator('.pane ol li').count()).toBeGreaterThan(0);
  });

  test('its texts are marked by then too, and nobody has to type for it', async () => {
    const { draft: rolled } = nextYear(example('示例县自然资源局').report, 2026);
    const overview = `全年举办XX次培训。\n${rolled.report.texts.overview}`;
    const text = serialiseDraft({ ...rolled, report: { ...rolled.report, texts: { ...rolled.report.texts, overview } } });
    const { page } = await launch(draft('示例县自然资源局2026.nianbao', text));
    await page.locator('.main .mark', { hasText: 'XX' }).waitFor({ state: 'attached' });
    await page.locator('.main .stale-side').first().waitFor({ state: 'attached' });
    expect(await page.locator('.head').innerText()).toMatch(/仍是上年文字 \d+%/);
  });

  test('a draft given at the start is opened once, and is the first of the recent ones', async () => {
    const path = draft('示例县档案馆2025.nianbao', exampleText('示例县档案馆2025.nianbao'));
    const { page } = await launch('--some-switch', path);
    await start(page);
    const names = () => page.evaluate(async () => (await window.nianbao?.recent())?.map(({ file }) => file.name));
    await expect.poll(names).toEqual(['示例县档案馆2025.nianbao']);
    // A page that is loaded anew does not open it again.
    await page.reload();
    expect((await start(page))?.opened).toBeNull();
  });

  test('a new draft is saved under its suffix, replaced only when asked, and its earlier state kept', async () => {
    const desktop = await launchEmpty();
    const { page } = desktop;
    const save = (file: string | null, text: string) =>
      page.evaluate(
        ([id, content, summary]) =>
          window.nianbao?.save({ session: 's', file: id, suggestedName: '甲', text: content, summary, overwrite: false }),
        [file, text, SUMMARY] as const,
      );
    await answerSave(desktop, join(folder, '甲'));
    const saved = await save(null, '一');
    if (saved?.kind !== 'saved') throw new Error(JSON.stringify(saved));
    expect(readFileSync(join(folder, '甲.nianbao'), 'utf8')).toBe('一');
    await answerQuestions(desktop, 1);
    expect(await save(null, '另一份')).toEqual({ kind: 'canceled' });
    expect(await asked(desktop)).toEqual(['“甲.nianbao”已经在这个文件夹里。']);

    expect(await save(saved.file.id, '二')).toMatchObject({ kind: 'saved' });
    writeFileSync(join(folder, '甲.nianbao'), '别人的');
    expect(await save(saved.file.id, '三')).toMatchObject({ kind: 'changed' });
    expect(await page.evaluate((id) => window.nianbao?.onDisk(id), saved.file.id)).toMatchObject({ kind: 'changed' });

    const backups = (await page.evaluate((id) => window.nianbao?.backups(id), saved.file.id)) ?? [];
    const previous = backups.find(({ why }) => why === 'previous');
    expect(previous?.name).toBe('甲.nianbao');
    const read = await page.evaluate((id) => window.nianbao?.readBackup(id), previous?.id ?? '');
    expect(read).toMatchObject({ kind: 'read' });
    expect(await page.evaluate(() => window.nianbao?.recent())).toMatchObject([
      { file: { name: '甲.nianbao' }, summary: SUMMARY, missing: false },
    ]);
    rmSync(join(folder, '甲.nianbao'));
    expect(await page.evaluate(() => window.nianbao?.recent())).toMatchObject([{ missing: true }]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a copy that was kept comes back after the program was killed, with the file as it is now', async () => {
    const path = draft();
    const desktop = await launchEmpty();
    await desktop.app.evaluate(({ dialog }, file) => {
      Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [file] }) });
    }, path);
    await desktop.page.evaluate(async () => {
      const opened = await window.nianbao?.open();
      const file = opened?.kind === 'opened' ? opened.file.id : null;
      await window.nianbao?.keepRecovery({ session: 'one', file, name: '示例县档案馆2025.nianbao', text: '{"a":2}', handedAt: null });
      await window.nianbao?.keepRecovery({ session: 'same', file, name: '示例县档案馆2025.nianbao', text: '{"a":1}', handedAt: null });
      await window.nianbao?.keepRecovery({ session: 'new', file: null, name: '新的', text: '新', handedAt: null });
    });
    const gone = ended(desktop);
    desktop.app.process().kill('SIGKILL');
    await gone;
    const { page } = await launchEmpty();
    const copies = await page.evaluate(async () => {
      const recovered = (await window.nianbao?.start())?.recovered ?? [];
      await window.nianbao?.dropRecovery('new', true);
      return recovered.map(({ session, text, file, onDisk }) => [
        session,
        text,
        file?.name,
        onDisk && new TextDecoder().decode(onDisk.bytes),
      ]);
    });
    expect(copies).toEqual([
      ['new', '新', undefined, null],
      ['one', '{"a":2}', '示例县档案馆2025.nianbao', '{"a":1}'],
    ]);
    expect(readdirSync(join(userData, 'recovery'))).toEqual(['one.json']);
    const kept = await page.evaluate(() => window.nianbao?.backups(null));
    expect(kept?.filter(({ why }) => why === 'setAside')).toMatchObject([{ name: '新的' }]);
  });

  test('the window closes by itself when nothing would be lost, and remembers its place', async () => {
    const desktop = await launchEmpty();
    await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 900, height: 600 }),
    );
    await describeAs(desktop.page, false);
    const gone = ended(desktop);
    await desktop.app.evaluate(({ app }) => app.quit());
    expect(await gone).toBe(0);
    const again = await launchEmpty();
    expect(await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual({
      x: 40,
      y: 50,
      width: 900,
      height: 600,
    });
  });
  test('with unsaved work it asks the page, which closes it', async () => {
    const desktop = await launchEmpty();
    await listen(desktop.page);
    await describeAs(desktop.page, true);
    await desktop.app.evaluate(({ app }) => app.quit());
    await expect.poll(() => heard(desktop.page)).toEqual([{ kind: 'closing' }]);
    const gone = ended(desktop);
    // The answer does not come any more: the page is gone.
    await desktop.page.evaluate(() => window.nianbao?.close()).catch(() => undefined);
    expect(await gone).toBe(0);
  });
  test('a page that hangs is asked about once, however often it is closed, and is closed when the person says so', async () => {
    const desktop = await launchEmpty();
    await describeAs(desktop.page, true);
    await desktop.app.evaluate(({ dialog }) => {
      const seen = { count: 0, quit: (_answer: { response: number }): void => undefined };
      Object.assign(globalThis, { seen });
      const ask = () => new Promise((resolve) => Object.assign(seen, { count: seen.count + 1, quit: resolve }));
      Object.assign(dialog, { showMessageBox: ask });
    });
    await desktop.page.evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    });
    const count = await desktop.app.evaluate(async ({ BrowserWindow }) => {
      for (const after of [0, 500, 6000]) {
        await new Promise((resolve) => setTimeout(resolve, after));
        BrowserWindow.getAllWindows()[0]?.close();
      }
      await new Promise((resolve) => setTimeout(resolve, 5500));
      return (globalThis as unknown as { seen: { count: number } }).seen.count;
    });
    expect(count).toBe(1);
    const gone = ended(desktop);
    await desktop.app
      .evaluate(() => (globalThis as unknown as { seen: { quit(answer: object): void } }).seen.quit({ response: 1 }))
      .catch(() => undefined);
    expect(await gone).toBe(0);
  });
  test('a page that crashed is opened again, and offers its copy', async () => {
    const desktop = await launchEmpty();
    await desktop.page.evaluate(() =>
      window.nianbao?.keepRecovery({ session: 'crash', file: null, name: '新的', text: '新', handedAt: null }),
    );
    await describeAs(desktop.page, true);
    await answerQuestions(desktop, 0);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await expect.poll(() => asked(desktop)).toEqual(['窗口出错停下了。']);
    const copies = () =>
      desktop.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'nianbao.start().then(({ recovered }) => recovered.map(({ text }) => text))',
        ),
      );
    await expect.poll(copies, { timeout: 10_000 }).toEqual(['新']);
  });

  /** What Electron tells the first program of a second start. */
  const startAgain = ({ app }: Desktop, path: string) =>
    app.evaluate(({ app: program }, file) => void program.emit('second-instance', {}, ['electron', file], '/'), path);
  /** Playwright has lost a page that crashed. */
  const unitShown = ({ app }: Desktop) =>
    app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.querySelector(".doc")?.textContent ?? ""',
        ) as Promise<string>,
    );
  /** Crashes the page. Returns the answer 重新打开 to the question about it. */
  const crash = async ({ app }: Desktop) => {
    await app.evaluate(({ dialog, BrowserWindow }) => {
      const answered = new Promise((resolve) => Object.assign(globalThis, { openAnew: () => resolve({ response: 0 }) }));
      Object.assign(dialog, { showMessageBox: () => Object.assign(globalThis, { isAsked: true }) && answered });
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await expect.poll(() => app.evaluate(() => Reflect.has(globalThis, 'isAsked'))).toBe(true);
    return () => app.evaluate(() => (globalThis as unknown as { openAnew(): void }).openAnew());
  };

  test('a draft that comes before the page listens waits for it', async () => {
    const desktop = await launchEmpty();
    await startAgain(desktop, draft('乙.nianbao'));
    await listen(desktop.page);
    await expect.poll(() => heard(desktop.page)).toMatchObject([{ kind: 'open', file: { name: '乙.nianbao' } }]);
    await startAgain(desktop, draft('丙.nianbao'));
    await expect.poll(async () => (await heard(desktop.page))?.length).toBe(2);
  });

  test('a draft that comes while the page lies crashed is opened with the next one', async () => {
    const desktop = await launch();
    await desktop.page.locator('.start').waitFor();
    const openAnew = await crash(desktop);
    await startAgain(desktop, draft('示例县档案馆2025.nianbao', exampleText('示例县档案馆2025.nianbao')));
    await openAnew();
    await expect.poll(() => unitShown(desktop), { timeout: 10_000 }).toContain('示例县档案馆');
  });

  test('of two drafts at a start the later one is shown', async () => {
    const desktop = await launch();
    await desktop.page.locator('.start').waitFor();
    const openAnew = await crash(desktop);
    await startAgain(desktop, draft('示例县档案馆2025.nianbao', exampleText('示例县档案馆2025.nianbao')));
    // The next one comes when the page has been answered and has not begun yet.
    await desktop.app.evaluate(
      ({ ipcMain, app }, later) => {
        const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...given: unknown[]) => unknown> })._invokeHandlers;
        const start = handlers.get('nianbao:start');
        handlers.set('nianbao:start', (...given) => {
          const answer = start?.(...given);
          app.emit('second-instance', {}, ['electron', later], '/');
          return answer;
        });
      },
      draft('示例县自然资源局2025.nianbao', exampleText('示例县自然资源局2025.nianbao')),
    );
    await openAnew();
    await expect.poll(() => unitShown(desktop), { timeout: 10_000 }).toContain('示例县自然资源局');
    await desktop.app.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(await unitShown(desktop)).toContain('示例县自然资源局');
  });

  test('title, menu and colours are those of the page', async () => {
    const { app, page } = await launchEmpty();
    await listen(page);
    const menu: MenuItem[] = [
      {
        kind: 'menu',
        label: '文件',
        items: [
          { kind: 'command', id: 'save', label: '保存', keys: 'Ctrl+S', enabled: true },
          { kind: 'command', id: 'pane', label: '右栏', enabled: false, checked: true },
          { kind: 'separator' },
          { kind: 'role', role: 'quit', label: '退出' },
        ],
      },
    ];
    await describeAs(page, false, menu);
    await page.evaluate(() => window.nianbao?.setTheme('dark'));
    const shown = await app.evaluate(({ BrowserWindow, Menu, nativeTheme }) => ({
      title: BrowserWindow.getAllWindows()[0]?.getTitle(),
      items: Menu.getApplicationMenu()?.items[0]?.submenu?.items.map(({ label, accelerator, enabled, checked }) => [
        label,
        accelerator,
        enabled,
        checked,
      ]),
      theme: nativeTheme.themeSource,
    }));
    expect(shown.title).toBe('示例县档案馆');
    expect(shown.items?.slice(0, 2)).toEqual([
      ['保存', 'Ctrl+S', true, false],
      ['右栏', null, false, true],
    ]);
    expect(shown.items?.[3]?.[0]).toBe('退出');
    expect(shown.theme).toBe('dark');
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('save')?.click());
    await expect.poll(() => heard(page)).toEqual([{ kind: 'command', id: 'save' }]);
  });

  test('a tick of the menu is the page’s to set, also where choosing the entry changes nothing', async () => {
    const { app, page } = await launchEmpty();
    await listen(page);
    await describeAs(page, false, [
      { kind: 'menu', label: '查看', items: [{ kind: 'command', id: 'theme.dark', label: '深色', enabled: true, checked: true }] },
    ]);
    const ticked = await app.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById('theme.dark');
      item?.click();
      return item?.checked;
    });
    expect(ticked).toBe(true);
    await expect.poll(() => heard(page)).toEqual([{ kind: 'command', id: 'theme.dark' }]);
  });

  test('exports land in the chosen folder; the clipboard takes text and HTML', async () => {
    const { app, page } = await launchEmpty();
    await app.evaluate(({ dialog }, path) => {
      Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [path] }) });
    }, folder);
    const results = await page.evaluate(async () => {
      const chosen = await window.nianbao?.chooseFolder();
      const bytes = new TextEncoder().encode('页');
      const written = await window.nianbao?.writeExport({ folder: chosen?.id ?? '', name: '年报.html', bytes, overwrite: false });
      const copied = await window.nianbao?.copy({ text: '甲', html: '<b>甲</b>' });
      return { path: chosen?.path, written: written?.kind, copied, clip: await window.nianbao?.clipboard() };
    });
    expect(results).toMatchObject({ path: folder, written: 'written', copied: { kind: 'done' }, clip: { kind: 'clip', text: '甲' } });
    expect(JSON.stringify(results.clip)).toContain('<b>甲</b>');
    expect(readFileSync(join(folder, '年报.html'), 'utf8')).toBe('页');
  });
});
