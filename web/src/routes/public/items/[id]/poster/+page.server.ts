import { error } from '@sveltejs/kit';
import { nobody } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { State } from '#shared/items/state.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** What hangs on a wall is public: whoever prints it, it says what everybody may know. */
export const load: PageServerLoad = async ({ params, locals: { viewer } }) => {
  const house = theHouse();
  const outside = nobody(viewer.now);
  const seen = await house.view(`items/${params.id}`, outside);
  const state = seen?.state as State | undefined;
  if (!state || state.stage === 'unissued') error(404);
  return {
    id: params.id,
    item: state,
    pack: house.pack,
    departments: await departmentNames(outside),
    origin: house.origin,
    now: viewer.now,
  };
};
