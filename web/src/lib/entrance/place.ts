import { redirect } from '@sveltejs/kit';
import type { Actor } from '#shared/core/actor.ts';
import type { House } from '#shared/core/house.ts';
import { codeOf, codeQuery, placesIn, type Place } from './join.ts';

/** The code everybody in the hall has. Any other gives its role also to somebody who sits there already, as the console to a colleague. */
const everybodys = /^\d{6}$/;

/** The one session a code opens. Whoever sits there already goes straight in by the code of everybody. */
export const placeFor = async (house: House, code: string, viewer: Actor): Promise<Place | null> => {
  if (!/^[0-9A-Z]{4,16}$/.test(codeOf(code))) return null;
  const page = await house.rows(codeQuery(code), viewer);
  const [only, other] = placesIn(page);
  if (!only || other) return null;
  const seats = page.rows[0]?.row.seats;
  if (everybodys.test(codeOf(code)) && viewer.id !== '' && Array.isArray(seats) && seats.includes(viewer.id))
    redirect(303, `/sessions/${only.id}`);
  return only;
};
