import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import type { SessionState } from '#shared/sessions/state.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { viewer }, params: { id } }) => {
  if (viewer.roles.length === 0) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [session, seen] = await Promise.all([house.view(`sessions/${id}`, viewer), house.view(`evaluations/${id}`, viewer)]);
  const state = session?.state as SessionState | undefined;
  if (!state || state.stage === 'none') error(404);
  return { id, title: state.title, seen, pack: house.pack };
};
