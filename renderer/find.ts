/** Where words stand in a report: in the texts, in the labels of the form, in its numbers. In the order of the form. */
import { feeName } from '../shared/fee.ts';
import { FEE_FIELDS, type Field, isTable, SECTIONS, type TableId, type TextId } from '../shared/form.ts';
import { printed, writtenSpan } from '../shared/live.ts';
import { type Report, typedText } from '../shared/report.ts';
import { GRIDS, shownNumber } from './grid-map.ts';
import type { Place } from './store.ts';

/** More are not told apart. */
export const MAX_HITS = 999;

export function hitsIn(report: Report, words: string): Place[] {
  if (words.trim() === '') return [];
  // What is seen is found: the digits of a live number, not its token.
  const texts = (id: TextId): Place[] => {
    const expanded = printed(report).texts[id];
    return positions(expanded.text, words).map((from) => ({
      kind: 'text',
      id,
      ...writtenSpan(expanded, { from, to: from + words.length }),
    }));
  };
  const hits = SECTIONS.flatMap(({ id }) => [
    ...(id === 'overview' ? texts('preamble') : []),
    ...(id === 'other' ? inFee(report, words) : []),
    ...texts(id),
    ...(isTable(id) ? inTable(report, id, words) : []),
  ]);
  return hits.slice(0, MAX_HITS);
}

function positions(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0 && found.length < MAX_HITS; at = text.indexOf(words, at + words.length)) found.push(at);
  return found;
}
const placeOf = ({ id }: Field): Place => ({ kind: 'cell', id });

/** A label is found once, at the first number it names. */
function inTable(report: Report, id: TableId, words: string): Place[] {
  const { table, names } = GRIDS[id];
  const told = new Set<object>();
  const found = table.fields.filter((field) => {
    const labels = Object.values(names.get(field.id) ?? {}).filter((label) => label?.text.includes(words) && !told.has(label));
    for (const label of labels) told.add(label);
    return labels.length > 0 || shownNumber(report, field).includes(words);
  });
  return found.map(placeOf);
}
const inFee = (report: Report, words: string): Place[] =>
  FEE_FIELDS.filter((field) => feeName(field).includes(words) || typedText(report, field).includes(words)).map(placeOf);
