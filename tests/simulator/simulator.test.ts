import { expect, test } from 'vitest';
import type { Chapter } from './chapter.ts';
import { duty } from './chapters/duty.ts';
import { inking } from './chapters/lists.ts';
import { meeting } from './chapters/meeting.ts';
import { tenure } from './chapters/offices.ts';
import { numbers } from './chapters/tallies.ts';
import { intake } from './chapters/topics.ts';
import { voting } from './chapters/voting.ts';
import { faults, none } from './faults.ts';
import { live, type Told } from './life.ts';

/** Lives told in each chapter; together at least 10,000. `LIVES` scales them (nightly ×10), `SEED` shifts the seeds. */
const chapters: readonly (readonly [Chapter, number])[] = [
  [numbers, 4_500],
  [tenure, 500],
  [intake, 1_500],
  [meeting, 1_500],
  [inking, 500],
  [duty, 1_500],
  [voting, 500],
];
const scale = Number(process.env['LIVES'] ?? 1);
const shift = Number(process.env['SEED'] ?? 0);

/** Seeds that once broke a law: told first, for ever. */
const pinned: readonly (readonly [Chapter, number])[] = [[meeting, 26]];

const tell = async (seed: number, chapter: Chapter): Promise<Told> =>
  live(seed, chapter, none).catch((cause: unknown) => {
    throw new Error(`life ${seed} of ${chapter.name}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  });

for (const [chapter, seed] of pinned)
  test(`${chapter.name} ${seed}: a life that once broke a law keeps it`, { timeout: 20_000 }, () =>
    tell(seed, chapter).then(() => undefined),
  );

for (const [chapter, lives] of chapters)
  test(`${chapter.name}: every life keeps every law`, { timeout: 900_000 }, async () => {
    const sum = { asks: 0, events: 0, refusals: 0, deaths: 0, cuts: 0 };
    for (let n = 0; n < lives * scale; n += 1) {
      const told = await tell(shift + n, chapter);
      for (const key of Object.keys(sum) as (keyof Told)[]) sum[key] += told[key];
    }
    console.log(`${chapter.name}: ${JSON.stringify(sum)}`);
    // A life in which nothing happens keeps every law: they must have been lives.
    expect(sum.asks).toBeGreaterThan(lives * scale * 10);
    expect(sum.events).toBeGreaterThan(lives * scale * 5);
    expect(sum.refusals).toBeGreaterThan(0);
    expect(sum.deaths).toBeGreaterThan(lives * scale * 0.2);
    expect(sum.cuts).toBeGreaterThan(lives * scale * 0.2);
  });

test.for(faults)('a planted fault is caught: $name', { timeout: 120_000 }, async (fault) => {
  const caught: string[] = [];
  for (let seed = 0; seed < 300 && caught.length === 0; seed += 1)
    for (const [chapter] of chapters) await live(seed, chapter, fault).catch((cause: unknown) => caught.push(String(cause)));
  expect(caught[0]).toContain('LawBroken');
});
