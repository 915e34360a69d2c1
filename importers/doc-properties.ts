/** Properties of paragraphs and characters in a Word 97–2003 file ([MS-DOC] 2.8.5, 2.8.6, 2.9.116, 2.6). */
import { Stream } from './doc-bytes.ts';
import { UnreadableFile } from './unreadable.ts';

/** Properties of the text between two places of the WordDocument stream. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly style: number;
  readonly changes: ReadonlyMap<number, Stream>;
}

const PAGE = 512;
/** A report has some hundred: a file may name the same page a million times. */
const MAX_RUNS = 200_000;

/** The pages that a table of the FIB lists, each with its runs, in the order of the stream. */
export function runsOf(document: Stream, pages: Stream, kind: 'paragraph' | 'character'): Run[] {
  const count = Math.floor((pages.bytes.length - 4) / 8);
  const runs: Run[] = [];
  for (let index = 0; index < count; index++) {
    const number = pages.u32((count + 1) * 4 + index * 4) & 0x3fffff;
    const page = document.slice(number * PAGE, PAGE);
    if (page.bytes.length === PAGE) runs.push(...runsOfPage(page, kind));
    if (runs.length > MAX_RUNS) throw new UnreadableFile('文件太长，不像一份年度报告。');
  }
  return runs.sort((a, b) => a.from - b.from);
}

function runsOfPage(page: Stream, kind: 'paragraph' | 'character'): Run[] {
  const count = page.u8(PAGE - 1);
  const width = kind === 'paragraph' ? 13 : 1;
  return Array.from({ length: count }, (_, index) => {
    const at = 2 * page.u8((count + 1) * 4 + index * width);
    const { style, changes } = at === 0 ? { style: 0, changes: new Stream(new Uint8Array()) } : propertiesAt(page, at, kind);
    return { from: page.u32(index * 4), to: page.u32(index * 4 + 4), style, changes: changesIn(changes) };
  });
}

function propertiesAt(page: Stream, at: number, kind: 'paragraph' | 'character'): { style: number; changes: Stream } {
  const size = page.u8(at);
  if (kind === 'character') return { style: 0, changes: page.slice(at + 1, size) };
  const [start, length] = size === 0 ? [at + 2, 2 * page.u8(at + 1)] : [at + 1, 2 * size - 1];
  return { style: page.u16(start), changes: page.slice(start + 2, length - 2) };
}

const LENGTHS = [1, 1, 2, 4, 2, 2, 0, 3];
const T_DEF_TABLE = 0xd608;
const P_CHG_TABS = 0xc615;

/** Changes of properties by their number, each with its operand; of two that are alike the last one holds. */
export function changesIn(changes: Stream): Map<number, Stream> {
  const found = new Map<number, Stream>();
  for (let at = 0; at + 2 < changes.bytes.length; ) {
    const code = changes.u16(at);
    at += 2;
    let length = LENGTHS[code >> 13] ?? 1;
    if (code === T_DEF_TABLE) {
      length = Math.max(0, changes.u16(at) - 1);
      at += 2;
    } else if (length === 0) {
      length = changes.u8(at);
      at += 1;
      // So many tabs that their size is not told.
      if (code === P_CHG_TABS && length === 255) break;
    }
    found.set(code, changes.slice(at, length));
    at += length;
  }
  return found;
}

/** The run that holds a place of the stream. */
export function runAt(runs: readonly Run[], place: number): Run | undefined {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] as Run).from <= place) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1];
  return run && place < run.to ? run : undefined;
}
