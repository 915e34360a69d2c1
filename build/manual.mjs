// `npm run manual`: takes the pictures anew and writes the manual to docs/manual, as a page to open and as Markdown for GitHub.
// `npm run manual -- text` writes the text only. The source of both is docs/manual/text, with menus, keys and rules from the program.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createServer } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs/manual');

const STYLE = `body{max-width:860px;margin:0 auto;padding:24px;font:16px/1.75 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;color:#18212c}
h2{margin-top:48px;padding-bottom:4px;border-bottom:1px solid #aab4c1}img{max-width:100%;border:1px solid #d6dce4}img.sheet-of-paper{width:60%}
table{width:100%;border-collapse:collapse;font-size:14px}th,td{padding:4px 8px;border-bottom:1px solid #d6dce4;text-align:left;vertical-align:top}
th:first-child{min-width:6em}.long th:first-child{width:46%}.long th:nth-child(2):not(:last-child){width:7em}a{color:#173c6d}
kbd,pre{padding:1px 5px;border:1px solid #d6dce4;border-radius:3px;background:#f6f8fa;font-size:13px}pre{padding:8px 12px;white-space:pre-wrap}`;
const PAGE = (body) =>
  `<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n` +
  `<title>使用手册</title>\n<style>\n${STYLE}\n</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;

/** The chapters as links, under the title and what stands below it. */
const contentsOf = (blocks) => blocks.filter(({ kind, level }) => kind === 'heading' && level === 2);

async function writeText() {
  // The window's modules look at the window as they are read.
  globalThis.navigator ??= { platform: '' };
  globalThis.window ??= { nianbao: {} };
  const server = await createServer({ configFile: join(root, 'vite.config.ts'), root, server: { middlewareMode: true }, logLevel: 'warn' });
  try {
    const { manualMarkdown, manualBlocks } = await server.ssrLoadModule('/renderer/manual-text.ts');
    const { ManualPage } = await server.ssrLoadModule('/renderer/manual-page.tsx');
    const blocks = manualBlocks();
    const contents = contentsOf(blocks);
    const list = contents.map(({ id, text }) => `- [${text}](#${id})`).join('\n');
    const first = contents[0] ? `## ${contents[0].text}` : '';
    writeFileSync(join(folder, 'README.md'), `${manualMarkdown().replace(first, `${list}\n\n${first}`)}\n`);
    const at = blocks.indexOf(contents[0]);
    const page = [...blocks.slice(0, at), { kind: 'list', ordered: false, items: contents.map(linkTo) }, ...blocks.slice(at)];
    const html = renderToStaticMarkup(createElement(ManualPage, { blocks: page, top: 1, address: (picture) => picture }));
    writeFileSync(join(folder, 'index.html'), PAGE(html.replace(/(<(?:h\d|p|[uo]l|table|pre|img|tr))/g, '\n$1').trim()));
    console.log('docs/manual/README.md\ndocs/manual/index.html');
  } finally {
    await server.close();
  }
}
const linkTo = ({ id, text }) => [{ kind: 'link', text, to: `#${id}` }];

const wantsPictures = process.argv[2] !== 'text';
if (wantsPictures && process.platform === 'linux' && !process.env.DISPLAY) {
  console.error('npm run manual takes pictures of the window and needs a screen: xvfb-run -a npm run manual');
  process.exit(1);
}
if (wantsPictures) await (await import('./pictures.mjs')).takePictures(folder);
await writeText();
// Vite keeps watchers open for a while.
process.exit();
