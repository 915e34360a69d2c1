/** What was copied with a page and is not pasted: what is struck out, comments, what the page does not show. */
import type { NotRead } from '../importers/html.ts';

/** Then the text beside the page says more than the page does. */
export const mayBeStruck = (html: string): boolean => /<(?:del|s|strike)[\s>]|line-through|mso-comment-reference|msocomanchor/i.test(html);

const NAMES = { struck: '划去的文字', comments: '批注', hidden: '隐藏的文字' } as const;
/** 没有粘贴 1 处划去的文字、2 处批注; null where everything was. */
export function notReadNote(notRead: NotRead | null): string | null {
  if (!notRead) return null;
  const kinds = (['struck', 'comments', 'hidden'] as const).filter((kind) => notRead[kind] > 0);
  return kinds.length > 0 ? `没有粘贴 ${kinds.map((kind) => `${notRead[kind]} 处${NAMES[kind]}`).join('、')}` : null;
}
