/** Report -> RenderModel: headings, paragraphs and tables of finished strings. Both printers and the preview read only this. */
import { printedFeeSentence } from '../shared/fee.ts';
import type { Field, GridCell, SectionId, Table } from '../shared/form.ts';
import { printed } from '../shared/live.ts';
import { type Block, outline } from '../shared/outline.ts';
import { type Figures, figuresOf, formOf, printedText, type Report, titleOf, titleSuffix } from '../shared/report.ts';

export interface RenderCell {
  readonly kind: GridCell['kind'];
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
}
export interface RenderTable {
  readonly id: Table['id'];
  readonly caption: string;
  readonly columns: number;
  readonly headRows: number;
  readonly rows: readonly (readonly RenderCell[])[];
}
export interface RenderSection {
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly table?: RenderTable;
}
export interface RenderModel {
  readonly unitName: string;
  readonly title: string;
  /** The title broken by sense: the unit in one line or two, then the year and the words of the form. */
  readonly titleLines: readonly string[];
  readonly year: number;
  /** What every page of an unfinished report says; absent on a final one. */
  readonly draftMark?: string;
  readonly preamble: readonly Block[];
  readonly sections: readonly RenderSection[];
}

/** `errors` is the number of findings of severity error that remain, blanks among them: while it is not 0, every page is marked 草稿. */
export function renderModel(written: Report, errors: number): RenderModel {
  const figures = figuresOf(written);
  const { report } = printed(written);
  const { sections, tables } = formOf(report);
  const tableOf = (id: SectionId): { table: RenderTable } | undefined =>
    id in tables ? { table: renderTable(tables[id as Table['id']], report, figures) } : undefined;
  return {
    unitName: oneLine(report.unit.name),
    title: oneLine(titleOf(report)),
    titleLines: [...unitLines(oneLine(report.unit.name)), titleSuffix(report.year)],
    year: report.year,
    ...(errors > 0 && { draftMark: '草稿 · 还有没填或没改正的内容，不能公开' }),
    preamble: outline(printable(report.texts.preamble)),
    sections: sections.map(({ id, heading }) => ({ heading, blocks: outline(narrativeOf(report, figures, id)), ...tableOf(id) })),
  };
}

/** Section 六 opens with the statutory sentence. */
function narrativeOf(report: Report, figures: Figures, id: SectionId): string {
  const text = printable(report.texts[id]);
  const sentence = id === 'other' ? printedFeeSentence(report, figures) : undefined;
  return sentence ? `${oneLine(sentence)}\n${text}` : text;
}

function renderTable(table: Table, report: Report, figures: Figures): RenderTable {
  const textOf = (field: Field): string => oneLine(printedText(figures, report, field));
  const rows = table.rows.map((row) =>
    row.map((cell): RenderCell => {
      const { kind, colspan, rowspan } = cell;
      return { kind, colspan, rowspan, text: cell.kind === 'value' ? textOf(cell.field) : cell.text };
    }),
  );
  return { id: table.id, caption: table.caption, columns: table.columns, headRows: table.headRows, rows };
}

/** Control characters, lone surrogates and the like: no XML file may hold one, it would make the whole document unreadable. */
const UNPRINTABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const printable = (text: string): string => text.replace(/[\v\f]/g, '\n').replace(UNPRINTABLE, '\ufffd');
/** For what stands in one line, such as a name. */
export const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim();

/** 20 characters of the title size fill a line. */
const TITLE_LINE = 20;
const PARTS_OF_NAMES = /(?:自治[区州县]|省|市|区|县|旗|镇|乡|街道|人民政府|管理委员会|办事处)(?=.)/gu;
/** A longer name is broken where its parts meet, as near to the middle as may be; one too long for two lines into even parts. */
function unitLines(name: string): string[] {
  const characters = [...name];
  const lines = Math.ceil(characters.length / TITLE_LINE);
  if (lines > 2) return evenParts(characters, Math.min(lines, 10));
  if (lines < 2) return name === '' ? [] : [name];
  const middle = characters.length / 2;
  const breaks = [...name.matchAll(PARTS_OF_NAMES)]
    .map((match) => [...name.slice(0, match.index + match[0].length)].length)
    .filter((at) => at <= TITLE_LINE && characters.length - at <= TITLE_LINE);
  const at = breaks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return at === undefined ? evenParts(characters, 2) : [characters.slice(0, at).join(''), characters.slice(at).join('')];
}
function evenParts(characters: readonly string[], parts: number): string[] {
  const size = Math.ceil(characters.length / parts);
  return Array.from({ length: parts }, (_, part) => characters.slice(part * size, (part + 1) * size).join(''));
}
