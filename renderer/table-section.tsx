/** A section that is a table: its heading with the commands for the whole table, the text printed before it, the table. */
import { useState } from 'react';
import { FORM, fillable, headingOf, type TableId } from '../shared/form.ts';
import { blanks, viewOf } from './derived.ts';
import { TextEditor } from './editor.tsx';
import { Icon } from './icon.tsx';
import { later } from './later.ts';
import { NextUntouched, StaleMeter } from './stale-meter.tsx';
import { fillNumbers, goTo, leaveText, notify, state, theDocument, update, useStore } from './store.ts';
import { TableGrid } from './table-grid.tsx';

export function TableSection({ id }: { id: TableId }) {
  const heading = headingOf(id);
  const hasText = useStore(({ document }) => document?.draft.report.texts[id].trim() !== '');
  const [wanted, setWanted] = useState(hasText);
  const [had, setHad] = useState(hasText);
  // What undo or a backup brings back is shown, and stays when the person goes on.
  if (hasText !== had) {
    setHad(hasText);
    setWanted(wanted || hasText);
  }
  // A text with findings, or one that the person was led to, is never hidden.
  const led = useStore(({ place }) => place?.kind === 'text' && place.id === id);
  const open = wanted || led;
  const wrong = useStore(
    (s) => viewOf(s).shown.filter(({ first, finding }) => finding.section === id && first === null && finding.quote !== null).length,
  );
  return (
    <>
      <div className="head">
        <h1>{heading}</h1>
        <div className="actions">
          <button type="button" className="small" aria-expanded={open} onClick={() => toggleText(id, open, setWanted)}>
            表前文字{!open && wrong > 0 && <small>{wrong} 条</small>}
          </button>
          <LastYearSwitch />
          <button
            type="button"
            className="edge small"
            onClick={() => void later.paste().then(({ pasteWholeTable }) => pasteWholeTable(id))}
          >
            粘贴整表…
          </button>
          <FillZeros id={id} />
        </div>
      </div>
      {open && (
        <div className="before">
          <TextEditor id={id} label={`${heading}，表前文字`} placeholder="印在表前的文字，一般不写。" autoHeight />
          <OldShare id={id} />
        </div>
      )}
      <div className="sheet">
        <TableGrid id={id} heading={heading} />
      </div>
    </>
  );
}

/** Its line stays while there is a text, so that the table does not move with what is written. */
function OldShare({ id }: { id: TableId }) {
  const has = useStore(({ document }) => document?.draft.lastYear != null && document.draft.report.texts[id].trim() !== '');
  if (!has) return null;
  return (
    <p className="old-share">
      <StaleMeter id={id} />
      <NextUntouched beside={id} />
    </p>
  );
}

function toggleText(id: TableId, open: boolean, setWanted: (wanted: boolean) => void): void {
  setWanted(!open);
  if (open) leaveText(id);
  else goTo({ kind: 'text', id });
}

function LastYearSwitch() {
  const on = useStore((s) => s.showLastYear);
  const known = useStore(({ document }) => document?.draft.lastYear?.year === (document?.draft.report.year ?? 0) - 1);
  if (!known) return null;
  return (
    <label className={`check ${on ? 'on' : ''}`}>
      <input type="checkbox" checked={on} onChange={() => update({ showLastYear: !on })} />
      <i>{on && <Icon name="done" />}</i>上年数
    </label>
  );
}

function FillZeros({ id }: { id: TableId }) {
  const count = useStore(({ document }) => (document ? blanksOf(id, blanks(document.draft.report)).length : 0));
  return (
    <button type="button" className="edge small" disabled={count === 0} onClick={() => fillZeros(id)}>
      其余填 0{count > 0 && <small>{count} 格</small>}
    </button>
  );
}
const blanksOf = (id: TableId, blank: ReadonlySet<string>): string[] =>
  fillable(FORM.tables[id]).flatMap((field) => (blank.has(field.id) ? [field.id] : []));

/** 其余填 0: fills what is blank in a table and touches nothing else. */
export function fillZeros(id: TableId): void {
  const ids = blanksOf(id, blanks(theDocument().draft.report));
  const { place } = state();
  fillNumbers(new Map(ids.map((cell) => [cell, '0'])));
  // The button has nothing left to do and cannot keep the focus.
  const back = place?.kind === 'cell' && FORM.fields.get(place.id)?.table === id ? place.id : ids[0];
  if (back) goTo({ kind: 'cell', id: back });
  const errors = viewOf(state()).shown.filter(({ tone, section }) => tone === 'error' && section === id).length;
  const found = errors > 0 ? `；这张表有错误 ${errors}，按 F8 查看` : '';
  // What is carried over is seldom nothing where there are requests.
  const carried = ids.some((cell) => cell.startsWith('requests.carriedOut.')) ? '；其中“四、结转下年度继续办理”也填了 0，请核对' : '';
  notify(`填了 ${ids.length} 格 0，可用 Ctrl+Z 一次撤销${carried}${found}`, errors > 0 ? 'doubt' : 'ok');
}
