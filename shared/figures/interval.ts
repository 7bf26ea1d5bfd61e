/**
 * How sure a share is that few people stand for. A share without its n and its interval says too little; every figure about satisfaction is
 * shown with both.
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Quantile of the normal distribution that leaves 2.5 % on either side. */
export const z95 = 1.959963984540054;

const whole = (value: number, name: string): void => {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} is not a count: ${value}`);
};

/**
 * Wilson's score interval for `hits` of `n`, 95 % unless another quantile `z` is given; null when n is 0. Both ends lie in 0–1.
 *
 *     p = hits / n
 *     (p + z²/2n  ±  z √( p(1−p)/n + z²/4n² ))  /  (1 + z²/n)
 *
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference. JASA 22 (1927), 209–212. Unlike p ± z√(p(1−p)/n) it
 * holds for small n and for shares near 0 and 1. Throws a RangeError for anything but counts with hits ≤ n and a finite z > 0.
 */
export const wilson = (hits: number, n: number, z: number = z95): Interval | null => {
  whole(hits, 'hits');
  whole(n, 'n');
  if (hits > n) throw new RangeError(`${hits} hits of ${n}`);
  if (!Number.isFinite(z) || z <= 0) throw new RangeError(`z is not a quantile: ${z}`);
  if (n === 0) return null;
  const p = hits / n;
  const zz = (z * z) / n;
  const middle = p + zz / 2;
  const half = z * Math.sqrt((p * (1 - p)) / n + zz / (4 * n));
  // Exactly 0 and 1 at the ends: rounding would leave 3e-17 where there is nothing.
  return { low: hits === 0 ? 0 : (middle - half) / (1 + zz), high: hits === n ? 1 : (middle + half) / (1 + zz) };
};

/** Share of those asked who answered, 0–1; null when nobody was asked. Throws a RangeError when more answered than were asked. */
export const responseRate = (rated: number, asked: number): number | null => {
  whole(rated, 'rated');
  whole(asked, 'asked');
  if (rated > asked) throw new RangeError(`${rated} answers of ${asked}`);
  return asked === 0 ? null : rated / asked;
};

/** A share that may be shown: always with its n and its interval. */
export interface Share extends Interval {
  readonly hits: number;
  readonly n: number;
  readonly share: number;
}

/** Null when fewer than `smallCount` people stand behind it. */
export const shareOf = (hits: number, n: number, smallCount: number): Share | null => {
  const interval = wilson(hits, n);
  return interval === null || n < smallCount ? null : { hits, n, share: hits / n, ...interval };
};
