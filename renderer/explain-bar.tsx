/** The one place that explains: what is wrong where the person is, and one filled button. */
import { type ReactNode, useState } from 'react';
import { type CellId, FORM, requestColumnOf } from '../shared/form.ts';
import { isClosable } from '../shared/reasons.ts';
import { findingsAt, landingOf, type Shown, spokenFinding, statedAt, TONE_NAMES, viewOf } from './derived.ts';
import { Balance, BrokenBalance } from './equation.tsx';
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
  const said = useStore(({ notice, document, section, place: here }) =>
    notice && notice.draft === document?.draft && notice.section === section && (!notice.at || notice.at === here?.id) ? notice : null,
  );
  const report = useReport();
  const at = findingsAt(view, place, report);
  const items = place?.kind === 'cell' ? gravestFirst(at, place.id) : at;
  const current = useStore(spokenFinding);
  const column = place?.kind === 'cell' && requestColumnOf(place.id);
  const live = useLiveHere(report, place);
  const walked = useStore((state) => state.walked);
  const found = place && current && !(live && isLiveFirst(current, report, walked)) ? current : null;
  // One element whatever it says: a reader of the screen hears what changes in it, and nothing around it is drawn anew.
  return (
    <section className={`explain ${said?.tone ?? found?.tone ?? 'ok'}`} aria-label="说明" aria-live="polite">
      {said ? (
        <Lines
          first={<Said icon={said.tone === 'ok' ? 'done' : 'doubt'}>{said.text}</Said>}
          second={said.at && column && <Balance column={column} at={said.at} />}
        />
      ) : place && found ? (
        <Finding item={found} items={items} place={place} />
      ) : (
        <NothingWrong place={place} live={live} column={column} />
      )}
    </section>
  );
}
interface NothingWrongProps {
  readonly place: Place | null;
  readonly live: ReturnType<typeof useLiveHere>;
  readonly column: ReturnType<typeof requestColumnOf> | false;
}
function NothingWrong({ place, live, column }: NothingWrongProps) {
  const untouched = useUntouchedHere();
  const isConfirmed = useConfirmedHere();
  const closed = useStore(closedHere);
  if (closed) return <Lines first={<ClosedFact item={closed} />} second={<ClosedReason item={closed} />} />;
  if (column && place?.kind === 'cell')
    return <Lines first={<Balance column={column} at={place.id} />} second={<CellNote at={place.id} />} />;
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
      {item.finding.rule === 'R13' ? (
        <BrokenBalance finding={item.finding} at={place.kind === 'cell' ? place.id : null} />
      ) : (
        <Fact item={item} />
      )}
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
      {!former && <ReasonActions item={item} />}
      {untouched && <UntouchedActions paragraph={untouched} isBeside />}
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
