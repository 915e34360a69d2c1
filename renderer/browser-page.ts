/** What the page itself can do in a browser: print, copy, remember the theme. */
import { type Clip, type Failed, type MachineEvent, type Outcome, THEMES, type Theme } from '../shared/api.ts';
import { no } from './browser-files.ts';

const done: Outcome = { kind: 'done' };

/** The page is put into a frame of its own, where neither scripts nor anything from outside can work. */
export async function print(html: string): Promise<Outcome> {
  document.querySelector('iframe.print')?.remove();
  const frame = document.createElement('iframe');
  frame.className = 'print';
  frame.title = '打印';
  frame.tabIndex = -1;
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.style.cssText = 'position: fixed; width: 0; height: 0; border: 0; visibility: hidden';
  frame.src = 'preview.html';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument;
  if (!page || !frame.contentWindow) return no('浏览器没有打开打印的页面。请导出网页，在浏览器里打开它再打印。');
  // Parsed by the frame's own document, whose policy allows the style attributes of the page; the window's own does not.
  page.documentElement.innerHTML = html;
  frame.contentWindow.print();
  return done;
}

// Clipboard

/** By the copy command, which takes the HTML as it is; the newer interface writes it anew, under the window's own policy for styles. */
export async function copy({ text, html }: Clip): Promise<Outcome> {
  if (copyByCommand(text, html)) return done;
  try {
    const kinds = Object.entries({ 'text/plain': text, 'text/html': html });
    await navigator.clipboard.write([
      new ClipboardItem(Object.fromEntries(kinds.map(([type, value]) => [type, new Blob([value], { type })]))),
    ]);
    return done;
  } catch {
    return no('浏览器不许写剪贴板，没有复制。请在浏览器的网站设置里允许剪贴板，再试一次。');
  }
}
function copyByCommand(text: string, html: string): boolean {
  let isSet = false;
  const fill = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
    isSet = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    return document.execCommand('copy') && isSet;
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
}
export async function clipboard(): Promise<({ readonly kind: 'clip' } & Clip) | Failed> {
  try {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string): Promise<string> => (item?.types.includes(type) ? (await item.getType(type)).text() : '');
    return { kind: 'clip', text: await read('text/plain'), html: await read('text/html') };
  } catch {
    return no('浏览器不许直接读剪贴板。请直接在格子里按 Ctrl+V。');
  }
}

// The theme

const THEME = 'nianbao.theme';
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(THEME);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}
export async function setTheme(theme: Theme): Promise<void> {
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // A browser that keeps nothing shows the theme until it is closed.
  }
}

// Other windows of the same browser

const listeners = new Set<(event: MachineEvent) => void>();
export function listen(listener: (event: MachineEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const windows = new BroadcastChannel('nianbao windows');
windows.onmessage = () => void lookAround();
const LOOK_AGAIN = 2000;

let shown = '';
let letGo: (() => void) | null = null;
let isElsewhere = false;
let again = 0;

const lockOf = (name: string): string => `nianbao file ${name}`;

/**
 * The draft that this window shows now. Windows with the same one overwrite each other; the name is all that tells drafts apart
 * between them. Each holds a lock of that name, which the browser takes back however the window ends.
 */
export async function noteName(name: string): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (name === shown || !locks) return;
  letGo?.();
  letGo = null;
  shown = name;
  if (name !== '') {
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await new Promise<void>((resolve) => {
      const hold = (): Promise<void> => {
        resolve();
        return held;
      };
      locks.request(lockOf(name), { mode: 'shared' }, hold).catch(() => resolve());
    });
    windows.postMessage(null);
  }
  await lookAround();
}

/** Tells the window when another one comes to have its draft, and when none has it any more: of a window that goes nobody is told. */
async function lookAround(): Promise<void> {
  const name = shown;
  const { held = [] } = await navigator.locks.query();
  if (name !== shown) return;
  const isOpen = name !== '' && held.filter((lock) => lock.name === lockOf(name)).length > 1;
  clearTimeout(again);
  if (isOpen) again = window.setTimeout(() => void lookAround(), LOOK_AGAIN);
  if (isOpen === isElsewhere) return;
  isElsewhere = isOpen;
  for (const listener of listeners) listener({ kind: 'openElsewhere', isOpen });
}
