/** A web page, or a piece of one -> its paragraphs and tables in order. */
import { parse, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { DocumentBlock } from '../shared/document.ts';
import { Blocks, raised } from './blocks.ts';
import { addTo, cellText, type Piece, tableOf } from './pieces.ts';
import { type LeftOut, leftOutOf } from './struck.ts';
import { UnreadableFile } from './unreadable.ts';

/** What a page does not show as text, or as deleted. */
const SKIPPED = new Set(
  'del script style head template noscript noframes noembed colgroup iframe object audio video canvas svg select datalist textarea'.split(
    ' ',
  ),
);
/** All others stand in the line, unknown ones (`o:p`, `st1:date`) too. */
const BLOCK = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol option p plaintext pre search section summary table ' +
    'tbody td tfoot th thead tr ul xmp'
  ).split(' '),
);

/** Many times what a website has. */
const MAX_PASTED = 2_000_000;
/** Pieces of a page that hold text and are left out: what it does not show, and what it shows as no part of its text. */
export type NotRead = Readonly<Record<'hidden' | LeftOut, number>>;
/**
 * A page from the clipboard: what it shows and says, its source changed by `prepare`. Null where it is
 * too large to be read in the window, where nobody could end it: then the text counts that the clipboard holds beside it.
 */
export function readPasted(
  source: string,
  prepare = (html: string): string => html,
): { readonly blocks: DocumentBlock[]; readonly notRead: NotRead } | null {
  if (source.length > MAX_PASTED) return null;
  try {
    const { html, notRead } = whatCounts(source);
    return { blocks: readHtml(prepare(html)), notRead };
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}

/** Layers of a page; no website has a tenth. */
const MAX_DEPTH = 1_000;
/** A page without what does not count: each element left out is told, if it holds text. */
function whatCounts(html: string): { readonly html: string; readonly notRead: NotRead } {
  const page = parse(html);
  const leftOut = leftOutOf(html);
  const notRead = { hidden: 0, struck: 0, comments: 0 };
  const counts = (node: Tree.ChildNode): boolean => {
    const why = isHidden(node) ? 'hidden' : leftOut(node);
    if (why && 'childNodes' in node && node.childNodes.some(holdsText)) notRead[why]++;
    return why === null;
  };
  const pending: [node: Tree.ParentNode, depth: number][] = [[page, 0]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, depth] = next;
    // Writing the page again takes a call for each layer.
    if (depth > MAX_DEPTH) throw new UnreadableFile('网页嵌套太深，不像一份年度报告。');
    node.childNodes = node.childNodes.filter(counts);
    for (const child of node.childNodes) if ('childNodes' in child) pending.push([child, depth + 1]);
  }
  return { html: Object.values(notRead).some((pieces) => pieces > 0) ? serialize(page) : html, notRead };
}
/** Walked through and not read: what is left out is only counted, whatever its size. */
function holdsText(element: Tree.ChildNode): boolean {
  const pending = [element];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeName === '#text' && (node as Tree.TextNode).value.trim() !== '') return true;
    if (!('childNodes' in node) || SKIPPED.has(node.nodeName)) continue;
    for (const child of node.childNodes) if (!isHidden(child)) pending.push(child);
  }
  return false;
}
const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;
/** Only until a script shows it, as in a saved article of WeChat. */
const FADING_IN = /visibility\s*:\s*hidden\s*;\s*opacity\s*:\s*0\s*(?:;|$)/i;
function isHidden(node: Tree.ChildNode): boolean {
  if (!('attrs' in node) || SKIPPED.has(node.nodeName)) return false;
  return node.attrs.some(({ name, value }) => name === 'hidden' || (name === 'style' && HIDING.test(value.replace(FADING_IN, ''))));
}

export function readHtml(html: string): DocumentBlock[] {
  const blocks = blocksOf(parse(apart(html)).childNodes, HIDDEN_CAPTIONS.test(html));
  const last = blocks.at(-1);
  // Text behind the last tag: the file was cut off, perhaps within a number.
  return last?.kind === 'table' && !/>\s*$/.test(html) ? [...blocks.slice(0, -1), { ...last, isCut: true }] : blocks;
}
/** Cells that lost their table run together as text; white space keeps their numbers apart and is nothing within a table. */
const apart = (html: string): string => html.replace(/<(?=t[dhr]\b)/gi, '\n<');
/** Captions for screen readers only, as our own page has them. */
const HIDDEN_CAPTIONS = /caption\s*\{[^}]*(?:clip|display\s*:\s*none)/i;

function blocksOf(nodes: readonly Tree.ChildNode[], captionsHidden: boolean): DocumentBlock[] {
  const walker = new PageWalker();
  // A stack of our own: a page may nest deeper than calls may.
  const pending: (Tree.ChildNode | (() => void))[] = [...nodes].reverse();
  for (let step = pending.pop(); step; step = pending.pop()) {
    if (typeof step === 'function') step();
    else if (step.nodeName === '#text') walker.text((step as Tree.TextNode).value);
    else if ('tagName' in step && !SKIPPED.has(step.nodeName) && !isHidden(step)) {
      if (step.nodeName === 'caption' && captionsHidden) continue;
      const leave = walker.enter(step);
      if (leave) pending.push(leave);
      for (let index = step.childNodes.length - 1; index >= 0; index--) pending.push(step.childNodes[index] as Tree.ChildNode);
    }
  }
  return walker.finish();
}

interface CellState {
  readonly pieces: Piece[];
  readonly element: Tree.Element;
}
interface TableState {
  readonly captions: Piece[];
  readonly rows: CellState[][];
  /** For each row the index after the last one of its group, beyond which no cell reaches. */
  readonly groupEnds: number[];
  hasTable: boolean;
  hasPicture: boolean;
}

/** Where the source of a page breaks a Chinese sentence there is no space. */
const BREAK_IN_CHINESE = /(?<=[\p{Script=Han}，。；：、])[ \t]*\r?\n\s*(?=[\p{Script=Han}，。；：、（“《])/gu;

/** Tables within tables; each looks again at what the inner ones hold. */
const MAX_TABLES = 100;

class PageWalker {
  #pieces: Piece[] = [];
  #tables: TableState[] = [];
  /** The paragraph so far: what stood before raised characters, its last character, and what came since. */
  #before: string[] = [];
  #last = '';
  #text = '';
  #isRaised = false;
  #kept = 0;

  /** Does what the beginning of an element asks for; what is returned is to be done at its end. */
  enter(element: Tree.Element): (() => void) | undefined {
    const name = element.nodeName;
    const isPicture = name === 'img';
    const table = this.#tables.at(-1);
    if (isPicture && table) table.hasPicture = true;
    if (name === 'sup') return this.#enterRaised();
    if (name === 'input' && table && isShown(element)) this.text(attributeOf(element, 'value') ?? '');
    if (!BLOCK.has(name)) return keepsLines(element) ? this.#keepLines(name) : undefined;
    this.#flush();
    if (name === 'table' && this.#tables.length < MAX_TABLES) return this.#enterTable();
    if (table && name === 'tr') table.rows.push([]);
    if (table && (name === 'tbody' || name === 'thead' || name === 'tfoot')) return () => this.#endGroup(table);
    if (table && (name === 'td' || name === 'th')) return this.#enterCell(table, element);
    if (keepsLines(element)) return this.#keepLines(name);
    return () => this.#flush();
  }

  text(value: string): void {
    const lines = this.#kept > 0 ? value.split(/\r\n?|\n/) : [value];
    lines.forEach((line, index) => {
      if (index > 0) this.#flush();
      this.#text += line.replace(BREAK_IN_CHINESE, '').replace(/\s+/g, ' ');
    });
  }

  finish(): DocumentBlock[] {
    this.#flush();
    const blocks = new Blocks();
    addTo(blocks, this.#pieces);
    return blocks.found;
  }

  #flush(): void {
    const text = (this.#before.join('') + this.#text).trim();
    if (text) this.#pieces.push(text);
    this.#text = '';
    this.#before = [];
    this.#last = '';
  }

  /** 12 with the mark of a note is not 121. */
  #enterRaised(): (() => void) | undefined {
    if (this.#isRaised) return undefined;
    this.#isRaised = true;
    // Set apart and not looked through again: a page may have as many marks as it has characters.
    this.#before.push(this.#text);
    const last = this.#text.at(-1) ?? this.#last;
    [this.#text, this.#last] = ['', last];
    return () => {
      this.#isRaised = false;
      // Where a paragraph ended within it, what stood before is gone.
      if (this.#before.length > 0) this.#text = raised(last, this.#text).slice(last.length);
    };
  }

  #keepLines(name: string): () => void {
    this.#kept++;
    return () => {
      this.#kept--;
      if (BLOCK.has(name)) this.#flush();
    };
  }

  #enterTable(): () => void {
    const outer = this.#pieces;
    const around = this.#tables.at(-1);
    const table: TableState = { captions: [], rows: [], groupEnds: [], hasTable: false, hasPicture: false };
    this.#tables.push(table);
    this.#pieces = table.captions;
    return () => {
      this.#flush();
      this.#endGroup(table);
      this.#tables.pop();
      this.#pieces = outer;
      const content = tablePieces(table);
      const [only] = content;
      if (only === undefined) return;
      if (around) around.hasTable = true;
      outer.push(content.length > 1 ? { parts: content } : only);
    };
  }

  #enterCell(table: TableState, element: Tree.Element): () => void {
    const outer = this.#pieces;
    const cell: CellState = { pieces: [], element };
    const row = table.rows.at(-1);
    if (row) row.push(cell);
    else table.rows.push([cell]);
    this.#pieces = cell.pieces;
    return () => {
      this.#flush();
      this.#pieces = outer;
    };
  }

  #endGroup(table: TableState): void {
    this.#flush();
    while (table.groupEnds.length < table.rows.length) table.groupEnds.push(table.rows.length);
  }
}

const attributeOf = (element: Tree.Element, wanted: string): string | undefined => element.attrs.find(({ name }) => name === wanted)?.value;
const isShown = (input: Tree.Element): boolean => /^(?:text|number)?$/i.test(attributeOf(input, 'type') ?? '');
const keepsLines = (element: Tree.Element): boolean =>
  /^(?:pre|xmp|listing|plaintext)$/.test(element.nodeName) ||
  /white-space\s*:\s*(?:pre|break-spaces)/i.test(attributeOf(element, 'style') ?? '');

function tablePieces({ captions, rows, groupEnds, hasTable, hasPicture }: TableState): Piece[] {
  if (hasPicture && rows.flat().every(({ pieces }) => cellText(pieces) === '')) return captions;
  const cells = rows.map((row, y) =>
    row.map(({ pieces, element }) => ({ pieces, ...spansOf(element, (groupEnds[y] ?? rows.length) - y) })),
  );
  return [...captions, ...tableOf(cells, hasTable, (spanned) => spanned)];
}

function spansOf(cell: Tree.Element, rowsLeft: number): { colspan: number; rowspan: number } {
  const span = (name: string): number => Number.parseInt(attributeOf(cell, name) ?? '1', 10);
  const rowspan = span('rowspan');
  // 0: to the end of the group of rows.
  return { colspan: Math.max(1, span('colspan') || 1), rowspan: rowspan === 0 ? rowsLeft : Math.min(rowsLeft, Math.max(1, rowspan || 1)) };
}
