/** 审核说明: the warnings that were closed with a reason, for whoever signs the report off. Copied as text; never part of the report. */
import { Fragment, useState } from 'react';
import { leftReasons, placeOf, reviewNotes } from '../shared/reasons.ts';
import { findings, viewOf } from './derived.ts';
import { Dialog } from './dialog.tsx';
import { api } from './machine.ts';
import { escaped } from './markup.ts';
import { closeDialog, theDocument, useStore } from './store.ts';

/** What happened, as a sentence. */
async function copyNotes(): Promise<string> {
  const { draft } = theDocument();
  const text = reviewNotes(draft.report, findings(draft));
  const html = `<p>${escaped(text.trimEnd()).replaceAll('\n', '<br>')}</p>`;
  const copied = await api.copy({ text, html });
  return copied.kind === 'done' ? '已复制，可以粘贴到 Word 或者聊天窗口里。' : copied.message;
}

export function NotesDialog() {
  const closed = useStore((s) => viewOf(s).closed);
  const { draft } = theDocument();
  const left = leftReasons(draft.report, findings(draft));
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => setSaid(await copyNotes());
  return (
    <Dialog
      title="审核说明"
      detail={closed.length > 0 ? `核对过、不改的 ${closed.length} 处，各有理由。` : undefined}
      onClose={closeDialog}
      className="notes-dialog"
      calm="供审核的人看，不印进报告。"
      footer={
        <>
          <span className="problem" role="status">
            {said}
          </span>
          <span className="spring" />
          {closed.length + left.length > 0 && (
            <button type="button" className="edge" onClick={copy}>
              复制全部
            </button>
          )}
          <button type="button" className="primary" onClick={closeDialog}>
            知道了 <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      {closed.length + left.length === 0 ? (
        <p className="say">还没有写明理由的条目。待核实的，属实就写明理由，会列在这里。</p>
      ) : (
        <dl className="notes" tabIndex={0} aria-label="写明了理由的条目">
          {closed.map(({ key, place, fact, finding }) => (
            <Fragment key={key}>
              <dt>
                <b>{place}</b> {fact}
              </dt>
              <dd>理由：{finding.reason}</dd>
            </Fragment>
          ))}
          {left.map((reason) => (
            <Fragment key={`${reason.rule} ${reason.key} ${reason.facts.join(' ')}`}>
              <dt>
                <b>{placeOf(reason)}</b> 现在没有对应的问题。
              </dt>
              <dd>理由：{reason.text}</dd>
            </Fragment>
          ))}
        </dl>
      )}
    </Dialog>
  );
}

/** In the export sheet, which stays as it is. */
export function NotesLine() {
  const count = useStore((s) => viewOf(s).closed.length);
  const [said, setSaid] = useState('');
  if (count === 0) return null;
  return (
    <p className="say notes-line">
      <span>已写明理由 {count}，不印进报告。</span>
      <button type="button" className="link" onClick={async () => setSaid(await copyNotes())}>
        复制审核说明
      </button>
      <span role="status">{said}</span>
    </p>
  );
}
