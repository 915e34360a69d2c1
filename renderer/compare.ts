/** What differs between two states of a report: the unit, numbers cell by cell, texts paragraph by paragraph with the characters that differ. */
import { type CellId, FEE_FIELDS, FORM, fillable, headingOf, TEXT_IDS, type TextId } from '../shared/form.ts';
import { asPrinted, expand, UNFILLED } from '../shared/live.ts';
import { charactersIn, lines } from '../shared/outline.ts';
import { figuresOf, LEVEL_NAMES, type Reason, type Report, typedText, UNIT_KIND_NAMES } from '../shared/report.ts';
import { align, type Budget } from './align.ts';

/** A value of the unit or of a cell that is not the same on both sides, as it was typed. */
export interface Pair {
  readonly id: CellId;
  readonly place: string;
  readonly left: string;
  readonly right: string;
}
/** A run of characters of a paragraph; `differs` where the other side has something else. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}
/** A paragraph of each side; null where the other side has one more. */
export interface ParagraphPair {
  readonly left: readonly Piece[] | null;
  readonly right: readonly Piece[] | null;
  /** Which of the left side's paragraphs it is, or comes before. */
  readonly at: number;
  /** The right one as it is written. */
  readonly written: string | null;
}
export interface TextDifference {
  readonly id: TextId;
  readonly name: string;
  readonly paragraphs: readonly ParagraphPair[];
  /** How many more characters the right side has. */
  readonly growth: number;
}
export interface Differences {
  readonly unit: readonly Pair[];
  readonly numbers: readonly Pair[];
  readonly texts: readonly TextDifference[];
  /** What was written about findings that are true all the same. */
  readonly reasons: readonly Pair[];
}

export function compareReports(left: Report, right: Report): Differences {
  const budget: Budget = { steps: 4_000_000 };
  return {
    unit: compareUnits(left, right),
    numbers: compareNumbers(left, right),
    texts: TEXT_IDS.flatMap((id) => compareText(id, left, right, budget)),
    reasons: compareReasons(left, right),
  };
}
export const isEqual = ({ unit, numbers, texts, reasons }: Differences): boolean =>
  unit.length + numbers.length + texts.length + reasons.length === 0;

const UNIT_FIELDS: readonly (readonly [place: string, key: keyof Report['unit'], names?: Readonly<Record<string, string>>])[] = [
  ['单位全称', 'name'],
  ['自称', 'selfName'],
  ['类别', 'kind', UNIT_KIND_NAMES],
  ['级别', 'level', LEVEL_NAMES],
];
function compareUnits(left: Report, right: Report): Pair[] {
  const units = UNIT_FIELDS.map(([place, key, names]) => {
    const said = ({ unit }: Report): string => names?.[unit[key]] ?? unit[key];
    return { id: key, place, left: said(left), right: said(right) };
  });
  const years = { id: 'year', place: '年度', left: `${left.year}`, right: `${right.year}` };
  return [...units, years].filter((pair) => pair.left !== pair.right);
}

function compareNumbers(left: Report, right: Report): Pair[] {
  return [...fillable(FORM), ...FEE_FIELDS].flatMap((field) => {
    const pair = { id: field.id, place: field.place, left: typedText(left, field), right: typedText(right, field) };
    return pair.left === pair.right ? [] : [pair];
  });
}

export const idOf = ({ rule, key }: Reason): string => `${rule} ${key}`;
function compareReasons(left: Report, right: Report): Pair[] {
  const ofBoth = [left, right].flatMap(({ reasons = [] }) => reasons);
  const ids = [...new Set(ofBoth.map(idOf))];
  return ids.flatMap((id) => {
    const said = ({ reasons = [] }: Report): string => reasons.flatMap((reason) => (idOf(reason) === id ? reason.text : [])).join('；');
    const [, section = '', cell = ''] = id.split(' ');
    const place = FORM.fields.get(cell)?.place ?? headingOf(section as TextId);
    return said(left) === said(right) ? [] : [{ id, place: `理由 · ${place}`, left: said(left), right: said(right) }];
  });
}

function compareText(id: TextId, left: Report, right: Report, budget: Budget): TextDifference[] {
  const before = left.texts[id];
  const after = right.texts[id];
  const written = before === after ? [] : compareParagraphs(lines(before), lines(after), budget);
  if (written.length === 0) return [];
  const paragraphs = written.map((pair) => ({ ...pair, left: readable(pair.left, left), right: readable(pair.right, right) }));
  const length = (report: Report): number => charactersIn(asPrinted(report).texts[id]);
  return [{ id, name: headingOf(id), paragraphs, growth: length(right) - length(left) }];
}

/** Live numbers differ as they are written, and are shown as they are read. */
const readable = (pieces: readonly Piece[] | null, report: Report): readonly Piece[] | null =>
  pieces?.map((piece) => ({ ...piece, text: expand(piece.text, figuresOf(report)).text })) ?? null;

/** Only the paragraphs that differ. What was taken out and what was put in at the same spot stand side by side. */
function compareParagraphs(left: readonly string[], right: readonly string[], budget: Budget): ParagraphPair[] {
  let begun = 0;
  return align(left, right, budget).flatMap(({ same, left: out, right: put }) => {
    const first = begun;
    begun += out.length;
    if (same) return [];
    return Array.from({ length: Math.max(out.length, put.length) }, (_, i) => ({
      ...compareParagraph(out[i], put[i], budget),
      at: first + Math.min(i, out.length),
      written: put[i] ?? null,
    }));
  });
}

function compareParagraph(left: string | undefined, right: string | undefined, budget: Budget): Pick<ParagraphPair, 'left' | 'right'> {
  if (left === undefined || right === undefined) return { left: whole(left), right: whole(right) };
  const [before, after] = [tokens(left), tokens(right)];
  const runs = align(before, after, budget);
  const kept = runs.reduce((sum, run) => sum + (run.same ? run.left.length : 0), 0);
  if (kept < Math.max(before.length, after.length) * ALIKE) return { left: whole(left), right: whole(right) };
  const piecesOf = (side: 'left' | 'right'): Piece[] =>
    runs.filter((run) => run[side].length > 0).map((run) => ({ text: run[side].join(''), differs: !run.same }));
  return { left: piecesOf('left'), right: piecesOf('right') };
}

/** Two paragraphs that share less are different ones: the marks of each common character would only confuse. */
const ALIKE = 0.3;
const whole = (text: string | undefined): Piece[] | null => (text === undefined ? null : [{ text, differs: true }]);
/** A number or a foreign word differs as a whole. */
export const tokens = (text: string): string[] => text.match(TOKENS) ?? [];
const TOKENS = new RegExp(`\\{\\{[^{}\\n]*\\}\\}|${UNFILLED}|\\d+(?:\\.\\d+)?|[A-Za-z]+|[\\s\\S]`, 'gu');

/** A part of the sentence that sums up differences: what is more or less on the right, and where. */
interface Change {
  readonly what: string;
  readonly where: string;
}

/** 多填 7 格（都在表三）, 改了 2 格, 多写 186 字（一、总体情况）: the right side as compared with the left. */
export function summarise({ unit, numbers, texts, reasons }: Differences): Change[] {
  const filled = numbers.filter(({ left }) => left.trim() === '');
  const cleared = numbers.filter(({ right }) => right.trim() === '');
  const changed = numbers.filter(({ left, right }) => left.trim() !== '' && right.trim() !== '');
  const grown = texts.filter(({ growth }) => growth > 0);
  const shrunk = texts.filter(({ growth }) => growth < 0);
  const reworded = texts.filter(({ growth }) => growth === 0);
  return [
    ...cellsChange('多填', filled),
    ...cellsChange('少填', cleared),
    ...cellsChange('改了', changed),
    ...textChange('多写', grown),
    ...textChange('少写', shrunk),
    ...(reworded.length > 0 ? [{ what: '改了文字', where: reworded.map(({ name }) => name).join('，') }] : []),
    ...(unit.length > 0 ? [{ what: '改了单位信息', where: unit.map(({ place }) => place).join('、') }] : []),
    ...(reasons.length > 0 ? [{ what: `改了 ${reasons.length} 条理由`, where: sectionsOf(reasons) }] : []),
  ];
}

/** 表三，一、总体情况: the second part of 理由 · 表三 · 自然人. */
const sectionsOf = (reasons: readonly Pair[]): string => [...new Set(reasons.map(({ place }) => place.split(' · ')[1] ?? ''))].join('，');

function cellsChange(verb: string, pairs: readonly Pair[]): Change[] {
  if (pairs.length === 0) return [];
  const tables = [...new Set(pairs.map(({ place }) => place.split(' · ')[0] ?? ''))];
  const where = pairs.length > 1 && tables.length === 1 ? `都在${tables[0]}` : tables.join('、');
  return [{ what: `${verb} ${pairs.length} 格`, where }];
}
function textChange(verb: string, texts: readonly TextDifference[]): Change[] {
  if (texts.length === 0) return [];
  const characters = texts.reduce((sum, { growth }) => sum + Math.abs(growth), 0);
  return [{ what: `${verb} ${characters} 字`, where: texts.map(({ name }) => name).join('，') }];
}
