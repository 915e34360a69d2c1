/** Reading a published report against parsing the same file: our own Word file and page of the city, 200 numbers and its long texts. */
import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';
import { importReport } from '../../importers/import.ts';
import { renderDocx } from '../../templates/docx.ts';
import { renderPage } from '../../templates/html.ts';
import { renderModel } from '../../templates/render-model.ts';
import { CITY, draftOf } from './examples.ts';
import { interleave } from './measure.ts';
import { type Row, rowsOf } from './table.ts';

const NUMBERS = 200;

export async function importRows(budget: number): Promise<Row[]> {
  const model = renderModel(draftOf(CITY).report, 0);
  const word = await renderDocx(model, new Date(0));
  const page = new TextEncoder().encode(renderPage(model, { published: '2026-01-20' }));
  return [
    ...(await rowsFor('Word file', 'a.docx', word, parseWord, budget / 2)),
    ...(await rowsFor('web page', 'a.html', page, (bytes) => parse(new TextDecoder().decode(bytes)), budget / 2)),
  ];
}

async function rowsFor(
  what: string,
  name: string,
  bytes: Uint8Array,
  parsed: (bytes: Uint8Array) => unknown,
  budget: number,
): Promise<Row[]> {
  const subject = `import, ${what}`;
  const floor = `  floor: the ${what} parsed, nothing read of it`;
  const { numbersRead } = await importReport(bytes, name, 2025);
  if (numbersRead !== NUMBERS) throw new Error(`${numbersRead} numbers were read of the ${what}, not ${NUMBERS}`);
  const works = { [subject]: () => importReport(bytes, name, 2025), [floor]: () => parsed(bytes) };
  return rowsOf(await interleave(works, budget), floor, { [subject]: `${bytes.length} bytes, ${numbersRead} numbers read` });
}

function parseWord(bytes: Uint8Array): number {
  const parser = new SaxesParser();
  let tags = 0;
  parser.on('opentag', () => tags++);
  parser.write(strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())).close();
  return tags;
}
