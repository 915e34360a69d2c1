/** What a paste would do, shown before it is done. */
import { useMemo, useState } from 'react';
import { readNumber, tidyNumber } from '../shared/amount.ts';
import type { Clip } from '../shared/api.ts';
import type { Field, TableId } from '../shared/form.ts';
import { withNumbers } from '../shared/report.ts';
import { tell } from './ask.ts';
import { Breakable } from './breakable.tsx';
import { type Clipping, readClip } from './clip-table.ts';
import { Dialog } from './dialog.tsx';
import { selectedFields } from './grid-keys.ts';
import { GRIDS, type GridMap, type Spot, shortName, shownNumber } from './grid-map.ts';
import { Icon } from './icon.tsx';
import { api } from './machine.ts';
import { notReadNote } from './not-read.ts';
import { type Judged, type Judgement, judge, nothingToFill, type PastePlan, planPaste, recognisedNames } from './paste.ts';
import { doubtsOf } from './paste-fit.ts';
import { closeDialog, fillNumbers, notify, update, useReport } from './store.ts';

interface Where {
  readonly map: GridMap;
  /** The focused cell. */
  readonly at: Spot | null;
  /** The cells that are marked, where there are several. */
  readonly selected: readonly Field[];
}
/** Takes up what was pasted into a table: a single value at once, anything more after a look at what it will change. */
export function startPaste(clip: Clip, { map, at, selected }: Where): void {
  const clipping = readClip(clip);
  const [value = ''] = clipping.rows[0] ?? [];
  if (clipping.rows.length === 1 && clipping.columns === 1) {
    const notRead = notReadNote(clipping.notRead);
    if (notRead && value.trim() === '') return void tell('没有粘贴', `${notRead}，剩下的没有数。`);
    const targets = selected.length > 0 || !at ? selected : selectedFields(map, { anchor: at, head: at });
    fillNumbers(new Map(targets.filter(({ parts }) => !parts).map(({ id, unit }) => [id, tidyNumber(value.trim(), unit)])));
    if (notRead) notify(`${notRead}，可用 Ctrl+Z 撤销`);
    return;
  }
  showPlan(clipping, map.table.id, at);
}
function showPlan(clipping: Clipping, id: TableId, at: Spot | null): void {
  const planned = planPaste(clipping, id, at);
  if (planned.kind === 'plan') update({ dialog: { kind: 'paste', plan: planned.plan } });
  else void tell(`没有粘贴到表${GRIDS[id].table.number}`, planned.message);
}

/** The fee has no labels to go by: a column or a row of numbers goes into its fields from the focused one on, all of it or nothing. */
export function pasteFees(clip: Clip, fields: readonly Field[]): void {
  const { rows, columns, notRead } = readClip(clip);
  const left = notReadNote(notRead);
  const values = columns === 1 ? rows.map(([value = '']) => value) : rows.length === 1 ? (rows[0] ?? []) : [];
  const problem = feeProblem(values, fields);
  if (problem) return void tell('没有粘贴', problem);
  const numbers = fields.flatMap(({ id, unit }, index): [string, string][] => {
    const value = values[index]?.trim() ?? '';
    return value === '' ? [] : [[id, tidyNumber(value, unit)]];
  });
  fillNumbers(new Map(numbers));
  notify(`填了 ${numbers.length} 项，${left ? `${left}，` : ''}可用 Ctrl+Z 一次撤销。`);
}
function feeProblem(values: readonly string[], fields: readonly Field[]): string | null {
  if (values.every((value) => value.trim() === '')) return '剪贴板里不是一列数。请只复制这几项的数，再粘贴。';
  if (values.length > fields.length)
    return `剪贴板里有 ${values.length} 个数，从这一项起只有 ${fields.length} 项。请从要填的第一项起粘贴。`;
  const odd = values.find((value, index) => readNumber(value, fields[index]?.unit ?? '件').kind === 'invalid');
  return odd === undefined ? null : `“${odd.trim().slice(0, 20)}”不是这一项能填的数。请只复制这几项的数，再粘贴。`;
}

/** 粘贴整表…: the clipboard is read by the command instead of a paste event. */
export async function pasteWholeTable(id: TableId): Promise<void> {
  const clip = await api.clipboard();
  if (clip.kind === 'failed') return void tell('没有读到剪贴板', clip.message);
  showPlan(readClip(clip), id, null);
}

export function PasteDialog({ plan }: { plan: PastePlan }) {
  const report = useReport();
  const [onlyBlanks, setOnlyBlanks] = useState(false);
  const judgement = useMemo(() => judge(plan, report, onlyBlanks), [plan, report, onlyBlanks]);
  const doubts = useMemo(() => doubtsOf(plan, report), [plan, report]);
  const isDoubtful = doubts.length > 0 || (plan.how === 'position' && plan.leftOut.length > 0);
  const nothing = nothingToFill(judgement);
  const fill = (): void => {
    closeDialog();
    fillNumbers(judgement.numbers);
  };
  return (
    <Dialog
      title={`粘贴到表${GRIDS[plan.table].table.number}`}
      detail={<Recognised plan={plan} />}
      className="wide-dialog"
      onClose={closeDialog}
      footer={
        <>
          <label className={`check ${onlyBlanks ? 'on' : ''}`}>
            <input type="checkbox" checked={onlyBlanks} onChange={() => setOnlyBlanks(!onlyBlanks)} />
            <i>{onlyBlanks && <Icon name="done" />}</i>只填空格，不改已有数字
          </label>
          <span className="undo-note" id="nothing-to-fill">
            {nothing ?? (
              <>
                可用 <kbd>Ctrl+Z</kbd> 一次撤销
              </>
            )}
          </span>
          <button type="button" className={isDoubtful ? 'primary' : 'edge'} onClick={closeDialog}>
            取消 <kbd>{isDoubtful ? 'Enter' : 'Esc'}</kbd>
          </button>
          <button
            type="button"
            className={isDoubtful ? 'edge' : 'primary'}
            disabled={nothing !== null}
            aria-describedby={nothing === null ? undefined : 'nothing-to-fill'}
            onClick={fill}
          >
            {isDoubtful && '仍然'}填入 {judgement.numbers.size} 格 {!isDoubtful && <kbd>Enter</kbd>}
          </button>
        </>
      }
    >
      <Missed sentences={[...lackingNote(plan), ...doubts, ...(plan.notRead ? [`${plan.notRead}。`] : []), ...plan.leftOut]} />
      <Tally judgement={judgement} />
      <Changes id={plan.table} judgement={judgement} onlyBlanks={onlyBlanks} />
      <Remarks judgement={judgement} />
    </Dialog>
  );
}

const FEW = 3;
/** What the table has between the rows that were copied, and the clipboard does not. */
function lackingNote({ lacking }: PastePlan): string[] {
  if (lacking.length === 0) return [];
  const names = lacking.slice(0, FEW).map((name) => `“${name}”`);
  const which = lacking.length > FEW ? `${names.join('、')}等 ${lacking.length} 行` : names.join('、');
  return [`粘来的行里没有${which}，表里保持原样。`];
}

function Recognised({ plan }: { plan: PastePlan }) {
  const { origin, rows, columns, how, table, targets } = plan;
  const { number, fields } = GRIDS[table].table;
  const size = `剪贴板里是${origin && ` ${origin} 的`} ${rows} 行 × ${columns} 列，`;
  if (how === 'position') return `${size}从“${shortName(targets[0]?.field as Field)}”起按位置填入。`;
  return (
    <>
      {size}认出是<b>{fields.length === targets.length ? `整张表${number}` : `表${number}的 ${targets.length} 格`}</b>：
      {recognisedNames(plan)}。
    </>
  );
}

function Tally({ judgement: { counts } }: { judgement: Judgement }) {
  const totals = counts.totalEqual + counts.totalDiffers;
  const entries: [string, number, string][] = [
    ['add', counts.fills, '填入空格'],
    ['chg', counts.changes, '改变已有数字'],
    ['', counts.same, '与现有相同'],
    ['bad', counts.notUnderstood, '看不懂，不填'],
    ['', totals, counts.totalDiffers > 0 ? `总计只比对，${counts.totalDiffers} 个对不上` : '总计只比对'],
  ];
  return (
    <ul className="tally">
      {entries.map(([className, count, text]) => (
        <li key={text} className={count > 0 ? className : ''}>
          <b>{count}</b>
          {text}
        </li>
      ))}
    </ul>
  );
}

interface Line {
  readonly label: string;
  readonly fields: readonly Field[];
}
/** The numbers of a table in rows that fit a dialog: 三 as printed, 四 a group a row, 二 a number a row. */
function listing({ table, names, spots }: GridMap): { heads: readonly string[]; lines: readonly Line[] } {
  if (table.id === 'proactive')
    return { heads: ['数'], lines: table.fields.map((field) => ({ label: shortName(field), fields: [field] })) };
  const nameOf = (field: Field): string => {
    const { row, rowGroup, columnGroup } = names.get(field.id) ?? {};
    if (table.id === 'disputes') return columnGroup?.text ?? '';
    const group = /^（.）/.exec(rowGroup?.text ?? '')?.[0] ?? '';
    return group + (row?.text ?? '').replace(/（区分.*$/, '');
  };
  const keyOf = (field: Field): string => (table.id === 'disputes' ? nameOf(field) : String(spots.get(field.id)?.row));
  const lines = [...new Set(table.fields.map(keyOf))].map((key) => {
    const fields = table.fields.filter((field) => keyOf(field) === key);
    return { label: nameOf(fields[0] as Field), fields };
  });
  return { heads: lines[0]?.fields.map((field) => names.get(field.id)?.column?.text ?? '') ?? [], lines };
}

function Changes({ id, judgement, onlyBlanks }: { id: TableId; judgement: Judgement; onlyBlanks: boolean }) {
  const { heads, lines } = listing(GRIDS[id]);
  const report = withNumbers(useReport(), judgement.numbers);
  const judged = new Map(judgement.cells.map((cell) => [cell.field.id, cell]));
  const isCalm = (cell: Judged | undefined): boolean => !cell || cell.verdict === 'same' || cell.verdict === 'totalEqual';
  const named = lines.filter(({ fields }) => fields.some((field) => judged.has(field.id)));
  const changed = named.filter(({ fields }) => fields.some((field) => !isCalm(judged.get(field.id))));
  const rest = named.length - changed.length;
  if (changed.length === 0) return <p className="say">粘来的数与现有的全都相同，没有要填的。</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <section className="ptable" tabIndex={0} aria-label="有变化的行">
      <table>
        <thead>
          <tr>
            <th>
              有变化的 {changed.length} 行{rest > 0 && `；其余 ${rest} 行没有变化`}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col">
                <Breakable text={head} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changed.map(({ label, fields }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {fields.map((field) => (
                <ChangedCell key={field.id} cell={judged.get(field.id)} standing={shownNumber(report, field)} onlyBlanks={onlyBlanks} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What nothing was pasted for is there as it stands, so that the totals can be followed. */
function ChangedCell({ cell, standing, onlyBlanks }: { cell: Judged | undefined; standing: string; onlyBlanks: boolean }) {
  if (!cell) return <td className="same">{standing}</td>;
  const comes = tidyNumber(cell.comes, cell.field.unit);
  switch (cell.verdict) {
    case 'fills':
      return (
        <td className="add">
          <em>＋</em>
          {comes}
        </td>
      );
    case 'changes':
      return onlyBlanks ? (
        <td className="same">{cell.now}</td>
      ) : (
        <td className="chg">
          <s>{cell.now}</s>
          {comes}
        </td>
      );
    case 'same':
      return <td className="same">{cell.now}</td>;
    case 'notUnderstood':
      return (
        <td className="bad">
          <Icon name="error" />
          <span>{cell.comes.trim().slice(0, 12)}</span>
        </td>
      );
    case 'totalEqual':
      return (
        <td className="tot ok">
          {cell.now}
          <Icon name="done" />
        </td>
      );
    case 'totalDiffers':
      return (
        <td className="tot off">
          {cell.now}
          <small>粘来 {comes}</small>
          <Icon name="doubt" />
        </td>
      );
  }
}

const SHOWN = 3;

/** What speaks against filling, and what of the clipboard has no cell to go to, comes first: nothing else on the screen shows it. */
function Missed({ sentences }: { sentences: readonly string[] }) {
  const rest = sentences.length - SHOWN;
  if (sentences.length === 0) return null;
  return (
    <div className="missed">
      {sentences.slice(0, SHOWN).map((sentence) => (
        <p key={sentence} className="say">
          <Icon name="doubt" className="doubt" />
          {sentence}
        </p>
      ))}
      {rest > 0 && <p className="say">还有 {rest} 处没有认出，都不填。</p>}
    </div>
  );
}

/** What is no number. */
function Remarks({ judgement: { cells } }: { judgement: Judgement }) {
  const unread = cells.filter(({ verdict }) => verdict === 'notUnderstood');
  const sentences = unread.map(
    ({ field, comes, now }) =>
      `“${comes.trim().slice(0, 20)}”不是这一格能填的数，${shortName(field)}${now === '' ? '不填' : `仍是 ${now}`}，请稍后手工填写。`,
  );
  const more = sentences.length > SHOWN ? [`还有 ${sentences.length - SHOWN} 个看不懂的，都不填。`] : [];
  return (
    <div className="remarks">
      {[...sentences.slice(0, SHOWN), ...more].map((sentence) => (
        <p key={sentence} className="say">
          <Icon name="error" className="error" />
          {sentence}
        </p>
      ))}
    </div>
  );
}
