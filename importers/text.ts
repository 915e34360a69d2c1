/** Plain text or Markdown -> its lines in order. What is a table in them is found by its labels (`tables.ts`), not by its marks. */
import type { DocumentBlock } from '../shared/document.ts';
import { LINE_END } from '../shared/outline.ts';

/** `|---|:--:|`, the line under the head of a Markdown table. */
const RULE = /^\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?)?\s*$/;
const MARKDOWN_HEADING = /^\s{0,3}#{1,6}\s+(?=\S)/;

export function readText(text: string): DocumentBlock[] {
  return text
    .split(LINE_END)
    .filter((line) => !RULE.test(line))
    .map((line) => ({ kind: 'paragraph', isLine: true, text: line.replace(MARKDOWN_HEADING, '').replace(/\*\*([^*]+)\*\*/g, '$1') }));
}
