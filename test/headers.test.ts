/** Policies, types and headers are written in each place that serves or holds a page: they agree. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../build/serve.mjs';
import { headers, PREVIEW_POLICY, TYPES, WINDOW_POLICY } from '../electron/headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianbao-headers-'));
let server: Awaited<ReturnType<typeof serve>>;
let cookie = '';
beforeAll(async () => {
  for (const ending of Object.keys(TYPES)) writeFileSync(join(folder, `index${ending}`), '');
  writeFileSync(join(folder, 'preview.html'), '');
  server = await serve(folder);
  const entered = await fetch(server.url, { redirect: 'manual' });
  cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Only how long a page may be kept differs: the server of the browser edition forbids it altogether. */
const compared = (all: Iterable<readonly [string, string]>, names: readonly string[]) =>
  Object.fromEntries([...all].filter(([name]) => names.includes(name) && name !== 'cache-control'));

test.each([...Object.keys(TYPES).map((ending) => `index${ending}`), 'preview.html'])('desktop and browser serve %s alike', async (name) => {
  const policy = name === 'preview.html' ? PREVIEW_POLICY : WINDOW_POLICY;
  const wanted = headers(policy, TYPES[name.slice(name.indexOf('.'))] ?? '');
  const served = await fetch(new URL(name, server.url), { headers: { cookie } });
  expect(served.status).toBe(200);
  expect(compared(served.headers, Object.keys(wanted))).toEqual(compared(Object.entries(wanted), Object.keys(wanted)));
});

const policyIn = (page: string): string =>
  /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
    readFileSync(new URL(`../renderer/${page}`, import.meta.url), 'utf8'),
  )?.[1] ?? '';
/** A page cannot say itself who may put it into a frame. */
const inPage = (policy: string): Set<string> => new Set(policy.split('; ').filter((part) => !part.startsWith('frame-ancestors')));

test.each([
  ['index.html', WINDOW_POLICY],
  ['preview.html', PREVIEW_POLICY],
])('%s holds the same policy itself', (page, policy) => {
  expect(inPage(policyIn(page))).toEqual(inPage(policy));
});
