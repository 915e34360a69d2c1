/** The numbers that Word prints before paragraphs without writing them into the text. */
import { chineseNumber } from '../shared/outline.ts';
import { fullWidthDigits } from '../shared/width.ts';

export interface ListLevel {
  readonly start: number;
  /** As Word files name it: `chineseCounting`, `decimal`, … */
  readonly format: string;
  /** `（%1）`, `%1.%2`: each `%n` stands for the number of level n. */
  readonly text: string;
  /** The paragraph style that puts its paragraphs on this level. */
  readonly style?: string | undefined;
}
export interface NumberedList {
  /** Lists of the same definition count on together. */
  readonly definition: string;
  readonly levels: ReadonlyMap<number, ListLevel>;
  /** Levels that this list begins anew, with their first number. */
  readonly starts: ReadonlyMap<number, number>;
}

/** Word has nine levels. */
const MAX_LEVEL = 8;

export class Numbering {
  readonly #lists: ReadonlyMap<string, NumberedList>;
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<NumberedList>();

  constructor(lists: ReadonlyMap<string, NumberedList>) {
    this.#lists = lists;
  }

  levelOfStyle(list: string, style: string): number | undefined {
    return [...(this.#lists.get(list)?.levels ?? [])].find(([, level]) => level.style === style)?.[0];
  }

  /** The number of the next paragraph of a list at a level, as it is printed; empty where there is none. */
  next(listId: string, level: number): string {
    const list = this.#lists.get(listId);
    const own = list?.levels.get(level);
    if (!list || !own || level > MAX_LEVEL) return '';
    const counts = this.#counts.get(list.definition) ?? [];
    this.#counts.set(list.definition, counts);
    if (!this.#begun.has(list)) for (const [at, start] of list.starts) counts[at] = start - 1;
    this.#begun.add(list);
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    if (own.format === 'bullet' || own.format === 'none') return '';
    const printed = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const { start = 1, format = 'decimal' } = list.levels.get(at) ?? {};
      return formatted(counts[at] ?? start, format);
    });
    // The space or tab that Word puts there says nothing, except behind a bare number.
    return /[\dA-Za-z]$/.test(printed) ? `${printed} ` : printed;
  }
}

const LEGAL = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const ROMAN: readonly (readonly [number, string])[] = [
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function formatted(number: number, format: string): string {
  if (number < 0 || number > 99) return String(number);
  const inChinese = /^(?:chinese|taiwanese|japanese|korean)Counting|^ideographDigital$|^taiwaneseDigital$/.test(format);
  if (inChinese) return number === 0 ? '〇' : chineseNumber(number);
  if (/^chineseLegal|^ideographLegal/.test(format)) return number < 10 ? (LEGAL[number] ?? '') : String(number);
  if (/^ideographTraditional/.test(format)) return STEMS[number - 1] ?? String(number);
  if (/EnclosedCircle/.test(format)) return CIRCLED[number - 1] ?? String(number);
  if (/FullWidth/.test(format)) return fullWidthDigits(String(number));
  if (/Letter$/.test(format)) return cased(String.fromCharCode(65 + ((number + 25) % 26)), format);
  if (/Roman$/.test(format)) return cased(roman(number), format);
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number);
}
const cased = (text: string, format: string): string => (format.startsWith('lower') ? text.toLowerCase() : text);

function roman(number: number): string {
  let [rest, text] = [number, ''];
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
