/** Two documents and one window: what belongs to one never gets into the other, and what is typed between them is not lost. */
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleText } from '../drafts.ts';
import { draftSaying, saidIn, start, startWith, temporary } from './clerk.ts';
import { desktopAvailable } from './desktop.ts';

const CHANGED = '文件在别处改过';
const LEAVE = '要保存改动吗？';
const FULL = '磁盘已满，没有存上。内容还在窗口里，请另存到别处。';
const there = desktopAvailable();

function another(text = '乙', year = 2025): string {
  const path = join(temporary(), '示例县档案馆2025.nianbao');
  writeFileSync(path, draftSaying(text, year));
  return path;
}

describe.skipIf(!there)('a save that is slow', () => {
  test('and fails after another document was opened: it is told, and the other one is not written into its file', async () => {
    const clerk = await startWith('甲');
    const other = another();
    await clerk.write('，新');
    const letGo = await clerk.holds('save');
    await clerk.press('Control+s');
    await clerk.press('Control+w');
    await clerk.told(LEAVE);
    await clerk.answer('不保存');
    await clerk.page.getByRole('button', { name: /^新建/ }).waitFor();
    await clerk.choose(other);
    await clerk.press('Control+o');
    await clerk.shows('乙');
    await letGo(FULL);
    expect(await clerk.told('没有存上')).toContain('关闭以前的那次保存没有成功');
    expect(await clerk.page.locator('dialog').getByRole('button', { name: '再试一次' }).count()).toBe(0);
    await clerk.answer(/知道了/);
    await clerk.isLeftAlone();
    await clerk.shows('乙');
    await clerk.status('没有改动');
    expect([saidIn(clerk.path), saidIn(other)]).toEqual(['甲', '乙']);
    expect(clerk.history()).toContain('setAside 甲，新');
  });

  test.each([
    ['fails', FULL],
    ['finds the file changed', undefined],
  ])('and %s with no document open any more', async (_, failure) => {
    const clerk = await startWith('甲');
    await clerk.write('，新');
    const letGo = await clerk.holds('save');
    await clerk.press('Control+s');
    await clerk.press('Control+w');
    await clerk.answer('不保存');
    await clerk.page.getByRole('button', { name: /^新建/ }).waitFor();
    writeFileSync(clerk.path, draftSaying('别人的'));
    await letGo(failure);
    await clerk.told('没有存上');
    await clerk.answer(/知道了/);
    await clerk.page.getByRole('button', { name: /^新建/ }).waitFor();
    expect(saidIn(clerk.path)).toBe('别人的');
  });

  test('on leaving: what is typed meanwhile is asked about again', async () => {
    const clerk = await startWith('甲');
    await clerk.write('，新');
    const letGo = await clerk.holds('save');
    await clerk.press('Control+w');
    await clerk.told(LEAVE);
    await clerk.answer(/^保存/);
    await clerk.write('，更新');
    await letGo();
    await clerk.told(LEAVE);
    expect(saidIn(clerk.path)).toBe('甲，新');
    await clerk.answer(/^保存/);
    await clerk.page.getByRole('button', { name: /^新建/ }).waitFor();
    expect(saidIn(clerk.path)).toBe('甲，新，更新');
  });

  test('and asked for again and again: one after the other, and nobody is said to have changed the file', async () => {
    const clerk = await startWith('甲');
    const letGo = await clerk.holds('save');
    for (const text of ['一', '二', '三']) {
      await clerk.write(text);
      await clerk.press('Control+s');
    }
    await clerk.comeBack();
    await letGo();
    await clerk.status('已保存');
    await expect.poll(() => saidIn(clerk.path)).toBe('甲一二三');
    await clerk.comeBack();
    await clerk.isLeftAlone();
  });
});

describe.skipIf(!there)('another file', () => {
  test('that is slow to read: what is typed meanwhile is asked about before it is shown', async () => {
    const clerk = await startWith('甲');
    await clerk.choose(another());
    const letGo = await clerk.holds('open');
    await clerk.press('Control+o');
    await clerk.write('，新');
    await letGo();
    await clerk.told(LEAVE);
    await clerk.answer(/^取消/);
    await clerk.shows('甲，新');
    const again = await clerk.holds('open');
    await clerk.press('Control+o');
    await clerk.told(LEAVE);
    await clerk.answer('不保存');
    await clerk.write('，更新');
    await again();
    await clerk.told(LEAVE);
    await clerk.answer(/^保存/);
    await clerk.shows('乙');
    expect(saidIn(clerk.path)).toBe('甲，新，更新');
  });

  test('that last year is taken from is not a recent one', async () => {
    const clerk = await startWith('甲');
    await clerk.choose(another('上年', 2024));
    await clerk.press('Alt+3');
    await clerk.page.getByRole('button', { name: '附上上年年报…' }).click();
    await clerk.page.locator('.pane .pagebar').waitFor();
    const names = await clerk.page.evaluate(async () => (await window.nianbao?.recent())?.map(({ file }) => file.name));
    expect(names).toEqual(['示例县自然资源局2025.nianbao']);
  });
});

describe.skipIf(!there)('a double click', () => {
  test('on the draft that is open brings the window forward, and nothing else; the next save is kept', async () => {
    const clerk = await startWith('甲');
    await clerk.doubleClick(clerk.path);
    await clerk.isLeftAlone();
    await clerk.write('，新');
    await clerk.doubleClick(clerk.path);
    await clerk.isLeftAlone();
    await clerk.shows('甲，新');
    await clerk.press('Control+s');
    await clerk.status('已保存');
    expect(saidIn(clerk.path)).toBe('甲，新');
    await clerk.shows('甲，新');
  });

  test('on another one: 取消 stays, 保存 saves and opens it, as it is by then', async () => {
    const clerk = await startWith('甲');
    const other = another();
    await clerk.write('，新');
    await clerk.doubleClick(other);
    await clerk.told(LEAVE);
    await clerk.answer(/^取消/);
    await clerk.shows('甲，新');
    await clerk.doubleClick(other);
    await clerk.told(LEAVE);
    writeFileSync(other, draftSaying('乙，刚改过'));
    await clerk.answer(/^保存/);
    await clerk.shows('乙，刚改过');
    expect(saidIn(clerk.path)).toBe('甲，新');
  });

  test('behind a dialog waits for it; of several the last one counts', async () => {
    const clerk = await startWith('甲');
    await clerk.press('F1');
    await clerk.page.locator('dialog').waitFor();
    await clerk.doubleClick(another('丙'));
    await clerk.doubleClick(another('乙'));
    await clerk.page.waitForTimeout(200);
    expect(await clerk.page.locator('dialog').count()).toBe(1);
    await clerk.press('Escape');
    await clerk.shows('乙');
    await clerk.isLeftAlone();
  });

  test('while last year’s report is chosen waits for it: that is not attached to the other draft', async () => {
    const clerk = await startWith('甲');
    await clerk.choose(another('上年', 2024));
    await clerk.press('Alt+3');
    const letGo = await clerk.holds('choose');
    await clerk.page.getByRole('button', { name: '附上上年年报…' }).click();
    await clerk.doubleClick(another('乙'));
    await clerk.page.waitForTimeout(300);
    await letGo();
    await clerk.told(LEAVE);
    await clerk.answer(/^不保存/);
    await clerk.shows('乙');
    await clerk.page.getByRole('button', { name: '附上上年年报…' }).waitFor();
    expect(await clerk.page.locator('.status .saved').innerText()).toContain('没有改动');
  });

  test('on the draft that someone else has changed does not hide the change from the next save', async () => {
    const clerk = await startWith('甲');
    await clerk.write('，我的');
    writeFileSync(clerk.path, draftSaying('别人的'));
    await clerk.doubleClick(clerk.path);
    // The window that comes forward may notice by itself.
    await clerk.page.waitForTimeout(300);
    await clerk.press('Escape');
    await clerk.press('Control+s');
    await clerk.told(CHANGED);
    expect(saidIn(clerk.path)).toBe('别人的');
  });
});

describe.skipIf(!there)('a new document', () => {
  const name = async (clerk: Awaited<ReturnType<typeof startWith>>, unit: string): Promise<void> => {
    await clerk.press('Control+n');
    await clerk.page.getByLabel('单位全称').fill(unit);
    await clerk.press('Enter');
  };

  test('has a name that a file can have', async () => {
    const clerk = await startWith('甲');
    await name(clerk, '局'.repeat(270));
    expect(await clerk.page.locator('dialog').innerText()).toContain('单位全称有 270 个字，最多 60 个。请改短。');
    await clerk.page.getByLabel('单位全称').fill('局'.repeat(60));
    await clerk.press('Enter');
    await clerk.status(/已存恢复副本/);
    expect(readdirSync(join(clerk.userData, 'recovery'))).toHaveLength(1);
  });

  test('tells of what a save replaced when that had been written, too', async () => {
    const clerk = await startWith('甲');
    const before = new Date(Date.now() - 3 * 86_400_000);
    utimesSync(clerk.path, before, before);
    await clerk.write('，新');
    await clerk.press('Control+s');
    await clerk.status('已保存');
    await clerk.menu('history');
    const rows = clerk.page.locator('.backups li > div');
    await expect.poll(() => rows.last().innerText()).toMatch(/[日天] \d\d:\d\d:\d\d\s+保存的一版，今天 \d\d:\d\d 被替换$/);
    expect(await rows.last().innerText()).toContain(`${before.getDate()} 日`);
  });

  test('finds what was kept of it before its first save; the backup of another unit is asked about', async () => {
    const clerk = await startWith('甲');
    await name(clerk, '示例县档案馆');
    await clerk.write('乙');
    await clerk.status(/已存恢复副本/);
    await clerk.menu('history');
    const rows = clerk.page.locator('.backups li');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    await clerk.press('Escape');
    await clerk.choose(join(temporary(), '馆.nianbao'));
    await clerk.press('Control+s');
    await clerk.status('已保存');
    await clerk.menu('history');
    await rows.filter({ hasText: '定时备份' }).waitFor();
    await clerk.press('Escape');
    await name(clerk, '示例县气象局');
    await clerk.menu('history');
    await rows
      .first()
      .getByRole('button', { name: /恢复这一版/ })
      .click();
    expect(await clerk.told('这是另一份年报的备份')).toContain('现在打开的是“示例县气象局');
    await clerk.answer(/^取消/);
    await clerk.press('Escape');
    expect(await clerk.editor().innerText()).not.toContain('乙');
    await clerk.status(/有改动|还没有存成文件/);
  });
});

describe.skipIf(!there)('the machine refuses', () => {
  test('a copy and a save: both are said, and the window does not close without a question', async () => {
    const clerk = await startWith('甲');
    await clerk.app.evaluate(({ ipcMain }) => {
      for (const method of ['save', 'keepRecovery']) {
        ipcMain.removeHandler(`nianbao:${method}`);
        ipcMain.handle(`nianbao:${method}`, () => {
          throw new Error('refused');
        });
      }
    });
    await clerk.write('，新');
    await clerk.status('恢复副本没有存上，点这里看原因');
    await clerk.press('Control+s');
    expect(await clerk.told('没有存上')).toContain('内容还在窗口里，请另存到别处。');
    await clerk.answer('以后再说');
    await clerk.status('没有存上，点这里看原因');
    await clerk.closeWindow();
    await clerk.told(LEAVE);
  });

  test('a copy: that is not said any more once there is nothing left to keep one of', async () => {
    const clerk = await startWith('甲');
    await clerk.app.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('nianbao:keepRecovery');
      ipcMain.handle('nianbao:keepRecovery', () => ({ kind: 'failed', message: '磁盘已满。' }));
    });
    await clerk.write('，新');
    await clerk.status('恢复副本没有存上，点这里看原因');
    await clerk.press('Control+z');
    await clerk.shows('甲');
    await clerk.status('没有改动');
    await clerk.press('Control+y');
    await clerk.status('恢复副本没有存上，点这里看原因');
  });

  test('to put the text aside: then nothing takes its place', async () => {
    const clerk = await startWith('甲');
    await clerk.write('，新');
    await clerk.status(/已存恢复副本/);
    const history = join(clerk.userData, 'history');
    rmSync(history, { recursive: true });
    writeFileSync(history, '');
    await clerk.press('Control+w');
    await clerk.answer('不保存');
    expect(await clerk.told('没有存进历史备份')).toContain('什么都没有丢');
    await clerk.answer(/知道了/);
    await clerk.shows('甲，新');
    expect(readdirSync(join(clerk.userData, 'recovery'))).toHaveLength(1);
  });
});

describe.skipIf(!there)('a draft that was exported', () => {
  const listed = (clerk: Awaited<ReturnType<typeof start>>): Promise<string> => clerk.page.locator('.recent li').first().innerText();

  test('is said to be so in the list of recent files, until it is changed', async () => {
    const path = join(temporary(), '示例县档案馆2025.nianbao');
    writeFileSync(path, exampleText('示例县档案馆2025.nianbao'));
    const clerk = await start([path]);
    await clerk.press('Control+e');
    const sheet = clerk.page.getByRole('dialog', { name: '导出' });
    await sheet.getByRole('button', { name: /^导出/ }).click();
    await sheet.getByText('已核对，文件与草稿一致').waitFor();
    await sheet.getByRole('button', { name: /^完成/ }).click();
    await clerk.press('Control+w');
    await expect.poll(() => listed(clerk)).toContain('已导出');

    // Opened and saved as it is, it still is.
    await clerk.page.locator('.recent .entry').first().click();
    await clerk.page.locator('.window').waitFor();
    await clerk.press('Control+s');
    await clerk.status('已保存');
    await clerk.press('Control+w');
    await clerk.page.locator('.start').waitFor();
    expect(await listed(clerk)).toContain('已导出');

    await clerk.page.locator('.recent .entry').first().click();
    await clerk.write('再写一句。');
    await clerk.press('Control+s');
    await clerk.status('已保存');
    await clerk.press('Control+w');
    await clerk.page.locator('.start').waitFor();
    await expect.poll(() => listed(clerk)).not.toContain('已导出');
  });
});

test.skipIf(!there)(
  'a recent file that is taken from the list leaves the focus with the next one, the last one with what begins a report',
  async () => {
    const userData = temporary();
    const paths = ['甲', '乙', '丙'].map((name) => join(temporary(), `${name}2025.nianbao`));
    for (const path of paths) writeFileSync(path, draftSaying('旧'));
    writeFileSync(join(userData, 'settings.json'), JSON.stringify({ recent: paths.map((path) => ({ path, at: 1, summary: null })) }));
    const clerk = await start([], userData);
    const focused = (): Promise<string | null> =>
      clerk.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null);
    await clerk.page.getByRole('button', { name: /^从列表里去掉 乙/ }).focus();
    for (const next of [/^从列表里去掉 丙/, /^从列表里去掉 甲/, /^以上年为基础新建/]) {
      await clerk.press('Enter');
      await expect.poll(focused).toMatch(next);
    }
  },
);

describe.skipIf(!there)('a new report', () => {
  test('takes category and level from the name until the person chooses, and says where they contradict it', async () => {
    const clerk = await start();
    await clerk.press('Control+n');
    const [name, kind, level] = ['单位全称', '类别', '级别'].map((label) => clerk.page.getByLabel(label));
    const chosen = () => Promise.all([kind?.inputValue(), level?.inputValue()]);
    await name?.fill('示例镇人民政府');
    expect(await chosen()).toEqual(['town', 'town']);
    await name?.fill('示例省水利厅');
    expect(await chosen()).toEqual(['department', 'province']);
    await kind?.selectOption('publicInstitution');
    await name?.fill('示例镇人民政府');
    expect(await chosen()).toEqual(['publicInstitution', 'town']);
    expect(await clerk.page.locator('dialog').innerText()).toContain('选了“事业单位”，应当是“乡镇人民政府、街道办事处”');
    await clerk.press('Enter');
    await clerk.page.locator('.window').waitFor();
    // What was chosen stays, and is asked about.
    await clerk.press('F7');
    await expect.poll(() => clerk.page.locator('.pane').innerText()).toContain('选了“事业单位”');
  });
});
