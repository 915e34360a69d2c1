/**
 * The container of old Office files: a small file system of its own ([MS-CFB]). Of our own, as the `cfb` package knows no bounds: it
 * unfolds every stream at once, and brings zip and writing with it.
 */
import { UnreadableFile } from './unreadable.ts';

const DAMAGED = '这份旧格式的 Word 文件（doc）已损坏或不完整。请在 Word 或 WPS 里打开，另存为 docx 再试。';
export const damaged = (): UnreadableFile => new UnreadableFile(DAMAGED);

const HEADER = 512;
const ENTRY = 128;
/** Sector numbers from here on are marks: free, end of chain, tables. */
const FIRST_MARK = 0xfffffffa;
const SMALL = 64;

interface Entry {
  readonly name: string;
  readonly isRoot: boolean;
  readonly start: number;
  readonly size: number;
}

/** Names of streams, and the bytes of one. All sizes are held against those of the file. */
export class OleFile {
  readonly entries: readonly Entry[];
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #sectorSize: number;
  readonly #smallLimit: number;
  readonly #table: Uint32Array;
  #smallTable: Uint32Array | undefined;
  #smallSectors: Uint8Array | undefined;

  constructor(bytes: Uint8Array) {
    if (bytes.length < HEADER) throw damaged();
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const shift = this.#view.getUint16(0x1e, true);
    if (shift !== 9 && shift !== 12) throw damaged();
    this.#sectorSize = 1 << shift;
    this.#smallLimit = this.#view.getUint32(0x38, true);
    this.#table = this.#readTable();
    this.entries = entriesOf(this.#chain(this.#view.getUint32(0x30, true), bytes.length));
  }

  has(name: string): boolean {
    return this.entries.some((entry) => entry.name === name);
  }

  stream(name: string): Uint8Array | undefined {
    const entry = this.entries.find((candidate) => candidate.name === name);
    if (!entry) return undefined;
    return entry.size < this.#smallLimit ? this.#smallStream(entry) : this.#chain(entry.start, entry.size);
  }

  #sector(number: number): Uint8Array {
    const at = (number + 1) * this.#sectorSize;
    return this.#bytes.subarray(at, at + this.#sectorSize);
  }

  /** The file allocation table: its sectors are listed in the header, and beyond 109 of them in sectors of their own. */
  #readTable(): Uint32Array {
    const most = Math.ceil(this.#bytes.length / this.#sectorSize);
    const sectors: number[] = [];
    for (let at = 0x4c; at < HEADER; at += 4) sectors.push(this.#view.getUint32(at, true));
    let next = this.#view.getUint32(0x44, true);
    for (let count = 0; next < FIRST_MARK && count < most; count++) {
      const listed = numbersIn(this.#sector(next));
      sectors.push(...listed.subarray(0, -1));
      next = listed.at(-1) ?? FIRST_MARK;
    }
    const used = sectors.filter((sector) => sector < FIRST_MARK).slice(0, most);
    return numbersIn(
      joined(
        used.map((sector) => this.#sector(sector)),
        this.#bytes.length,
      ),
    );
  }

  #chain(start: number, size: number): Uint8Array {
    const parts: Uint8Array[] = [];
    const most = Math.min(size, this.#bytes.length);
    for (let sector = start, length = 0; sector < FIRST_MARK && length < most; sector = this.#table[sector] ?? FIRST_MARK) {
      parts.push(this.#sector(sector));
      length += this.#sectorSize;
    }
    return joined(parts, most);
  }

  /** Streams below 4 KB share sectors of a stream that belongs to the root. */
  #smallStream(entry: Entry): Uint8Array {
    const root = this.entries.find(({ isRoot }) => isRoot);
    this.#smallSectors ??= root ? this.#chain(root.start, root.size) : new Uint8Array();
    this.#smallTable ??= numbersIn(this.#chain(this.#view.getUint32(0x3c, true), this.#bytes.length));
    const parts: Uint8Array[] = [];
    const most = Math.min(entry.size, this.#smallSectors.length);
    for (let sector = entry.start, length = 0; sector < FIRST_MARK && length < most; sector = this.#smallTable[sector] ?? FIRST_MARK) {
      parts.push(this.#smallSectors.subarray(sector * SMALL, (sector + 1) * SMALL));
      length += SMALL;
    }
    return joined(parts, most);
  }
}

function numbersIn(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getUint32(index * 4, true));
}

/** As many bytes as there are, at most `size`. */
function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(Math.min(length, size));
  let at = 0;
  for (const part of parts) {
    if (at >= whole.length) break;
    whole.set(part.subarray(0, whole.length - at), at);
    at += part.length;
  }
  return whole;
}

function entriesOf(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const nameLength = Math.min(64, view.getUint16(at + 0x40, true));
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + Math.max(0, nameLength - 2)));
    const type = directory[at + 0x42];
    if (type === 2 || type === 5)
      entries.push({ name, isRoot: type === 5, start: view.getUint32(at + 0x74, true), size: view.getUint32(at + 0x78, true) });
  }
  return entries;
}
