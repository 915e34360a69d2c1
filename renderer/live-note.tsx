/** What the bar under the form says of a number of a text that follows the table, or could. */
import { useMemo } from 'react';
import type { Proposal } from '../shared/finding.ts';
import { type Field, fieldOf } from '../shared/form.ts';
import { printed } from '../shared/live.ts';
import { figuresOf, type Report } from '../shared/report.ts';
import { liveNumberAt } from '../shared/stated.ts';
import { currentFinding, isOfSection, type Shown } from './derived.ts';
import { filledIn } from './grid-map.ts';
import { Icon } from './icon.tsx';
import { applyProposal, wordsOf } from './proposals.ts';
import { goTo, type Place, type State } from './store.ts';

interface LiveHere {
  readonly field: Field;
  readonly isLive: boolean;
  /** To follow the table from now on, or to stay as it is. */
  readonly change: Proposal | null;
}
/** The live number beside the caret, or the number there that might be one. */
export const useLiveHere = (report: Report, place: Place | null): LiveHere | null => useMemo(() => liveAt(report, place), [report, place]);

function liveAt(report: Report, place: Place | null): LiveHere | null {
  if (place?.kind !== 'text' || place.from === undefined) return null;
  const { id, from: at } = place;
  const now = figuresOf(report);
  const { text, numbers } = printed(report).texts[id];
  const live = numbers.find(({ written }) => written.from <= at && at <= written.to);
  if (live) {
    const insert = text.slice(live.printed.from, live.printed.to);
    const fixed = live.isFilled ? { text: id, ...live.written, label: '改成固定的数字', insert } : null;
    return { field: live.field, isLive: true, change: fixed };
  }
  const offer = liveNumberAt(report, now, id, at);
  const field = offer && fieldOf(offer.insert.slice(2, -2), now.form);
  return field ? { field, isLive: false, change: offer } : null;
}

/** The bar speaks of the number at the caret, but for a finding of the words there, or one that was walked to. */
export const isLiveFirst = (current: Shown | null, report: Report, walked: State['walked']): boolean =>
  !current || (isOfSection(current, report) && current.key !== walked?.key);

/** Alt+G where the bar offers that a number follow the table. True if it did. */
export function followTable(now: State): boolean {
  const report = now.document?.draft.report;
  const live = report && isLiveFirst(currentFinding(now), report, now.walked) ? liveAt(report, now.place) : null;
  if (!live?.change || live.isLive) return false;
  adopt(live.change);
  return true;
}
function adopt(change: Proposal): void {
  const proposal = wordsOf(change);
  applyProposal(proposal, null);
  if (proposal.place) goTo(proposal.place);
}

export function LiveFact({ live: { field, isLive } }: { live: LiveHere }) {
  return (
    <>
      <Icon name={isLive ? 'grid' : 'done'} />
      <span className="fact">
        <span className="col">{field.place}</span> {isLive ? '这个数随表更新。' : '与表相同。'}
      </span>
    </>
  );
}

export function LiveActions({ live: { field, isLive, change } }: { live: LiveHere }) {
  return (
    <>
      {change && (
        <button type="button" className={isLive ? 'edge small' : 'edge small follow'} onClick={() => adopt(change)}>
          {change.label} {!isLive && <kbd>Alt+G</kbd>}
        </button>
      )}
      {isLive && (
        <button type="button" className="edge small" onClick={() => goTo({ kind: 'cell', id: filledIn(field).id })}>
          到表里这一格
        </button>
      )}
    </>
  );
}
