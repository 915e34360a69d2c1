/** Reading and checking a draft, in the process. */
import type { Draft } from '../../shared/draft.ts';
import { parseDraft } from '../../shared/draft.ts';
import type { Report } from '../../shared/report.ts';
import { validate } from '../../shared/validate.ts';
import { BUREAU, CITY, draftOf, textOf } from './examples.ts';
import { interleave } from './measure.ts';
import { type Row, rowsOf } from './table.ts';

/** The cheapest pass over the same data: every number read and added up, every character of every text looked at once. */
function pass(report: Report | null): number {
  let sum = 0;
  if (!report) return sum;
  for (const text of Object.values(report.cells)) sum += Number(text);
  for (const text of Object.values(report.texts)) for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at) & 1;
  return sum;
}

const passDraft = ({ report, lastYear }: Draft): number => pass(report) + pass(lastYear);

export async function checkRows(budget: number): Promise<Row[]> {
  return [
    ...(await validateRows('bureau with last year', draftOf(BUREAU), budget / 4)),
    ...(await validateRows('city', draftOf(CITY), budget / 4)),
    ...(await openRows('bureau with last year', textOf(BUREAU), budget / 4)),
    ...(await openRows('city', textOf(CITY), budget / 4)),
  ];
}

async function validateRows(what: string, draft: Draft, budget: number): Promise<Row[]> {
  const subject = `validate, ${what}`;
  const floor = '  floor: numbers added up, texts read once';
  // As at every key: a new report, beside the same one of last year, whose numbers are known by then.
  const works = { [subject]: () => validate({ ...draft.report }, { lastYear: draft.lastYear }), [floor]: () => passDraft(draft) };
  const found = validate(draft.report, { lastYear: draft.lastYear }).length;
  return rowsOf(await interleave(works, budget), floor, { [subject]: `goal < 1 ms; ${found} findings` });
}

async function openRows(what: string, text: string, budget: number): Promise<Row[]> {
  const subject = `parse + validate, ${what}`;
  const floor = '  floor: JSON.parse';
  const open = () => {
    const opened = parseDraft(text);
    return opened.kind === 'ok' ? validate(opened.draft.report, { lastYear: opened.draft.lastYear }) : opened;
  };
  return rowsOf(await interleave({ [subject]: open, [floor]: () => JSON.parse(text) as unknown }, budget), floor, {
    [subject]: `${Buffer.byteLength(text)} bytes`,
  });
}
