/** A Word file -> its paragraphs and tables in order. */
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import type { DocumentBlock } from '../shared/document.ts';
import { type SpannedCell, spread } from './grid.ts';

/** Why a file could not be read; the message is for the person who chose it. */
export class UnreadableFile extends Error {}

/** A report's document.xml has 0.1 MB; beyond this a file is broken or hostile. */
const MAX_XML_BYTES = 30 * 1024 * 1024;
const BODY = 'word/document.xml';

export function readDocx(bytes: Uint8Array): DocumentBlock[] {
  return parseBody(bodyOf(bytes));
}

function bodyOf(bytes: Uint8Array): string {
  let tooLarge = false;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== BODY) return false;
        tooLarge ||= originalSize > MAX_XML_BYTES;
        return !tooLarge;
      },
    });
  } catch {
    throw new UnreadableFile('不是完整的 Word 文件（docx），可能下载或复制时中断了');
  }
  const body = files[BODY];
  if (tooLarge) throw new UnreadableFile('Word 文件的正文太大，不像一份年度报告');
  if (!body) throw new UnreadableFile('不是 Word 文件（docx）');
  return strFromU8(body);
}

/** What is being read: a table holds rows of cells, a cell holds paragraphs and perhaps a table of its own. */
interface TableState {
  readonly rows: DocxCell[][];
  row: DocxCell[];
  cell: DocxCell;
}
interface DocxCell extends SpannedCell {
  text: string;
  colspan: number;
  merge: 'none' | 'restart' | 'continue';
}

const newCell = (): DocxCell => ({ text: '', colspan: 1, merge: 'none' });

class BodyReader {
  readonly blocks: DocumentBlock[] = [];
  #tables: TableState[] = [];
  #text = '';
  /** Depth inside deleted text, field codes and fall-backs, which are not on the page. */
  #hidden = 0;

  open(name: string, value: string | undefined): void {
    if (HIDDEN.has(name)) this.#hidden++;
    const table = this.#tables.at(-1);
    if (name === 'w:tbl') this.#tables.push({ rows: [], row: [], cell: newCell() });
    else if (name === 'w:br' || name === 'w:cr') this.text('\n');
    else if (name === 'w:tab') this.text('\t');
    else if (table) openInTable(table, name, value);
  }

  close(name: string): void {
    if (HIDDEN.has(name)) this.#hidden--;
    if (name === 'w:p') this.#endParagraph();
    const table = this.#tables.at(-1);
    if (name === 'w:tc') table?.row.push(table.cell);
    if (name === 'w:tr') table?.rows.push(table.row);
    if (name === 'w:tbl') this.#endTable();
  }

  text(text: string): void {
    if (this.#hidden === 0) this.#text += text;
  }

  #endParagraph(): void {
    const cell = this.#tables.at(-1)?.cell;
    if (cell) cell.text += (cell.text && this.#text ? '\n' : '') + this.#text;
    else this.blocks.push({ kind: 'paragraph', text: this.#text });
    this.#text = '';
  }

  #endTable(): void {
    const rows = this.#tables.pop()?.rows ?? [];
    const outer = this.#tables.at(-1);
    // Not spread: with spans inside spans a small file would grow without bounds.
    if (outer) outer.cell.text += rows.map((row) => row.map((cell) => cell.text).join('\t')).join('\n');
    else this.blocks.push({ kind: 'table', rows: spread(withRowspans(rows)) });
  }
}

const HIDDEN = new Set(['w:del', 'w:instrText', 'mc:Fallback']);
const SEEN = new Set(['w:t']);

function openInTable(table: TableState, name: string, value: string | undefined): void {
  if (name === 'w:tr') table.row = [];
  if (name === 'w:tc') table.cell = newCell();
  if (name === 'w:gridSpan') table.cell.colspan = Math.max(1, Number(value) || 1);
  if (name === 'w:vMerge') table.cell.merge = value === 'restart' ? 'restart' : 'continue';
  if (name === 'w:gridBefore') table.row.push({ ...newCell(), colspan: Math.max(1, Number(value) || 1) });
}

/** Cells that continue the one above it become part of its span. */
function withRowspans(rows: readonly DocxCell[][]): SpannedCell[][] {
  const open = new Map<number, { text: string; colspan: number; rowspan: number }>();
  return rows.map((row) => {
    let column = 0;
    const own: SpannedCell[] = [];
    for (const { text, colspan, merge } of row) {
      const above = open.get(column);
      if (merge === 'continue' && above?.colspan === colspan) above.rowspan++;
      else {
        const cell = { text, colspan, rowspan: 1 };
        if (merge === 'restart') open.set(column, cell);
        else open.delete(column);
        own.push(cell);
      }
      column += colspan;
    }
    return own;
  });
}

function parseBody(xml: string): DocumentBlock[] {
  const parser = new SaxesParser();
  const reader = new BodyReader();
  const path: string[] = [];
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name);
    reader.open(name, attributes['w:val']);
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    reader.close(name);
  });
  parser.on('text', (text) => {
    if (SEEN.has(path.at(-1) ?? '')) reader.text(text);
  });
  try {
    parser.write(xml).close();
  } catch {
    throw new UnreadableFile('Word 文件的正文已损坏');
  }
  return reader.blocks;
}
