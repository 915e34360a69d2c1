/** The window's side of the contract: a frozen object of named questions, each a message to the main process. Sandboxed, without Node. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { Api, DroppedFile, MachineEvent, Start } from '../shared/api.ts';

const asking =
  (method: keyof Api) =>
  (...given: unknown[]) =>
    ipcRenderer.invoke(`nianbao:${method}`, ...given);
const telling =
  (method: keyof Api) =>
  (...given: unknown[]): void =>
    void ipcRenderer.invoke(`nianbao:${method}`, ...given);

/** Only a true file of the browser has a path; an object that looks like one does not get it. Electron before 32 has no `webUtils`. */
function pathOf(file: DroppedFile): string {
  if (!(file instanceof File)) return '';
  return webUtils?.getPathForFile(file as never) ?? (file as { readonly path?: string }).path ?? '';
}

const start = asking('start');
/** Whether this is the window's page, and not the empty one that a window may have before it. */
const isOurs = (globalThis as { readonly location?: { readonly protocol: string } }).location?.protocol === 'app:';
/**
 * Asked for before the page's own program is even read: what it opens with is then there when it begins. So early the main process
 * may not know yet whose page this is and refuse: then it is asked again.
 */
const started: Promise<Start | null> = isOurs ? start().catch(() => null) : Promise.resolve(null);

/** What was said before the page's program listens waits for it: the start is answered earlier than that. */
const early: MachineEvent[] = [];
const keep = (_event: IpcRendererEvent, event: MachineEvent): void => void early.push(event);
ipcRenderer.on('nianbao:event', keep);

const api = {
  edition: 'desktop',
  remembersFiles: true,
  start: async () => (await started) ?? start(),
  recent: asking('recent'),
  remember: asking('remember'),
  forget: asking('forget'),
  open: asking('open'),
  choose: asking('choose'),
  openRecent: asking('openRecent'),
  openDropped: (file: DroppedFile) => ipcRenderer.invoke('nianbao:openDropped', { name: file.name, path: pathOf(file) }),
  save: asking('save'),
  onDisk: asking('onDisk'),
  keepRecovery: asking('keepRecovery'),
  dropRecovery: asking('dropRecovery'),
  backups: asking('backups'),
  readBackup: asking('readBackup'),
  setAside: asking('setAside'),
  chooseFolder: asking('chooseFolder'),
  folderOf: asking('folderOf'),
  writeExport: asking('writeExport'),
  pdf: asking('pdf'),
  print: asking('print'),
  openExported: asking('openExported'),
  reveal: asking('reveal'),
  copy: asking('copy'),
  clipboard: asking('clipboard'),
  setTheme: asking('setTheme'),
  describe: telling('describe'),
  close: telling('close'),
  listen(listener: (event: MachineEvent) => void) {
    const hear = (_event: IpcRendererEvent, event: MachineEvent): void => listener(event);
    ipcRenderer.off('nianbao:event', keep);
    ipcRenderer.on('nianbao:event', hear);
    for (const event of early.splice(0)) listener(event);
    return () => void ipcRenderer.off('nianbao:event', hear);
  },
} satisfies Api;

contextBridge.exposeInMainWorld('nianbao', api);
