/**
 * Chance that is the same every time. Each purpose takes a generator of its own, so that one more draw in one place changes nothing in
 * another.
 */
export type Chance = () => number;

/** FNV-1a, 32 bits. */
const seedOf = (purpose: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < purpose.length; i += 1) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Even in [0, 1). Mulberry32: 2^32 draws, far more than any room takes. */
export const chanceFor = (purpose: string, number = 0): Chance => {
  let state = (seedOf(purpose) + Math.imul(number, 0x9e3779b9)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Normal with mean 0 and deviation 1 (Box–Muller; the second of each pair is kept for the next call). */
export const normalFrom = (chance: Chance): Chance => {
  let kept: number | null = null;
  return () => {
    if (kept !== null) {
      const value = kept;
      kept = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - chance()));
    const angle = 2 * Math.PI * chance();
    kept = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
};

/** `count` of 0…length−1 in rising order (Knuth's selection sampling). */
export const sample = (length: number, count: number, chance: Chance): Int32Array => {
  const chosen = new Int32Array(Math.min(length, count));
  let taken = 0;
  for (let i = 0; i < length && taken < chosen.length; i += 1)
    if ((length - i) * chance() < chosen.length - taken) {
      chosen[taken] = i;
      taken += 1;
    }
  return chosen;
};
