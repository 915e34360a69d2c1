/** The program's own pages, under a scheme of their own: a real origin with a strict policy in a header, and no way to any other file. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { headers, PAGE_POLICY, PREVIEW_POLICY, TYPES, WINDOW_POLICY } from './headers.ts';

export const ORIGIN = 'app://bundle';
export const PREVIEW = `${ORIGIN}/preview.html`;

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

export function servePages(root: string): void {
  protocol.handle('app', (request) => {
    if (request.method !== 'GET') return refuse(405);
    const { host, pathname } = new URL(request.url);
    if (host === 'print') return printedPage(pathname);
    return host === 'bundle' ? fileOf(root, pathname) : refuse(404);
  });
}

function printedPage(pathname: string): Response {
  const html = pages.get(pathname);
  pages.delete(pathname);
  return html === undefined ? refuse(404) : new Response(html, { headers: headers(PAGE_POLICY, 'text/html; charset=utf-8') });
}

async function fileOf(root: string, pathname: string): Promise<Response> {
  try {
    const file = normalize(join(root, decodeURIComponent(pathname)));
    const type = TYPES[extname(file)];
    if (!type || !file.startsWith(root + sep) || file.includes('\0')) return refuse(404);
    const policy = pathname === '/preview.html' ? PREVIEW_POLICY : WINDOW_POLICY;
    return new Response(new Uint8Array(await readFile(file)), { headers: headers(policy, type) });
  } catch {
    return refuse(404);
  }
}
