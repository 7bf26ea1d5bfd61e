import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import type { PersonRow } from '#shared/people/read-model.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import { deskQueries } from '#web/lib/items/desk/queries.ts';
import type { PageServerLoad } from './$types';

/** For whoever belongs to a department. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  const { department } = viewer;
  if (department === null) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [first, departments, colleagues] = await Promise.all([
    Promise.all(deskQueries(department).map((query) => house.rows(query, viewer))),
    departmentNames(viewer),
    house.rows({ model: 'people', index: 'department', value: department, limit: 200 }, viewer),
  ]);
  const officers = colleagues.rows.flatMap(({ id, row }): [string, string][] => {
    const { name, roles, disabled } = row as PersonRow;
    return roles.includes('officer') && !disabled ? [[id, name]] : [];
  });
  return { first, departments, department, officers: Object.fromEntries(officers), pack: house.pack };
};
