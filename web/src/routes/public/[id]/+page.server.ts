import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import type { State as Lists } from '#shared/checklists/state.ts';
import type { SessionState } from '#shared/sessions/state.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** The record of one session as this viewer may know it; the same address for the public and for those who were there. */
export const load: PageServerLoad = async ({ params, locals: { viewer } }) => {
  const house = theHouse();
  const session = await house.view(`sessions/${params.id}`, viewer);
  const state = session?.state as SessionState | undefined;
  if (!state || state.stage === 'none') error(404);
  const lists = await house.view(`checklists/${params.id}`, viewer);
  return { id: params.id, session: state, lists: (lists?.state ?? null) as Lists | null, departments: await departmentNames(viewer) };
};
