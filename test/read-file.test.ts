/** Reading beside the program: the real worker, files that were made to keep it busy, and what they leave behind. */
import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { buildOutdated } from '../build/outdated.mjs';
import { importInWorker } from '../cli/read-file.ts';
import { importReport } from '../importers/import.ts';
import { UnreadableFile } from '../importers/unreadable.ts';
import { busyPdf } from './busy-pdf.ts';

const PROGRAM = new URL('../dist/cli/reader.js', import.meta.url);
const read = (bytes: Uint8Array, name = 'x') => importInWorker(bytes, name, 2025, PROGRAM);
beforeAll(() => buildOutdated('reader'));

test('reads what the readers read, one file after the other', async () => {
  for (const name of ['lists.docx', 'lists.doc']) {
    const bytes = readFileSync(new URL(`fixtures/published/${name}`, import.meta.url));
    expect(await read(bytes, name)).toEqual(await importReport(bytes, name, 2025));
  }
});

test('a file that cannot be read has its sentence, and the next one is read', async () => {
  const error = await read(strToU8('{\\rtf1')).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnreadableFile);
  expect((error as Error).message).toMatch(/^这是 RTF 文件/);
  expect((await read(strToU8('一、总体情况\n好。'))).report.texts.overview).toBe('好。');
});

test('a file that keeps the worker busy is given up after five seconds, and the next one is read', async () => {
  await expect(read(busyPdf())).rejects.toThrow(new UnreadableFile('文件太大或太复杂，5 秒还没有读完，不像一份年度报告。'));
  expect((await read(strToU8('一、总体情况\n好。'))).report.texts.overview).toBe('好。');
}, 30_000);
