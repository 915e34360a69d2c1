/**
 * Checks of a Word file that neither Microsoft's SDK nor the schemas make: merged cells, widths, styles, and what this report must
 * not contain (TECH D1, D2). Word repairs some of it in silence, or lays it out in its own way; LibreOffice forgives all of it.
 */
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
}

/** What is wrong with a Word file, in words; empty when nothing is. */
export function lintDocx(bytes: Uint8Array): string[] {
  const files = unzipSync(bytes);
  const part = (path: string): XmlElement => parse(files[path] ? strFromU8(files[path]) : '<missing/>');
  const document = part('word/document.xml');
  const tables = descendants(document, 'w:tbl');
  const pages = Object.keys(files).filter((path) => /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(path));
  return [
    ...tables.flatMap((table, index) => tableFaults(table).map((fault) => `table ${index + 1}, ${fault}`)),
    ...pages.flatMap((path) => styleFaults(part(path), part('word/styles.xml'))),
    ...relationFaults(document, part('word/_rels/document.xml.rels')),
    ...hintFaults(document),
    ...gridFaults(document),
  ];
}

// XML

function parse(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root;
}

/** All elements of a name below an element, in order. */
const descendants = (root: XmlElement, name: string): XmlElement[] =>
  root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
const everything = (root: XmlElement): XmlElement[] => root.children.flatMap((child) => [child, ...everything(child)]);
const children = (parent: XmlElement | undefined, name: string): XmlElement[] =>
  parent?.children.filter((child) => child.name === name) ?? [];
/** The element at the end of a path of first children. */
const at = (from: XmlElement, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((element, name) => children(element, name)[0], from);

// Tables

/** A cell with the first of the grid columns it covers. */
interface Placed {
  readonly cell: XmlElement;
  readonly column: number;
  readonly span: number;
}

function placedCells(row: XmlElement): Placed[] {
  let column = Number(at(row, 'w:trPr', 'w:gridBefore')?.attributes['w:val'] ?? 0);
  return children(row, 'w:tc').map((cell) => {
    const placed = { cell, column, span: Number(at(cell, 'w:tcPr', 'w:gridSpan')?.attributes['w:val'] ?? 1) };
    column += placed.span;
    return placed;
  });
}

function tableFaults(table: XmlElement): string[] {
  const grid = children(at(table, 'w:tblGrid'), 'w:gridCol').map((column) => Number(column.attributes['w:w']));
  const rows = children(table, 'w:tr');
  const placed = rows.map(placedCells);
  const perRow = placed.flatMap((cells, y) => {
    const faults = [...fillFaults(cells, grid), ...cells.flatMap((cell) => [...widthFaults(cell, grid), ...endFaults(cell)])];
    return faults.map((fault) => `row ${y + 1}: ${fault}`);
  });
  return [...perRow, ...mergeFaults(placed), ...headerFaults(rows)];
}

/** Word draws a ragged edge where a row is short, and moves the columns of the whole table where one is long. */
function fillFaults(cells: readonly Placed[], grid: readonly number[]): string[] {
  const filled = cells.reduce((sum, { span }) => sum + span, cells[0]?.column ?? 0);
  return filled === grid.length ? [] : [`${filled} columns, the grid has ${grid.length}`];
}

/** Word takes widths from the cells, most others from the grid: they must agree (TECH D1, trap 11). */
function widthFaults({ cell, column, span }: Placed, grid: readonly number[]): string[] {
  const expected = grid.slice(column, column + span).reduce((sum, width) => sum + width, 0);
  const width = at(cell, 'w:tcPr', 'w:tcW')?.attributes;
  const found = width?.['w:type'] === 'dxa' ? Number(width['w:w']) : undefined;
  return found === expected ? [] : [`cell in column ${column + 1} is ${found ?? 'not'} wide, its grid columns ${expected}`];
}

/** A cell that does not end in a paragraph makes Word refuse the whole file. */
const endFaults = ({ cell, column }: Placed): string[] =>
  cell.children.at(-1)?.name === 'w:p' ? [] : [`cell in column ${column + 1} does not end in a paragraph`];

/** A cell that continues one above it needs that one, and its width. What hangs on a wrong one is not reported again. */
function mergeFaults(rows: readonly (readonly Placed[])[]): string[] {
  let above = new Map<number, number>();
  return rows.flatMap((cells, y) => {
    const open = new Map<number, number>();
    const faults = cells.flatMap(({ cell, column, span }) => {
      const merge = at(cell, 'w:tcPr', 'w:vMerge');
      if (!merge) return [];
      open.set(column, span);
      const continues = (merge.attributes['w:val'] ?? 'continue') === 'continue';
      return continues && above.get(column) !== span ? [`row ${y + 1}: cell in column ${column + 1} continues none above it`] : [];
    });
    above = open;
    return faults;
  });
}

/** Only header rows that begin a table are repeated on the next page; one further down is ignored. */
function headerFaults(rows: readonly XmlElement[]): string[] {
  const isHeader = rows.map((row) => at(row, 'w:trPr', 'w:tblHeader') !== undefined);
  const first = isHeader.indexOf(false);
  return isHeader.flatMap((header, y) => (header && first >= 0 && y > first ? [`row ${y + 1}: header row below a row that is none`] : []));
}

// The whole document

function styleFaults(part: XmlElement, styles: XmlElement): string[] {
  const defined = new Set(descendants(styles, 'w:style').map((style) => style.attributes['w:styleId']));
  const used = ['w:pStyle', 'w:rStyle', 'w:tblStyle']
    .flatMap((name) => descendants(part, name))
    .map(({ attributes }) => attributes['w:val']);
  return [...new Set(used)].filter((style) => !defined.has(style)).map((style) => `style ${style} is not defined`);
}

function relationFaults(document: XmlElement, relations: XmlElement): string[] {
  const known = new Set(descendants(relations, 'Relationship').map(({ attributes }) => attributes['Id']));
  const used = everything(document).flatMap(({ attributes }) => Object.entries(attributes).filter(([name]) => name.startsWith('r:')));
  return used.filter(([, id]) => !known.has(id)).map(([name, id]) => `${name} ${id} has no relationship`);
}

/** Without the hint Word sets “ ” — … in the Latin font; no rendering here shows it (TECH D1, trap 7). */
function hintFaults(document: XmlElement): string[] {
  const without = descendants(document, 'w:r').filter((run) => at(run, 'w:rPr', 'w:rFonts')?.attributes['w:hint'] !== 'eastAsia');
  return without.length === 0 ? [] : [`${without.length} of the runs have no hint eastAsia`];
}

/** A grid of lines stretches every row of a table, one of characters breaks lines elsewhere (TECH D1, traps 1 and 2). */
function gridFaults(document: XmlElement): string[] {
  const types = descendants(document, 'w:docGrid').map(({ attributes }) => attributes['w:type'] ?? 'default');
  return types.filter((type) => type !== 'default').map((type) => `document grid of ${type}`);
}
