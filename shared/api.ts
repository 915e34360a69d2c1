/**
 * The contract between the window and the machine: everything the window may ask for, and nothing else.
 *
 * Two machines keep it: Electron's main process through the preload, and a plain browser. Drafts cross as text, files as bytes;
 * paths never cross: the window holds ids that the machine gave out, and folders and names only to show them. Expected failures
 * are values with a whole Chinese sentence that names the file and what to do; a rejected promise is a programmer's error.
 */

/** Published reports as they are sent round and downloaded; files of these names are read from and never written to. */
export const REPORT_ENDINGS = ['docx', 'doc', 'html', 'htm', 'mht', 'md', 'txt', 'pdf'] as const;
export const isReportName = (name: string): boolean => REPORT_ENDINGS.some((ending) => name.toLowerCase().endsWith(`.${ending}`));

/** A draft holds a few dozen kilobytes and an export a few hundred; beyond this a file is neither, and reading it would only cost memory. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** A file the person chose, by an id of this run. `folder` is for showing only and may be empty. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
}
export interface Failed {
  readonly kind: 'failed';
  readonly message: string;
}
interface Canceled {
  readonly kind: 'canceled';
}
interface Done {
  readonly kind: 'done';
}
export type Outcome = Done | Failed;

/** `at` are milliseconds since 1970, as in `Date.now()`. */
export type Opened =
  | { readonly kind: 'opened'; readonly file: FileRef; readonly bytes: Uint8Array; readonly at: number }
  | Canceled
  | Failed;

/** What the list of recent files says of a draft beside its name, as it was when last saved. */
export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly blanks: number;
  readonly exported: boolean;
}
export interface RecentFile {
  readonly file: FileRef;
  readonly at: number;
  readonly summary: Summary | null;
  /** The file cannot be found now: renamed, or on a stick that is not plugged in. */
  readonly missing: boolean;
}

export interface SaveRequest {
  /** Of the document: what was kept of it before it had a file goes to the history of the file. */
  readonly session: string;
  /** The file to write; without it the person is asked where. */
  readonly file: string | null;
  readonly suggestedName: string;
  readonly text: string;
  readonly summary: Summary;
  /** Write although the file was changed by someone else since it was read, or is gone. */
  readonly overwrite: boolean;
}
export type Saved =
  | { readonly kind: 'saved'; readonly file: FileRef; readonly at: number }
  /** Given to a browser as a download, which the person may still cancel: whether it was stored is not known. It is in the history, too. */
  | { readonly kind: 'handed'; readonly file: FileRef; readonly at: number }
  /** Nothing was written: the file no longer holds what was last read or written. `bytes` is what it holds now. */
  | { readonly kind: 'changed'; readonly file: FileRef; readonly bytes: Uint8Array; readonly at: number }
  /** Nothing was written: the person chose a file that stands there, and only the window knows what draft it holds. */
  | { readonly kind: 'occupied'; readonly file: FileRef; readonly bytes: Uint8Array }
  /** Nothing was written: the folder is there and the file in it is not any more. */
  | { readonly kind: 'missing'; readonly message: string }
  | Canceled
  | Failed;

/** What a file holds now, compared with what was last read or written. */
export type OnDisk =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly bytes: Uint8Array; readonly at: number }
  | { readonly kind: 'missing' };

/** The unsaved state of a document, kept aside while it is written. One copy a `session`, which the window names when it opens a document. */
export interface RecoveryCopy {
  readonly session: string;
  readonly file: string | null;
  readonly name: string;
  readonly text: string;
  /** When it was last given to a browser as a download. */
  readonly handedAt: number | null;
  /** Where the person was, in words that only the window understands. */
  readonly place?: string;
}
/** A copy that an earlier run left behind because it did not end well. */
export interface Recovered {
  readonly session: string;
  readonly name: string;
  readonly at: number;
  readonly text: string;
  readonly handedAt: number | null;
  readonly place?: string;
  readonly file: FileRef | null;
  /** The file as it is now, if there is one. */
  readonly onDisk: { readonly bytes: Uint8Array; readonly at: number } | null;
  /** A browser wants to ask the person before it reads the file. */
  readonly asksFirst?: true;
}
export type Kept = { readonly kind: 'kept'; readonly at: number } | Failed;

/** An earlier state of a document. `previous` was replaced by a save, `timed` was kept by the clock, `setAside` was not chosen by the person, `handed` was given to a browser as a download. */
export interface Backup {
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly why: 'previous' | 'timed' | 'setAside' | 'handed';
  /** Of a `previous` one, where it is known: when it had been written. `at` is when it was replaced. */
  readonly writtenAt?: number;
}

export interface Folder {
  readonly id: string;
  /** For showing. */
  readonly path: string;
}
export interface ExportRequest {
  /** A folder from `chooseFolder` or `folderOf`; null where the machine keeps none (a browser's downloads). */
  readonly folder: string | null;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Replace a file of that name that this window did not write. */
  readonly overwrite: boolean;
}
export type Exported =
  /** `bytes` were read back from the disk after writing. */
  | { readonly kind: 'written'; readonly file: FileRef; readonly bytes: Uint8Array; readonly at: number }
  /** A file of that name stands there already, changed then. Nothing was written. */
  | { readonly kind: 'exists'; readonly at: number }
  /** Word or another program holds the file: offer another name. Nothing was written. */
  | { readonly kind: 'held'; readonly message: string }
  | Failed;

export interface Clip {
  readonly text: string;
  readonly html: string;
}

/** One entry of the menu bar. The window is the one place that knows commands; the machine only shows them and says which was chosen. */
export type MenuItem =
  | {
      readonly kind: 'command';
      readonly id: string;
      readonly label: string;
      /** Electron's notation: `Ctrl+Shift+S`. Shown only; the window itself listens to the keyboard. */
      readonly keys?: string;
      readonly enabled: boolean;
      readonly checked?: boolean;
    }
  | {
      readonly kind: 'role';
      readonly role: 'cut' | 'copy' | 'paste' | 'selectAll' | 'zoomIn' | 'zoomOut' | 'resetZoom' | 'togglefullscreen' | 'quit';
      readonly label: string;
      readonly keys?: string;
    }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly MenuItem[] }
  | { readonly kind: 'separator' };

/** What the window shows now: for its title, its menu and the question before it closes. */
export interface WindowState {
  readonly title: string;
  readonly file: string | null;
  readonly dirty: boolean;
  readonly menu: readonly MenuItem[];
}

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type MachineEvent =
  /** A menu entry was chosen. */
  | { readonly kind: 'command'; readonly id: string }
  /** A file shall be opened from outside: a second start, a double click on a draft. It is read when the window asks for it. */
  | { readonly kind: 'open'; readonly file: FileRef }
  /** Another window has the draft that is open here, or has it no more. */
  | { readonly kind: 'openElsewhere'; readonly isOpen: boolean }
  /** The person wants to close the window; the window answers with `close` once nothing would be lost. */
  | { readonly kind: 'closing' };

export interface Start {
  readonly version: string;
  readonly theme: Theme;
  readonly recent: readonly RecentFile[];
  /** Copies of documents that were not saved when the program ended, newest first. */
  readonly recovered: readonly Recovered[];
  /** The draft this start was asked to open, if any. */
  readonly opened: Opened | null;
}

/** A file dropped onto the window: a DOM `File`, of which the desktop also learns the path. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface Api {
  readonly edition: 'desktop' | 'browser';
  /** Whether there can be recent files: some browsers forget every file. */
  readonly remembersFiles: boolean;

  start(): Promise<Start>;
  recent(): Promise<readonly RecentFile[]>;
  /**
   * Puts a file that was opened on the list of recent files, once it proved to be a draft: that only the window knows. With what is
   * to be said of it there; otherwise what was said stays.
   */
  remember(file: string, summary: Summary | null): Promise<void>;
  /** Takes a file off the list of recent files; the file itself stays. */
  forget(file: string): Promise<void>;

  /** Asks for a draft, or a published report, which becomes no recent file. */
  open(): Promise<Opened>;
  /** Asks for a draft or a published report only to read from it: it becomes neither the open one nor a recent one. */
  choose(): Promise<Opened>;
  openRecent(file: string): Promise<Opened>;
  /** A draft or a published report. */
  openDropped(file: DroppedFile): Promise<Opened>;
  save(request: SaveRequest): Promise<Saved>;
  onDisk(file: string): Promise<OnDisk>;

  keepRecovery(copy: RecoveryCopy): Promise<Kept>;
  /** The document was saved or given up. With `setAside` the copy moves into the history instead of being deleted, or stays where that failed. */
  dropRecovery(session: string, setAside: boolean): Promise<Outcome>;

  /** Earlier states, newest first: of one file, or of everything where `file` is null. */
  backups(file: string | null): Promise<readonly Backup[]>;
  readBackup(id: string): Promise<{ readonly kind: 'read'; readonly bytes: Uint8Array } | Failed>;
  /** Puts a text into the history of its document. Nothing may take its place where that failed. */
  setAside(copy: RecoveryCopy): Promise<Outcome>;

  chooseFolder(): Promise<Folder | null>;
  /** The folder a draft lies in; null where there is none. */
  folderOf(file: string | null): Promise<Folder | null>;
  writeExport(request: ExportRequest): Promise<Exported>;
  /** Prints a whole page into a PDF; null where the machine cannot (a browser prints with its own dialog). */
  pdf(html: string): Promise<{ readonly kind: 'pdf'; readonly bytes: Uint8Array } | Failed | null>;
  print(html: string): Promise<Outcome>;
  /** Opens an exported file with the program it belongs to, or shows it in its folder. */
  openExported(file: string): Promise<Outcome>;
  reveal(file: string): Promise<Outcome>;

  copy(clip: Clip): Promise<Outcome>;
  /** The clipboard, for the command that pastes a whole table. */
  clipboard(): Promise<({ readonly kind: 'clip' } & Clip) | Failed>;

  setTheme(theme: Theme): Promise<void>;
  describe(state: WindowState): void;
  /** Closes the window without asking again. */
  close(): void;
  /** Returns what stops the listening. */
  listen(listener: (event: MachineEvent) => void): () => void;
}
