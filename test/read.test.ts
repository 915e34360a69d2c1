/** What a file is, and in which encoding: its bytes say it, not its name. */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readPublished } from '../importers/read.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import { renderDocx } from '../templates/docx.ts';
import { renderPage } from '../templates/html.ts';
import { renderModel } from '../templates/render-model.ts';
import { example } from './drafts.ts';

const model = renderModel(example('示例县档案馆').report, 0);
const PAGE = '<html><body><p>一、总体情况</p></body></html>';
const HEADING = [{ kind: 'paragraph', text: '一、总体情况' }];
/** 一、总体情况 in GB18030, which Node can read but not write. */
const GB = Buffer.from('d2bba1a2d7dccce5c7e9bff6', 'hex');
const inGb = (before: string, after: string): Buffer => Buffer.concat([Buffer.from(before), GB, Buffer.from(after)]);
const mht = (encoding: string, type: string, body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="--=_x"\r\n\r\n\r\n----=_x\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`,
    ),
    Buffer.from(body),
    Buffer.from('\r\n----=_x\r\nContent-Type: image/png\r\n\r\nx\r\n----=_x--\r\n'),
  ]);
const quoted = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte)))
    .join('');

describe('content decides, not the name', () => {
  test.each<[string, Uint8Array, string]>([
    ['a page named doc', Buffer.from(PAGE), '年报.doc'],
    ['a page of XHTML', Buffer.from(`<?xml version="1.0"?>\n<!DOCTYPE html>${PAGE}`), 'a.docx'],
    ['a page in GB18030', inGb('<html><p>', '</p>'), 'a.htm'],
    ['a page that names GB2312', inGb('<html><head><meta charset="gb2312"></head><p>', '</p>'), 'a.htm'],
    ['a page with a byte order mark', Buffer.from(`\ufeff${PAGE}`), 'a.html'],
    ['a page in UTF-16', Buffer.from(`\ufeff${PAGE}`, 'utf16le'), 'a.html'],
    ['a page in UTF-16, the other way round', Buffer.from(`\ufeff${PAGE}`, 'utf16le').swap16(), 'a.html'],
    ['a mht in quoted-printable', mht('quoted-printable', 'text/html; charset="utf-8"', quoted(Buffer.from(PAGE))), 'a.doc'],
    [
      'a mht with soft breaks',
      mht('quoted-printable', 'text/html; charset="utf-8"', quoted(Buffer.from(PAGE)).replace('=E4', '=\r\n=E4')),
      'a.mht',
    ],
    ['a mht in base64', mht('base64', 'text/html; charset=utf-8', Buffer.from(PAGE).toString('base64')), 'a.mht'],
    ['a mht in GBK', mht('base64', 'text/html; charset=gb2312', inGb('<p>', '</p>').toString('base64')), 'a.mht'],
    ['a mht in 8 bits', mht('8bit', 'text/html', PAGE), 'a.mht'],
    ['a text in GB18030', GB, 'a.doc'],
    ['a text in UTF-8', Buffer.from('一、总体情况'), 'a.txt'],
  ])('%s', async (_what, bytes, name) => {
    expect(await readPublished(bytes, name)).toMatchObject(HEADING);
  });
});

const fixture = (name: string): Uint8Array => readFileSync(new URL(`fixtures/published/${name}`, import.meta.url));

/** Written by hand in the docx, and turned into the doc by LibreOffice 7.4: lists, a style that numbers, merged and blank cells, changes, a field. */
test.each(['lists.docx', 'lists.doc'])('%s gives what is printed', async (name) => {
  const blocks = await readPublished(fixture(name), name);
  expect(blocks.map((block) => (block.kind === 'table' ? block.rows : block.text.replace('” ', '”')))).toEqual([
    '示例局年报',
    '一、总体情况',
    '（一）组织',
    '1.甲',
    '2.乙',
    '（二）保障',
    '1.丙',
    '二、主动公开',
    [
      ['项目', '申请人', '申请人'],
      ['项目', '商业\n企业', ''],
      ['合计', '', '3'],
    ],
    '前增\n下 “引”链接',
    '完',
  ]);
});

describe('what cannot be read is named', () => {
  const ole = (name: string): Uint8Array => {
    const bytes = Buffer.alloc(2_048);
    bytes.writeUInt32BE(0xd0cf11e0, 0);
    bytes.writeUInt16LE(9, 0x1e);
    bytes.writeUInt32LE(0, 0x30);
    bytes.writeUInt32LE(4_096, 0x38);
    bytes.fill(0xff, 0x44, 0x200);
    bytes.writeUInt32LE(1, 0x4c);
    bytes.write(name, 512, 'utf16le');
    bytes.writeUInt16LE(name.length * 2 + 2, 512 + 0x40);
    bytes[512 + 0x42] = 2;
    bytes.fill(0xff, 1_024, 1_536);
    return bytes;
  };
  const zip = (name: string, content = ''): Uint8Array => zipSync({ [name]: strToU8(content) });
  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /^文件是空的。$/],
    ['blanks', Buffer.from(' \n\n'), /没有文字/],
    ['a spreadsheet', zip('xl/workbook.xml'), /表格文件（xlsx）/],
    ['a presentation', zip('ppt/presentation.xml'), /演示文稿/],
    ['an ODF text', zip('content.xml'), /另存为 Word 文档（docx）/],
    ['an OFD', zip('OFD.xml'), /OFD/],
    ['an archive', zip('年报.docx'), /压缩包/],
    ['RTF', Buffer.from('{\\rtf1 x}'), /RTF.*另存为 Word 文档（docx）/],
    ['an old spreadsheet', ole('Workbook'), /表格文件（xls）/],
    ['an encrypted docx', ole('EncryptedPackage'), /密码/],
    ['an OLE file of something else', ole('x'), /不是 Word 文件/],
    ['half an OLE file', ole('x').subarray(0, 100), /损坏或不完整/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /这是图片/],
    ['rubbish', Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 7919) % 251)), /读不出来/],
    ['a mht without a page', mht('7bit', 'text/plain', 'x'), /没有正文/],
    [
      'a docx that only holds a page',
      zipSync({
        'word/document.xml': strToU8('<w:document xmlns:w="w" xmlns:r="r"><w:body><w:altChunk r:id="a"/></w:body></w:document>'),
        'word/afchunk.mht': strToU8(PAGE),
      }),
      /装的是网页内容/,
    ],
  ])('%s', async (_what, bytes, sentence) => {
    const error = await readPublished(bytes, 'x.doc').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect((error as Error).message).toMatch(sentence);
    expect((error as Error).message).toMatch(/。$/);
  });
});

/** A file cut off anywhere, with some bytes changed. */
async function expectReadOrRefused(file: Uint8Array, runs: number): Promise<void> {
  const change = fc.tuple(fc.nat(file.length), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constant(file.length), fc.nat(file.length)),
      fc.array(change, { maxLength: 20 }),
      async (length, changes) => {
        const damaged = file.slice(0, length);
        for (const [at, value] of changes) if (at < length) damaged[at] = value;
        const result = await readPublished(damaged, 'x').catch((error: unknown) => error);
        if (!Array.isArray(result)) expect(result).toBeInstanceOf(UnreadableFile);
      },
    ),
    { numRuns: runs },
  );
}

describe('a damaged file is read or refused', () => {
  test('docx', async () => expectReadOrRefused(await renderDocx(model, new Date(0)), 200));
  test('html', () => expectReadOrRefused(strToU8(renderPage(model, { published: '2026-01-20' })), 100));
  test('mht', () => expectReadOrRefused(mht('base64', 'text/html; charset=utf-8', Buffer.from(PAGE).toString('base64')), 200));
  test('doc', () => expectReadOrRefused(fixture('lists.doc'), 300));
});
