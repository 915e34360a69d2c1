/** A Word file -> its paragraphs and tables in order. */
import { unzipSync } from 'fflate';
import type { DocumentBlock } from '../shared/document.ts';
import { decodeText } from './decode.ts';
import { BodyReader } from './docx-body.ts';
import { numbersOf } from './docx-numbering.ts';
import { UnreadableFile } from './unreadable.ts';
import { parseXml } from './xml.ts';

/** A report's document.xml has 0.1 MB; beyond this a file is broken or hostile. */
const MAX_XML_BYTES = 30 * 1024 * 1024;
const NUMBERING = 'word/numbering.xml';
const STYLES = 'word/styles.xml';
/** Some producers number the name. */
const BODY = /^word\/document\d*\.xml$/;

export function readDocx(bytes: Uint8Array): DocumentBlock[] {
  const { files, names } = unzip(bytes);
  const body = Object.keys(files).find((name) => BODY.test(name));
  if (body === undefined) throw new UnreadableFile(sentenceFor(names));
  const textOf = (name: string): string => (files[name] ? decodeText(files[name]) : '');
  const blocks = parseBody(textOf(body), () => numbersOf(textOf(NUMBERING), textOf(STYLES)));
  const isEmpty = blocks.every((block) => block.kind === 'paragraph' && block.text.trim() === '');
  if (isEmpty && names.some((name) => /^word\/afchunk|^word\/[^/]+\.(?:mht|html?)$/i.test(name))) {
    throw new UnreadableFile('这份 Word 文件里装的是网页内容。请用 Word 或 WPS 打开，另存为 Word 文档（docx）后再导入。');
  }
  return blocks;
}

function unzip(bytes: Uint8Array): { files: Record<string, Uint8Array>; names: string[] } {
  const names: string[] = [];
  let size = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        if (!BODY.test(name) && name !== NUMBERING && name !== STYLES) return false;
        size += originalSize;
        return size <= MAX_XML_BYTES;
      },
    });
    if (size > MAX_XML_BYTES) throw new UnreadableFile('Word 文件的正文太大，不像一份年度报告。');
    return { files, names };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('不是完整的 Word 文件（docx），可能下载或复制时中断了。');
  }
}

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^xl\//, '这是表格文件（xlsx），不是年度报告的正文。请选 Word 文件、网页或文本；表里的数请复制后用“粘贴整表…”。'],
  [/^ppt\//, '这是演示文稿（pptx）。请选 Word 文件、网页或文本。'],
  [/^content\.xml$/, '这是 ODF 文件（odt），请用 WPS、Word 或 LibreOffice 打开，另存为 Word 文档（docx）后再导入。'],
  [/^OFD\.xml$/i, '这是 OFD 文件，请换用 Word 文件、网页或 PDF。'],
];
function sentenceFor(names: readonly string[]): string {
  const other = OTHERS.find(([sign]) => names.some((name) => sign.test(name)));
  return other?.[1] ?? '这是压缩包或别的文件，不是 Word 文件（docx）。如果是压缩包，请先解压。';
}

function parseBody(xml: string, numbers: () => ReturnType<typeof numbersOf>): DocumentBlock[] {
  const reader = new BodyReader(xml.includes('<w:numPr') || xml.includes('<w:pStyle') ? numbers() : () => '');
  parseXml(xml, {
    open: (name, attributes) => reader.open(name, attributes['w:val']),
    close: (name) => reader.close(name),
    text: (text) => reader.text(text),
  });
  return reader.finish();
}
