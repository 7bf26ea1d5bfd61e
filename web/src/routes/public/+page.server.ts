import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const house = theHouse();
  const [items, sessions, departments] = await Promise.all([
    house.rows({ model: 'items-public' }, viewer),
    house.rows({ model: 'sessions', index: 'stage', value: 'closed' }, viewer),
    departmentNames(viewer),
  ]);
  return { items, sessions, departments, calendar: house.pack.calendar, mail: house.mail };
};
