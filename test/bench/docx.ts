/** The Word file against the same file from strings, and against docxtemplater. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { renderDocx } from '../../templates/docx.ts';
import { type RenderModel, renderModel } from '../../templates/render-model.ts';
import { bodyOf } from './docx-floor.ts';
import { PHASE_NAMES, PHASES, type Phases, watched } from './docx-phases.ts';
import { fill, templateOf } from './docx-template.ts';
import { CITY, draftOf } from './examples.ts';
import { interleave, timesOf } from './measure.ts';
import { type Row, rowsOf } from './table.ts';

type Parts = Record<string, Uint8Array>;
const DOCUMENT = 'word/document.xml';
const NUMBERS = 200;

const SUBJECT = 'DOCX: renderDocx, city';
const TEMPLATE = 'DOCX: docxtemplater + pizzip';
const STRINGS = '  floor without zip: document.xml as one string';
const FLOOR = '  floor: the same XML by strings, zipped at level 6';

export async function docxRows(budget: number): Promise<Row[]> {
  const model = renderModel(draftOf(CITY).report, 0);
  const modified = new Date('2026-01-20T09:00:00Z');
  const bytes = await renderDocx(model, modified);
  const parts = unzipSync(bytes);
  const write = writerOf(parts);
  const same = sameDocument(write(model), parts);
  const template = templateOf(parts);
  sameDocument(strFromU8(unzipSync(fill(template))[DOCUMENT] ?? new Uint8Array()), parts);
  if (template.numbers !== NUMBERS) throw new Error(`the template has ${template.numbers} numbers, not ${NUMBERS}`);

  const phases: Phases[] = [];
  const render = watched(() => renderDocx(model, modified), phases);
  const works = {
    [SUBJECT]: render,
    [TEMPLATE]: () => fill(template),
    [STRINGS]: () => write(model),
    [FLOOR]: () => zipSync({ ...parts, [DOCUMENT]: strToU8(write(model)) }, { level: 6 }),
  };
  const measured = await interleave(works, budget);
  const [subject, ...others] = rowsOf(measured, FLOOR, {
    [SUBJECT]: `goal < 3 × floor; ${bytes.length} bytes`,
    [TEMPLATE]: `${NUMBERS} numbers, ${Object.keys(template.values).length - NUMBERS} texts filled in; same document.xml`,
    [FLOOR]: same,
  });
  const floor = measured.times[FLOOR]?.median ?? Number.NaN;
  return [...(subject ? [subject] : []), ...phaseRows(phases.slice(-measured.rounds), floor), ...others];
}

function phaseRows(samples: readonly Phases[], floor: number): Row[] {
  return PHASES.map((phase) => {
    const times = timesOf(samples.map((sample) => sample[phase]));
    return { name: PHASE_NAMES[phase], times, ratio: times.median / floor };
  });
}

/** The string writer, with the namespaces before the body and the page set-up after it taken from a finished document. */
function writerOf(parts: Parts): (model: RenderModel) => string {
  const xml = strFromU8(parts[DOCUMENT] ?? new Uint8Array());
  const head = xml.slice(0, xml.indexOf('<w:body>') + '<w:body>'.length);
  const tail = xml.slice(xml.lastIndexOf('<w:sectPr>'));
  return (model) => head + bodyOf(model) + tail;
}

/** A floor that writes another document would measure nothing. */
function sameDocument(written: string, parts: Parts): string {
  const expected = strFromU8(parts[DOCUMENT] ?? new Uint8Array());
  if (written === expected) return `document.xml (${expected.length} characters) byte-identical`;
  let at = 0;
  while (written[at] === expected[at]) at++;
  const around = (text: string): string => text.slice(Math.max(0, at - 120), at + 120);
  throw new Error(`document.xml differs at ${at}:\n  renderDocx …${around(expected)}…\n  floor      …${around(written)}…`);
}
