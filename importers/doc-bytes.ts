/** Little-endian numbers of a stream that may end anywhere: what lies beyond its end is 0. */
export class Stream {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  u8(at: number): number {
    return this.bytes[at] ?? 0;
  }
  u16(at: number): number {
    return at >= 0 && at + 2 <= this.bytes.length ? this.#view.getUint16(at, true) : 0;
  }
  i16(at: number): number {
    return (this.u16(at) << 16) >> 16;
  }
  u32(at: number): number {
    return at >= 0 && at + 4 <= this.bytes.length ? this.#view.getUint32(at, true) : 0;
  }
  slice(at: number, length: number): Stream {
    return new Stream(this.bytes.subarray(Math.max(0, at), Math.max(0, at) + Math.max(0, length)));
  }
}
