/** Everything is kept in the order of its id, so that a sum depends on what was voted and never on when it arrived. */

/** By code units: the same on every machine and in every language. */
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `known` is in order and free of doubles, `more` is neither. The same array when nothing is new. */
export const including = (known: readonly string[], more: Iterable<string>): readonly string[] => {
  const fresh = [...more].sort(byCode);
  if (fresh.length === 0) return known;
  const all: string[] = [];
  let i = 0;
  for (const id of fresh) {
    while (i < known.length && known[i]! < id) all.push(known[i++]!);
    if (known[i] !== id && all.at(-1) !== id) all.push(id);
  }
  while (i < known.length) all.push(known[i++]!);
  return all;
};

/** For each of `now` its place in `before`, or −1. Both in order. */
export const placesBefore = (now: readonly string[], before: readonly string[]): Int32Array => {
  const places = new Int32Array(now.length);
  let j = 0;
  for (let i = 0; i < now.length; i += 1) {
    while (j < before.length && before[j]! < now[i]!) j += 1;
    places[i] = before[j] === now[i] ? j : -1;
  }
  return places;
};

const indexes = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Id → place. Kept as long as the list itself. */
export const indexOf = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const known = indexes.get(ids);
  if (known) return known;
  const index = new Map(ids.map((id, place) => [id, place]));
  indexes.set(ids, index);
  return index;
};
