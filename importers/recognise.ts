/**
 * A published report -> a report: unit, year, preamble, six texts, every number, the fee. Never guesses: what is not certain stays
 * blank and is named, and text is either in the report or listed as unplaced.
 */
import type { DocumentBlock } from '../shared/document.ts';
import { feeSentence, statedFeeTexts } from '../shared/fee.ts';
import { FEE_FIELDS, FORMS, type Form, fillable, ofEachText, type Table, type TextId } from '../shared/form.ts';
import { emptyReport, type Fee, feeKey, figuresOf, type Report } from '../shared/report.ts';
import { isPlace } from '../shared/unit-names.ts';
import type { Line } from './cells.ts';
import { frontOf } from './front.ts';
import { Heads } from './heads.ts';
import type { Doubt, Gap, Imported, Unplaced } from './imported.ts';
import { itemsOf, linesOf, textOf } from './items.ts';
import { bare, isOfTheForm, isTableOfTheForm, labelledRows, looksOld } from './labels.ts';
import { areBroken, isCaption, isLayout, isOfThePage, isPageNumber, paragraphsOf } from './lines.ts';
import { withWholeTables } from './page-breaks.ts';
import { cutsOf, type Item, isHeading, type Part, type TextItem } from './parts.ts';
import { withContradictions } from './printed-totals.ts';
import { TableReader } from './tables.ts';
import { type Title, titleIn, unitInText, unitOf, yearIn } from './title.ts';

interface Source {
  /** The name of the file without its ending: many files are named as their report is titled. */
  readonly name: string;
  /** The report year where none is printed. */
  readonly year: number;
}

export function recognise(blocks: readonly DocumentBlock[], source: Source): Imported {
  const all = itemsOf(withWholeTables(blocks));
  const pageNumbers = all.filter((item) => item.kind === 'line' && isPageNumber(item.text));
  const items = all.filter(
    (item) => !pageNumbers.includes(item) && !(item.kind === 'line' && isLayout(item.text) && !/[|│┃｜]|^\s*--?\s*$/.test(item.text)),
  );
  const read = readings(items, isCutOff(blocks));
  const best = theReport(read);
  return assemble(
    best,
    read,
    source,
    pageNumbers.map((item) => asPage({ text: textOf(item), place: item.place })),
  );
}

/** What reading all tables of a document in one form gives. */
interface Reading {
  readonly form: Form;
  readonly tables: TableReader;
  /** What is left of each part as text. */
  readonly texts: readonly { readonly id: Part['id']; readonly items: readonly TextItem[] }[];
  /** How many numbers stand in the sections that they belong to. */
  readonly inPlace: number;
  /** The tables whose heads are printed where they belong, with numbers or without. */
  readonly headed: ReadonlySet<Part['id']>;
  /** Above them. */
  readonly title: Title | undefined;
  /** The items from the first heading to the end of the report. */
  readonly from: number;
  readonly to: number;
}
const isBefore = (reading: Reading, other: Reading): boolean => reading.to <= other.from;
/** The reading that finds the most numbers; of several reports in one file the first, and of two years of one unit the later. */
function theReport(read: readonly [Reading, ...Reading[]]): Reading {
  const most = Math.max(...read.map(({ inPlace }) => inPlace));
  const reports = read.filter(({ inPlace }) => inPlace > 0 && inPlace >= most / 2);
  return (reports.length > 0 ? reports : read).reduce((best, reading) => (isBetter(reading, best) ? reading : best));
}
const isBetter = (reading: Reading, than: Reading): boolean => {
  if (than.inPlace > 0 && isBefore(reading, than)) return !isOfLaterYear(than, reading);
  if (than.inPlace > 0 && isBefore(than, reading)) return isOfLaterYear(reading, than);
  const ranks = ({ inPlace, tables, title }: Reading): number[] => [inPlace, countOf({ tables }), title?.year ?? 0];
  const other = ranks(than);
  const differing = ranks(reading).findIndex((rank, i) => rank !== other[i]);
  return differing >= 0 && (ranks(reading)[differing] ?? 0) > (other[differing] ?? 0);
};
const isOfLaterYear = ({ title: a }: Reading, { title: b }: Reading): boolean =>
  a !== undefined && b !== undefined && a.year > b.year && (a.unit === b.unit || a.unit === '' || b.unit === '');
const countOf = ({ tables }: Pick<Reading, 'tables'>): number => [...tables.numbers.values()].filter((text) => text !== '').length;

/** A text that ends without an end of line was cut off, perhaps within a number. */
function isCutOff(blocks: readonly DocumentBlock[]): boolean {
  const last = blocks.at(-1);
  return last?.kind === 'table' ? last.isCut === true : last?.isLine === true && last.text.trim() !== '';
}

/** Every way to read a document that may be the right one, each in the form that its labels are of. */
function readings(items: readonly Item[], isCut: boolean): [Reading, ...Reading[]] {
  const [first, ...others] = cutsOf(items);
  const sizes = (parts: readonly Part[]): string => parts.map((part) => part.items.length).join();
  const different = others.filter((parts, i) => ![first, ...others.slice(0, i)].some((earlier) => sizes(earlier) === sizes(parts)));
  return [readIn(first, isCut), ...different.map((parts) => readIn(parts, isCut))];
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
  const split = parts.map((part) => ({ part, ...parted(part, form) }));
  const read = ({ part, table, text, endsInTable }: (typeof split)[number]): void => {
    for (const line of table) tables.line(line);
    tables.end(isCut && part === parts.at(-1) && endsInTable);
    for (const item of text.strange) tables.unplaced.push({ text: textOf(item), kind: 'doubt', place: item.place });
    for (const item of text.captions) tables.unplaced.push({ text: textOf(item), kind: 'page', place: item.place });
  };
  for (const own of split) if (hasTable(own.part)) read(own);
  const inPlace = countOf({ tables });
  tables.closeFound();
  for (const other of split) if (!hasTable(other.part)) read(other);
  tables.finish();
  const lengthOf = (id: Part['id']): number => parts.find((part) => part.id === id)?.items.length ?? 0;
  const front = split.find(({ part }) => part.id === 'front')?.text.own ?? [];
  return {
    form,
    tables,
    texts: split.map(({ part, text }) => ({ id: part.id, items: text.own })),
    inPlace,
    headed: new Set(split.filter(isHeaded).map(({ part }) => part.id)),
    title: frontOf(front, false).title,
    from: lengthOf('front'),
    to: parts.reduce((sum, { items }) => sum + items.length, 0) - lengthOf('behind'),
  };
}
const hasTable = ({ id }: Part): boolean => id === 'proactive' || id === 'requests' || id === 'disputes';

/** Words of the heads, which stand in no row. */
const HEADS: Partial<Readonly<Record<Part['id'], string>>> = { proactive: '信息内容', requests: '申请人情况', disputes: '结果维持' };
const isHeaded = ({ part, table }: { readonly part: Part; readonly table: readonly Line[] }): boolean => {
  const head = HEADS[part.id];
  return head !== undefined && bare(table.map(({ text }) => text).join('')).includes(head);
};

interface Parted {
  readonly table: Line[];
  readonly text: { readonly own: TextItem[]; readonly captions: TextItem[]; readonly strange: Item[] };
  readonly endsInTable: boolean;
}
/** The lines of a part that are of its table, and those that are its text. */
function parted(part: Part, form: Form): Parted {
  const names = new Set(labelledRows(form).flatMap((row) => row.names.filter((name) => name.length > 3)));
  const named = part.items.filter(
    (item) =>
      item.kind === 'line' &&
      linesOf(item).some(({ tokens }) => tokens.some(({ text }) => names.has(bare(text).replace(/^[\d一二三四五六七]/, '')))),
  );
  const readsLines = hasTable(part) || named.length >= 2;
  const isData = part.items.map((item) =>
    item.kind === 'table' ? isTableOfTheForm(item.rows) : readsLines && linesOf(item).every(isTableLine),
  );
  const first = isData.indexOf(true);
  const last = isData.lastIndexOf(true);
  const table: Line[] = [];
  const text = { own: [] as TextItem[], captions: [] as TextItem[], strange: [] as Item[] };
  part.items.forEach((item, i) => {
    const isWithin = readsLines && item.kind === 'line' && i > first && i < last && !isSentence(item.text);
    if (isData[i] || isWithin) table.push(...linesOf(item));
    else if (item.kind === 'table') text.strange.push(item);
    else if (hasTable(part) && isCaption(item.text)) text.captions.push(item);
    else text.own.push(item);
  });
  return { table, text, endsInTable: isData.at(-1) === true };
}
/** Labels of the form and numbers; a row of cells may hold others besides: 序号 | 申请人情况 | 备注. */
function isTableLine({ tokens, cells, text }: Line): boolean {
  const labels = tokens.filter(({ kind }) => kind === 'label');
  if (labels.every((label) => isOfTheForm(label.text)) || !/\p{Script=Han}/u.test(text)) return true;
  if (/[。；]/.test(text)) return false;
  const numbers = tokens.filter(({ kind }) => kind === 'value').length;
  return (
    (numbers >= 5 && !text.includes('，')) ||
    (cells.length > 1 && labels.some((label) => bare(label.text).length > 2 && isOfTheForm(label.text)))
  );
}
const isSentence = (text: string): boolean => /[。；]/.test(text) || text.length > 60;

/** That the file holds other reports: not links to them, which have no numbers. */
function othersIn(read: readonly Reading[], own: Reading, unit: string, year: number): Doubt[] {
  const reports = read.filter((reading) => reading.inPlace > 0 && reading.title !== undefined);
  const years = new Set(reports.map(({ title }) => title?.year ?? year));
  if (years.size > 1)
    return [{ about: 'year', message: `文件里有 ${[...years].toSorted().join('、')} 年的年度报告，读的是 ${year} 年的。` }];
  const others = reports.filter((reading) => isBefore(own, reading) || isBefore(reading, own));
  if (others.length === 0) return [];
  const [name] = others.flatMap(({ title }) => (title && title.unit !== own.title?.unit ? [title.unit] : []));
  const which = name ? `文件里还有“${name}”的年度报告，读的是“${unit}”的。` : '文件里不止一份年度报告，读的是前一份。';
  return [{ about: 'unit', message: which }];
}

function assemble(reading: Reading, read: readonly Reading[], source: Source, pageNumbers: readonly Unplaced[]): Imported {
  const { form, tables } = reading;
  const broken = areBroken(reading.texts.flatMap(({ items }) => items));
  const front = frontOf(reading.texts.find(({ id }) => id === 'front')?.items ?? [], broken);
  const isRepeated = ({ text }: { text: string }): boolean => front.title !== undefined && isSameTitle(titleIn(text), front.title);
  const repeated = reading.texts.filter(({ id }) => id !== 'front').flatMap(({ items }) => items.filter(isRepeated));
  const lines = (id: Part['id']) =>
    reading.texts.flatMap((part) =>
      part.id === id
        ? paragraphsOf(
            part.items.filter((item) => !isRepeated(item)),
            broken,
          )
        : [],
    );
  const last = reading.texts.findLast(({ id }) => id !== 'behind' && id !== 'front')?.id;
  const { own: ending, page } = untilSignature(last ? lines(last) : [], front.title?.unit ?? '');
  const texts = ofEachText((id) => {
    if (id === 'preamble') return front.preamble.join('\n');
    const own = id === last ? ending : lines(id).filter(({ text }) => !isLayout(text));
    return own.map(({ text }) => text).join('\n');
  });
  const { unit, year, doubts } = whose(front.title, texts, source);
  doubts.push(...othersIn(read, reading, unit, year));
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
    gaps: [...tables.gaps, ...missingRows(reading)],
    doubts,
    unplaced: [...front.unplaced, ...tables.unplaced, ...page, ...lines('behind').map(behind), ...repeated.map(asPage), ...pageNumbers],
  };
}

type Placed = { readonly text: string; readonly place: string };
const isSameTitle = (title: Title | undefined, than: Title): boolean => title?.year === than.year && title.unit === than.unit;
const asPage = ({ text, place }: Placed): Unplaced => ({ text: text.trim(), kind: 'page', place });
const behind = ({ text, place }: Placed): Unplaced => ({ text, kind: isHeading(text) || isOfThePage(text) ? 'page' : 'doubt', place });

/** Behind the last sentence of the last section stand signature, date and the foot of the website. */
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

/** The rows of the form of which nothing was found, a sentence a table. */
function missingRows({ form, tables, headed }: Reading): Gap[] {
  const told = new Set([...tables.numbers.keys(), ...tables.gaps.flatMap(({ cells }) => cells)]);
  return Object.values(form.tables).flatMap((table: Table) => {
    const missing = table.fields.filter(({ id }) => !told.has(id));
    if (missing.length === 0) return [];
    const cells = missing.map(({ id }) => id);
    if (missing.length === table.fields.length)
      return [{ cells, message: headed.has(table.id) ? `表${table.number}只有表头，没有数。` : `没有找到表${table.number}。` }];
    const rows = labelledRows(form).filter((row) => row.table === table && row.fields.some((field) => missing.includes(field)));
    const names = rows.length > 3 ? `${rows[0]?.label}”等 ${rows.length} 行` : `${rows.map(({ label }) => label).join('”“')}”`;
    return [{ cells, message: `表${table.number}没有找到“${rows.length > 0 ? names : '全部的数”'}，没有填。` }];
  });
}
