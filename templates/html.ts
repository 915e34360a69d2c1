/** RenderModel -> web page: a self-contained page, and a fragment to paste into a website's CMS. */
import type { Block } from '../shared/outline.ts';
import fragment from './fragment.hbs';
import { type Fit, fitTable, isLeft, labelLines, numberSize, placed, spanWidth, TABLE_LAYOUT, TEXT_WIDTH } from './layout.ts';
import type { RenderCell, RenderModel, RenderSection, RenderTable } from './render-model.ts';
import page from './report.hbs';

/** What government websites ask of a page (政府网站发展指引, 国办发〔2017〕47号): where it stands, and since when. */
interface Publication {
  /** Name of the website; without it the unit's own name. */
  readonly siteName?: string;
  /** `2026-01-20` or `2026-01-20 09:30`. */
  readonly published: string;
}

/** One file, no script, readable on a phone and on paper. */
export const renderPage = (model: RenderModel, publication: Publication): string =>
  squeeze(page({ ...viewOf(model), meta: metaOf(model, publication) }));

/** For the editors of websites, which drop styles and classes: plain paragraphs, tables with a border of their own, no page title. */
export const renderFragment = (model: RenderModel): string => squeeze(fragment(viewOf(model)));

/** Template tags leave empty lines behind. */
const squeeze = (html: string): string => html.replace(/\n{2,}/g, '\n').trimStart();

function metaOf(model: RenderModel, { siteName, published }: Publication): { name: string; content: string }[] {
  return Object.entries({
    SiteName: siteName ?? model.unitName,
    ArticleTitle: model.title,
    PubDate: published,
    ContentSource: model.unitName,
    Keywords: `政府信息公开,年度报告,${model.year}`,
    Description: model.title,
    author: model.unitName,
  }).map(([name, content]) => ({ name, content }));
}

// The templates are strict about names, so every view has all of them.

function viewOf({ title, titleLines, draftMark, preamble, sections }: RenderModel): object {
  return {
    title,
    titleLines,
    draftMark: draftMark ?? '',
    preamble: blockViews(preamble),
    sections: sections.map(sectionView),
  };
}

function sectionView({ heading, blocks, table }: RenderSection): object {
  const fit = table && fitTable(table, blocks);
  return {
    heading,
    blocks: blockViews(blocks),
    table: fit ? tableView(table, fit) : null,
    newPage: fit?.newPage === 'heading',
  };
}

/**
 * h1 is the title and h2 a section, so a heading of level 2 is an h3. It never skips a level, though a narrative may: 1. can stand
 * under a run-in （一）, which is no heading. `level` is how it looks, `tag` what it is.
 */
function blockViews(blocks: readonly Block[]): object[] {
  let last = 2;
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return { tag: 0, level: block.runIn?.level ?? 0, runIn: block.runIn?.text ?? '', text: block.text };
    last = Math.min(block.level + 1, last + 1);
    return { tag: last, level: block.level, runIn: '', text: block.text };
  });
}

interface CellView {
  /** The text, or its lines where it must break at a certain place. */
  readonly lines: readonly string[];
  /** A `th` with an id that the cells it heads refer to. */
  readonly header: boolean;
  readonly id: string;
  readonly scope: 'col' | 'colgroup' | 'row' | 'rowgroup';
  readonly headers: string;
  readonly colspan: number | '';
  readonly rowspan: number | '';
  readonly left: boolean;
  /** Size in points of a number too long for its column. */
  readonly size: number | '';
}

function tableView(table: RenderTable, { size, line, row, newPage }: Fit): object {
  const rows = cellViews(table);
  const percent = (width: number): string => ((width / TEXT_WIDTH) * 100).toFixed(2);
  return {
    id: table.id,
    caption: table.caption,
    widths: TABLE_LAYOUT[table.id].widths.map(percent),
    head: table.headRows > 0 ? rows.slice(0, table.headRows) : null,
    bodies: bodiesOf(table, rows),
    // On paper the table is set as in Word, so that table 三 stands on one page.
    print: { size: size / 2, line: line / 20, row: row / 20 },
    apart: newPage === 'table',
  };
}

/** A label over the whole width begins a body of its own: the four groups of table 二. */
function bodiesOf(table: RenderTable, rows: readonly CellView[][]): CellView[][][] {
  const bodies: CellView[][][] = [];
  rows.slice(table.headRows).forEach((row, index) => {
    if (index === 0 || row[0]?.colspan === table.columns) bodies.push([]);
    bodies.at(-1)?.push(row);
  });
  return bodies;
}

/** Each cell with the ids of the labels above it in its group and to its left (three levels of them in table 三). */
function cellViews(table: RenderTable): CellView[][] {
  const id = (row: number, column: number): string => `${table.id}-${row}-${column}`;
  /** The labels that head each grid column so far, and those that head the rows still to come. */
  const above: string[][] = Array.from({ length: table.columns }, () => []);
  const beside: { id: string; last: number }[] = [];
  return placed(table).map((row, y) =>
    row.map(({ cell, column }) => {
      const own = id(y, column);
      const span = Array.from({ length: cell.colspan }, (_, i) => column + i);
      if (cell.kind === 'group' && cell.colspan === table.columns) for (const x of span) above[x] = [own];
      if (cell.kind === 'column') for (const x of span) above[x]?.push(own);
      if (isRowLabel(cell, table)) beside.push({ id: own, last: y + cell.rowspan - 1 });
      const left = beside.filter(({ last }) => last >= y).map((label) => label.id);
      const headers = cell.kind === 'value' ? [...(above[column] ?? []), ...left].join(' ') : '';
      return { ...cellView(cell, table, own, headers), size: sizeOf(cell, table, column) };
    }),
  );
}

const isRowLabel = (cell: RenderCell, table: RenderTable): boolean =>
  cell.kind === 'row' || (cell.kind === 'group' && cell.colspan < table.columns);

function cellView(cell: RenderCell, table: RenderTable, id: string, headers: string): Omit<CellView, 'size'> {
  return {
    lines: labelLines(cell),
    header: cell.kind !== 'value' && cell.kind !== 'note',
    id,
    scope: scopeOf(cell, table),
    headers,
    colspan: cell.colspan > 1 ? cell.colspan : '',
    rowspan: cell.rowspan > 1 ? cell.rowspan : '',
    left: isLeft(cell, table),
  };
}

const USUAL_SIZE = 21;
function sizeOf(cell: RenderCell, table: RenderTable, column: number): number | '' {
  if (cell.kind !== 'value') return '';
  const { widths, padding } = TABLE_LAYOUT[table.id];
  const size = numberSize(cell.text, spanWidth(widths, column, cell.colspan), padding, USUAL_SIZE);
  return size < USUAL_SIZE ? size / 2 : '';
}

function scopeOf(cell: RenderCell, table: RenderTable): CellView['scope'] {
  if (cell.kind === 'column') return cell.colspan > 1 ? 'colgroup' : 'col';
  return cell.colspan === table.columns ? 'rowgroup' : 'row';
}
