import type { SessionState } from '#shared/sessions/state.ts';
import type { PageLoad } from './$types';

/** What is shown after the close is fetched after the close: whoever only comes then sees it in the page as it arrives. */
export const load: PageLoad = async ({ data, parent }) => {
  const { room } = await parent();
  const closed = (room.first?.state as SessionState | undefined)?.stage === 'closed';
  return { ...data, Over: closed ? (await import('#web/lib/sessions/phone/Over.svelte')).default : null };
};
