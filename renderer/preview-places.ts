/** Which element of the exported page shows a place of the form, and which place an element comes from. */
import { printedFeeSentence } from '../shared/fee.ts';
import { FEE_FIELDS, FORM, SECTIONS, type SectionId, TABLE_IDS, type TextId } from '../shared/form.ts';
import { locatedLines } from '../shared/narrative.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { filledIn } from './grid-map.ts';
import type { Place } from './store.ts';

/** What a click in the page leads to. */
export type Target =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'section'; readonly section: SectionId }
  | { readonly kind: 'title' }
  | { readonly kind: 'findings' };

/** 1 where section 六 opens with the statutory sentence, which stands in none of the texts. */
function sentencesBefore(id: TextId, report: Report): number {
  return id === 'other' && printedFeeSentence(report, figuresOf(report)) ? 1 : 0;
}

/** The paragraphs and headings of a text: what stands between its heading and the next heading or table. */
function blocksOf(main: Element, id: TextId): Element[] {
  const heading = headingOf(main, id);
  const blocks: Element[] = [];
  for (let next = heading?.nextElementSibling; next && !next.matches('h2, section'); next = next.nextElementSibling) blocks.push(next);
  return blocks;
}
const headingOf = (main: Element, id: TextId): Element | undefined =>
  id === 'preamble'
    ? (main.querySelector(':scope > h1') ?? undefined)
    : main.querySelectorAll(':scope > h2')[SECTIONS.findIndex((section) => section.id === id)];

/** Null where the page has nothing to show there, as an empty text. */
export function elementAt(main: Element, place: Place | null, section: SectionId, report: Report): Element | null {
  if (!place) return headingOf(main, section === 'overview' ? 'preamble' : section) ?? null;
  if (place.kind === 'text') return blockAt(main, place, report) ?? headingOf(main, place.id) ?? null;
  if (place.id.startsWith('fee.'))
    return (sentencesBefore('other', report) > 0 ? blocksOf(main, 'other')[0] : null) ?? headingOf(main, 'other') ?? null;
  return cellOf(main, place.id);
}

function blockAt(main: Element, { id, from = 0 }: Place & { kind: 'text' }, report: Report): Element | undefined {
  const index = locatedLines(report.texts[id]).findIndex((paragraph) => from <= paragraph.from + paragraph.line.length);
  return index < 0 ? undefined : blocksOf(main, id)[index + sentencesBefore(id, report)];
}

function cellOf(main: Element, cell: string): Element | null {
  for (const id of TABLE_IDS) {
    const row = FORM.tables[id].rows.findIndex((cells) => cells.some((c) => c.kind === 'value' && c.field.id === cell));
    if (row < 0) continue;
    const column = FORM.tables[id].rows[row]?.findIndex((c) => c.kind === 'value' && c.field.id === cell) ?? -1;
    return main.querySelector<HTMLTableElement>(`#${id}`)?.rows[row]?.cells[column] ?? null;
  }
  return null;
}

export function targetOf(clicked: Element, main: Element, report: Report): Target | null {
  const cell = clicked.closest<HTMLTableCellElement>('td, th');
  if (cell) return targetOfCell(cell);
  const block = [...main.children].find((child) => child.contains(clicked));
  if (!block) return null;
  if (block.matches('h1')) return { kind: 'title' };
  if (block.matches('.draft')) return { kind: 'findings' };
  for (const id of ['preamble', ...SECTIONS.map((section) => section.id)] as const) {
    if (id !== 'preamble' && headingOf(main, id) === block) return { kind: 'section', section: id };
    const index = blocksOf(main, id).indexOf(block);
    if (index >= 0) return targetOfBlock(id, index, report);
  }
  return null;
}

function targetOfBlock(id: TextId, index: number, report: Report): Target {
  const before = sentencesBefore(id, report);
  if (index < before) return { kind: 'place', place: { kind: 'cell', id: FEE_FIELDS[0].id } };
  const from = locatedLines(report.texts[id])[index - before]?.from ?? 0;
  return { kind: 'place', place: { kind: 'text', id, from, to: from } };
}

function targetOfCell(cell: HTMLTableCellElement): Target | null {
  const table = cell.closest('table');
  const id = TABLE_IDS.find((known) => known === table?.id);
  const row = cell.closest('tr');
  if (!id || !row) return null;
  const cells = FORM.tables[id].rows[row.rowIndex] ?? [];
  const clicked = cells[cell.cellIndex];
  // A label leads to the first number of its row.
  const found = clicked?.kind === 'value' ? clicked : cells.find((other) => other.kind === 'value');
  if (!found) return { kind: 'section', section: id };
  return { kind: 'place', place: { kind: 'cell', id: filledIn(found.field).id } };
}
