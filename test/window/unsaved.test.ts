/** Work that is not in its file: asked about when the window closes, offered at the next start, never thrown away. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { available } from '../documents/tools.ts';
import { chooseInPrivateFolder, launchBrowser, readOutside, writeOutside } from './browser.ts';
import { type Clerk, draftSaying, NAME, saidIn, start, startWith, temporary } from './clerk.ts';
import { desktopAvailable } from './desktop.ts';

const OFFER = /没有正常退出/;
const there = desktopAvailable();
const later = (userData: string) => readdirSync(join(userData, 'recovery')).sort();

/** What a run that was killed leaves behind. */
function leave(userData: string, session: string, path: string | null, text: string, at: number): void {
  mkdirSync(join(userData, 'recovery'), { recursive: true });
  writeFileSync(join(userData, 'recovery', `${session}.json`), JSON.stringify({ session, name: NAME, path, text, at }));
}

describe.skipIf(!there)('closing the window', () => {
  const dirty = async (): Promise<Clerk & { readonly path: string }> => {
    const clerk = await startWith('旧');
    await clerk.write('，新');
    // At once: the last key counts, too.
    await clerk.closeWindow();
    expect(await clerk.told('要保存改动吗？')).toContain(NAME);
    return clerk;
  };
  /** The next start offers nothing. */
  const nothingLeft = async ({ userData, path }: Clerk & { readonly path: string }, text: string): Promise<void> => {
    const again = await start([path], userData);
    await again.shows(text);
    await again.isLeftAlone();
  };

  test('保存 writes the file and closes', async () => {
    const clerk = await dirty();
    const ended = clerk.ended();
    await clerk.answer(/^保存/).catch(() => undefined);
    expect(await ended).toBe(0);
    expect(saidIn(clerk.path)).toBe('旧，新');
    await nothingLeft(clerk, '旧，新');
  });

  test('不保存 closes, and the work is in the history, from where it comes back', async () => {
    const clerk = await dirty();
    const ended = clerk.ended();
    await clerk.answer('不保存').catch(() => undefined);
    expect(await ended).toBe(0);
    expect(saidIn(clerk.path)).toBe('旧');
    expect(clerk.history()).toContain('setAside 旧，新');
    const again = await start([clerk.path], clerk.userData);
    await again.shows('旧');
    await again.isLeftAlone();
    await again.menu('history');
    await again.page
      .locator('.backups li', { hasText: '没有保存或选用的一份' })
      .getByRole('button', { name: /恢复这一版/ })
      .click();
    await again.shows('旧，新');
    await again.status(/有改动/);
  });

  test('取消 and Esc leave everything as it is', async () => {
    const clerk = await dirty();
    await clerk.answer(/^取消/);
    await clerk.shows('旧，新');
    await clerk.closeWindow();
    await clerk.told('要保存改动吗？');
    await clerk.press('Escape');
    await clerk.isLeftAlone();
    await clerk.shows('旧，新');
    expect(saidIn(clerk.path)).toBe('旧');
  });

  test('取消 leaves what was typed in a dialog, too', async () => {
    const clerk = await startWith('（一）主动公开。\n无。');
    await clerk.write('，新');
    await clerk.press('F7');
    await clerk.press('F8');
    await expect
      .poll(async () => {
        await clerk.press('Alt+r');
        return clerk.page.locator('.reason-dialog').count();
      })
      .toBe(1);
    const reason = clerk.page.getByRole('textbox', { name: '理由' });
    await reason.fill('本年没有这一项工作。');
    await clerk.closeWindow();
    await clerk.told('要保存改动吗？');
    await clerk.page.getByRole('alertdialog').getByRole('button', { name: /^取消/ }).click();
    expect(await reason.inputValue()).toBe('本年没有这一项工作。');
    expect(await reason.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('asks nothing where nothing was changed, or everything was undone, and then offers nothing', async () => {
    const clerk = await startWith('旧');
    await clerk.write('，新');
    await expect.poll(() => later(clerk.userData), { timeout: 10_000 }).toHaveLength(1);
    await clerk.press('Control+z');
    await clerk.shows('旧');
    await clerk.status('没有改动');
    await clerk.page.waitForTimeout(100);
    const ended = clerk.ended();
    await clerk.closeWindow();
    expect(await ended).toBe(0);
    await nothingLeft(clerk, '旧');
  });

  test('a save that fails on the way out keeps the window open', async () => {
    const clerk = await dirty();
    writeFileSync(clerk.path, draftSaying('别人的'));
    await clerk.answer(/^保存/);
    await clerk.told('文件在别处改过');
    await clerk.press('Escape');
    await clerk.isLeftAlone();
    await clerk.shows('旧，新');
  });
});

describe.skipIf(!there)('the next start after a crash', () => {
  test('offers each copy, one after the other; what is given up is in the history; Esc does not put the question away', async () => {
    const [folder, userData] = [temporary(), temporary()];
    const path = join(folder, NAME);
    writeFileSync(path, draftSaying('旧'));
    const written = Date.now() - 60_000;
    leave(userData, 'older', null, draftSaying('较早的'), written);
    leave(userData, 'newer', path, draftSaying('旧，较新的'), Date.now() + 1000);
    leave(userData, 'same', path, draftSaying('旧'), Date.now());
    const clerk = await start([path], userData);
    const said = await clerk.told('上次没有正常退出，找到 2 份没有存盘的改动');
    expect(said).toContain('较新');
    for (let times = 0; times < 3; times++) await clerk.press('Escape');
    await clerk.told(OFFER);

    await clerk.answer(/比较/);
    const compared = clerk.page.getByRole('dialog', { name: '比较两份内容' });
    await compared.waitFor();
    expect(await compared.innerText()).toMatch(/旧，较新的/);
    await clerk.answer(/^返回/);
    await clerk.told(OFFER);
    await clerk.answer(/下一份/);
    await clerk.answer(/^放弃副本/);
    expect(await clerk.told('副本放进了历史备份')).toMatch(/今天 [\d:]{8} 的副本在“文件 › 历史备份”里/);
    await clerk.press('Enter');
    await clerk.told('上次没有正常退出，找到一份没有存盘的改动');
    expect(later(userData)).toEqual(['newer.json']);
    expect(clerk.history()).toContain('setAside 较早的');
    // As old as the copy was, not as the moment it was given up.
    expect(readdirSync(join(userData, 'history'), { recursive: true, encoding: 'utf8' }).join()).toContain(`${written}.setAside.`);
    await clerk.answer(/^恢复/);
    await clerk.shows('旧，较新的');
    await clerk.status(/有改动/);
    await clerk.press('Control+s');
    await clerk.status('已保存');
    expect(saidIn(path)).toBe('旧，较新的');
    expect(later(userData)).toEqual([]);
  });

  test('a copy that is no draft any more can be put into the history; one that is no copy stays where it is', async () => {
    const userData = temporary();
    leave(userData, 'broken', null, draftSaying('旧').slice(0, 1000), Date.now());
    writeFileSync(join(userData, 'recovery', 'halved.json'), '{"session":"halved","na');
    const clerk = await start([], userData);
    expect(await clerk.told(OFFER)).toContain('副本读不出来，不能恢复，只能放进历史备份留着。');
    await clerk.answer(/^放进历史备份/);
    await expect.poll(() => later(userData)).toEqual(['halved.json']);
    await clerk.page.getByRole('button', { name: /^新建/ }).waitFor();
    expect(readFileSync(join(userData, 'recovery', 'halved.json'), 'utf8')).toContain('halved');
    expect(clerk.history()).toEqual(['setAside damaged']);
  });

  test('a page that crashes is told of, opened again, and the work comes back', async () => {
    const clerk = await startWith('旧');
    await clerk.write('，新');
    await clerk.status(/已存恢复副本/);
    await clerk.app.evaluate(({ dialog, BrowserWindow }) => {
      Object.assign(dialog, {
        showMessageBox: async (_: unknown, box: { message: string; detail: string }) => {
          Object.assign(globalThis, { asked: `${box.message}${box.detail}` });
          return { response: 0 };
        },
      });
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    const inPage = (script: string) =>
      clerk.app.evaluate(
        ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<unknown>,
        script,
      );
    const asked = () => clerk.app.evaluate(() => (globalThis as unknown as { asked?: string }).asked);
    await expect.poll(asked).toBe('窗口出错停下了。没有存盘的改动在恢复副本里，重新打开窗口后可以恢复。');
    // Playwright has lost the page that crashed.
    await expect.poll(() => inPage('document.querySelector("dialog h2")?.textContent'), { timeout: 10_000 }).toMatch(OFFER);
    await inPage('document.querySelector("dialog footer .primary").click()');
    const written = 'document.querySelector(".editor.fills")?.shadowRoot.querySelector(".cm-content").innerText';
    await expect.poll(() => inPage(written), { timeout: 10_000 }).toBe('旧，新');
  });
});

test.skipIf(!there)('where a part of the window cannot be drawn, it asks about unsaved work, and opens again with all of it', async () => {
  const clerk = await startWith('旧');
  await clerk.page.evaluate(() => {
    const { showModal } = HTMLDialogElement.prototype;
    HTMLDialogElement.prototype.showModal = () => {
      HTMLDialogElement.prototype.showModal = showModal;
      throw new Error('a part that cannot be drawn');
    };
  });
  await clerk.write('，新');
  // At once: the copy of what was just typed is not kept yet.
  await clerk.press('F1');
  await clerk.page.getByText('有一部分没有显示出来').waitFor();
  await clerk.closeWindow();
  await clerk.told('要保存改动吗？');
  await clerk.answer(/^取消/);
  await clerk.page.getByRole('button', { name: '重新打开' }).click();
  await clerk.told(OFFER);
  await clerk.answer(/^恢复/);
  await clerk.shows('旧，新');
});

describe.skipIf(!available('unsaved work in the browser edition', 'chromium'))('in the browser edition', () => {
  type Browser = Awaited<ReturnType<typeof launchBrowser>>;
  const begin = async (): Promise<Browser> => {
    const browser = await launchBrowser();
    const { page } = browser;
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: /^新建/ }).click();
    await page.getByLabel('单位全称').fill('示例县自然资源局');
    await page.keyboard.press('Enter');
    return browser;
  };
  const editor = ({ page }: Browser) => page.getByRole('textbox', { name: '总体情况' });
  const write = async (browser: Browser, text: string): Promise<void> => {
    await editor(browser).focus();
    await browser.page.keyboard.press('Control+End');
    await browser.page.keyboard.insertText(text);
  };
  const status = ({ page }: Browser, said: RegExp): Promise<void> =>
    expect.poll(() => page.locator('.status .saved').innerText(), { timeout: 10_000 }).toMatch(said);
  const history = async ({ page }: Browser): Promise<string> => {
    await page.getByRole('button', { name: /^菜单/ }).click();
    await page.getByRole('menuitem', { name: '历史备份…' }).click();
    await page.locator('.backups li').first().waitFor();
    return page.locator('.backups').innerText();
  };

  test('unsaved work is offered after the page was loaded anew, and not to a second window meanwhile', async () => {
    const browser = await begin();
    const { page, context, url, close } = browser;
    await write(browser, '还没有存盘');
    await status(browser, /已存恢复副本/);
    const second = await context.newPage();
    await second.goto(url);
    await second.getByRole('button', { name: /^新建/ }).waitFor();
    await second.waitForTimeout(300);
    expect(await second.locator('dialog').count()).toBe(0);
    expect(await second.locator('.recent .none').innerText()).toBe('这个浏览器记不住文件，请用“打开…”到下载文件夹里找。');
    await second.close();
    await page.reload();
    expect(await page.getByRole('alertdialog', { name: OFFER }).innerText()).toContain('还没有存过盘');
    await page.getByRole('button', { name: /^恢复/ }).click();
    await expect.poll(() => editor(browser).innerText()).toBe('还没有存盘');
    await close();
  });

  test.each(['cell', 'text'] as const)('and is taken up where it was written: in a %s', async (kind) => {
    const browser = await begin();
    const { page, close } = browser;
    await write(browser, '甲\n乙');
    await page.keyboard.press('ArrowUp');
    const id = 'requests.newReceived.business';
    const number = page.locator(`[data-cell="${id}"] input`);
    if (kind === 'cell') {
      await page.keyboard.press('Control+3');
      await number.focus();
      await page.keyboard.type('12');
    } else await page.keyboard.type('丙');
    await status(browser, /已存恢复副本/);
    await page.waitForTimeout(2000);
    await page.reload();
    await page.getByRole('button', { name: /^恢复/ }).click();
    const at = kind === 'cell' ? number : editor(browser);
    await expect.poll(() => at.evaluate((element) => element.matches(':focus'))).toBe(true);
    if (kind === 'text') {
      await page.keyboard.type('丁');
      await expect.poll(() => editor(browser).innerText()).toBe('甲丙丁\n乙');
    }
    await close();
  });

  test('a download is not called saved: what was handed over is in the history, its copy stays while the document does', async () => {
    const browser = await begin();
    const { page, close } = browser;
    await write(browser, '一');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    await download.cancel();
    await status(browser, /^已交给浏览器下载 今天 \d\d:\d\d$/);
    expect(await history(browser)).toContain('交给浏览器下载的一份');
    await page.keyboard.press('Escape');
    // The page ends in good order: nothing is asked at the next start, which finds the text in the history.
    await page.reload();
    await page.getByRole('button', { name: /^新建/ }).waitFor();
    await page.waitForTimeout(300);
    expect(await page.locator('dialog').count()).toBe(0);
    await history(browser);
    await page
      .getByRole('button', { name: /恢复这一版/ })
      .first()
      .click();
    await expect.poll(() => editor(browser).innerText()).toBe('一');

    await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    await status(browser, /^已交给/);
    await write(browser, '二');
    await status(browser, /已存恢复副本/);
    await page.reload();
    const offer = page.getByRole('alertdialog', { name: OFFER });
    await offer.waitFor();
    expect(await offer.innerText()).toMatch(/今天 [\d:]+ 交给浏览器下载过，存没存上这里看不到。恢复以后请再保存。/);
    await page.getByRole('button', { name: /^恢复/ }).click();
    await expect.poll(() => editor(browser).innerText()).toBe('一二');
    await close();
  });

  test('with no room for anything, a document leaves only when the person has seen its download', async () => {
    const browser = await begin();
    const { page, close } = browser;
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
    });
    await write(browser, '一');
    await status(browser, /恢复副本没有存上，点这里看原因/);
    const leave = async (): Promise<void> => {
      await page.getByRole('button', { name: /^菜单/ }).click();
      await page.getByRole('menuitem', { name: /^关闭这份报告/ }).click();
    };
    const answer = (name: RegExp): Promise<void> => page.locator('dialog').getByRole('button', { name }).click();
    await leave();
    await answer(/^不保存/);
    await page.getByRole('alertdialog', { name: '没有存进历史备份' }).waitFor();
    await answer(/^知道了/);
    await expect.poll(() => editor(browser).innerText()).toBe('一');
    await leave();
    await answer(/^保存/);
    await page.getByRole('alertdialog', { name: '下载的文件在吗？' }).waitFor();
    await answer(/^取消/);
    await expect.poll(() => editor(browser).innerText()).toBe('一');
    // When the page itself is closed, the browser asks.
    const isAsked = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
    expect(await isAsked()).toBe(true);
    await leave();
    await answer(/^文件在/);
    await page.getByRole('button', { name: /^新建/ }).waitFor();
    await close();
  });

  test('a file that the browser asks about first is not called missing: it is read when the person allows it, and saved into', async () => {
    const browser = await launchBrowser({ pickers: true });
    const { page, context, close } = browser;
    page.on('dialog', (dialog) => void dialog.accept());
    await context.addInitScript(chooseInPrivateFolder);
    await page.reload();
    await writeOutside(page, NAME, draftSaying('旧'));
    await page.evaluate((name) => Reflect.set(window, 'chosen', name), NAME);
    await page.getByRole('button', { name: /^打开…/ }).click();
    await page.locator('.window').waitFor();
    await write(browser, '，新');
    await status(browser, /已存恢复副本/);
    // What Chromium asks, nobody can answer for Playwright.
    await context.addInitScript(() => {
      const answers: PermissionState[] = ['denied', 'granted'];
      let now: PermissionState = 'prompt';
      Object.assign(FileSystemFileHandle.prototype, {
        queryPermission: async () => now,
        requestPermission: async () => {
          now = answers.shift() ?? 'granted';
          return now;
        },
      });
    });
    await page.reload();
    const offer = page.getByRole('alertdialog', { name: OFFER });
    expect(await offer.innerText()).toContain('浏览器要先问一次才读这个文件');
    expect(await offer.innerText()).not.toContain('找不到');
    await offer.getByRole('button', { name: '读文件…' }).click();
    await page.getByRole('alertdialog', { name: '没有打开' }).getByText('在浏览器询问时选允许').waitFor();
    await page.getByRole('button', { name: /^知道了/ }).click();
    await offer.getByRole('button', { name: '读文件…' }).click();
    await offer.getByRole('button', { name: /^比较/ }).waitFor();
    await offer.getByRole('button', { name: /^恢复/ }).click();
    await expect.poll(() => editor(browser).innerText()).toBe('旧，新');
    await page.keyboard.press('Control+s');
    await status(browser, /^已保存/);
    expect(await readOutside(page, NAME)).toBe(draftSaying('旧，新'));
    await close();
  });
});
