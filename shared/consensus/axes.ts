/** Which way the axes point. The fit itself does not care: turned or mirrored it explains the votes as well. */
import type { Fit } from './fit.ts';
import { eigen, root } from './solve.ts';

/** Rows of a 2×2 matrix that turns or mirrors: new x = p·x + q·y, new y = r·x + s·y. */
type Turn = readonly [p: number, q: number, r: number, s: number];

const turned = (pairs: Float64Array, [p, q, r, s]: Turn): Float64Array => {
  const to = new Float64Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 2) {
    to[i] = p * pairs[i]! + q * pairs[i + 1]!;
    to[i + 1] = r * pairs[i]! + s * pairs[i + 1]!;
  }
  return to;
};

const turnFit = ({ z, w, c }: Fit, turn: Turn): Fit => ({ z: turned(z, turn), w: turned(w, turn), c });

/** Σ w wᵀ over the statements: [a b; b d]. */
const gram = (w: Float64Array): readonly [number, number, number] => {
  let [a, b, d] = [0, 0, 0];
  for (let i = 0; i < w.length; i += 2) {
    a += w[i]! * w[i]!;
    b += w[i]! * w[i + 1]!;
    d += w[i + 1]! * w[i + 1]!;
  }
  return [a, b, d];
};

const signOf = (w: Float64Array, column: 0 | 1): number => {
  let strongest = 0;
  for (let i = column; i < w.length; i += 2) if (Math.abs(w[i]!) > Math.abs(strongest) + 1e-9) strongest = w[i]!;
  return strongest < 0 ? -1 : 1;
};

/** The axis that explains most lies flat, and on each axis the statement that matters most points to the positive side. */
export const principalAxes = (fit: Fit): Fit => {
  const { angle } = eigen(...gram(fit.w));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const flat = turnFit(fit, [cos, sin, -sin, cos]);
  return turnFit(flat, [signOf(flat.w, 0), 0, 0, signOf(flat.w, 1)]);
};

/** Products of old and new pairs, added to [a b; c d]. `places`: where each was before, −1 for new ones. */
const crossed = (now: Float64Array, before: Float64Array, places: Int32Array, to: [number, number, number, number]): void => {
  for (let i = 0; i < places.length; i += 1) {
    const at = places[i]!;
    if (at < 0) continue;
    const [x, y, u, v] = [now[2 * i]!, now[2 * i + 1]!, before[2 * at]!, before[2 * at + 1]!];
    to[0] += u * x;
    to[1] += u * y;
    to[2] += v * x;
    to[3] += v * y;
  }
};

/**
 * Orthogonal Procrustes: turned or mirrored so that statements and people lie where they lay before, as nearly as can be. `statements` and
 * `people` say where each was in `before`, −1 for new ones.
 */
export const alignedTo = (fit: Fit, before: Fit, statements: Int32Array, people: Int32Array): Fit => {
  const cross: [number, number, number, number] = [0, 0, 0, 0];
  crossed(fit.w, before.w, statements, cross);
  crossed(fit.z, before.z, people, cross);
  const [a, b, c, d] = cross;
  const [turn, mirror] = [Math.hypot(a + d, c - b), Math.hypot(a - d, b + c)];
  if (turn === 0 && mirror === 0) return principalAxes(fit);
  if (turn >= mirror) return turnFit(fit, [(a + d) / turn, (b - c) / turn, (c - b) / turn, (a + d) / turn]);
  return turnFit(fit, [(a - d) / mirror, (b + c) / mirror, (b + c) / mirror, (d - a) / mirror]);
};

/** (Σ w wᵀ)^½: what stretches z to the map, so that distance on the map is distance in votes. */
export const stretchOf = (w: Float64Array): readonly [number, number, number] => root(...gram(w));

/** People × 2, on the map. */
export const positionsOf = ({ z, w }: Fit): Float64Array => {
  const [p, q, r] = stretchOf(w);
  return turned(z, [p, q, q, r]);
};
