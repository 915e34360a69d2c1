/** A PDF -> its lines and ruled tables, page by page. pdf.js reads it, with no access to anything beyond the bytes. */
import { CMAPS } from 'virtual:cmaps';
import type { Page, PdfDocument, TextItem } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentBlock } from '../shared/document.ts';
import { Blocks } from './blocks.ts';
import { fromBase64 } from './mht.ts';
import { isPageNumber, type Line, measureOf, type Paragraph, ParagraphJoiner } from './pdf-paragraphs.ts';
import { type Matrix, type Operators, rulesOf } from './pdf-rules.ts';
import { linesOf, type PdfTable, tablesOf, type Word } from './pdf-tables.ts';
import { UnreadableFile } from './unreadable.ts';

/** The longest published report that was seen has 30. */
const MAX_PAGES = 200;
const MAX_ITEMS = 200_000;
const tooMuchText = (): UnreadableFile => new UnreadableFile('这份 PDF 文字太多，不像一份年度报告。');

export async function readPdf(bytes: Uint8Array): Promise<DocumentBlock[]> {
  const { getDocument, OPS } = await engine();
  const task = getDocument({
    // A copy: it is handed over for good.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    // Pictures are not decoded at all.
    maxImageSize: 0,
    verbosity: 0,
    cMapUrl: '/',
    CMapReaderFactory: LocalMaps,
  });
  try {
    return blocksOf(await pagesOf(await task.promise, OPS));
  } catch (error) {
    throw unreadable(error);
  } finally {
    await task.destroy();
  }
}

/** Both halves of pdf.js in this one thread, which is a worker already. They take the classes of a window for granted. */
async function engine(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  const scope = globalThis as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) scope[name] ??= class {};
  scope['pdfjsWorker'] = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** Character maps for Chinese fonts that are not in the file. */
class LocalMaps {
  async fetch({ name }: { readonly name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    const data = Object.hasOwn(CMAPS, name) ? CMAPS[name] : undefined;
    if (data === undefined) throw new Error(`${name} is not shipped`);
    return { cMapData: fromBase64(data), isCompressed: true };
  }
}

function unreadable(error: unknown): unknown {
  if (error instanceof UnreadableFile || !(error instanceof Error)) return error;
  if (error.name === 'PasswordException') {
    return new UnreadableFile('这份 PDF 加了密码，读不出来。请用没有密码的文件，或换用 Word 文件、网页。');
  }
  // Whatever goes wrong inside of pdf.js comes out under such a name; other errors are ours.
  if (!error.name.endsWith('Exception')) return error;
  return new UnreadableFile('这份 PDF 已损坏或不完整，读不出来。请重新下载，或换用 Word 文件、网页。');
}

interface PdfPage {
  readonly tables: readonly PdfTable[];
  readonly lines: readonly Line[];
}

async function pagesOf(document: PdfDocument, operators: Operators): Promise<PdfPage[]> {
  if (document.numPages > MAX_PAGES) throw new UnreadableFile('这份 PDF 页数太多，不像一份年度报告。');
  const pages: PdfPage[] = [];
  let items = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { transform } = page.getViewport({ scale: 1 });
    const words = await wordsOf(page, transform);
    items += words.length;
    if (items > MAX_ITEMS) throw tooMuchText();
    const rules =
      words.length > 0 ? rulesOf(await page.getOperatorList({ annotationMode: 0 }), operators, transform) : { across: [], down: [] };
    const { tables, rest } = tablesOf(rules, words);
    pages.push({ tables, lines: linesOf(rest, '\t').map((line) => ({ ...line, page: number })) });
    page.cleanup();
  }
  if (pages.every(({ tables, lines }) => tables.length === 0 && lines.every(isPageNumber))) {
    throw new UnreadableFile('这份 PDF 是扫描的图片，里面没有文字，读不出来。请用 Word 文件或网页。');
  }
  return pages;
}

/** Read by hand: streams of Chromium 114 cannot be looped over, as pdf.js's own `getTextContent` does. */
async function itemsOf(page: Page): Promise<TextItem[]> {
  const reader = page.streamTextContent().getReader();
  const found: TextItem[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const item of part.value.items) if ('str' in item) found.push(item);
    if (found.length > MAX_ITEMS) throw tooMuchText();
  }
  return found;
}

/** Many PDFs, all of Chromium, name a radical where the font has one picture for it and for the character that looks alike. */
const RADICALS = /[\u2e80-\u2fdf]/g;
const RADICAL = [...'⺠⼾⺟⺄⻁⻄⻅⻆⻉⻋⻐⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰'];
const CHARACTER = [...'民户母乙虎西见角贝车钅长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙'];
const plain = (radical: string): string => CHARACTER[RADICAL.indexOf(radical)] ?? radical.normalize('NFKC');

async function wordsOf(page: Page, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix): Promise<Word[]> {
  return (await itemsOf(page))
    .filter((item) => item.str.trim() !== '')
    .map(({ str, transform: [ta = 1, tb = 0, tc = 0, td = 1, te = 0, tf = 0], width }) => {
      const size = Math.hypot(tc, td) || Math.hypot(ta, tb);
      const [x, y] = [a * te + c * tf + e, b * te + d * tf + f];
      // From the foot of the letters to their middle; words that do not run from left to right are taken for a point.
      const runs = Math.abs(a * ta + c * tb) > Math.abs(b * ta + d * tb);
      return { text: str.normalize('NFC').replace(RADICALS, plain), x, right: runs ? x + width : x + size, y: y - 0.35 * size, size };
    });
}

function blocksOf(pages: readonly PdfPage[]): DocumentBlock[] {
  const joiner = new ParagraphJoiner(measureOf(pages.flatMap(({ lines }) => lines)));
  const order: (Paragraph | { readonly rows: PdfTable['rows']; readonly page: number })[] = [];
  pages.forEach(({ lines, tables }, index) => {
    const tablesLeft = [...tables].sort((one, other) => one.top - other.top);
    const tablesAbove = (y: number): void => {
      for (let table = tablesLeft[0]; table && table.top <= y; table = tablesLeft[0]) {
        joiner.end();
        order.push({ rows: table.rows, page: index + 1 });
        tablesLeft.shift();
      }
    };
    for (const line of lines) {
      tablesAbove(line.y);
      const paragraph = isPageNumber(line) ? { text: line.text, page: line.page } : joiner.add(line);
      if (paragraph) order.push(paragraph);
    }
    tablesAbove(Number.POSITIVE_INFINITY);
  });
  const blocks = new Blocks();
  for (const entry of order) {
    if ('rows' in entry)
      blocks.table(
        entry.rows.map((row) => row.map((text) => ({ text, colspan: 1 }))),
        entry.page,
      );
    else blocks.paragraph(entry.text, entry.page);
  }
  return blocks.found;
}
