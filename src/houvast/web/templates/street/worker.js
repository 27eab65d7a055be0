// The worker of the street. It keeps the shell of the capture screen, the same for everybody, and gives it
// when a page cannot be fetched. It sends nothing and holds no work: a new version of it loses none.
// VERSION, FILES and SHELLS stand above, written by web/street.py.
const CACHE = `houvast-${VERSION}`;
const AWAY = [502, 503, 504];

addEventListener('install', event => {
  // What is sent goes beside the worker: it need not start for that, and may rest and make room for the next.
  event.addRoutes?.({condition: {urlPattern: {pathname: '/sync/*'}}, source: 'network'}).catch(() => {});
  event.waitUntil(keep());
});
addEventListener('activate', event => event.waitUntil(takeOver()));
addEventListener('fetch', event => {
  const {request} = event, {origin, pathname} = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const page = request.mode === 'navigate';
  if (page && !SHELLS.includes(pathname)) event.respondWith(fetched(request));
  else if (page || FILES.includes(pathname)) event.respondWith(kept(pathname, request));
});

async function keep() {
  const cache = await caches.open(CACHE);
  // Without cookies: what is kept cannot hold anything of who is signed in.
  await cache.addAll(FILES.map(file => new Request(file, {cache: 'reload', credentials: 'omit'})));
  await skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter(one => one.startsWith('houvast-') && one !== CACHE).map(one => caches.delete(one)));
  await clients.claim();
}

async function kept(address, request) {
  return (await caches.match(address, {cacheName: CACHE})) ?? fetch(request);
}

// A page is never kept. Where none comes, there is the capture screen.
async function fetched(request) {
  let answer;
  try {
    answer = await fetch(request);
    if (!AWAY.includes(answer.status)) return answer;
  } catch { /* no network, or no server */ }
  return (await caches.match(SHELLS[0], {cacheName: CACHE})) ?? answer ?? Response.error();
}
