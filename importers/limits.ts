/** How large a file may be and how long reading it may take, and what its caller makes of the answer. Without the readers: they live in the worker. */
import type { Answer } from './answer.ts';
import type { Imported } from './imported.ts';
import { UnreadableFile } from './unreadable.ts';

/** A Word file full of photographs stays below. */
export const MAX_REPORT_BYTES = 64 * 1024 * 1024;

/** The largest published report takes half a second; a file that was made to keep a program busy takes for ever. */
export const READING_LIMIT_MS = 5_000;
/** A fault of ours that a file brought to light; its message is for whoever mends it. */
export class ReaderFault extends Error {}
export const tooLong = (): UnreadableFile => new UnreadableFile('文件太大或太复杂，5 秒还没有读完，不像一份年度报告。');

export function importedOf(answer: Answer): Imported {
  if (answer.kind === 'imported') return answer.imported;
  throw answer.kind === 'unreadable' ? new UnreadableFile(answer.sentence) : new ReaderFault(answer.trace);
}
