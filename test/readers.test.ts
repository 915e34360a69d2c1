import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderModel } from '../templates/render-model.ts';
import { example } from './drafts.ts';

const docx = (body: string): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`) });
const paragraph = (inner: string): string => `<w:p><w:r>${inner}</w:r></w:p>`;
const cell = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(`<w:t>${text}</w:t>`)}</w:tc>`;

describe('reading Word files', () => {
  test('spreads merged cells out, however the continuation is written', () => {
    const rows = [
      `<w:tr>${cell('一', '<w:vMerge w:val="restart"/>')}${cell('甲', '<w:gridSpan w:val="2"/>')}</w:tr>`,
      `<w:tr>${cell('', '<w:vMerge/>')}${cell('1')}${cell('2')}</w:tr>`,
      `<w:tr>${cell('', '<w:vMerge w:val="continue"/>')}${cell('3')}${cell('4')}</w:tr>`,
    ];
    expect(readDocx(docx(`<w:tbl>${rows.join('')}</w:tbl>`))).toEqual([
      {
        kind: 'table',
        rows: [
          ['一', '甲', '甲'],
          ['一', '1', '2'],
          ['一', '3', '4'],
        ],
      },
    ]);
  });
  test('reads what is on the page: insertions, not deletions, field codes or fall-backs', () => {
    const body = paragraph(
      '<w:ins><w:t>留</w:t></w:ins><w:del><w:delText>删</w:delText></w:del><w:instrText>PAGE</w:instrText><mc:Fallback><w:t>旧</w:t></mc:Fallback><w:br/><w:t>下</w:t>',
    );
    expect(readDocx(docx(body))).toEqual([{ kind: 'paragraph', text: '留\n下' }]);
  });
  test('reads moved text once, joins paragraphs of which the mark is deleted, drops deleted rows and hidden text', () => {
    const run = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const body = [
      `<w:p><w:moveFrom>${run('搬')}</w:moveFrom>${run('甲')}</w:p><w:p><w:moveTo>${run('搬')}</w:moveTo></w:p>`,
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('前')}</w:p><w:p>${run('隐', '<w:vanish/>')}${run('后', '<w:vanish w:val="0"/>')}</w:p>`,
      `<w:tbl><w:tr><w:trPr><w:del/></w:trPr>${cell('删')}</w:tr><w:tr>${cell('留')}</w:tr></w:tbl>`,
      '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr></w:p>',
    ];
    expect(readDocx(docx(body.join('')))).toEqual([
      { kind: 'paragraph', text: '甲' },
      { kind: 'paragraph', text: '搬' },
      { kind: 'paragraph', text: '前后' },
      { kind: 'table', rows: [['留']] },
      { kind: 'paragraph', text: '' },
    ]);
  });
  test('a text box is told before the paragraph it hangs on, once', () => {
    const box = (text: string): string => `<w:txbxContent><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:txbxContent>`;
    const body = paragraph(
      `<w:t>上</w:t><mc:AlternateContent><mc:Choice>${box('框')}</mc:Choice><mc:Fallback>${box('框')}</mc:Fallback></mc:AlternateContent><w:t>下</w:t>`,
    );
    expect(readDocx(docx(`<w:sdt><w:sdtContent>${body}</w:sdtContent></w:sdt>`))).toEqual([
      { kind: 'paragraph', text: '框' },
      { kind: 'paragraph', text: '上下' },
    ]);
  });
  test('what a table only arranges are paragraphs and tables; a small table within a cell is its text', () => {
    const table = (...cells: readonly string[]): string => `<w:tbl><w:tr>${cells.join('')}</w:tr></w:tbl>`;
    const inner = table(cell('规章'), cell('1'), cell('2'));
    const outer = table(`<w:tc>${paragraph('<w:t>前</w:t>')}${inner}${paragraph('<w:t>后</w:t>')}</w:tc>`);
    expect(readDocx(docx(outer))).toEqual([
      { kind: 'paragraph', text: '前' },
      { kind: 'table', rows: [['规章', '1', '2']] },
      { kind: 'paragraph', text: '后' },
    ]);
    const numbers = Array.from({ length: 6 }, (_, i) => cell(String(i)));
    expect(readDocx(docx(table(...numbers, `<w:tc>${table(cell('甲'), cell('乙'))}</w:tc>`)))).toEqual([
      { kind: 'table', rows: [['0', '1', '2', '3', '4', '5', '甲\t乙']] },
    ]);
  });
  test.each<[string, Uint8Array]>([
    ['an empty file', new Uint8Array()],
    ['a text', strToU8('not a zip')],
    ['another zip', zipSync({ 'a.txt': strToU8('a') })],
    ['broken XML', zipSync({ 'word/document.xml': strToU8('<w:document><w:body>') })],
    ['entities that grow', zipSync({ 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><a>&c;</a>') })],
    ['a bomb', zipSync({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) })],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readDocx(bytes)).toThrow(UnreadableFile);
  });
  test('a real file cut off or changed anywhere is refused or read, and never hangs', async () => {
    const bytes = await renderDocx(renderModel(example('示例县档案馆').report, 0), new Date(0));
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(bytes.length), fc.nat(255), (length, at, value) => {
        const damaged = bytes.slice(0, length);
        if (at < length) damaged[at] = value;
        try {
          expect(Array.isArray(readDocx(damaged))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: 300 },
    );
  });
  test('tables within tables stay bounded', () => {
    const depth = 2_000;
    const nested = `${'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr>'.repeat(depth)}${paragraph('<w:t>x</w:t>')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`;
    expect(JSON.stringify(readDocx(docx(nested))).length).toBeLessThan(10_000);
  });
});

describe('numbers that Word prints itself', () => {
  const level = (at: number, format: string, text: string, more = ''): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
  const levels = [
    level(0, 'chineseCountingThousand', '%1、', '<w:pStyle w:val="heading"/>'),
    level(1, 'chineseCounting', '（%2）'),
    level(2, 'decimal', '%3.'),
    level(3, 'bullet', '●'),
    level(4, 'decimal', '%3.%5'),
  ];
  const numbering = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">${levels.join('')}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>`;
  const styles = `<w:styles xmlns:w="w"><w:style w:styleId="heading"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:styleId="based"><w:basedOn w:val="heading"/></w:style><w:style w:styleId="round"><w:basedOn w:val="round"/></w:style></w:styles>`;
  const numbered = (at: number, list: number): string =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>文</w:t></w:r></w:p>`;
  const styled = (style: string, more = ''): string =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr><w:r><w:t>题</w:t></w:r></w:p>`;

  test('stand in the text of their paragraphs', () => {
    const body = [
      styled('heading'),
      numbered(1, 1),
      numbered(2, 1),
      numbered(2, 1),
      numbered(1, 1),
      numbered(2, 1),
      numbered(4, 1),
      numbered(3, 1),
      styled('based'),
      styled('heading', '<w:numPr><w:numId w:val="0"/></w:numPr>'),
      styled('round'),
      numbered(2, 2),
      numbered(2, 9),
    ];
    const bytes = zipSync({
      'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body.join('')}</w:body></w:document>`),
      'word/numbering.xml': strToU8(numbering),
      'word/styles.xml': strToU8(styles),
    });
    const texts = readDocx(bytes).map((block) => (block.kind === 'paragraph' ? block.text : ''));
    expect(texts).toEqual(
      '一、题 （一）文 1.文 2.文 （二）文 1.文 1.1_文 文 二、题 题 题 5.文 文'.split(' ').map((text) => text.replace('_', ' ')),
    );
  });
});

describe('reading web pages', () => {
  test('what a page puts into a table to arrange it are paragraphs and tables', () => {
    const article = `<p>一、总体情况</p><p>${'我局依法公开。'.repeat(40)}</p><table><tr><td>规章<td>1</table>`;
    const html = `<table><tr><td><table><tr><td>首页<td>公开</table><tr><td>左<td>${article}<table><tr><td><img src="x"></table></table>`;
    expect(readHtml(html).map((block) => (block.kind === 'table' ? block.rows : block.text.slice(0, 6)))).toEqual([
      [['首页', '公开']],
      '左',
      '一、总体情况',
      '我局依法公开',
      [['规章', '1']],
    ]);
  });
  test('rowspan 0 reaches to the end of its group, and no cell beyond; paragraphs of a cell do not run together', () => {
    const [table] = readHtml(
      '<table><thead><tr><td rowspan=0>合<td>1<tr><td>2</thead><tbody><tr><td rowspan=9>3<td><p>4</p><p>5</p></tbody><tr><td>6<td>7</table>',
    );
    expect(table?.kind === 'table' && table.rows).toEqual([
      ['合', '1'],
      ['合', '2'],
      ['3', '4\n5'],
      ['6', '7'],
    ]);
  });
  test('leaves out what is not shown, keeps what stands in the line, and lines of preformatted text', () => {
    const html =
      '<nav>首页</nav><div hidden>隐</div><p style="display:none">隐</p><p>甲<o:p>乙</o:p><ins>丙</ins>&nbsp;<img>丁</p><textarea>隐</textarea><pre>一\n二</pre><p>公\n  开</p>';
    expect(readHtml(html).map((block) => block.kind === 'paragraph' && block.text)).toEqual(['首页', '甲乙丙 丁', '一', '二', '公开']);
  });
  test('tables within tables stay bounded and take no square of time', () => {
    const nested = '<table><tr><td colspan=100>1<td>2<td>3<td>4<td>5<td>6'.repeat(3_000);
    expect(JSON.stringify(readHtml(nested)).length).toBeLessThan(10 * nested.length);
  });
  test('spreads spans out and keeps the order of text and tables', () => {
    const html = '<p>前</p><table><tr><th rowspan=2>一<th colspan=2>甲</tr><tr><td>1<td>2</table><div>后<br>又</div><script>x</script>';
    expect(readHtml(html)).toEqual([
      { kind: 'paragraph', text: '前' },
      {
        kind: 'table',
        rows: [
          ['一', '甲', '甲'],
          ['一', '1', '2'],
        ],
      },
      { kind: 'paragraph', text: '后' },
      { kind: 'paragraph', text: '又' },
    ]);
  });
  test('bounds spans that only a hostile page would have', () => {
    const cells = '<td>y</td>'.repeat(200);
    const [table] = readHtml(`<table><tr><td colspan=999999999 rowspan=65534>x</td></tr><tr><td>y</td></tr></table>`);
    const [wide] = readHtml(`<table><tr><td colspan=999999999>x</td></tr><tr>${cells}</tr></table>`);
    expect(table?.kind === 'table' && table.rows.map((row) => row.length)).toEqual([1, 1]);
    expect(wide?.kind === 'table' && wide.rows.map((row) => row.length)).toEqual([100, 100]);
  });
  test('a column that no cell has for itself is none', () => {
    // 总计 and 5 reach beyond the edge of 行政复议, as Word writes cells of which the edges do not quite agree.
    const html =
      '<table><tr><td colspan=2>行政复议<td colspan=3>行政诉讼<tr><td>维持<td colspan=2>总计<td>维持<td>总计<tr><td>4<td colspan=2>5<td>6<td>6</table>';
    expect(readHtml(html)).toEqual([
      {
        kind: 'table',
        rows: [
          ['行政复议', '行政复议', '行政诉讼', '行政诉讼'],
          ['维持', '总计', '维持', '总计'],
          ['4', '5', '6', '6'],
        ],
      },
    ]);
  });
  test('numbers in the fields of a form are read, and nothing that no field shows', () => {
    const html =
      '<input value="找"><table><tr><td>规章<td><input value="3"><td><input type="hidden" value="9"><input type=number value=4></table>';
    expect(readHtml(html)).toEqual([{ kind: 'table', rows: [['规章', '3', '4']] }]);
  });
  test('an article that its page shows only when it has been loaded is read; what is deleted or hidden is not', () => {
    const html =
      '<div style="visibility: hidden; opacity: 0; "><p>正文</p></div><p style="visibility:hidden">隐</p><p>1<del>2</del><ins>3</ins></p>';
    expect(readHtml(html).map((block) => block.kind === 'paragraph' && block.text)).toEqual(['正文', '13']);
  });
  test('survives endless nesting', () => {
    expect(readHtml(`${'<div>'.repeat(50_000)}x`)).toEqual([{ kind: 'paragraph', text: 'x' }]);
    expect(readHtml(`${'<b>'.repeat(5_000)}x`)).toEqual([{ kind: 'paragraph', text: 'x' }]);
  });
  test('reads anything', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '/', 'table', 'tr', 'td', ' rowspan=3', ' colspan=', '2', 'x', '&', '"') }),
        (html) => Array.isArray(readHtml(html)),
      ),
    );
  });
});
