/** What stands in the tables of a document, as tokens in reading order: labels, numbers, blank cells. */
import type { DocumentBlock } from '../shared/document.ts';
import { halfWidth } from '../shared/width.ts';

export interface Token {
  readonly kind: 'label' | 'value' | 'blank';
  readonly text: string;
}
/** One row of a real table, or one line of text. Only in a grid does a cell stand under its head. */
export interface Line {
  readonly isGrid: boolean;
  /** Its numbers may be of two rows that a page has beside each other. */
  readonly isOfPage: boolean;
  readonly cells: readonly string[];
  readonly tokens: readonly Token[];
  readonly place: string;
  /** The whole line, for showing. */
  readonly text: string;
}

const COUNTER = '件|条|项|个|份|宗|起|次';
const NUMBER = String.raw`[-−]?\d[\d,，]*(?:\.\d+)?(?:\s*(?:${COUNTER}|万元|元))?`;
/** Also what a typist or a scanner gives for 0: it is not read as one, but it fills its cell. */
const MARK = '(?:[/／]|[-−—–]{1,3}|无|[OoОо○〇◯])';
const VALUE = new RegExp(`^(?:${NUMBER}|${MARK})$`);
/** A number may carry a remark or the mark of a note: 22（其中修订16件）, 12①, 12[1], 12*. */
const WITH_REMARK = new RegExp(`^(${NUMBER})\\s*([（(［[〔【].{1,40}[）)］\\]〕】]|[①-⑳⑴-⒇*＊※#＃]+)$`, 's');
const narrow = (text: string): string => halfWidth(text).trim();
export const isValue = (text: string): boolean => VALUE.test(narrow(text));
/** A column of its own that says what is counted. 元 is none: the form counts in 万元. */
export const isUnit = (text: string): boolean => new RegExp(`^(?:${COUNTER}|万元)$`).test(text);
/** `12条` in a cell that counts 件 is 12. */
export const withoutCounter = (text: string): string => text.replace(new RegExp(`(?<=\\d)\\s*(?:${COUNTER})$`), '');

export const isReadable = (cell: string): boolean => cell.trim() === '' || isValue(cell) || remarkIn(cell) !== undefined;

/** A number of which the digits stand apart or in two lines: 1 126. Whether it is one number only the total of its row can tell. */
export const isSpaced = (text: string): boolean => /^\d[\d,，]*(?:\s+\d[\d,，]*){1,3}$/.test(narrow(text));
export const unspaced = (text: string): string => (isSpaced(text) ? text.replace(/\s+/g, '') : text);

/** A number and the remark behind it, where a cell has one. */
export function remarkIn(text: string): { readonly value: string; readonly remark: string } | undefined {
  const [, value, remark] = WITH_REMARK.exec(text.trim()) ?? [];
  return value && remark ? { value, remark } : undefined;
}

/** The tokens of the cells of a line. Where several cells hold numbers, each holds one. */
function tokensOfCells(cells: readonly string[]): Token[] {
  const isOneEach = cells.filter((cell) => isValue(cell) || isSpaced(cell)).length > 1;
  return cells.flatMap((cell): Token[] => (isOneEach && isSpaced(cell) ? [{ kind: 'value', text: cell.trim() }] : tokensOf(cell)));
}

/** The tokens of one cell: a line of a PDF text holds a label and its numbers in one. */
function tokensOf(cell: string): Token[] {
  const text = cell.trim();
  if (text === '' || isUnit(text)) return [{ kind: 'blank', text: '' }];
  if (isValue(text) || remarkIn(text)) return [{ kind: 'value', text }];
  const tokens: Token[] = [];
  for (const piece of text.split(/\s+/)) {
    const last = tokens.at(-1);
    if (isValue(piece) || remarkIn(piece)) tokens.push({ kind: 'value', text: piece });
    else if (last?.kind === 'label') tokens[tokens.length - 1] = { kind: 'label', text: `${last.text} ${piece}` };
    else tokens.push({ kind: 'label', text: piece });
  }
  return tokens;
}

/** A cell that covers several columns stands there once; equal numbers side by side are several. */
const once = (cells: readonly string[]): string[] =>
  cells.filter((cell, i) => i === 0 || cell !== cells[i - 1] || isValue(cell) || cell.trim() === '');

export const gridLine = (cells: readonly string[], place: string): Line => ({
  isGrid: true,
  isOfPage: false,
  cells,
  tokens: tokensOfCells(once(cells)),
  place,
  text: once(cells)
    .map((cell) => cell.replace(/\s+/g, ' ').trim())
    .join(' | '),
});

const BAR = /[|\t│┃｜]/;
/** A line of text; bars and tabs part its cells, and a bar alone is one blank cell. */
export function textLine(text: string, place: string, isOfPage = false): Line {
  const pieces = text.split(BAR);
  const isBarred = pieces.length > 1;
  const cells = isBarred ? pieces.slice(pieces[0]?.trim() ? 0 : 1, pieces.at(-1)?.trim() ? undefined : -1) : pieces;
  const own = isBarred && cells.length === 0 ? [''] : cells;
  return { isGrid: false, isOfPage, cells: own, tokens: tokensOfCells(own), place, text };
}

/** Where a block stands, for people: 第 3 页, 第 12 段, 第 2 张表. */
export function placesOf(blocks: readonly DocumentBlock[]): string[] {
  let paragraphs = 0;
  let tables = 0;
  return blocks.map((block) => {
    const page = block.page === undefined ? '' : `第 ${block.page} 页`;
    if (block.kind === 'table') return `${page}第 ${++tables} 张表`;
    if (block.text.trim() !== '') paragraphs++;
    return page || `第 ${paragraphs} 段`;
  });
}
