/** Finds the cells of a table by the labels that were copied with the numbers. What is not certain is named and left out. */
import { readNumber } from '../shared/amount.ts';
import type { Field, TableId } from '../shared/form.ts';
import { halfWidth } from '../shared/width.ts';
import type { Clipping } from './clip-table.ts';
import { fieldAt, type GridMap } from './grid-map.ts';

type Rows = Clipping['rows'];
interface Found {
  readonly targets: { readonly field: Field; readonly comes: string }[];
  /** `inOrder` are the columns that no head names. */
  readonly named: { readonly rows: number; readonly columns: number; readonly inOrder: number };
  readonly missed: { readonly rows: number; readonly columns: number };
  readonly leftOut: readonly string[];
  /** Names of rows of the form between those that were recognised. */
  readonly lacking: readonly string[];
  /** 3 个行名和 7 个列名. */
  readonly seen: string;
}

/** A label without what people drop or write another way: white space, punctuation, width, 行政. Numerals stay. */
function keyOf(label: string): string {
  return halfWidth(label)
    .replace(/[\s\u200b\ufeff]|\p{P}|\p{S}/gu, '')
    .replace(/行政(?=.)|(?:本机关的?)?政府信息公开(?=申请)/g, '');
}
const NUMERAL = /^(?:\d\.|（[一二三四五六七]）|[一二三四]、)/;
/** The keys a row of the form goes by: its label, without the note behind it, with its group, and without its numeral where that is plain. */
function rowKeys(label: string, group: string | undefined): string[] {
  const bare = label.replace(/（区分.*$/, '');
  const unnumbered = keyOf(bare.replace(NUMERAL, ''));
  return [keyOf(label), keyOf(bare), ...(group ? [keyOf(group) + keyOf(label)] : []), ...(unnumbered.length >= 4 ? [unnumbered] : [])];
}
/** The long labels are cut short in many a spreadsheet: this much of one is enough where no other label begins so. */
const BEGINNING = 4;
function beginningsOf(label: string): string[] {
  const whole = keyOf(label);
  const unnumbered = keyOf(label.replace(NUMERAL, ''));
  const from = (key: string, least: number): string[] =>
    Array.from({ length: Math.max(0, key.length - least) }, (_, index) => key.slice(0, least + index));
  return [...from(whole, whole.length - unnumbered.length + BEGINNING), ...from(unnumbered, BEGINNING)];
}

interface Labels {
  /** Key of a row label, or of its beginning -> row of the grid; a key that fits two rows is not in it. */
  readonly rows: ReadonlyMap<string, number>;
  /** Keys of the labels right above numbers. */
  readonly leaves: ReadonlySet<string>;
  /** Keys of the labels above those. */
  readonly groups: ReadonlySet<string>;
}
function labelsOf({ table, names, spots }: GridMap): Labels {
  const labels = table.fields.flatMap(({ id }) => {
    const { row, rowGroup } = names.get(id) ?? {};
    return row ? [{ label: row.text, group: rowGroup?.text, at: spots.get(id)?.row ?? 0 }] : [];
  });
  const whole = oneRowEach(labels.map(({ label, group, at }) => ({ keys: rowKeys(label, group), at })));
  const begun = oneRowEach(labels.map(({ label, at }) => ({ keys: beginningsOf(label), at })));
  const rows = new Map(
    [...begun]
      .filter(([key]) => !whole.has(key))
      .concat([...whole])
      .flatMap(([key, at]) => (at === null ? [] : [[key, at]])),
  );
  const of = (which: 'column' | 'columnGroup') =>
    new Set(table.fields.flatMap(({ id }) => keyOf(names.get(id)?.[which]?.text ?? '') || []));
  return { rows, leaves: of('column'), groups: of('columnGroup') };
}

/** Null for a key of two rows. */
function oneRowEach(labels: readonly { readonly keys: readonly string[]; readonly at: number }[]): Map<string, number | null> {
  const rows = new Map<string, number | null>();
  for (const { keys, at } of labels)
    for (const key of keys) rows.set(key, (rows.get(key) ?? at) === at && rows.get(key) !== null ? at : null);
  return rows;
}

/** Null where there is nothing to go by: no label of a row, nor a head under which the rows are known. */
export function placeByLabels(clip: Clipping, map: GridMap): Found | null {
  const { rows, even } = clip;
  const labels = labelsOf(map);
  const keys = rows.map((row) => row.map(keyOf));
  const named = rowsNamed(keys, labels);
  const isHead = keys.map((row) => row.some((key) => labels.leaves.has(key)));
  const heads = keys.some((row) => row.filter((key) => labels.leaves.has(key)).length > 1);
  if (named.known.size === 0 && (!heads || map.table.id === 'proactive')) return null;
  const lines = named.known.size > 0 || !even ? named.known : rowsInOrder(rows, map, isHead);
  const columnsAt = headReader(clip, keys, labels, map, named);
  const columns = new Set<number>();
  const taken = new Set<string>();
  const targets = [...lines].flatMap(([y, line]) =>
    fieldsOf(map, line).flatMap((field) => {
      const found = isHead.includes(true) ? columnsAt(field, y) : inOrder(field, line, rows[y] ?? [], named.labelEnd.get(y), map);
      const texts = [...new Set(found.map((x) => (rows[y]?.[x] ?? '').trim()))].filter((text) => text !== '');
      if (texts.length !== 1) return [];
      columns.add(map.spots.get(field.id)?.column ?? 0);
      for (const x of found) taken.add(`${y} ${x}`);
      return [{ field, comes: texts[0] ?? '' }];
    }),
  );
  const seen = [named.known.size > 0 ? `${named.known.size} 个行名` : '', heads ? '列名' : ''].filter(Boolean).join('和');
  const hasHead = isHead.includes(true);
  const counts = { rows: named.known.size, columns: hasHead ? columns.size : 0, inOrder: hasHead ? 0 : columns.size };
  const left = leftOut(rows, taken, named, isHead);
  return { targets, named: counts, ...left, lacking: lackingRows(map, [...lines.values()], left.missed.rows), seen };
}

/** Where rows were copied that are not recognised, those are among them; what is more than those is missing for sure. */
function lackingRows({ numberRows, rows }: GridMap, known: readonly number[], unknown: number): string[] {
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const lacking = numberRows.filter((line) => first < line && line < last && !known.includes(line));
  if (lacking.length <= unknown) return [];
  return lacking
    .map((line) => rows[line]?.findLast(({ cell }) => cell.kind === 'row')?.cell)
    .flatMap((cell) => (cell && cell.kind !== 'value' ? [cell.text] : []));
}

const fieldsOf = (map: GridMap, row: number): Field[] => [
  ...new Set((map.cover[row] ?? []).flatMap((_, column) => fieldAt(map, { row, column }) ?? [])),
];

interface Named {
  /** Row of the clipboard -> row of the grid. */
  readonly known: ReadonlyMap<number, number>;
  /** Where the label of a known row ends. */
  readonly labelEnd: ReadonlyMap<number, number>;
  /** Rows that bear a name which another row bears too, or two names. */
  readonly doubtful: ReadonlySet<number>;
}
function rowsNamed(keys: Rows, { rows: names }: Labels): Named {
  const found = keys.map((row) => new Set(row.flatMap((key) => names.get(key) ?? [])));
  const count = new Map<number, number>();
  for (const lines of found) for (const line of lines) count.set(line, (count.get(line) ?? 0) + 1);
  const known = new Map<number, number>();
  const doubtful = new Set<number>();
  found.forEach((lines, y) => {
    const [line, ...more] = lines;
    if (line === undefined) return;
    if (more.length === 0 && count.get(line) === 1) known.set(y, line);
    else doubtful.add(y);
  });
  const labelEnd = new Map([...known.keys()].map((y) => [y, (keys[y] ?? []).findLastIndex((key) => names.has(key))]));
  return { known, labelEnd, doubtful };
}

/** Rows of numbers under a recognised head, where there are just as many as the table has. */
function rowsInOrder(rows: Rows, { numberRows, table }: GridMap, isHead: readonly boolean[]): Map<number, number> {
  const head = isHead.lastIndexOf(true);
  const below = rows.flatMap((row, y) => (y > head && row.some((text) => text.trim() !== '') ? [y] : []));
  const fits = table.id !== 'proactive' && below.length === numberRows.length;
  return new Map(fits ? below.map((y, index) => [y, numberRows[index] ?? 0]) : []);
}

/** The columns of the clipboard whose head names a field. More than one only where a cell was merged: they then hold the same. */
function headReader({ rows, columns, even }: Clipping, keys: Rows, labels: Labels, map: GridMap, { known, labelEnd }: Named) {
  // In table 二 each group has a head of its own, elsewhere the head is all that stands above the first row.
  const perGroup = map.table.id === 'proactive';
  const firstRow = Math.min(keys.length, ...known.keys());
  // Numbers stand to the right of every label; a head further left belongs to something else.
  const labelColumns = Math.max(-1, ...labelEnd.values());
  const read = new Map<number, readonly string[]>();
  const namesAbove = (y: number): readonly string[] => {
    const top = perGroup ? y : firstRow;
    const names = read.get(top) ?? columnNames(keys.slice(0, top), columns, labels, map.table.id);
    read.set(top, names);
    return names;
  };
  return (field: Field, y: number): number[] => {
    if (!even) return [];
    const { column, columnGroup } = map.names.get(field.id) ?? {};
    const wanted = columnName(map.table.id, keyOf(column?.text ?? ''), keyOf(columnGroup?.text ?? ''));
    const found = namesAbove(y).flatMap((name, x) => (name === wanted && x > labelColumns ? [x] : []));
    const first = found[0] ?? 0;
    const alike = perGroup || found.every((x) => rows.every((row) => row[x] === row[first]));
    return alike ? found : [];
  };
}

/** In table 四 the same words stand under three groups. */
const columnName = (table: TableId, leaf: string, group: string): string => (table === 'disputes' ? `${group}/${leaf}` : leaf);

/** What each column of the clipboard is called by the rows above; empty where that is not clear. */
function columnNames(above: Rows, columns: number, { leaves, groups }: Labels, table: TableId): string[] {
  let group = '';
  return Array.from({ length: columns }, (_, x) => {
    const keys = above.map((row) => row[x] ?? '');
    const heads = keys.filter((key) => leaves.has(key));
    const clear = table === 'proactive' || new Set(heads).size === 1;
    // 行政诉讼 has two groups below it and says nothing by itself.
    group = keys.findLast((key) => groups.has(key)) ?? (keys.includes(SUITS) ? '' : group);
    return clear && heads.length > 0 ? columnName(table, heads.at(-1) ?? '', group) : '';
  });
}
const SUITS = keyOf('行政诉讼');

/** Without any head a row is certain only where just as many cells follow its label as it has in the form. */
function inOrder(field: Field, line: number, row: readonly string[], labelEnd: number | undefined, map: GridMap): number[] {
  if (labelEnd === undefined) return [];
  const fields = fieldsOf(map, line);
  const cells = row.map((_, x) => x).slice(labelEnd + 1);
  const filled = cells.filter((x) => row[x]?.trim() !== '');
  if (fields.length === 1) return filled.length === 1 ? filled : [];
  return cells.length === fields.length ? cells.slice(fields.indexOf(field)).slice(0, 1) : [];
}

const isNumber = (text: string): boolean => readNumber(text, '万元').kind === 'number';

/** Rows with numbers that went nowhere, by their names, and how many numbers of known rows did, in how many columns. */
function leftOut(
  rows: Rows,
  taken: ReadonlySet<string>,
  { known, doubtful, labelEnd }: Named,
  isHead: readonly boolean[],
): Pick<Found, 'leftOut' | 'missed'> {
  const lost = (y: number): number[] =>
    (rows[y] ?? []).flatMap((text, x) => (isNumber(text) && !taken.has(`${y} ${x}`) && x > (labelEnd.get(y) ?? -1) ? [x] : []));
  const placed = new Set([...taken].map((place) => Number(place.split(' ')[0])));
  const nameOf = (y: number): string =>
    rows[y]
      ?.findLast((text) => /\p{L}{2}/u.test(text))
      ?.trim()
      .slice(0, 30) ?? `第 ${y + 1} 行`;
  const unknown = rows.flatMap((_, y) => (!known.has(y) && !placed.has(y) && !isHead[y] && lost(y).length > 0 ? [y] : []));
  const inKnown = [...known.keys()].flatMap(lost);
  return {
    missed: { rows: unknown.length, columns: new Set(inKnown).size },
    leftOut: [
      ...unknown.map((y) => `“${nameOf(y)}”${doubtful.has(y) ? '分不清是哪一行' : '没有认出'}，这一行不填。`),
      ...(inKnown.length > 0 ? [`有 ${inKnown.length} 个数所在的列没有认出，不填。`] : []),
    ],
  };
}
