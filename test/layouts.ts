/** The same report in the layouts in which published reports reach a clerk. Knows the form, and nothing of the importers. */
import { FORM, type GridCell, type Table } from '../shared/form.ts';
import { figuresOf, printedText, type Report, titleOf } from '../shared/report.ts';

export interface Cell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
  readonly isNumber: boolean;
  readonly isHead: boolean;
}
export type Rows = readonly (readonly Cell[])[];

export interface Layout {
  readonly name: string;
  readonly kind: 'text' | 'html';
  readonly write: (report: Report) => string;
}

function rowsOf(report: Report, table: Table): Rows {
  const figures = figuresOf(report);
  const textOf = (cell: GridCell): string => (cell.kind === 'value' ? printedText(figures, report, cell.field) : cell.text);
  return table.rows.map((row) =>
    row.map((cell) => ({
      text: textOf(cell),
      colspan: cell.colspan,
      rowspan: cell.rowspan,
      isNumber: cell.kind === 'value',
      isHead: cell.kind === 'column' || cell.kind === 'note',
    })),
  );
}

/** Title, preamble, and each section with its text and its table as lines. */
export function document(
  report: Report,
  table: (rows: Rows, id: Table['id']) => readonly string[],
  page = (line: string): string => line,
): string {
  const sections = FORM.sections.flatMap(({ id, heading }) => {
    const own = id in FORM.tables ? table(rowsOf(report, FORM.tables[id as Table['id']]), id as Table['id']) : [];
    return [page(heading), ...paragraphs(report.texts[id]).map(page), ...own];
  });
  return [page(titleOf(report)), ...paragraphs(report.texts.preamble).map(page), ...sections].join('\n');
}
const paragraphs = (text: string): string[] => text.split('\n').filter((line) => line !== '');
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A page of a website around the report. */
export const website = (body: string): string =>
  `<html><head><title>x</title><style>p{}</style></head><body><div>当前位置：首页 &gt; 政务公开</div>${body}<div>主办单位：示例县人民政府办公室　备案号：示例ICP备00000000号</div><script>var a = "1";</script></body></html>`;
const htmlPage = (report: Report, table: (rows: Rows) => string): string =>
  website(
    document(
      report,
      (rows) => [table(rows)],
      (line) => `<p>${escaped(line)}</p>`,
    ),
  );
export const htmlTable = (rows: Rows, cell: (cell: Cell) => string): string =>
  `<table>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
const spans = ({ colspan, rowspan }: Cell): string =>
  (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan=${rowspan}` : '');
export const td = (cell: Cell): string => `<td${spans(cell)}><p>${escaped(cell.text) || '&nbsp;'}</p></td>`;
const th = (cell: Cell): string => (cell.isNumber ? td(cell) : `<th${spans(cell)}>${escaped(cell.text)}</th>`);

/** Lines end in the middle of a text. */
const libreOfficeCell = ({ text, colspan, rowspan }: Cell): string =>
  `\t\t<TD${colspan > 1 ? ` COLSPAN=${colspan}` : ''}${rowspan > 1 ? ` ROWSPAN=${rowspan}` : ''} WIDTH=38><p>${broken(escaped(text), 20).join('\n\t\t\t') || '<BR>'}</p></TD>\n`;

/** Places that merged cells cover are blank cells: what a copy from a page often gives. */
export function padded(rows: Rows): string[][] {
  const grid: string[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const { text, colspan, rowspan } of row) {
      while (grid[y]?.[x] !== undefined) x++;
      for (let down = 0; down < rowspan; down++) for (let right = 0; right < colspan; right++) (grid[y + down] ?? [])[x + right] = '';
      (grid[y] ?? [])[x] = text;
      x += colspan;
    }
  });
  return grid;
}

/** What the text of a PDF looks like: labels broken after some characters, numbers in one line, page numbers between. */
export function pdfLines(rows: Rows): string[] {
  return rows.flatMap((row, y) => {
    const labels = row.filter(({ isNumber }) => !isNumber).flatMap(({ text }) => broken(text, 14));
    const numbers = row.filter(({ isNumber }) => isNumber).map(({ text }) => text);
    const last = labels.pop() ?? '';
    const pageNumber = y % 11 === 10 ? [`- ${y} -`] : [];
    return [...labels, `${last} ${numbers.join(' ')}`.trim(), ...pageNumber];
  });
}
const broken = (text: string, width: number): string[] =>
  Array.from({ length: Math.max(1, Math.ceil(text.length / width)) }, (_, i) => text.slice(i * width, (i + 1) * width));
const wrapped = (line: string): string => broken(line, 30).join('\n');

/** One table a row, each with a head that says nothing: what a converter to Markdown makes of a scan. */
const tableARow = (rows: Rows): string[] =>
  rows.flatMap((row) => {
    const label = row.findLast(({ isNumber }) => !isNumber)?.text ?? '';
    const groups = row.filter(({ isNumber, text }) => !isNumber && text !== label).map(({ text }) => `### ${text}`);
    const numbers = row.filter(({ isNumber }) => isNumber).map(({ text }) => text);
    if (numbers.length === 0) return row.map(({ text }) => `### ${text}`);
    const heads = ['类别', ...numbers.map((_, i) => `数据${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[i]}`)];
    return [...groups, `| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`, `| ${[label, ...numbers].join(' | ')} |`];
  });
const markdownDisputes = (rows: Rows): string[] => {
  const numbers = rows.at(-1)?.map(({ text }) => text) ?? [];
  return ['行政复议', '行政诉讼（未经复议直接起诉）', '行政诉讼（复议后起诉）'].flatMap((group, i) => [
    `### ${group}`,
    '| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |',
    '|---|---|---|---|---|',
    `| ${numbers.slice(i * 5, i * 5 + 5).join(' | ')} |`,
  ]);
};

export const LAYOUTS: readonly Layout[] = [
  {
    name: 'bars behind cells, padded',
    kind: 'text',
    write: (report) =>
      document(report, (rows) =>
        rows.map((row) => `${row.map(({ text }) => text).join(' | ')} |${'|'.repeat(10 - row.length > 0 ? 2 : 0)}`),
      ),
  },
  {
    name: 'bars before and behind',
    kind: 'text',
    write: (report) => document(report, (rows) => rows.map((row) => `| ${row.map(({ text }) => text).join(' | ')} |`)),
  },
  {
    name: 'a cell a line, a bar alone before each row',
    kind: 'text',
    write: (report) => document(report, (rows) => rows.flatMap((row) => ['|', ...row.map(({ text }) => `${text} |`)])),
  },
  {
    name: 'a cell a line',
    kind: 'text',
    write: (report) => document(report, (rows) => rows.flatMap((row) => row.map(({ text }) => text))),
  },
  {
    name: 'tabs, merged cells blank',
    kind: 'text',
    write: (report) => document(report, (rows) => padded(rows).map((row) => row.join('\t'))),
  },
  {
    name: 'tabs, as Word 97 gives them',
    kind: 'text',
    write: (report) => document(report, (rows) => rows.map((row) => row.map(({ text }) => `${text}\t`).join(''))),
  },
  { name: 'lines of a PDF', kind: 'text', write: (report) => document(report, pdfLines, wrapped) },
  {
    name: 'Markdown, a table a row',
    kind: 'text',
    write: (report) =>
      document(report, (rows, id) => (id === 'disputes' ? markdownDisputes(rows) : tableARow(rows))).replace(
        /^(?=[一二三四五六]、)/gm,
        '## ',
      ),
  },
  { name: 'HTML with merged heads', kind: 'html', write: (report) => htmlPage(report, (rows) => htmlTable(rows, th)) },
  { name: 'HTML without head cells', kind: 'html', write: (report) => htmlPage(report, (rows) => htmlTable(rows, td)) },
  {
    name: 'HTML without the rows of heads',
    kind: 'html',
    write: (report) =>
      htmlPage(report, (rows) =>
        htmlTable(
          rows.filter((row) => (row.some(({ isNumber }) => isNumber) && row.some(({ isNumber }) => !isNumber)) || rows.length === 4),
          td,
        ),
      ),
  },
  {
    name: 'HTML, merged cells blank',
    kind: 'html',
    write: (report) =>
      htmlPage(
        report,
        (rows) =>
          `<table>${padded(rows)
            .map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`)
            .join('')}</table>`,
      ),
  },
  {
    name: 'HTML of LibreOffice',
    kind: 'html',
    write: (report) =>
      htmlPage(
        report,
        (rows) =>
          `<TABLE WIDTH=100% BORDER=1 CELLPADDING=7><COL WIDTH=38><TBODY>\n${rows
            .map((row) => `\t<TR VALIGN=TOP>\n${row.map(libreOfficeCell).join('')}\t</TR>\n`)
            .join('')}</TBODY></TABLE>\n`,
      ).replace(/<p>(.*?)<\/p>/g, '<P STYLE="margin-bottom: 0cm"><FONT FACE="FangSong"><SPAN LANG="zh-CN">$1</SPAN></FONT></P>'),
  },
  {
    name: 'HTML in one line, labels broken',
    kind: 'html',
    write: (report) =>
      htmlPage(report, (rows) =>
        htmlTable(
          rows,
          (cell) =>
            `<td${spans(cell)}>${broken(cell.text, cell.isNumber ? 99 : 5)
              .map(escaped)
              .join('<br/>')}</td>`,
        ),
      ).replaceAll('\n', ''),
  },
];
