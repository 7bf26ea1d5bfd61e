import { expect, test } from 'vitest';
import { converged, type ConvergeOptions } from './converge.ts';

const seeds = 200;

/** Mostly small lives, for they meet the most edges in the least time; now and then a full room. */
const lifeOf = (seed: number): ConvergeOptions =>
  seed % 40 === 0 ? { seed, writers: 50, steps: 50 } : { seed, writers: 2 + (seed % 7), steps: 120 };

test(`${seeds} lives of a document on two nodes: all show the same in the end, and every word is kept`, { timeout: 400_000 }, async () => {
  const sum = { words: 0, cuts: 0, deaths: 0, partitions: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const life = await converged(lifeOf(seed));
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += life[name];
  }
  console.log(JSON.stringify({ lives: seeds, ...sum }));
  // The lives were hard: otherwise the law would say little.
  expect(sum.words).toBeGreaterThan(50 * seeds);
  for (const trouble of ['cuts', 'deaths', 'partitions'] as const) expect(sum[trouble]).toBeGreaterThan(seeds / 2);
});

/** A life may be lucky and meet nothing of a fault; not all of them are. */
const lives = 8;

test.each(['deaf', 'forgetful'] as const)('a planted fault is noticed: %s', { timeout: 120_000 }, async (planted) => {
  let noticed = '';
  for (let seed = 1; seed <= lives && noticed === ''; seed += 1) {
    noticed = await converged({ seed, writers: 6, steps: 120, planted }).then(() => '', String);
  }
  expect(noticed).toMatch(/seed \d, 6 writers, 120 steps: .*(?:on disk|is there|was ended)/u);
});
