/**
 * A published report -> a report: unit, year, preamble, six texts, every number, the fee. Never guesses: what is not certain stays
 * blank and is named, and text is either in the report or listed as unplaced.
 */
import { readNumber } from '../shared/amount.ts';
import type { DocumentBlock } from '../shared/document.ts';
import { feeSentence, statedFeeTexts } from '../shared/fee.ts';
import { type CellId, FEE_FIELDS, FORMS, type Form, fillable, type SectionId, type Table, type TextId } from '../shared/form.ts';
import { emptyReport, type Fee, feeKey, figuresOf, type Report } from '../shared/report.ts';
import { gridLine, type Line, placesOf, textLine } from './cells.ts';
import { frontOf } from './front.ts';
import { Heads } from './heads.ts';
import type { Doubt, Gap, Imported, Unplaced } from './imported.ts';
import { bare, isOfTheForm, isTableOfTheForm, labelledRows, looksOld } from './labels.ts';
import { areBroken, isLayout, isOfThePage, isPageNumber, paragraphsOf } from './lines.ts';
import { type Item, type Part, partsOf } from './parts.ts';
import { TableReader } from './tables.ts';
import { isPlace, titleIn, unitInText, unitOf, yearIn } from './title.ts';

export interface Source {
  /** The name of the file without its ending: many files are named as their report is titled. */
  readonly name: string;
  /** The report year where none is printed. */
  readonly year: number;
}

export function recognise(blocks: readonly DocumentBlock[], source: Source): Imported {
  const all = itemsOf(blocks);
  const pageNumbers = all.filter((item) => item.kind === 'line' && isPageNumber(item.text));
  const items = all.filter(
    (item) => !pageNumbers.includes(item) && !(item.kind === 'line' && isLayout(item.text) && !/[|│┃｜]/.test(item.text)),
  );
  const best = readings(items, isCutOff(blocks)).reduce((most, reading) => (countOf(reading) > countOf(most) ? reading : most));
  const narrow = pageNumbers.map((item): Unplaced => ({ text: textOf(item), kind: 'page', place: item.place }));
  return assemble(best, source, narrow);
}

/** What reading all tables of a document in one form gives. */
interface Reading {
  readonly form: Form;
  readonly parts: readonly Part[];
  readonly tables: TableReader;
  /** What is left of each part as text. */
  readonly texts: readonly { readonly id: Part['id']; readonly items: readonly Extract<Item, { kind: 'line' }>[] }[];
}
const countOf = ({ tables }: Reading): number => [...tables.numbers.values()].filter((text) => text !== '').length;

function itemsOf(blocks: readonly DocumentBlock[]): Item[] {
  const places = placesOf(blocks);
  return blocks.flatMap((block, i): Item[] => {
    const place = places[i] ?? '';
    if (block.kind === 'table') return [{ kind: 'table', rows: block.rows, place, isCut: block.isCut === true }];
    return block.text.trim() === '' ? [] : [{ kind: 'line', text: block.text, place, isLine: block.isLine === true }];
  });
}
const textOf = (item: Item): string =>
  item.kind === 'line' ? item.text.trim() : item.rows.map((row) => gridLine(row, '').text).join('\n');

/** A text that ends without an end of line was cut off, perhaps within a number. */
function isCutOff(blocks: readonly DocumentBlock[]): boolean {
  const last = blocks.at(-1);
  return last?.kind === 'table' ? last.isCut === true : last?.isLine === true && last.text.trim() !== '';
}

/** Every way to read a document that may be the right one: cut at the last headings or at the first, in the form that its labels are of. */
function readings(items: readonly Item[], isCut: boolean): [Reading, ...Reading[]] {
  const fromEnd = partsOf(items, 'end');
  const fromStart = partsOf(items, 'start');
  const last = readIn(fromEnd, isCut);
  const isSame = fromStart.length === fromEnd.length && fromStart.every((part, i) => part.items.length === fromEnd[i]?.items.length);
  return isSame ? [last] : [last, readIn(fromStart, isCut)];
}
function readIn(parts: readonly Part[], isCut: boolean): Reading {
  const printed = parts.flatMap(({ items }) => items.filter((item) => item.kind === 'table' || !isSentence(item.text)));
  if (looksOld(bare(printed.map(textOf).join('')))) return readTables(parts, FORMS['2019'], isCut);
  const reading = readTables(parts, FORMS['2021'], isCut);
  if ([...reading.tables.numbers.keys()].some((id) => id.startsWith('requests.other.'))) return reading;
  const shorter = readTables(parts, FORMS['2021 with 23 rows'], isCut);
  return countOf(shorter) > countOf(reading) ? shorter : reading;
}

function readTables(parts: readonly Part[], form: Form, isCut: boolean): Reading {
  const tables = new TableReader(form, new Heads());
  const texts = parts.map((part, i) => {
    const { table, text, endsInTable } = parted(part, form);
    for (const line of table) tables.line(line);
    tables.end(isCut && i === parts.length - 1 && endsInTable);
    for (const item of text.strange) tables.unplaced.push({ text: textOf(item), kind: 'doubt', place: item.place });
    return { id: part.id, items: text.own };
  });
  return { form, parts, tables, texts };
}

type TextItem = Extract<Item, { kind: 'line' }>;
/** The lines of a part that are of its table, and those that are its text. */
function parted(part: Part, form: Form): { table: Line[]; text: { own: TextItem[]; strange: Item[] }; endsInTable: boolean } {
  const names = new Set(labelledRows(form).flatMap((row) => row.names.filter((name) => name.length > 3)));
  const linesOf = (item: Item): Line[] =>
    item.kind === 'line'
      ? item.text.split('\n').map((text) => textLine(text, item.place))
      : item.rows.map((row, y) => ({ ...gridLine(row, `${item.place}第 ${y + 1} 行`), isGrid: !item.isCut || y < item.rows.length - 1 }));
  const isTableSection = ['proactive', 'requests', 'disputes'].includes(part.id);
  const named = part.items.filter(
    (item) =>
      item.kind === 'line' &&
      linesOf(item).some(({ tokens }) => tokens.some(({ text }) => names.has(bare(text).replace(/^[\d一二三四五六七]/, '')))),
  );
  const readsLines = isTableSection || named.length >= 2;
  const isData = part.items.map((item) =>
    item.kind === 'table' ? isTableOfTheForm(item.rows) : readsLines && linesOf(item).every(isTableLine),
  );
  const first = isData.indexOf(true);
  const last = isData.lastIndexOf(true);
  const table: Line[] = [];
  const own: TextItem[] = [];
  const strange: Item[] = [];
  part.items.forEach((item, i) => {
    const isWithin = readsLines && item.kind === 'line' && i > first && i < last && !isSentence(item.text);
    if (isData[i] || isWithin) table.push(...linesOf(item));
    else if (item.kind === 'line') own.push(item);
    else strange.push(item);
  });
  return { table, text: { own, strange }, endsInTable: isData.at(-1) === true };
}
const isTableLine = ({ tokens }: Line): boolean => tokens.every(({ kind, text }) => kind !== 'label' || isOfTheForm(text));
const isSentence = (text: string): boolean => /[。；]/.test(text) || text.length > 60;

function assemble(reading: Reading, source: Source, pageNumbers: readonly Unplaced[]): Imported {
  const { form, tables } = reading;
  const broken = areBroken(reading.texts.flatMap(({ items }) => items));
  const lines = (id: Part['id']) => reading.texts.filter((part) => part.id === id).flatMap(({ items }) => paragraphsOf(items, broken));
  const front = frontOf(reading.texts.find(({ id }) => id === 'front')?.items ?? [], broken);
  const { own: other, page } = untilSignature(lines('other'), front.title?.unit ?? '');
  const sections: SectionId[] = ['overview', 'proactive', 'requests', 'disputes', 'problems'];
  const texts = {
    preamble: front.preamble.join('\n'),
    ...Object.fromEntries(
      sections.map((id) => [
        id,
        lines(id)
          .filter(({ text }) => !isLayout(text))
          .map(({ text }) => text)
          .join('\n'),
      ]),
    ),
    other: other.map(({ text }) => text).join('\n'),
  } as Record<TextId, string>;
  const { unit, year, doubts } = whose(front.title, texts, source);
  const cells = Object.fromEntries(fillable(form).map(({ id }) => [id, tables.numbers.get(id) ?? '']));
  const empty = emptyReport(unit, year);
  const named: Report = {
    ...empty,
    unit: unitOf(unit, Object.values(texts).join('\n')),
    texts,
    cells,
    ...(form.id !== '2021' && { form: form.id }),
  };
  const printed = Object.fromEntries(
    [...form.fields.values()].flatMap(({ id, parts }) => (parts && tables.numbers.get(id) ? [[id, tables.numbers.get(id) ?? '']] : [])),
  );
  return {
    report: withContradictions(withFee(named), printed),
    printed,
    numbersRead: countOf(reading),
    numbersWanted: form.fields.size,
    rows: tables.rows,
    gaps: [...tables.gaps, ...missingRows(form, tables)],
    doubts,
    unplaced: [...front.unplaced, ...tables.unplaced, ...page, ...pageNumbers],
  };
}

/** Behind the last sentence of section 六 stand signature, date and the foot of the website. */
function untilSignature(
  paragraphs: readonly { text: string; place: string }[],
  unit: string,
): { own: { text: string }[]; page: Unplaced[] } {
  const content = paragraphs.filter(({ text }) => !isLayout(text));
  const isSignature = (text: string): boolean => isOfThePage(text) || (text.length > 3 && unit.endsWith(text.replace(/\s/g, '')));
  const at = content.findIndex(({ text }) => isSignature(text));
  if (at < 0) return { own: content, page: [] };
  return {
    own: content.slice(0, at),
    page: content.slice(at).map(({ text, place }) => ({ text, kind: isSignature(text) ? 'page' : 'doubt', place })),
  };
}

function whose(
  title: { unit: string; year: number } | undefined,
  texts: Record<TextId, string>,
  source: Source,
): { unit: string; year: number; doubts: Doubt[] } {
  const doubts: Doubt[] = [];
  const named = title === undefined ? titleIn(source.name) : undefined;
  if (named?.unit) {
    doubts.push({ about: 'title', message: `没有读到标题，单位和年度按文件名：${named.unit}，${named.year} 年。` });
    return { ...named, doubts };
  }
  const found = title?.year ?? yearIn([texts.preamble, texts.overview, texts.other].join('\n'));
  if (title === undefined && found !== undefined) doubts.push({ about: 'year', message: `没有读到标题，年度按正文里的 ${found} 年。` });
  if (found === undefined) doubts.push({ about: 'year', message: `没有读到报告年度，先按 ${source.year} 年。` });
  const printed = title?.unit ?? '';
  if (printed !== '' && isPlace(printed)) {
    doubts.push({ about: 'unit', message: `标题只写“${printed}”，单位按“${printed}人民政府”。` });
    return { unit: `${printed}人民政府`, year: found ?? source.year, doubts };
  }
  const unit = printed || unitInText(Object.values(texts).join('\n')) || '';
  if (printed === '')
    doubts.push({ about: 'unit', message: unit ? `没有读到标题，单位按正文里的“${unit}”。` : '没有读到单位名称，请填写。' });
  return { unit, year: found ?? source.year, doubts };
}

/** The three figures as the text of section 六 states them. The sentence that this program prints is made of them and not kept. */
function withFee(report: Report): Report {
  const stated = statedFeeTexts(report);
  const fee = Object.fromEntries(FEE_FIELDS.map((field) => [feeKey(field), stated[field.id] ?? ''])) as unknown as Fee;
  const filled = { ...report, fee };
  const sentence = feeSentence(filled, figuresOf(filled));
  const [first = '', ...rest] = report.texts.other.split('\n');
  const isOurs = sentence !== undefined && withoutSpace(first) === withoutSpace(sentence);
  return isOurs ? { ...filled, texts: { ...report.texts, other: rest.join('\n') } } : filled;
}

/** A PDF has spaces around digits that nobody typed. */
const withoutSpace = (text: string): string => text.replace(/\s/g, '');

/** Printed totals that are not what their cells add up to (R14–R16). */
function withContradictions(report: Report, printed: Readonly<Record<CellId, string>>): Report {
  const figures = figuresOf(report);
  const contradicting = Object.entries(printed).filter(([id, text]) => {
    const computed = figures.computed(id);
    const reading = readNumber(text, '万元');
    return computed !== undefined && (reading.kind !== 'number' || reading.amount !== computed);
  });
  return contradicting.length === 0 ? report : { ...report, printedTotals: Object.fromEntries(contradicting) };
}

/** The rows of the form of which nothing was found, a sentence a table. */
function missingRows(form: Form, tables: TableReader): Gap[] {
  const told = new Set([...tables.numbers.keys(), ...tables.gaps.flatMap(({ cells }) => cells)]);
  return Object.values(form.tables).flatMap((table: Table) => {
    const missing = table.fields.filter(({ id }) => !told.has(id));
    if (missing.length === 0) return [];
    const cells = missing.map(({ id }) => id);
    if (missing.length === table.fields.length) return [{ cells, message: `没有找到表${table.number}。` }];
    const rows = labelledRows(form).filter((row) => row.table === table && row.fields.some((field) => missing.includes(field)));
    const names = rows.length > 3 ? `${rows[0]?.label}”等 ${rows.length} 行` : `${rows.map(({ label }) => label).join('”“')}”`;
    return [{ cells, message: `表${table.number}没有找到“${rows.length > 0 ? names : '全部的数”'}，没有填。` }];
  });
}
