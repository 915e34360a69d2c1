/** Answers the window: every method of the contract, behind one check of who asks and what is sent. */
import { dirname } from 'node:path';
import { app, dialog, ipcMain, shell } from 'electron';
import type { Api, Opened } from '../shared/api.ts';
import { checkArguments, METHODS, type Method } from './arguments.ts';
import { readClip, writeClip } from './clipboard.ts';
import { Documents, type Folders } from './documents.ts';
import { isExport, writeExport } from './exports.ts';
import { readFailure } from './files.ts';
import { pdf, print } from './print.ts';
import { documentKey, listHistory, readHistory } from './recovery.ts';
import { checkSender } from './security.ts';
import type { Settings } from './settings.ts';
import { compareWithDisk, folderRef, pathOf, refOf } from './tracked.ts';
import type { DesktopWindow } from './window.ts';

/** A dropped file arrives as its path, which the preload found out. */
type Handlers = Omit<Pick<Api, Method>, 'openDropped'> & {
  openDropped(file: { readonly name: string; readonly path: string }): Promise<Opened>;
};

interface Machine {
  readonly window: DesktopWindow;
  readonly settings: Settings;
  readonly folders: Folders;
  /** The draft this start was asked to open; asked for once. */
  takeFirstDraft(): string | null;
}

/** Starts to answer. Returns what asks the window to open a draft that comes from outside while it stands. */
export function answerWindow(machine: Machine): (path: string) => void {
  const { window } = machine;
  const documents = new Documents(window.browser, machine.settings, machine.folders);
  const handlers = handlersOf(machine, documents);
  for (const method of METHODS) {
    ipcMain.handle(`nianbao:${method}`, (event, ...given: unknown[]) => {
      checkSender(event, window.browser.webContents);
      checkArguments(method, given);
      return (handlers[method] as (...checked: unknown[]) => unknown)(...given);
    });
  }
  // Only named: what the file holds may change until the window has settled what becomes of the work that is open.
  return (path) => window.send({ kind: 'open', file: refOf(path) });
}

const handlersOf = (machine: Machine, documents: Documents): Handlers => ({
  ...aboutDocuments(machine, documents),
  ...aboutHistory(machine, documents),
  ...aboutExports(machine),
  ...aboutWindow(machine),
});

function aboutDocuments({ settings, takeFirstDraft }: Machine, documents: Documents) {
  return {
    async start() {
      const first = takeFirstDraft();
      const opened = first ? await documents.open(first) : null;
      const [recent, recovered] = await Promise.all([documents.recent(), documents.recovered()]);
      return { version: app.getVersion(), theme: settings.now.theme, recent, recovered, opened };
    },
    recent: () => documents.recent(),
    remember: async (file, summary) => documents.remember(pathOf(file), summary),
    forget: async (file) => documents.forget(pathOf(file)),
    open: () => documents.chooseAndOpen(),
    choose: () => documents.choose(),
    openRecent: (file) => documents.open(pathOf(file)),
    openDropped: (file) => documents.openDropped(file),
    save: (request) => documents.save(request),
    onDisk: (file) => compareWithDisk(pathOf(file)),
  } satisfies Partial<Handlers>;
}

function aboutHistory({ folders }: Machine, documents: Documents) {
  return {
    keepRecovery: (copy) => documents.keepRecovery(copy),
    dropRecovery: (session, setAside) => documents.dropRecovery(session, setAside),
    backups: (file) => listHistory(folders.history, file && documentKey(pathOf(file), '')),
    async readBackup(id) {
      try {
        return { kind: 'read', bytes: await readHistory(folders.history, id) };
      } catch (error) {
        return readFailure(id, error);
      }
    },
    setAside: (copy) => documents.setAside(copy),
  } satisfies Partial<Handlers>;
}

function aboutExports({ window, settings }: Machine) {
  return {
    async chooseFolder() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
        title: '选择导出到哪个文件夹',
        buttonLabel: '选择',
        defaultPath: settings.now.folder ?? app.getPath('documents'),
        properties: ['openDirectory', 'createDirectory'],
      });
      const [path] = filePaths;
      return canceled || !path ? null : folderRef(path);
    },
    folderOf: async (file) => (file ? folderRef(dirname(pathOf(file))) : null),
    writeExport: ({ folder, name, bytes, overwrite }) => writeExport(pathOf(folder ?? ''), name, bytes, overwrite),
    pdf,
    print,
    async openExported(file) {
      const path = pathOf(file);
      if (!isExport(path)) throw new Error('refused: not exported by this run');
      const problem = await shell.openPath(path);
      if (problem === '') return { kind: 'done' };
      return { kind: 'failed', message: '没有打开：找不到能打开它的程序，或文件已经移走。可以打开所在文件夹看一看。' };
    },
    async reveal(file) {
      shell.showItemInFolder(pathOf(file));
      return { kind: 'done' };
    },
  } satisfies Partial<Handlers>;
}

function aboutWindow({ window }: Machine) {
  return {
    async copy(clip) {
      await writeClip(clip);
      return { kind: 'done' };
    },
    clipboard: async () => ({ kind: 'clip', ...(await readClip()) }),
    setTheme: async (theme) => window.setTheme(theme),
    describe: (state) => window.describe(state),
    close: () => window.close(),
  } satisfies Partial<Handlers>;
}
