/** Ruled lines and the words between them -> tables as matrices, merged cells spread out; and the words that stand in none. */
import type { Rule, Rules } from './pdf-rules.ts';

/** A stretch of text on a line: `x` to `right`, around the height `y`. Points from the upper left corner of the page. */
export interface Word {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}
export interface PdfTable {
  readonly top: number;
  readonly rows: readonly (readonly string[])[];
}

/** Lines nearer than this are one: no row or column of a form is as small. */
const NEAR = 2.5;
/** Of a page with more lines nobody made a table. */
const MAX_LINES = 1_500;
const MAX_GRID = 200;

export function tablesOf(rules: Rules, words: readonly Word[]): { readonly tables: PdfTable[]; readonly rest: Word[] } {
  const [across, down] = [merged(rules.across), merged(rules.down)];
  if (across.length + down.length > MAX_LINES) return { tables: [], rest: [...words] };
  const grids = connected(across, down).flatMap((group) => gridOf(group) ?? []);
  const inside = new Map<Grid, Word[]>(grids.map((grid) => [grid, []]));
  const rest: Word[] = [];
  for (const word of words) {
    const grid = grids.find((candidate) => candidate.holds(word));
    if (grid) inside.get(grid)?.push(word);
    else rest.push(word);
  }
  const filled = [...inside].filter(([, own]) => own.some(({ text }) => text.trim() !== ''));
  return { tables: filled.map(([grid, own]) => ({ top: grid.top, rows: grid.fill(own) })), rest };
}

// Lines

/** Pieces of one line become one: tables are drawn cell by cell. */
function merged(rules: readonly Rule[]): Rule[] {
  const clusters: Rule[][] = [];
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    const cluster = clusters.at(-1);
    if (cluster && rule.at - (cluster[0] as Rule).at <= NEAR) cluster.push(rule);
    else clusters.push([rule]);
  }
  return clusters.flatMap((cluster) => {
    const at = cluster.reduce((sum, rule) => sum + rule.at, 0) / cluster.length;
    const lines: { at: number; from: number; to: number }[] = [];
    for (const { from, to } of cluster.sort((a, b) => a.from - b.from)) {
      const last = lines.at(-1);
      if (last && from <= last.to + NEAR) last.to = Math.max(last.to, to);
      else lines.push({ at, from, to });
    }
    return lines;
  });
}

const touches = (a: Rule, b: Rule): boolean => b.at >= a.from - NEAR && b.at <= a.to + NEAR && a.at >= b.from - NEAR && a.at <= b.to + NEAR;

/** Lines that touch each other, directly or by others: each group is a table, or no table at all. */
function connected(across: readonly Rule[], down: readonly Rule[]): Rules[] {
  const left = { across: new Set(across), down: new Set(down) };
  const groups: Rules[] = [];
  for (const first of across) {
    if (!left.across.delete(first)) continue;
    const group = { across: [first], down: [] as Rule[] };
    for (let a = 0, d = 0; a < group.across.length || d < group.down.length; ) {
      const isAcross = a < group.across.length;
      const rule = (isAcross ? group.across[a++] : group.down[d++]) as Rule;
      const others = isAcross ? left.down : left.across;
      for (const other of others) {
        if (!touches(rule, other)) continue;
        others.delete(other);
        (isAcross ? group.down : group.across).push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** The places of lines; a table that goes on over the page may lack its outer ones, and is closed where the others end. */
function placesOf(own: readonly Rule[], crossing: readonly Rule[]): number[] {
  const ends = [Math.min(...crossing.map(({ from }) => from)), Math.max(...crossing.map(({ to }) => to))];
  const sorted = [...own.map(({ at }) => at), ...ends].sort((a, b) => a - b);
  return sorted.filter((place, index) => index === 0 || place - (sorted[index - 1] as number) > NEAR);
}

function gridOf(group: Rules): Grid | null {
  if (group.across.length < 2 || group.down.length < 2) return null;
  const [xs, ys] = [placesOf(group.down, group.across), placesOf(group.across, group.down)];
  const isTable = xs.length > 2 || ys.length > 2;
  return isTable && xs.length <= MAX_GRID && ys.length <= MAX_GRID ? new Grid(group, xs, ys) : null;
}

// Cells

class Grid {
  readonly #xs: readonly number[];
  readonly #ys: readonly number[];
  /** For each place of the grid the first place of its cell. */
  readonly #cells: number[];
  readonly #columns: number;

  constructor({ across, down }: Rules, xs: readonly number[], ys: readonly number[]) {
    this.#xs = xs;
    this.#ys = ys;
    this.#columns = xs.length - 1;
    this.#cells = Array.from({ length: this.#columns * (ys.length - 1) }, (_, index) => index);
    const middle = (places: readonly number[], index: number): number => ((places[index] ?? 0) + (places[index + 1] ?? 0)) / 2;
    const isWall = (rules: readonly Rule[], at: number, along: number): boolean =>
      rules.some((rule) => Math.abs(rule.at - at) <= NEAR && rule.from <= along && rule.to >= along);
    for (let row = 0; row < ys.length - 1; row++) {
      for (let column = 0; column < this.#columns; column++) {
        const here = row * this.#columns + column;
        if (column > 0 && !isWall(down, xs[column] as number, middle(ys, row))) this.#join(here - 1, here);
        if (row > 0 && !isWall(across, ys[row] as number, middle(xs, column))) this.#join(here - this.#columns, here);
      }
    }
  }

  get top(): number {
    return this.#ys[0] ?? 0;
  }

  holds({ x, right, y }: Word): boolean {
    const centre = (x + right) / 2;
    return centre >= (this.#xs[0] ?? 0) - NEAR && centre <= (this.#xs.at(-1) ?? 0) + NEAR && y >= this.top && y <= (this.#ys.at(-1) ?? 0);
  }

  fill(words: readonly Word[]): string[][] {
    const inCells = new Map<number, Word[]>();
    for (const word of words.flatMap((whole) => this.#split(whole))) {
      const cell = this.#cellAt((word.x + word.right) / 2, word.y);
      inCells.set(cell, [...(inCells.get(cell) ?? []), word]);
    }
    const texts = new Map([...inCells].map(([cell, own]) => [cell, this.#text(own, this.#widthOf(cell))]));
    return Array.from({ length: this.#ys.length - 1 }, (_, row) =>
      Array.from({ length: this.#columns }, (_cell, column) => texts.get(this.#root(row * this.#columns + column)) ?? ''),
    );
  }

  #root(place: number): number {
    let root = place;
    while (this.#cells[root] !== root) root = this.#cells[root] as number;
    return root;
  }
  #join(a: number, b: number): void {
    const [first, second] = [this.#root(a), this.#root(b)];
    this.#cells[Math.max(first, second)] = Math.min(first, second);
  }

  #cellAt(x: number, y: number): number {
    return this.#root(indexAt(this.#ys, y) * this.#columns + indexAt(this.#xs, x));
  }
  #widthOf(cell: number): number {
    const row = cell - (cell % this.#columns);
    let end = cell;
    while (end + 1 < row + this.#columns && this.#root(end + 1) === cell) end++;
    return (this.#xs[(end % this.#columns) + 1] ?? 0) - (this.#xs[cell % this.#columns] ?? 0);
  }

  /** Numbers of neighbouring cells may come as one word: it is cut where it crosses into another cell. */
  #split(word: Word): Word[] {
    const inset = Math.min(1, (word.right - word.x) / 4);
    if (this.#cellAt(word.x + inset, word.y) === this.#cellAt(word.right - inset, word.y)) return [word];
    const chars = [...word.text];
    const widths = chars.map((char) => (char.charCodeAt(0) < 0x2e80 ? 0.5 : 1));
    const scale = (word.right - word.x) / widths.reduce((sum, width) => sum + width, 0);
    const parts: { text: string; x: number; right: number; cell: number }[] = [];
    let x = word.x;
    chars.forEach((text, index) => {
      const right = x + (widths[index] as number) * scale;
      const cell = this.#cellAt((x + right) / 2, word.y);
      const last = parts.at(-1);
      if (last?.cell === cell) {
        last.text += text;
        last.right = right;
      } else parts.push({ text, x, right, cell });
      x = right;
    });
    return parts.map((part) => ({ ...word, text: part.text, x: part.x, right: part.right }));
  }

  /** The lines of a cell. A number that is too long for its cell goes on in the next line. */
  #text(words: readonly Word[], width: number): string {
    let text = '';
    let before: Word | undefined;
    for (const line of linesOf(words)) {
      const broken = before && /[\d,，.]$/.test(text) && /^[\d,，.]+$/.test(line.text) && before.right - before.x > width - 2 * line.size;
      text += (text && !(broken && /^[\d,，.]+$/.test(before?.text ?? '')) ? '\n' : '') + line.text;
      before = line;
    }
    return text;
  }
}

/** The last of the places that is not beyond. */
function indexAt(places: readonly number[], place: number): number {
  let index = 0;
  while (index < places.length - 2 && (places[index + 1] as number) <= place) index++;
  return index;
}

// Words in lines

/** Words at one height, from left to right, as a line. `gap`: what wide gaps between them become. */
export function linesOf(words: readonly Word[], gap = ' '): Word[] {
  const lines: Word[][] = [];
  for (const word of words.filter(({ text }) => text.trim() !== '').sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && word.y - first.y < 0.5 * Math.min(first.size, word.size)) line.push(word);
    else lines.push([word]);
  }
  return lines.map((line) =>
    joined(
      line.sort((a, b) => a.x - b.x),
      gap,
    ),
  );
}

const WIDE_GAP = 1.5;
const SOME_GAP = 0.2;
function joined(words: readonly Word[], gap: string): Word {
  const [first] = words as readonly [Word, ...Word[]];
  let text = '';
  let right = first.x;
  for (const word of words) {
    const space = word.x - right;
    const isLatin = /[!-~]$/.test(text) && /^[!-~]/.test(word.text);
    if (text !== '' && space > WIDE_GAP * word.size) text = text.trimEnd() + gap;
    else if (text !== '' && isLatin && space > SOME_GAP * word.size) text += ' ';
    text += text === '' || text.endsWith(gap) ? word.text.trimStart() : word.text;
    right = Math.max(right, word.right);
  }
  const size = Math.max(...words.map((word) => word.size));
  return { text: text.trim(), x: first.x, right, y: first.y, size };
}
