/** Places between places: strings that sort, so that a row can be put anywhere without touching the others. */
const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const first = digits.charAt(0);

const half = (low: string, high: string | null): string => {
  if (high !== null) {
    let shared = 0;
    while (shared < high.length && (low[shared] ?? first) === high[shared]) shared += 1;
    if (shared > 0 && shared < high.length) return high.slice(0, shared) + half(low.slice(shared), high.slice(shared));
  }
  const from = low === '' ? 0 : Math.max(0, digits.indexOf(low.charAt(0)));
  const to = high === null || high === '' ? digits.length : Math.max(0, digits.indexOf(high.charAt(0)));
  if (to - from > 1) return digits.charAt(Math.round((from + to) / 2));
  if (high !== null && high.length > 1) return high.charAt(0);
  return digits.charAt(from) + half(low.slice(1), null);
};

/** A place after `low` and before `high`; null = at that end. Where the two leave no room (equal places), right after `low`. */
export const placeBetween = (low: string | null, high: string | null): string => {
  const place = half(low ?? '', high);
  const fits = (low === null || place > low) && (high === null || place < high);
  return fits ? place : `${low ?? ''}i`;
};

/** So many places between two, in order, as short as they can be. */
export const placesBetween = (low: string | null, high: string | null, count: number): readonly string[] => {
  if (count <= 0) return [];
  const middle = placeBetween(low, high);
  const before = count >> 1;
  return [...placesBetween(low, middle, before), middle, ...placesBetween(middle, high, count - before - 1)];
};

/**
 * The place with something of its own behind it: two people who put a row into the same gap at once get two places, with room between them.
 * `mark`: letters and digits, not ending in 0. Left as it is where there is no room before `high`.
 */
export const ownPlace = (place: string, high: string | null, mark: string): string => {
  const marked = `${place}${mark}`;
  return high === null || marked < high ? marked : place;
};
