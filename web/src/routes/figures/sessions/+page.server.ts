import { error } from '@sveltejs/kit';
import { theHouse } from '#shared/core/house.ts';
import type { EvaluationRow } from '#shared/evaluations/read-model.ts';
import type { SessionRow } from '#shared/sessions/read-model.ts';
import type { PageServerLoad } from './$types';

/** Sessions that are over, newest first, each with how far its evaluation is. */
export const load: PageServerLoad = async ({ locals: { viewer } }) => {
  if (viewer.roles.length === 0) error(viewer.id === '' ? 401 : 403);
  const house = theHouse();
  const [sessions, evaluations] = await Promise.all([
    house.rows({ model: 'sessions', index: 'stage', value: 'closed', limit: 200 }, viewer),
    house.rows({ model: 'evaluations', limit: 200 }, viewer),
  ]);
  const known = new Map(evaluations.rows.map(({ id, row }) => [id, row as EvaluationRow]));
  return {
    sessions: sessions.rows.map(({ id, row }) => {
      const { title, startsAt } = row as SessionRow;
      return { id, title, startsAt, evaluation: known.get(id) ?? null };
    }),
  };
};
