/** The same numbers in every run: mulberry32. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const quietFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks again every few milliseconds; false when it did not come true in time. */
export const cameTrue = async (holds: () => boolean, within: number): Promise<boolean> => {
  for (const end = performance.now() + within; performance.now() < end; await quietFor(5)) if (holds()) return true;
  return holds();
};
