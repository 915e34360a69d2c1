/** 以上年为基础新建: what is copied, converted and cleared, before the draft is begun. */
import { type ReactNode, useCallback, useId, useMemo, useState } from 'react';
import { FORM_SINCE, headingOf } from '../shared/form.ts';
import { printed, printedSpan } from '../shared/live.ts';
import { aroundOnLine } from '../shared/outline.ts';
import { nextYear, type Rollover, type RolloverLine } from '../shared/rollover.ts';
import { Dialog } from './dialog.tsx';
import { fileName } from './draft-file.ts';
import { useEscape } from './escape.ts';
import { Icon } from './icon.tsx';
import { beginDraft } from './importing.ts';
import { ReportFacts } from './report-facts.tsx';
import { type RolloverSource, yearAfter } from './review.ts';
import { firstOf, Kind, Note } from './screen.tsx';
import { type Dialog as OpenDialog, update } from './store.ts';
import { yearOf, yearProblem } from './unit-form.ts';

interface Props {
  readonly source: RolloverSource;
  /** Where Esc leads. */
  readonly back: OpenDialog | null;
}
export function RolloverDialog({ source, back }: Props) {
  const { report } = source;
  const [typed, setTyped] = useState(() => String(yearAfter(report)));
  const problem = yearProblem(typed) ?? tooEarly(typed, report.year);
  const year = problem === null ? yearOf(typed) : null;
  const [last, setLast] = useState(year);
  if (year !== null && year !== last) setLast(year);
  const shown = year ?? last ?? FORM_SINCE;
  const rollover = useMemo(() => nextYear(report, shown), [report, shown]);
  const close = (): void => update({ dialog: back });
  return (
    <Dialog
      title={`以上年为基础新建 ${shown} 年度报告`}
      className="screen"
      onClose={close}
      footer={
        <>
          <button type="button" className="primary" disabled={year === null} onClick={() => void beginDraft(rollover.draft, source)}>
            新建草稿 <kbd>Enter</kbd>
          </button>
          <button type="button" className="edge" onClick={close}>
            返回 <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      <Groups rollover={rollover} />
      <aside className="beside" aria-label="上年报告和新的草稿">
        <h3>上年报告</h3>
        <ReportFacts {...source} look={source.imported && back && <LookAgain onChoose={close} />} />
        <h3>新的草稿</h3>
        <NewDraft rollover={rollover} typed={typed} problem={problem} onType={setTyped} />
        <p className="calm">第一次保存时再选文件夹。上年的文件不会改动。</p>
      </aside>
    </Dialog>
  );
}
function tooEarly(typed: string, last: number): string | null {
  const year = yearOf(typed);
  return year !== null && year <= last ? `上年报告是 ${last} 年度的，新的草稿要晚于它。` : null;
}

const LookAgain = ({ onChoose }: { onChoose: () => void }) => (
  <p className="look">
    <button type="button" className="link" onClick={onChoose}>
      看一看读到的内容
    </button>
  </p>
);

interface NewDraftProps {
  readonly rollover: Rollover;
  readonly typed: string;
  readonly problem: string | null;
  readonly onType: (year: string) => void;
}
function NewDraft({ rollover, typed, problem, onType }: NewDraftProps) {
  const { report } = rollover.draft;
  const id = useId();
  return (
    <>
      <dl>
        <dt>单位</dt>
        <dd>{report.unit.name || '还没有填'}</dd>
        <dt>
          <label htmlFor={id}>年度</label>
        </dt>
        <dd>
          <input
            id={id}
            className="short"
            inputMode="numeric"
            value={typed}
            aria-invalid={problem !== null}
            aria-describedby={`${id}problem`}
            onChange={({ target }) => onType(target.value)}
          />
        </dd>
        <dt>存为</dt>
        <dd>{fileName(report)}</dd>
      </dl>
      <p className="problem error" id={`${id}problem`} role="alert">
        {problem}
      </p>
    </>
  );
}

function Groups({ rollover }: { rollover: Rollover }) {
  const { copied, converted, cleared, notes } = rollover;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <section className="listing" tabIndex={0} aria-label="带入的内容">
      {notes.map((note) => (
        <Note key={note} icon="doubt">
          {note}
        </Note>
      ))}
      <div className="kind-heads" aria-hidden="true">
        <span>内容</span>
        <span>上年报告</span>
        <span>新草稿</span>
        <span>接着要做</span>
      </div>
      <Kind mark="done" icon="copy" name="照搬" count={countOf(copied)} note="原样带入，正文每段标上“上年”，改过或确认后才去掉">
        <Lines lines={copied} rollover={rollover} />
      </Kind>
      <Kind mark="turn" icon="next" name="换算" count={countOf(converted)} note="变成本年的数字和清单">
        <Lines lines={converted} rollover={rollover} />
      </Kind>
      <Kind mark="wipe" icon="blank" name="清空" count={countOf(cleared)} note="留空，不填 0；上年的数字在格子左侧以小字显示">
        <Lines lines={cleared} rollover={rollover} />
      </Kind>
    </section>
  );
}
const countOf = (lines: readonly RolloverLine[]): string => `${lines.reduce((sum, { count }) => sum + count, 0)} 项`;

const HEADS = ['内容', '上年报告', '变成', '新草稿', '接着要做'];

function Lines({ lines, rollover }: { lines: readonly RolloverLine[]; rollover: Rollover }) {
  return (
    <table className="moves">
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              <span className="unseen">{head}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.id} line={line} details={detailsOf(line, rollover)} />
        ))}
      </tbody>
    </table>
  );
}

/** What a line opens into: each year that was moved, each problem that waits for an answer. */
function detailsOf({ id }: RolloverLine, rollover: Rollover): readonly ReactNode[] {
  if (id === 'years') return rollover.movedYears.map((move) => <Moved key={`${move.text} ${move.from}`} move={move} rollover={rollover} />);
  if (id === 'checklist') return rollover.problems.map(({ problem }) => <span key={problem}>{problem}</span>);
  return [];
}

function Line({ line: { id, what, before, after, next }, details }: { line: RolloverLine; details: readonly ReactNode[] }) {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  useEscape(isOpen, close);
  const toggle = isOpen ? '收起' : '逐处看';
  const isNew = id === 'carryOver' || id === 'years';
  return (
    <>
      <tr>
        <th scope="row">{what}</th>
        <td>{before}</td>
        <td className="to">
          <Icon name="right" />
        </td>
        <td>{isNew ? <b>{after}</b> : after}</td>
        <td className="todo">
          {/待/.test(next) && <Icon name="past" />}
          {details.length > 0 ? `${next.replace(/，请逐处看$/, '')}　` : next}
          {details.length > 0 && (
            <button
              type="button"
              className="link"
              aria-expanded={isOpen}
              aria-label={`${toggle}：${what}`}
              onClick={() => setOpen(!isOpen)}
            >
              {toggle}
            </button>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr className="opened">
          <td colSpan={5}>
            <Details list={details} />
          </td>
        </tr>
      )}
    </>
  );
}

const MOST = 60;
function Details({ list }: { list: readonly ReactNode[] }) {
  const { shown, rest } = firstOf(list, MOST);
  return (
    <ol>
      {shown.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <li key={index}>{item}</li>
      ))}
      {rest > 0 && <li>还有 {rest} 处没有列出。</li>}
    </ol>
  );
}

const AROUND = 18;
/** A year with what stands around it in its paragraph, as it was and as it is now. */
function Moved({ move, rollover }: { move: Rollover['movedYears'][number]; rollover: Rollover }) {
  const expanded = printed(rollover.draft.report).texts[move.text];
  const { before, behind } = aroundOnLine(expanded.text, printedSpan(expanded, move), AROUND);
  return (
    <>
      <span className="place">{headingOf(move.text)}</span>
      <span>
        {before}
        <s>{move.before}</s>
        <b>{move.after}</b>
        {behind}
      </span>
    </>
  );
}
