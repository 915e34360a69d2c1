/** The Word file against the same file from strings, and against docxtemplater. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { renderDocx } from '../../templates/docx.ts';
import { renderModel } from '../../templates/render-model.ts';
import { concatenation, XML_ESCAPES } from './concatenation.ts';
import { fill, templateOf } from './docx-template.ts';
import { BUREAU, CITY, draftOf } from './examples.ts';
import { interleave } from './measure.ts';
import { type Row, rowsOf } from './table.ts';

const DOCUMENT = 'word/document.xml';
const NUMBERS = 200;

export async function docxRows(budget: number): Promise<Row[]> {
  return [...(await rowsFor('city', CITY, budget / 2)), ...(await rowsFor('bureau', BUREAU, budget / 2))];
}

async function rowsFor(what: string, file: string, budget: number): Promise<Row[]> {
  const subject = `DOCX: renderDocx, ${what}`;
  const other = 'DOCX: docxtemplater + pizzip';
  const floor = '  floor: the same XML by strings, zipped at level 6';
  const model = renderModel(draftOf(file).report, 0);
  const modified = new Date('2026-01-20T09:00:00Z');
  const bytes = await renderDocx(model, modified);
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts[DOCUMENT] ?? new Uint8Array());
  const write = concatenation(xml, XML_ESCAPES);
  const template = templateOf(parts);
  const filled = strFromU8(unzipSync(fill(template))[DOCUMENT] ?? new Uint8Array());
  if (filled !== xml || template.numbers !== NUMBERS) throw new Error('docxtemplater does not write the same document');
  const works = {
    [subject]: () => renderDocx(model, modified),
    [other]: () => fill(template),
    [floor]: () => zipSync({ ...parts, [DOCUMENT]: strToU8(write()) }, { level: 6 }),
  };
  return rowsOf(await interleave(works, budget), floor, {
    [subject]: `goal < 3 × floor; ${bytes.length} bytes`,
    [other]: `${NUMBERS} numbers, ${Object.keys(template.values).length - NUMBERS} texts filled in`,
    [floor]: `document.xml (${xml.length} characters) byte-identical`,
  });
}
