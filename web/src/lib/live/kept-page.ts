/**
 * The page itself, kept on this device: while the house is away a reload shows it instead of the browser's error. Needs a service worker, so
 * only over https or on the machine itself; elsewhere it stays as long as nobody reloads.
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

/** In the browser, once. True: from now on this address opens without the house. */
export const keepPage = async (): Promise<boolean> => {
  try {
    if (!('serviceWorker' in navigator)) return false;
    await navigator.serviceWorker.register(`/screen-worker.js?${version}`, { scope: location.pathname });
    await keepWhole();
    // A worker that woke before this page was whole has passed it over.
    const { active } = await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null) active?.postMessage('here');
    return true;
  } catch (no) {
    console.debug('a reload needs the house', no);
    return false;
  }
};

/** Nobody who uses this device after somebody signed out opens what was shown to them. */
export const forgetPage = async (path: string): Promise<void> => {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) await (await caches.open(name)).delete(path, { ignoreSearch: true });
};
