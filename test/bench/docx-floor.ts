/**
 * The body of the Word file written by hand, as plain strings: what no library can beat. A second writer of the same document,
 * so `docx.ts` of the bench compares the two byte for byte before it measures. It writes what the examples need and no more
 * (no text with braces, no draft mark).
 */
import type { Block } from '../../shared/outline.ts';
import {
  CELL_MARGIN,
  FONTS,
  fitTable,
  isLeft,
  LINE,
  labelLines,
  numberSize,
  placed,
  spanWidth,
  TABLE_GAP,
  TABLE_LAYOUT,
  type TableLayout,
  type TableText,
  TEXT_WIDTH,
} from '../../templates/layout.ts';
import type { RenderCell, RenderModel, RenderSection, RenderTable } from '../../templates/render-model.ts';

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const escapeXml = (text: string): string => (/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ESCAPED[char] ?? char) : text);

const HINT = '<w:rFonts w:hint="eastAsia"/>';
const run = (text: string, look = HINT, before = ''): string =>
  `<w:r><w:rPr>${look}</w:rPr>${before}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
const paragraph = (style: string, rest: string, content: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${rest}</w:pPr>${content}</w:p>`;
const spacing = (line: number, before = 0, after = 0): string =>
  `<w:spacing w:after="${after}" w:before="${before}" w:line="${line}" w:lineRule="exact"/>`;

const runInFont = (name: string): string =>
  `<w:rFonts w:ascii="${FONTS.latin}" w:cs="${FONTS.latin}" w:eastAsia="${name}" w:hAnsi="${FONTS.latin}" w:hint="eastAsia"/>`;
const RUN_IN = { 2: runInFont(FONTS.subheading), 3: `${runInFont(FONTS.body)}<w:b/><w:bCs/>`, 4: runInFont(FONTS.body) };

/** Everything between `<w:body>` and the section properties. */
export function bodyOf(model: RenderModel): string {
  let body = '';
  for (const line of model.titleLines) body += paragraph('Title', '', run(line));
  body += paragraph('BodyText', spacing(240), '');
  for (const block of model.preamble) body += blockOf(block, 0);
  model.sections.forEach((section, index) => {
    body += sectionOf(section, model.sections[index - 1]?.table !== undefined);
  });
  return body;
}

function sectionOf({ id, heading, blocks, table }: RenderSection, belowTable: boolean): string {
  const before = belowTable ? TABLE_GAP : 0;
  const after = table && blocks.length === 0 ? TABLE_GAP : 0;
  const pageBreak = id === 'requests' ? '<w:pageBreakBefore/>' : '';
  let section = paragraph('Heading1', pageBreak + spacing(LINE, before, after), run(heading));
  blocks.forEach((block, at) => {
    section += blockOf(block, table && at === blocks.length - 1 ? TABLE_GAP : 0);
  });
  return table ? section + tableOf(table, blocks) : section;
}

function blockOf(block: Block, after: number): string {
  const gap = after > 0 ? spacing(LINE, 0, after) : '';
  if (block.kind === 'heading') return paragraph(`Heading${block.level}`, gap, run(block.text));
  const runIn = block.runIn ? run(block.runIn.text, RUN_IN[block.runIn.level]) : '';
  return paragraph('BodyText', `<w:widowControl w:val="false"/>${gap}`, runIn + run(block.text));
}

const border = (side: string): string => `<w:${side} w:val="single" w:color="000000" w:sz="4" w:space="0"/>`;
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');

interface Setting {
  readonly table: RenderTable;
  readonly layout: TableLayout;
  readonly text: TableText;
}

function tableOf(table: RenderTable, above: readonly Block[]): string {
  const layout = TABLE_LAYOUT[table.id];
  const setting: Setting = { table, layout, text: fitTable(table, above) };
  const margin = (side: string, width: number): string => `<w:${side} w:type="dxa" w:w="${width}"/>`;
  const margins =
    margin('top', CELL_MARGIN) + margin('left', layout.padding) + margin('bottom', CELL_MARGIN) + margin('right', layout.padding);
  let xml = `<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="${TEXT_WIDTH}"/><w:jc w:val="center"/><w:tblBorders>${BORDERS}</w:tblBorders>`;
  xml += `<w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr><w:tblGrid>`;
  for (const width of layout.widths) xml += `<w:gridCol w:w="${width}"/>`;
  return `${xml}</w:tblGrid>${rowsOf(setting)}</w:tbl>`;
}

function rowsOf(setting: Setting): string {
  const { table, text } = setting;
  /** Cells that reach down, by the column they begin in. */
  const open = new Map<number, { cell: RenderCell; left: number }>();
  let xml = '';
  placed(table).forEach((row, index) => {
    const keepNext = table.id !== 'requests' && index < table.rows.length - 1 ? '<w:keepNext/>' : '';
    const header = index < table.headRows ? '<w:tblHeader/>' : '';
    xml += `<w:tr><w:trPr><w:cantSplit/>${header}<w:trHeight w:val="${text.row}" w:hRule="atLeast"/></w:trPr>`;
    const cells: string[] = [];
    for (const [column, state] of open) {
      cells[column] = continuedCell(state.cell, column, keepNext, setting);
      if (--state.left === 0) open.delete(column);
    }
    for (const { cell, column } of row) {
      cells[column] = cellOf(cell, column, keepNext, setting);
      if (cell.rowspan > 1) open.set(column, { cell, left: cell.rowspan - 1 });
    }
    xml += `${cells.join('')}</w:tr>`;
  });
  return xml;
}

function frame(width: number, cell: RenderCell, merge: string, content: string): string {
  const span = cell.colspan > 1 ? `<w:gridSpan w:val="${cell.colspan}"/>` : '';
  return `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/>${span}${merge}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;
}
const lineOf = (text: TableText): string => (text.line === 260 ? '' : spacing(text.line));

function continuedCell(cell: RenderCell, column: number, keepNext: string, { layout, text }: Setting): string {
  const width = spanWidth(layout.widths, column, cell.colspan);
  return frame(width, cell, '<w:vMerge w:val="continue"/>', paragraph('TableText', keepNext + lineOf(text), ''));
}

function cellOf(cell: RenderCell, column: number, keepNext: string, { table, layout, text }: Setting): string {
  const width = spanWidth(layout.widths, column, cell.colspan);
  const size = cell.kind === 'value' ? numberSize(cell.text, width, layout.padding, text.size) : text.size;
  const look = size === 21 ? HINT : `${HINT}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;
  let content = '';
  labelLines(cell).forEach((line, index) => {
    content += run(line, look, index > 0 ? '<w:br/>' : '');
  });
  const style = isLeft(cell, table) ? 'TableLabel' : 'TableText';
  const merge = cell.rowspan > 1 ? '<w:vMerge w:val="restart"/>' : '';
  return frame(width, cell, merge, paragraph(style, keepNext + lineOf(text), content));
}
