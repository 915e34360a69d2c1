/** Files in a browser: by its own pickers where it has them, otherwise by a file input and downloads. */
import { type Failed, MAX_FILE_BYTES, REPORT_ENDINGS } from '../shared/api.ts';

/** Of the File System Access API, what TypeScript does not know yet because not every browser has it. */
type Permission = (wanted: { mode: 'read' | 'readwrite' }) => Promise<PermissionState>;
export interface Handle extends FileSystemFileHandle {
  readonly queryPermission?: Permission;
  readonly requestPermission?: Permission;
}
interface Pickers {
  readonly showOpenFilePicker?: (options: object) => Promise<Handle[]>;
  readonly showSaveFilePicker?: (options: object) => Promise<Handle>;
  readonly showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle>;
}
/** Asked for anew each time: a page of another address (a frame, a policy) may lose them. */
const pickers = (): Pickers => window as unknown as Pickers;
export const canPickFiles = (): boolean => pickers().showOpenFilePicker !== undefined;
export const canPickPlaces = (): boolean => pickers().showSaveFilePicker !== undefined;
export const canPickFolders = (): boolean => pickers().showDirectoryPicker !== undefined;

const DRAFTS = { description: '年报草稿', accept: { 'application/json': ['.nianbao'] } };
/** By the types that browsers ask for. */
const PUBLISHED = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/msword': ['.doc'],
  'text/html': ['.html', '.htm'],
  'multipart/related': ['.mht'],
  'text/plain': ['.md', '.txt'],
  'application/pdf': ['.pdf'],
};
const REPORTS = { description: '已发布的年报', accept: PUBLISHED };
const EITHER = { description: '草稿、已发布的年报', accept: { ...DRAFTS.accept, ...PUBLISHED } };
/** What is asked for first: a draft to go on with, or whatever a report can be read from. */
export type Wanted = 'draft' | 'either';

/** Null where the person picked nothing. */
async function picked<T>(picking: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await picking) ?? null;
  } catch (error) {
    if (nameOf(error) === 'AbortError') return null;
    throw error;
  }
}
export async function pickFile(wanted: Wanted): Promise<Handle | null> {
  const types = wanted === 'draft' ? [DRAFTS, REPORTS] : [EITHER];
  return (await picked(pickers().showOpenFilePicker?.({ types })))?.[0] ?? null;
}
export const pickPlace = (suggestedName: string): Promise<Handle | null> =>
  picked(pickers().showSaveFilePicker?.({ suggestedName, types: [DRAFTS] }));
export const pickFolder = (): Promise<FileSystemDirectoryHandle | null> =>
  picked(pickers().showDirectoryPicker?.({ id: 'export', mode: 'readwrite' }));

export function chooseByInput(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = ['.nianbao', 'application/json', ...REPORT_ENDINGS.map((ending) => `.${ending}`)].join();
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.click();
  });
}

/** Hands a file to the browser, which puts it among the downloads. */
export function download(name: string, bytes: Uint8Array): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(new Blob([bytes as BlobPart]));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export interface Content {
  readonly bytes: Uint8Array;
  readonly at: number;
}
export class TooLarge extends Error {}
export async function contentOf(handle: Handle): Promise<Content> {
  const file = await handle.getFile();
  if (file.size > MAX_FILE_BYTES) throw new TooLarge();
  return { bytes: new Uint8Array(await file.arrayBuffer()), at: file.lastModified };
}

/** Writes a whole file, which takes its place only when it is complete, and reads it back. */
export async function writeTo(handle: Handle, bytes: Uint8Array): Promise<Content> {
  const stream = await handle.createWritable();
  try {
    await stream.write(bytes as BufferSource);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => undefined);
    throw error;
  }
  return contentOf(handle);
}

const turns = new Map<string, Promise<unknown>>();
/** What is done to one file is done one after the other: whoever looks between a write and its note sees a change that is none. */
export function inTurn<T>(file: string, task: () => Promise<T>): Promise<T> {
  const mine = (turns.get(file) ?? Promise.resolve()).then(task, task);
  turns.set(file, mine);
  return mine;
}

export const no = (message: string): Failed => ({ kind: 'failed', message });

/** Asks the person where the browser has not been allowed yet. */
export async function isAllowed(handle: Handle, mode: 'read' | 'readwrite'): Promise<boolean> {
  if (!handle.queryPermission || (await handle.queryPermission({ mode })) === 'granted') return true;
  return (await handle.requestPermission?.({ mode }).catch(() => 'denied')) === 'granted';
}
/** Without asking. */
export const isReadable = async (handle: Handle): Promise<boolean> =>
  !handle.queryPermission || (await handle.queryPermission({ mode: 'read' })) === 'granted';

export const nameOf = (error: unknown): string => (error instanceof DOMException ? error.name : '');

/** Why a file could not be read or written, and what to do. */
export function failed(error: unknown, name: string, what: '打开' | '存上' | '写出'): Failed {
  if (error instanceof TooLarge)
    return no(`“${name}”太大，不像一份年报，没有${what}。${what === '打开' ? '请看看是不是选错了文件。' : NEXT[what]}`);
  return { kind: 'failed', message: sentences(name, what)[nameOf(error)] ?? `“${name}”没有${what}，浏览器没有说明原因。${NEXT[what]}` };
}
const NEXT = {
  打开: '请再试一次，或把文件复制到本机的文件夹里再打开。',
  存上: '内容还在窗口里，请另存到别处。',
  写出: '请换一个文件夹再导出。',
};
function sentences(name: string, what: keyof typeof NEXT): Readonly<Record<string, string>> {
  const held = `“${name}”正被别的程序占用，没有${what}。${what === '存上' ? '内容还在窗口里，关闭那个程序后再按 Ctrl+S。' : '请关闭那个程序后再试。'}`;
  return {
    NotFoundError: `找不到“${name}”，没有${what}。可能改了名、移走了，或者 U 盘已拔下。${NEXT[what]}`,
    NotAllowedError: `浏览器没有得到许可，“${name}”没有${what}。请再试一次，在浏览器询问时选允许。`,
    SecurityError: `浏览器不许用这个位置，“${name}”没有${what}。${NEXT[what]}`,
    NoModificationAllowedError: held,
    InvalidStateError: held,
    NotReadableError: `“${name}”读不出来，没有${what}。可能正被别的程序占用，或者没有读取的权限。${NEXT[what]}`,
    QuotaExceededError: `磁盘已满，“${name}”没有${what}。请腾出空间，或换到别的盘。`,
  };
}
export const mismatch = (name: string, next: string): Failed => ({
  kind: 'failed',
  message: `“${name}”写好后读回来不一样，磁盘可能有问题，不要用这个文件。${next}`,
});
