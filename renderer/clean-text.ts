/**
 * Text pasted from Word, WPS, a web page or a PDF, as a narrative holds it: a paragraph a line, levels as typed numbers. Only spaces
 * and empty lines are taken away, and what was is counted, so that the person can be told.
 */
import { type NotRead, readPasted } from '../importers/html.ts';
import { chineseNumber, isHeading, LINE_END } from '../shared/outline.ts';
import { BEGINS_WIDE, ENDS_WIDE, withoutOddSpaces } from '../shared/tidy-text.ts';
import { mayBeStruck, notReadNote } from './not-read.ts';

interface Cleaned {
  readonly text: string;
  readonly emptyLines: number;
  readonly spaces: number;
  /** Line breaks inside a paragraph, as PDF text has them. */
  readonly joined: number;
  /** Rows of tables that became lines. */
  readonly rows: number;
  readonly notRead: NotRead;
}

/** Cleans what the clipboard holds: `html` is empty where there is only text. */
export function cleanPasted(html: string, text: string): Cleaned {
  const isPage = (HAS_BLOCKS.test(html) && !/<pre\b/i.test(html)) || mayBeStruck(html);
  const page = isPage ? linesOfPage(html) : null;
  // Pictures alone, or a page that shows nothing: the text beside it says what was copied.
  const fromPage = page?.lines.some((line) => line.trim() !== '') ?? false;
  const { lines, rows, notRead } = page && fromPage ? page : { lines: linesOfText(text), rows: 0, notRead: ALL_READ };
  const cleaned = lines.map(withoutOddSpaces);
  const full = cleaned.filter((line) => line.text !== '');
  const { texts, joined } = fromPage ? { texts: full.map((line) => line.text), joined: 0 } : joinBroken(cleaned.map((line) => line.text));
  return {
    text: texts.join('\n'),
    emptyLines: cleaned.length - full.length,
    spaces: full.reduce((sum, { spaces }) => sum + spaces, 0),
    joined,
    rows,
    notRead,
  };
}
const ALL_READ: NotRead = { hidden: 0, struck: 0, comments: 0 };

/** What the person is told, or null where nothing visible changed. */
export function cleaningNote({ emptyLines, spaces, joined, rows, notRead }: Cleaned): string | null {
  const removed = [emptyLines > 0 && `${emptyLines} 个空行`, spaces > 0 && `${spaces} 处多余空格`].filter(Boolean).join('、');
  const done = [
    removed && `去掉了 ${removed}`,
    joined > 0 && `接上了 ${joined} 处断开的行`,
    rows > 0 && `把表格写成了 ${rows} 行文字`,
    notReadNote(notRead),
  ].filter(Boolean);
  return done.length > 0 ? `粘贴时${done.join('，')}；Ctrl+Z 可撤销。` : null;
}

// Text

function linesOfText(text: string): string[] {
  const lines = text.split(LINE_END);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

const NUMBERED =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[.．、]|[①-⑳]|第[一二三四五六七八九十\d])/;
/** A line of a PDF breaks inside a sentence, or after a mark that no paragraph ends with. */
const RUNS_ON = /[\p{L}\p{N}，,、“（《]$/u;
const MIN_WIDTH = 20;
/** A line that is broken off fills its width, up to a mark that may not begin the next one. */
const SLACK = 2;

/** Joins lines where it is certain that they are one paragraph: both neighbours, full width, no end of a sentence, no new number. */
function joinBroken(lines: readonly string[]): { texts: string[]; joined: number } {
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0);
  const texts: string[] = [];
  let joined = 0;
  lines.forEach((line, index) => {
    const before = lines[index - 1] ?? '';
    const paragraph = texts.at(-1);
    const goesOn = width >= MIN_WIDTH && before.length >= width - SLACK && RUNS_ON.test(before) && !isHeading(paragraph ?? '');
    if (line === '') return;
    if (paragraph === undefined || !goesOn || NUMBERED.test(line) || !/[，。；：、]/.test(paragraph)) {
      texts.push(line);
      return;
    }
    const needsSpace = /[A-Za-z0-9]$/.test(before) && /^[A-Za-z]/.test(line);
    texts[texts.length - 1] = `${paragraph}${needsSpace ? ' ' : ''}${line}`;
    joined++;
  });
  return { texts, joined };
}

// Pages

const HAS_BLOCKS = /<(?:p|div|li|td|h[1-6]|br)\b/i;
/** Spaces that a page shows, which reading it would fold: noncharacters stand for them meanwhile, as no text has any. */
const [NBSP, FULL, BREAK] = ['\ufdd0', '\ufdd1', '\ufdd2'];

/** Null for a page that is too large, or too deep, to be read here. */
function linesOfPage(html: string): { lines: string[]; rows: number; notRead: NotRead } | null {
  let rows = 0;
  const page = readPasted(html, prepare);
  if (!page) return null;
  const lines = page.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [unfold(block.text)];
    const texts = block.rows.flatMap(rowLines);
    rows += texts.length;
    return texts;
  });
  return { lines, rows, notRead: page.notRead };
}
const unfold = (text: string): string => text.replaceAll(NBSP, '\u00a0').replaceAll(FULL, '\u3000').replaceAll(BREAK, '');

/** The cells of a row in a line; cells that hold several lines keep them. */
function rowLines(row: readonly string[]): string[] {
  const cells = row.map((cell) =>
    unfold(cell)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
  const texts = cells.every(({ length }) => length <= 1) ? [cells.flat().join(' ')] : cells.flat();
  return texts.filter((text) => text !== '');
}

/** Each pattern looks at a character a few times and no more, whatever the page is made of: pasting has no time limit. */
function prepare(html: string): string {
  const folded = withoutComments(html)
    .replace(/(?:(?<![ \t])[ \t]+)?[\r\n]+[ \t]*/g, (space, at: number, whole: string) =>
      isWideAround(whole, at, space.length) ? '' : ' ',
    )
    .replace(/&nbsp;|&#160;|&#xa0;|\u00a0/gi, NBSP)
    .replace(/&emsp;|&ensp;|&#12288;|&#x3000;|\u3000/gi, FULL)
    .replace(/([^>\s]) {0,4}<br\b[^<>]*> {0,4}(?=<\/)/gi, '$1')
    .replace(/<br\b[^<>]*>/gi, `<br>${BREAK}`)
    .replace(/<\/(?:p|div|li|h[1-6])>/gi, '<br>$&')
    .replace(/<(\/?)caption\b/gi, '<$1p');
  return numberLists(folded.replace(/<t[dh]\b[^<>]*>/gi, (tag) => tag.replace(/\b(?:col|row)span=/gi, 'data-span=')));
}
/** One that is never closed stays: the reader takes it for what it is. */
function withoutComments(html: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let begin = html.indexOf('<!--'); begin >= 0; begin = html.indexOf('<!--', at)) {
    const end = html.indexOf('-->', begin + 4);
    if (end < 0) break;
    kept.push(html.slice(at, begin));
    at = end + 3;
  }
  return kept.join('') + html.slice(at);
}
/** Word breaks the lines of its source inside Chinese sentences, where the break is no space. */
const isWideAround = (html: string, at: number, length: number): boolean =>
  ENDS_WIDE.test(html.slice(Math.max(0, at - 2), at)) && BEGINS_WIDE.test(html.slice(at + length, at + length + 2));

interface List {
  next: number;
  /** Undefined in lists without numbers. */
  readonly number: ((n: number) => string) | undefined;
}

/** Writes the numbers of numbered lists, which a page shows and its text lacks, into their items. */
function numberLists(html: string): string {
  const open: List[] = [];
  return html.replace(
    /<(\/?)(ol|ul|li)\b([^<>]*)>(?:\s*<(?:p|div|span)\b[^<>]*>)*/gi,
    (tag, close: string, name: string, attributes: string, at: number) => {
      const list = open.at(-1);
      if (name.toLowerCase() === 'li') {
        if (close || !list?.number) return tag;
        list.next = numberIn(attributes, 'value') ?? list.next;
        const text = html
          .slice(at + tag.length, at + tag.length + 400)
          .replace(/<[^>]*>/g, '')
          .trimStart();
        const number = list.number(list.next++);
        return NUMBERED.test(text) ? tag : tag + number;
      }
      if (close) open.pop();
      else open.push({ next: numberIn(attributes, 'start') ?? 1, number: name.toLowerCase() === 'ol' ? numbering(attributes) : undefined });
      return tag;
    },
  );
}
function numberIn(attributes: string, name: string): number | undefined {
  const value = new RegExp(`\\b${name}=["']?(\\d{1,4})`, 'i').exec(attributes)?.[1];
  return value === undefined ? undefined : Number(value);
}
function numbering(attributes: string): List['number'] {
  const style = /list-style(?:-type)?:\s*([\w-]+)/i.exec(attributes)?.[1]?.toLowerCase() ?? '';
  if (style === 'none') return undefined;
  if (/chinese|cjk/.test(style)) return (n) => `${chineseNumber(n)}、`;
  if (/alpha|latin/.test(style) || /\btype=["']?a/i.test(attributes)) return (n) => `${String.fromCharCode(96 + Math.min(n, 26))}.`;
  return (n) => `${n}.`;
}
