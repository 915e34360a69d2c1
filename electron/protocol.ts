/** The program's own pages, under a scheme of their own: a real origin with a strict policy in a header, and no way to any other file. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';

export const ORIGIN = 'app://bundle';
export const PREVIEW = `${ORIGIN}/preview.html`;

const WINDOW_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');
/** The exported page carries its style sheet in itself, and has no script. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const PREVIEW_POLICY = `${PAGE_POLICY}; frame-ancestors 'self'`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const headers = (policy: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
});
const refuse = (status: number): Response => new Response(null, { status, headers: { 'content-security-policy': WINDOW_POLICY } });

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

/** The window's files by their path in the address, read while Chromium is still starting. */
let files: Promise<ReadonlyMap<string, Uint8Array>> = Promise.resolve(new Map());
export function readPages(root: string): void {
  // The first answer is slow to make: its classes are loaded now, while Chromium is still starting.
  void new Response(null);
  files = readAll(root);
}
async function readAll(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const inFolder = async (folder: string): Promise<[string, Uint8Array][]> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    const read = entries.map(async (entry): Promise<[string, Uint8Array][]> => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? inFolder(path) : [[path, new Uint8Array(await readFile(join(root, path)))]];
    });
    return (await Promise.all(read)).flat();
  };
  return new Map(await inFolder(''));
}

export function servePages(): void {
  protocol.handle('app', (request) => {
    if (request.method !== 'GET') return refuse(405);
    const { host, pathname } = new URL(request.url);
    if (host === 'print') return printedPage(pathname);
    return host === 'bundle' ? fileOf(pathname) : refuse(404);
  });
}

function printedPage(pathname: string): Response {
  const html = pages.get(pathname);
  pages.delete(pathname);
  return html === undefined ? refuse(404) : new Response(html, { headers: headers(PAGE_POLICY, 'text/html; charset=utf-8') });
}

/** Only what lies in the folder of the window can be asked for: there is no path to leave it by. */
async function fileOf(pathname: string): Promise<Response> {
  const type = TYPES[extname(pathname)];
  const bytes = (await files).get(pathname);
  if (!type || !bytes) return refuse(404);
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: headers(pathname === '/preview.html' ? PREVIEW_POLICY : WINDOW_POLICY, type),
  });
}
