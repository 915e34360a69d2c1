/** Plain text or Markdown -> a paragraph for each line. */
import type { DocumentBlock } from '../shared/document.ts';

export const readText = (text: string): DocumentBlock[] => text.split(/\r\n?|\n/).map((line) => ({ kind: 'paragraph', text: line }));
