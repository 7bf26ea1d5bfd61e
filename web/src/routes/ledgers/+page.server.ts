import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import type { PageServerLoad } from './$types';

/** For those who hold an office; which ledgers they may have, the interface says. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (viewer.roles.length === 0) error(viewer.id === '' ? 401 : 403);
  return { departments: await theHouse().rows({ model: 'departments', limit: 200 }, viewer) };
};
