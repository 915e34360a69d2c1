/** The machine of the browser edition, in a real browser: files by pickers (its private folder stands in for the disk) and by downloads. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { available, temporaryFolder } from '../documents/tools.ts';
import { readOutside, writeOutside } from './browser.ts';
import { backups, open, prepareMachine, request, SUMMARY, save } from './machine-page.ts';

const folder = temporaryFolder();

describe.skipIf(!available('the machine of the browser edition', 'chromium'))('the machine of the browser edition', () => {
  prepareMachine();

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

  it('a file that was opened is a recent one once it proved to be a draft', async () => {
    const page = await open({ pickers: true });
    await writeOutside(page, 'chosen.nianbao', '甲');
    const opened = await page.evaluate(() => window.api.open());
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    expect(await page.evaluate(() => window.api.recent())).toEqual([]);
    await page.evaluate((file) => window.api.remember(file, null), opened.file.id);
    expect(await page.evaluate(() => window.api.recent())).toMatchObject([{ file: { name: 'chosen.nianbao' } }]);
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
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
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
