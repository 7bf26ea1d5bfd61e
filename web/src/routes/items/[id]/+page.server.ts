import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals: { viewer } }) => {
  const house = theHouse();
  const first = await house.view(`items/${params.id}`, viewer);
  if (!first) error(404);
  return { id: params.id, first, pack: house.pack, departments: await departmentNames(viewer) };
};
