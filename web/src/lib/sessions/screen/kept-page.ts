/**
 * The page itself, kept beside the picture: while the house is away a reload shows it instead of the browser's error. Needs a service worker,
 * so only over https or on the machine itself; elsewhere the picture stays as long as nobody reloads.
 */
import { version } from '$app/env';

/** As the service worker reads it. */
const place = `screen-${version}`;

const ours = (address: string): boolean => {
  const { origin, pathname } = new URL(address);
  return origin === location.origin && (pathname.startsWith('/_app/immutable/') || pathname === '/api/qr' || pathname === '/mark.svg');
};

/** Whatever this page is made of so far; what comes later the worker keeps as it passes by. */
const keepWhole = async (): Promise<void> => {
  const used = performance.getEntriesByType('resource').map(({ name }) => name);
  const store = await caches.open(place);
  await store.addAll([location.pathname, ...new Set(used.filter(ours))]);
};

/** In the browser, once. */
export const keepPage = async (): Promise<void> => {
  try {
    if (!('serviceWorker' in navigator)) return;
    await navigator.serviceWorker.register(`/screen-worker.js?${version}`, { scope: location.pathname });
    await keepWhole();
    // A worker that woke before this page was whole has passed it over.
    const { active } = await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null) active?.postMessage('here');
  } catch (no) {
    console.debug('a reload needs the house', no);
  }
};
