/** What a reader has found so far. Bounded as a whole: a small file may unfold into millions of paragraphs or cells. */
import type { DocumentBlock } from '../shared/document.ts';
import { type SpannedCell, spread } from './grid.ts';
import { UnreadableFile } from './unreadable.ts';

const MAX_BLOCKS = 100_000;
const MAX_CELLS = 1_000_000;
/** Of all texts together. A cell that covers others is counted in each of their places: so its text is copied later on. */
const MAX_CHARS = 20_000_000;
const tooLong = (): UnreadableFile => new UnreadableFile('文件太长，不像一份年度报告。');

/** With the blanks around it. */
const MAX_MARK = 20;
/** Raised digits behind a digit are the mark of a note, and stay apart from the number: 12〔1〕. */
export const raised = (before: string, text: string): string =>
  /\d/.test(before.at(-1) ?? '') && text.length < MAX_MARK && /^\s*\d{1,2}\s*$/.test(text) ? `${before}〔${text.trim()}〕` : before + text;

export class Blocks {
  readonly found: DocumentBlock[] = [];
  #cells = 0;
  #chars = 0;

  paragraph(text: string, page?: number): void {
    this.#chars += text.length;
    if (this.#chars > MAX_CHARS) throw tooLong();
    this.#add({ kind: 'paragraph', text, ...(page !== undefined && { page }) });
  }

  table(cells: readonly (readonly SpannedCell[])[], page?: number): void {
    const rows = spread(cells);
    for (const row of rows) {
      this.#cells += row.length;
      this.#chars += row.reduce((sum, text) => sum + text.length, 0);
      if (this.#cells > MAX_CELLS || this.#chars > MAX_CHARS) throw new UnreadableFile('表格太多、太大，不像一份年度报告。');
    }
    this.#add({ kind: 'table', rows, ...(page !== undefined && { page }) });
  }

  #add(block: DocumentBlock): void {
    if (this.found.length >= MAX_BLOCKS) throw tooLong();
    this.found.push(block);
  }
}
