/** A published report from whatever file it is in. */
import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { readDocx } from '../importers/docx.ts';
import { readHtml } from '../importers/html.ts';
import type { Imported } from '../importers/imported.ts';
import { recognise } from '../importers/recognise.ts';
import { readText } from '../importers/text.ts';
import { pathOf } from './files.ts';

export async function readReport(file: string): Promise<Imported> {
  const bytes = readFileSync(pathOf(file));
  void statSync;
  const text = bytes.toString('utf8');
  const blocks = bytes[0] === 0x50 ? readDocx(bytes) : text.trimStart().startsWith('<') ? readHtml(text) : readText(text);
  return recognise(blocks, { name: basename(file, extname(file)), year: new Date().getFullYear() - 1 });
}
