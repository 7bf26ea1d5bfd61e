/** Small systems in closed form; all are symmetric and positive because of the ridge. */

/** Of a symmetric 2×2 matrix [a b; b d]: eigenvalues, larger first, and the angle of the first eigenvector. */
export const eigen = (a: number, b: number, d: number): { large: number; small: number; angle: number } => {
  const middle = (a + d) / 2;
  const radius = Math.hypot((a - d) / 2, b);
  return { large: middle + radius, small: middle - radius, angle: 0.5 * Math.atan2(2 * b, a - d) };
};

/** Square root of a symmetric 2×2 matrix: [a b; b d] → [r s; s t] with [r s; s t]² = [a b; b d]. */
export const root = (a: number, b: number, d: number): readonly [number, number, number] => {
  const { large, small, angle } = eigen(a, b, d);
  const [p, q] = [Math.sqrt(Math.max(large, 0)), Math.sqrt(Math.max(small, 0))];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [p * c * c + q * s * s, (p - q) * c * s, p * s * s + q * c * c];
};

/** Solves [a b c; b d e; c e f] x = (u, v, w). */
export const solve3 = (
  [a, b, c, d, e, f]: readonly [number, number, number, number, number, number],
  [u, v, w]: readonly [number, number, number],
): readonly [number, number, number] => {
  const [p, q, r] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const scale = 1 / (a * p + b * q + c * r);
  const [s, t, y] = [a * f - c * c, b * c - a * e, a * d - b * b];
  return [scale * (p * u + q * v + r * w), scale * (q * u + s * v + t * w), scale * (r * u + t * v + y * w)];
};
