import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import { roomFacts } from '#web/lib/sessions/facts.server.ts';
import type { SessionState } from '#shared/sessions/state.ts';
import type { PageServerLoad } from './$types';

/** Whoever may read the record of a session may play it; what they are told of it is the same. */
export const load: PageServerLoad = async ({ params, locals: { viewer } }) => {
  const [room, lists] = await Promise.all([roomFacts(params.id, viewer), theHouse().view(`checklists/${params.id}`, viewer)]);
  const state = room.first?.state as SessionState | undefined;
  if (!state || state.stage === 'none') error(404);
  const held = state.stage === 'open' || state.stage === 'closed';
  // The room is told the past, and nothing of how it stands now.
  return { room: { ...room, first: null }, title: state.title, held, lists: lists !== null };
};
