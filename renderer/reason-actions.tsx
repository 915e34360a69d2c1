/** What bar and pane offer beside a finding that can be closed, and what they say of one that is. */
import { isClosable } from '../shared/reasons.ts';
import type { Shown } from './derived.ts';
import { askReason, reopen, saveReason } from './reasons.ts';

export function ReasonActions({ item: { finding } }: { item: Shown }) {
  if (!isClosable(finding)) return null;
  const { former } = finding;
  return (
    <>
      {former && (
        <button type="button" className="small edge" title={former.given.text} onClick={() => saveReason(finding, former.given.text)}>
          沿用原来的理由
        </button>
      )}
      <button type="button" className="small give-reason" onClick={() => askReason(finding)}>
        写明理由… <kbd>Alt+R</kbd>
      </button>
    </>
  );
}

export function ClosedActions({ item: { finding } }: { item: Shown }) {
  return (
    <>
      <button type="button" className="small edge" onClick={() => askReason(finding)}>
        改理由… <kbd>Alt+R</kbd>
      </button>
      <button type="button" className="small give-reason" onClick={() => reopen(finding)}>
        重新列出
      </button>
    </>
  );
}
