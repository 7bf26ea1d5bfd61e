import type { Actor } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { DepartmentRow } from '#shared/departments/read-model.ts';

/** id → name of every department, the retired ones too: old items still name them. */
export const departmentNames = async (viewer: Actor): Promise<Readonly<Record<string, string>>> => {
  const { rows } = await theHouse().rows({ model: 'departments', limit: 200 }, viewer);
  return Object.fromEntries(rows.map(({ id, row }) => [id, (row as DepartmentRow).name]));
};
