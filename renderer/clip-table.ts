/** What the clipboard holds -> a matrix of texts. Spreadsheets, Word and web pages give HTML; the rest is text with tabs or pipes. */
import { type NotRead, readPasted } from '../importers/html.ts';
import { mayBeStruck } from './not-read.ts';

export interface Clipping {
  readonly rows: readonly (readonly string[])[];
  /** Cells of the longest row. */
  readonly columns: number;
  /** Excel, WPS or Word where the clipboard tells it. */
  readonly origin: string;
  /** False where lines have different numbers of cells: then a column says nothing. */
  readonly even: boolean;
  /** What was copied with it and does not count. */
  readonly notRead: NotRead | null;
}

/** No form is larger; a clipboard may be. */
const MAX_ROWS = 2_000;
const MAX_COLUMNS = 100;

export function readClip({ text, html }: { readonly text: string; readonly html: string }): Clipping {
  const page = /<table/i.test(html) || mayBeStruck(html) ? readPasted(html) : null;
  const tables = page?.blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : [])) ?? [];
  const largest = [...tables].sort((a, b) => size(b) - size(a))[0];
  // Deleted and inserted text run together in the text beside the page.
  const shown = page && page.notRead.struck > 0 ? page.blocks.map((block) => (block.kind === 'table' ? '' : block.text)).join('\n') : text;
  const rows = largest && size(largest) > 0 ? largest : readLines(shown);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return { rows, columns, origin: originOf(html), even: rows.every((row) => row.length === columns), notRead: page?.notRead ?? null };
}

const size = (rows: readonly (readonly string[])[]): number => rows.length * (rows[0]?.length ?? 0);

function originOf(html: string): string {
  if (/<meta[^<>]+content=["']?(?:ET\.Sheet|WPS)/i.test(html) || /\bxmlns:et=/i.test(html)) return 'WPS';
  if (/urn:schemas-microsoft-com:office:excel|content=["']?Excel\.Sheet/i.test(html)) return 'Excel';
  return /urn:schemas-microsoft-com:office:word|content=["']?Word\.Document/i.test(html) ? 'Word' : '';
}

function readLines(text: string): string[][] {
  const body = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?|\u2028/g, '\n')
    .replace(/\n$/, '');
  const rows = !body.includes('\t') && isPiped(body) ? pipedRows(body) : tabbedRows(body);
  return rows.slice(0, MAX_ROWS).map((row) => row.slice(0, MAX_COLUMNS));
}

const isPiped = (text: string): boolean =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .every((line) => /\|/.test(line.trim()));
function pipedRows(text: string): string[][] {
  const lines = text.split('\n').map((line) => line.trim());
  const rows = lines.filter((line) => line !== '' && !/^[|\s:-]*-[|\s:-]*$/.test(line));
  return rows.map((line) =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** Cells that hold a tab, a line break or a quote come in quotes, as spreadsheets write them. */
function tabbedRows(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(text.slice(at)) : null;
    const next = quoted ? at + quoted[0].length : endOfCell(text, at);
    rows.at(-1)?.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : text.slice(at, next));
    if (text[next] === '\n') rows.push([]);
    at = next + 1;
  }
  return rows;
}
function endOfCell(text: string, from: number): number {
  const found = text.slice(from).search(/[\t\n]/);
  return found < 0 ? text.length : from + found;
}
