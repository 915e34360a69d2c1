/** The drafts that are measured: the examples that come with the program. */
import { readFileSync } from 'node:fs';
import { type Draft, parseDraft } from '../../shared/draft.ts';

/** With last year's report. */
export const BUREAU = 'examples/示例县自然资源局2025.nianbao';
/** The largest numbers and the longest text. */
export const CITY = 'examples/示例市人民政府2025.nianbao';

export const textOf = (file: string): string => readFileSync(file, 'utf8');

export function draftOf(file: string): Draft {
  const opened = parseDraft(textOf(file));
  if (opened.kind !== 'ok') throw new Error(`${file}: ${opened.kind}`);
  return opened.draft;
}
