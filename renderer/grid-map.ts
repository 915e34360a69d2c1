/** Where the numbers of a table stand in its grid, and which labels name them. Pure: grid, keys, copy and paste all read it. */
import { formatAmount, sumOf } from '../shared/amount.ts';
import { type CellId, type Field, FORM, type GridCell, type Table, type TableId } from '../shared/form.ts';
import { remembered } from '../shared/remembered.ts';
import { type Figures, figuresOf, type Report, typedText } from '../shared/report.ts';
import { placed } from '../templates/layout.ts';

/** A place in the grid of a table: its row of `table.rows`, label rows included, and its grid column. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}
export interface Placed extends Spot {
  readonly cell: GridCell;
}
type Label = Exclude<GridCell, { readonly kind: 'value' }>;
/** The labels of a number: of its row with the group before it, and of its column with the group above it. */
interface Names {
  readonly row?: Label;
  readonly rowGroup?: Label;
  readonly column?: Label;
  readonly columnGroup?: Label;
}
export interface GridMap {
  readonly table: Table;
  /** The cells that begin in each row. */
  readonly rows: readonly (readonly Placed[])[];
  /** The cell that covers each place. */
  readonly cover: readonly (readonly Placed[])[];
  readonly spots: ReadonlyMap<CellId, Spot>;
  readonly names: ReadonlyMap<CellId, Names>;
  /** The rows that hold numbers. */
  readonly numberRows: readonly number[];
}

function gridMap(table: Table): GridMap {
  const rows = placed(table).map((cells, row) => cells.map(({ cell, column }): Placed => ({ cell, row, column })));
  const cover = table.rows.map((): Placed[] => []);
  for (const item of rows.flat()) {
    for (const line of cover.slice(item.row, item.row + item.cell.rowspan)) {
      for (let column = item.column; column < item.column + item.cell.colspan; column++) line[column] = item;
    }
  }
  const fields = rows.flat().flatMap(({ cell, row, column }) => (cell.kind === 'value' ? [{ id: cell.field.id, row, column }] : []));
  const names = new Map(fields.map(({ id, ...spot }) => [id, namesOf(cover, spot)]));
  const spots = new Map(fields.map(({ id, row, column }) => [id, { row, column }]));
  return { table, rows, cover, spots, names, numberRows: [...new Set(fields.map(({ row }) => row))] };
}

function namesOf(cover: readonly (readonly Placed[])[], { row, column }: Spot): Names {
  const labels = (places: readonly (Placed | undefined)[]): Label[] => [
    ...new Set(places.flatMap((at) => (at && at.cell.kind !== 'value' ? [at.cell] : []))),
  ];
  const [own, before] = labels((cover[row] ?? []).slice(0, column).reverse());
  const [head, above] = labels(
    cover
      .slice(0, row)
      .map((cells) => cells[column])
      .reverse(),
  ).filter(({ kind }) => kind === 'column');
  return {
    ...(own && { row: own }),
    ...(before && { rowGroup: before }),
    ...(head && { column: head }),
    ...(above && { columnGroup: above }),
  };
}

const gridOf = remembered<GridMap, TableId>((id) => gridMap(FORM.tables[id]));
/** Made when first asked for: no first screen has a table. */
export const GRIDS: Readonly<Record<TableId, GridMap>> = {
  get proactive() {
    return gridOf('proactive');
  },
  get requests() {
    return gridOf('requests');
  },
  get disputes() {
    return gridOf('disputes');
  },
};

export function fieldAt({ cover }: GridMap, { row, column }: Spot): Field | undefined {
  const cell = cover[row]?.[column]?.cell;
  return cell?.kind === 'value' ? cell.field : undefined;
}

/** The name a screen reader says: 表三，一、本年新收，自然人. */
export function spokenName({ place, table }: Field): string {
  const [number = '', ...rest] = place.split(' · ');
  return [number, ...(table === 'requests' ? rest.reverse() : rest)].join('，').replace('政府信息公开申请数量', '');
}
/** 一、本年新收 · 自然人: row and column in few words, without the table. */
export function shortName({ place, table }: Field): string {
  const [, ...rest] = place.split(' · ');
  return (table === 'requests' ? rest.reverse() : rest).join(' · ').replace('政府信息公开申请数量', '');
}

/** What a total shows: as printed on paper where that contradicts, as computed, or the sum so far while a part is missing. */
interface ShownTotal {
  readonly text: string;
  readonly partial: boolean;
}
export function shownTotal({ printedTotals }: Report, figures: Figures, field: Field): ShownTotal {
  const printed = printedTotals?.[field.id];
  if (printed !== undefined) return { text: printed, partial: false };
  const value = figures.value(field.id);
  if (value !== undefined) return { text: formatAmount(value), partial: false };
  const parts = leavesOf(field).map((id) => figures.reading(id));
  const known = parts.flatMap((reading) => (reading.kind === 'number' ? [reading.amount] : []));
  return { text: known.length === 0 ? '' : formatAmount(sumOf(known)), partial: true };
}
/** What a cell shows: what was typed, or the total. */
export const shownNumber = (report: Report, field: Field): string =>
  field.parts ? shownTotal(report, figuresOf(report), field).text : typedText(report, field);
/** A total is filled in through its parts: it is looked at from the first of them. */
export function filledIn(field: Field): Field {
  const part = FORM.fields.get(field.parts?.[0] ?? '');
  return part ? filledIn(part) : field;
}

function leavesOf({ id, parts }: Field): readonly CellId[] {
  return parts ? parts.flatMap((part) => leavesOf(FORM.fields.get(part) as Field)) : [id];
}
