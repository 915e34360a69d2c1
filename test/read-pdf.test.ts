/** PDFs: their Chinese text, their ruled tables, and what cannot be read. */
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPublished } from '../importers/read.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import type { DocumentBlock } from '../shared/document.ts';
import { FORMS } from '../shared/form.ts';
import { publishedReports, reportsFolder } from './published.ts';

/** A PDF of one object a line, without the table of where they are: pdf.js looks for them. */
const pdfOf = (...objects: readonly string[]): Uint8Array =>
  Buffer.from(
    `%PDF-1.4\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\n%%EOF\n`,
    'latin1',
  );
const stream = (content: string, entries = ''): string => `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
/** A page that draws `content`, in fonts that are not in the file, coded as `map` says. */
const pageOf = (content: string, map = 'UniGB-UCS2-H'): Uint8Array =>
  pdfOf(
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream(content),
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${map} /DescendantFonts [6 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >>',
  );
const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');
const show = (text: string, x: number, y: number): string => `BT /F 10 Tf ${x} ${y} Td <${hex(text)}> Tj ET\n`;

const texts = (blocks: readonly DocumentBlock[]): unknown[] => blocks.map((block) => (block.kind === 'table' ? block.rows : block.text));

describe('reading PDFs', () => {
  test.each([
    ['UniGB-UCS2-H', hex('总体情况')],
    ['UniGB-UTF16-H', hex('总体情况')],
    ['GBK-EUC-H', 'd7dccce5c7e9bff6'],
    ['GB-EUC-H', 'd7dccce5c7e9bff6'],
  ])('with fonts that are not in the file, coded by %s', async (map, code) => {
    expect(texts(await readPublished(pageOf(`BT /F 10 Tf 90 700 Td <${code}> Tj ET`, map), 'x.pdf'))).toEqual(['总体情况']);
  });

  test.each<[string, string, string]>([
    // The grid 100 | 200 | 260 | 320 by 700, 680, 660, 640, with the first column merged and the first row over two columns.
    [
      'lines',
      '',
      '100 700 m 320 700 l 200 680 m 320 680 l 200 660 m 320 660 l 100 640 m 320 640 l 100 640 m 100 700 l 200 640 m 200 700 l 260 640 m 260 680 l 320 640 m 320 700 l S',
    ],
    [
      'thin rectangles of each cell, under a turned matrix',
      '1 0 0 -1 0 842 cm ',
      [100, 200, 260, 320]
        .flatMap((x) => (x === 260 ? [[x, 162, 1, 40]] : [[x, 142, 1, 60]]))
        .concat([142, 162, 182, 202].flatMap((y) => (y === 142 || y === 202 ? [[100, y, 110, 0.5]] : [])))
        .concat(
          [142, 162, 182, 202].flatMap((y) => [
            [200, y, 60, 0.5],
            [260.4, y, 60, 0.5],
          ]),
        )
        .map((rectangle) => `${rectangle.join(' ')} re f`)
        .join(' '),
    ],
    [
      'rectangles around the cells',
      '',
      '100 640 100 60 re 200 680 120 20 re 200 660 60 20 re 260 660 60 20 re 200 640 60 20 re 260 640 60 20 re S',
    ],
  ])('a table of %s', async (_what, before, drawing) => {
    const words = [
      show('表前', 100, 720),
      show('项目', 105, 668),
      show('申请人', 205, 685),
      show('自然人', 205, 665),
      // Over the line between two cells.
      show('1234', 240, 645),
      show('表后', 100, 600),
    ];
    expect(texts(await readPublished(pageOf(`q ${before}${drawing} Q\n${words.join('')}`), 'x.pdf'))).toEqual([
      '表前',
      [
        ['项目', '申请人', '申请人'],
        ['项目', '自然人', ''],
        ['项目', '12', '34'],
      ],
      '表后',
    ]);
  });

  test('lines of a paragraph are joined where indent and width make it certain, over pages and page numbers too', async () => {
    const full = '我局依法公开政府信息，严格落实各项规定，不断提高公开质量和水平';
    const lines = [`　　`, full, full, full, full, full, full];
    const content = lines.map((line, index) => (index === 0 ? '' : show(line, index === 1 ? 110 : 90, 720 - index * 20))).join('');
    const blocks = texts(
      await readPublished(
        pageOf(`${show('一、总体情况', 110, 740)}${content}${show('（一）主动公开。', 110, 580)}${show('—1—', 290, 60)}`),
        'x',
      ),
    );
    expect(blocks).toEqual(['一、总体情况', full.repeat(6), '（一）主动公开。', '—1—']);
  });

  test('cells without lines are parted by tabs', async () => {
    expect(texts(await readPublished(pageOf(show('规章', 100, 700) + show('3', 200, 700) + show('5', 300, 700)), 'x'))).toEqual([
      '规章\t3\t5',
    ]);
  });
});

describe('PDFs that cannot be read are named', () => {
  const PAGES = Array.from({ length: 201 }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>');
  test.each<[string, Uint8Array, RegExp]>([
    ['scanned', pageOf('0 0 m 9 9 l S'), /^这份 PDF 是扫描的图片，里面没有文字，读不出来。请用 Word 文件或网页。$/],
    ['nothing but its mark', Buffer.from('%PDF-1.7'), /已损坏或不完整/],
    ['without pages', pdfOf('<< /Type /Catalog >>'), /已损坏或不完整/],
    [
      'with too many pages',
      pdfOf(
        '<< /Type /Catalog /Pages 2 0 R >>',
        `<< /Type /Pages /Kids [${PAGES.map((_, index) => `${index + 3} 0 R`).join(' ')}] /Count ${PAGES.length} >>`,
        ...PAGES,
      ),
      /页数太多/,
    ],
    [
      'with a password',
      Buffer.from(
        Buffer.from(pageOf(show('密', 0, 0)))
          .toString('latin1')
          .replace(
            '/Root 1 0 R',
            `/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`,
          ),
        'latin1',
      ),
      /密码/,
    ],
  ])('%s', async (_what, bytes, sentence) => {
    const error = await readPublished(bytes, 'x').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect((error as Error).message).toMatch(sentence);
  });

  test('a damaged one is read or refused', async () => {
    const file = pageOf(`${show('总体情况', 100, 700)}100 700 m 320 700 l 200 680 m 320 680 l S`);
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constant(file.length), fc.nat(file.length)),
        fc.array(change, { maxLength: 10 }),
        async (length, changes) => {
          const damaged = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.4'), file.slice(8, length)]));
          for (const [at, value] of changes) if (at >= 8 && at < length) damaged[at] = value;
          const result = await readPublished(damaged, 'x').catch((error: unknown) => error);
          if (!Array.isArray(result)) expect(result).toBeInstanceOf(UnreadableFile);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Rows of numbers in the tables of a file: what is printed in the last seven columns, or in fifteen. */
const rowsOf = (blocks: readonly DocumentBlock[], columns: number): string[] =>
  blocks
    .flatMap((block) => (block.kind === 'table' ? block.rows : []))
    .map((row) => row.slice(-columns))
    .filter((row) => row.length === columns && row.every((cell) => /^\d+$/.test(cell)))
    .map((row) => row.join(' '));

const files = publishedReports().filter(([name]) => existsSync(`${reportsFolder}/${name.replace(/\.txt$/, '')}`) && name.includes('.pdf'));
describe.skipIf(files.length === 0)('published PDFs', () => {
  test.each(files.map(([name, expected]) => [name.replace(/\.txt$/, ''), expected] as const))(
    'all numbers of %s',
    async (name, expected) => {
      const blocks = await readPublished(readFileSync(`${reportsFolder}/${name}`), name);
      const { requests, disputes } = FORMS[expected.form].tables;
      const wanted = (fields: readonly { readonly id: string }[], columns: number): string[] => {
        const printed = fields.map(({ id }) => expected.published[id]).filter((value) => value !== undefined);
        return Array.from({ length: printed.length / columns }, (_, row) => printed.slice(row * columns, (row + 1) * columns).join(' '));
      };
      expect(rowsOf(blocks, 15)).toEqual(wanted(disputes.fields, 15));
      expect(rowsOf(blocks, 7).slice(0, -1)).toEqual(wanted(requests.fields, 7));
    },
  );
});
