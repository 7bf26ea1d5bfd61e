import { randomBytes } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { theHouse } from '#shared/core/house.ts';
import { htmlLanguage, languageOf } from '#web/lib/words/area.ts';

/** Who asks, and in which language: known to every load before the first byte of a page. */
export const handle: Handle = async ({ event, resolve }) => {
  const { headers } = event.request;
  const language = languageOf(event.cookies.get('language'), headers.get('accept-language'));
  const viewer = await theHouse().viewer(headers.get('cookie'));
  Object.assign(event.locals, { viewer, language });
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%language%', htmlLanguage[language]),
  });
};

/** A bug in a page: the whole of it goes to the log, the person gets its number. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return undefined;
  const reference = randomBytes(4).toString('hex');
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(JSON.stringify({ msg: 'a page failed', reference, route: event.route.id, cause }));
  return { reference };
};
