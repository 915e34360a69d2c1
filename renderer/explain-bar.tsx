/** The one place that explains: what is wrong where the person is, both sides of a sum, and one filled button. */
import { type ReactNode, useState } from 'react';
import { type Amount, formatAmount } from '../shared/amount.ts';
import { type CellId, FORM, REQUEST_COLUMNS, requestCell } from '../shared/form.ts';
import { isClosable } from '../shared/reasons.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { blanks, findingsAt, landingOf, type Shown, spokenFinding, statedAt, TONE_NAMES, viewOf } from './derived.ts';
import { shortName } from './grid-map.ts';
import { Icon } from './icon.tsx';
import { isLiveFirst, LiveActions, LiveFact, useLiveHere } from './live-note.tsx';
import { gravestFirst } from './marks.ts';
import { ClosedTag, isLong } from './number-cell.tsx';
import { adopt, type Proposal, proposalsFor } from './proposals.ts';
import { ClosedActions, ReasonActions } from './reason-actions.tsx';
import { closedHere } from './reasons.ts';
import { LastYears, SinceLastYear } from './since-last-year.tsx';
import { ConfirmedFact, UntouchedActions, UntouchedFact, useConfirmedHere, useUntouchedHere } from './stale-note.tsx';
import { goTo, numberTyped, type Place, update, useLastYear, useReport, useStore } from './store.ts';

export function ExplainBar() {
  const place = useStore((state) => state.place);
  const view = useStore(viewOf);
  const said = useStore(({ notice, document, section }) =>
    notice && notice.draft === document?.draft && notice.section === section ? notice : null,
  );
  const report = useReport();
  const at = findingsAt(view, place, report);
  const items = place?.kind === 'cell' ? gravestFirst(at, place.id) : at;
  const current = useStore(spokenFinding);
  const live = useLiveHere(report, place);
  const walked = useStore((state) => state.walked);
  const found = place && current && !(live && isLiveFirst(current, report, walked)) ? current : null;
  // One element whatever it says: a reader of the screen hears what changes in it, and nothing around it is drawn anew.
  return (
    <section className={`explain ${said?.tone ?? found?.tone ?? 'ok'}`} aria-label="说明" aria-live="polite">
      {said ? (
        <Lines first={<Said icon={said.tone === 'ok' ? 'done' : 'doubt'}>{said.text}</Said>} />
      ) : place && found ? (
        <Finding item={found} items={items} place={place} />
      ) : (
        <NothingWrong place={place} live={live} />
      )}
    </section>
  );
}
function NothingWrong({ place, live }: { place: Place | null; live: ReturnType<typeof useLiveHere> }) {
  const untouched = useUntouchedHere();
  const isConfirmed = useConfirmedHere();
  const closed = useStore(closedHere);
  const column = place?.kind === 'cell' ? columnOf(place.id) : null;
  if (closed) return <Lines first={<ClosedFact item={closed} />} second={<ClosedReason item={closed} />} />;
  if (place && column) return <Balance column={column} at={place.kind === 'cell' ? place.id : ''} />;
  if (untouched) {
    const actions = (
      <>
        <UntouchedActions paragraph={untouched} />
        {live && <LiveActions live={live} />}
      </>
    );
    return <Lines first={<UntouchedFact paragraph={untouched} />} second={actions} />;
  }
  if (live) return <Lines first={<LiveFact live={live} />} second={<LiveActions live={live} />} />;
  if (isConfirmed) return <Lines first={<ConfirmedFact />} />;
  if (place?.kind === 'cell') return <Lines first={<CellNote at={place.id} />} />;
  return <Lines first={<Keys of={place} />} />;
}
/** The column of a cell of table 三. */
const columnOf = (id: CellId): string | null =>
  id.startsWith('requests.') ? (REQUEST_COLUMNS.find((column) => id.endsWith(`.${column.id}`))?.id ?? null) : null;

function Lines({ first, second, third }: { first: ReactNode; second?: ReactNode; third?: ReactNode }) {
  return (
    <>
      <div className="line">{first}</div>
      {second && <div className="line">{second}</div>}
      {third && <div className="line">{third}</div>}
    </>
  );
}
const Said = ({ icon, children }: { icon: 'done' | 'doubt'; children: ReactNode }) => (
  <>
    <Icon name={icon} className={icon} />
    <span>{children}</span>
  </>
);

function Keys({ of }: { of: Place | null }) {
  const inGrid = of?.kind === 'cell' && FORM.fields.has(of.id);
  const keys: [string, string][] = [
    ...(inGrid
      ? ([
          ['Tab', '下一格'],
          ['Enter', '向下'],
          ['F2', '修改'],
          ['Esc', '还原'],
          ['Ctrl+V', '粘贴'],
        ] as [string, string][])
      : []),
    ['F7', '检查'],
    ['F8', '下一条'],
  ];
  return (
    <span className="keys">
      {keys.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {what}
        </span>
      ))}
    </span>
  );
}

/** `items` are all findings at the place, of which one is spoken of at a time, here and in the pane. */
function Finding({ item, items, place }: { item: Shown; items: readonly Shown[]; place: Place }) {
  const report = useReport();
  const lastYear = useLastYear();
  const proposals = proposalsFor(item.finding, report, lastYear);
  const others = items.filter((other) => other !== item).length;
  const speakOfNext = (): void => {
    const next = items[(items.indexOf(item) + 1) % items.length];
    if (next) update({ walked: { key: next.key, number: next.number, place } });
  };
  const first = (
    <>
      <span className={`tag ${item.tone}`}>
        <span className="unseen">{TONE_NAMES[item.tone]}</span>
        {item.number}
      </span>
      {item.finding.rule === 'R13' ? <BrokenBalance item={item} place={place} /> : <Fact item={item} />}
      <span className="keys">
        {place.kind === 'cell' && <LastYears id={place.id} />}
        <span>
          <kbd>F8</kbd> 下一条
        </span>
      </span>
    </>
  );
  const untouched = useUntouchedHere();
  const { former } = item.finding;
  const canClose = isClosable(item.finding);
  const second = (proposals.length > 0 || untouched || canClose || others > 0) && (
    <>
      {proposals.length > 0 && <Propose key={item.key} proposals={proposals} place={place} />}
      {untouched && <UntouchedActions paragraph={untouched} />}
      {!former && <ReasonActions item={item} />}
      {others > 0 && (
        <button type="button" className="small edge more" onClick={speakOfNext}>
          另有 {others} 条
        </button>
      )}
    </>
  );
  const third = former && (
    <>
      <span className="given">{former.said}</span>
      <ReasonActions item={item} />
    </>
  );
  return <Lines first={first} second={second} third={third} />;
}

const Fact = ({ item: { place, fact } }: { item: Shown }) => (
  <span className="fact">
    <span className="col">{place}</span> {fact}
  </span>
);

const ClosedFact = ({ item: { place, fact } }: { item: Shown }) => (
  <>
    <ClosedTag />
    <span className="fact">
      <span className="col">已写明理由</span>
      {place} {fact}
    </span>
  </>
);
const ClosedReason = ({ item }: { item: Shown }) => (
  <>
    <span className="given">理由：{item.finding.reason}</span>
    <ClosedActions item={item} />
  </>
);

/** One of the proposals at a time, the likeliest first: that one Alt+G adopts. */
function Propose({ proposals, place }: { proposals: readonly Proposal[]; place: Place }) {
  const [at, setAt] = useState(0);
  // What corrects a sentence needs no words of its own: all of it is offered at once.
  if (proposals.every(({ why }) => why === ''))
    return proposals.map((one, index) => <Adopt key={one.label} proposal={one} place={place} isFirst={index === 0} />);
  const index = at % proposals.length;
  const proposal = proposals[index];
  if (!proposal) return null;
  return (
    <>
      {proposal.apply && <Adopt proposal={proposal} place={place} isFirst={index === 0} isFilled />}
      <span className="why">{proposal.why}</span>
      {proposals.length > 1 && (
        <button type="button" className="small edge" onClick={() => setAt(index + 1)}>
          另一种可能
        </button>
      )}
    </>
  );
}

interface AdoptProps {
  readonly proposal: Proposal;
  readonly place: Place;
  readonly isFirst: boolean;
  readonly isFilled?: boolean;
}
function Adopt({ proposal, place, isFirst, isFilled = isFirst }: AdoptProps) {
  return (
    <button type="button" className={isFilled ? 'primary small' : 'edge small'} onClick={() => adopt(proposal, place)}>
      {proposal.where && <span className="where">{proposal.where}</span>}
      {proposal.label} {isFirst && <kbd>Alt+G</kbd>}
    </button>
  );
}

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

function Operands({ side, at, lead }: { side: Side; at: CellId; lead: (id: CellId) => boolean }) {
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
  readonly at: CellId;
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

function BrokenBalance({ item, place }: { item: Shown; place: Place }) {
  const column = columnOf(item.finding.cells[0] ?? '') ?? '';
  const [left, right] = sidesOf(useReport(), column).map(({ sum = 0n }) => sum) as [Amount, Amount];
  const unequal = (
    <span className="ne" role="img" aria-label="不等于">
      ≠
    </span>
  );
  return (
    <>
      <span className="col">{columnLabel(column)}</span>
      <Equation column={column} at={place.kind === 'cell' ? place.id : ''} unequal={unequal} lead={() => true} />
      <span className="off">{gapOf(left, right)}</span>
    </>
  );
}

/** From a number to a sentence that states another. */
function ToSentence({ from }: { from: CellId }) {
  const items = statedAt(useStore(viewOf), from);
  const report = useReport();
  const sentence = items[0] && landingOf(items[0], report);
  if (!sentence) return null;
  return (
    <span className="stated">
      正文有 {items.length} 处与此不一致
      <button type="button" className="small edge" onClick={() => goTo(sentence)}>
        到这一句
      </button>
    </span>
  );
}
/** A number that its cell may not show whole. */
function LongNumber({ at }: { at: CellId }) {
  const text = useStore((s) => (s.document ? numberTyped(at, s.document.draft.report) : ''));
  return isLong(text) && <span className="fact">填的是 {text}</span>;
}
const CellNote = ({ at }: { at: CellId }) => (
  <>
    <LongNumber at={at} />
    <SinceLastYear id={at} />
    <ToSentence from={at} />
    <Keys of={{ kind: 'cell', id: at }} />
  </>
);
/** Nothing is wrong here: the sides as they stand, and the keys. */
function Balance({ column, at }: { column: string; at: CellId }) {
  const report = useReport();
  const [left, right] = sidesOf(report, column);
  const open = [...blanks(report)].filter((id) => columnOf(id) !== null && (column === 'total' || columnOf(id) === column)).length;
  const known = left.sum !== undefined && right.sum !== undefined;
  const equal = known && left.sum === right.sum;
  const isRowOpen = [...blanks(report)].some((id) => rowOf(id) === rowOf(at));
  const unequal = left.sum !== undefined && right.sum !== undefined ? gapOf(left.sum, right.sum) : '有看不懂的数，改正后再比';
  const unfinished = open > 0 ? `还有 ${open} 格未填` : known && isRowOpen ? '这一行填完再比' : unequal;
  const first = (
    <>
      {equal && <Icon name="done" />}
      <span className="col">{columnLabel(column)}</span>
      <Equation column={column} at={at} unequal={known && !equal && <span className="op">，</span>} lead={isTyped} />
      <span className={equal ? 'same' : 'open'}>{equal ? '两边相等' : unfinished}</span>
    </>
  );
  return <Lines first={first} second={<CellNote at={at} />} />;
}
