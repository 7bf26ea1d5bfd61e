/**
 * For the big screen and for visits away from any network, which register it for their own address: a reload while the house is away shows
 * the last page instead of the browser's error. Everything else goes to the house as if this were not here. Plain JavaScript, since browsers load it as it stands; the
 * version of the pages comes behind the ? of its address.
 */
const place = `screen-${location.search.slice(1)}`;
/** So long a page may take before the kept one is shown; that one corrects itself once it is connected. Milliseconds. */
const patience = 4_000;

/** Nothing was kept yet: an empty wall that asks again by itself. */
const emptyWall = () =>
  new Response('<!doctype html><meta http-equiv="refresh" content="2"><body style="background:#f8f6f0">', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

const keep = async (request, response) => (await caches.open(place)).put(request.url, response);

const pageOf = async (request) => {
  try {
    const response = await fetch(request.url, { credentials: 'same-origin', signal: AbortSignal.timeout(patience) });
    if (response.ok) {
      await keep(request, response.clone());
      return response;
    }
    // The house is there and says no: what was kept is not this person's to see any more.
    if (response.status === 401 || response.status === 403) return response;
  } catch (away) {
    console.debug('the house is away', away);
  }
  return (await caches.match(request.url)) ?? emptyWall();
};

/** Scripts and styles carry their content in their name; a QR code its text. */
const unchanging = /^\/_app\/immutable\/|^\/api\/qr$|^\/mark\.svg$/u;
const fileOf = async (request) => {
  const found = await caches.match(request.url);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await keep(request, response.clone());
  return response;
};

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => {
  const forget = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith('screen-') && name !== place);
    // The page of the version before is still the best there is until a new one was seen.
    await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(forget());
});
// A page that nobody serves says so.
addEventListener('message', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(pageOf(request));
  else if (unchanging.test(url.pathname)) event.respondWith(fileOf(request));
});
