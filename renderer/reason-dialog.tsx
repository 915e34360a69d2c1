/** 写明理由: the finding, and why it is true all the same; kept for the reviewer, never printed. */
import { type KeyboardEvent, useId, useState } from 'react';
import type { Finding } from '../shared/finding.ts';
import { reasonProblem, typicalReasons } from '../shared/reasons.ts';
import { keyOf, placeAndFact } from './derived.ts';
import { Dialog, Problem } from './dialog.tsx';
import { reopen, saveReason } from './reasons.ts';
import { closeDialog, theDocument } from './store.ts';

/** What was written and neither saved nor deleted, by document and finding: Esc pressed by mistake takes nothing away. */
const unfinished = new Map<string, string>();

export function ReasonDialog({ finding }: { finding: Finding }) {
  const { former, reason } = finding;
  const place = `${theDocument().session} ${keyOf(finding)}`;
  const [text, setWritten] = useState(unfinished.get(place) ?? reason ?? former?.given.text ?? '');
  const setText = (written: string): void => {
    unfinished.set(place, written);
    setWritten(written);
  };
  const [asked, setAsked] = useState(false);
  const id = useId();
  const problem = asked ? reasonProblem(text) : null;
  const save = (): void => {
    setAsked(true);
    if (reasonProblem(text) !== null) return;
    unfinished.delete(place);
    closeDialog();
    saveReason(finding, text);
  };
  /** A reason is one paragraph: Enter ends it. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    save();
  };
  return (
    <Dialog
      title={reason === undefined ? '写明理由' : '改理由'}
      onClose={closeDialog}
      className="reason-dialog"
      calm="理由存在草稿里，供审核的人看，不印进报告。数字或文字一变，这一条会重新列出。"
      footer={
        <>
          {reason !== undefined && <ReopenButton finding={finding} onReopen={() => unfinished.delete(place)} />}
          <Problem id={id} text={problem} />
          <span className="spring" />
          <button type="button" className="edge" onClick={closeDialog}>
            取消 <kbd>Esc</kbd>
          </button>
          <button type="button" className="primary" onClick={save}>
            保存 <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      <About finding={finding} />
      <div className="reason-field">
        <label htmlFor={`${id}text`}>理由</label>
        <textarea
          id={`${id}text`}
          rows={3}
          data-autofocus
          value={text}
          aria-invalid={problem !== null}
          {...(problem && { 'aria-describedby': id })}
          onChange={({ target }) => setText(target.value)}
          onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
          onKeyDown={onKeyDown}
        />
        <Typical finding={finding} text={text} onTake={setText} />
      </div>
    </Dialog>
  );
}

function ReopenButton({ finding, onReopen }: { finding: Finding; onReopen: () => void }) {
  const onClick = (): void => {
    onReopen();
    closeDialog();
    reopen(finding);
  };
  return (
    <button type="button" className="small-text" onClick={onClick}>
      删去理由，重新列出
    </button>
  );
}

function About({ finding: { message, former } }: { finding: Finding }) {
  const [place, fact] = placeAndFact(message);
  return (
    <div className="reason-about">
      <p>
        <b>{place}</b> {fact}
      </p>
      {former && <p className="former">{former.said}</p>}
    </div>
  );
}

/** What is often true is taken up by a click, behind what was written already. */
function Typical({ finding, text, onTake }: { finding: Finding; text: string; onTake: (text: string) => void }) {
  const left = typicalReasons(finding).filter((typical) => !text.includes(typical));
  if (left.length === 0) return null;
  const take = (typical: string): void => {
    const written = text.trim().replace(/[，；。]$/, '');
    onTake(written === '' ? typical : `${written}；${typical}`);
    document.querySelector<HTMLElement>('.reason-field textarea')?.focus();
  };
  return (
    <p className="typical">
      常见的：
      {left.map((typical) => (
        <button key={typical} type="button" className="edge small" onClick={() => take(typical)}>
          {typical}
        </button>
      ))}
    </p>
  );
}
