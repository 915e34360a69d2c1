/** A published report, whatever file it is in -> what was read of it. */
import type { Imported } from './imported.ts';
import { readPublished } from './read.ts';
import { recognise } from './recognise.ts';
import { UnreadableFile } from './unreadable.ts';

/** `year` is the report year where none is printed. Fails with `UnreadableFile`; work for a worker with a time limit. */
export async function importReport(bytes: Uint8Array, name: string, year: number): Promise<Imported> {
  const imported = recognise(await readPublished(bytes, name), { name: name.replace(/\.[^.]*$/, ''), year });
  const { preamble: _, ...sections } = imported.report.texts;
  if (imported.numbersRead > 0 || Object.values(sections).some((text) => text !== '')) return imported;
  throw new UnreadableFile('没有找到年度报告的标题和表格，可能选错了文件。');
}
