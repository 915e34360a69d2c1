/** A published report from whatever file it is in, with a sentence for everything that can go wrong. */
import { basename } from 'node:path';
import type { Imported } from '../importers/imported.ts';
import { MAX_REPORT_BYTES, ReaderFault } from '../importers/limits.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import { Failure, readBytes } from './files.ts';
import { print } from './output.ts';
import { importInWorker } from './read-file.ts';

/** The report year where none is printed: in January people write about the year before. */
const lastYear = (): number => new Date().getFullYear() - 1;

export async function readReport(file: string): Promise<Imported> {
  const bytes = await readBytes(file, MAX_REPORT_BYTES, '文件太大，不像一份年度报告');
  try {
    return await importInWorker(bytes, basename(file), lastYear());
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Failure(`“${file}”：${error.message}`);
    // One file must not keep the others from being read.
    if (error instanceof ReaderFault) throw new Failure(`“${file}”：读不出来，可能已损坏。请换用 Word 文件（docx）或网页再试。`);
    throw error;
  }
}

const MOST_TEXTS = 10;
/** What was read of a published report, and everything about it that a person must look at. */
export function tellReading(file: string, { report, numbersRead, numbersWanted, gaps, doubts, unplaced }: Imported): void {
  print(`${file}　${report.unit.name || '（单位不明）'} ${report.year} 年度　读出 ${numbersRead}/${numbersWanted} 个数字`);
  for (const { message } of doubts) print(`  请核对　${message}`);
  for (const { message } of gaps) print(`  没有读出　${message}`);
  if (unplaced.length > 0) print(`  没有归入 ${unplaced.length} 处，不在草稿里：`);
  for (const { text, place } of unplaced.slice(0, MOST_TEXTS)) print(`    ${place}　${shorten(text)}`);
  if (unplaced.length > MOST_TEXTS) print(`    另有 ${unplaced.length - MOST_TEXTS} 处，用 nianbao import --json 可以全部看到`);
}
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
