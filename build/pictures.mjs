// `npm run pictures`: the pictures of the README: the running window, and the real Word file of an example as LibreOffice prints it.
// Fonts that stand in for those of an office are taken from the system, or from .cache/fonts (for instance the Fandol fonts).
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { buildOutdated } from './outdated.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'nianbao-pictures-'));
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

try {
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>` +
      `<dir>${join(root, '.cache/fonts')}</dir>${Object.entries(STAND_INS).map(alias).join('')}</fontconfig>`,
  );
  const env = { ...process.env, FONTCONFIG_FILE: fonts };
  execFileSync(
    process.execPath,
    [join(root, 'build/nianbao.mjs'), 'render', 'examples/示例县自然资源局2025.nianbao', '--docx', join(folder, 'report.docx')],
    { cwd: root },
  );
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'report.docx')], {
    env,
    stdio: 'ignore',
  });
  for (const [name, page] of Object.entries(PAGES)) {
    const range = ['-f', String(page), '-l', String(page), '-singlefile'];
    execFileSync('pdftoppm', ['-png', '-gray', '-r', '80', ...range, join(folder, 'report.pdf'), join(root, 'docs', name)]);
    console.log(`docs/${name}.png`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

await photographWindow();

/** Table 三 of an example with one number wrong, as it looks in the January after the year. Needs a screen: `xvfb-run -a npm run pictures`. */
async function photographWindow() {
  await buildOutdated('window', 'main', 'preload');
  process.env.ELECTRON_OVERRIDE_DIST_PATH ||= execFileSync(process.execPath, [join(root, 'build/fetch-electron.mjs')], {
    encoding: 'utf8',
  }).trim();
  const data = mkdtempSync(join(tmpdir(), 'nianbao-pictures-'));
  const draft = join(data, '示例县自然资源局2025.nianbao');
  copyFileSync(join(root, 'examples/示例县自然资源局2025.nianbao'), draft);
  const app = await _electron.launch({
    args: ['--log-level=3', root, draft],
    env: { ...process.env, NIANBAO_USER_DATA: data },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(1280, 720));
    await page.locator('.main .editor').first().waitFor();
    await page.clock.setFixedTime(new Date('2026-01-19T14:32:00'));
    await page.keyboard.press('Control+3');
    await page.locator('[data-cell="requests.carriedIn.natural"] input').fill('4');
    await page.keyboard.press('F7');
    await page.screenshot({ path: join(root, 'docs/window.png') });
    console.log('docs/window.png');
  } finally {
    await app.evaluate((electron) => electron.app.exit(0)).catch(() => undefined);
    await app.close().catch(() => undefined);
    rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  }
}
