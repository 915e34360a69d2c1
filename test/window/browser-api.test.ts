/** The machine of the browser edition, in a real browser: files by pickers (its private folder stands in for the disk) and by downloads. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serve } from '../../build/serve.mjs';
import type { Api, SaveRequest } from '../../shared/api.ts';
import { available, launchChromium, temporaryFolder } from '../documents/tools.ts';

declare global {
  interface Window {
    machine: { browserApi(): Api };
    api: Api;
  }
}
const renderer = fileURLToPath(new URL('../../renderer', import.meta.url));
const folder = temporaryFolder();
let script: string;
let browser: Browser;

/** A page with nothing but the machine in it. */
async function buildMachine(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { __VERSION__: '"1.2.3"' },
    build: { write: false, lib: { entry: join(renderer, 'browser-api.ts'), name: 'machine', formats: ['iife'] } },
  });
  const output = (Array.isArray(built) ? built[0] : built) as unknown as { output: readonly [{ code: string }] };
  return `${output.output[0].code}\nwindow.machine = machine; window.api = machine.browserApi();`;
}

interface Options {
  readonly context?: BrowserContext;
  /** The browser's private folder as what its pickers choose. */
  readonly pickers?: boolean;
  readonly before?: () => void;
}
let server: Awaited<ReturnType<typeof serve>>;
let context: BrowserContext;

async function open({ context: used = context, pickers = false, before }: Options = {}): Promise<Page> {
  const page = await used.newPage();
  await page.addInitScript(
    pickers
      ? chooseInPrivateFolder
      : () => {
          for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(window, name);
        },
  );
  if (before) await page.addInitScript(before);
  await page.goto(new URL('/index.html', server.url).href);
  return page;
}
function chooseInPrivateFolder(): void {
  const folder = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();
  Object.assign(window, {
    showOpenFilePicker: async () => [await (await folder()).getFileHandle('chosen.nianbao')],
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
      (await folder()).getFileHandle(suggestedName, { create: true }),
    showDirectoryPicker: folder,
  });
}
const writeOutside = (page: Page, name: string, text: string): Promise<void> =>
  page.evaluate(
    async ([file, content]) => {
      const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(file, { create: true })).createWritable();
      await stream.write(content);
      await stream.close();
    },
    [name, text] as const,
  );
const readOutside = (page: Page, name: string): Promise<string> =>
  page.evaluate(async (file) => (await (await (await navigator.storage.getDirectory()).getFileHandle(file)).getFile()).text(), name);

const SUMMARY = { errors: 1, warnings: 2, blanks: 3, exported: false };
const request = (text: string, change: Partial<SaveRequest> = {}): SaveRequest => ({
  session: 's',
  file: null,
  suggestedName: '示例县档案馆2025.nianbao',
  text,
  summary: SUMMARY,
  overwrite: false,
  ...change,
});
const save = (page: Page, given: SaveRequest) => page.evaluate((wanted) => window.api.save(wanted), given);
const backups = (page: Page, file: string | null = null) => page.evaluate((id) => window.api.backups(id), file);
const keep = (page: Page, session: string, text: string, file: string | null = null) =>
  page.evaluate((copy) => window.api.keepRecovery(copy), { session, file, name: '示例.nianbao', text, handedAt: null });

describe.skipIf(!available('the machine of the browser edition', 'chromium'))('the machine of the browser edition', () => {
  beforeAll(async () => {
    script = await buildMachine();
    mkdirSync(join(folder, 'window'));
    writeFileSync(
      join(folder, 'window/index.html'),
      '<!doctype html><title>x</title><link rel="icon" href="data:,"><button>here</button><script src="m.js"></script>',
    );
    writeFileSync(join(folder, 'window/m.js'), script);
    copyFileSync(join(renderer, 'preview.html'), join(folder, 'window/preview.html'));
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    server = await serve(join(folder, 'window'));
    context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.close();
    return async () => {
      await context.close();
      await server.close();
    };
  });

  it('saves by download, opens by a file input, and keeps what a save replaced', async () => {
    const page = await open();
    const [download, first] = await Promise.all([page.waitForEvent('download'), save(page, request('一'))]);
    expect(download.suggestedFilename()).toBe('示例县档案馆2025.nianbao');
    expect(readFileSync(await download.path(), 'utf8')).toBe('一');
    expect(first).toMatchObject({ kind: 'handed', file: { name: '示例县档案馆2025.nianbao', folder: '浏览器的下载文件夹' } });
    if (first.kind !== 'handed') throw new Error(first.kind);
    await save(page, request('二', { file: first.file.id }));
    // Nobody knows whether the downloads were stored: all that was handed over is in the history.
    const kept = await backups(page, first.file.id);
    expect(kept).toMatchObject([{ why: 'handed', name: '示例县档案馆2025.nianbao' }, { why: 'handed' }]);
    const before = kept[1];
    const read = await page.evaluate(async (id) => {
      const found = await window.api.readBackup(id);
      return found.kind === 'read' && new TextDecoder().decode(found.bytes);
    }, before?.id ?? '');
    expect(read).toBe('一');

    writeFileSync(join(folder, 'in.nianbao'), '三');
    const [chooser, opened] = await Promise.all([
      page.waitForEvent('filechooser').then(async (shown) => {
        await shown.setFiles(join(folder, 'in.nianbao'));
        return shown;
      }),
      page.evaluate(async () => {
        const found = await window.api.open();
        return found.kind === 'opened' ? { name: found.file.name, text: new TextDecoder().decode(found.bytes) } : found;
      }),
    ]);
    expect(chooser.isMultiple()).toBe(false);
    expect(opened).toEqual({ name: 'in.nianbao', text: '三' });
    expect(await page.evaluate(() => window.api.recent())).toEqual([]);
  });

  it('saves into the chosen file, reads it back, and notices a change from outside', async () => {
    const page = await open({ pickers: true });
    const saved = await save(page, request('一'));
    expect(saved).toMatchObject({ kind: 'saved', file: { name: '示例县档案馆2025.nianbao' } });
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    const { id, name } = saved.file;
    expect(await readOutside(page, name)).toBe('一');
    expect(await page.evaluate((file) => window.api.onDisk(file), id)).toEqual({ kind: 'same' });

    await writeOutside(page, name, '别人的');
    expect(await page.evaluate((file) => window.api.onDisk(file), id)).toMatchObject({ kind: 'changed' });
    expect(await save(page, request('二', { file: id }))).toMatchObject({ kind: 'changed', file: { id } });
    expect(await readOutside(page, name)).toBe('别人的');
    expect(await save(page, request('二', { file: id, overwrite: true }))).toMatchObject({ kind: 'saved' });
    expect(await readOutside(page, name)).toBe('二');
    expect((await backups(page, id)).map(({ why }) => why)).toEqual(['previous']);

    await page.reload();
    const [listed] = await page.evaluate(() => window.api.recent());
    expect(listed).toMatchObject({ file: { id, name }, summary: SUMMARY, missing: false });
    const again = await page.evaluate(async (file) => {
      const found = await window.api.openRecent(file);
      return found.kind === 'opened' && new TextDecoder().decode(found.bytes);
    }, id);
    expect(again).toBe('二');

    await page.evaluate(async (file) => (await navigator.storage.getDirectory()).removeEntry(file), name);
    expect(await page.evaluate((file) => window.api.onDisk(file), id)).toEqual({ kind: 'missing' });
    expect(await page.evaluate(() => window.api.recent())).toMatchObject([{ missing: true }]);
    expect(await save(page, request('三', { file: id }))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^找不到“示例县档案馆2025.nianbao”，没有存上。.*请另存到别处。$/),
    });
    await page.evaluate((file) => window.api.forget(file), id);
    expect(await page.evaluate(() => window.api.recent())).toEqual([]);
  });

  it('says why a file could not be written, and leaves the file as it was', async () => {
    const page = await open({ pickers: true });
    const saved = await save(page, request('一'));
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    for (const [error, words] of [
      ['QuotaExceededError', '磁盘已满'],
      ['NoModificationAllowedError', '正被别的程序占用'],
      ['NotAllowedError', '没有得到许可'],
      ['UnknownError', '没有说明原因'],
    ] as const) {
      await page.evaluate((name) => {
        FileSystemFileHandle.prototype.createWritable = async () => {
          throw new DOMException('', name);
        };
      }, error);
      const failed = await save(page, request('二', { file: saved.file.id }));
      expect(failed, error).toMatchObject({ kind: 'failed', message: expect.stringContaining(words) });
      expect(await readOutside(page, saved.file.name)).toBe('一');
    }
  });

  it('says so when a file does not hold what was written', async () => {
    const page = await open({ pickers: true });
    const saved = await page.evaluate((wanted) => {
      const { write } = FileSystemWritableFileStream.prototype;
      FileSystemWritableFileStream.prototype.write = function () {
        return write.call(this, '坏');
      };
      return window.api.save(wanted);
    }, request('一'));
    expect(saved).toMatchObject({ kind: 'failed', message: expect.stringContaining('读回来不一样') });
  });

  it('offers a recovery copy only when no window has its document open', async () => {
    const offered = (page: Page) =>
      page.evaluate(async () => (await window.api.start()).recovered.map(({ session, text, name }) => ({ session, text, name })));
    const first = await open();
    expect(await keep(first, 's1', '一')).toMatchObject({ kind: 'kept' });
    await keep(first, 's1', '一二');
    const second = await open();
    expect(await offered(second)).toEqual([]);
    await first.close();
    const third = await open();
    const both = await Promise.all([offered(second), offered(third)]);
    expect(both.flat()).toEqual([{ session: 's1', text: '一二', name: '示例.nianbao' }]);
    const owner = both[0].length > 0 ? second : third;
    await owner.evaluate(() => window.api.dropRecovery('s1', true));
    expect(await offered(await open())).toEqual([]);
    expect((await backups(owner)).map(({ why, name }) => ({ why, name }))).toContainEqual({ why: 'setAside', name: '示例.nianbao' });
  });

  it('keeps a copy that could not be put into the history, and says so', async () => {
    const page = await open();
    await keep(page, 's1', '一');
    const outcomes = await page.evaluate(async () => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
      const full = await window.api.dropRecovery('s1', true);
      IDBObjectStore.prototype.put = put;
      return [full.kind, (await window.api.dropRecovery('s1', true)).kind];
    });
    expect(outcomes).toEqual(['failed', 'done']);
    expect((await backups(page)).map(({ why }) => why)).toContain('setAside');
  });

  it('saves and compares one after the other: no change is seen that nobody made', async () => {
    const page = await open({ pickers: true });
    const first = await save(page, request('零'));
    if (first.kind !== 'saved') throw new Error(first.kind);
    const kinds = await page.evaluate(
      async (wanted) => {
        const all = ['一', '二', '三'].flatMap((text) => [window.api.save({ ...wanted, text }), window.api.onDisk(wanted.file ?? '')]);
        return (await Promise.all(all)).map(({ kind }) => kind);
      },
      request('', { file: first.file.id }),
    );
    expect(kinds).toEqual(['saved', 'same', 'saved', 'same', 'saved', 'same']);
    expect(await readOutside(page, first.file.name)).toBe('三');
  });

  it('what was kept of a new document belongs to its file from the first save on', async () => {
    const page = await open({ pickers: true });
    await keep(page, 's', '早先');
    const saved = await save(page, request('一'));
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    expect((await backups(page, saved.file.id)).map(({ why }) => why)).toEqual(['timed']);
  });

  it('a draft that is only read from is not a recent file', async () => {
    const page = await open({ pickers: true });
    await writeOutside(page, 'chosen.nianbao', '上年');
    const chosen = await page.evaluate(async () => {
      const found = await window.api.choose();
      return found.kind === 'opened' && new TextDecoder().decode(found.bytes);
    });
    expect(chosen).toBe('上年');
    expect(await page.evaluate(() => window.api.recent())).toEqual([]);
  });

  it('says when another window shows a draft of that name', async () => {
    const pages = [await open({ pickers: true }), await open({ pickers: true })];
    const heard: string[][] = [];
    for (const page of pages) {
      await writeOutside(page, 'chosen.nianbao', '一');
      const events = await page.evaluate(async () => {
        const kinds: string[] = [];
        window.api.listen(({ kind }) => void kinds.push(kind));
        const opened = await window.api.open();
        const file = opened.kind === 'opened' ? opened.file.id : null;
        window.api.describe({ title: 'x', file, dirty: false, menu: [] });
        await new Promise((resolve) => setTimeout(resolve, 200));
        return kinds;
      });
      heard.push(events);
    }
    expect(heard).toEqual([[], ['openElsewhere']]);
  });

  it('keeps ten timed states of a document, five minutes apart', async () => {
    const page = await open();
    await page.evaluate(async () => {
      let now = Date.now();
      Date.now = () => now;
      for (let step = 0; step < 30; step++) {
        await window.api.keepRecovery({ session: 's', file: 'f', name: 'a.nianbao', text: `text ${step}`, handedAt: null });
        now += 2.5 * 60_000;
      }
      await window.api.keepRecovery({ session: 't', file: 'g', name: 'b.nianbao', text: 'other', handedAt: null });
    });
    const kept = await backups(page, 'f');
    expect(kept).toHaveLength(10);
    expect(new Set(kept.map(({ why }) => why))).toEqual(new Set(['timed']));
    expect(kept.slice(1).map(({ at }, index) => (kept[index]?.at ?? 0) - at)).toEqual(Array(9).fill(5 * 60_000));
    expect(await backups(page, 'g')).toHaveLength(1);
    expect(await backups(page)).toHaveLength(11);
  });

  it('works on where the browser keeps nothing', async () => {
    const page = await open({
      before: () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('', 'SecurityError');
        };
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('', 'SecurityError');
          },
        });
      },
    });
    expect(await page.evaluate(() => window.api.start())).toEqual({
      version: '1.2.3',
      theme: 'system',
      recent: [],
      recovered: [],
      opened: null,
    });
    expect(await keep(page, 's', '一')).toEqual({ kind: 'failed', message: '这个浏览器不允许保存恢复副本，请常按 Ctrl+S 保存。' });
    const aside = await page.evaluate(async () => {
      await window.api.setTheme('dark');
      const copy = { session: 's', file: null, name: 'a', text: 'b', handedAt: null };
      return [await window.api.setAside(copy), await window.api.dropRecovery('s', true), await window.api.dropRecovery('s', false)];
    });
    const said = '浏览器不许存，或给它的地方已满，没有存进历史备份。什么都没有丢，先保存。';
    expect(aside).toEqual([{ kind: 'failed', message: said }, { kind: 'failed', message: said }, { kind: 'done' }]);
    expect(await backups(page)).toEqual([]);
    const [, saved] = await Promise.all([page.waitForEvent('download'), save(page, request('一'))]);
    expect(saved.kind).toBe('handed');
  });

  it('exports into a folder, reads back, and replaces only what it wrote itself', async () => {
    const page = await open({ pickers: true });
    await writeOutside(page, 'a.docx', '别人的');
    const written = await page.evaluate(async () => {
      const folder = (await window.api.chooseFolder())?.id ?? null;
      const write = async (name: string, text: string, overwrite = false) => {
        const result = await window.api.writeExport({ folder, name, bytes: new TextEncoder().encode(text), overwrite });
        return result.kind === 'written' ? new TextDecoder().decode(result.bytes) : result.kind;
      };
      const list = [
        await write('a.docx', '一'),
        await write('b.docx', '一'),
        await write('b.docx', '二'),
        await write('a.docx', '三', true),
      ];
      FileSystemFileHandle.prototype.createWritable = async () => {
        throw new DOMException('', 'NoModificationAllowedError');
      };
      return [...list, await write('b.docx', '四')];
    });
    expect(written).toEqual(['exists', '一', '二', '三', 'held']);
    expect(await readOutside(page, 'b.docx')).toBe('二');
  });

  it('copies both kinds of text as they are, and says how to paste where reading is not allowed', async () => {
    const page = await open();
    await page.click('button');
    const html = '<p style="text-indent:2em">一</p>';
    expect(await page.evaluate((given) => window.api.copy({ html: given, text: '一' }), html)).toEqual({ kind: 'done' });
    expect(await page.evaluate(() => window.api.clipboard())).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('请直接在格子里按 Ctrl+V'),
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    expect(await page.evaluate(() => window.api.clipboard())).toEqual({ kind: 'clip', text: '一', html });
  });

  it('prints the page alone, with its own styles, where no script can run', async () => {
    const page = await open();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    const html =
      '<!doctype html><html><head><title>报告</title><style>p { color: rgb(1, 2, 3) }</style></head><body><p style="margin: 7px">一</p></body></html>';
    const printed = await page.evaluate(async (given) => {
      const outcome = await window.api.print(given);
      const frame = document.querySelector('iframe');
      const inside = frame?.contentDocument;
      const style = inside && getComputedStyle(inside.querySelector('p') as Element);
      return [outcome.kind, inside?.title, style?.color, style?.marginTop, frame?.sandbox.contains('allow-scripts')];
    }, html);
    expect(printed).toEqual(['done', '报告', 'rgb(1, 2, 3)', '7px', false]);
    expect(complaints).toEqual([]);
  });

  it('asks before the window is left while something is not saved', async () => {
    const page = await open();
    await page.evaluate(() => window.api.start());
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.click('button');
    await page.evaluate(() => window.api.describe({ title: '示例', file: null, dirty: false, menu: [] }));
    expect(await page.title()).toBe('示例');
    await page.reload();
    expect(asked).toEqual([]);
    await page.evaluate(() => window.api.start());
    await page.click('button');
    await page.evaluate(() => window.api.describe({ title: '示例', file: null, dirty: true, menu: [] }));
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
  });
});
