// Keeps the window's own files, whole and of one version, and answers from them. The build writes VERSION and FILES before this.
// A new version waits until the last window of the old one is closed: a window never gets parts of two.
/* global VERSION, FILES */
const { scope } = self.registration;
const OURS = `nianbao ${scope} `;
const CACHE = OURS + VERSION;

/** A server may have led to another address; a page must not be answered with that. */
const plain = async (response) => (response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response);

async function keep(cache, file) {
  const response = await fetch(file, { cache: 'reload' });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  await cache.put(new URL(file, scope).href, await plain(response));
}
async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map((file) => keep(cache, file)));
}
async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}
async function answer(request) {
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  const cache = await caches.open(CACHE);
  return (await cache.match(address === scope ? `${scope}index.html` : address)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
self.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && event.request.url.startsWith(scope)) event.respondWith(answer(event.request));
});
