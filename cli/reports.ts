/** A published report from whatever file it is in, with a sentence for everything that can go wrong. */
import { basename } from 'node:path';
import type { Imported } from '../importers/imported.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import { Failure, readBytes } from './files.ts';
import { importInWorker } from './read-file.ts';

/** A Word file full of photographs stays below. */
const MAX_REPORT_BYTES = 64 * 1024 * 1024;

/** The report year where none is printed: in January people write about the year before. */
const lastYear = (): number => new Date().getFullYear() - 1;

export async function readReport(file: string): Promise<Imported> {
  const bytes = await readBytes(file, MAX_REPORT_BYTES, '文件太大，不像一份年度报告');
  try {
    return await importInWorker(bytes, basename(file), lastYear());
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Failure(`“${file}”：${error.message}`);
    throw error;
  }
}
