// A .deb of the unpacked program, by dpkg-deb alone. electron-builder would download fpm and a Ruby for it, and its scripts would
// ask the kernel for name spaces as root, who may always have them; Debian 10 and what stems from it refuses them to everybody else.
// This package has no scripts: the sandbox helper comes with the rights it needs, as in the browsers' own packages, and the
// databases of desktop entries, MIME types and icons are renewed by the triggers of the packages that keep them.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DRAFT, LICENCE, NAME, root, SUMMARY, TITLE } from './product.mjs';

/** What Electron loads at its start (`dpkg-shlibdeps`), less what GTK brings; the second names are those of 2024 and later. */
const DEPENDS = [
  'libc6 (>= 2.28)',
  'libgtk-3-0 (>= 3.24) | libgtk-3-0t64',
  'libnss3 (>= 3.35)',
  'libasound2 (>= 1.0.16) | libasound2t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libcups2 | libcups2t64',
  'libgbm1',
  'libxkbcommon0',
  'libdbus-1-3',
  'libexpat1',
  // Opens an exported file with its program.
  'xdg-utils',
];
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

const DESKTOP = `[Desktop Entry]
Type=Application
Name=${TITLE}
GenericName=政府信息公开工作年度报告
Comment=${SUMMARY}
Keywords=年报;政府信息公开;nianbao;
Exec=/opt/${NAME}/${NAME} %F
Icon=${NAME}
Terminal=false
Categories=Office;
MimeType=${DRAFT.mime};
StartupNotify=true
StartupWMClass=${NAME}
`;
const MIME = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${DRAFT.mime}">
    <comment>${DRAFT.title}</comment>
    <sub-class-of type="application/json"/>
    <icon name="${DRAFT.mime.replace('/', '-')}"/>
    <glob pattern="*.${DRAFT.ending}"/>
  </mime-type>
</mime-info>
`;
const COPYRIGHT = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ${NAME}
Comment: Third-party software: /opt/${NAME}/第三方许可.txt, LICENSE.electron.txt and LICENSES.chromium.html there

Files: *
Copyright: ${NAME} developers
License: ${LICENCE}
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0
`;

const control = ({ version, arch, size, isTest }) => `Package: ${NAME}
Version: ${version.replace(/-/g, '~')}
Architecture: ${ARCHITECTURES[arch]}
Maintainer: ${NAME} developers <noreply@${NAME}.invalid>
Installed-Size: ${size}
Depends: ${DEPENDS.join(', ')}
Section: editors
Priority: optional
Description: ${isTest ? '【测试版，请勿使用】' : ''}${TITLE}：${SUMMARY}
 政府信息公开工作年度报告（国办公开办函〔2021〕30号）：填表、核对、
 与上年比较，导出用于送审的 Word 文件和用于公布的网页。不联网。
`;

function write(tree, path, text) {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

/** `from` are pictures named after their sizes. */
function addIcons(tree, from, kind, name) {
  for (const file of readdirSync(join(root, 'build/packaging/icons', from))) {
    const folder = join(tree, 'usr/share/icons/hicolor', file.replace('.png', ''), kind);
    cpSync(join(root, 'build/packaging/icons', from, file), join(folder, `${name}.png`));
  }
}

function layOut(tree, unpacked) {
  mkdirSync(join(tree, 'opt'));
  cpSync(unpacked, join(tree, 'opt', NAME), { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(tree, 'usr/bin'), { recursive: true });
  symlinkSync(`../../opt/${NAME}/${NAME}`, join(tree, 'usr/bin', NAME));
  write(tree, `usr/share/applications/${NAME}.desktop`, DESKTOP);
  write(tree, `usr/share/mime/packages/${NAME}.xml`, MIME);
  write(tree, `usr/share/doc/${NAME}/copyright`, COPYRIGHT);
  addIcons(tree, 'app', 'apps', NAME);
  addIcons(tree, 'draft', 'mimetypes', DRAFT.mime.replace('/', '-'));
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', tree]);
  // Used only where the kernel gives ordinary users no name spaces.
  chmodSync(join(tree, 'opt', NAME, 'chrome-sandbox'), 0o4755);
}

/** Makes `file` from the folder of the unpacked program. */
export function makeDeb(unpacked, file, arch, isTest) {
  const tree = mkdtempSync(join(tmpdir(), 'nianbao-deb-'));
  try {
    layOut(tree, unpacked);
    const { version } = JSON.parse(readFileSync(join(root, 'out/app/package.json'), 'utf8'));
    const size = execFileSync('du', ['-sk', '--apparent-size', tree], { encoding: 'utf8' }).split('\t')[0];
    write(tree, 'DEBIAN/control', control({ version, arch, size, isTest }));
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', tree, file], { stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}
