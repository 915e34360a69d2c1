/** The desktop program, step by step. */
import { join, resolve } from 'node:path';
import { app, session } from 'electron';
import { isDraftName } from './documents.ts';
import { answerWindow } from './handlers.ts';
import { showFirstMenu } from './menu.ts';
import { readPages, registerScheme, servePages } from './protocol.ts';
import { hardenProcesses, hardenSession } from './security.ts';
import { Settings } from './settings.ts';
import { DesktopWindow } from './window.ts';

/** A draft that the start was asked to open, until the window asks for it. */
let firstDraft = draftIn(process.argv, process.cwd());
/** Opens a draft in the window, once there is one. */
let openInWindow: ((path: string) => void) | null = null;
let window: DesktopWindow | null = null;

namePlaces();
registerScheme();
hardenProcesses();
if (app.requestSingleInstanceLock()) {
  listenForDrafts();
  readPages(join(__dirname, '../window'));
  void app.whenReady().then(start);
} else app.exit(0);

function start(): void {
  hardenSession(session.defaultSession);
  servePages();
  showFirstMenu();
  openWindow();
}

/** ASCII, for the sake of other programs that read the path. Tests have a folder of their own. */
function namePlaces(): void {
  app.setName('gongkai-nianbao');
  app.setAppUserModelId('gongkai-nianbao');
  app.commandLine.appendSwitch('lang', 'zh-CN');
  const test = app.isPackaged ? undefined : process.env['NIANBAO_USER_DATA'];
  app.setPath('userData', test ?? join(app.getPath('appData'), 'gongkai-nianbao'));
}

/** A second start hands its draft to the first; macOS sends an event instead. */
function listenForDrafts(): void {
  app.on('second-instance', (_event, argv, folder) => openDraft(draftIn(argv, folder)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openDraft(path);
  });
}
function openDraft(path: string | null): void {
  window?.comeForward();
  if (path && openInWindow) openInWindow(path);
  else firstDraft = path ?? firstDraft;
}

function openWindow(): void {
  const data = app.getPath('userData');
  const settings = new Settings(join(data, 'settings.json'));
  window = new DesktopWindow(settings, () => {
    // A page that crashed hears nothing: the next one asks for the draft itself.
    openInWindow = null;
  });
  window.browser.on('closed', () => app.quit());
  const openInStandingWindow = answerWindow({
    window,
    settings,
    folders: { recovery: join(data, 'recovery'), history: join(data, 'history') },
    takeFirstDraft() {
      const draft = firstDraft;
      firstDraft = null;
      openInWindow = openInStandingWindow;
      return draft;
    },
  });
}

/** Of the arguments of a start, only a draft is of interest; the others are Chromium's. */
function draftIn(argv: readonly string[], folder: string): string | null {
  const draft = argv.slice(1).find((argument) => !argument.startsWith('-') && isDraftName(argument));
  return draft ? resolve(folder, draft) : null;
}
