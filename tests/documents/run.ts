/**
 * The long forms of what the tests tell shortly, for the night: `run.ts fuzz [messages] [seed]` and `run.ts converge [minutes] [seed]`. The last
 * line is JSON; ends with 1 at the first thing that did not hold, with the seed that tells it again.
 */
import { converged } from './converge.ts';
import { fuzzed } from './fuzz.ts';

const [, , what, amount, from] = process.argv;
const first = Number(from ?? Date.now() % 1_000_000);
const begun = performance.now();
const seconds = (): number => Math.round((performance.now() - begun) / 1000);

const end = (report: object, failed: unknown): never => {
  console.log(JSON.stringify({ ...report, seconds: seconds(), failed: failed === null ? null : String(failed) }));
  process.exit(failed === null ? 0 : 1);
};

const fuzz = async (most: number): Promise<void> => {
  const closed: Record<string, number> = {};
  let [messages, taken, seed] = [0, 0, first];
  let failed: unknown = null;
  for (; messages < most && failed === null; seed += 1) {
    try {
      const life = await fuzzed({ seed, messages: 500 });
      messages += life.messages;
      taken += life.taken;
      for (const [reason, count] of Object.entries(life.closed)) closed[reason] = (closed[reason] ?? 0) + count;
    } catch (reason) {
      failed = `seed ${seed}: ${String(reason)}`;
    }
  }
  end({ messages, taken, closed, seeds: [first, seed - 1] }, failed);
};

/** Fifty writers in lives of some minutes' work each, until the time is over. */
const converge = async (minutes: number): Promise<void> => {
  const sum = { lives: 0, steps: 0, words: 0, cuts: 0, deaths: 0, partitions: 0 };
  let failed: unknown = null;
  let seed = first;
  for (; seconds() < minutes * 60 && failed === null; seed += 1) {
    try {
      const life = await converged({ seed, writers: 50, steps: 1_000 });
      sum.lives += 1;
      for (const name of ['steps', 'words', 'cuts', 'deaths', 'partitions'] as const) sum[name] += life[name];
    } catch (reason) {
      failed = reason;
    }
  }
  end({ writers: 50, ...sum, seeds: [first, seed - 1] }, failed);
};

if (what === 'fuzz') await fuzz(Number(amount ?? 1_000_000));
else if (what === 'converge') await converge(Number(amount ?? 10));
else end({}, `unknown: ${String(what)}`);
