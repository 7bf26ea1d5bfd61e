import type { Handle } from '@sveltejs/kit/hooks';
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
