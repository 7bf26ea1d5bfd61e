import { error } from '@sveltejs/kit';
import { hasRole } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** For whoever goes to look: what is due, and the item they came from. */
export const load: PageServerLoad = async ({ url, locals: { viewer } }) => {
  if (!hasRole(viewer, 'supervisor', 'admin', 'convener', 'leader', 'member')) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const item = url.searchParams.get('item');
  const [board, due, seen, departments] = await Promise.all([
    house.rows({ model: 'board', limit: 200 }, viewer),
    house.rows({ model: 'board', index: 'waitsFor', value: 'look-back', limit: 200 }, viewer),
    item === null ? null : house.view(`items/${item}`, viewer),
    departmentNames(viewer),
  ]);
  return { board, due, wanted: item === null || seen === null ? null : { id: item, seen }, departments, readAt: Date.now() };
};
