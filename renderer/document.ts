/** What happens to a document as a whole: begun, opened, saved, kept safe, given up. Every ending is told; nothing typed is lost. */
import type { Backup, DroppedFile, Kept, Opened, Recovered, SaveRequest } from '../shared/api.ts';
import { DRAFT_FORMAT, type Draft, endingSentence, MAX_DRAFT_BYTES, parseDraft } from '../shared/draft.ts';
import type { Report } from '../shared/report.ts';
import { draftText, isDirty, summaryOf } from './derived.ts';
import { api } from './machine.ts';
import {
  ask,
  closeDocument,
  type Dialog,
  leaveNumber,
  markSaved,
  type OpenDocument,
  openDocument,
  replaceDraft,
  state,
  tell,
  theDocument,
  update,
  useStore,
} from './store.ts';
import { when } from './when.ts';

export type Read = { readonly kind: 'ok'; readonly draft: Draft } | { readonly kind: 'failed'; readonly message: string };

/** The draft in the bytes of a file. Strictly: a broken character must not turn into another one without a word. */
export function readDraftBytes(bytes: Uint8Array): Read {
  if (bytes.byteLength > MAX_DRAFT_BYTES) return { kind: 'failed', message: '文件太大，不像一份年报草稿。请看看是不是选错了文件。' };
  if (bytes.byteLength === 0) return { kind: 'failed', message: '文件是空的。请从“文件 › 历史备份”恢复。' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const isOurs = new TextDecoder('latin1').decode(bytes).includes(DRAFT_FORMAT);
    return { kind: 'failed', message: endingSentence({ kind: isOurs ? 'damaged' : 'notDraft' }) };
  }
  const opened = parseDraft(text);
  return opened.kind === 'ok' ? opened : { kind: 'failed', message: endingSentence(opened) };
}

// Opening

/** Unsaved from the start: the name that was typed is work too. */
export function newDocument(report: Report): void {
  openDocument({ report, lastYear: null }, null, '');
}
export async function openFile(): Promise<void> {
  if (await leaveDocument()) await takeOpened(await api.open());
}
export async function openRecent(file: string): Promise<void> {
  if (await leaveDocument()) await takeOpened(await api.openRecent(file));
}
/** Shows a file that was opened, or says why not. The document before it was left already. */
export async function takeOpened(opened: Opened): Promise<void> {
  if (opened.kind === 'canceled') return;
  if (opened.kind === 'failed') {
    await tell('没有打开', opened.message);
    return;
  }
  const read = readDraftBytes(opened.bytes);
  if (read.kind === 'failed') await tell('没有打开', `“${opened.file.name}”：${read.message}`);
  else openDocument(read.draft, opened.file, draftText(read.draft));
}

/** A file from outside: dropped onto the window, or opened by a double click while the window stands. */
export async function openDropped(file: DroppedFile): Promise<void> {
  if (!state().dialog && (await leaveDocument())) await takeOpened(await api.openDropped(file));
}
export async function openFromOutside(opened: Opened): Promise<void> {
  await untilDialogIs((dialog) => dialog === null);
  if (await leaveDocument()) await takeOpened(opened);
}
export async function tryToClose(): Promise<void> {
  if (state().dialog?.kind === 'question') return;
  if (!(await leaveDocument())) return;
  const { document: open } = state();
  // From here on no copy is kept of it any more.
  closeDocument();
  if (open) await api.dropRecovery(open.session, false);
  api.close();
}

// Saving

const CHANGED = '文件在别处改过';
const fileName = ({ unit, year }: Report): string => `${unit.name.trim() || '年报'}${year}.nianbao`;
const nameOf = ({ file, draft }: OpenDocument): string => file?.name ?? fileName(draft.report);

export const save = (): Promise<boolean> => saveTo(theDocument().file?.id ?? null, false);
export const saveAs = (): Promise<boolean> => saveTo(null, false);

/** False where nothing was saved: canceled, failed, or not yet decided. */
async function saveTo(file: string | null, overwrite: boolean): Promise<boolean> {
  // A number that is still being typed is tidied as if it had been left.
  const { editing } = state();
  if (editing) leaveNumber(editing);
  const open = theDocument();
  const text = draftText(open.draft);
  // Killed while it is written, the file holds the old state and the copy the new one, or both the new one and nothing is asked.
  if (isDirty(open)) await keepCopy(open);
  const request: SaveRequest = { file, suggestedName: nameOf(open), text, summary: summaryOf(open), overwrite };
  const saved = await api.save(request);
  switch (saved.kind) {
    case 'saved':
      if (state().document?.session !== open.session) return true;
      markSaved(saved.file, text, saved.at);
      if (!isDirty(theDocument())) await api.dropRecovery(open.session, false);
      return true;
    case 'canceled':
      return false;
    case 'failed':
      update({ safety: { kind: 'failed', message: saved.message } });
      return offerAnotherPlace(saved.message, () => saveTo(file, overwrite));
    case 'changed':
      return settleChange(saved.bytes, saved.at);
  }
}

async function offerAnotherPlace(message: string, again: () => Promise<boolean>): Promise<boolean> {
  const answer = await ask({
    title: '没有存上',
    lines: [message],
    answers: [
      { id: 'again', label: '再试一次' },
      { id: 'elsewhere', label: '另存到别处…' },
      { id: 'later', label: '以后再说' },
    ],
    calm: '内容还在窗口里，恢复副本照常保存。',
  });
  if (answer === 'again') return again();
  return answer === 'elsewhere' ? saveAs() : false;
}

/** The file was changed by someone else. True where the window's version was written after all. */
async function settleChange(bytes: Uint8Array, at: number): Promise<boolean> {
  const open = theDocument();
  const read = readDraftBytes(bytes);
  const answer = await ask({
    title: CHANGED,
    detail: `${open.file?.name ?? ''}　${when(at)}`,
    lines:
      read.kind === 'ok'
        ? ['用文件里的，保留窗口里的，还是先比较？']
        : [`文件里现在的内容读不出来：${read.message}`, '可以用窗口里的内容盖过它。'],
    answers: [
      { id: 'mine', label: '保留窗口里的，写进文件' },
      ...(read.kind === 'ok'
        ? [
            { id: 'theirs', label: '用文件里的' },
            { id: 'compare', label: '先比较…' },
          ]
        : []),
    ],
    calm: '选哪一项都不会丢：没选的那份留在“文件 › 历史备份”里。',
  });
  if (answer === 'mine') return saveTo(open.file?.id ?? null, true);
  if (read.kind === 'failed' || answer === null) return false;
  if (answer === 'theirs') {
    await takeFromDisk(open);
    return false;
  }
  await compareWithWindow(read.draft, '文件里的', at);
  return settleChange(bytes, at);
}

/** Opened anew: from then on what the file holds now is what it is known to hold. */
async function takeFromDisk(open: OpenDocument): Promise<void> {
  if (open.file && (await putAside(open))) await takeOpened(await api.openRecent(open.file.id));
}

/** Puts what the window holds into the history. False, and told, where that failed: then nothing may take its place. */
async function putAside(open: OpenDocument): Promise<boolean> {
  return putInHistory(api.setAside(open.file?.id ?? null, nameOf(open), draftText(open.draft)));
}
async function putInHistory(put: Promise<void>): Promise<boolean> {
  try {
    await put;
    return true;
  } catch {
    await tell('没有存进历史备份', '放历史备份的磁盘可能已满，或不能写。什么都没有丢：腾出空间后再试，或先保存。');
    return false;
  }
}

function compareWithWindow(draft: Draft, name: string, at: number | null): Promise<void> {
  const left = { name: '窗口里的', at: null, report: theDocument().draft.report };
  update({ dialog: { kind: 'compare', left, right: { name, at, report: draft.report }, back: null } });
  return untilDialogIs((dialog) => dialog?.kind !== 'compare');
}

function untilDialogIs(wanted: (dialog: Dialog | null) => boolean): Promise<void> {
  if (wanted(state().dialog)) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useStore.subscribe(({ dialog }) => {
      if (!wanted(dialog)) return;
      stop();
      resolve();
    });
  });
}

/** When the window comes to the front: has someone else changed the file? Asked once for each of its states. */
export async function lookAtDisk(): Promise<void> {
  const open = state().document;
  if (!open?.file || state().dialog) return;
  const found = await api.onDisk(open.file.id);
  if (found.kind !== 'changed' || state().document?.session !== open.session || state().dialog) return;
  const seen = `${open.session} ${found.at}`;
  if (seen === lastSeen) return;
  lastSeen = seen;
  await settleChange(found.bytes, found.at);
}
let lastSeen = '';

// Leaving

/** Asks what becomes of unsaved work. True where the document may go. */
export async function leaveDocument(): Promise<boolean> {
  const open = state().document;
  if (!open || !isDirty(open)) return true;
  const answer = await ask({
    title: '要保存改动吗？',
    detail: nameOf(open),
    lines: ['有改动还没有存进文件。'],
    answers: [
      { id: 'save', label: '保存', keys: 'Enter' },
      { id: 'discard', label: '不保存', grave: true },
      { id: 'cancel', label: '取消', keys: 'Esc' },
    ],
    calm: '选“不保存”，这些改动仍留在“文件 › 历史备份”里。',
  });
  if (answer === 'save') return save();
  return answer === 'discard' && putAside(open);
}
export async function backToStart(): Promise<void> {
  if (await leaveDocument()) closeDocument();
}

// Recovery and history

const KEEP_AFTER = 1500;
const keepCopy = (open: OpenDocument): Promise<Kept> =>
  api.keepRecovery({ session: open.session, file: open.file?.id ?? null, name: nameOf(open), text: draftText(open.draft) });

/**
 * Keeps a copy of unsaved work soon after each change; while typing goes on, at least this often. Drops it where there is nothing
 * left to recover: everything was undone, or another document took the place of this one, which was settled before.
 */
export function keepSafe(): () => void {
  let timer: number | undefined;
  const keep = async (): Promise<void> => {
    timer = undefined;
    const open = state().document;
    if (!open || !isDirty(open)) return;
    const kept = await keepCopy(open);
    if (state().document?.session !== open.session) return;
    if (kept.kind === 'failed') update({ safety: { kind: 'failed', message: kept.message } });
    else if (isDirty(theDocument())) update({ safety: { kind: 'kept', at: kept.at } });
  };
  const stop = useStore.subscribe(({ document: now }, { document: before }) => {
    if (before && before.session !== now?.session) void api.dropRecovery(before.session, false);
    if (!now || now.draft === before?.draft) return;
    if (isDirty(now)) timer ??= window.setTimeout(keep, KEEP_AFTER);
    else void api.dropRecovery(now.session, false);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Takes up a copy that a crash left behind. It stays unsaved until it is saved; its session goes on. */
export function recover(copy: Recovered): void {
  const read = readDraftBytes(new TextEncoder().encode(copy.text));
  if (read.kind === 'failed') return;
  const disk = copy.onDisk && readDraftBytes(copy.onDisk.bytes);
  openDocument(read.draft, copy.onDisk ? copy.file : null, disk?.kind === 'ok' ? draftText(disk.draft) : '', copy.session);
  update({ safety: { kind: 'kept', at: copy.at } });
}
/** True where the copy went into the history. */
export const giveUpCopy = (copy: Recovered): Promise<boolean> => putInHistory(api.dropRecovery(copy.session, true));

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
  if (!(await putAside(open))) return;
  replaceDraft(read.draft);
  update({ dialog: null });
}
