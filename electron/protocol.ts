/** The program's own pages, under a scheme of their own: a real origin with a strict policy in a header, and no way to any other file. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';
import { headers, PAGE_POLICY, PREVIEW_POLICY, TYPES, WINDOW_POLICY } from './headers.ts';

export const ORIGIN = 'app://bundle';
export const PREVIEW = `${ORIGIN}/preview.html`;

/** Before the app is ready. */
export function registerScheme(): void {
  // Kept compiled from the second start on, where Electron knows how to (not yet in 25).
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

const pages = new Map<string, string>();
/** The address of a page that is in memory only, and is served once. */
export function serveOnce(html: string): string {
  const id = randomUUID();
  pages.set(`/${id}`, html);
  return `app://print/${id}`;
}

/** How a file's content is had. */
type Content = () => Promise<Buffer>;
/** The window's files by their path in the address, read while Chromium is still starting. */
let files: Promise<ReadonlyMap<string, Content>> = Promise.resolve(new Map());
/** What no first screen needs waits on the disk until somebody asks for it: readers, printers, the pictures of the manual. */
const LATER = /\/(?:pdf|reader|docx|html)[^/]*\.js$|\.webp$/;
const isRead = (name: string): boolean => !LATER.test(name);
export function readPages(root: string): void {
  files = readAll(root);
}
async function readAll(root: string): Promise<ReadonlyMap<string, Content>> {
  const inFolder = async (folder: string): Promise<[string, Content][]> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    const read = entries.map(async (entry): Promise<[string, Content][]> => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return inFolder(path);
      const content: Content = () => readFile(join(root, path));
      if (!isRead(path)) return [[path, content]];
      // One that cannot be read now, as a virus scanner holds it, is read when it is asked for: the others are there.
      const data = await content().catch(() => null);
      return [[path, data ? async () => data : content]];
    });
    return (await Promise.all(read)).flat();
  };
  return new Map(await inFolder(''));
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}
const refuse = (statusCode: number): Answer => ({
  statusCode,
  headers: { 'content-security-policy': WINDOW_POLICY },
  data: Buffer.alloc(0),
});

/**
 * Not by `protocol.handle`, which Electron prefers: the web classes its answers are made of are loaded at the first one, 20 to 30 ms
 * at every start, before anything can be drawn.
 */
export function servePages(): void {
  protocol.registerBufferProtocol('app', (request, answer) => void answerTo(request).then(answer));
}
async function answerTo(request: { readonly method: string; readonly url: string }): Promise<Answer> {
  if (request.method !== 'GET') return refuse(405);
  const { host, pathname } = new URL(request.url);
  if (host === 'print') return printedPage(pathname);
  return host === 'bundle' ? fileOf(pathname) : refuse(404);
}

function printedPage(pathname: string): Answer {
  const html = pages.get(pathname);
  pages.delete(pathname);
  if (html === undefined) return refuse(404);
  return { statusCode: 200, headers: headers(PAGE_POLICY, 'text/html; charset=utf-8'), data: Buffer.from(html) };
}

/** Only what lies in the folder of the window can be asked for: there is no path to leave it by. */
async function fileOf(pathname: string): Promise<Answer> {
  const type = TYPES[extname(pathname)];
  const data = await (await files)
    .get(pathname)?.()
    .catch(() => undefined);
  if (!type || !data) return refuse(404);
  return { statusCode: 200, headers: headers(pathname === '/preview.html' ? PREVIEW_POLICY : WINDOW_POLICY, type), data };
}
