import { ledPlaces, type LedPlace } from '#shared/sessions/state.ts';

/** Where somebody looks who is on one of the two pages of a phone; null = elsewhere (turns, promises, another page). */
export const lookingAt = (session: string, path: string, hash: string): LedPlace | null => {
  if (path === `/sessions/${session}/lists`) return 'lists';
  if (path !== `/sessions/${session}`) return null;
  const view = hash.slice(1);
  return view === '' ? 'now' : (ledPlaces.find((one) => one === view) ?? null);
};

export const addressOf = (session: string, place: LedPlace): string =>
  place === 'lists' ? `/sessions/${session}/lists` : `/sessions/${session}#${place}`;

/** Somebody writes here: taking the page away would take the words out of their hand. */
export const writes = (page: Document): boolean => {
  const at = page.activeElement;
  const typing =
    at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && ['text', 'search', 'date', 'number'].includes(at.type));
  return typing || at?.closest('[contenteditable="true"]') != null || page.querySelector('dialog[open]') !== null;
};
