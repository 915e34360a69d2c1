import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../build/serve.mjs';
import { available, launchChromium, temporaryFolder } from '../documents/tools.ts';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly host?: string;
}

/** A request as a program sends it: the path goes out as it is written, which `fetch` would tidy. */
function request(port: number, path: string, { method = 'GET', headers = {}, host = '127.0.0.1' }: Ask = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const outer = temporaryFolder();
const folder = join(outer, 'window');
beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outer, 'secret.html'), 'secret');
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>in</title><link rel="icon" href="data:,"><iframe src="preview.html"></iframe>',
  );
  writeFileSync(join(folder, 'preview.html'), '<!doctype html><title>preview</title><p>preview</p>');
  writeFileSync(join(folder, 'assets/main.js'), 'export {};');
  writeFileSync(join(folder, 'notes.md'), 'notes');
  symlinkSync(join(outer, 'secret.html'), join(folder, 'link.html'));
});

async function start(options: Parameters<typeof serve>[1] = {}) {
  const server = await serve(folder, options);
  const url = new URL(server.url);
  return { ...server, port: Number(url.port), link: url.pathname + url.search };
}
const cookieOf = (reply: Reply): string => String(reply.headers['set-cookie']?.[0]).split(';')[0] ?? '';

describe('the loopback server', () => {
  let server: Awaited<ReturnType<typeof start>>;
  let cookie: string;
  const ask = (path: string, headers: OutgoingHttpHeaders = {}): Promise<Reply> =>
    request(server.port, path, { headers: { cookie, ...headers } });
  beforeAll(async () => {
    server = await start();
    cookie = cookieOf(await request(server.port, server.link));
  });
  afterAll(() => server.close());

  it('lets in by a link that works once, and gives a cookie no script and no other site can use', async () => {
    const fresh = await start();
    const wrong = await request(fresh.port, '/start?t=wrong');
    const first = await request(fresh.port, fresh.link);
    const second = await request(fresh.port, fresh.link);
    const own = await request(fresh.port, fresh.link, { headers: { cookie: cookieOf(first) } });
    expect([wrong, first, second, own].map(({ status }) => status)).toEqual([403, 303, 403, 303]);
    expect(first.headers.location).toBe('/index.html');
    expect(first.headers['set-cookie']?.[0]).toMatch(new RegExp(`^s${fresh.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(first.headers['set-cookie']?.[0]).not.toContain(new URL(fresh.url).searchParams.get('t'));
    expect(second.body).toContain('已经用过');
    await fresh.close();
  });

  it('serves nothing without the cookie, or with another', async () => {
    expect((await request(server.port, '/index.html')).status).toBe(403);
    expect((await request(server.port, '/index.html', { headers: { cookie: `s${server.port}=${'a'.repeat(43)}` } })).status).toBe(403);
    expect((await ask('/index.html')).status).toBe(200);
    expect((await ask('/assets/main.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('answers to one name only', async () => {
    for (const host of [`localhost:${server.port}`, 'evil.example', `127.0.0.1:${server.port + 1}`, '127.0.0.1', `127.1:${server.port}`]) {
      expect((await ask('/index.html', { host })).status, host).toBe(403);
      expect((await request(server.port, server.link, { headers: { host } })).status, host).toBe(403);
    }
  });

  it('does not listen to the network', async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter(({ internal }) => !internal));
    for (const host of [...others.filter(({ family }) => family === 'IPv4').map(({ address }) => address), '::1']) {
      await expect(request(server.port, '/index.html', { host }), host).rejects.toThrow();
    }
  });

  it('refuses what other pages ask for', async () => {
    expect((await ask('/index.html', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('/index.html', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await ask('/index.html', { origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await ask('/index.html', { origin: 'null' })).status).toBe(403);
    expect((await ask('/index.html', { origin: `http://127.0.0.1:${server.port}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('answers GET only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      const reply = await request(server.port, '/index.html', { method, headers: { cookie } });
      expect(reply.status, method).toBe(405);
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('sends every guard with every answer', async () => {
    for (const path of ['/index.html', '/nothing.html', '/start?t=wrong']) {
      expect((await ask(path)).headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'$/,
        ),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    }
    const preview = await ask('/preview.html');
    expect(preview.headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
  });

  it('stays in its folder and with its kinds of files', async () => {
    const outside = [
      '/../secret.html',
      '/assets/../../secret.html',
      '/%2e%2e/secret.html',
      '/..%2fsecret.html',
      '/..%5csecret.html',
      '/link.html',
    ];
    for (const path of [...outside, '/index.html%00.js', '/notes.md', '/assets', '/', '/%zz.html', '/.html']) {
      const reply = await ask(path);
      expect(reply.status, path).toBe(404);
      expect(reply.body, path).toBe('');
    }
    expect((await ask('//evil.example/index.html')).status).toBe(400);
    expect((await ask('http://evil.example/index.html')).status).toBe(400);
  });

  it('closes when nobody asks for anything', async () => {
    const idle = await start({ idleMinutes: 0.005 });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await expect(request(idle.port, '/index.html')).rejects.toThrow();
  });

  it('takes the port it is given, and another where that one is taken', async () => {
    const other = await start({ port: server.port });
    expect(other.port).not.toBe(server.port);
    await other.close();
    const again = await start({ port: other.port });
    expect(again.port).toBe(other.port);
    await again.close();
  });
});

describe.skipIf(!available('the loopback server in a browser', 'chromium'))('in Chromium', () => {
  it('opens by the link, once, typed or from a page on the disk', async () => {
    const browser = await launchChromium();
    for (const way of ['typed', 'from a page'] as const) {
      const server = await start();
      const context = await browser.newContext();
      const page = await context.newPage();
      if (way === 'typed') await page.goto(server.url);
      else {
        const file = join(outer, 'open.html');
        writeFileSync(file, `<a href="${server.url}">open</a>`);
        await page.goto(pathToFileURL(file).href);
        await page.click('a');
      }
      await page.waitForURL(/index\.html$/);
      expect(await page.title(), way).toBe('in');
      expect(await page.frameLocator('iframe').locator('p').textContent()).toBe('preview');
      await page.reload();
      expect(await page.title()).toBe('in');
      const stranger = await (await browser.newContext()).newPage();
      expect((await stranger.goto(server.url))?.status()).toBe(403);
      expect((await stranger.goto(new URL('/index.html', server.url).href))?.status()).toBe(403);
      await server.close();
    }
    await browser.close();
  });

  it('shows nothing to a page of another address', async () => {
    const server = await start();
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(server.url);
    const other = await start();
    await page.goto(other.url);
    const answers = await page.evaluate(async (address) => {
      const tried = await Promise.allSettled([
        fetch(address, { credentials: 'include' }),
        fetch(address, { mode: 'no-cors', credentials: 'include' }),
      ]);
      return tried.map(({ status }) => status);
    }, new URL('/index.html', server.url).href);
    expect(answers).toEqual(['rejected', 'rejected']);
    await browser.close();
    await Promise.all([server.close(), other.close()]);
  });
});
