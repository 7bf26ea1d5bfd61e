/** How time goes on while a session is played. All in milliseconds. */
export const speeds = [1, 2, 5, 10, 30, 60] as const;
export type Speed = (typeof speeds)[number];

/** So long nothing happens, and it may be passed over. */
export const longGap = 20_000;
/** What comes after a gap is seen coming. */
const lead = 2_000;

/** The first of these moments, in order, that is later than `instant`; null = none. */
export const nextAfter = (moments: readonly number[], instant: number): number | null => {
  let [least, most] = [0, moments.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((moments[middle] ?? 0) <= instant) least = middle + 1;
    else most = middle;
  }
  return moments[least] ?? null;
};

/** Where the needle stands after `step` more; gaps are jumped only from inside them, so nothing that happened is passed over. */
export const ahead = (from: number, step: number, moments: readonly number[], skipping: boolean): number => {
  const next = nextAfter(moments, from);
  const to = from + step;
  if (!skipping || next === null || to >= next || next - to <= longGap) return to;
  return next - lead;
};
