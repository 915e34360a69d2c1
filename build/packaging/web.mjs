// `npm run dist:web`: the browser edition as a folder for any web server, out/web, and as a zip beside the packages.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { buildInto } from '../build.mjs';
import { NAME, RELEASE, root, VERSION } from './product.mjs';

const WEB = join(root, 'out/web');
const BEGIN = '<script src="begin.js"></script>';
const NOTE = `年报（浏览器版）${VERSION}

怎么放：把这个文件夹里的全部文件放到任意网站或内网服务器的一个目录下，用网址打开 index.html。
服务器不用装任何程序，也收不到任何数据：草稿和导出的文件只在使用者自己的电脑上。

用 https 的网址时，打开过一次以后不联网也能用，并且能直接存回原来的文件、读剪贴板；
用 http 的网址时也能填写、核对和导出，但每次都要连得上服务器，文件存到“下载”文件夹。
直接双击 index.html 不能用，这是浏览器的限制。不能上网的电脑请安装桌面版。

恢复副本和历史备份存在浏览器里，清除网站数据时会一起清除，重要的草稿请及时保存成文件。
`;

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(WEB, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort();

/** Its list and its version are those of the files: it changes whenever one of them does. */
function serviceWorker() {
  const files = filesIn(WEB);
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(WEB, file)));
  const version = `${VERSION}-${hash.digest('hex').slice(0, 16)}`;
  const source = readFileSync(new URL('web/sw.js', import.meta.url), 'utf8');
  return `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files)};\n${source}`;
}

rmSync(WEB, { recursive: true, force: true });
await buildInto({ window: WEB });
const page = readFileSync(join(WEB, 'index.html'), 'utf8');
if (!page.includes('<title>')) throw new Error('web: index.html has no place for begin.js');
writeFileSync(join(WEB, 'index.html'), page.replace('<title>', `${BEGIN}\n<title>`));
copyFileSync(new URL('web/begin.js', import.meta.url), join(WEB, 'begin.js'));
writeFileSync(join(WEB, 'sw.js'), serviceWorker());
copyFileSync(join(root, 'LICENSE'), join(WEB, 'LICENSE.txt'));
writeFileSync(join(WEB, '说明.txt'), NOTE);

const name = `${NAME}-${VERSION}-web`;
const mtime = new Date('2000-01-01T00:00:00');
const entries = filesIn(WEB).map((file) => [`${name}/${file}`, [readFileSync(join(WEB, file)), { mtime }]]);
const archive = join(RELEASE, `${name}.zip`);
mkdirSync(dirname(archive), { recursive: true });
writeFileSync(archive, zipSync(Object.fromEntries(entries), { level: 9 }));
console.log(`out/web/\n${relative(root, archive)}  ${(readFileSync(archive).length / 1e6).toFixed(2)} MB`);
