import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx, UnreadableFile } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
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

describe('reading web pages', () => {
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
    const [table] = readHtml('<table><tr><td colspan=999999999 rowspan=65534>x</td></tr><tr><td>y</td></tr></table>');
    expect(table?.kind === 'table' && table.rows.map((row) => row.length)).toEqual([100, 100]);
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
