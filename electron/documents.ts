/** Drafts: chosen in a dialog, opened, saved, compared with the disk; and what is kept of them in the user's data folder. */
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron';
import {
  type Failed,
  isReportName,
  type Kept,
  type Opened,
  type Outcome,
  REPORT_ENDINGS,
  type RecentFile,
  type Recovered,
  type RecoveryCopy,
  type Saved,
  type SaveRequest,
  type Summary,
} from '../shared/api.ts';
import { type Content, hashOf, plainName, readFailure, readIfThere, readWhole, writeFailure } from './files.ts';
import { type Copy, documentKey, dropCopy, keepCopy, moveHistory, readCopies, readCopy, remember, rememberTimed } from './recovery.ts';
import type { Settings } from './settings.ts';
import { pathOf, readTracked, refOf, track, writeTracked } from './tracked.ts';

const SUFFIX = '.nianbao';
const FILTER = { name: '年报草稿', extensions: ['nianbao'] };
const REPORTS = { name: '已发布的年报', extensions: [...REPORT_ENDINGS] };
/** Where a draft serves as well as a report. */
const EITHER = { name: '草稿、已发布的年报', extensions: [...FILTER.extensions, ...REPORT_ENDINGS] };
/** A network drive that is away answers after half a minute; the list of recent files must not wait for it. */
const PATIENCE = 1000;

export const isDraftName = (path: string): boolean => extname(path).toLowerCase() === SUFFIX;

const isKnownName = (path: string): boolean => isDraftName(path) || isReportName(path);

/** The folders in the user's data folder. */
export interface Folders {
  readonly recovery: string;
  readonly history: string;
}

export class Documents {
  readonly #window: BrowserWindow;
  readonly #settings: Settings;
  readonly #folders: Folders;

  constructor(window: BrowserWindow, settings: Settings, folders: Folders) {
    this.#window = window;
    this.#settings = settings;
    this.#folders = folders;
  }

  // Opening

  async chooseAndOpen(): Promise<Opened> {
    const path = await this.#ask('打开年报草稿', [FILTER, REPORTS]);
    return path ? this.open(path) : { kind: 'canceled' };
  }
  /** Neither tracked nor among the recent files: it is only read from. */
  async choose(): Promise<Opened> {
    const path = await this.#ask('选择年报', [EITHER]);
    return path ? read(path, readWhole) : { kind: 'canceled' };
  }
  async #ask(title: string, filters: readonly FileFilter[]): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      title,
      buttonLabel: '打开',
      defaultPath: this.#settings.now.folder ?? app.getPath('documents'),
      filters: [...filters, { name: '所有文件', extensions: ['*'] }],
      properties: ['openFile'],
    });
    const [path] = filePaths;
    return canceled || !path ? null : path;
  }

  open(path: string): Promise<Opened> {
    return read(path, isReportName(path) ? readWhole : readTracked);
  }

  async openDropped({ name, path }: { readonly name: string; readonly path: string }): Promise<Opened> {
    const refuse = (why: string): Failed => ({ kind: 'failed', message: `“${name}”：${why}` });
    if (!isKnownName(name) || (path !== '' && !isKnownName(path))) {
      return refuse('不是年报。能拖进来的有：草稿（.nianbao），Word、网页、PDF、文本的年报。');
    }
    if (path === '') return refuse('不是磁盘上的文件。先把它存到文件夹里，再拖进来。');
    return this.open(path);
  }

  recent(): Promise<RecentFile[]> {
    return Promise.all(
      this.#settings.now.recent.map(async ({ path, at, summary }) => ({ file: refOf(path), at, summary, missing: !(await isThere(path)) })),
    );
  }
  remember(path: string, summary: Summary | null): void {
    this.#settings.addRecent(path, Date.now(), summary ?? undefined);
    app.addRecentDocument(path);
  }
  forget(path: string): void {
    this.#settings.forget(path);
  }

  // Saving

  async save({ session, file, suggestedName, text, summary, overwrite }: SaveRequest): Promise<Saved> {
    const path = file ? pathOf(file) : await this.#chooseTarget(suggestedName);
    if (!path) return { kind: 'canceled' };
    try {
      const there = file ? null : await readIfThere(path);
      if (there && there.bytes.length > 0) return { kind: 'occupied', file: refOf(path), bytes: there.bytes };
      const written = await writeTracked(path, text, overwrite || !file, (before) => this.#keepPrevious(path, before));
      if (written.kind === 'missing') return { kind: 'missing', message: missing(path) };
      const { kind, content } = written;
      if (kind === 'changed') return { kind, file: refOf(path), ...content };
      await this.#adoptHistory(session, path);
      await this.#keepTimed(documentKey(path, session), basename(path), text);
      this.#settings.addRecent(path, content.at, summary);
      app.addRecentDocument(path);
      return { kind: 'saved', file: refOf(path), at: content.at };
    } catch (error) {
      return writeFailure(path, error, 'save');
    }
  }

  async #chooseTarget(suggestedName: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      title: '保存年报草稿',
      buttonLabel: '保存',
      defaultPath: join(this.#settings.now.folder ?? app.getPath('documents'), safeName(suggestedName)),
      filters: [FILTER],
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    });
    if (canceled || !filePath) return null;
    if (isDraftName(filePath)) return filePath;
    // The dialog asked about the name without the suffix.
    const path = filePath + SUFFIX;
    return !(await isThere(path)) || (await this.#mayReplace(path)) ? path : null;
  }

  async #mayReplace(path: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'question',
      title: '保存年报草稿',
      message: `“${basename(path)}”已经在这个文件夹里。`,
      detail: '替换后，它现在的内容留在“文件 › 历史备份”里。',
      buttons: ['替换', '取消'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  }

  // History. A save is worth more than its backups: what goes wrong with them does not stop it.

  async #keepPrevious(path: string, { bytes, at }: Content): Promise<void> {
    const key = documentKey(path, '');
    await remember(this.#folders.history, key, basename(path), 'previous', bytes, Date.now(), at).catch(() => undefined);
  }
  async #keepTimed(key: string, name: string, text: string): Promise<void> {
    await rememberTimed(this.#folders.history, key, name, text).catch(() => undefined);
  }
  async #adoptHistory(session: string, path: string): Promise<void> {
    await moveHistory(this.#folders.history, documentKey(null, session), documentKey(path, session)).catch(() => undefined);
  }
  /** Fails aloud: after this something else takes the place of the text. */
  setAside({ session, file, name, text }: RecoveryCopy): Promise<Outcome> {
    return this.#putAside({ session, path: file ? pathOf(file) : null, name, text, at: Date.now() });
  }
  async #putAside({ session, path, name, text, at }: Copy): Promise<Outcome> {
    try {
      await remember(this.#folders.history, documentKey(path, session), name, 'setAside', text, at);
      return { kind: 'done' };
    } catch (error) {
      return writeFailure(join(this.#folders.history, name), error, 'aside');
    }
  }

  // Recovery

  async keepRecovery({ session, file, name, text, place }: RecoveryCopy): Promise<Kept> {
    const path = file ? pathOf(file) : null;
    const at = Date.now();
    try {
      await keepCopy(this.#folders.recovery, { session, name, path, text, at, ...(place !== undefined && { place }) });
    } catch (error) {
      return writeFailure(join(this.#folders.recovery, name), error, 'keep');
    }
    await this.#keepTimed(documentKey(path, session), name, text);
    return { kind: 'kept', at };
  }

  async dropRecovery(session: string, setAside: boolean): Promise<Outcome> {
    const copy = setAside ? await readCopy(this.#folders.recovery, session) : null;
    const kept: Outcome = copy ? await this.#putAside(copy) : { kind: 'done' };
    // A copy that cannot be deleted is offered once more, which harms nobody.
    if (kept.kind === 'done') await dropCopy(this.#folders.recovery, session).catch(() => undefined);
    return kept;
  }

  /** What earlier runs left behind; a copy that says the same as its file is of no use to anyone. */
  async recovered(): Promise<Recovered[]> {
    const copies = await readCopies(this.#folders.recovery);
    const found = await Promise.all(
      copies.map(async ({ path, ...copy }): Promise<Recovered | null> => {
        const onDisk = path ? await readIfThere(path).catch(() => null) : null;
        if (path && onDisk) track(path, onDisk);
        if (!onDisk || hashOf(onDisk.bytes) !== hashOf(copy.text)) {
          return { ...copy, handedAt: null, file: path ? refOf(path) : null, onDisk };
        }
        await dropCopy(this.#folders.recovery, copy.session).catch(() => undefined);
        return null;
      }),
    );
    return found.filter((copy) => copy !== null);
  }
}

async function read(path: string, reading: (path: string) => Promise<Content>): Promise<Opened> {
  try {
    return { kind: 'opened', file: refOf(path), ...(await reading(path)) };
  } catch (error) {
    return readFailure(path, error);
  }
}

const missing = (path: string): string =>
  `“${basename(path)}”不在原来的文件夹里了，可能改了名、移走了或删掉了，没有存上。内容还在窗口里；改了名的，另存时选那个文件。`;

/** A name that the window made up, as one part of a path. */
function safeName(name: string): string {
  const plain = plainName(name).replace(/^\.+/, '_');
  return isDraftName(plain) ? plain : plain + SUFFIX;
}

function isThere(path: string): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false).unref());
  const found = stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
  return Promise.race([found, late]);
}
