/** The one window: where it stands, what it looks like before its page does, and how it may be closed. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { MachineEvent, Theme, WindowState } from '../shared/api.ts';
import { offerContextMenu, showFirstMenu, showMenu } from './menu.ts';
import { ORIGIN } from './protocol.ts';
import type { Bounds, Remembered, Settings } from './settings.ts';

const NAME = '年报';
const SMALLEST = { minWidth: 800, minHeight: 480 };
const USUAL = { width: 1280, height: 800 };
/** How long a page may take to show that it is alive before its window is closed without it. */
const PATIENCE = 5000;
/** What a title bar shows at most. */
const MAX_TITLE = 200;

export class DesktopWindow {
  readonly browser: BrowserWindow;
  readonly #settings: Settings;
  #state: WindowState = { title: NAME, file: null, dirty: false, menu: [] };
  #menu = '';
  /** Where it stood last while it was to be seen: of a window that is minimised no system tells it. */
  #place: Pick<Remembered, 'bounds' | 'maximized'> | null = null;
  #mayClose = false;
  #asking: Promise<void> | null = null;

  constructor(settings: Settings, onCrash: () => void) {
    this.#settings = settings;
    nativeTheme.themeSource = settings.now.theme;
    this.browser = new BrowserWindow({
      ...placeOf(settings.now.bounds),
      ...SMALLEST,
      title: NAME,
      // Shown once the page's program is read: a page that is to be painted earlier waits for Chromium's graphics before it reads it.
      show: false,
      paintWhenInitiallyHidden: false,
      backgroundColor: background(),
      webPreferences: {
        preload: join(__dirname, 'preload.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
        devTools: !app.isPackaged,
        v8CacheOptions: 'bypassHeatCheck',
      },
    });
    this.#listen(onCrash);
    void this.browser.loadURL(`${ORIGIN}/index.html`);
  }

  #listen(onCrash: () => void): void {
    const { browser } = this;
    browser.webContents.once('dom-ready', () => {
      if (this.#settings.now.maximized) browser.maximize();
      browser.show();
    });
    browser.on('page-title-updated', (event) => event.preventDefault());
    let largest = '';
    const notePlace = (): void => {
      if (browser.isMinimized()) return;
      const maximized = browser.isMaximized();
      const size = browser.getSize().join();
      if (maximized) largest = size;
      // Linux forgets how large it was before; and for a moment after, it still is as large.
      this.#place = { bounds: (size === largest && this.#place?.bounds) || browser.getNormalBounds(), maximized };
    };
    browser.on('resize', notePlace).on('move', notePlace).on('maximize', notePlace).on('unmaximize', notePlace);
    browser.on('close', (event) => {
      notePlace();
      if (this.#place) this.#settings.change(this.#place);
      if (this.#mayClose) return;
      event.preventDefault();
      // A person closes a window that hangs again and again: one question is enough.
      this.#asking ??= this.#askPage().finally(() => {
        this.#asking = null;
      });
    });
    browser.webContents.on('will-prevent-unload', (event) => event.preventDefault());
    browser.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      onCrash();
      void this.#startAgain();
    });
    nativeTheme.on('updated', () => {
      if (!browser.isDestroyed()) browser.setBackgroundColor(background());
    });
    offerContextMenu(browser.webContents);
  }

  send(event: MachineEvent): void {
    this.browser.webContents.send('nianbao:event', event);
  }

  describe(state: WindowState): void {
    this.#state = state;
    this.browser.setTitle(state.title.slice(0, MAX_TITLE));
    this.browser.setDocumentEdited(state.dirty);
    const menu = JSON.stringify(state.menu);
    // Drawing it anew closes a menu that is open.
    if (menu !== this.#menu) showMenu(state.menu, (id) => this.send({ kind: 'command', id }));
    this.#menu = menu;
  }

  setTheme(theme: Theme): void {
    nativeTheme.themeSource = theme;
    this.#settings.change({ theme });
  }

  close(): void {
    this.#mayClose = true;
    this.browser.close();
  }
  comeForward(): void {
    if (this.browser.isMinimized()) this.browser.restore();
    this.browser.show();
    this.browser.focus();
  }

  /** The page asks about unsaved work. One that hangs cannot; then the person decides here. */
  async #askPage(): Promise<void> {
    // Its answer comes after all it had to say: the key that was pressed last makes unsaved work, too.
    const alive = await isAlive(this.browser);
    if (this.browser.isDestroyed()) return;
    if (!this.#state.dirty) return this.close();
    if (alive) return this.send({ kind: 'closing' });
    const { response } = await dialog.showMessageBox(this.browser, {
      type: 'warning',
      title: NAME,
      message: '窗口没有响应。',
      detail: '没有存盘的改动在恢复副本里，下次打开时可以恢复。',
      buttons: ['等待', '退出'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 1) this.#end();
  }

  async #startAgain(): Promise<void> {
    this.#state = { ...this.#state, dirty: false };
    this.#menu = '';
    showFirstMenu();
    const { response } = await dialog.showMessageBox(this.browser, {
      type: 'error',
      title: NAME,
      message: '窗口出错停下了。',
      detail: '没有存盘的改动在恢复副本里，重新打开窗口后可以恢复。',
      buttons: ['重新打开', '退出'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response === 0) void this.browser.loadURL(`${ORIGIN}/index.html`);
    else this.#end();
  }

  #end(): void {
    this.#mayClose = true;
    this.browser.destroy();
  }
}

/** Same as the page's own, so that nothing flashes. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#12171d' : '#eef1f5');

/** Where the window stood, if a good part of its title bar would still be on a screen. */
function placeOf(bounds: Bounds | null): Partial<Bounds> {
  if (!bounds) return fitting();
  const isInSight = screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    return width >= 200 && bounds.y >= workArea.y - 10 && bounds.y <= workArea.y + workArea.height - 100;
  });
  return isInSight ? bounds : fitting();
}
function fitting(): { width: number; height: number } {
  const { workAreaSize } = screen.getPrimaryDisplay();
  return { width: Math.min(USUAL.width, workAreaSize.width), height: Math.min(USUAL.height, workAreaSize.height) };
}

function isAlive({ webContents }: BrowserWindow): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), PATIENCE);
    const answer = (alive: boolean): void => {
      clearTimeout(timer);
      resolve(alive);
    };
    if (webContents.isCrashed()) answer(false);
    else
      webContents.executeJavaScript('0').then(
        () => answer(true),
        () => answer(false),
      );
  });
}
