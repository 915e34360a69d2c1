/** What goes wrong with files while a person works, as the person sees it: in the running program, on real files and small disks. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mounted } from '../disks.ts';
import { draftSaying, NAME, saidIn, start, startWith, temporary } from './clerk.ts';
import { desktopAvailable } from './desktop.ts';

const there = desktopAvailable();

const small = there ? mounted(temporary(), 'a full disk', '-o', 'size=64k') : null;
const readOnly = there ? mounted(temporary(), 'a read-only disk') : null;

/** Takes all the room that is left on a disk. */
function fill(folder: string): string {
  const file = join(folder, 'filler');
  spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=1k']);
  return file;
}

describe.skipIf(!there)('a save that fails', () => {
  test.skipIf(!small)('on a full disk: the old file stays, the work too; elsewhere or later it is saved', async () => {
    const clerk = await startWith('旧', small ?? '');
    const filler = fill(small ?? '');
    await clerk.write('，新');
    await clerk.press('Control+s');
    const said = await clerk.told('没有存上');
    expect(said).toContain(`文件夹“${small}”所在的磁盘已满，“${NAME}”没有存上。内容还在窗口里，腾出空间后再保存，或另存到别处。`);
    expect(saidIn(clerk.path)).toBe('旧');
    await clerk.answer('再试一次');
    await clerk.told('没有存上');
    await clerk.answer('以后再说');
    await clerk.shows('旧，新');
    await clerk.status(/没有存上|有改动/);
    rmSync(filler);
    await clerk.press('Control+s');
    await clerk.status('已保存');
    expect(saidIn(clerk.path)).toBe('旧，新');

    fill(small ?? '');
    await clerk.write('，更新');
    await clerk.press('Control+s');
    await clerk.told('没有存上');
    const elsewhere = join(temporary(), '别处.nianbao');
    await clerk.choose(elsewhere);
    await clerk.answer(/另存到别处/);
    await clerk.status('已保存');
    expect(saidIn(elsewhere)).toBe('旧，新，更新');
    expect(saidIn(clerk.path)).toBe('旧，新');
    expect(readdirSync(small ?? '').sort()).toEqual(['filler', NAME].sort());
  });

  test.skipIf(!readOnly)('on a read-only disk', async () => {
    const clerk = await startWith('旧', readOnly ?? '');
    spawnSync('mount', ['-o', 'remount,ro', readOnly ?? '']);
    await clerk.write('，新');
    await clerk.press('Control+s');
    expect(await clerk.told('没有存上')).toContain(`“${NAME}”所在的磁盘是只读的，没有存上。内容还在窗口里，请另存到别处。`);
    await clerk.answer('以后再说');
    await clerk.shows('旧，新');
    expect(saidIn(clerk.path)).toBe('旧');
  });

  test('into a folder that is gone, and back again', async () => {
    const clerk = await startWith('旧');
    const folder = dirname(clerk.path);
    renameSync(folder, `${folder} away`);
    await clerk.write('，新');
    await clerk.press('Control+s');
    const said = await clerk.told('没有存上');
    expect(said).toContain(`找不到文件夹“${folder}”，“${NAME}”没有存上。内容还在窗口里，插回 U 盘或恢复文件夹后再保存，或另存到别处。`);
    renameSync(`${folder} away`, folder);
    await clerk.answer('再试一次');
    await clerk.status('已保存');
    expect(saidIn(clerk.path)).toBe('旧，新');
  });

  test('over a folder of the same name', async () => {
    const clerk = await startWith('旧');
    rmSync(clerk.path);
    mkdirSync(clerk.path);
    await clerk.write('，新');
    await clerk.press('Control+s');
    expect(await clerk.told('没有存上')).toContain(`“${NAME}”是一个文件夹，没有存上。内容还在窗口里，请换一个名字，或另存到别处。`);
    await clerk.answer('以后再说');
    await clerk.shows('旧，新');
    expect(statSync(clerk.path).isDirectory()).toBe(true);
  });

  test('elsewhere: once more means there, not into the old file', async () => {
    const clerk = await startWith('旧');
    await clerk.write('，新');
    await clerk.choose(join(temporary(), '没有', '别处.nianbao'));
    await clerk.press('Control+Shift+S');
    expect(await clerk.told('没有存上')).toContain('“别处.nianbao”没有存上');
    const elsewhere = join(temporary(), '别处.nianbao');
    await clerk.choose(elsewhere);
    await clerk.answer('再试一次');
    await clerk.status('已保存');
    expect([saidIn(elsewhere), saidIn(clerk.path)]).toEqual(['旧，新', '旧']);
  });
});

const CHANGED = '文件在别处改过';
describe.skipIf(!there)('a file that another program changes', () => {
  test('is asked about once when the window comes to the front; what is in the file is taken', async () => {
    const clerk = await startWith('旧');
    await clerk.write('，我的');
    writeFileSync(clerk.path, draftSaying('别人的'));
    await clerk.comeBack();
    expect(await clerk.told(CHANGED)).toContain(NAME);
    await clerk.answer('用文件里的');
    await clerk.shows('别人的');
    expect(clerk.history()).toContain('setAside 旧，我的');
    await clerk.comeBack();
    await clerk.isLeftAlone();
    await clerk.write('，接着写');
    await clerk.press('Control+s');
    await clerk.status('已保存');
    expect(saidIn(clerk.path)).toBe('别人的，接着写');
  });

  test('or what is in the window, which is asked again by a save after it was left open', async () => {
    const clerk = await startWith('旧');
    await clerk.write('，我的');
    writeFileSync(clerk.path, draftSaying('别人的'));
    await clerk.comeBack();
    await clerk.told(CHANGED);
    await clerk.press('Escape');
    await clerk.comeBack();
    await clerk.isLeftAlone();
    await clerk.press('Control+s');
    await clerk.told(CHANGED);
    expect(saidIn(clerk.path)).toBe('别人的');
    // Enter alone compares, closes the comparison and leaves all as it is.
    await clerk.press('Enter');
    const compared = clerk.page.getByRole('dialog', { name: '比较两份内容' });
    await compared.waitFor();
    expect(await compared.innerText()).toContain('别人的');
    await clerk.press('Enter');
    await clerk.told(CHANGED);
    await clerk.press('Enter');
    await clerk.isLeftAlone();
    expect([saidIn(clerk.path), await clerk.editor().innerText()]).toEqual(['别人的', '旧，我的']);
    await clerk.press('Control+s');
    await clerk.told(CHANGED);
    await clerk.answer(/保留窗口里的/);
    await clerk.status('已保存');
    expect(saidIn(clerk.path)).toBe('旧，我的');
    expect(clerk.history()).toContain('previous 别人的');
  });

  test('and what is in it is taken into the window one difference at a time, which can be undone', async () => {
    const clerk = await startWith('同一段。\n我的这一段。');
    writeFileSync(clerk.path, draftSaying('同一段。\n别人的另一段。\n还有一段。'));
    await clerk.comeBack();
    await clerk.told(CHANGED);
    await clerk.press('Enter');
    const compared = clerk.page.getByRole('dialog', { name: '比较两份内容' });
    await compared.getByRole('button', { name: '采用 一、总体情况 第 3 段' }).press('Enter');
    await expect.poll(() => compared.getByRole('button', { name: /^采用/ }).count()).toBe(1);
    await expect
      .poll(() => compared.getByRole('button', { name: '采用 一、总体情况 第 2 段' }).evaluate((next) => next.matches(':focus')))
      .toBe(true);
    await clerk.answer(/^关闭 Enter/);
    await clerk.told(CHANGED);
    await clerk.press('Escape');
    await clerk.shows('同一段。\n我的这一段。\n还有一段。');
    await clerk.press('Control+1');
    await clerk.press('Control+z');
    await clerk.shows('同一段。\n我的这一段。');
  });

  test('into something that is no draft: the window can be written over it', async () => {
    const clerk = await startWith('旧');
    writeFileSync(clerk.path, 'something else');
    await clerk.comeBack();
    expect(await clerk.told(CHANGED)).toContain('文件里现在的内容读不出来：不是年报草稿');
    expect(await clerk.page.locator('dialog').getByRole('button', { name: '用文件里的' }).count()).toBe(0);
    expect(await clerk.page.locator('dialog .primary').innerText()).toContain('以后再说');
    await clerk.answer(/保留窗口里的/);
    await clerk.status('已保存');
    expect(saidIn(clerk.path)).toBe('旧');
    expect(clerk.history()).toContain('previous notDraft');
  });

  test('or renames: a save says so, makes no second file on Enter, and goes on in the renamed one', async () => {
    const clerk = await startWith('旧');
    await clerk.write('，新');
    const renamed = join(temporary(), '改过名.nianbao');
    renameSync(clerk.path, renamed);
    await clerk.comeBack();
    await clerk.isLeftAlone();
    await clerk.press('Control+s');
    expect(await clerk.told('没有存上')).toContain(`“${NAME}”不在原来的文件夹里了，可能改了名、移走了或删掉了`);
    expect(existsSync(clerk.path)).toBe(false);
    await clerk.choose(renamed);
    await clerk.press('Enter');
    await clerk.status('已保存');
    expect([existsSync(clerk.path), saidIn(renamed)]).toEqual([false, '旧，新']);
  });

  test('or deletes: it is written again where the person wants that', async () => {
    const clerk = await startWith('旧');
    rmSync(clerk.path);
    await clerk.press('Control+s');
    await clerk.told('没有存上');
    await clerk.answer('写回原处');
    await clerk.status('已保存');
    expect(saidIn(clerk.path)).toBe('旧');
  });
});

describe.skipIf(!there)('saved as', () => {
  test('a file that holds the draft of another year: the person is asked, and Enter leaves it', async () => {
    const clerk = await startWith('今年');
    const path = join(temporary(), '去年.nianbao');
    writeFileSync(path, draftSaying('去年', 2024));
    await clerk.choose(path);
    await clerk.press('Control+Shift+S');
    expect(await clerk.told('要替换另一份草稿吗？')).toContain('“示例县自然资源局”2024 年度的草稿');
    const other = join(temporary(), '今年.nianbao');
    await clerk.choose(other);
    await clerk.press('Enter');
    await expect.poll(() => existsSync(other)).toBe(true);
    await clerk.isLeftAlone();
    expect([saidIn(path), saidIn(other)]).toEqual(['去年', '今年']);

    await clerk.choose(path);
    await clerk.press('Control+Shift+S');
    await clerk.told('要替换另一份草稿吗？');
    await clerk.answer('替换');
    await expect.poll(() => saidIn(path)).toBe('今年');
    expect(clerk.history()).toContain('previous 去年');
    // One of the same unit and year the dialog of the system has asked about.
    await clerk.write('，改过');
    await clerk.choose(other);
    await clerk.press('Control+Shift+S');
    await expect.poll(() => saidIn(other)).toBe('今年，改过');
  });
});

describe.skipIf(!there)('an export', () => {
  test('beside a file that is held, over one that is there, into a folder that is gone', async () => {
    const clerk = await startWith('旧');
    const folder = temporary();
    const docx = '示例县自然资源局2025年政府信息公开工作年度报告（送审稿）.docx';
    writeFileSync(join(folder, docx), 'corrected by hand');
    await clerk.press('Control+e');
    await clerk.page.getByRole('dialog', { name: '导出' }).waitFor();
    await clerk.choose(folder);
    await clerk.answer('更改…');
    await clerk.page.getByText(folder).waitFor();

    const files = clerk.page.locator('dialog .files');
    await clerk.answer(/^导出/);
    await expect.poll(() => files.innerText(), { timeout: 10_000 }).toMatch(/那里已经有同名的文件，今天 \d\d:\d\d 改过，没有写出/);
    // The filled button neither looks done nor replaces anything.
    expect(await clerk.page.locator('dialog .primary').innerText()).toContain('换个名字导出');
    expect(readFileSync(join(folder, docx), 'utf8')).toBe('corrected by hand');
    writeFileSync(join(folder, `.~lock.${docx}#`), '');
    await clerk.answer('替换');
    await expect.poll(() => files.innerText()).toContain(`“${docx}”正在 Word、WPS 等程序里打开，没有导出。`);
    await clerk.press('Enter');
    await clerk.page.getByText('已核对').first().waitFor();
    expect(readdirSync(folder)).toContain(docx.replace('.docx', '（2）.docx'));
    expect(readFileSync(join(folder, docx), 'utf8')).toBe('corrected by hand');

    await clerk.answer(/^完成/);
    rmSync(folder, { recursive: true });
    await clerk.press('Control+e');
    await clerk.answer(/^导出/);
    await expect.poll(() => files.innerText(), { timeout: 10_000 }).toContain(`找不到文件夹“${folder}”，“${docx}”没有导出。`);
    expect(await clerk.page.locator('dialog .primary').innerText()).toContain('再试一次');
  });

  test('of a draft that is not saved says so, and saves it', async () => {
    const clerk = await startWith('旧');
    await clerk.write('，新');
    await clerk.press('Control+e');
    await clerk.answer(/^导出/);
    const sheet = clerk.page.getByRole('dialog', { name: '导出' });
    await sheet.getByText('已核对').first().waitFor();
    expect(await sheet.innerText()).toContain('草稿里的改动还没有存盘');
    expect(saidIn(clerk.path)).toBe('旧');
    await clerk.answer('保存草稿');
    await expect.poll(() => sheet.innerText()).not.toContain('还没有存盘');
    expect(saidIn(clerk.path)).toBe('旧，新');
  });
});

const FOLDER = temporary();
const BAD: readonly (readonly [string, (path: string) => void, string])[] = [
  ['截断.nianbao', (path) => writeFileSync(path, draftSaying('旧').slice(0, 2000)), '草稿不完整'],
  ['空的.nianbao', (path) => writeFileSync(path, ''), '文件是空的。请从“文件 › 历史备份”恢复。'],
  ['新版.nianbao', (path) => writeFileSync(path, draftSaying('旧').replace('"version": 1', '"version": 99')), '请升级程序'],
  ['别的.nianbao', (path) => writeFileSync(path, '{"a":1}'), '不是年报草稿（.nianbao），请看看是不是选错了文件。'],
  [
    '很大.nianbao',
    (path) => [writeFileSync(path, ''), truncateSync(path, 30 * 1024 * 1024)],
    '文件太大，不像一份年报草稿。请看看是不是选错了文件。',
  ],
  ['夹子.nianbao', (path) => mkdirSync(path), '这是文件夹，不是文件，请选文件夹里的草稿。'],
];
describe.skipIf(!there)('a file that cannot be opened', () => {
  for (const [name, make] of BAD) make(join(FOLDER, name));
  const states = (): string[] => BAD.map(([name]) => `${statSync(join(FOLDER, name)).mtimeMs} ${statSync(join(FOLDER, name)).size}`);
  const before = states();

  test.each(BAD)('%s, given at the start', async (name, _, sentence) => {
    const clerk = await start([join(FOLDER, name)]);
    const said = await clerk.told('没有打开');
    expect(said).toContain(`“${name}”：`);
    expect(said).toContain(sentence);
    await clerk.answer(/知道了/);
    await clerk.page.getByRole('button', { name: /^新建/ }).waitFor();
    expect(states()).toEqual(before);
  });

  test('chosen or dropped while another is open, which stays', async () => {
    const clerk = await startWith('旧');
    for (const [name, , sentence] of BAD) {
      await clerk.choose(join(FOLDER, name));
      await clerk.press('Control+o');
      expect(await clerk.told('没有打开')).toContain(sentence);
      await clerk.answer(/知道了/);
    }
    for (const [name, , sentence] of BAD.slice(0, -1)) {
      await clerk.page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type="file" id="dropped">'));
      await clerk.page.setInputFiles('#dropped', join(FOLDER, name));
      await clerk.page.evaluate(() => {
        const input = document.querySelector('#dropped') as HTMLInputElement;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(input.files?.[0] as File);
        input.remove();
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      });
      expect(await clerk.told('没有打开')).toContain(sentence);
      await clerk.answer(/知道了/);
    }
    await clerk.shows('旧');
    expect(states()).toEqual(before);
    const names = await clerk.page.evaluate(async () => (await window.nianbao?.recent())?.map(({ file }) => file.name));
    expect(names).toEqual([NAME]);
  });
});
