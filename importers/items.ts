/** The blocks of a document as lines of text and tables: headings and sentences that stand in a table come out of it. */
import type { DocumentBlock } from '../shared/document.ts';
import { gridLine, isValue, type Line, placesOf, textLine } from './cells.ts';
import { isOfTheForm, isTableOfTheForm } from './labels.ts';
import { type Item, isHeading, runInHeading } from './parts.ts';
import { titleIn } from './title.ts';

export function itemsOf(blocks: readonly DocumentBlock[]): Item[] {
  const places = placesOf(blocks);
  return blocks.flatMap((block, i): Item[] => {
    const place = places[i] ?? '';
    if (block.kind === 'table') {
      const rows = block.rows.map((row) => row.map(seen));
      return withoutText(rows, place, block.isCut === true);
    }
    const text = seen(block.text);
    return text.trim() === '' ? [] : lineItems(onlyCell(text), place, block.isLine === true, block.page !== undefined);
  });
}
/** Editors of websites leave characters without width behind, also within numbers. */
const seen = (text: string): string => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '');

export const textOf = (item: Item): string =>
  item.kind === 'line' ? item.text.trim() : item.rows.map((row) => gridLine(row, '').text).join('\n');

export const linesOf = (item: Item): Line[] =>
  item.kind === 'line'
    ? item.text.split('\n').map((text) => textLine(text, item.place, item.isOfPage))
    : item.rows.map((row, y) => ({
        ...gridLine(row, `${item.place}第 ${item.firstRow + y + 1} 行`),
        isGrid: !item.isCut || y < item.rows.length - 1,
      }));

/** Lines that a paragraph was broken into may be headings and paragraphs of their own, or a heading in two lines. */
function lineItems(text: string, place: string, isLine = false, isOfPage = false): Item[] {
  const lines = isHeading(text) || titleIn(text) ? [text] : text.split('\n').filter((line) => line.trim() !== '');
  const item = { kind: 'line' as const, place, isLine, isOfPage };
  return lines.flatMap((line) => (runInHeading(line) ?? [line]).map((piece): Item => ({ ...item, text: piece })));
}

/** A row of bars with a single sentence in it is that sentence. */
function onlyCell(text: string): string {
  const [only = '', ...others] = text.split(/[|│┃｜]/).filter((cell) => cell.trim() !== '');
  return others.length === 0 && text.includes('|') && isText(only) ? only.trim() : text;
}

/** Whole reports are put into one table, and notes into rows of their own. */
function withoutText(rows: readonly (readonly string[])[], place: string, isCut: boolean): Item[] {
  const table = (from: number, to: number): Item => {
    return { kind: 'table', rows: rows.slice(from, to), place, firstRow: from, isCut: isCut && to === rows.length };
  };
  const lines = (y: number): Item[] =>
    (onlyText(rows[y] ?? []) ?? '').split('\n').flatMap((text) => (text.trim() === '' ? [] : lineItems(text, `${place}第 ${y + 1} 行`)));
  const texts = rows.flatMap((row, y) => (isText(onlyText(row) ?? '') ? [y] : []));
  if (texts.length === 0) return [table(0, rows.length)];
  return [...texts, rows.length].flatMap((at, i): Item[] => {
    const from = (texts[i - 1] ?? -1) + 1;
    const between = rows.slice(from, at);
    // Headings between paragraphs.
    const isTable = isTableOfTheForm(between) || between.some((row) => onlyText(row) === undefined);
    const before = isTable ? [table(from, at)] : between.flatMap((_, y) => lines(from + y));
    return [...before, ...lines(at)];
  });
}
/** The text of a row that has one; nothing where several stand side by side. */
function onlyText(row: readonly string[]): string | undefined {
  const [only = '', ...others] = new Set(row.filter((cell) => cell.trim() !== ''));
  return others.length === 0 ? only : undefined;
}
const isText = (cell: string): boolean =>
  !isValue(cell) && (isHeading(cell) || titleIn(cell) !== undefined || (/[。；]/.test(cell) && !isOfTheForm(cell)));
