/** What a reader has found so far. Bounded as a whole: a small file may unfold into millions of paragraphs or cells. */
import type { DocumentBlock } from '../shared/document.ts';
import { type SpannedCell, spread } from './grid.ts';
import { UnreadableFile } from './unreadable.ts';

const MAX_BLOCKS = 100_000;
const MAX_CELLS = 1_000_000;

export class Blocks {
  readonly found: DocumentBlock[] = [];
  #cells = 0;

  paragraph(text: string, page?: number): void {
    this.#add({ kind: 'paragraph', text, ...(page !== undefined && { page }) });
  }

  table(cells: readonly (readonly SpannedCell[])[], page?: number): void {
    const rows = spread(cells);
    this.#cells += rows.length * (rows[0]?.length ?? 0);
    if (this.#cells > MAX_CELLS) throw new UnreadableFile('表格太多、太大，不像一份年度报告。');
    this.#add({ kind: 'table', rows, ...(page !== undefined && { page }) });
  }

  #add(block: DocumentBlock): void {
    if (this.found.length >= MAX_BLOCKS) throw new UnreadableFile('文件太长，不像一份年度报告。');
    this.found.push(block);
  }
}
