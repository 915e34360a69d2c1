// `npm run pictures`: the pictures of the README, from the real Word file of an example, as LibreOffice prints it.
// Fonts that stand in for those of an office are taken from the system, or from .cache/fonts (for instance the Fandol fonts).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
