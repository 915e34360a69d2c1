// The configuration of electron-builder, as a function of the platform and of the Electron that is to be had.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { APP, DRAFT, LANGUAGES, NAME, RELEASE, root, TITLE } from './product.mjs';

const icons = join(root, 'build/packaging/icons');

/**
 * Switches inside the executable itself. Cookies: the program has none, and to encrypt them Linux would open the key ring.
 * `grantFileProtocolExtraPrivileges` is known from Electron 29 on.
 */
const fuses = (major) => ({
  runAsNode: false,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  ...(major >= 29 ? { grantFileProtocolExtraPrivileges: false } : {}),
});

/** What lies beside the program for people to read. */
const papers = (folder = '') => [
  { from: join(APP, 'dist/window/licences.txt'), to: `${folder}第三方许可.txt` },
  { from: join(root, 'LICENSE'), to: `${folder}LICENSE.txt` },
];

const PLATFORMS = {
  linux: {
    // The folder in /opt and the program are named after the product: ASCII. People see the name in the desktop entry.
    productName: NAME,
    extraFiles: papers(),
    linux: {
      executableName: NAME,
      icon: join(icons, 'app'),
      category: 'Office',
      syncDesktopName: true,
      desktop: { entry: { Name: TITLE, GenericName: '政府信息公开工作年度报告' } },
    },
  },
  win32: {
    productName: TITLE,
    extraFiles: papers(),
    win: { executableName: NAME, icon: join(icons, 'app.ico') },
    // For one user, without an administrator; drafts and recovery copies stay when it is removed.
    nsis: {
      oneClick: true,
      perMachine: false,
      deleteAppDataOnUninstall: false,
      shortcutName: TITLE,
      uninstallDisplayName: TITLE,
      installerLanguages: ['zh_CN'],
      language: '2052',
      artifactName: '${name}-${version}-win-${arch}-setup.${ext}',
    },
    portable: { artifactName: '${name}-${version}-win-${arch}-portable.${ext}' },
  },
  darwin: {
    productName: TITLE,
    extraFiles: papers('Resources/'),
    mac: { icon: join(icons, 'app.icns'), category: 'public.app-category.business', minimumSystemVersion: '13.0' },
    dmg: { title: TITLE },
  },
};

/** On macOS they lie beside the program, where a disk image would leave them behind. */
function takeLicencesAlong(appOutDir) {
  const resources = join(appOutDir, `${TITLE}.app/Contents/Resources`);
  for (const [name, inside] of [
    ['LICENSE', 'LICENSE.electron.txt'],
    ['LICENSES.chromium.html', 'LICENSES.chromium.html'],
  ]) {
    if (existsSync(join(appOutDir, name))) cpSync(join(appOutDir, name), join(resources, inside));
  }
}

export function builderConfig(platform, electron) {
  const icon = { linux: join(icons, 'draft'), win32: join(icons, 'draft.ico'), darwin: join(icons, 'draft.icns') }[platform];
  return {
    // On Windows the shortcut and the running program must name the same (electron/main.ts).
    appId: NAME,
    copyright: 'Apache-2.0',
    electronVersion: electron.version,
    electronDist: electron.dist,
    electronLanguages: LANGUAGES,
    electronFuses: fuses(Number.parseInt(electron.version, 10)),
    directories: { app: APP, output: RELEASE, buildResources: join(root, 'build/packaging') },
    // All of it is bundled. Without the last one the packages in the repository's folder would come along, 40 MB of them.
    files: ['dist/**', 'package.json', '!node_modules/**'],
    asar: true,
    npmRebuild: false,
    publish: null,
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    fileAssociations: [{ ext: DRAFT.ending, name: DRAFT.title, description: DRAFT.title, mimeType: DRAFT.mime, role: 'Editor', icon }],
    ...PLATFORMS[platform],
    // A dist of one's own is taken as it is, with what only its owner needs; this runs before the switches are set and before signing.
    afterPack({ appOutDir }) {
      for (const file of ['resources/default_app.asar', 'version', '.stamp']) rmSync(join(appOutDir, file), { force: true });
      if (platform === 'darwin') takeLicencesAlong(appOutDir);
    },
  };
}
