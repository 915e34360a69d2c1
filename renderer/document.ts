/** What happens to a document as a whole: begun, opened, saved, given up. Every ending is told; nothing typed is lost. */
import { type DroppedFile, type FileRef, isReportName, type Opened, type Saved, type SaveRequest } from '../shared/api.ts';
import type { Draft } from '../shared/draft.ts';
import { isOfSame, type Report } from '../shared/report.ts';
import { ask, tell } from './ask.ts';
import { endComposing } from './composing.ts';
import { dropCopy, keepCopy, needsCopy, putAside, putHandedAside } from './copies.ts';
import { draftText, isDirty, summaryOf } from './derived.ts';
import { nameOf, readDraftBytes } from './draft-file.ts';
import { later } from './later.ts';
import { api } from './machine.ts';
import {
  closeDocument,
  type Dialog,
  leaveNumber,
  markExported,
  markSaved,
  type OpenDocument,
  openDocument,
  state,
  theDocument,
  update,
  useStore,
} from './store.ts';
import { when } from './when.ts';

// Opening

/** Unsaved from the start: the name that was typed is work too. */
export function newDocument(report: Report): void {
  openDocument({ report, lastYear: null }, null, '');
}
export const openFile = (): Promise<void> => moving(openBy(() => api.open()));
export const openRecent = (file: string): Promise<void> => moving(openBy(() => api.openRecent(file)));

/** The document is being opened or left, or last year's is chosen for it: what comes from outside waits for that. */
let move: Promise<unknown> = Promise.resolve();
export function moving<T>(work: Promise<T>): Promise<T> {
  move = work.catch(() => undefined);
  return work;
}

/** Leaves the document that is open and shows another one. What was typed while that one was read is asked about again. */
async function openBy(read: () => Promise<Opened>, mayGo = leave): Promise<void> {
  if (!(await mayGo())) return;
  const left = state().document?.draft;
  const opened = await read();
  if (opened.kind !== 'opened' || state().document?.draft === left) return takeOpened(opened);
  // It may be the very file that is saved now.
  const isSame = opened.file.id === state().document?.file?.id;
  return openBy(async () => (isSame ? api.openRecent(opened.file.id) : opened));
}

/** Shows a file that was opened, or says why not. The document before it was left already. */
export async function takeOpened(opened: Opened): Promise<void> {
  if (opened.kind === 'canceled') return;
  if (opened.kind === 'failed') {
    await tell('没有打开', opened.message);
    return;
  }
  if (isReportName(opened.file.name)) return showReport(opened, state().document?.draft ?? null);
  const read = readDraftBytes(opened.bytes);
  if (read.kind === 'failed') {
    await tell('没有打开', `“${opened.file.name}”：${read.message}`);
    return;
  }
  void api.remember(opened.file.id, null);
  openDocument(read.draft, opened.file, draftText(read.draft));
  void recallExported(opened.file, read.draft);
}
/** As the list of recent files says; until the draft is changed that stays true. */
async function recallExported({ id }: FileRef, draft: Draft): Promise<void> {
  const listed = (await api.recent().catch(() => [])).find(({ file }) => file.id === id);
  const open = state().document;
  if (listed?.summary?.exported && open?.file?.id === id && !open.exported) markExported(draft);
}

async function showReport(opened: Extract<Opened, { kind: 'opened' }>, left: Draft | null): Promise<void> {
  await (await later.importing()).openReport(opened, left);
}

/** A file dropped onto the window. A report is only looked at: nothing has to be left for it yet. */
export async function openDropped(file: DroppedFile): Promise<void> {
  if (state().dialog) return;
  if (!isReportName(file.name)) return moving(openBy(() => api.openDropped(file)));
  const opened = await api.openDropped(file);
  if (opened.kind === 'opened') await showReport(opened, null);
  else await takeOpened(opened);
}

/** A double click on a draft while the window stands: waits for the dialog that is up; of several, the last one counts. */
export async function openFromOutside(file: FileRef): Promise<void> {
  wanted = file;
  do {
    await whenNoDialog();
    await move;
  } while (state().dialog);
  if (wanted !== file) return;
  wanted = null;
  // The one that is open already has only to come forward, which its window has done.
  if (state().document?.file?.id !== file.id) await openRecent(file.id);
}
let wanted: FileRef | null = null;

export async function tryToClose(): Promise<void> {
  if (state().dialog?.kind === 'question' || !(await leaveDocument())) return;
  const { document: open } = state();
  // From here on no copy is kept of it any more.
  closeDocument();
  if (open) await dropCopy(open.session);
  api.close();
}

// Saving

const CHANGED = '文件在别处改过';

/** The saves that run, with their questions, by document. */
const running = new Map<string, Promise<boolean>>();

/** One save of a document at a time; one that is asked for meanwhile goes on where the first was not enough. */
export async function save(): Promise<boolean> {
  const { session } = theDocument();
  for (let before = running.get(session); before; before = running.get(session)) {
    if (!(await before)) return false;
    const open = state().document;
    if (open?.session !== session) return false;
    if (!isDirty(open)) return true;
  }
  return run(session, theDocument().file?.id ?? null);
}
export async function saveAs(): Promise<boolean> {
  const { session } = theDocument();
  for (let before = running.get(session); before; before = running.get(session)) await before;
  return run(session, null);
}
async function run(session: string, file: string | null): Promise<boolean> {
  const saving = saveTo(session, file, false);
  running.set(session, saving);
  try {
    return await saving;
  } finally {
    running.delete(session);
  }
}

/** False where the document was not saved, or is not the one in the window any more. */
async function saveTo(session: string, file: string | null, overwrite: boolean): Promise<boolean> {
  if (state().document?.session !== session) return false;
  // A number that is still being typed is tidied as if it had been left.
  const { editing } = state();
  if (editing) leaveNumber(editing);
  const open = theDocument();
  const text = draftText(open.draft);
  // Killed while it is written, the file holds the old state and the copy the new one, or both the new one and nothing is asked.
  if (isDirty(open)) await keepCopy(open);
  const request: SaveRequest = { session, file, suggestedName: nameOf(open), text, summary: summaryOf(open), overwrite };
  const saved = await api.save(request).catch((): Saved => refused(open));
  if (state().document?.session !== session) return tellLate(open, saved);
  switch (saved.kind) {
    case 'saved':
    case 'handed':
      markSaved(saved.kind, saved.file, text, saved.at);
      if (needsCopy(theDocument())) await keepCopy(theDocument());
      else await dropCopy(session);
      return state().document?.session === session;
    case 'canceled':
      return false;
    case 'failed':
    case 'missing':
      update({ safety: { kind: 'failed', message: saved.message } });
      return offerAnotherPlace(session, saved, () => saveTo(session, file, overwrite || saved.kind === 'missing'));
    case 'changed':
      return settleChange(session, saved.bytes, saved.at);
    case 'occupied':
      return settleOccupied(open, saved);
  }
}
const refused = (open: OpenDocument): Saved => ({
  kind: 'failed',
  message: `程序出错，“${nameOf(open)}”没有存上。内容还在窗口里，请另存到别处。`,
});

/** The document was left while it was saved. Another one may be in the window, with which nothing is done. */
async function tellLate(open: OpenDocument, saved: Saved): Promise<false> {
  if (saved.kind === 'saved' || saved.kind === 'handed' || saved.kind === 'canceled') return false;
  await tell(
    '没有存上',
    `“${nameOf(open)}”关闭以前的那次保存没有成功，文件还是保存以前的样子。`,
    '当时没有保存的改动在“文件 › 历史备份”里，打开那个文件就能恢复。',
  );
  return false;
}

/** Where the file is only gone, it may be elsewhere under another name: Enter does not make a second one. */
async function offerAnotherPlace(
  session: string,
  { kind, message }: { readonly kind: 'failed' | 'missing'; readonly message: string },
  again: () => Promise<boolean>,
): Promise<boolean> {
  const elsewhere = { id: 'elsewhere', label: '另存到别处…' };
  const later = { id: 'later', label: '以后再说' };
  const answer = await ask({
    title: '没有存上',
    lines: [message],
    answers:
      kind === 'missing' ? [elsewhere, { id: 'again', label: '写回原处' }, later] : [{ id: 'again', label: '再试一次' }, elsewhere, later],
    calm: '内容还在窗口里，恢复副本照常保存。',
  });
  if (answer === 'again') return again();
  return answer === 'elsewhere' && saveTo(session, null, false);
}

/** The dialog of the system asked about the name. That another unit or year stands in the file, only the draft in it says. */
async function settleOccupied({ session, draft }: OpenDocument, { file, bytes }: Extract<Saved, { kind: 'occupied' }>): Promise<boolean> {
  const replace = (): Promise<boolean> => saveTo(session, file.id, true);
  const read = readDraftBytes(bytes);
  if (read.kind === 'failed' || isOfSame(read.draft.report, draft.report)) return replace();
  const whose = ({ unit, year }: Report): string => `“${unit.name}”${year} 年度的`;
  const answer = await ask({
    title: '要替换另一份草稿吗？',
    detail: file.name,
    lines: [`这个文件里是${whose(read.draft.report)}草稿，窗口里的是${whose(draft.report)}。`],
    answers: [
      { id: 'elsewhere', label: '换个地方存…' },
      { id: 'replace', label: '替换', grave: true },
    ],
    calm: '选“替换”，文件里现在的内容留在“文件 › 历史备份”里。',
  });
  if (answer === 'replace') return replace();
  return answer === 'elsewhere' && saveTo(session, null, false);
}

/** The file was changed by someone else. True where the window's version was written after all; Enter alone never writes. */
async function settleChange(session: string, bytes: Uint8Array, at: number, compared = false): Promise<boolean> {
  const open = state().document;
  if (open?.session !== session) return false;
  const read = readDraftBytes(bytes);
  const mine = { id: 'mine', label: '保留窗口里的，写进文件' };
  const compare = { id: 'compare', label: '先比较…' };
  const theirs = { id: 'theirs', label: '用文件里的' };
  const later = { id: 'later', label: '以后再说' };
  const answers = compared ? [later, mine, theirs] : [compare, mine, theirs];
  const answer = await ask({
    title: CHANGED,
    detail: `${open.file?.name ?? ''}　${when(at)}`,
    lines:
      read.kind === 'ok'
        ? ['用文件里的，保留窗口里的，还是先比较？']
        : [`文件里现在的内容读不出来：${read.message}`, '可以用窗口里的内容盖过它。'],
    answers: read.kind === 'ok' ? answers : [later, mine],
    calm: '选哪一项都不会丢：没选的那份留在“文件 › 历史备份”里。',
  });
  if (answer === 'mine') return saveTo(session, open.file?.id ?? null, true);
  if (read.kind === 'failed' || answer === null || answer === 'later') return false;
  if (answer === 'theirs') {
    await takeFromDisk(theDocument());
    return false;
  }
  await compareWithWindow(read.draft, '文件里的', at);
  return settleChange(session, bytes, at, true);
}

/** Opened anew: from then on what the file holds now is what it is known to hold. */
async function takeFromDisk(open: OpenDocument): Promise<void> {
  const { file } = open;
  if (file)
    await openBy(
      () => api.openRecent(file.id),
      () => leaveAs(open, putAside(open)),
    );
}

function compareWithWindow(draft: Draft, name: string, at: number | null): Promise<void> {
  update({ dialog: { kind: 'compare', left: null, right: { name, at, report: draft.report }, back: null } });
  return untilDialogIs((dialog) => dialog?.kind !== 'compare');
}

export const whenNoDialog = (): Promise<void> => untilDialogIs((dialog) => dialog === null);
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
  await settleChange(open.session, found.bytes, found.at);
}
let lastSeen = '';

// Leaving

/** Asks what becomes of unsaved work. True where the document may go, as it is now. */
async function leave(): Promise<boolean> {
  await endComposing();
  const open = state().document;
  if (!open) return true;
  if (!isDirty(open)) return open.handedAt === null || (await leaveAs(open, putHandedAside(open)));
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
  // What was typed while it was saved is asked about again.
  if (answer === 'save') return (await save()) && leave();
  return answer === 'discard' && leaveAs(theDocument(), putAside(theDocument()));
}
/** What was typed while it was put aside is asked about, too. */
async function leaveAs(open: OpenDocument, aside: Promise<boolean>): Promise<boolean> {
  if (!(await aside)) return false;
  const now = state().document;
  return now?.session === open.session && (now.draft === open.draft || leave());
}
export const leaveDocument = (): Promise<boolean> => moving(leave());
export async function backToStart(): Promise<void> {
  if (await leaveDocument()) closeDocument();
}
