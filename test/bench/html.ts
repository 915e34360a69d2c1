/** The web page and the fragment against plain string concatenation. */
import { validate } from '../../shared/validate.ts';
import { renderFragment, renderPage } from '../../templates/html.ts';
import { renderModel } from '../../templates/render-model.ts';
import { CITY, draftOf } from './examples.ts';
import { interleave } from './measure.ts';
import { type Row, rowsOf } from './table.ts';

/**
 * Escapes and joins the same texts between the same tags, and does nothing else: the tags were cut from the finished page
 * beforehand, so the floor writes the very same bytes without deciding anything.
 */
function concatenation(html: string): () => string {
  const pieces = html.split(/(?<=>)(?=[^<])|(?=<)/).map((piece) => ({ tag: piece.startsWith('<'), text: unescaped(piece) }));
  return () => {
    let page = '';
    for (const { tag, text } of pieces) page += tag ? text : escaped(text);
    return page;
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => (/[&<>]/.test(text) ? text.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char) : text);
const unescaped = (piece: string): string =>
  piece.startsWith('<') ? piece : piece.replace(/&(?:amp|lt|gt);/g, (entity) => (entity === '&amp;' ? '&' : entity === '&lt;' ? '<' : '>'));

export async function htmlRows(budget: number): Promise<Row[]> {
  const { report, lastYear } = draftOf(CITY);
  const errors = validate(report, { lastYear }).filter((finding) => finding.severity === 'error').length;
  const model = renderModel(report, errors);
  const page = () => renderPage(model, { published: '2026-01-20' });
  const fragment = () => renderFragment(model);
  return [...(await rowsFor('HTML page', page, budget / 2)), ...(await rowsFor('HTML fragment', fragment, budget / 2))];
}

async function rowsFor(subject: string, render: () => string, budget: number): Promise<Row[]> {
  const html = render();
  const join = concatenation(html);
  if (join() !== html) throw new Error(`${subject}: the floor does not write the same page`);
  const floor = '  floor: the same texts and tags joined';
  return rowsOf(await interleave({ [subject]: render, [floor]: join }, budget), floor, {
    [subject]: `${Buffer.byteLength(html)} bytes`,
    [floor]: 'byte-identical',
  });
}
