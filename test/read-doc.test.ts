/** A Word 97–2003 file as Word itself makes it, which LibreOffice does not: text in pieces of two kinds, properties of rows elsewhere. */
import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readPublished } from '../importers/read.ts';
import { UnreadableFile } from '../importers/unreadable.ts';

const SECTOR = 512;
const END = 0xfffffffe;
const u16 = (...numbers: readonly number[]): Buffer => Buffer.concat(numbers.map((number) => Buffer.from([number & 255, number >> 8])));
function u32(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, index * 4);
  return bytes;
}

/** A container of these streams: header, one sector of the table, one or two of the directory, then the streams. */
function ole(streams: Readonly<Record<string, Buffer>>): Uint8Array {
  const entries = Object.entries(streams);
  const directorySectors = Math.ceil(entries.length / 4);
  const next: number[] = [
    0xfffffffd,
    ...Array.from({ length: directorySectors }, (_, index) => (index + 1 < directorySectors ? index + 2 : END)),
  ];
  const directory: Buffer[] = [];
  const content: Buffer[] = [];
  for (const [name, bytes] of entries) {
    const sectors = Math.ceil(bytes.length / SECTOR);
    const entry = Buffer.alloc(128);
    entry.write(name, 'utf16le');
    entry.writeUInt16LE(name.length * 2 + 2, 0x40);
    entry[0x42] = 2;
    entry.writeUInt32LE(next.length, 0x74);
    entry.writeUInt32LE(bytes.length, 0x78);
    directory.push(entry);
    for (let sector = 0; sector < sectors; sector++) next.push(sector + 1 < sectors ? next.length + 1 : END);
    content.push(bytes, Buffer.alloc(sectors * SECTOR - bytes.length));
  }
  const header = Buffer.alloc(SECTOR, 0xff);
  header.writeUInt32BE(0xd0cf11e0, 0);
  header.writeUInt16LE(9, 0x1e);
  header.writeUInt32LE(1, 0x30);
  header.writeUInt32LE(0, 0x38);
  header.writeUInt32LE(END, 0x44);
  header.writeUInt32LE(0, 0x4c);
  const padded = (parts: readonly Buffer[], size: number): Buffer => Buffer.concat([...parts, Buffer.alloc(size)], size);
  return Buffer.concat([header, padded([u32(...next)], SECTOR), padded(directory, directorySectors * SECTOR), ...content]);
}

const IN_TABLE = Buffer.from([0x16, 0x24, 1]);
const ROW_END = Buffer.from([0x17, 0x24, 1]);
/** Properties of a paragraph: half of their length, the style, the changes. */
const papx = (...changes: readonly Buffer[]): Buffer => {
  const own = Buffer.concat([u16(0), ...changes]);
  return Buffer.concat([Buffer.from([(own.length + 1) >> 1]), own]);
};

function wordFile(flags = 0x200): Uint8Array {
  const document = Buffer.alloc(0xa00);
  u16(0xa5ec, 0xc1).copy(document, 0);
  u16(flags).copy(document, 0x0a);
  // Texts of 3 narrow, 4 wide and 2 wide characters: a row of two cells with its end, and a paragraph.
  u32(9).copy(document, 0x4c);
  Buffer.from([0x41, 0x93, 7]).copy(document, 0x600);
  Buffer.from('合计\u0007\u0007', 'utf16le').copy(document, 0x620);
  Buffer.from('完\r', 'utf16le').copy(document, 0x640);
  // The page of properties: where each begins, and at which word of the page they stand.
  u32(0x600, 0x620, 0x626, 0x628, 0x700).copy(document, 0x800);
  [0x80, 0x80, 0x90, 0].forEach((word, index) => {
    document[0x800 + 20 + index * 13] = word;
  });
  papx(IN_TABLE).copy(document, 0x800 + 0x100);
  papx(IN_TABLE, ROW_END, Buffer.from([0x6b, 0x64]), u32(4), Buffer.alloc(1)).copy(document, 0x800 + 0x120);
  document[0x9ff] = 4;
  // Behind changes of a fast save.
  const pieces = [u32(0, 3, 7, 9), ...[0x40000000 + 0x600 * 2, 0x620, 0x640].map((place) => Buffer.concat([u16(0), u32(place), u16(0)]))];
  const clx = Buffer.concat([Buffer.from([1, 2, 0, 9, 9]), Buffer.from([2]), u32(40), ...pieces]);
  u32(0x100, 12).copy(document, 0x102);
  u32(0, clx.length).copy(document, 0x1a2);
  const table = Buffer.concat([clx, Buffer.alloc(0x100 - clx.length), u32(0x600, 0x700, 4)]);
  const row = Buffer.concat([Buffer.from([2]), u16(0, 1000, 3000), Buffer.alloc(40)]);
  const data = Buffer.concat([u32(0), u16(4 + row.length), Buffer.from([0x08, 0xd6]), u16(row.length + 1), row]);
  return ole({ WordDocument: document, '1Table': table, Data: data, Other: Buffer.alloc(1), More: Buffer.alloc(600) });
}

test('pieces of both kinds and properties kept elsewhere', async () => {
  expect(await readPublished(wordFile(), 'x.doc')).toEqual([
    { kind: 'table', rows: [['A“', '合计']] },
    { kind: 'paragraph', text: '完' },
  ]);
});

test('one with a password is named', async () => {
  const error = await readPublished(wordFile(0x300), 'x.wps').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnreadableFile);
  expect((error as Error).message).toMatch(/密码/);
});
