/**
 * A published report in whatever file it comes -> its paragraphs and tables. What a file is, its first bytes say: many ".doc" on
 * government sites are web pages, and many reports are renamed on the way.
 */
import type { DocumentBlock } from '../shared/document.ts';
import { asciiOf, decodeText } from './decode.ts';
import { readDoc } from './doc.ts';
import { readDocx } from './docx.ts';
import { readHtml } from './html.ts';
import { MAX_REPORT_BYTES } from './limits.ts';
import { htmlOfMht } from './mht.ts';
import { readText } from './text.ts';
import { UnreadableFile } from './unreadable.ts';

const MAX_TEXT_BYTES = 10 * 1024 * 1024;
const MAX_LINES = 100_000;

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
const PAGE =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|meta|body|table|div|p|span|style|title)\b/i;
/** Headers of a message, of which this one must be there. */
const MIME = /^\s*[\w-]+:[\s\S]*?^(?:MIME-Version|Content-Type)\s*:/im;

/**
 * Reads a file, or fails with `UnreadableFile`. Work for a worker with a time limit: no input makes it run anything or fetch
 * anything, but one that was made to may keep it busy. `name` only decides what the bytes leave open.
 */
export async function readPublished(bytes: Uint8Array, name: string): Promise<DocumentBlock[]> {
  if (bytes.length === 0) throw new UnreadableFile('文件是空的。');
  const blocks = await readAny(atMost(MAX_REPORT_BYTES, bytes), name);
  if (!blocks.some(hasText)) throw new UnreadableFile('文件里没有文字，读不出来。请换用有文字的 Word 文件或网页。');
  return blocks;
}
const hasText = (block: DocumentBlock): boolean =>
  block.kind === 'paragraph' ? block.text.trim() !== '' : block.rows.some((row) => row.some((cell) => cell.trim() !== ''));

async function readAny(bytes: Uint8Array, name: string): Promise<DocumentBlock[]> {
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return readDoc(bytes);
  if (starts(bytes, 0x50, 0x4b)) return readDocx(bytes);
  if (starts(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)) {
    throw new UnreadableFile('这是 RTF 文件，请用 Word 或 WPS 打开，另存为 Word 文档（docx）后再导入。');
  }
  // Twenty times the rest of the readers together: only for who has a PDF.
  if (isPdf(bytes)) return (await import('./pdf.ts')).readPdf(bytes);
  const picture = PICTURES.some((signature) => starts(bytes, ...signature));
  if (picture) throw new UnreadableFile('这是图片，里面没有文字，读不出来。请用 Word 文件或网页。');
  // Its pictures are in it, and may be large.
  const isMht = MIME.test(asciiOf(bytes.subarray(0, 4_096)));
  const text = isMht ? htmlOfMht(bytes) : decodeText(atMost(MAX_TEXT_BYTES, bytes));
  const isPage = isMht || PAGE.test(text.slice(0, 4_096)) || (/\.(?:html?|shtml|jsp|aspx?)$/i.test(name) && /<\/\w+>/.test(text));
  if (isPage) return readHtml(text);
  // Markdown of a converter, with tables as a page has them.
  if (/<\/t[dh]>/i.test(text)) return readHtml(text.replace(/^(?![ \t]*<)(?: {0,3}#{1,6} )?(.*\S.*)$/gm, '<p>$1</p>'));
  if (text.split('\n', MAX_LINES + 1).length > MAX_LINES) throw new UnreadableFile('文件太长，不像一份年度报告。');
  return readText(text);
}

function atMost(size: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length > size) throw new UnreadableFile('文件太大，不像一份年度报告。');
  return bytes;
}

/** The mark of a PDF may stand a little after the start (ISO 32000, annex H). */
function isPdf(bytes: Uint8Array): boolean {
  for (let at = 0; at < Math.min(bytes.length, 1_024); at++)
    if (starts(bytes.subarray(at, at + 5), 0x25, 0x50, 0x44, 0x46, 0x2d)) return true;
  return false;
}

const PICTURES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
];
