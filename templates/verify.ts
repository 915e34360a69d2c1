/**
 * A written document, read back, against the report itself: every number by its place in the form, every label (R3), all three
 * tables (R4) without subtotals (R17); and against what was to be printed: the title, the six headings (R1) and every paragraph,
 * in order, with nothing added. White space is layout.
 */
import type { DocumentBlock } from '../shared/document.ts';
import { type GridCell, TABLE_IDS, type Table } from '../shared/form.ts';
import { textOfBlock } from '../shared/outline.ts';
import { type Figures, figuresOf, printedText, type Report } from '../shared/report.ts';
import { placed } from './layout.ts';
import { oneLine, type RenderModel } from './render-model.ts';

export interface Verified {
  /** How many cells of the form were read back as they stand in the report: 200 of 200. */
  readonly equal: number;
  readonly total: number;
  /** Of these, the cells that hold no number yet, blank or unreadable, and totals that depend on them. */
  readonly open: number;
  /** What differs, in the reader's words; empty when the file is what it should be. */
  readonly differences: readonly string[];
}

/** 已核对 200/200 个数字. */
export const proofSentence = ({ equal, total, open }: Verified): string =>
  `已核对 ${equal}/${total} ${open > 0 ? `格，其中 ${open} 格还不是数` : '个数字'}`;

/** `titled` is false for the fragment, whose title stands in the website's own frame. */
export function verify(report: Report, model: RenderModel, blocks: readonly DocumentBlock[], titled = true): Verified {
  const figures = figuresOf(report);
  const found = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
  const checks = TABLE_IDS.flatMap((id, index) => checksOf(figures.form.tables[id], found[index] ?? [], report, figures));
  const wrong = checks.filter((check) => bare(check.expected) !== bare(check.read));
  const cells = checks.filter((check) => check.isNumber !== undefined);
  const size = TABLE_IDS.flatMap((id, index) => sizeProblem(figures.form.tables[id], found[index]));
  const extra = found.length > TABLE_IDS.length ? [`多了 ${found.length - TABLE_IDS.length} 张表`] : [];
  return {
    equal: cells.filter((check) => !wrong.includes(check)).length,
    total: figures.form.fields.size,
    open: cells.filter((check) => !check.isNumber).length,
    differences: [...wrong.map((check) => check.problem), ...size, ...extra, ...compareText(model, blocks, titled)],
  };
}

/** White space within a text is layout: a label may be broken over two lines. */
const bare = (text: string): string => text.replace(/\s/g, '');

interface CellCheck {
  readonly expected: string;
  readonly read: string;
  /** Absent for a label. */
  readonly isNumber?: boolean;
  readonly problem: string;
}

/** What each cell of the form should say, and what the place where it belongs says. */
function checksOf(table: Table, found: readonly (readonly string[])[], report: Report, figures: Figures): CellCheck[] {
  return placed(table).flatMap((row, y) =>
    row.map(({ cell, column }): CellCheck => {
      const expected = cell.kind === 'value' ? oneLine(printedText(figures, report, cell.field)) : cell.text;
      const read = readAt(found, cell, y, column);
      const place = cell.kind === 'value' ? cell.field.place : `表${table.number}第 ${y + 1} 行的“${cell.text}”`;
      const isNumber = cell.kind === 'value' ? { isNumber: figures.value(cell.field.id) !== undefined } : {};
      return { expected, read, ...isNumber, problem: `${place}：应是“${expected}”，读回是“${read}”` };
    }),
  );
}

/** The text at the places a cell spans, if it is the same in all of them: merged as it should be. */
function readAt(found: readonly (readonly string[])[], cell: GridCell, y: number, x: number): string {
  const rows = found.slice(y, y + cell.rowspan).map((row) => row.slice(x, x + cell.colspan));
  const texts = new Set(rows.flat());
  const complete = rows.length === cell.rowspan && rows.every((row) => row.length === cell.colspan);
  return complete && texts.size === 1 ? ([...texts][0] ?? '') : `（${[...texts].join('／') || '没有'}）`;
}

function sizeProblem(table: Table, found: readonly (readonly string[])[] | undefined): string[] {
  if (!found) return [`缺少表${table.number}`];
  return found.length === table.rows.length && found[0]?.length === table.columns ? [] : [`表${table.number}的行数或列数不对`];
}

/** The paragraphs must be those of the report, in order, with none lost and none added. The mark of a draft may stand before them. */
function compareText(model: RenderModel, blocks: readonly DocumentBlock[], titled: boolean): string[] {
  const found = blocks.flatMap((block) => (block.kind === 'paragraph' && bare(block.text) ? [block.text] : []));
  const written = found[0] === model.draftMark ? found.slice(1) : found;
  const texts = [
    ...model.preamble.map(textOfBlock),
    ...model.sections.flatMap(({ heading, blocks: text }) => [heading, ...text.map(textOfBlock)]),
  ];
  const expected = titled ? [...model.titleLines, ...texts] : texts;
  const at = expected.findIndex((text, index) => bare(text) !== bare(written[index] ?? ''));
  if (at >= 0) return [`正文第 ${at + 1} 段应是“${shorten(expected[at])}”，读回是“${shorten(written[at])}”`];
  return written.length > expected.length ? [`正文多了一段“${shorten(written[expected.length])}”`] : [];
}
const shorten = (text = ''): string => text.slice(0, 30);
