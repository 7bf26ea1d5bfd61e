import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { TopicRow } from '#shared/topics/read-model.ts';
import type { State } from '#shared/topics/state.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { viewer } }) => {
  const house = theHouse();
  const first = await house.view(`topics/${params.id}`, viewer);
  if (!first || (first.state as State).stage === 'unknown') error(404);
  const sifts = hasRole(viewer, 'admin', 'convener');
  const others = sifts ? (await house.rows({ model: 'topics', limit: 200 }, viewer)).rows : [];
  return {
    id: params.id,
    first,
    pack: house.pack,
    sifts,
    others: others
      .filter(
        ({ id, row }) =>
          id !== params.id && ['collected', 'screened', 'selected', 'scheduled'].includes((row as unknown as TopicRow).state),
      )
      .map(({ id, row }) => ({ value: id, label: (row as unknown as TopicRow).title })),
  };
};
