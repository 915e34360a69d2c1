// `npm start [draft]`: the desktop program from a clone; where there is no Electron or no screen, the same window in a browser.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOutdated } from './outdated.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { env } = process;
/** Recovery copies in a browser belong to an address with its port; a forgotten server ends after a working day. */
const SERVING = { port: 27153, idleMinutes: 600 };

/** The package's own `require('electron')` would start a download. */
function findElectron() {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  const program = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = join(env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), program);
  return existsSync(path) ? path : null;
}

const NO_ELECTRON = `没有找到 Electron，开不了桌面版。要用桌面版，先做下面的一件：
  · 运行 npx install-electron（下载慢或下不来的，先把环境变量 ELECTRON_MIRROR 设为镜像的地址）；
  · 已有 Electron 的，把环境变量 ELECTRON_OVERRIDE_DIST_PATH 设为它所在的文件夹。
然后再运行 npm start。`;
const NO_SCREEN = `没有图形界面（环境变量 DISPLAY 和 WAYLAND_DISPLAY 都是空的），开不了桌面版。
请在图形桌面的终端里再运行 npm start。`;

function obstacle(electron) {
  if (!electron) return NO_ELECTRON;
  return process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY ? NO_SCREEN : null;
}

function startDesktop(electron) {
  // `npm` changes into the package's folder and says where it was called.
  const drafts = process.argv.slice(2).map((file) => resolve(env.INIT_CWD ?? '.', file));
  // Chromium refuses to run as root inside its sandbox.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...flags, root, ...drafts], { stdio: 'inherit' });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
}

async function startInBrowser(why) {
  await buildOutdated('window');
  const { serve } = await import('./serve.mjs');
  const { url } = await serve(join(root, 'dist/window'), SERVING);
  console.log(`${why}\n\n现在改用浏览器版。在这台电脑的浏览器里打开下面的网址（只能打开一次，按 Ctrl+C 结束）：\n${url}`);
}

const electron = findElectron();
const why = obstacle(electron);
if (why) await startInBrowser(why);
else {
  await buildOutdated('window', 'main', 'preload');
  startDesktop(electron);
}
