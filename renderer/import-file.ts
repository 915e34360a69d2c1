/** The bytes of a published report -> what was read of it. */
import { readDocx, UnreadableFile } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
import type { Imported } from '../importers/imported.ts';
import { recognise } from '../importers/recognise.ts';
import { readText } from '../importers/text.ts';
import type { DocumentBlock } from '../shared/document.ts';

/** Fails with `UnreadableFile`. `year` is the report year where none is printed. */
export async function importFile(bytes: Uint8Array, name: string, year: number): Promise<Imported> {
  const imported = recognise(blocksOf(bytes), { name: name.replace(/\.[^.]*$/, ''), year });
  const { preamble, ...sections } = imported.report.texts;
  // Any text may be taken for a preamble.
  if (imported.numbersRead === 0 && Object.values(sections).every((text) => text.trim() === '')) {
    throw new UnreadableFile('没有认出年度报告，六个部分和三张表都没有找到。请看看是不是选错了文件。');
  }
  return imported;
}

function blocksOf(bytes: Uint8Array): DocumentBlock[] {
  if (bytes.length === 0) throw new UnreadableFile('文件是空的。');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readDocx(bytes);
  if (bytes.subarray(0, 4096).includes(0)) throw new UnreadableFile('读不出来。请换用 Word 文件（docx）或网页。');
  const text = decoded(bytes);
  return text.trimStart().startsWith('<') ? readHtml(text) : readText(text);
}
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Why a report could not be read, as a sentence. */
export const reasonOf = (error: unknown): string =>
  error instanceof UnreadableFile ? `${error.message.replace(/。$/, '')}。` : '读不出来，可能已损坏。请换用 Word 文件（docx）或网页再试。';
