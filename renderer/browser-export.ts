/** Exports from a browser: into a folder it was given, otherwise as downloads. */
import type { Exported, ExportRequest, Folder, Outcome } from '../shared/api.ts';
import { canPickFolders, download, failed, type Handle, nameOf, no, pickFolder, writeTo } from './browser-files.ts';
import { DOWNLOADS, files, know, knowName } from './browser-known.ts';

const folders = new Map<string, FileSystemDirectoryHandle>();
/** Files this window has written into a folder, which it may replace without asking. */
const own = new Set<string>();

export async function chooseFolder(): Promise<Folder | null> {
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

export async function writeExport({ folder, name, bytes, overwrite }: ExportRequest): Promise<Exported> {
  const directory = folder === null ? undefined : folders.get(folder);
  if (!directory) {
    download(name, bytes);
    return { kind: 'written', file: knowName(name, DOWNLOADS).file, bytes, at: Date.now() };
  }
  const key = `${folder}/${name}`;
  try {
    const there = overwrite || own.has(key) ? null : await fileIn(directory, name);
    if (there) return { kind: 'exists', at: there.lastModified };
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
const fileIn = (directory: FileSystemDirectoryHandle, name: string): Promise<File | null> =>
  directory.getFileHandle(name).then(
    (handle) => handle.getFile(),
    (error) => {
      if (nameOf(error) === 'NotFoundError') return null;
      throw error;
    },
  );

export const fileIsInDownloads = async (id: string): Promise<Outcome> => {
  const { name = '', folder = '' } = files.get(id)?.file ?? {};
  return no(`浏览器把文件存到了“${folder === DOWNLOADS ? '下载' : folder}”文件夹，请到那里打开“${name}”。`);
};
