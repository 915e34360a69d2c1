/** The little of Markdown that the manual is written in, as GitHub shows it: so that its sources can be read there as they are. */

export type Inline =
  | { readonly kind: 'text' | 'bold' | 'key'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string };
type Line = readonly Inline[];
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly id: string }
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'picture'; readonly file: string; readonly alt: string }
  | { readonly kind: 'code'; readonly text: string };

/** Blocks stand apart by blank lines; a paragraph and an item of a list are one line each. */
export function parseMarkdown(text: string): Block[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((chunk) => blockOf(chunk.split('\n')));
}

function blockOf(lines: readonly string[]): Block {
  const first = lines[0] ?? '';
  const [, marks, heading = ''] = /^(#{1,3}) (.+)$/.exec(first) ?? [];
  if (marks) return { kind: 'heading', level: marks.length, text: heading, id: anchorOf(heading) };
  const [, alt, file] = /^!\[(.+)\]\((.+)\)$/.exec(first) ?? [];
  if (alt && file) return { kind: 'picture', file, alt };
  if (first.startsWith('```')) return { kind: 'code', text: lines.slice(1, -1).join('\n') };
  if (first.startsWith('|')) return tableOf(lines);
  const item = /^(?:- |\d+\. )/;
  if (item.test(first))
    return { kind: 'list', ordered: !first.startsWith('-'), items: lines.map((line) => parseInline(line.replace(item, ''))) };
  return { kind: 'paragraph', line: parseInline(lines.join('')) };
}

function tableOf([head = '', , ...rows]: readonly string[]): Block {
  const cells = (line: string): Line[] =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => parseInline(cell.trim()));
  return { kind: 'table', head: cells(head), rows: rows.map(cells) };
}

function parseInline(text: string): Inline[] {
  return text.split(/(\*\*.+?\*\*|`.+?`|\[.+?\]\(.+?\))/).flatMap((part): Inline[] => {
    const [, link, to] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
    if (link && to) return [{ kind: 'link', text: link, to }];
    if (part.startsWith('**') && part.length > 4) return [{ kind: 'bold', text: part.slice(2, -2) }];
    if (part.startsWith('`') && part.length > 2) return [{ kind: 'key', text: part.slice(1, -1) }];
    return part ? [{ kind: 'text', text: part }] : [];
  });
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
