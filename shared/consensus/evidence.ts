/** How much the counts prove. */

/** One-sided 90 %. */
export const sure = 1.2816;

/** Lower bound of the share behind `yes` of `all` (Wilson, one-sided 90 %). */
export const lowest = (yes: number, all: number): number => {
  if (all === 0) return 0;
  const [p, zz] = [yes / all, sure * sure];
  return (p + zz / (2 * all) - sure * Math.sqrt((p * (1 - p)) / all + zz / (4 * all * all))) / (1 + zz / all);
};

/** How far `yes` of `all` lies above one half, in standard deviations; one vote each way is added. */
export const aboveHalf = (yes: number, all: number): number => 2 * Math.sqrt(all + 1) * ((yes + 1) / (all + 2) - 0.5);

/** Two shares compared (pooled), in standard deviations; one vote each way is added to both. */
export const apart = (yes: number, all: number, others: number, ofOthers: number): number => {
  const [p, q] = [(yes + 1) / (all + 2), (others + 1) / (ofOthers + 2)];
  const pooled = (yes + others + 2) / (all + ofOthers + 4);
  return (p - q) / Math.sqrt(Math.max(1e-12, pooled * (1 - pooled) * (1 / (all + 2) + 1 / (ofOthers + 2))));
};

/** Chance of a normal value beyond ±z (Abramowitz and Stegun 7.1.26, to 1.5e-7). */
export const beyond = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return poly * Math.exp(-x * x);
};

/** Which of these chances are findings when `rate` of the findings may be false (Benjamini and Hochberg 1995). */
export const findings = (chances: readonly number[], rate: number): readonly boolean[] => {
  const order = chances.map((_, i) => i).sort((a, b) => chances[a]! - chances[b]!);
  let last = -1;
  order.forEach((i, place) => {
    if (chances[i]! <= (rate * (place + 1)) / chances.length) last = place;
  });
  const found = new Set(order.slice(0, last + 1));
  return chances.map((_, i) => found.has(i));
};
