/** Section 六: the three figures of the information-processing fee, the sentence they make, and whatever else is to be reported. */
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { feeName, feeSentenceParts, textStatesFee } from '../shared/fee.ts';
import { FEE_FIELDS, type Field, headingOf } from '../shared/form.ts';
import { asPrinted } from '../shared/live.ts';
import { figuresOf, printedText } from '../shared/report.ts';
import { type Shown, TONE_NAMES, viewOf } from './derived.ts';
import { TextEditor } from './editor.tsx';
import { isOneValue } from './grid-keys.ts';
import { Icon } from './icon.tsx';
import { later } from './later.ts';
import { sentenceOf } from './marks.ts';
import { ClosedTag, NumberInput } from './number-cell.tsx';
import { cellElement, enterTogether, focusCell, isInterrupted, isResumed, pressCell, showCell, useLed } from './number-focus.ts';
import { NextUntouched, StaleMeter } from './stale-meter.tsx';
import {
  fillNumbers,
  goTo,
  leaveNumber,
  noteFocus,
  numberTyped,
  restoreNumber,
  update,
  useLastYear,
  useReport,
  useStore,
} from './store.ts';

export function OtherSection() {
  return (
    <>
      <div className="head">
        <h1>{headingOf('other')}</h1>
      </div>
      <div className="flow form-flow">
        <p className="given">（文字描述，收取信息处理费情况在此处报告。）</p>
        <h2 className="sub" id="fee-name">
          信息处理费
        </h2>
        <FeeTable />
        <FeeNote />
        <h2 className="sub">
          由三项数字写成的一句 <small>随数字更新，不能直接改</small>
        </h2>
        <Sentence />
        <h2 className="sub">
          其他需要报告的事项 <small>没有的，可以不写</small>
          <span className="old-share">
            <StaleMeter id="other" />
            <NextUntouched beside="other" />
          </span>
        </h2>
        <div className="box">
          <TextEditor id="other" label="其他需要报告的事项" placeholder="例如建议提案公开情况、报告的查阅方式。" autoHeight />
        </div>
      </div>
    </>
  );
}

const FEE_IDS = FEE_FIELDS.map(({ id }) => id);

function FeeTable() {
  const table = useRef<HTMLTableElement>(null);
  const lastYear = useLastYear();
  useLed(
    (id) => FEE_IDS.includes(id as (typeof FEE_IDS)[number]),
    (id, isLit) => (isLit ? showCell(table.current, id) : focusCell(table.current, id)),
  );
  const onFocus = ({ target }: FocusEvent<HTMLTableElement>): void => {
    const id = FEE_IDS.find((fee) => cellElement(table.current, fee) === target);
    if (!id || isResumed(target)) return;
    focusCell(table.current, id);
    noteFocus({ kind: 'cell', id });
    enterTogether(FEE_IDS);
  };
  const onBlur = ({ target, currentTarget, relatedTarget }: FocusEvent<HTMLTableElement>): void => {
    if (isInterrupted(target)) return;
    const id = FEE_IDS.find((fee) => cellElement(table.current, fee) === target);
    if (id) leaveNumber(id);
    if (!currentTarget.contains(relatedTarget)) update({ row: null });
  };
  const onMouseDown = (event: MouseEvent<HTMLTableElement>): void => {
    const id = FEE_IDS.find((fee) => cellElement(table.current, fee) === event.target);
    if (event.button !== 0 || !id) return;
    event.preventDefault();
    pressCell(table.current, id, event.detail);
  };
  const onPaste = (event: ClipboardEvent<HTMLTableElement>): void => {
    const clip = { text: event.clipboardData.getData('text/plain'), html: event.clipboardData.getData('text/html') };
    const at = FEE_FIELDS.findIndex(({ id }) => cellElement(table.current, id) === event.target);
    // Of several the input would make one number: 1, 200 and 300 are 1 200 300.
    if (at < 0 || isOneValue(clip)) return;
    event.preventDefault();
    void later.paste().then(({ pasteFees }) => pasteFees(clip, FEE_FIELDS.slice(at)));
  };
  const hands = { onFocus, onBlur, onMouseDown, onPaste };
  return (
    <table className="fee" ref={table} aria-labelledby="fee-name" {...hands}>
      <thead>
        <tr>
          <td />
          <th scope="col">本年</th>
          {lastYear && <th scope="col">上年</th>}
        </tr>
      </thead>
      <tbody>
        {FEE_FIELDS.map((field) => (
          <tr key={field.id}>
            <th scope="row">{feeName(field)}</th>
            <FeeCell field={field} onMove={(step) => move(table.current, field, step)} />
            {lastYear && <td className="was">{was(printedText(figuresOf(lastYear), lastYear, field), field)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
const was = (text: string, { unit }: Field): string => (text === '' ? '没有填' : `${text} ${unit}`);

function move(table: HTMLTableElement | null, { id }: Field, step: 1 | -1): void {
  const to = FEE_FIELDS[FEE_FIELDS.findIndex((field) => field.id === id) + step];
  if (to) focusCell(table, to.id);
}

function FeeCell({ field, onMove }: { field: Field; onMove: (step: 1 | -1) => void }) {
  const { id } = field;
  const report = useReport();
  const own = useStore((s) => viewOf(s).byCell.get(id));
  const [closed] = useStore((s) => viewOf(s).closedByCell.get(id)) ?? [];
  const isLit = useStore((s) => s.lit?.id === id);
  const reading = figuresOf(report).reading(id);
  const [gravest] = own ?? [];
  const look = lookOf(gravest, id, reading.kind);
  return (
    <td className={`field ${look} ${isLit ? 'lit' : ''}`} data-cell={id}>
      {reading.kind === 'blank' && <span className="nil" />}
      {gravest && gravest.tone !== 'hint' && look !== 'related' && <Icon name={gravest.tone} />}
      <NumberInput
        id={id}
        text={numberTyped(id, report)}
        className="v"
        aria-label={`${feeName(field)}，${field.unit}`}
        aria-invalid={gravest?.tone === 'error' && look !== 'related'}
        aria-describedby={gravest || closed ? `${id}-finding` : undefined}
        onKeyDown={(event) => onKey(event, field, onMove)}
      />
      <em aria-hidden="true">{field.unit}</em>
      {!gravest && closed && (
        <>
          <ClosedTag />
          <span className="unseen" id={`${id}-finding`}>
            {sentenceOf(closed)}
          </span>
        </>
      )}
      {gravest && (
        <>
          <span className={`tag ${gravest.tone} ${look === 'related' ? 'outline' : ''}`} aria-hidden="true">
            {gravest.number}
          </span>
          <span className="unseen" id={`${id}-finding`}>
            {TONE_NAMES[gravest.tone]} {gravest.number}：{gravest.fact}
          </span>
        </>
      )}
    </td>
  );
}

function lookOf(gravest: Shown | undefined, id: string, reading: 'blank' | 'number' | 'invalid'): string {
  if (!gravest) return reading === 'blank' ? 'empty' : '';
  if (reading === 'invalid') return 'primary invalid';
  if (gravest.tone === 'error') return gravest.first === id ? 'primary' : 'related';
  return gravest.tone === 'doubt' ? 'asked' : '';
}

function onKey(event: KeyboardEvent<HTMLInputElement>, { id }: Field, onMove: (step: 1 | -1) => void): void {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const input = event.currentTarget;
  if (event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey)) onMove(1);
  else if (event.key === 'ArrowUp' || event.key === 'Enter') onMove(-1);
  else if (event.key === 'Escape') restoreNumber(id);
  else if (event.key === 'F2') input.setSelectionRange(input.value.length, input.value.length);
  else return;
  event.preventDefault();
}

function FeeNote() {
  const report = useReport();
  const blank = FEE_FIELDS.filter(({ id }) => figuresOf(report).reading(id).kind === 'blank');
  const fill = (): void => {
    fillNumbers(new Map(blank.map(({ id }) => [id, '0'])));
    // The button has nothing left to do and goes; the focus with it, if it stayed there.
    if (blank[0]) goTo({ kind: 'cell', id: blank[0].id });
  };
  return (
    <p className="note-line">
      <span>
        单位是<b>元</b>，不是万元。
      </span>
      {blank.length > 0 && (
        <span>
          没有收费的：
          <button type="button" className="edge small" onClick={fill}>
            {blank.length === FEE_FIELDS.length ? '三项都填 0' : `空着的 ${blank.length} 项填 0`}
          </button>
        </span>
      )}
    </p>
  );
}

function Sentence() {
  const report = useReport();
  const parts = feeSentenceParts(report, figuresOf(report));
  const isRepeated = parts.length > 0 && textStatesFee(asPrinted(report), figuresOf(report));
  return (
    <>
      <p className="auto">
        <Icon name="lock" />
        <span>
          {parts.length === 0 && <span className="none">填了上面的数字，这里就有这一句；没有收费的也要写明 0 件、0 元。</span>}
          {parts.map(({ text, figure }) =>
            figure ? (
              <span key={figure} className="token">
                {text}
              </span>
            ) : (
              text
            ),
          )}
        </span>
      </p>
      {isRepeated && <p className="note-line">下面的文字已经写明这三项，导出时不再重复这一句。</p>}
    </>
  );
}
