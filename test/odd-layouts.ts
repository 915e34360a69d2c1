/** What units, typists, converters and websites make of the form: columns and rows too many, other years, notes, other headings. */
import { FORM } from '../shared/form.ts';
import type { Report } from '../shared/report.ts';
import { type Cell, document, escaped, htmlTable, padded, pdfLines, type Rows, td, website } from './layouts.ts';

/** Tables and lines of text that stand for a table of the form. */
type Pieces = readonly (Rows | string)[];
export interface Odd {
  readonly name: string;
  readonly tables?: (rows: Rows, id: string) => Pieces;
  readonly text?: (text: string) => string;
  /** Text that must be in the report or named, once. */
  readonly keeps?: string;
  /** Of which ways to write it every number is read where no cell is blank; of the others some are left blank and named. */
  readonly readFrom: 'all' | 'html' | 'none' | RegExp;
  /** Cells with something that is no number: they hold it as printed. */
  readonly hasOther?: true;
}

// Ways to write a report

type Write = (report: Report, odd: Odd) => string;
const piecesOf = (odd: Odd, rows: Rows, id: string): Pieces => odd.tables?.(rows, id) ?? [rows];
const html = (table: (rows: Rows) => string): Write => {
  const p = (line: string): string => `<p>${escaped(line)}</p>`;
  return (report, odd) =>
    website(
      document(report, (rows, id) => piecesOf(odd, rows, id).map((piece) => (typeof piece === 'string' ? p(piece) : table(piece))), p),
    );
};
const text =
  (table: (rows: Rows) => string[]): Write =>
  (report, odd) =>
    document(report, (rows, id) => piecesOf(odd, rows, id).flatMap((piece) => (typeof piece === 'string' ? [piece] : table(piece))));
const blankCells = (rows: Rows): string =>
  `<table>${padded(rows)
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('')}</table>`;

export const WAYS: readonly { readonly name: string; readonly kind: 'html' | 'text'; readonly write: Write }[] = [
  { name: 'html', kind: 'html', write: html((rows) => htmlTable(rows, td)) },
  { name: 'html, merged cells blank', kind: 'html', write: html(blankCells) },
  { name: 'bars', kind: 'text', write: text((rows) => rows.map((row) => `| ${row.map((cell) => cell.text).join(' | ')} |`)) },
  { name: 'tabs', kind: 'text', write: text((rows) => padded(rows).map((row) => row.join('\t'))) },
  { name: 'a cell a line', kind: 'text', write: text((rows) => rows.flatMap((row) => row.map((cell) => cell.text))) },
  { name: 'lines of a PDF', kind: 'text', write: text(pdfLines) },
];

// Changes of a table

const label = (words: string, colspan = 1, rowspan = 1): Cell => ({ text: words, colspan, rowspan, isNumber: false, isHead: false });
const number = (digits: string): Cell => ({ ...label(digits), isNumber: true });
const isData = (row: readonly Cell[]): boolean => row.some((cell) => cell.isNumber);
const labelsOf = (row: readonly Cell[]): Cell[] => row.filter((cell) => !cell.isNumber);
const numbersOf = (row: readonly Cell[]): Cell[] => row.filter((cell) => cell.isNumber);
/** The numbers of another year or another unit. */
const other = (cells: readonly Cell[]): Cell[] => cells.map((cell) => (cell.isNumber ? { ...cell, text: `1${cell.text}` } : cell));
/** A cell and the one behind it have changed places. */
const swapped = (row: readonly Cell[], at: number): Cell[] => [
  ...row.slice(0, at),
  ...row.slice(at, at + 2).reverse(),
  ...row.slice(at + 2),
];
const width = (rows: Rows): number => (rows[0] ?? []).reduce((sum, cell) => sum + cell.colspan, 0);
const unmerged = (rows: Rows): Rows => rows.map((row) => row.map((cell) => ({ ...cell, rowspan: isData(row) ? 1 : cell.rowspan })));

type Change = (row: readonly Cell[], y: number) => readonly Cell[];
const inTable =
  (wanted: string, change: (rows: Rows) => Pieces) =>
  (rows: Rows, id: string): Pieces =>
    id === wanted ? change(rows) : [rows];
const requests = (change: Change) => inTable('requests', (rows) => [rows.map(change)]);
/** A column behind the last one, or between labels and numbers, of table 三. */
const lastColumn = (head: string, cell: (y: number) => Cell) =>
  requests((row, y) => (isData(row) ? [...row, cell(y)] : y === 0 ? [...row, label(head, 1, 3)] : row));
const middleColumn = (head: string, cell: (y: number) => Cell) =>
  requests((row, y) =>
    isData(row) ? [...labelsOf(row), cell(y), ...numbersOf(row)] : y === 0 ? [...row.slice(0, 1), label(head, 1, 3), ...row.slice(1)] : row,
  );
/** Two columns for each of table 二. */
const twoYears = (last: string, own: string) =>
  inTable('proactive', (rows) => [
    rows.map((row) => {
      const [first, ...rest] = row;
      if (!first || rest.length === 0) return row;
      const single = (cell: Cell): Cell => ({ ...cell, colspan: 1 });
      const head = (cell: Cell): Cell[] => [label(cell.text.replace('本年', last)), label(cell.text.replace('本年', own))];
      return [first, ...rest.flatMap((cell) => (cell.isNumber ? other([single(cell)]).concat(single(cell)) : head(cell)))];
    }),
  ]);
const everyNumber =
  (change: (digits: string, index: number) => string) =>
  (rows: Rows): Pieces => {
    let index = 0;
    return [rows.map((row) => row.map((cell) => (cell.isNumber ? { ...cell, text: change(cell.text, index++) } : cell)))];
  };
const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const GROUPS = ['行政复议', '未经复议直接起诉', '复议后起诉'];
const five = (rows: Rows, group: number): readonly Cell[] => (rows.at(-1) ?? []).slice(group * 5, group * 5 + 5);

// Changes of a text

const HEADING = /(^|<p>)([一二三四五六])、(?=总体|主动公开政府|收到和|政府信息公开行政复议|存在的|其他需要)/gm;
const headings = (by: (numeral: string) => string) => (page: string) =>
  page.replace(HEADING, (_, before: string, numeral: string) => `${before}${by(numeral)}`);
const withNavigation = (page: string, where: 'before' | 'behind' | 'both'): string => {
  const isPage = page.startsWith('<');
  const links = FORM.sections.map(({ heading }) => (isPage ? `<p>${heading}</p>` : heading)).join('\n');
  const [first, last] = [where === 'behind' ? '' : `${links}\n`, where === 'before' ? '' : `\n${links}`];
  return isPage ? page.replace('<body>', `<body>${first}`).replace('</body>', `${last}</body>`) : `${first}${page}${last}`;
};
const runIn = (mark: string) => (page: string) =>
  page.replace(/(一、总体情况|五、存在的主要问题及改进情况|六、其他需要报告的事项)(?:<\/p>)?\n(?:<p>)?/g, `$1${mark}`);
const otherNumbers = (page: string): string => page.replace(/(\d)(<\/p><\/td>| \|)/g, '7$1$2');
const lastYears = (page: string): string => otherNumbers(page.replaceAll('2025年', '2024年'));
const ofAPart = (page: string): string => otherNumbers(page.replaceAll(/示例(?:市人民政府|县档案馆)/g, '示例种子站'));
const NOTE = '注：本表按年底数据填列，含上年补登的3件。';

export const ODD: readonly Odd[] = [
  {
    name: '备注 with words',
    tables: lastColumn('备注', (y) => label(y === 5 ? '含线上撤回的' : '')),
    keeps: '含线上撤回的',
    readFrom: /html|tabs/,
  },
  { name: '备注 with a number', tables: lastColumn('备注', (y) => number(y === 5 ? '3' : '')), readFrom: 'html' },
  { name: '占比', tables: lastColumn('占比', () => label('12.5%')), keeps: '12.5%', readFrom: /html|bars|tabs|cell/ },
  {
    name: '序号',
    tables: requests((row, y) => (isData(row) ? [number(`${y - 2}`), ...row] : y === 0 ? [label('序号', 1, 3), ...row] : row)),
    readFrom: 'html',
  },
  { name: '行次 behind the labels', tables: middleColumn('行次', (y) => number(`${y - 2}`)), readFrom: 'html' },
  { name: '单位', tables: middleColumn('单位', () => label('件')), readFrom: /html|bars|tabs|cell/ },
  {
    name: '小计 of the organisations',
    tables: requests((row, y) => {
      if (isData(row)) return [...row.slice(0, -1), number('9876'), ...row.slice(-1)];
      return y === 2
        ? [...row, label('小计')]
        : row.map((cell) => ([5, 7].includes(cell.colspan) ? { ...cell, colspan: cell.colspan + 1 } : cell));
    }),
    readFrom: 'html',
  },
  {
    name: '总计 before the others',
    tables: requests((row, y) => {
      const numbers = numbersOf(row);
      if (isData(row)) return [...labelsOf(row), ...numbers.slice(-1), ...numbers.slice(0, -1)];
      return y === 1 ? [...row.slice(-1), ...row.slice(0, -1)] : row;
    }),
    readFrom: 'none',
  },
  {
    name: 'two columns of table 三 in the other order',
    tables: requests((row, y) => (isData(row) ? [...labelsOf(row), ...swapped(numbersOf(row), 1)] : y === 2 ? swapped(row, 0) : row)),
    readFrom: 'none',
  },
  {
    name: 'two columns of table 二 in the other order',
    tables: inTable('proactive', (rows) => [rows.map((row) => (row.length === 4 ? swapped(row, 1) : row))]),
    readFrom: 'none',
  },
  {
    name: 'two columns of table 四 in the other order',
    tables: inTable('disputes', (rows) => [rows.map((row, y) => (y % 2 === 1 ? swapped(row, 0) : row))]),
    readFrom: 'none',
  },
  {
    name: 'last year beside it in table 三',
    tables: requests((row, y) => {
      if (isData(row)) return [...row, ...other(numbersOf(row))];
      return y === 0 ? [...row.slice(0, 1), label('本年申请人情况', 7), label('上年申请人情况', 7)] : [...row, ...row];
    }),
    readFrom: /^html$/,
  },
  { name: '上年 beside 本年 in table 二', tables: twoYears('上年', '本年'), readFrom: 'none' },
  { name: '2024年 beside 2025年 in table 二', tables: twoYears('2024年', '2025年'), readFrom: 'none' },
  {
    name: 'only last year is filled in',
    tables: inTable('proactive', (rows) => [
      rows.map((row) => {
        if (row.length !== 2) return row;
        return [...row.slice(0, 1), ...(isData(row) ? [number('77'), number('')] : [label('2024年'), label('2025年')])];
      }),
    ]),
    readFrom: 'none',
  },
  {
    name: 'table 三 of last year before it',
    tables: inTable('requests', (rows) => ['2024年', rows.map(other), '2025年', rows]),
    readFrom: 'none',
  },
  {
    name: 'table 三 of a part of the unit behind it',
    tables: inTable('requests', (rows) => [rows, '示例市档案馆', rows.map(other)]),
    readFrom: 'none',
  },
  {
    name: 'table 三 cut between columns',
    tables: inTable('requests', (rows) =>
      [(i: number) => i < 3, (i: number) => i >= 3].map((isOwn) =>
        rows.map((row) => (isData(row) ? [...labelsOf(row), ...numbersOf(row).filter((_, i) => isOwn(i))] : row)),
      ),
    ),
    readFrom: 'none',
  },
  {
    name: 'table 三 with applicants as rows',
    tables: inTable('requests', (rows) => {
      const own = rows.filter(isData);
      const heads = own.map((row) => label(labelsOf(row).at(-1)?.text ?? ''));
      return [
        [
          [label(''), ...heads],
          ...['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'].map((name, i) => [
            label(name),
            ...own.flatMap((row) => numbersOf(row).slice(i, i + 1)),
          ]),
        ],
      ];
    }),
    readFrom: 'none',
  },
  {
    name: 'a label at the foot of a page and again on the next',
    tables: inTable('requests', (rows) => {
      const cut = (rows[15] ?? []).map((cell) => (cell.isNumber ? number('') : cell));
      return [unmerged([...rows.slice(0, 15), cut]), '- 3 -', unmerged([...rows.slice(0, 3), ...rows.slice(15)])];
    }),
    readFrom: 'all',
  },
  {
    name: 'a row 4.其他',
    tables: inTable('requests', (rows) => [[...rows.slice(0, 26), [label('4.其他'), ...[...'1234567'].map(number)], ...rows.slice(26)]]),
    readFrom: 'all',
  },
  {
    name: 'a row 其中',
    tables: inTable('requests', (rows) => [
      [...rows.slice(0, 4), [label('其中：通过网络新收政府信息公开申请数量', 3), ...[...'1234567'].map(number)], ...rows.slice(4)],
    ]),
    readFrom: 'all',
  },
  {
    name: 'table 四 with a row for each way',
    tables: inTable('disputes', (rows) => [
      [[label(''), ...RESULTS.map((name) => label(name))], ...GROUPS.map((name, i) => [label(name), ...five(rows, i)])],
    ]),
    readFrom: 'all',
  },
  {
    name: 'table 四 as three',
    tables: inTable('disputes', (rows) =>
      GROUPS.map((name, i) => [[label(name, 5)], RESULTS.map((result) => label(result)), five(rows, i)]),
    ),
    readFrom: 'all',
  },
  {
    name: 'table 四 as two',
    tables: inTable('disputes', (rows) => [
      [[label('行政复议', 5)], RESULTS.map((result) => label(result)), five(rows, 0)],
      [
        [label('行政诉讼', 10)],
        GROUPS.slice(1).map((name) => label(name, 5)),
        [...RESULTS, ...RESULTS].map((result) => label(result)),
        [...five(rows, 1), ...five(rows, 2)],
      ],
    ]),
    readFrom: 'all',
  },
  {
    name: 'the groups of table 三 in rows of their own',
    tables: inTable('requests', (rows) => [
      rows.flatMap((row) => {
        if (!isData(row)) return [row.map((cell) => (cell.rowspan === 3 ? { ...cell, colspan: 1 } : cell))];
        const labels = labelsOf(row).map(({ text: words }) => words);
        return [...labels.slice(0, -1).map((group) => [label(group, 8)]), [label(labels.at(-1) ?? ''), ...numbersOf(row)]];
      }),
    ]),
    readFrom: 'all',
  },
  {
    name: 'table 四 downwards',
    tables: inTable('disputes', (rows) => [
      GROUPS.flatMap((name, i) => five(rows, i).map((cell, j) => [label(name), label(RESULTS[j] ?? ''), cell])),
    ]),
    readFrom: 'none',
  },
  {
    name: 'table 四 of two years',
    tables: inTable('disputes', (rows) => {
      const [first = [], ...rest] = rows;
      const own = rows.at(-1) ?? [];
      return [[[label('年度', 1, 3), ...first], ...rest.slice(0, -1), [label('2024年'), ...other(own)], [label('2025年'), ...own]]];
    }),
    readFrom: 'none',
  },
  {
    name: '元 instead of 万元',
    tables: (rows) => [rows.map((row) => row.map((cell) => ({ ...cell, text: cell.text.replace('万元', '元') })))],
    readFrom: 'none',
  },
  { name: '单位：件 over the tables', tables: (rows) => ['单位：件', rows], keeps: '单位：件', readFrom: 'all' },
  { name: 'a note in the last row', tables: (rows) => [[...rows, [label(NOTE, width(rows))]]], keeps: NOTE, readFrom: 'all' },
  { name: '件 behind numbers', tables: everyNumber((digits, i) => (digits && i !== 9 ? `${digits}件` : digits)), readFrom: 'all' },
  {
    name: '条 behind numbers',
    tables: everyNumber((digits, i) => (digits && i !== 9 ? `${digits} 条` : digits)),
    readFrom: /html|bars|tabs|cell/,
  },
  {
    name: 'full width',
    tables: everyNumber((digits) => digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))),
    readFrom: 'all',
  },
  { name: 'characters without width', tables: everyNumber((digits) => digits && `\u200b${digits}\ufeff`), readFrom: 'all' },
  ...['①', '*', '[1]', '〔2〕', '※'].map(
    (mark): Odd => ({
      name: `the mark ${mark}`,
      tables: everyNumber((digits, i) => (digits && i === 12 ? digits + mark : digits)),
      keeps: mark,
      readFrom: 'all',
    }),
  ),
  { name: 'a raised mark', text: (page) => page.replace(/(\d)<\/p><\/td>/, '$1<sup>2</sup></p></td>'), readFrom: 'all' },
  ...['—', '-', '○', '/', '无'].map(
    (blank): Odd => ({ name: `${blank} for a blank`, tables: everyNumber((digits) => digits || blank), readFrom: 'all', hasOther: true }),
  ),
  { name: 'O for 0', tables: everyNumber((digits, i) => (i === 18 ? 'O' : digits)), readFrom: 'none', hasOther: true },
  { name: 'l2 for 12', tables: everyNumber((digits, i) => (i === 18 ? 'l2' : digits)), readFrom: 'none' },
  {
    name: 'spaces within numbers',
    tables: requests((row) => row.map((cell) => (cell.isNumber ? { ...cell, text: cell.text.replace(/^(\d)(?=\d)/, '$1 ') } : cell))),
    readFrom: /html|bars|tabs/,
  },
  {
    name: 'statistics in section 一',
    text: (page) =>
      page.replace(/(?:<p>)?二、主动公开/, (heading) =>
        heading.startsWith('<')
          ? `<table><tr><td>类别</td><td>数量</td></tr><tr><td>行政许可</td><td>777</td></tr><tr><td>行政处罚</td><td>778</td></tr></table>${heading}`
          : `类别 | 数量\n行政许可 | 777\n行政处罚 | 778\n${heading}`,
      ),
    keeps: '778',
    readFrom: 'all',
  },
  { name: '第一部分', text: headings((numeral) => `第${numeral}部分`), readFrom: 'all' },
  { name: '1. before the headings', text: headings((numeral) => `${'一二三四五六'.indexOf(numeral) + 1}. `), readFrom: 'all' },
  { name: '（一） before the headings', text: headings((numeral) => `（${numeral}）`), readFrom: 'all' },
  { name: 'a numeral twice', text: headings((numeral) => `${numeral === '六' ? '五' : numeral}、`), readFrom: 'all' },
  { name: 'no numerals', text: headings(() => ''), readFrom: 'all' },
  {
    name: 'no headings',
    text: (page) => page.replace(/^(?:<p>)?[一二三四五六]、(?:总体情况|主动公开政府|收到和|政府信息公开行政复议|存在的|其他需要).*$/gm, ''),
    readFrom: 'all',
  },
  { name: 'text behind the headings', text: runIn('。'), readFrom: 'all' },
  { name: 'text behind the headings and a colon', text: runIn('：'), readFrom: 'all' },
  ...(['before', 'behind', 'both'] as const).map(
    (where): Odd => ({ name: `navigation ${where}`, text: (page) => withNavigation(page, where), readFrom: 'all' }),
  ),
  { name: 'the year before in the same file', text: (page) => `${lastYears(page)}\n${page}`, readFrom: 'all' },
  { name: 'the report of a part of the unit behind it', text: (page) => `${page}\n${ofAPart(page)}`, readFrom: 'all' },
  { name: 'the year before behind it', text: (page) => `${page}\n${lastYears(page)}`, readFrom: 'all' },
  {
    name: 'the page in one table',
    text: (page) =>
      page.startsWith('<')
        ? page
            .replace(/(?<=^|<body>|<\/div>)<p>(.*?)<\/p>/gm, '<tr><td colspan="10">$1</td></tr>')
            .replace(/<\/?table>/g, '')
            .replace('<tr>', '<table><tr>')
        : page,
    readFrom: 'all',
  },
  {
    name: 'tables within a table of the page',
    text: (page) =>
      page
        .replace('<body>', '<body><table><tr><td>左栏</td><td><table><tr><td>')
        .replace('</body>', '</td></tr></table></td></tr></table></body>'),
    readFrom: 'all',
  },
  { name: 'all in one line', text: (page) => page.replaceAll('\n', ' '), readFrom: 'html' },
];
