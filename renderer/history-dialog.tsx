/** Earlier states of the document, to look at and to come back to. */
import { useEffect, useState } from 'react';
import type { Backup } from '../shared/api.ts';
import { tell } from './ask.ts';
import { restoreBackup } from './copies.ts';
import { Dialog } from './dialog.tsx';
import { readDraftBytes } from './draft-file.ts';
import { Icon } from './icon.tsx';
import { api } from './machine.ts';
import { closeDialog, state, update, useStore } from './store.ts';
import { whenAfter, whenExactly } from './when.ts';

const REASONS: Readonly<Record<Backup['why'], string>> = {
  previous: '保存前的一版',
  timed: '定时备份',
  setAside: '没有保存或选用的一份',
  handed: '交给浏览器下载的一份',
};

/** When it was the state of the document: what a save replaced was so before. */
const stoodAt = ({ at, writtenAt }: Backup): number => writtenAt ?? at;
const nameOf = ({ why, writtenAt }: Backup): string => (writtenAt === undefined ? REASONS[why] : '保存的一版');
const newestFirst = (backups: readonly Backup[]): Backup[] => [...backups].sort((a, b) => stoodAt(b) - stoodAt(a));

export function HistoryDialog() {
  const file = useStore((s) => s.document?.file ?? null);
  const isOpen = useStore((s) => s.document !== null);
  const [backups, setBackups] = useState<readonly Backup[] | null>(null);
  const id = file?.id ?? null;
  useEffect(() => {
    let isWanted = true;
    void api.backups(id).then((found) => isWanted && setBackups(newestFirst(found)));
    return () => {
      isWanted = false;
    };
  }, [id]);
  return (
    <Dialog
      className="history"
      title="历史备份"
      detail={file ? file.name : '这台电脑上的全部备份'}
      onClose={closeDialog}
      footer={
        <>
          <span className="spring" />
          <button type="button" className="edge" data-autofocus onClick={closeDialog}>
            关闭 <kbd>Esc</kbd>
          </button>
        </>
      }
      {...(isOpen && { calm: '恢复以前，先把现在的内容也留进这里；恢复是一步，可用 Ctrl+Z 撤销。' })}
    >
      {backups && backups.length === 0 && <NoBackups />}
      {backups && backups.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the list cannot be scrolled by keyboard
        <ol className="backups" tabIndex={0} aria-label="历史备份，新的在前">
          {backups.map((backup) => (
            <BackupRow key={backup.id} backup={backup} showName={!file} canCompare={isOpen} />
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function NoBackups() {
  return (
    <div className="empty">
      <Icon name="past" className="quiet" />
      <h2>还没有历史备份</h2>
      <p>每次保存都留下前一版，写的时候还会定时备份。保存以后再来这里看。</p>
    </div>
  );
}

function BackupRow({ backup, showName, canCompare }: { backup: Backup; showName: boolean; canCompare: boolean }) {
  const { at, writtenAt } = backup;
  const time = whenExactly(stoodAt(backup));
  return (
    <li>
      <div>
        <b>{time}</b>
        <span>
          {nameOf(backup)}
          {writtenAt !== undefined && `，${whenAfter(at, writtenAt)} 被替换`}
        </span>
        {showName && <small>{backup.name}</small>}
      </div>
      {canCompare && (
        <button type="button" className="edge small" aria-label={`比较 ${time}`} onClick={() => void compare(backup)}>
          比较…
        </button>
      )}
      <button type="button" className="edge small" aria-label={`恢复这一版 ${time}`} onClick={() => void restoreBackup(backup)}>
        恢复这一版
      </button>
    </li>
  );
}

async function compare(backup: Backup): Promise<void> {
  const found = await api.readBackup(backup.id);
  const read = found.kind === 'read' ? readDraftBytes(found.bytes) : found;
  const { document } = state();
  if (read.kind === 'failed' || !document) {
    if (read.kind === 'failed') await tell('没有读出这份备份', read.message);
    return;
  }
  const left = { name: nameOf(backup), at: stoodAt(backup), report: read.draft.report };
  const right = { name: '现在的内容', at: null, report: document.draft.report };
  update({ dialog: { kind: 'compare', left, right, back: { kind: 'history' } } });
}
