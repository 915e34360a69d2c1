/** Files that were made to keep a program busy, read as `nianbao import` reads them: all end in time, with a sentence or with what there is. */
import { strToU8, zipSync, zlibSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildOutdated } from '../../build/outdated.mjs';
import { importInWorker } from '../../cli/read-file.ts';
import { UnreadableFile } from '../../importers/unreadable.ts';

const PROGRAM = new URL('../../dist/cli/reader.js', import.meta.url);
const read = (bytes: Uint8Array) => importInWorker(bytes, 'x', 2025, PROGRAM);
beforeAll(() => buildOutdated('reader'));

const LIMIT = '文件太大或太复杂，5 秒还没有读完，不像一份年度报告。';
const docx = (body: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`), ...more });
/** A page whose content unfolds from a thousandth of its size. */
const pdf = (content: string | Uint8Array): Uint8Array => {
  const packed = zlibSync(typeof content === 'string' ? strToU8(content) : content);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${Buffer.from(packed).toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R >>\n%%EOF`, 'latin1');
};

describe('files that were made to keep a program busy end in time', () => {
  const many = (piece: string, bytes: number): string => piece.repeat(Math.floor(bytes / piece.length));
  test.each<[string, () => Uint8Array]>([
    ['a docx of empty paragraphs', () => docx(many('<w:p/>', 29e6))],
    ['a docx of wide tables', () => docx(many('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99"/></w:tcPr></w:tc></w:tr></w:tbl>', 29e6))],
    ['a docx of tables in tables', () => docx('<w:tbl><w:tr><w:tc>'.repeat(3e5) + '</w:tc></w:tr></w:tbl>'.repeat(3e5))],
    ['a docx with many bodies', () => docx('', { 'word/document2.xml': new Uint8Array(29e6), 'word/document3.xml': new Uint8Array(29e6) })],
    ['a page of tables in tables', () => strToU8(many('<table>', 9e6))],
    ['a page of paragraphs', () => strToU8(`<html>${many('<p>x', 9e6)}`)],
    ['a page of spans', () => strToU8(`<html>${many('<table><tr><td colspan=100 rowspan=2000>', 9e6)}`)],
    [
      'a mht of parts in parts',
      () =>
        strToU8(
          `MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n${many('--x\nContent-Type: multipart/related; boundary="x"\n\n', 9e6)}`,
        ),
    ],
    [
      'a mht of blanks',
      () => strToU8(`MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n${many(' \t', 9e6)}=`),
    ],
    ['a text of lines', () => strToU8(many('\n', 9e6))],
    ['a PDF that unfolds', () => pdf(new Uint8Array(200e6))],
    ['a PDF of states', () => pdf(many('q ', 40e6))],
    ['a PDF of lines', () => pdf(`BT /F 9 Tf (a) Tj ET ${many('1 1 90 1 re f 5 5 1 90 re f ', 40e6)}`)],
  ])(
    '%s',
    async (_what, make) => {
      const bytes = make();
      const begin = performance.now();
      const result = await read(bytes).catch((error: unknown) => error);
      // The limit itself, and the time a worker takes to be ended.
      expect(performance.now() - begin).toBeLessThan(8_000);
      if (!Array.isArray(result)) expect(result).toBeInstanceOf(UnreadableFile);
      if (performance.now() - begin > 5_000) expect((result as Error).message).toBe(LIMIT);
    },
    30_000,
  );
});
