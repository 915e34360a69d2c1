/** Pages on paper: each in a hidden window of its own, without scripts and without the preload. */
import { BrowserWindow, type WebContents } from 'electron';
import type { Failed, Outcome } from '../shared/api.ts';
import { serveOnce } from './protocol.ts';

const MINUTE = 60_000;

class TooSlow extends Error {}
const SLOW: Failed = { kind: 'failed', message: '排版超过一分钟，已经停下。请再试一次，或导出 Word 后在 Word 里打印。' };

async function withPage<T>(html: string, task: (page: WebContents) => Promise<T>): Promise<T | Failed> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, spellcheck: false },
  });
  try {
    await inTime(window.loadURL(serveOnce(html)));
    return await task(window.webContents);
  } catch (error) {
    if (error instanceof TooSlow) return SLOW;
    throw error;
  } finally {
    window.destroy();
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooSlow()), MINUTE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function pdf(html: string): Promise<{ readonly kind: 'pdf'; readonly bytes: Uint8Array } | Failed> {
  return withPage(html, async (page) => {
    const made = await inTime(page.printToPDF({ preferCSSPageSize: true, printBackground: true }));
    return { kind: 'pdf', bytes: new Uint8Array(made) };
  });
}

/** Shows the system's own print dialog, for as long as the person needs. To cancel it is no failure. */
export function print(html: string): Promise<Outcome> {
  return withPage(html, (page) => {
    return new Promise<Outcome>((resolve) => {
      page.print({ printBackground: true }, (printed, reason) => {
        const isDone = printed || /cancel/i.test(reason);
        const message = '没有打印：找不到可用的打印机，或打印机没有接受。检查打印机后再试，或先导出 PDF。';
        resolve(isDone ? { kind: 'done' } : { kind: 'failed', message });
      });
    });
  });
}
