import { dayOf } from '#shared/core/calendar.ts';
import { nobody } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { viewer } }) => ({
  today: dayOf(viewer.now),
  smallCount: theHouse().pack.item.smallCount,
  departments: await departmentNames(nobody(viewer.now)),
});
