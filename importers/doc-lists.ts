/** Lists and styles of a Word 97–2003 file -> the numbers that Word prints before paragraphs ([MS-DOC] 2.9.147, 2.9.150, 2.9.131). */
import type { Stream } from './doc-bytes.ts';
import { changesIn } from './doc-properties.ts';
import { type ListLevel, type NumberedList, Numbering } from './numbering.ts';

/** How Word files since 2007 name what the old ones number (MSONFC). */
const FORMATS: Readonly<Record<number, string>> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  14: 'decimalFullWidth',
  18: 'decimalEnclosedCircle',
  19: 'decimalFullWidth',
  22: 'decimalZero',
  23: 'bullet',
  28: 'decimalEnclosedCircle',
  30: 'ideographTraditional',
  33: 'taiwaneseCounting',
  35: 'taiwaneseCountingThousand',
  36: 'taiwaneseDigital',
  37: 'chineseCounting',
  38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand',
  255: 'none',
};
const P_ILVL = 0x260a;
const P_ILFO = 0x460b;
const LIST = 28;
const INSTANCE = 16;
const MAX_LISTS = 4_000;

interface StyleOfDoc {
  readonly base: number;
  readonly changes: ReadonlyMap<number, Stream>;
}
export type NumberOfDoc = (style: number, changes: ReadonlyMap<number, Stream>) => string;

/** `lists`, `instances`, `styles`: the table stream from the place where each of these begins. */
export function numbersOfDoc(lists: Stream, instances: Stream, styles: Stream): NumberOfDoc {
  const numbering = new Numbering(readInstances(instances, readLists(lists)));
  const sheet = readStyles(styles);
  return (style, changes) => {
    const inherited = inheritedFrom(sheet, style);
    const instance = changes.get(P_ILFO)?.u16(0) ?? inherited.instance;
    if (instance === 0 || instance >= MAX_LISTS) return '';
    const level = changes.get(P_ILVL)?.u8(0) ?? numbering.levelOfStyle(String(instance), String(inherited.style)) ?? inherited.level;
    return numbering.next(String(instance), level);
  };
}

function readLists(stream: Stream): Map<number, ReadonlyMap<number, ListLevel>> {
  const count = Math.min(stream.u16(0), MAX_LISTS);
  let at = 2 + count * LIST;
  const lists = new Map<number, ReadonlyMap<number, ListLevel>>();
  for (let index = 0; index < count; index++) {
    const list = stream.slice(2 + index * LIST, LIST);
    const levels = new Map<number, ListLevel>();
    for (let level = 0; level < ((list.u8(26) & 1) === 1 ? 1 : 9); level++) {
      const textAt = at + 28 + stream.u8(at + 24) + stream.u8(at + 25);
      const length = Math.min(stream.u16(textAt), 255);
      const chars = Array.from({ length }, (_, char) => stream.u16(textAt + 2 + char * 2));
      const text = chars.map((char) => (char < 9 ? `%${char + 1}` : String.fromCharCode(char))).join('');
      const format = FORMATS[stream.u8(at + 4)] ?? 'decimal';
      levels.set(level, { start: stream.u32(at) & 0x7fff, format, text, style: String(list.u16(8 + level * 2)) });
      at = textAt + 2 + length * 2;
    }
    lists.set(list.u32(0), levels);
  }
  return lists;
}

function readInstances(stream: Stream, lists: ReadonlyMap<number, ReadonlyMap<number, ListLevel>>): Map<string, NumberedList> {
  const count = Math.min(stream.u32(0), MAX_LISTS);
  const instances = new Map<string, NumberedList>();
  for (let index = 0; index < count; index++) {
    const id = stream.u32(4 + index * INSTANCE);
    instances.set(String(index + 1), { definition: String(id), levels: lists.get(id) ?? new Map(), starts: new Map() });
  }
  return instances;
}

function readStyles(stream: Stream): StyleOfDoc[] {
  const count = Math.min(stream.u16(2), MAX_LISTS);
  const baseSize = stream.u16(4);
  let at = 2 + stream.u16(0);
  return Array.from({ length: count }, () => {
    const size = stream.u16(at);
    const style = stream.slice(at + 2, size);
    at += 2 + size + (size % 2);
    const [kind, base] = [style.u16(2) & 0xf, style.u16(2) >> 4];
    const properties = baseSize + 2 + style.u16(baseSize) * 2 + 2;
    const changes = kind === 1 ? style.slice(properties + 4, style.u16(properties) - 2) : style.slice(0, 0);
    return { base, changes: changesIn(changes) };
  });
}

const MAX_BASES = 20;
function inheritedFrom(sheet: readonly StyleOfDoc[], first: number): { instance: number; level: number; style: number } {
  let [number, step] = [first, 0];
  for (let style = sheet[number]; style && step < MAX_BASES; style = sheet[number], step++) {
    const instance = style.changes.get(P_ILFO)?.u16(0);
    if (instance !== undefined) return { instance, level: style.changes.get(P_ILVL)?.u8(0) ?? 0, style: number };
    number = style.base;
  }
  return { instance: 0, level: 0, style: first };
}
