/**
 * The page of GB/T 9704—2012 and what fits on it. Lengths are twips (1/20 pt), sizes half-points, as in Word.
 *
 * Every line has an exact height and every column a fixed width, so the height of a table can be computed, and a document
 * breaks at the same places whatever fonts a PC has.
 */
import type { TableId } from '../shared/form.ts';
import { type Block, textOfBlock } from '../shared/outline.ts';
import type { RenderCell, RenderTable } from './render-model.ts';

const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/** A4; margins 37, 35, 28 and 26 mm leave a text block of 156 × 225 mm. */
export const PAGE = { width: 11906, height: 16838, top: twips(37), bottom: twips(35), left: twips(28), right: twips(26) };
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
const TEXT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom;
/** 22 lines to the page. */
export const LINE = 579;
/** 28 characters to the line: 三号 is 16 pt, 0.3 pt less each. */
export const CHARACTER_SPACING = -6;
const CHARACTERS_PER_LINE = 28;

/** The fonts an office expects. None is shipped; `FONT_SUBSTITUTES` names what Windows has. */
export const FONTS = {
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体_GB2312',
  body: '仿宋_GB2312',
  table: '宋体',
  latin: 'Times New Roman',
};
export const FONT_SUBSTITUTES: Readonly<Record<string, readonly string[]>> = {
  [FONTS.title]: ['方正小标宋_GBK', '华文中宋', '宋体'],
  [FONTS.heading]: ['SimHei', 'Noto Sans CJK SC'],
  [FONTS.subheading]: ['楷体', 'KaiTi'],
  [FONTS.body]: ['仿宋', 'FangSong'],
  [FONTS.table]: ['SimSun', 'Noto Serif CJK SC'],
};

/** Size of table text, its line height and the least row height. */
interface TableText {
  readonly size: number;
  readonly line: number;
  readonly row: number;
}
export interface TableLayout {
  readonly widths: readonly number[];
  /** Space left and right of the text in a cell. */
  readonly padding: number;
  /** Sizes to try, the largest that fits wins. */
  readonly sizes: readonly [TableText, ...TableText[]];
  /** Table 三 takes a page: it begins one, with its heading or without. The small tables stay together with their heading instead. */
  readonly wholePage: boolean;
}
const even = (columns: number): number[] => {
  const width = Math.floor(TEXT_WIDTH / columns);
  return [...Array<number>(columns - 1).fill(width), TEXT_WIDTH - width * (columns - 1)];
};
const SMALLEST: TableText = { size: 18, line: 220, row: 240 };
const NUMBER_WIDTH = 640;
/** The three label columns of table 三: 三、本年度办理结果 in two characters a line, （三）／不予公开 in four, and the rest. */
const LABEL_WIDTHS = [560, 960, TEXT_WIDTH - 560 - 960 - 7 * NUMBER_WIDTH];

export const TABLE_LAYOUT: Readonly<Record<TableId, TableLayout>> = {
  proactive: { widths: even(4), padding: 80, sizes: [{ size: 21, line: 260, row: 454 }], wholePage: false },
  requests: {
    widths: [...LABEL_WIDTHS, ...Array<number>(7).fill(NUMBER_WIDTH)],
    padding: 40,
    sizes: [
      { size: 21, line: 260, row: 380 },
      { size: 21, line: 260, row: 340 },
      { size: 20, line: 250, row: 310 },
      { size: 18, line: 230, row: 280 },
      SMALLEST,
    ],
    wholePage: true,
  },
  disputes: { widths: even(15), padding: 20, sizes: [{ size: 21, line: 260, row: 454 }], wholePage: false },
};
/** Space above and below the text of a cell. */
export const CELL_MARGIN = 12;
/** Between a table and the text before and after it. */
export const TABLE_GAP = 120;
/** Half a point. */
const BORDER = 10;

/** Width of a text in units of its size: a Chinese character is 1, a Latin letter or digit about a half. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[\u2018-\u201d\u2014\u2026\u2e80-\uffef]/u.test(char) ? 1 : 0.55), 0);
/** Half as wide as the type is high in Times New Roman, but up to 0.64 in what stands in for it where it is missing (DejaVu Serif). */
const digitsWidth = (text: string, size: number): number => text.length * size * 6.4;

/** A number too long for its column is set smaller, so that it is not broken over two lines: 9 digits stand in table 三 at 4.5 pt. */
export function numberSize(text: string, width: number, padding: number, size: number): number {
  let fitting = size;
  while (fitting > 7 && digitsWidth(text, fitting) > width - 2 * padding - 10) fitting--;
  return fitting;
}

/** Total width of the grid columns from `column` on. */
export const spanWidth = (widths: readonly number[], column: number, span: number): number =>
  widths.slice(column, column + span).reduce((sum, width) => sum + width, 0);

/** Height of a table set in `text`, with every wrapped label counted. */
function tableHeight(table: RenderTable, layout: TableLayout, text: TableText): number {
  return placed(table).reduce((total, row) => {
    const lines = row
      .filter(({ cell }) => cell.rowspan === 1)
      .map(({ cell, column }) => {
        const room = spanWidth(layout.widths, column, cell.colspan) - 2 * layout.padding - 10;
        return cell.kind === 'value' ? 1 : Math.ceil((widthOf(cell.text) * text.size * 10) / room);
      });
    return total + Math.max(text.row, Math.max(1, ...lines) * text.line + 2 * CELL_MARGIN) + BORDER;
  }, 0);
}

interface Spans {
  readonly colspan: number;
  readonly rowspan: number;
}
/** The cells of each row with the grid column they begin in. */
export function placed<C extends Spans>(table: { columns: number; rows: readonly (readonly C[])[] }): { cell: C; column: number }[][] {
  const covered = Array<number>(table.columns).fill(0);
  return table.rows.map((cells) => {
    let column = 0;
    const row = cells.map((cell) => {
      while ((covered[column] ?? 0) > 0) column++;
      const at = column;
      column += cell.colspan;
      covered.fill(cell.rowspan, at, column);
      return { cell, column: at };
    });
    covered.forEach((left, index) => {
      covered[index] = Math.max(0, left - 1);
    });
    return row;
  });
}

/** As the official form has it: labels of table 三 and the group lines of table 二 stand left, all else is centred. */
export const isLeft = ({ kind, text, colspan }: RenderCell, { id, columns }: RenderTable): boolean =>
  kind === 'row' ? id === 'requests' : kind === 'group' && (text.startsWith('（') || colspan === columns);

/** （三）不予公开 breaks after its number: four characters a line is what its column holds. */
export const labelLines = ({ kind, text }: RenderCell): string[] =>
  kind === 'group' && text.startsWith('（') ? text.split(/(?<=^（.）)/) : [text];

/** How a table is set, and what begins a page for it: its heading, or the table alone where the text between them is too long. */
export interface Fit extends TableText {
  readonly newPage: 'none' | 'heading' | 'table';
}

/** The largest text in which a table fits on one page under its heading and the blocks above it, or alone on the next page. */
export function fitTable(table: RenderTable, above: readonly Block[]): Fit {
  const layout = TABLE_LAYOUT[table.id];
  if (!layout.wholePage) return { ...layout.sizes[0], newPage: 'none' };
  const largest = (space: number): TableText | undefined => layout.sizes.find((text) => tableHeight(table, layout, text) <= space);
  const fitting = largest(TEXT_HEIGHT - TABLE_GAP - TOLERANCE - LINE * (1 + above.reduce((sum, block) => sum + linesOf(block), 0)));
  if (fitting) return { ...fitting, newPage: 'heading' };
  return { ...(largest(TEXT_HEIGHT - APART - TOLERANCE) ?? SMALLEST), newPage: 'table' };
}
/** Printers round each row up a little. */
const TOLERANCE = 40;
/** Height of the line that carries the page break before a table that stands apart. */
export const APART = 20;
function linesOf(block: Block): number {
  return Math.ceil((widthOf(textOfBlock(block)) + 2) / CHARACTERS_PER_LINE);
}
