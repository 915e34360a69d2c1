/** The machine where there is no Electron: the browser itself. Nothing leaves it; files go through its own pickers and downloads. */
import {
  type Api,
  type DroppedFile,
  type Exported,
  type ExportRequest,
  type FileRef,
  type Folder,
  isReportName,
  type Kept,
  type OnDisk,
  type Opened,
  type Outcome,
  type RecentFile,
  type Recovered,
  type RecoveryCopy,
  type Saved,
  type SaveRequest,
  type Start,
  type WindowState,
} from '../shared/api.ts';
import {
  type Content,
  canPickFiles,
  canPickFolders,
  canPickPlaces,
  chooseByInput,
  contentOf,
  download,
  failed,
  type Handle,
  inTurn,
  isAllowed,
  isReadable,
  MAX_BYTES,
  mismatch,
  nameOf,
  no,
  pickFile,
  pickFolder,
  pickPlace,
  TooLarge,
  type Wanted,
  writeTo,
} from './browser-files.ts';
import { clipboard, copy, listen, noteName, print, setTheme, storedTheme } from './browser-page.ts';
import {
  adoptBackups,
  claim,
  equalBytes,
  keepBackup,
  keepTimed,
  put,
  read,
  readAll,
  release,
  remove,
  type StoredCopy,
  type StoredFile,
} from './browser-storage.ts';

const DOWNLOADS = '浏览器的下载文件夹';
const orNothing = <T>(rows: Promise<T[]>): Promise<T[]> => rows.catch(() => []);
/** Losing a convenience (the list of recent files, an earlier state) must not stop the work itself. */
const tried = (work: Promise<void>): Promise<void> => work.catch(() => undefined);

// Files of this run

interface Known {
  readonly file: FileRef;
  /** Absent where the browser gives none: such a file can be read once and saved as a download. */
  readonly handle: Handle | null;
  /** What was last read or written. */
  bytes: Uint8Array | null;
}
const files = new Map<string, Known>();

function know(id: string, name: string, handle: Handle | null, folder = ''): Known {
  const known = { file: { id, name, folder }, handle, bytes: files.get(id)?.bytes ?? null };
  files.set(id, known);
  return known;
}
/** A file has the same id whenever it is chosen; without a handle its name is all there is to know it by. */
async function knowHandle(handle: Handle): Promise<Known> {
  for (const known of files.values()) if (known.handle && (await handle.isSameEntry(known.handle))) return known;
  return know(crypto.randomUUID(), handle.name, handle);
}
const knowName = (name: string, folder = ''): Known => know(`name:${name}`, name, null, folder);

async function openContent(known: Known, content: () => Promise<Content>): Promise<Opened> {
  const { file } = known;
  try {
    const { bytes, at } = await content();
    known.bytes = bytes;
    if (!isReportName(file.name)) await list(known);
    return { kind: 'opened', file, bytes, at };
  } catch (error) {
    return failed(error, file.name, '打开');
  }
}
async function openUnnamed(file: DroppedFile): Promise<Opened> {
  if (file.size > MAX_BYTES) return failed(new TooLarge(), file.name, '打开');
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
    if (file.size > MAX_BYTES) return failed(new TooLarge(), file.name, '打开');
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

// Recent files

const RECENT = 10;
async function list({ file, handle }: Known, summary?: StoredFile['summary']): Promise<void> {
  if (!handle) return;
  const rows = await orNothing(readAll('files'));
  const before = rows.find(({ id }) => id === file.id)?.summary ?? null;
  await tried(put('files', { id: file.id, name: file.name, at: Date.now(), summary: summary ?? before, handle }));
  const old = rows.filter(({ id }) => id !== file.id).slice(RECENT - 1);
  if (old.length > 0) await tried(remove('files', ...old.map(({ id }) => id)));
}
async function recent(): Promise<RecentFile[]> {
  const rows = await orNothing(readAll('files'));
  return Promise.all(
    rows.map(async ({ id, name, at, summary, handle }) => {
      const { file } = files.get(id) ?? know(id, name, handle);
      return { file, at, summary, missing: await isMissing(handle) };
    }),
  );
}
/** Where the browser would have to ask first, it is taken to be there. */
async function isMissing(handle: Handle): Promise<boolean> {
  if (!(await isReadable(handle))) return false;
  return handle.getFile().then(
    () => false,
    (error) => nameOf(error) === 'NotFoundError',
  );
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
    if (!overwrite && known.bytes && !equalBytes(before.bytes, known.bytes)) return { kind: 'changed', file, ...before };
    if (before.bytes.length > 0 && !equalBytes(before.bytes, bytes)) {
      await tried(keepBackup({ document: file.id, file: file.id, name: file.name, bytes: before.bytes, why: 'previous' }));
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
  await tried(keepBackup({ document: file.id, file: file.id, name: file.name, bytes, why: 'handed' }));
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

// Recovery copies and the history

async function keepRecovery(copy: RecoveryCopy): Promise<Kept> {
  const { session, file, name, text, handedAt } = copy;
  const at = Date.now();
  try {
    await claim(session);
    await put('recovery', { session, file, name, text, handedAt, at });
  } catch {
    return no('这个浏览器不允许保存恢复副本，请常按 Ctrl+S 保存。');
  }
  await tried(keepTimed(file ?? session, file, name, new TextEncoder().encode(text)));
  return { kind: 'kept', at };
}
async function dropRecovery(session: string, aside: boolean): Promise<Outcome> {
  try {
    const copy = aside ? await read('recovery', session) : undefined;
    const kept: Outcome = copy ? await setAside(copy) : { kind: 'done' };
    if (kept.kind === 'failed') return kept;
  } catch {
    return notAside();
  }
  await tried(remove('recovery', session));
  release(session);
  return { kind: 'done' };
}
const notAside = (): Outcome => no('浏览器不许存，或给它的地方已满，没有存进历史备份。什么都没有丢，先保存。');
async function setAside({ session, file, name, text }: RecoveryCopy): Promise<Outcome> {
  try {
    await keepBackup({ document: file ?? session, file, name, bytes: new TextEncoder().encode(text), why: 'setAside' });
    return { kind: 'done' };
  } catch {
    return notAside();
  }
}

/** Copies of sessions that no window has now. Taking them keeps another window from offering them at the same time. */
async function recovered(): Promise<Recovered[]> {
  const copies = await orNothing(readAll('recovery'));
  const free = await Promise.all(copies.map(({ session }) => claim(session)));
  return Promise.all(copies.filter((_, index) => free[index]).map(recoveredOf));
}
async function recoveredOf({ session, name, at, text, handedAt, file }: StoredCopy): Promise<Recovered> {
  const known = file === null ? undefined : files.get(file);
  const handle = known?.handle;
  const disk = handle && (await isReadable(handle)) ? await contentOf(handle).catch(() => null) : null;
  // What the copy was made from is not known any more, so the file is taken as it is now.
  if (known && disk) known.bytes = disk.bytes;
  return { session, name, at, text, handedAt, file: known?.file ?? null, onDisk: disk };
}

// Export

const folders = new Map<string, FileSystemDirectoryHandle>();
/** Files this window has written into a folder, which it may replace without asking. */
const own = new Set<string>();

async function chooseFolder(): Promise<Folder | null> {
  if (!canPickFolders()) return null;
  try {
    const handle = await pickFolder();
    if (!handle) return null;
    const id = crypto.randomUUID();
    folders.set(id, handle);
    return { id, path: handle.name };
  } catch {
    return null;
  }
}

async function writeExport({ folder, name, bytes, overwrite }: ExportRequest): Promise<Exported> {
  const directory = folder === null ? undefined : folders.get(folder);
  if (!directory) {
    download(name, bytes);
    return { kind: 'written', file: knowName(name, DOWNLOADS).file, bytes, at: Date.now() };
  }
  const key = `${folder}/${name}`;
  try {
    if (!overwrite && !own.has(key) && (await holds(directory, name))) return { kind: 'exists' };
    const handle: Handle = await directory.getFileHandle(name, { create: true });
    const written = await writeTo(handle, bytes);
    own.add(key);
    return { kind: 'written', file: know(crypto.randomUUID(), name, handle, directory.name).file, ...written };
  } catch (error) {
    const { message } = failed(error, name, '写出');
    const isHeld = ['NoModificationAllowedError', 'InvalidStateError'].includes(nameOf(error));
    return { kind: isHeld ? 'held' : 'failed', message };
  }
}
const holds = (directory: FileSystemDirectoryHandle, name: string): Promise<boolean> =>
  directory.getFileHandle(name).then(
    () => true,
    (error) => {
      if (nameOf(error) === 'NotFoundError') return false;
      throw error;
    },
  );

const fileIsInDownloads = async (id: string): Promise<Outcome> => {
  const { name = '', folder = '' } = files.get(id)?.file ?? {};
  return no(`浏览器把文件存到了“${folder === DOWNLOADS ? '下载' : folder}”文件夹，请到那里打开“${name}”。`);
};

// The window

let isDirty = false;
function describe({ title, file, dirty }: WindowState): void {
  document.title = title;
  isDirty = dirty;
  void noteName(files.get(file ?? '')?.file.name ?? '');
}

const STAY_AWAKE = 60_000;
async function start(): Promise<Start> {
  window.addEventListener('beforeunload', (event) => {
    if (!isDirty) return;
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
  forget: (file) => tried(remove('files', file)),
  open,
  choose,
  openRecent,
  openDropped: openUnnamed,
  save,
  onDisk,
  keepRecovery,
  dropRecovery,
  backups: async (file) => {
    const all = await orNothing(readAll('backups'));
    return all.filter((row) => file === null || row.file === file).map(({ id, name, at, why }) => ({ id, name, at, why }));
  },
  readBackup: async (id) => {
    const row = await read('backups', id).catch(() => undefined);
    return row ? { kind: 'read', bytes: row.bytes } : no('这个备份已经不在了，可能浏览器清除过网站数据。');
  },
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
    window.close();
  },
  listen,
});
