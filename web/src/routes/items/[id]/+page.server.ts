import { error } from '@sveltejs/kit';
import type { Actor } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { State } from '#shared/items/state.ts';
import type { PersonRow } from '#shared/people/read-model.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

type Named = Readonly<Record<string, string>>;

/** Names for staff; `officers`: to whom a leader of this department may give it. */
const staffOf = async (state: State, viewer: Actor): Promise<{ persons: Named; officers: Named }> => {
  if (viewer.roles.length === 0 || state.stage === 'unissued') return { persons: {}, officers: {} };
  const house = theHouse();
  const [all, own] = await Promise.all([
    house.rows({ model: 'people', limit: 200 }, viewer),
    house.rows({ model: 'people', index: 'department', value: state.matter.lead, limit: 200 }, viewer),
  ]);
  const names = [...all.rows, ...own.rows].map(({ id, row }): [string, string] => [id, (row as PersonRow).name]);
  const officers = own.rows.flatMap(({ id, row }): [string, string][] => {
    const { name, roles, disabled } = row as PersonRow;
    return roles.includes('officer') && !disabled ? [[id, name]] : [];
  });
  return { persons: Object.fromEntries(names), officers: Object.fromEntries(officers) };
};

export const load: PageServerLoad = async ({ params, locals: { viewer } }) => {
  const house = theHouse();
  const first = await house.view(`items/${params.id}`, viewer);
  if (!first) error(404);
  const staff = await staffOf(first.state as State, viewer);
  return { id: params.id, first, pack: house.pack, departments: await departmentNames(viewer), ...staff };
};
