/** RenderModel -> Word file, laid out by GB/T 9704—2012. Traps of Word and LibreOffice are named where they bite. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Header,
  HeadingLevel,
  HeightRule,
  type IContext,
  type IParagraphStyleOptions,
  type IXmlableObject,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { Block, HeadingLevel as Level } from '../shared/outline.ts';
import { coreProperties, FONT_TABLE } from './docx-parts.ts';
import {
  APART,
  CELL_MARGIN,
  CHARACTER_SPACING,
  type Fit,
  FONTS,
  fitTable,
  isLeft,
  LINE,
  labelLines,
  numberSize,
  PAGE,
  placed,
  spanWidth,
  TABLE_GAP,
  TABLE_LAYOUT,
  type TableLayout,
  TEXT_WIDTH,
} from './layout.ts';
import type { RenderCell, RenderModel, RenderSection, RenderTable } from './render-model.ts';

/** The Word file as bytes. `modified` goes into its properties; the body depends on the model alone. */
export async function renderDocx(model: RenderModel, modified: Date): Promise<Uint8Array> {
  const overrides = [
    { path: 'docProps/core.xml', data: coreProperties(model, modified) },
    { path: 'word/fontTable.xml', data: FONT_TABLE },
  ];
  return new Uint8Array(await Packer.toArrayBuffer(documentOf(model), undefined, overrides));
}

function documentOf(model: RenderModel): Document {
  const settings = model.sections.map(settingOf);
  const tableTexts = settings.flatMap((setting) => (setting ? tableStyles(setting) : []));
  return new Document({
    styles: { ...STYLES, paragraphStyles: [...STYLES.paragraphStyles, ...tableTexts] },
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [
      {
        properties: { page: PAGE_PROPERTIES, grid: { type: DocumentGridType.DEFAULT, linePitch: LINE } },
        headers: model.draftMark ? { default: draftHeader(model.draftMark), even: draftHeader(model.draftMark) } : {},
        // Odd pages right, even pages left, one character free.
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [
          ...titleOf(model),
          ...model.preamble.map((block) => paragraphOf(block)),
          ...model.sections.flatMap((section, index) => sectionOf(section, settings[index - 1] !== undefined, settings[index])),
        ],
      },
    ],
  });
}

/** The page number stands 7 mm under the text block. A docGrid of lines would stretch every table row, hence none above. */
const PAGE_PROPERTIES = {
  size: { width: PAGE.width, height: PAGE.height },
  margin: { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.left, right: PAGE.right, header: 851, footer: 1270, gutter: 0 },
  pageNumbers: { start: 1 },
};

// Styles

/** Digits in Times New Roman, Chinese in `eastAsia`; the hint sets “ ” — … in the Chinese font too. */
const font = (eastAsia: string, latin = FONTS.latin) => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia, hint: 'eastAsia' as const });
const exact = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });
const INDENT = { firstLine: 640, firstLineChars: 200 };
const NO_INDENT = { firstLine: 0, firstLineChars: 0 };
const BLACK = { color: '000000', italics: false };

function headingStyle(level: 1 | 2 | 3 | 4, name: string, bold: boolean) {
  return {
    basedOn: 'Normal',
    next: 'BodyText',
    quickFormat: true,
    run: { ...BLACK, font: font(name), size: 32, bold },
    paragraph: { keepNext: true, outlineLevel: level - 1, spacing: exact(LINE), indent: INDENT },
  };
}
function paragraphStyle(id: string, name: string, basedOn: string, rest: Omit<IParagraphStyleOptions, 'id' | 'name'>) {
  return { id, name, basedOn, quickFormat: true, ...rest };
}
const STYLES = {
  default: {
    document: { run: { font: font(FONTS.body), size: 32, language: { value: 'en-US', eastAsia: 'zh-CN', bidirectional: 'ar-SA' } } },
    title: {
      basedOn: 'Normal',
      next: 'BodyText',
      quickFormat: true,
      run: { ...BLACK, font: font(FONTS.title), size: 44, bold: false },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exact(700), indent: NO_INDENT },
    },
    heading1: headingStyle(1, FONTS.heading, false),
    heading2: headingStyle(2, FONTS.subheading, false),
    heading3: headingStyle(3, FONTS.body, true),
    heading4: headingStyle(4, FONTS.body, false),
  },
  paragraphStyles: [
    paragraphStyle('BodyText', 'Body Text', 'Normal', {
      run: { characterSpacing: CHARACTER_SPACING },
      paragraph: { alignment: AlignmentType.BOTH, spacing: exact(LINE), indent: INDENT },
    }),
    paragraphStyle('Header', 'header', 'Normal', {
      run: { font: font(FONTS.heading), size: 24, color: 'C00000' },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exact(320), indent: NO_INDENT },
    }),
    paragraphStyle('Footer', 'footer', 'Normal', {
      run: { font: font(FONTS.table, FONTS.table), size: 28 },
      paragraph: { spacing: exact(320), indent: NO_INDENT },
    }),
  ],
};
/** Two styles for each table, in the size in which it fits its page: numbers and heads, and labels that stand left. */
function tableStyles({ table, text }: Setting): ReturnType<typeof paragraphStyle>[] {
  const [numbers, labels] = [textStyle(table), labelStyle(table)];
  return [
    paragraphStyle(numbers, `表格文字：${table.caption}`, 'Normal', {
      run: { font: font(FONTS.table), size: text.size },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exact(text.line), indent: NO_INDENT },
    }),
    paragraphStyle(labels, `表格项目：${table.caption}`, numbers, { paragraph: { alignment: AlignmentType.LEFT } }),
  ];
}
const textStyle = (table: RenderTable): string => `${table.id}Text`;
const labelStyle = (table: RenderTable): string => `${table.id}Label`;

/** How a run-in heading looks within its paragraph: the font of its level, as a heading of its own would have. */
const RUN_IN: Readonly<Record<Level, { font: ReturnType<typeof font>; bold?: boolean }>> = {
  2: { font: font(FONTS.subheading) },
  3: { font: font(FONTS.body), bold: true },
  4: { font: font(FONTS.body) },
};
const HEADINGS = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 } as const;

// Text

const HINT = { font: { hint: 'eastAsia' as const } };
/** `{` starts a run of its own: docx replaces its own placeholders, such as {default-bullet-numbering-0}, in the finished XML. */
function runs(text: string, look: object = HINT): TextRun[] {
  return text.split(/(?<=\{)/).map((part) => new TextRun({ ...look, text: part }));
}

function titleOf({ titleLines }: RenderModel): Paragraph[] {
  const lines = titleLines.map((line) => new Paragraph({ heading: HeadingLevel.TITLE, children: runs(line) }));
  return [...lines, new Paragraph({ style: 'BodyText', spacing: exact(240), children: [] })];
}

/**
 * Without widow control every page has its 22 lines. Hanging punctuation is on anyway; but only where the file says so does
 * LibreOffice set it without losing marks at the end of full lines (5 lost on 200 pages otherwise, 0 so).
 */
const FLOW = { widowControl: false, overflowPunctuation: true };

function paragraphOf(block: Block, after = 0): Paragraph {
  const spacing = after > 0 ? { spacing: { ...exact(LINE), after } } : {};
  if (block.kind === 'heading') return new Paragraph({ heading: HEADINGS[block.level], ...spacing, children: runs(block.text) });
  const runIn = block.runIn ? runs(block.runIn.text, RUN_IN[block.runIn.level]) : [];
  return new Paragraph({ style: 'BodyText', ...FLOW, ...spacing, children: [...runIn, ...runs(block.text)] });
}

/**
 * Table 三 stands on one page: its heading begins a page, or, where the text under the heading is too long for that, the table does.
 * A table keeps a little distance from the text around it.
 */
function sectionOf({ heading, blocks }: RenderSection, afterTable: boolean, setting: Setting | undefined): (Paragraph | Table)[] {
  const pageBreakBefore = setting?.text.newPage === 'heading';
  const [before, after] = [afterTable && !pageBreakBefore ? TABLE_GAP : 0, setting && blocks.length === 0 ? TABLE_GAP : 0];
  const title = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    pageBreakBefore,
    ...(before + after > 0 && { spacing: { ...exact(LINE), before, after } }),
    children: runs(heading),
  });
  const text = blocks.map((block, at) => paragraphOf(block, setting && at === blocks.length - 1 ? TABLE_GAP : 0));
  const pageBreak = setting?.text.newPage === 'table' ? [new Paragraph({ pageBreakBefore: true, spacing: exact(APART) })] : [];
  return [title, ...text, ...pageBreak, ...(setting ? [tableOf(setting)] : [])];
}

function pageNumber(alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Footer {
  const indent = { left: alignment === AlignmentType.LEFT ? 280 : 0, right: alignment === AlignmentType.RIGHT ? 280 : 0 };
  const number = new TextRun({ ...HINT, children: ['— ', PageNumber.CURRENT, ' —'] });
  return new Footer({ children: [new Paragraph({ style: 'Footer', alignment, indent, children: [number] })] });
}
const draftHeader = (mark: string): Header => new Header({ children: [new Paragraph({ style: 'Header', children: runs(mark) })] });

// Tables

const LINE_BORDER = { style: BorderStyle.SINGLE, size: 4, color: '000000', space: 0 };
const BORDERS = {
  top: LINE_BORDER,
  bottom: LINE_BORDER,
  left: LINE_BORDER,
  right: LINE_BORDER,
  insideHorizontal: LINE_BORDER,
  insideVertical: LINE_BORDER,
};

interface Setting {
  readonly table: RenderTable;
  readonly layout: TableLayout;
  readonly text: Fit;
}

function settingOf({ table, blocks }: RenderSection): Setting | undefined {
  return table && { table, layout: TABLE_LAYOUT[table.id], text: fitTable(table, blocks) };
}

function tableOf(setting: Setting): Table {
  const { widths, padding } = setting.layout;
  return new Table({
    rows: rowsOf(setting),
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: BORDERS,
    margins: { marginUnitType: WidthType.DXA, top: CELL_MARGIN, bottom: CELL_MARGIN, left: padding, right: padding },
  });
}

function rowsOf(setting: Setting): TableRow[] {
  const { table } = setting;
  const cells = cellMaker(setting);
  /** Cells that reach down into the row, by the column they begin in. */
  const open = new Map<number, { cell: RenderCell; left: number }>();
  return placed(table).map((row, index) => {
    const keepNext = !setting.layout.wholePage && index < table.rows.length - 1;
    const continued = [...open].map(([column, { cell }]) => ({ column, made: cells.continuation(cell, column, keepNext) }));
    const begun = row.map(({ cell, column }) => ({ column, made: cells.cell(cell, column, keepNext) }));
    for (const [column, state] of open) if (--state.left === 0) open.delete(column);
    for (const { cell, column } of row) if (cell.rowspan > 1) open.set(column, { cell, left: cell.rowspan - 1 });
    return new TableRow({
      children: [...continued, ...begun].sort((a, b) => a.column - b.column).map(({ made }) => made),
      cantSplit: true,
      // `tableHeader: false` would write a switched-off header row.
      ...(index < table.headRows && { tableHeader: true }),
      height: { value: setting.text.row, rule: HeightRule.ATLEAST },
    });
  });
}

/**
 * A cell that is turned into XML once, however often it stands in the table: most cells of most reports are “0” (26 → 16 ms a report).
 * More is not worth its code: one prepared XML for all cells of a look, fixed parts prepared once and rows without cell objects
 * gave 10 ms for 120 lines hooked into docx's private parts.
 */
class SharedCell extends TableCell {
  #prepared: IXmlableObject | undefined;
  override prepForXml(context: IContext): IXmlableObject | undefined {
    this.#prepared ??= super.prepForXml(context);
    return this.#prepared;
  }
}

function cellMaker(setting: Setting) {
  const { table, layout } = setting;
  const made = new Map<string, SharedCell>();
  const shared = (key: string, make: () => SharedCell): SharedCell => {
    const cell = made.get(key) ?? make();
    made.set(key, cell);
    return cell;
  };
  const frame = (cell: RenderCell, column: number) => ({
    width: { size: spanWidth(layout.widths, column, cell.colspan), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(cell.colspan > 1 && { columnSpan: cell.colspan }),
  });
  return {
    cell(cell: RenderCell, column: number, keepNext: boolean): SharedCell {
      const { width, ...rest } = frame(cell, column);
      const merge = cell.rowspan > 1 ? { verticalMerge: VerticalMergeType.RESTART } : {};
      const key = `${cell.kind} ${width.size} ${cell.colspan} ${cell.rowspan} ${keepNext} ${cell.text}`;
      return shared(key, () => new SharedCell({ ...rest, ...merge, width, children: [cellText(cell, width.size, setting, keepNext)] }));
    },
    /** Written out, for docx would put an unstyled 16 pt paragraph here, which may set the height of the row in Word. */
    continuation(cell: RenderCell, column: number, keepNext: boolean): SharedCell {
      const { width, ...rest } = frame(cell, column);
      const empty = () => new Paragraph({ style: textStyle(table), ...(keepNext && { keepNext }) });
      return shared(
        `continued ${width.size} ${cell.colspan} ${keepNext}`,
        () => new SharedCell({ ...rest, width, verticalMerge: VerticalMergeType.CONTINUE, children: [empty()] }),
      );
    },
  };
}

function cellText(cell: RenderCell, width: number, { table, layout, text }: Setting, keepNext: boolean): Paragraph {
  const size = cell.kind === 'value' ? numberSize(cell.text, width, layout.padding, text.size) : text.size;
  const look = size === text.size ? HINT : { ...HINT, size };
  return new Paragraph({
    style: isLeft(cell, table) ? labelStyle(table) : textStyle(table),
    ...(keepNext && { keepNext }),
    children: labelLines(cell).flatMap((line, index) => runs(line, index > 0 ? { ...look, break: 1 } : look)),
  });
}
