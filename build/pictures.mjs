// The pictures of the manual and of the README: the running desktop window with invented units, and the real Word file of an example
// as LibreOffice prints it. Needs a screen (`xvfb-run -a npm run manual`), soffice and pdftoppm.
// Fonts that stand in for those of an office are taken from the system, or from .cache/fonts (for instance the Fandol fonts).
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { buildOutdated } from './outdated.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const EXAMPLE = '示例县自然资源局2025.nianbao';
/** The January after the year, when reports are written. */
const NOW = new Date('2026-01-19T14:32:00');

/** Makes every picture anew in `folder`. */
export async function takePictures(folder) {
  await buildOutdated('window', 'main', 'preload');
  process.env.ELECTRON_OVERRIDE_DIST_PATH ||= execFileSync(process.execPath, [join(root, 'build/fetch-electron.mjs')], {
    encoding: 'utf8',
  }).trim();
  const work = mkdtempSync(join(tmpdir(), 'nianbao-pictures-'));
  try {
    for (const story of [begin, rollOver, fill, recover]) await story(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A window at 1280 × 720 and what can be done with it. A `data` folder that was used before is the same computer on another day. */
async function launch({ work, folder, data = mkdtempSync(join(work, 'data-')), open = [], now = NOW }) {
  const app = await _electron.launch({
    args: ['--log-level=3', root, ...open],
    env: { ...process.env, NIANBAO_USER_DATA: data },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await app.firstWindow();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(1280, 720));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (now) await page.clock.setFixedTime(now);
  await page.locator('.start, .main .editor, .main .grid, dialog').first().waitFor();
  return {
    page,
    data,
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    cell: (id) => page.locator(`[data-cell="${id}"] input`),
    dialog: (name) => page.getByRole('dialog', { name }).or(page.getByRole('alertdialog', { name })).waitFor(),
    picture: async (name) => {
      await page.evaluate(() => document.fonts.ready);
      writeFileSync(join(folder, `${name}.webp`), await asWebp(page, await page.screenshot()));
      console.log(`${name}.webp`);
    },
    /** What the desktop's own dialogs will be answered. */
    choose: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        const answer = async () => ({ canceled: false, filePath: chosen, filePaths: [chosen] });
        Object.assign(dialog, { showSaveDialog: answer, showOpenDialog: answer });
      }, path),
    copy: (text) => app.evaluate(({ clipboard }, clip) => clipboard.writeText(clip), text),
    kill: () => app.process().kill('SIGKILL'),
    close: async () => {
      await app.evaluate((electron) => electron.app.exit(0)).catch(() => undefined);
      await app.close().catch(() => undefined);
    },
  };
}

/** Chromium writes WebP itself. At this quality the letters stay sharp at a third of the size without loss. */
async function asWebp(page, png) {
  const base64 = await page.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const written = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
    return btoa(Array.from(new Uint8Array(await written.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
  }, png.toString('base64'));
  return Buffer.from(base64, 'base64');
}

// The stories, each a window from its start

async function begin(work, folder) {
  const { page, press, dialog, picture, close } = await launch({ work, folder });
  await page.reload();
  await page.locator('.start').waitFor();
  await picture('start');
  await press('Control+n');
  await dialog('新建年度报告');
  await page.getByLabel('单位全称').fill('示例县水利局');
  await picture('new');
  await close();
}

/** From the report that was published last year, as a Word file. */
async function rollOver(work, folder) {
  const { lastYear: report, format, version } = JSON.parse(readFileSync(join(root, 'examples', EXAMPLE), 'utf8'));
  const draft = join(work, '示例县自然资源局2024.nianbao');
  const published = join(work, '示例县自然资源局2024年政府信息公开工作年度报告.docx');
  writeFileSync(draft, JSON.stringify({ format, version, report, lastYear: null }));
  execFileSync(process.execPath, [join(root, 'build/nianbao.mjs'), 'render', draft, '--docx', published]);
  const { page, press, dialog, picture, choose, close } = await launch({ work, folder });
  await choose(published);
  await press('Control+Shift+N');
  await dialog('导入年报');
  await picture('import');
  await press('Enter');
  await dialog(/^以上年为基础新建/);
  await picture('rollover');
  await press('Enter');
  await page.locator('.window').waitFor();
  await press('Control+1', 'Alt+n');
  await picture('stale');
  await press('Control+5', 'Alt+3');
  await page.getByText('上年问题改得怎样').first().waitFor();
  await page.getByRole('button', { name: '更换…' }).waitFor();
  await picture('problems');
  await close();
}

async function fill(work, folder) {
  const draft = join(work, EXAMPLE);
  copyFileSync(join(root, 'examples', EXAMPLE), draft);
  const { page, press, cell, dialog, picture, choose, copy, close } = await launch({ work, folder, open: [draft] });
  await press('Control+3');
  await cell('requests.newReceived.natural').focus();
  await copy('48\t3\t1\t0\t1\t0\r\n2\t0\t0\t0\t0\t0');
  await press('Control+v');
  await dialog(/粘贴/);
  await picture('paste');
  await press('Escape', 'Control+6', 'Alt+3');
  await page.getByRole('button', { name: '更换…' }).waitFor();
  await picture('fee');
  await press('Control+3', 'Alt+1');
  await cell('requests.carriedIn.natural').fill('4');
  await press('F7');
  await picture('table');
  await press('F8');
  await picture('text');
  await press('Alt+r');
  await dialog('写明理由');
  await picture('reason');
  await press('Escape', 'Control+i');
  await dialog('插入表中数字');
  await picture('insert');
  await press('Escape');
  await press('Control+z', 'Control+3', 'Alt+2');
  await page.frameLocator('.pane iframe').getByText('年度报告').first().waitFor();
  await picture('preview');
  const out = join(work, '导出');
  mkdirSync(out);
  await choose(out);
  await press('Control+e');
  await dialog('导出');
  await page.locator('dialog footer .primary').click();
  await page.getByText('已核对').first().waitFor();
  await picture('export');
  await photographWord(page, work, folder);
  await close();
}

/** Killed with unsaved work, and started again. The copies are of the real time, so the window has no other. */
async function recover(work, folder) {
  const draft = join(work, `水利-${EXAMPLE}`);
  copyFileSync(join(root, 'examples', EXAMPLE), draft);
  const first = await launch({ work, folder, open: [draft], now: null });
  await first.press('Control+3');
  await first.cell('requests.newReceived.natural').fill('47');
  await first.press('Tab', 'Control+s');
  await first.page.getByText('已保存').waitFor();
  await first.cell('requests.newReceived.natural').fill('48');
  await first.press('Tab');
  await first.page.getByText('已存恢复副本').waitFor();
  await first.kill();
  const second = await launch({ work, folder, data: first.data, now: null });
  await second.dialog(/没有正常退出/);
  await second.picture('recovery');
  await second.close();
}

// The Word file

const PAGES = { 'word-text': 1, 'word-table': 5 };
const STAND_INS = {
  方正小标宋简体: ['FandolSong', 'Noto Serif CJK SC'],
  仿宋_GB2312: ['FandolFang', 'FandolFang R', 'Noto Serif CJK SC'],
  楷体_GB2312: ['FandolKai', 'AR PL UKai CN', 'Noto Serif CJK SC'],
  黑体: ['FandolHei', 'Noto Sans CJK SC'],
  宋体: ['FandolSong', 'AR PL UMing CN', 'Noto Serif CJK SC'],
};
const alias = ([name, fonts]) =>
  `<alias binding="same"><family>${name}</family><prefer>${fonts.map((font) => `<family>${font}</family>`).join('')}</prefer></alias>`;

async function photographWord(page, work, folder) {
  const fonts = join(work, 'fonts.conf');
  const own = `<dir>${join(root, '.cache/fonts')}</dir>${Object.entries(STAND_INS).map(alias).join('')}`;
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>${own}</fontconfig>`,
  );
  const word = join(work, 'report.docx');
  execFileSync(process.execPath, [join(root, 'build/nianbao.mjs'), 'render', join(root, 'examples', EXAMPLE), '--docx', word]);
  execFileSync(
    'soffice',
    [`-env:UserInstallation=file://${join(work, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', work, word],
    {
      env: { ...process.env, FONTCONFIG_FILE: fonts },
      stdio: 'ignore',
    },
  );
  for (const [name, number] of Object.entries(PAGES)) {
    const range = ['-f', String(number), '-l', String(number), '-singlefile'];
    execFileSync('pdftoppm', ['-png', '-gray', '-r', '80', ...range, join(work, 'report.pdf'), join(work, name)]);
    writeFileSync(join(folder, `${name}.webp`), await asWebp(page, readFileSync(join(work, `${name}.png`))));
    console.log(`${name}.webp`);
  }
}
