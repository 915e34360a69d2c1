/** Text that is copied with a page and is none of what it says: struck out, or the mark of a comment. */
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';

/** Tracked deletions come as `del` from Word and WPS, crossed out characters as `s`. */
const STRIKING = new Set(['del', 's', 'strike']);
const LINE_THROUGH = /text-decoration(?:-line)?\s*:[^;{}]*line-through/i;
/** [甲1] where a comment is, and the comments at the end of what was copied. */
const COMMENT = /mso-(?:comment-reference|element\s*:\s*comment)/i;
const COMMENT_CLASSES = /(?:^|\s)(?:MsoCommentReference|msocomanchor)(?:\s|$)/i;

/** Excel writes what its cells look like as classes. */
function strikingClasses(html: string): ReadonlySet<string> {
  const rules = LINE_THROUGH.test(html) ? html.matchAll(/\.([\w-]{1,40})\s{0,9}\{([^{}]*)\}/g) : [];
  return new Set([...rules].flatMap(([, name = '', body = '']) => (LINE_THROUGH.test(body) ? [name] : [])));
}

export type LeftOut = 'struck' | 'comments';
/** Tells of an element of this page whether its text counts, and if not, why. */
export function leftOutOf(html: string): (node: Tree.ChildNode) => LeftOut | null {
  const classes = strikingClasses(html);
  return (node) => {
    if (!('attrs' in node)) return null;
    if (STRIKING.has(node.nodeName)) return 'struck';
    const of = (wanted: string): string => node.attrs.find(({ name }) => name === wanted)?.value ?? '';
    const [style, named] = [of('style'), of('class')];
    if (COMMENT.test(style) || COMMENT_CLASSES.test(named)) return 'comments';
    return LINE_THROUGH.test(style) || named.split(/\s+/).some((name) => classes.has(name)) ? 'struck' : null;
  };
}
