/** Where one person stands, at once and without the others: his own dot after his own vote. */
import { stretchOf } from './axes.ts';
import { equationsOf, type Fit } from './fit.ts';
import type { Row } from './votes.ts';

/** `unsure` is the deviation of x and y, in votes: 1 over the root of what his votes tell. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly unsure: number;
}

/** How to place: made once a map. `noise` is the variance of what the map leaves over, a vote. */
export interface Placing {
  readonly fit: Pick<Fit, 'w' | 'c'>;
  readonly stretch: readonly [number, number, number];
  readonly noise: number;
}

/** Typical of votes: most people follow the map on most statements. */
export const noise = 0.4;

export const placingOf = (fit: Pick<Fit, 'w' | 'c'>): Placing => ({ fit, stretch: stretchOf(fit.w), noise });

export const placeOf = (row: Row, { fit: { w, c }, stretch: [p, q, r], noise }: Placing): Place => {
  const { a, b, d, u, v } = equationsOf(row, w, c, { a: 0, b: 0, d: 0, u: 0, v: 0 });
  const det = a * d - b * b;
  const [x, y] = [(d * u - b * v) / det, (a * v - b * u) / det];
  // Trace of S A⁻¹ S with S the stretch: the two variances together.
  const trace = ((p * p + q * q) * d - 2 * (p * q + q * r) * b + (q * q + r * r) * a) / det;
  return { x: p * x + q * y, y: q * x + r * y, unsure: Math.sqrt((noise * Math.max(0, trace)) / 2) };
};
