// Serves the built window to this machine's own browser: loopback only, a secret link that works once, GET only, no file access
// beyond its own folder, nothing for other pages or other names of this machine.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

const ADDRESS = '127.0.0.1';
/** The same as the desktop's pages. */
const {
  policy,
  exported,
  headers: HEADERS,
  types: TYPES,
} = JSON.parse(readFileSync(new URL('../electron/served.json', import.meta.url), 'utf8'));
/** Pages of others can open this one. Nothing can open the desktop's, where it would cost a second process at every start. */
const APART = { 'cross-origin-opener-policy': 'same-origin' };
const STRICT = policy.join('; ');
/** The exported page is put into this one: its style sheet stands in it, and nothing else is allowed. */
const PREVIEW = [...exported, "frame-ancestors 'self'"].join('; ');
const USED = '这个链接已经用过，或不完整。请回到终端，结束后重新启动，再打开新给出的链接。';
/** Seen by a browser that came from another page: the step to the clean address must begin here, or the strict cookie stays at home. */
const ENTER = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/index.html"><title>年报</title>';

const secret = () => randomBytes(32).toString('base64url');
function same(given, wanted) {
  const a = Buffer.from(String(given ?? ''));
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Serves a folder until `close` is called, or until nothing was asked for `idleMinutes`. `port` is taken if it is free: what a
 * browser stores (recovery copies) belongs to an address with its port. The link in `url` must not appear in an argument list.
 */
export async function serve(folder, { idleMinutes, port = 0 } = {}) {
  const root = await realpath(folder);
  const door = { link: secret(), cookie: secret(), open: true };
  const server = createServer((request, response) => {
    idle?.refresh();
    answer(request, root, door, server.address().port).then(
      (reply) => send(response, reply),
      () => send(response, { status: 500 }),
    );
  });
  await listen(server, port);
  const close = () =>
    new Promise((resolve) => {
      clearTimeout(idle);
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const idle = idleMinutes === undefined ? undefined : setTimeout(close, idleMinutes * 60_000);
  return { url: `http://${ADDRESS}:${server.address().port}/start?t=${door.link}`, close };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (port === 0 || error.code !== 'EADDRINUSE') reject(error);
      else resolve(listen(server, 0));
    });
    server.listen(port, ADDRESS, resolve);
  });
}

function send(response, { status, headers = {}, body, csp = STRICT }) {
  response.writeHead(status, { 'content-security-policy': csp, ...HEADERS, ...APART, 'cache-control': 'no-store', ...headers });
  response.end(body);
}
const refuse = (status) => ({ status });
const tell = (status, text) => ({ status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text });

async function answer({ headers, method, url }, root, door, port) {
  const own = `${ADDRESS}:${port}`;
  // Another name that was made to point here must not work (DNS rebinding).
  if (headers.host !== own) return refuse(403);
  if (method !== 'GET') return { status: 405, headers: { allow: 'GET' } };
  if (!/^\/(?!\/)/.test(url)) return refuse(400);
  if (headers.origin !== undefined && headers.origin !== `http://${own}`) return refuse(403);
  const { pathname, searchParams } = new URL(url, `http://${own}`);
  const isOurs = same(cookieOf(headers.cookie, `s${port}`), door.cookie);
  const isOutside = !['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);
  if (pathname === '/start') return enter(door, searchParams.get('t'), isOurs, isOutside, port);
  if (isOutside) return refuse(403);
  return isOurs ? fileAt(pathname, root) : tell(403, USED);
}

/** The link opens the door once; whoever is inside may use it again. */
function enter(door, token, isOurs, isOutside, port) {
  const fits = same(token, door.link);
  if (!fits || !(door.open || isOurs)) return tell(403, USED);
  door.open = false;
  const headers = { 'set-cookie': `s${port}=${door.cookie}; HttpOnly; SameSite=Strict; Path=/` };
  if (isOutside) return { status: 200, headers: { ...headers, 'content-type': TYPES['.html'] }, body: ENTER };
  return { status: 303, headers: { ...headers, location: '/index.html' } };
}

const cookieOf = (cookies, name) =>
  (cookies ?? '')
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

async function fileAt(pathname, root) {
  if (/%(?:2f|5c|00)|\\/i.test(pathname)) return refuse(404);
  const path = decoded(pathname);
  const type = path && TYPES[extname(path)];
  if (!type) return refuse(404);
  try {
    // The real path: a link in the folder must not lead out of it.
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return refuse(404);
    const csp = path === '/preview.html' ? PREVIEW : STRICT;
    return { status: 200, headers: { 'content-type': type }, body: await readFile(file), csp };
  } catch {
    return refuse(404);
  }
}
function decoded(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
