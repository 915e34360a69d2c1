// The licences of what is shipped: every package that package-lock.json does not mark as one for developers only.
import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const jsonAt = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
/** Types leave nothing behind in a program. */
const isProgram = (path) => path.startsWith('node_modules/') && !/node_modules\/(?:@types\/|undici-types$)/.test(path);
/** Of those that come without the text: said by the package and by what it was made from. */
const ISC = (holders) => `The ISC License

Copyright (c) ${holders}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the
above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY
DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION,
ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;
const WITHOUT_TEXT = { saxes: ISC('Isaac Z. Schlueter and Contributors; Louis-Dominique Dubeau') };
/** Files in which a package carries the work of others, with their notices. */
const CARRIERS = { docx: 'dist/index.mjs' };
/** Notices that lie deeper than at the top. */
const DEEPER = { 'pdfjs-dist': ['cmaps/LICENSE'] };
const PAPERS = /^(?:licen[cs]e|notice|copying)(?:[.-]|$)/i;

function shippedAt(path) {
  const { name, version, license } = jsonAt(`${path}/package.json`);
  const files = readdirSync(new URL(`${path}/`, root)).filter((file) => PAPERS.test(file) && !/\.[jt]sx?$/.test(file));
  const texts = [...files.sort(), ...(DEEPER[name] ?? [])].map((file) => readFileSync(new URL(`${path}/${file}`, root), 'utf8').trim());
  const text = [...texts, ...noticesIn(path, CARRIERS[name])].join('\n\n') || WITHOUT_TEXT[name];
  return { name, version, licence: license ?? '', text: text ?? '' };
}
function noticesIn(path, file) {
  const source = file ? readFileSync(new URL(`${path}/${file}`, root), 'utf8') : '';
  return [...source.matchAll(/\/\*\*?\s*\n\*? ?\* @license[\s\S]*?\*\//g)].map(([notice]) =>
    notice.replace(/^\/\*+\s*|\s*\*+\/$|^ ?\* ?/gm, ''),
  );
}

/** `{ name, version, licence, text }` of each, by name. What is optional is machine code for some systems, and is never bundled. */
export function shippedPackages() {
  const paths = Object.entries(jsonAt('package-lock.json').packages).filter(
    ([path, { dev, optional }]) => isProgram(path) && !dev && !optional,
  );
  return paths.map(([path]) => shippedAt(path)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const HEAD = `第三方许可

本程序以 Apache-2.0 许可发布，含有下列第三方软件。感谢它们的作者。

桌面版另含 Electron（MIT 许可）及其中的 Chromium、Node.js 等软件，许可全文见安装文件夹里的
LICENSE.electron.txt 和 LICENSES.chromium.html。
`;
const LINE = '-'.repeat(72);

/** What the menu entry 第三方许可 shows and what lies beside the program. */
export function licenceText() {
  const packages = shippedPackages();
  const list = packages.map(({ name, version, licence }) => `  ${name} ${version}（${licence}）`).join('\n');
  const texts = packages.map(({ name, version, text }) => `${LINE}\n${name} ${version}\n\n${text}\n`).join('\n');
  return `${HEAD}\n${list}\n\n${texts}`;
}
