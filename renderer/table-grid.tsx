/** A table of the form as it is printed, with its merged heads: one grid for all three. */
import { memo, type RefObject, useEffect, useRef, useState } from 'react';
import type { CellId, GridCell, TableId } from '../shared/form.ts';
import { Breakable } from './breakable.tsx';
import { viewOf } from './derived.ts';
import { useHandlers } from './grid-handlers.ts';
import { type Selection, selectedFields } from './grid-keys.ts';
import { GRIDS, type GridMap, type Placed } from './grid-map.ts';
import { describedId, sentenceOf, sentencesOf } from './marks.ts';
import { NumberCell, TotalCell } from './number-cell.tsx';
import { showCell } from './number-focus.ts';
import { state, useStore } from './store.ts';

const CLASSES: Readonly<Record<TableId, string>> = { proactive: 't2', requests: 't3', disputes: 't4' };

export function TableGrid({ id, heading }: { id: TableId; heading: string }) {
  const map = GRIDS[id];
  const table = useRef<HTMLTableElement>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const handlers = useHandlers(map, table, selection, setSelection);
  useCellInSight(table);
  const picked = new Set(selection ? selectedFields(map, selection).map((field) => field.id) : []);
  const [head, ...bodies] = partsOf(map);
  const row = (cells: readonly Placed[], index: number) => <Row key={index} map={map} cells={cells} picked={picked} />;
  return (
    <>
      <table ref={table} className={`grid ${CLASSES[id]}`} aria-label={heading} {...handlers}>
        {id === 'requests' && (
          <colgroup>
            {Array.from({ length: map.table.columns }, (_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <col key={column} className={['c1', 'c2', 'c3'][column] ?? 'cn'} />
            ))}
          </colgroup>
        )}
        {head && head.rows.length > 0 && <thead>{head.rows.map(row)}</thead>}
        {bodies.map(({ className, rows }) => (
          <tbody key={className} className={className}>
            {rows.map(row)}
          </tbody>
        ))}
      </table>
      <Sentences id={id} />
    </>
  );
}

/** The head and the bodies of a table. In table 三 the items 一 二 and 四 are bodies of their own, which stay in sight. */
function partsOf({ rows, table }: GridMap): { className: string; rows: readonly (readonly Placed[])[] }[] {
  const part = (className: string, from: number, to: number) => ({ className, rows: rows.slice(from, to) });
  const results = rows.findIndex((cells) => cells[0]?.cell.kind === 'group' && cells[0].cell.rowspan > 1);
  if (results < 0) return [part('', 0, table.headRows), part('', table.headRows, rows.length)];
  const end = results + (rows[results]?.[0]?.cell.rowspan ?? 0);
  return [
    part('', 0, table.headRows),
    part('freeze-top', table.headRows, results),
    part('results', results, end),
    part('freeze-bottom', end, rows.length),
  ];
}

interface RowProps {
  readonly map: GridMap;
  readonly cells: readonly Placed[];
  readonly picked: ReadonlySet<CellId>;
}
function Row({ map, cells, picked }: RowProps) {
  return (
    <tr className={rowClass(map, cells[0]?.row ?? 0)}>
      {cells.map((at) => {
        if (at.cell.kind !== 'value') return <LabelCell key={at.column} map={map} at={at} />;
        const Cell = at.cell.field.parts ? TotalCell : NumberCell;
        return <Cell key={at.column} field={at.cell.field} colSpan={at.cell.colspan} picked={picked.has(at.cell.field.id)} />;
      })}
    </tr>
  );
}
/** In table 三 a stronger rule ends each group, and （七）总计 stays in sight above 四. */
function rowClass({ table, rows }: GridMap, row: number): string | undefined {
  if (table.id !== 'requests' || row < table.headRows) return undefined;
  const fields = (rows[row] ?? []).flatMap(({ cell }) => (cell.kind === 'value' ? [cell.field] : []));
  if (fields.every((field) => field.parts)) return 'freeze-bottom-2';
  const next = rows[row + 1]?.[0];
  const between = next && next.column === 1 && (next.cell.kind === 'group' || next.cell.colspan === 2);
  return between && (next.cell.kind === 'group' || rows[row]?.[0]?.column === 2) ? 'end' : undefined;
}

const LabelCell = memo(function LabelCell({ map, at: { cell, row, column } }: { map: GridMap; at: Placed }) {
  const here = useStore(({ place }) => place?.kind === 'cell' && isLabelOf(map, place.id, cell));
  if (cell.kind === 'value') return null;
  const [, own = cell.text, note] = /^(（二）.+?)(（.+）)$/.exec(cell.text) ?? [];
  const classes = [here && 'here', ...labelClasses(map, cell, row, column)].filter(Boolean).join(' ');
  const upright = cell.kind === 'group' && cell.rowspan > 1;
  const scope = scopeOf(map, cell, row);
  return (
    <th colSpan={cell.colspan} rowSpan={cell.rowspan} {...(scope && { scope })} className={classes}>
      {upright ? (
        <span>
          <Breakable text={cell.text} />
        </span>
      ) : (
        <Breakable text={own} />
      )}
      {note && <small>{note}</small>}
    </th>
  );
});
function isLabelOf(map: GridMap, id: CellId, cell: GridCell): boolean {
  const names = map.names.get(id);
  return names?.row === cell || names?.column === cell;
}
function labelClasses({ table }: GridMap, cell: GridCell, row: number, column: number): string[] {
  if (table.id === 'proactive') return cell.kind === 'group' ? ['rubric'] : cell.kind === 'column' ? ['col'] : [];
  if (cell.kind === 'note') return ['corner'];
  if (row < table.headRows || cell.colspan > 1 || cell.kind === 'value') return [];
  return [`l${column + 1}`, ...(column === 2 && cell.text.length > 16 ? ['long'] : [])];
}
function scopeOf({ table }: GridMap, { kind, colspan, rowspan }: GridCell, row: number): string | undefined {
  if (kind === 'row') return 'row';
  if (kind === 'note') return undefined;
  if (kind === 'group') return table.id === 'proactive' ? 'colgroup' : 'rowgroup';
  return colspan > 1 && row + rowspan < table.headRows ? 'colgroup' : 'col';
}

/** The sentences that marked cells are described by, for screen readers. */
function Sentences({ id }: { id: TableId }) {
  const view = useStore(viewOf);
  return (
    <div hidden>
      {sentencesOf(view, id).map((item) => (
        <p key={item.number} id={describedId(item)}>
          {sentenceOf(item)}
        </p>
      ))}
    </div>
  );
}

/** The cell the person is in stays in sight when the pane takes room from the table. */
function useCellInSight(table: RefObject<HTMLTableElement | null>): void {
  const room = useStore(({ pane, paneOpen }) => paneOpen && pane);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is what changed
  useEffect(() => {
    const { place } = state();
    if (place?.kind === 'cell') showCell(table.current, place.id);
  }, [room, table]);
}
