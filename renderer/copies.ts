/** Copies of the work beside its file: the recovery copy while it is written, and the history of its earlier states. */
import type { Backup, Kept, Outcome, Recovered, RecoveryCopy } from '../shared/api.ts';
import { fieldOf, TEXT_IDS } from '../shared/form.ts';
import { ask, tell } from './ask.ts';
import { draftText, isDirty } from './derived.ts';
import { nameOf, readDraftBytes } from './draft-file.ts';
import { api } from './machine.ts';
import {
  caretOf,
  closeDialog,
  type OpenDocument,
  openDocument,
  type Place,
  replaceDraft,
  returnTo,
  state,
  theDocument,
  update,
  useStore,
} from './store.ts';

// Recovery

const copyOf = (open: OpenDocument): RecoveryCopy => ({
  session: open.session,
  file: open.file?.id ?? null,
  name: nameOf(open),
  text: draftText(open.draft),
  handedAt: open.handedAt,
  ...placeIn(open),
});
/** Where the person is in a document that is open, or changed it last. */
function placeIn(open: OpenDocument): Pick<RecoveryCopy, 'place'> {
  const { document, place } = state();
  const last = (document?.session === open.session ? place : null) ?? open.past.at(-1)?.place;
  return last ? { place: JSON.stringify(caretOf(last)) } : {};
}
/** Null for what no version of the window wrote. */
function placeSaid(said: string | undefined): Place | null {
  try {
    const { kind, id, from } = JSON.parse(said ?? 'null') ?? {};
    if (kind === 'cell') return fieldOf(id) ? { kind, id } : null;
    if (kind !== 'text' || !TEXT_IDS.includes(id)) return null;
    return { kind, id, ...(Number.isSafeInteger(from) && from >= 0 && { from }) };
  } catch {
    return null;
  }
}
const refused = (): Kept => ({ kind: 'failed', message: '程序出错，恢复副本没有存上。内容还在窗口里，按 Ctrl+S 存盘。' });

/** A copy of the document, told of in the status bar where it failed. */
export async function keepCopy(open: OpenDocument): Promise<void> {
  const kept = await api.keepRecovery(copyOf(open)).catch(refused);
  if (state().document?.session !== open.session) return;
  if (kept.kind === 'failed') update({ safety: { kind: 'unkept', message: kept.message } });
  else if (isDirty(theDocument())) update({ safety: { kind: 'kept', at: kept.at } });
}

/** Deletes the copy. One that stays nevertheless is offered at the next start, which harms nobody. */
export async function dropCopy(session: string): Promise<void> {
  await api.dropRecovery(session, false).catch(() => undefined);
}

/** What was handed to a browser may not have been stored, so its copy stays as long as the document. */
export const needsCopy = (open: OpenDocument): boolean => isDirty(open) || open.handedAt !== null;

const KEEP_AFTER = 1500;

/**
 * Keeps a copy of unsaved work soon after each change; while typing goes on, at least this often. Drops it where there is nothing
 * left to recover: everything was undone, or another document took the place of this one, which was settled before.
 */
export function keepSafe(): () => void {
  let timer: number | undefined;
  const keep = (): void => {
    timer = undefined;
    const open = state().document;
    if (open && needsCopy(open)) void keepCopy(open);
  };
  const stop = useStore.subscribe(({ document: now }, { document: before }) => {
    if (before && before.session !== now?.session) void dropCopy(before.session);
    if (!now || now.draft === before?.draft) return;
    if (needsCopy(now)) timer ??= window.setTimeout(keep, KEEP_AFTER);
    else void dropCopy(now.session);
  });
  // The page ends in good order: what was handed to the browser is in the history, too.
  const onEnd = (): void => {
    const open = state().document;
    if (open && open.handedAt !== null && !isDirty(open)) void dropCopy(open.session);
  };
  addEventListener('pagehide', onEnd);
  return () => {
    stop();
    removeEventListener('pagehide', onEnd);
    clearTimeout(timer);
  };
}

/** Takes up a copy that a crash left behind, where the person was. It stays unsaved until it is saved; its session goes on. */
export function recover(copy: Recovered): void {
  const read = readDraftBytes(new TextEncoder().encode(copy.text));
  if (read.kind === 'failed') return;
  const disk = copy.onDisk && readDraftBytes(copy.onDisk.bytes);
  openDocument(read.draft, copy.onDisk ? copy.file : null, disk?.kind === 'ok' ? draftText(disk.draft) : '', copy.session);
  update({ safety: { kind: 'kept', at: copy.at } });
  const place = placeSaid(copy.place);
  if (place) returnTo(place);
}
/** True where the copy went into the history. */
export const giveUpCopy = (copy: Recovered): Promise<boolean> => putInHistory(api.dropRecovery(copy.session, true));

// History

/** Puts what the window holds into the history. False, and told, where that failed: then nothing may take its place. */
export const putAside = (open: OpenDocument): Promise<boolean> => putInHistory(api.setAside(copyOf(open)));

async function putInHistory(put: Promise<Outcome>): Promise<boolean> {
  const outcome = await put.catch((): Outcome => ({ kind: 'failed', message: '程序出错，没有存进历史备份。什么都没有丢，先保存。' }));
  if (outcome.kind === 'failed') await tell('没有存进历史备份', outcome.message);
  return outcome.kind === 'done';
}

/**
 * True where what was handed to the browser may leave the window: it is in the history, or the person has seen the file. Where a
 * browser keeps nothing, the download is all there is.
 */
export async function putHandedAside(open: OpenDocument): Promise<boolean> {
  const put = await api.setAside(copyOf(open)).catch(() => null);
  if (put?.kind === 'done') return true;
  const answer = await ask({
    title: '下载的文件在吗？',
    detail: nameOf(open),
    lines: ['这个浏览器存不进历史备份，内容只在下载的文件里。请先到下载文件夹里看看它在不在。'],
    answers: [
      { id: 'there', label: '文件在，继续' },
      { id: 'cancel', label: '取消', keys: 'Esc' },
    ],
  });
  return answer === 'there';
}

/** A new document has no history of its own yet and is shown that of all: the state of another one is not taken by mistake. */
async function isMeant(backup: Backup, open: OpenDocument): Promise<boolean> {
  const name = nameOf(open);
  if (open.file || backup.name === name) return true;
  const answer = await ask({
    title: '这是另一份年报的备份',
    lines: [`备份是“${backup.name}”的，现在打开的是“${name}”。恢复后，窗口里换成备份的单位、年度和内容。`],
    answers: [
      { id: 'restore', label: '恢复这一版' },
      { id: 'cancel', label: '取消', keys: 'Esc' },
    ],
  });
  return answer === 'restore';
}

/** Shows an earlier state as an unsaved change, one step for undo; the present one goes into the history first. */
export async function restoreBackup(backup: Backup): Promise<void> {
  const found = await api.readBackup(backup.id);
  const read = found.kind === 'read' ? readDraftBytes(found.bytes) : found;
  if (read.kind === 'failed') {
    await tell('没有恢复', `“${backup.name}”：${read.message}`);
    return;
  }
  const open = state().document;
  if (!open) {
    openDocument(read.draft, null, '');
    return;
  }
  if (!(await isMeant(backup, open)) || !(await putAside(open))) return;
  replaceDraft(read.draft);
  closeDialog();
}
