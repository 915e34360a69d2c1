/** A Word 97–2003 file (doc, and wps of WPS) -> its paragraphs and tables in order ([MS-DOC]). */
import type { DocumentBlock } from '../shared/document.ts';
import { Blocks } from './blocks.ts';
import { asciiOf } from './decode.ts';
import { Stream } from './doc-bytes.ts';
import { type NumberOfDoc, numbersOfDoc } from './doc-lists.ts';
import { changesIn, type Run, runAt, runsOf } from './doc-properties.ts';
import { DocTable } from './doc-table.ts';
import { damaged, OleFile } from './ole.ts';
import { UnreadableFile } from './unreadable.ts';

/** Places in the FIB. */
const FLAGS = 0x0a;
const COUNTS = 0x4c;
const STYLES = 0xa2;
const CHARACTERS = 0xfa;
const PARAGRAPHS = 0x102;
const PIECES = 0x1a2;
const LISTS = 0x2e2;
const INSTANCES = 0x2ea;

export function readDoc(bytes: Uint8Array): DocumentBlock[] {
  const file = new OleFile(bytes);
  const main = file.stream('WordDocument');
  if (!main) throw new UnreadableFile(sentenceFor(file));
  const document = new Stream(main);
  const flags = document.u16(FLAGS);
  if (document.u16(0) !== 0xa5ec || document.u16(2) < 0xc1) {
    throw new UnreadableFile('这份 Word 文件（doc）的格式太旧，读不出来。请在 Word 或 WPS 里打开，另存为 docx 再导入。');
  }
  if ((flags & 0x100) !== 0) throw new UnreadableFile(ENCRYPTED);
  const table = file.stream((flags & 0x200) !== 0 ? '1Table' : '0Table');
  if (!table) throw damaged();
  return new DocReader(document, new Stream(table), new Stream(file.stream('Data') ?? new Uint8Array())).read();
}

const ENCRYPTED = '这份文件加了密码，读不出来。请在 Word 或 WPS 里打开，去掉密码后另存再导入。';
function sentenceFor(file: OleFile): string {
  if (file.has('EncryptedPackage')) return ENCRYPTED;
  if (file.has('Workbook') || file.has('Book'))
    return '这是表格文件（xls），不是年度报告的正文。请选 Word 文件、网页或文本；表里的数请复制后用“粘贴整表…”。';
  if (file.has('PowerPoint Document')) return '这是演示文稿（ppt）。请选 Word 文件、网页或文本。';
  return '不是 Word 文件（doc），读不出来。请在 Word 或 WPS 里打开，另存为 docx 再导入。';
}

/** A stretch of text that stands in one place of the file. */
interface TextPiece {
  readonly text: string;
  readonly place: number;
  readonly charSize: 1 | 2;
}

/** sprmPHugePapx in two versions, sprmPTableProps. */
const ELSEWHERE = [0x6645, 0x6646, 0x646b];
const CELL = '\u0007';
const [FIELD, RESULT, FIELD_END] = ['\u0013', '\u0014', '\u0015'];
/** Page and column breaks end a line; pictures, notes and soft hyphens are no text. */
const SIGNS: Readonly<Record<string, string>> = { '\u000b': '\n', '\u000e': '\n', '\u001e': '-', '\u001f': '', '\t': '\t', '\n': '\n' };

/** Windows-1252, from 0x80: Node 20 takes it for Latin 1, in which quotation marks are control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const narrowText = (bytes: Uint8Array): string =>
  asciiOf(bytes).replace(/[\u0080-\u009f]/g, (char) => WINDOWS[char.charCodeAt(0) - 0x80] ?? char);

class DocReader {
  readonly #document: Stream;
  readonly #table: Stream;
  readonly #data: Stream;
  readonly #paragraphs: readonly Run[];
  /** Where text is hidden or deleted by a tracked change. */
  readonly #hidden: readonly Run[];
  readonly #numberOf: NumberOfDoc;
  readonly #blocks = new Blocks();
  #current = new DocTable();
  #text = '';
  /** For each open field, whether its result has begun. */
  readonly #fields: boolean[] = [];

  constructor(document: Stream, table: Stream, data: Stream) {
    this.#document = document;
    this.#table = table;
    this.#data = data;
    this.#paragraphs = runsOf(document, this.#part(PARAGRAPHS), 'paragraph');
    this.#hidden = runsOf(document, this.#part(CHARACTERS), 'character').filter(({ changes }) => isHidden(changes));
    this.#numberOf = numbersOfDoc(this.#from(LISTS), this.#from(INSTANCES), this.#from(STYLES));
  }

  read(): DocumentBlock[] {
    const count = (index: number): number => this.#document.u32(COUNTS + index * 4);
    const pieces = this.#pieces();
    this.#readText(pieces, 0, count(0));
    // Text boxes stand behind footnotes, headers, comments and endnotes; what is in them can be seen on the page.
    const boxes = [0, 1, 2, 3, 4, 5].reduce((sum, index) => sum + count(index), 0);
    this.#readText(pieces, boxes, count(6));
    return this.#blocks.found;
  }

  /** What a pair of place and size in the FIB stands for. */
  #part(at: number): Stream {
    return this.#table.slice(this.#document.u32(at), this.#document.u32(at + 4));
  }
  #from(at: number): Stream {
    const exists = this.#document.u32(at + 4) > 0;
    return this.#table.slice(this.#document.u32(at), exists ? this.#table.bytes.length : 0);
  }

  #pieces(): TextPiece[] {
    const clx = this.#part(PIECES);
    let at = 0;
    while (clx.u8(at) === 1 && at < clx.bytes.length) at += 3 + clx.u16(at + 1);
    if (clx.u8(at) !== 2) throw damaged();
    const list = clx.slice(at + 5, clx.u32(at + 1));
    const count = Math.floor((list.bytes.length - 4) / 12);
    let left = 2 * this.#document.bytes.length;
    return Array.from({ length: Math.max(0, count) }, (_, index) => {
      const length = Math.max(0, Math.min(left, list.u32(index * 4 + 4) - list.u32(index * 4)));
      left -= length;
      return this.#piece(list.u32((count + 1) * 4 + index * 8 + 2), length);
    });
  }

  #piece(address: number, length: number): TextPiece {
    const isNarrow = (address & 0x40000000) !== 0;
    const place = isNarrow ? (address & 0x3fffffff) >> 1 : address & 0x3fffffff;
    const charSize = isNarrow ? 1 : 2;
    const { bytes } = this.#document.slice(place, length * charSize);
    return { text: isNarrow ? narrowText(bytes) : new TextDecoder('utf-16le').decode(bytes), place, charSize };
  }

  #readText(pieces: readonly TextPiece[], from: number, count: number): void {
    let position = 0;
    for (const { text, place, charSize } of pieces) {
      const begin = Math.max(0, from - position);
      const end = Math.min(text.length, from + count - position);
      for (let index = begin; index < end; index++) this.#char(text[index] as string, place + index * charSize);
      position += text.length;
    }
    if (this.#text !== '') this.#endParagraph('\r', 0);
    this.#endTable();
  }

  #char(char: string, place: number): void {
    if (char === FIELD) this.#fields.push(false);
    else if (char === RESULT && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = true;
    else if (char === FIELD_END) this.#fields.pop();
    else if (char === '\r' || char === CELL || char === '\f') this.#endParagraph(char, place);
    else if (this.#fields.every((hasResult) => hasResult) && !runAt(this.#hidden, place))
      this.#text += char < ' ' ? (SIGNS[char] ?? '') : char;
  }

  #endParagraph(mark: string, place: number): void {
    const { style = 0, changes = new Map() } = runAt(this.#paragraphs, place) ?? {};
    const all = this.#withHuge(changes);
    const text = (this.#text === '' ? '' : this.#numberOf(style, all)) + this.#text;
    this.#text = '';
    // A field does not go beyond a cell: one that was never closed would swallow the rest.
    if (mark === CELL) this.#fields.length = 0;
    if (mark === CELL || isInTable(all)) {
      this.#current.add(text, mark === CELL, all);
      return;
    }
    this.#endTable();
    if (mark !== '\f' || text !== '') this.#blocks.paragraph(text);
  }

  #endTable(): void {
    const rows = this.#current.rows();
    if (rows.length > 0) this.#blocks.table(rows);
    this.#current = new DocTable();
  }

  /** Properties of large rows, and of all rows since Word 2002, lie in another stream. */
  #withHuge(changes: ReadonlyMap<number, Stream>): ReadonlyMap<number, Stream> {
    const places = ELSEWHERE.flatMap((code) => changes.get(code)?.u32(0) ?? []);
    if (places.length === 0) return changes;
    return new Map([...changes, ...places.flatMap((at) => [...changesIn(this.#data.slice(at + 2, this.#data.u16(at)))])]);
  }
}

const isSet = (changes: ReadonlyMap<number, Stream>, code: number): boolean => (changes.get(code)?.u8(0) ?? 0) === 1;
const isHidden = (changes: ReadonlyMap<number, Stream>): boolean => isSet(changes, 0x0800) || isSet(changes, 0x083c);
const isInTable = (changes: ReadonlyMap<number, Stream>): boolean => isSet(changes, 0x2416) || (changes.get(0x6649)?.u32(0) ?? 0) > 0;
