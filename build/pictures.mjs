// The pictures of the manual and of the README: the running desktop window with invented units, and the real Word file of an example
// as LibreOffice prints it. Needs a screen (`xvfb-run -a npm run manual`), soffice and pdftoppm, and a computer on which it can make
// the home of an office (`/home/office`, as root in a container): elsewhere the pictures show a temporary folder.
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
const NOW = '2026-01-19T14:32:00';
const HOME = '/home/office';
const WINDOW = { width: 1280, height: 720 };
/** Letters stay sharp on a screen of today, and where a picture is shown smaller. */
const DENSITY = 1.5;
/** At this quality the letters stay sharp, for a picture is never shown at its full size. */
const QUALITY = 70;

/** Makes every picture anew in `folder`. */
export async function takePictures(folder) {
  await buildOutdated('window', 'main', 'preload');
  process.env.ELECTRON_OVERRIDE_DIST_PATH ||= execFileSync(process.execPath, [join(root, 'build/fetch-electron.mjs')], {
    encoding: 'utf8',
  }).trim();
  const work = mkdtempSync(join(tmpdir(), 'nianbao-pictures-'));
  const home = makeHome(work);
  // What a clerk sees of a computer: the folder of documents.
  const documents = join(home, '文档/政府信息公开年报');
  try {
    for (const story of [begin, rollOver, readBadly, fill, explain, goBack, recover]) {
      mkdirSync(documents, { recursive: true });
      await story({ work, documents, folder });
      rmSync(documents, { recursive: true, force: true, maxRetries: 3 });
    }
  } finally {
    for (const made of [work, home]) rmSync(made, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Never somebody's own. */
function makeHome(work) {
  try {
    mkdirSync(HOME);
    return HOME;
  } catch ({ code }) {
    console.warn(`${HOME}: ${code}. The pictures will show a temporary folder.`);
    return join(work, 'home');
  }
}

/** A window and what can be done with it. A `data` folder that was used before is the same computer, started again. */
async function launch({ work, folder }, { data = mkdtempSync(join(work, 'data-')), open = [] } = {}) {
  const app = await _electron.launch({
    args: ['--log-level=3', root, ...open],
    env: { ...process.env, NIANBAO_USER_DATA: data },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  await app.evaluate(keepOwnTime);
  const page = await app.firstWindow();
  await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0].setContentSize(width, height), WINDOW);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', { ...WINDOW, deviceScaleFactor: DENSITY, mobile: false });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const window = {
    page,
    data,
    /** The clock of the computer, from now on. */
    at: async (time) => {
      await app.evaluate((_, now) => globalThis.setClock(now), new Date(time).getTime());
      await page.clock.setFixedTime(new Date(time));
    },
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    cell: (id) => page.locator(`[data-cell="${id}"] input`),
    dialog: (name) => page.getByRole('dialog', { name }).or(page.getByRole('alertdialog', { name })).waitFor(),
    /** The window, or `wide` of it from a point, or around a thing: all pictures of the window have its proportions. */
    picture: async (name, { wide = WINDOW.width, from: [left, top] = [0, 0], around } = {}) => {
      await page.evaluate(() => document.fonts.ready);
      await page.mouse.move(0, 0);
      const size = { width: wide, height: (wide * WINDOW.height) / WINDOW.width };
      const box = around && (await page.locator(around).boundingBox());
      const x = box ? box.x + (box.width - size.width) / 2 : left;
      const y = box ? box.y + (box.height - size.height) / 2 : top;
      const clip = { x, y, ...size, scale: 1 };
      const { data: image } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, clip });
      writeFileSync(join(folder, `${name}.webp`), image, 'base64');
      console.log(`${name}.webp`);
    },
    /** What the desktop's own dialogs will be answered. */
    choose: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        const answer = async () => ({ canceled: false, filePath: chosen, filePaths: [chosen] });
        Object.assign(dialog, { showSaveDialog: answer, showOpenDialog: answer });
      }, path),
    fromMenu: (id) => app.evaluate(({ Menu }, item) => Menu.getApplicationMenu().getMenuItemById(item).click(), id),
    copy: (text) => app.evaluate(({ clipboard }, clip) => clipboard.writeText(clip), text),
    kill: () => app.process().kill('SIGKILL'),
    close: async () => {
      await app.evaluate((electron) => electron.app.exit(0)).catch(() => undefined);
      await app.close().catch(() => undefined);
    },
  };
  await window.at(NOW);
  // The first screen counts the days to the deadline once.
  if (open.length === 0) await page.reload();
  await page.locator('.start, .main .editor, .main .grid, dialog').first().waitFor();
  return window;
}

/** In the program: its clock and the times of its files can be set, so that no picture tells when it was taken. */
function keepOwnTime() {
  const RealDate = Date;
  let ahead = 0;
  /** Which clock was in force from when on: a file keeps the time it had by the clock it was written by. */
  const clocks = [];
  globalThis.setClock = (now) => {
    ahead = now - RealDate.now();
    clocks.push({ from: RealDate.now(), ahead });
  };
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [RealDate.now() + ahead]));
    }
    static now = () => RealDate.now() + ahead;
  };
  const files = process.mainModule.require('node:fs/promises');
  const { stat, utimes } = files;
  const clockOf = (isThen) => clocks.findLast(isThen) ?? clocks[0] ?? { ahead: 0 };
  files.stat = async (...request) => {
    const found = await stat(...request);
    found.mtimeMs += clockOf(({ from }) => from <= found.mtimeMs).ahead;
    return found;
  };
  files.utimes = (path, _, seconds) => {
    const real = seconds - clockOf((clock) => seconds * 1000 - clock.ahead >= clock.from).ahead / 1000;
    return utimes(path, real, real);
  };
}

// The stories, each a window from its start

async function begin(place) {
  const { page, press, dialog, picture, close } = await launch(place);
  await picture('start', { from: [64, 40], wide: 1152 });
  await press('Control+n');
  await dialog('新建年度报告');
  await page.getByLabel('单位全称').fill('示例县水利局');
  await picture('new', { around: 'dialog', wide: 880 });
  await close();
}

/** From the report that was published last year, as a Word file. */
async function rollOver(place) {
  const { page, press, dialog, picture, choose, close } = await launch(place);
  await choose(publish(place, 'docx'));
  await press('Control+Shift+N');
  await dialog('导入年报');
  await picture('import');
  await press('Enter');
  await dialog(/^以上年为基础新建/);
  await picture('rollover');
  await press('Enter');
  await page.locator('.window').waitFor();
  await press('Control+1', 'Alt+n');
  await picture('stale', { from: [146, 44], wide: 816 });
  await press('Control+5', 'Alt+3');
  await page.getByText('上年问题改得怎样').first().waitFor();
  await page.getByRole('button', { name: '更换…' }).waitFor();
  await picture('problems', { from: [160, 0], wide: 1120 });
  await close();
}

/** Last year's report of the example, as it was published. */
function publish({ work, documents }, ending) {
  const { lastYear: report, format, version } = JSON.parse(readFileSync(join(root, 'examples', EXAMPLE), 'utf8'));
  const draft = join(work, 'last-year.nianbao');
  const published = join(documents, `示例县自然资源局2024年政府信息公开工作年度报告.${ending}`);
  writeFileSync(draft, JSON.stringify({ format, version, report, lastYear: null }));
  execFileSync(process.execPath, [join(root, 'build/nianbao.mjs'), 'render', draft, `--${ending}`, published]);
  return published;
}

/** A web page with what a site adds, and a table with a fault. */
async function readBadly(place) {
  const published = publish(place, 'html');
  const marked = MARKS_OF_A_SITE.reduce((text, [from, to]) => text.replace(from, to), readFileSync(published, 'utf8'));
  writeFileSync(published, marked);
  const { page, press, dialog, picture, choose, close } = await launch(place);
  await choose(published);
  await press('Control+Shift+N');
  await dialog('导入年报');
  await page.locator('.listing').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await picture('unplaced');
  await close();
}
const MARKS_OF_A_SITE = [
  [/<h1>/, '<p>首页 &gt; 政府信息公开年报</p><p>发布日期：2025-01-20　来源：示例县自然资源局　浏览次数：216</p>$&'],
  [/<\/main>/, '<p>附件：示例县自然资源局2024年度政府信息公开申请办理情况明细</p><p>年报由示例县自然资源局办公室负责解释。</p>$&'],
  // A row with one number too few, of which none can be placed with certainty.
  [/(二、上年结转政府信息公开申请数量<\/th>(?:<td[^>]*>\d+<\/td>){3})<td[^>]*>\d+<\/td>/, '$1'],
];

async function fill(place) {
  const draft = join(place.documents, EXAMPLE);
  copyFileSync(join(root, 'examples', EXAMPLE), draft);
  const { page, press, cell, dialog, picture, choose, copy, close } = await launch(place, { open: [draft] });
  await press('Control+3');
  await cell('requests.newReceived.natural').focus();
  await copy('48\t3\t1\t0\t1\t0\r\n2\t0\t0\t0\t0\t0');
  await press('Control+v');
  await dialog(/粘贴/);
  await picture('paste', { around: 'dialog', wide: 1040 });
  await press('Escape', 'Control+6', 'Alt+3');
  await page.getByRole('button', { name: '更换…' }).waitFor();
  await picture('fee', { from: [146, 44], wide: 816 });
  await press('Control+3', 'Alt+2');
  await page.frameLocator('.pane iframe').getByText('年度报告').first().waitFor();
  await picture('preview');
  await choose(place.documents);
  await press('Control+e');
  await dialog('导出');
  await press('Enter');
  await page.getByText('已核对').first().waitFor();
  await picture('export', { around: 'dialog', wide: 1120 });
  await photographWord(page, place);
  await close();
}

/** What is wrong, from the cell to the reason. */
async function explain(place) {
  const draft = join(place.documents, EXAMPLE);
  copyFileSync(join(root, 'examples', EXAMPLE), draft);
  const { page, press, cell, dialog, picture, choose, close } = await launch(place, { open: [draft] });
  // One more request, granted: the table is even, the texts still state the numbers before.
  const grantOneMore = async (received, granted) => {
    await press('Control+3');
    await cell('requests.newReceived.natural').fill(received);
    await cell('requests.granted.natural').fill(granted);
  };
  await grantOneMore('39', '19');
  await press('F7', 'F8');
  await picture('text', { from: [146, 232], wide: 816 });
  await press('Alt+r');
  await dialog('写明理由');
  await picture('reason', { around: 'dialog', wide: 800 });
  await press('Escape', 'Control+i');
  await dialog('插入表中数字');
  await picture('insert', { around: 'dialog', wide: 1040 });
  await press('Escape');
  await grantOneMore('38', '18');
  await cell('requests.carriedIn.natural').fill('4');
  await press('F7');
  await picture('table');
  await picture('findings', { from: [156, 90], wide: 1120 });
  await choose(place.documents);
  await press('Control+e');
  await dialog('导出');
  await page.getByText('查看并改正').waitFor();
  await picture('errors-left', { around: 'dialog', wide: 1040 });
  await close();
}

/** A morning's saves, and the same file written by somebody else. */
async function goBack(place) {
  const draft = join(place.documents, EXAMPLE);
  copyFileSync(join(root, 'examples', EXAMPLE), draft);
  const { page, at, press, cell, dialog, picture, fromMenu, close } = await launch(place, { open: [draft] });
  for (const [time, count, said] of [
    ['2026-01-16T16:48:00', '41', '下一步，按季度通报各所报送情况。'],
    ['2026-01-19T09:05:00', '45', '继续压缩答复用时，'],
    ['2026-01-19T10:26:00', '47', '力争平均不超过12个工作日。'],
  ]) {
    await at(time);
    await press('Control+3');
    await cell('requests.newReceived.natural').fill(count);
    await press('Control+5', 'Control+End');
    await page.keyboard.insertText(said);
    await page.getByText('已存恢复副本').waitFor();
    await press('Control+s');
    await page.getByText('已保存').waitFor();
  }
  await at(NOW);
  await fromMenu('history');
  await dialog('历史备份');
  await picture('history', { around: 'dialog', wide: 880 });
  await page.getByRole('button', { name: /^比较/ }).last().click();
  await dialog('比较两份内容');
  await picture('compare', { around: 'dialog', wide: 960 });
  await press('Escape', 'Escape', 'Control+3');
  await cell('requests.newReceived.natural').fill('46');
  await press('Tab');
  await page.getByText('已存恢复副本').waitFor();
  writeFileSync(draft, readFileSync(draft, 'utf8').replace('"requests.granted.natural": "18"', '"requests.granted.natural": "19"'));
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await dialog('文件在别处改过');
  await picture('changed', { around: 'dialog', wide: 800 });
  await close();
}

/** Killed with unsaved work, and started again. */
async function recover(place) {
  const draft = join(place.documents, EXAMPLE);
  copyFileSync(join(root, 'examples', EXAMPLE), draft);
  const first = await launch(place, { open: [draft] });
  await first.press('Control+3');
  await first.cell('requests.newReceived.natural').fill('47');
  await first.press('Tab', 'Control+s');
  await first.page.getByText('已保存').waitFor();
  await first.cell('requests.newReceived.natural').fill('48');
  await first.press('Tab');
  await first.page.getByText('已存恢复副本').waitFor();
  await first.kill();
  const second = await launch(place, { data: first.data });
  await second.dialog(/没有正常退出/);
  await second.picture('recovery', { around: 'dialog', wide: 880 });
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

/** Chromium writes WebP itself. */
async function asWebp(page, png) {
  const base64 = await page.evaluate(
    async ([text, quality]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      const written = await canvas.convertToBlob({ type: 'image/webp', quality: quality / 100 });
      return btoa(Array.from(new Uint8Array(await written.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
    },
    [png.toString('base64'), QUALITY],
  );
  return Buffer.from(base64, 'base64');
}

async function photographWord(page, { work, folder }) {
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
    execFileSync('pdftoppm', ['-png', '-gray', '-r', '120', ...range, join(work, 'report.pdf'), join(work, name)]);
    writeFileSync(join(folder, `${name}.webp`), await asWebp(page, readFileSync(join(work, `${name}.png`))));
    console.log(`${name}.webp`);
  }
}
