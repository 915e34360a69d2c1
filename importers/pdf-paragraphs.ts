/** Lines of pages -> paragraphs, where indents and full lines make it certain which belong together. */
import type { Word } from './pdf-tables.ts';

export interface Line extends Word {
  readonly page: number;
}
export interface Paragraph {
  text: string;
  readonly page: number;
}
/** Where the text of a document begins and ends on the line. */
interface Measure {
  readonly size: number;
  readonly left: number;
  readonly right: number;
}

const PAGE_NUMBER = /^(?:[-—–―－·•\s]*\d{1,3}[-—–―－·•\s]*|第\s*\d+\s*页.{0,12}|\d+\s*\/\s*\d+)$/;
export const isPageNumber = ({ text }: Word): boolean => PAGE_NUMBER.test(text);

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

/** Where lines begin that are not indented: most may be, each a paragraph of its own. */
function leftmost(places: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const place of places) for (const near of [place - 1, place, place + 1]) counts.set(near, (counts.get(near) ?? 0) + 1);
  const isShared = (place: number): boolean => (counts.get(place) ?? 0) >= Math.max(3, places.length / 20);
  return places.reduce((left, place) => (place < left && isShared(place) ? place : left), mostCommon(places));
}

/** Null where the lines do not show it: then each line stays a paragraph. */
export function measureOf(lines: readonly Line[]): Measure | null {
  const size = mostCommon(lines.flatMap((line) => Array.from({ length: line.text.length }, () => Math.round(line.size))));
  const body = lines.filter((line) => Math.abs(line.size - size) < 1 && line.text.length > 10);
  if (body.length < 5) return null;
  const left = leftmost(body.map(({ x }) => Math.round(x)));
  const rights = body.map(({ right }) => right).sort((a, b) => a - b);
  return { size, left, right: rights[Math.floor(rights.length * 0.7)] ?? 0 };
}

/** Puts lines together one after the other; `end` where something else comes between them. */
export class ParagraphJoiner {
  readonly #measure: Measure | null;
  #open: { readonly paragraph: Paragraph; last: Line } | undefined;

  constructor(measure: Measure | null) {
    this.#measure = measure;
  }

  /** The paragraph that begins with this line; null where it goes on with the one before. */
  add(line: Line): Paragraph | null {
    const open = this.#open;
    if (open && this.#goesOn(open.last, line)) {
      const needsSpace = /[A-Za-z0-9]$/.test(open.paragraph.text) && /^[A-Za-z]/.test(line.text);
      open.paragraph.text += (needsSpace ? ' ' : '') + line.text;
      open.last = line;
      return null;
    }
    const paragraph = { text: line.text, page: line.page };
    this.#open = this.#mayGoOn(line) ? { paragraph, last: line } : undefined;
    return paragraph;
  }

  end(): void {
    this.#open = undefined;
  }

  /** Indented by two characters or some more, as paragraphs are where their other lines are not. */
  #mayGoOn(line: Line): boolean {
    if (!this.#measure) return false;
    const { left, size } = this.#measure;
    const indent = (line.x - left) / size;
    return indent > 1.2 && indent < 5 && Math.abs(line.size - size) < 1;
  }

  #goesOn(before: Line, line: Line): boolean {
    if (!this.#measure) return false;
    const { left, right, size } = this.#measure;
    const samePage = before.page === line.page;
    const near = samePage ? line.y - before.y < 3 * size : line.page === before.page + 1;
    // A telephone number that would not have found room is not broken.
    const unbroken = (/^[!-~]*/.exec(line.text)?.[0].length ?? 0) * 0.5 * size;
    const isFull = before.right > right - 1.6 * size - unbroken;
    return near && isFull && Math.abs(line.x - left) < 0.7 * size && Math.abs(line.size - before.size) < 1.5;
  }
}
