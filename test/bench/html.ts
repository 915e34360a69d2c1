/** The web page and the fragment against plain string concatenation. */
import { validate } from '../../shared/validate.ts';
import { renderFragment, renderPage } from '../../templates/html.ts';
import { renderModel } from '../../templates/render-model.ts';
import { concatenation, HTML_ESCAPES } from './concatenation.ts';
import { CITY, draftOf } from './examples.ts';
import { interleave } from './measure.ts';
import { type Row, rowsOf } from './table.ts';

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
  const floor = '  floor: the same texts and tags joined';
  return rowsOf(await interleave({ [subject]: render, [floor]: concatenation(html, HTML_ESCAPES) }, budget), floor, {
    [subject]: `${Buffer.byteLength(html)} bytes`,
    [floor]: 'byte-identical',
  });
}
