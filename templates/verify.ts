/**
 * A written document, read back, against what was to be written: every number, every label (R3), all three tables (R4) without
 * subtotals (R17), and the title, the six headings (R1) and every paragraph, in order, with nothing added. White space is layout.
 */
import type { DocumentBlock } from '../shared/document.ts';
import type { Block } from '../shared/outline.ts';
import { placed } from './layout.ts';
import type { RenderCell, RenderModel, RenderTable } from './render-model.ts';

export interface Verified {
  /** How many of the numbers were found as they should be: 200 of 200. */
  readonly numbers: { readonly equal: number; readonly total: number };
  /** What differs, in the reader's words; empty when the file is what it should be. */
  readonly differences: readonly string[];
}

/** `titled` is false for the fragment, whose title stands in the website's own frame. */
export function verify(model: RenderModel, blocks: readonly DocumentBlock[], titled = true): Verified {
  const tables = model.sections.flatMap(({ table }) => (table ? [table] : []));
  const found = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
  const compared = tables.map((table, index) => compareTable(table, found[index]));
  const sum = (key: 'equal' | 'total'): number => compared.reduce((total, table) => total + table.numbers[key], 0);
  const extra = found.length > tables.length ? [`多了 ${found.length - tables.length} 张表`] : [];
  const differences = [...compared.flatMap((table) => table.differences), ...extra, ...compareText(model, blocks, titled)];
  return { numbers: { equal: sum('equal'), total: sum('total') }, differences };
}

/** White space within a text is layout: a label may be broken over two lines. */
const bare = (text: string): string => text.replace(/\s/g, '');

function compareTable(table: RenderTable, found: readonly (readonly string[])[] | undefined): Verified {
  const cells = placed(table).flatMap((row, y) => row.map(({ cell, column }) => ({ cell, column, y })));
  const numbers = cells.filter(({ cell }) => cell.kind === 'value');
  if (!found) return { numbers: { equal: 0, total: numbers.length }, differences: [`缺少表格“${table.caption}”`] };
  const wrong = cells.filter(({ cell, column, y }) => !covers(found, cell, y, column));
  const wrongNumbers = wrong.filter(({ cell }) => cell.kind === 'value').length;
  const size = found.length === table.rows.length && found[0]?.length === table.columns ? [] : [`表格“${table.caption}”的行数或列数不对`];
  const differences = wrong.map(({ cell, column, y }) => {
    const what = cell.kind === 'value' ? '数' : '项目名称';
    return `表格“${table.caption}”第 ${y + 1} 行第 ${column + 1} 列的${what}应是“${cell.text}”，读回是“${found[y]?.[column] ?? ''}”`;
  });
  return { numbers: { equal: numbers.length - wrongNumbers, total: numbers.length }, differences: [...size, ...differences] };
}

/** True where all places that a cell spans hold its text: merged as it should be, and nothing else in between. */
function covers(found: readonly (readonly string[])[], cell: RenderCell, y: number, x: number): boolean {
  for (let row = y; row < y + cell.rowspan; row++) {
    for (let column = x; column < x + cell.colspan; column++) {
      if (bare(found[row]?.[column] ?? '\0') !== bare(cell.text)) return false;
    }
  }
  return true;
}

/** The paragraphs must be those of the report, in order, with none lost and none added. The mark of a draft may stand before them. */
function compareText(model: RenderModel, blocks: readonly DocumentBlock[], titled: boolean): string[] {
  const found = blocks.flatMap((block) => (block.kind === 'paragraph' && bare(block.text) ? [block.text] : []));
  const written = found[0] === model.draftMark ? found.slice(1) : found;
  const texts = [...model.preamble, ...model.sections.flatMap(({ heading, blocks: text }) => [heading, ...text])].map(textOf);
  const expected = titled ? [...model.titleLines, ...texts] : texts;
  const at = expected.findIndex((text, index) => bare(text) !== bare(written[index] ?? ''));
  if (at >= 0) return [`正文第 ${at + 1} 段应是“${shorten(expected[at])}”，读回是“${shorten(written[at])}”`];
  return written.length > expected.length ? [`正文多了一段“${shorten(written[expected.length])}”`] : [];
}
const textOf = (item: string | Block): string =>
  typeof item === 'string' ? item : item.kind === 'heading' ? item.text : (item.runIn?.text ?? '') + item.text;
const shorten = (text = ''): string => text.slice(0, 30);
