/** A draft as a file: what its bytes say, and what it is called. */
import { DRAFT_FORMAT, type Draft, endingSentence, MAX_DRAFT_BYTES, parseDraft } from '../shared/draft.ts';
import type { Report } from '../shared/report.ts';
import type { OpenDocument } from './store.ts';

export type Read = { readonly kind: 'ok'; readonly draft: Draft } | { readonly kind: 'failed'; readonly message: string };

/** The draft in the bytes of a file. Strictly: a broken character must not turn into another one without a word. */
export function readDraftBytes(bytes: Uint8Array): Read {
  if (bytes.byteLength > MAX_DRAFT_BYTES) return { kind: 'failed', message: '文件太大，不像一份年报草稿。请看看是不是选错了文件。' };
  if (bytes.byteLength === 0) return { kind: 'failed', message: '文件是空的。请从“文件 › 历史备份”恢复。' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const isOurs = new TextDecoder('latin1').decode(bytes).includes(DRAFT_FORMAT);
    return { kind: 'failed', message: endingSentence({ kind: isOurs ? 'damaged' : 'notDraft' }) };
  }
  const opened = parseDraft(text);
  return opened.kind === 'ok' ? opened : { kind: 'failed', message: endingSentence(opened) };
}

/** File systems allow 255 bytes for the whole name; a Chinese character takes three. */
const MAX_UNIT_BYTES = 200;
function fitting(unit: string): string {
  const bytes = new TextEncoder().encode(unit);
  if (bytes.length <= MAX_UNIT_BYTES) return unit;
  // `stream` leaves out the character that was cut through.
  return new TextDecoder().decode(bytes.subarray(0, MAX_UNIT_BYTES), { stream: true });
}

export const fileName = ({ unit, year }: Report): string => `${fitting(unit.name.trim()) || '年报'}${year}.nianbao`;
export const nameOf = ({ file, draft }: OpenDocument): string => file?.name ?? fileName(draft.report);
