/** Seeded chance: every life is told again by its seed. Mulberry32, so that neighbouring seeds do not resemble each other. */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number;
  /** 0 ≤ n < below */
  under(below: number): number;
  happens(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  hex(digits: number): string;
}

export const chanceOf = (seed: number): Chance => {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const under = (below: number): number => Math.floor(next() * below);
  return {
    next,
    under,
    happens: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[under(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    hex: (digits) => Array.from({ length: digits }, () => under(16).toString(16)).join(''),
  };
};
