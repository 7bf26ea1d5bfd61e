import { theHouse } from '#shared/core/house.ts';
import type { State } from '#shared/people/state.ts';
import type { LayoutServerLoad } from './$types';

/** Who looks and in which language; the name only for the own greeting. */
export const load: LayoutServerLoad = async ({ locals: { viewer, language } }) => {
  const me = viewer.roles.length > 0 ? await theHouse().view(`people/${viewer.id}`, viewer) : null;
  const state = me?.state as State | undefined;
  return { viewer, language, name: state && state.stage !== 'unknown' ? (state.facts?.name ?? null) : null };
};
