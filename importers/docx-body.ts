/** The elements of `word/document.xml`, one after the other -> paragraphs and tables as they are printed. */
import type { DocumentBlock } from '../shared/document.ts';
import { Blocks, raised } from './blocks.ts';
import type { NumberOf } from './docx-numbering.ts';
import { type MergedCell, withRowspans } from './grid.ts';
import { addTo, type Piece, tableOf } from './pieces.ts';

/** What is being read: a table holds rows of cells, a cell holds paragraphs and perhaps a table of its own. */
interface TableState {
  readonly rows: DocxCell[][];
  row: DocxCell[];
  cell: DocxCell;
  rowDeleted: boolean;
  hasTable: boolean;
}
interface DocxCell extends Omit<MergedCell, 'text'> {
  readonly pieces: Piece[];
  colspan: number;
  merge: MergedCell['merge'];
}
const newCell = (): DocxCell => ({ pieces: [], colspan: 1, merge: 'none' });

/** A paragraph; a text box within it holds paragraphs of its own, which are told before it. */
interface ParagraphState {
  text: string;
  style?: string;
  list?: string;
  level?: number;
  /** Its mark is deleted by a tracked change: the next paragraph goes on in it. */
  marksDeleted: boolean;
}
const newParagraph = (): ParagraphState => ({ text: '', marksDeleted: false });

/** Deleted or moved away, replaced, codes, pronunciation: not on the page. Old properties belong to what was before a tracked change. */
const HIDDEN = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'mc:Fallback',
  'w:rt',
  'w:pPrChange',
  'w:rPrChange',
  'w:trPrChange',
  'w:tcPrChange',
]);
const SEEN = new Set(['w:t', 'm:t']);
const SIGNS: Readonly<Record<string, string>> = { 'w:br': '\n', 'w:cr': '\n', 'w:tab': '\t', 'w:ptab': '\t', 'w:noBreakHyphen': '-' };
const isOff = (value: string | undefined): boolean => value === '0' || value === 'false' || value === 'off';

export class BodyReader {
  readonly #found = new Blocks();
  readonly #numberOf: NumberOf;
  readonly #path: string[] = [];
  readonly #tables: TableState[] = [];
  readonly #outside: { readonly paragraph: ParagraphState; readonly run: boolean }[] = [];
  #paragraph = newParagraph();
  #hidden = 0;
  /** Within a run of hidden text. */
  #vanished = false;
  /** What stands before a run of raised characters, within it. */
  #beforeRaised: string | undefined;

  constructor(numberOf: NumberOf) {
    this.#numberOf = numberOf;
  }

  finish(): DocumentBlock[] {
    this.#endCarried();
    return this.#found.found;
  }

  open(name: string, value: string | undefined): void {
    const parent = this.#path.at(-1) ?? '';
    this.#path.push(name);
    if (parent === 'w:trPr' && name === 'w:del') this.#markRow();
    if (parent === 'w:rPr' && (name === 'w:del' || name === 'w:moveFrom') && this.#path.at(-3) === 'w:pPr')
      this.#paragraph.marksDeleted = true;
    if (HIDDEN.has(name)) this.#hidden++;
    if (this.#hidden > 0) return;
    if (name === 'w:r') this.#vanished = false;
    else if (name === 'w:vanish' && this.#path.at(-3) === 'w:r' && !isOff(value)) this.#vanished = true;
    else if (name === 'w:vertAlign' && this.#path.at(-3) === 'w:r' && value === 'superscript') this.#beforeRaised = this.#paragraph.text;
    else if (name === 'w:tbl') this.#enterTable();
    else if (name === 'w:txbxContent') this.#enterTextBox();
    else if (parent === 'w:r') this.#write(SIGNS[name] ?? '');
    else if (parent === 'w:pPr' || parent === 'w:numPr') this.#describe(name, value ?? '');
    const table = this.#tables.at(-1);
    if (table) openInTable(table, name, value);
  }

  close(name: string): void {
    this.#path.pop();
    const wasHidden = this.#hidden > 0;
    if (HIDDEN.has(name)) this.#hidden--;
    if (wasHidden) return;
    if (name === 'w:p') this.#endParagraph();
    else if (name === 'w:txbxContent') this.#leaveTextBox();
    else if (name === 'w:r') this.#endRun();
    const table = this.#tables.at(-1);
    if (name === 'w:tc') table?.row.push(table.cell);
    if (name === 'w:tr' && table && !table.rowDeleted) table.rows.push(table.row);
    if (name === 'w:tbl') this.#endTable();
  }

  text(text: string): void {
    if (SEEN.has(this.#path.at(-1) ?? '')) this.#write(text);
  }

  #write(text: string): void {
    if (this.#hidden === 0 && !this.#vanished) this.#paragraph.text += text;
  }

  #endRun(): void {
    this.#vanished = false;
    const before = this.#beforeRaised;
    this.#beforeRaised = undefined;
    const { text } = this.#paragraph;
    if (before !== undefined && text.startsWith(before)) this.#paragraph.text = raised(before, text.slice(before.length));
  }

  #markRow(): void {
    const table = this.#tables.at(-1);
    if (table) table.rowDeleted = true;
  }

  #describe(name: string, value: string): void {
    if (name === 'w:pStyle') this.#paragraph.style = value;
    else if (name === 'w:numId') this.#paragraph.list = value;
    else if (name === 'w:ilvl') this.#paragraph.level = Number(value) || 0;
  }

  #enterTextBox(): void {
    this.#outside.push({ paragraph: this.#paragraph, run: this.#vanished });
    this.#paragraph = newParagraph();
    this.#vanished = false;
  }
  #leaveTextBox(): void {
    const outside = this.#outside.pop();
    this.#paragraph = outside?.paragraph ?? newParagraph();
    this.#vanished = outside?.run ?? false;
  }

  #endParagraph(): void {
    const { text, marksDeleted, ...list } = this.#paragraph;
    this.#paragraph = newParagraph();
    if (marksDeleted) {
      this.#paragraph.text = text;
      return;
    }
    const printed = this.#numberOf(list) + text;
    const cell = this.#tables.at(-1)?.cell;
    if (!cell) this.#found.paragraph(printed);
    else if (printed) cell.pieces.push(printed);
  }

  /** What a deleted mark left over where no paragraph follows. */
  #endCarried(): void {
    if (this.#paragraph.text !== '') this.#endParagraph();
  }

  #enterTable(): void {
    this.#endCarried();
    this.#tables.push({ rows: [], row: [], cell: newCell(), rowDeleted: false, hasTable: false });
  }

  #endTable(): void {
    const table = this.#tables.pop();
    if (!table) return;
    const parts = tableOf(table.rows, table.hasTable, withRowspans);
    const outer = this.#tables.at(-1);
    if (outer) {
      outer.cell.pieces.push({ parts });
      outer.hasTable = true;
    } else addTo(this.#found, parts);
  }
}

function openInTable(table: TableState, name: string, value: string | undefined): void {
  const span = (): number => Math.max(1, Math.trunc(Number(value)) || 1);
  if (name === 'w:tr') {
    table.row = [];
    table.rowDeleted = false;
  }
  if (name === 'w:tc') table.cell = newCell();
  if (name === 'w:gridSpan') table.cell.colspan = span();
  if (name === 'w:vMerge') table.cell.merge = value === 'restart' ? 'restart' : 'continue';
  if (name === 'w:gridBefore') table.row.push({ ...newCell(), colspan: span() });
}
