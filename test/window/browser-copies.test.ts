/** What the browser edition keeps beside the files, in a real browser: recovery copies, the history, and what other windows have. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { available } from '../documents/tools.ts';
import { writeOutside } from './browser.ts';
import { backups, keep, open, prepareMachine, request, save } from './machine-page.ts';

describe.skipIf(!available('copies in the browser edition', 'chromium'))('copies in the browser edition', () => {
  prepareMachine();

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

  it('what was kept of a new document belongs to its file from the first save on', async () => {
    const page = await open({ pickers: true });
    await keep(page, 's', '早先');
    const saved = await save(page, request('一'));
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    expect((await backups(page, saved.file.id)).map(({ why }) => why)).toEqual(['timed']);
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
});
