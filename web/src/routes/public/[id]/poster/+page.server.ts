import { error } from '@sveltejs/kit';
import { nobody } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PublicRow } from '#shared/items/read-model.ts';
import type { SessionState } from '#shared/sessions/state.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

/** What a session agreed on, for the board in the village: what everybody may know, whoever prints it. */
export const load: PageServerLoad = async ({ params, locals: { viewer } }) => {
  const house = theHouse();
  const outside = nobody(viewer.now);
  const [seen, items, departments] = await Promise.all([
    house.view(`sessions/${params.id}`, outside),
    house.rows({ model: 'items-public', index: 'session', value: params.id, limit: 200 }, outside),
    departmentNames(outside),
  ]);
  const state = seen?.state as SessionState | undefined;
  if (!state || state.stage === 'none') error(404);
  const { title, place, startsAt, topics } = state;
  const rows = items.rows
    .map(({ id, row }) => ({ id, row: row as PublicRow }))
    .sort((a, b) => a.row.number.localeCompare(b.row.number, 'zh', { numeric: true }));
  return { id: params.id, session: { title, place, startsAt, topics }, items: rows, departments, origin: house.origin, now: viewer.now };
};
