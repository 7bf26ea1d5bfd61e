import { onShelf, put } from './shelf.ts';
import type { Counting, Seat } from './state.ts';
import type { PersonId } from '../core/actor.ts';

/**
 * The seat somebody's marks go to. In a record that an archive brought marks are nobody's (see `veil.ts`): whoever never sat here gets a
 * place without roles, so that everything counts as it did.
 */
export const placed = (counting: Counting, person: PersonId): readonly [Counting, Seat] => {
  const known = onShelf(counting.seats, person);
  if (known) return [counting, known];
  const seat: Seat = { roles: [], department: null, place: counting.seats.size };
  return [{ ...counting, seats: put(counting.seats, person, seat) }, seat];
};
