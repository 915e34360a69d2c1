/** Both sides of a column of table 三, as its corner prints them: 一＋二 ＝ 三（七）＋四. */
import type { ReactNode } from 'react';
import { type Amount, formatAmount } from '../shared/amount.ts';
import type { Finding } from '../shared/finding.ts';
import { type CellId, FORM, REQUEST_COLUMNS, requestCell, requestColumnOf } from '../shared/form.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { blanks } from './derived.ts';
import { shortName } from './grid-map.ts';
import { Icon } from './icon.tsx';
import { goTo, useReport } from './store.ts';

interface Side {
  readonly parts: readonly { readonly name: string; readonly id: CellId; readonly value: Amount | undefined }[];
  readonly sum: Amount | undefined;
}
/** 一＋二 and 三（七）＋四 of a column. */
function sidesOf(report: Report, column: string): readonly [Side, Side] {
  const side = (...rows: readonly (readonly [string, string])[]): Side => {
    const parts = rows.map(([name, row]) => ({
      name,
      id: requestCell(row, column),
      value: figuresOf(report).value(requestCell(row, column)),
    }));
    return {
      parts,
      sum: parts.reduce((sum: Amount | undefined, { value }) => (sum === undefined || value === undefined ? undefined : sum + value), 0n),
    };
  };
  return [side(['一', 'newReceived'], ['二', 'carriedIn']), side(['三（七）', 'totalDisposed'], ['四', 'carriedOut'])];
}
const columnLabel = (column: string): string => REQUEST_COLUMNS.find(({ id }) => id === column)?.label ?? '';

function Operands({ side, at, lead }: { side: Side; at: CellId | null; lead: (id: CellId) => boolean }) {
  return side.parts.map(({ name, id, value }, index) => {
    const text = value === undefined ? '□' : formatAmount(value);
    const field = FORM.fields.get(id);
    return (
      <span key={id} className="operand">
        {index > 0 && <span className="op">＋</span>}
        <small>{name}</small>
        {lead(id) ? (
          <button
            type="button"
            className={id === at ? 'number at' : 'number'}
            aria-label={`${field ? shortName(field) : ''} ${text}`}
            onClick={() => goTo({ kind: 'cell', id })}
          >
            {text}
          </button>
        ) : (
          <span>{text}</span>
        )}
      </span>
    );
  });
}
interface EquationProps {
  readonly column: string;
  readonly at: CellId | null;
  /** What stands between two sums that are not equal. */
  readonly unequal?: ReactNode;
  readonly lead: (id: CellId) => boolean;
}
function Equation({ column, at, unequal, lead }: EquationProps) {
  const [left, right] = sidesOf(useReport(), column);
  const known = left.sum !== undefined && right.sum !== undefined;
  return (
    <>
      <span className="eq">
        <Operands side={left} at={at} lead={lead} />
        <span className="op">＝</span>
        {known && <b>{formatAmount(left.sum)}</b>}
        {known && !unequal && <span className="op">＝</span>}
      </span>
      {unequal}
      <span className="eq">
        {known && unequal && <b>{formatAmount(right.sum)}</b>}
        {known && unequal && <span className="op">＝</span>}
        <Operands side={right} at={at} lead={lead} />
      </span>
    </>
  );
}
const gapOf = (left: Amount, right: Amount): string =>
  left > right ? `左边多 ${formatAmount(left - right)} 件` : `左边少 ${formatAmount(right - left)} 件`;
const rowOf = (id: CellId): string => id.slice(0, id.lastIndexOf('.'));
/** A total takes the focus only where it has a finding. */
const isTyped = (id: CellId): boolean => !FORM.fields.get(id)?.parts;

interface BrokenProps {
  readonly finding: Finding;
  /** The cell the person is in. */
  readonly at: CellId | null;
}
/** The sides of the column that a finding says are not equal. */
export function BrokenBalance({ finding, at }: BrokenProps) {
  const column = requestColumnOf(finding.cells[0] ?? '') ?? '';
  const [left, right] = sidesOf(useReport(), column).map(({ sum = 0n }) => sum) as [Amount, Amount];
  const unequal = (
    <span className="ne" role="img" aria-label="不等于">
      ≠
    </span>
  );
  return (
    <>
      <span className="col">{columnLabel(column)}</span>
      <Equation column={column} at={at} unequal={unequal} lead={() => true} />
      <span className="off">{gapOf(left, right)}</span>
    </>
  );
}
/** The sides of a column nothing is wrong with, as they stand. */
export function Balance({ column, at }: { column: string; at: CellId }) {
  const report = useReport();
  const [left, right] = sidesOf(report, column);
  const open = [...blanks(report)].filter((id) => (column === 'total' ? requestColumnOf(id) : requestColumnOf(id) === column)).length;
  const known = left.sum !== undefined && right.sum !== undefined;
  const equal = known && left.sum === right.sum;
  const isRowOpen = [...blanks(report)].some((id) => rowOf(id) === rowOf(at));
  const unequal = left.sum !== undefined && right.sum !== undefined ? gapOf(left.sum, right.sum) : '有看不懂的数，改正后再比';
  const unfinished = open > 0 ? `还有 ${open} 格未填` : known && isRowOpen ? '这一行填完再比' : unequal;
  return (
    <>
      {equal && <Icon name="done" />}
      <span className="col">{columnLabel(column)}</span>
      <Equation column={column} at={at} unequal={known && !equal && <span className="op">，</span>} lead={isTyped} />
      <span className={equal ? 'same' : 'open'}>{equal ? '两边相等' : unfinished}</span>
    </>
  );
}
