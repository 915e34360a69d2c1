/** The machine where there is no Electron: the browser itself. Nothing leaves it; files go through its own pickers and downloads. */
import {
  type Api,
  type DroppedFile,
  MAX_FILE_BYTES,
  type OnDisk,
  type Opened,
  type Saved,
  type SaveRequest,
  type Start,
  type WindowState,
} from '../shared/api.ts';
import { chooseFolder, fileIsInDownloads, writeExport } from './browser-export.ts';
import {
  type Content,
  canPickFiles,
  canPickPlaces,
  chooseByInput,
  contentOf,
  download,
  failed,
  type Handle,
  inTurn,
  isAllowed,
  isReadable,
  mismatch,
  nameOf,
  no,
  pickFile,
  pickPlace,
  TooLarge,
  type Wanted,
  writeTo,
} from './browser-files.ts';
import { DOWNLOADS, files, type Known, knowHandle, knowName, list, recent, tried } from './browser-known.ts';
import { clipboard, copy, listen, noteName, print, setTheme, storedTheme } from './browser-page.ts';
import { backups, dropRecovery, keepRecovery, readBackup, recovered, setAside } from './browser-recovery.ts';
import { adoptBackups, keepBackup, remove } from './browser-storage.ts';
import { equalBytes } from './bytes.ts';

async function openContent(known: Known, content: () => Promise<Content>): Promise<Opened> {
  const { file } = known;
  try {
    const { bytes, at } = await content();
    known.bytes = bytes;
    return { kind: 'opened', file, bytes, at };
  } catch (error) {
    return failed(error, file.name, '打开');
  }
}
async function openUnnamed(file: DroppedFile): Promise<Opened> {
  if (file.size > MAX_FILE_BYTES) return failed(new TooLarge(), file.name, '打开');
  return openContent(knowName(file.name), async () => ({ bytes: new Uint8Array(await file.arrayBuffer()), at: Date.now() }));
}
async function openHandle(handle: Handle): Promise<Opened> {
  const known = await knowHandle(handle);
  if (!(await isAllowed(handle, 'read'))) return failed(new DOMException('', 'NotAllowedError'), known.file.name, '打开');
  return openContent(known, () => contentOf(handle));
}
const open = (): Promise<Opened> => pick('draft', (chosen) => (chosen instanceof File ? openUnnamed(chosen) : openHandle(chosen)));
/** Neither known afterwards nor among the recent files: it is only read from. */
const choose = (): Promise<Opened> =>
  pick('either', async (chosen) => {
    const file = chosen instanceof File ? chosen : await chosen.getFile();
    if (file.size > MAX_FILE_BYTES) return failed(new TooLarge(), file.name, '打开');
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { kind: 'opened', file: { id: crypto.randomUUID(), name: file.name, folder: '' }, bytes, at: file.lastModified };
  });
async function pick(wanted: Wanted, take: (chosen: File | Handle) => Promise<Opened>): Promise<Opened> {
  try {
    const chosen = canPickFiles() ? await pickFile(wanted) : await chooseByInput();
    return chosen ? await take(chosen) : { kind: 'canceled' };
  } catch (error) {
    return failed(error, '文件', '打开');
  }
}
async function openRecent(id: string): Promise<Opened> {
  const handle = files.get(id)?.handle;
  return handle ? openHandle(handle) : no('浏览器没有记住这个文件。请按“打开”重新选它。');
}

// Saving

async function save(request: SaveRequest): Promise<Saved> {
  const known = request.file === null ? undefined : files.get(request.file);
  if (known?.handle) return saveInto(known, known.handle, request);
  if (!canPickPlaces()) return saveAsDownload(request);
  try {
    const handle = await pickPlace(request.suggestedName);
    if (!handle) return { kind: 'canceled' };
    const chosen = await knowHandle(handle);
    const saved = await saveInto(chosen, handle, { ...request, overwrite: true });
    if (saved.kind === 'saved') await tried(adoptBackups(request.session, chosen.file.id));
    return saved;
  } catch (error) {
    return failed(error, request.suggestedName, '存上');
  }
}

const saveInto = (known: Known, handle: Handle, request: SaveRequest): Promise<Saved> =>
  inTurn(known.file.id, () => saveNow(known, handle, request));
async function saveNow(known: Known, handle: Handle, { text, summary, overwrite }: SaveRequest): Promise<Saved> {
  const { file } = known;
  const bytes = new TextEncoder().encode(text);
  try {
    if (!(await isAllowed(handle, 'readwrite'))) return failed(new DOMException('', 'NotAllowedError'), file.name, '存上');
    const before = await contentOf(handle);
    const [document, writtenAt] = [file.id, before.at];
    if (!overwrite && known.bytes && !equalBytes(before.bytes, known.bytes)) return { kind: 'changed', file, ...before };
    if (before.bytes.length > 0 && !equalBytes(before.bytes, bytes)) {
      await tried(keepBackup({ document, file: document, name: file.name, bytes: before.bytes, why: 'previous', writtenAt }));
    }
    const after = await writeTo(handle, bytes);
    if (!equalBytes(after.bytes, bytes)) return mismatch(file.name, '内容还在窗口里，请另存到别处。');
    known.bytes = bytes;
    await list(known, summary);
    return { kind: 'saved', file, at: after.at };
  } catch (error) {
    return failed(error, file.name, '存上');
  }
}

/** Nobody learns whether a download was stored: what was handed over is in the history as well. */
async function saveAsDownload({ session, suggestedName, text }: SaveRequest): Promise<Saved> {
  const bytes = new TextEncoder().encode(text);
  const known = knowName(suggestedName, DOWNLOADS);
  const { file } = known;
  if (known.bytes && !equalBytes(known.bytes, bytes)) {
    await tried(keepBackup({ document: file.id, file: file.id, name: file.name, bytes: known.bytes, why: 'previous' }));
  }
  download(suggestedName, bytes);
  known.bytes = bytes;
  await tried(adoptBackups(session, file.id));
  const kept = keepBackup({ document: file.id, file: file.id, name: file.name, bytes, why: 'handed' });
  isOnlyHanded = await kept.then(
    () => false,
    () => true,
  );
  return { kind: 'handed', file, at: Date.now() };
}

const onDisk = (id: string): Promise<OnDisk> => inTurn(id, () => compare(id));
async function compare(id: string): Promise<OnDisk> {
  const { handle = null, bytes = null } = files.get(id) ?? {};
  if (!handle || !bytes || !(await isReadable(handle))) return { kind: 'same' };
  try {
    const now = await contentOf(handle);
    return equalBytes(now.bytes, bytes) ? { kind: 'same' } : { kind: 'changed', ...now };
  } catch (error) {
    return { kind: nameOf(error) === 'NotFoundError' ? 'missing' : 'same' };
  }
}

// The window

let isDirty = false;
/** What was downloaded last is nowhere else: whether it was stored the person must see. */
let isOnlyHanded = false;
function describe({ title, file, dirty }: WindowState): void {
  document.title = title;
  isDirty = dirty;
  void noteName(files.get(file ?? '')?.file.name ?? '');
}

const STAY_AWAKE = 60_000;
async function start(): Promise<Start> {
  window.addEventListener('beforeunload', (event) => {
    if (!isDirty && !isOnlyHanded) return;
    event.preventDefault();
    // Chromium before 119 asks only then.
    event.returnValue = '';
  });
  // The loopback server ends when nobody asks for anything; it must not while a window stands open.
  setInterval(() => void fetch('preview.html').catch(() => undefined), STAY_AWAKE);
  const listed = await recent();
  return { version: __VERSION__, theme: storedTheme(), recent: listed, recovered: await recovered(), opened: null };
}

export const browserApi = (): Api => ({
  edition: 'browser',
  remembersFiles: canPickFiles(),
  start,
  recent,
  remember: async (file, summary) => {
    const known = files.get(file);
    if (known) await list(known, summary);
  },
  forget: (file) => tried(remove('files', file)),
  open,
  choose,
  openRecent,
  openDropped: openUnnamed,
  save,
  onDisk,
  keepRecovery,
  dropRecovery,
  backups,
  readBackup,
  setAside,
  chooseFolder,
  folderOf: async () => null,
  writeExport,
  pdf: async () => null,
  print,
  openExported: fileIsInDownloads,
  reveal: fileIsInDownloads,
  copy,
  clipboard,
  setTheme,
  describe,
  close: () => {
    isDirty = false;
    isOnlyHanded = false;
    window.close();
  },
  listen,
});
