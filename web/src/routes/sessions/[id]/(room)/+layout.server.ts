import { theHouse } from '#shared/core/house.ts';
import { roomFacts } from '#web/lib/sessions/facts.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, locals: { viewer } }) => {
  const [room, ballots] = await Promise.all([roomFacts(params.id, viewer), theHouse().view(`ballots/${params.id}`, viewer)]);
  return { room, ballots };
};
