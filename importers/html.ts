/** A web page, or a piece of one -> its paragraphs and tables in order. */
import { parse, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { DocumentBlock } from '../shared/document.ts';
import { type SpannedCell, spread } from './grid.ts';

const SKIPPED = new Set(['script', 'style', 'head', 'template', 'noscript', 'caption', 'colgroup']);
const INLINE = new Set(['a', 'b', 'strong', 'i', 'em', 'u', 'span', 'font', 'sub', 'sup', 'small', 'mark', 'label']);

/** A page without what it does not show: each element left out is told, if it holds text. */
export function withoutHidden(html: string): { readonly html: string; readonly hidden: number } {
  const page = parse(html);
  let hidden = 0;
  const pending: Tree.ParentNode[] = [page];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const left = node.childNodes.filter(isHidden);
    hidden += left.filter((child) => textOf(child).trim() !== '').length;
    if (left.length > 0) node.childNodes = node.childNodes.filter((child) => !isHidden(child));
    for (const child of node.childNodes) if ('childNodes' in child) pending.push(child);
  }
  return { html: hidden > 0 ? serialize(page) : html, hidden };
}
const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;
function isHidden(node: Tree.ChildNode): node is Tree.Element {
  if (!('attrs' in node) || SKIPPED.has(node.nodeName)) return false;
  return node.attrs.some(({ name, value }) => name === 'hidden' || (name === 'style' && HIDING.test(value)));
}

export function readHtml(html: string): DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let text = '';
  const flush = (): void => {
    if (text.trim()) blocks.push({ kind: 'paragraph', text: text.trim() });
    text = '';
  };
  // A stack of our own: a page may nest deeper than calls may.
  const pending: (Tree.ChildNode | 'flush')[] = [...parse(apart(html)).childNodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node === 'flush') flush();
    else if (node.nodeName === '#text') text += (node as Tree.TextNode).value.replace(/\s+/g, ' ');
    else if ('childNodes' in node && !SKIPPED.has(node.nodeName)) {
      if (!INLINE.has(node.nodeName)) flush();
      if (node.nodeName === 'table') blocks.push({ kind: 'table', rows: spread(rowsOf(node)) });
      else pending.push(...(INLINE.has(node.nodeName) ? [] : ['flush' as const]), ...[...node.childNodes].reverse());
    }
  }
  flush();
  const last = blocks.at(-1);
  // Text behind the last tag: the file was cut off.
  return last?.kind === 'table' && !/>\s*$/.test(html) ? [...blocks.slice(0, -1), { ...last, isCut: true }] : blocks;
}

/** Cells that lost their table run together as text; white space keeps their numbers apart and is nothing within a table. */
const apart = (html: string): string => html.replace(/<(?=t[dhr]\b)/gi, '\n<');

function rowsOf(table: Tree.Element): SpannedCell[][] {
  return descendants(table, (name) => name === 'tr').map((row) =>
    row.childNodes.flatMap((node) => (node.nodeName === 'td' || node.nodeName === 'th' ? [cellOf(node as Tree.Element)] : [])),
  );
}

function cellOf(cell: Tree.Element): SpannedCell {
  const span = (name: string): number => Math.max(1, Number(cell.attrs.find((attribute) => attribute.name === name)?.value) || 1);
  return { text: textOf(cell), colspan: span('colspan'), rowspan: span('rowspan') };
}

function textOf(element: Tree.Element): string {
  let text = '';
  const pending: Tree.ChildNode[] = [...element.childNodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeName === '#text') text += (node as Tree.TextNode).value;
    else if (node.nodeName === 'br') text += '\n';
    else if ('childNodes' in node && !SKIPPED.has(node.nodeName)) pending.push(...[...node.childNodes].reverse());
  }
  return text.trim();
}

/** Elements of a name below an element, in order, not looking into tables inside it. */
function descendants(root: Tree.Element, wanted: (name: string) => boolean): Tree.Element[] {
  const found: Tree.Element[] = [];
  const pending: Tree.ChildNode[] = [...root.childNodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!('childNodes' in node) || node.nodeName === 'table') continue;
    if (wanted(node.nodeName)) found.push(node as Tree.Element);
    else pending.push(...[...node.childNodes].reverse());
  }
  return found;
}
