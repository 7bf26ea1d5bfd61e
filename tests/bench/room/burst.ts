/** Everybody votes within two seconds, some of them twice: what became of the votes, and when every screen knew the count. */
import { cameTrue, quietFor, seeded } from '../load/chance.ts';
import { Histogram, type Summary } from '../load/histogram.ts';
import { processorMs } from '../load/processor.ts';
import type { Phone } from './phone.ts';
import { ballotsStream, type Place } from './place.ts';

export interface BurstResult {
  readonly votes: number;
  readonly answered: number;
  /** Asks beyond one each, with the same id as the first. */
  readonly askedTwice: number;
  readonly refused: number;
  /** From pressing to the answer, which means it is on disk. */
  readonly answerMs: Summary;
  /** From the last answer until every phone was told the whole count. */
  readonly everyScreenMs: number | null;
  readonly serverMs: number;
}

const within = 2_000;
const longestWait = 30_000;
const twice = 0.1;

/** Which phones were told that so many ballots are in. */
export class Counts {
  wanted = -1;
  readonly knowing = new Set<number>();
  lastAt = 0;

  readonly hearAs =
    (phone: number) =>
    (frame: Buffer): void => {
      if (this.wanted < 0 || frame.indexOf('"signal"') !== 3) return;
      if (frame.indexOf(`"ballots":${this.wanted},`) < 0 || this.knowing.has(phone)) return;
      this.knowing.add(phone);
      this.lastAt = performance.now();
    };
}

export const burst = async (place: Place, phones: readonly Phone[], counts: Counts, poll: string, options: readonly string[]) => {
  const stream = ballotsStream(place.session);
  const chance = seeded(phones.length);
  const answers = new Histogram();
  let [answered, refused, askedTwice, lastAnswer] = [0, 0, 0, 0];
  counts.wanted = phones.length;
  const before = processorMs(place.pid);
  await Promise.all(
    phones.map(async (phone, n) => {
      const option = options[Math.floor(chance() * options.length)] ?? '';
      const again = chance() < twice;
      await quietFor(chance() * within);
      const vote = { type: 'castBallot', poll, choice: { method: 'single', option } };
      const pressed = performance.now();
      const asks = [phone.command(stream, `vote-${n}`, vote)];
      if (again) asks.push(phone.command(stream, `vote-${n}`, vote));
      const [answer] = await Promise.all(asks);
      askedTwice += asks.length - 1;
      answers.add(performance.now() - pressed);
      lastAnswer = Math.max(lastAnswer, performance.now());
      if (answer && 'seq' in answer) answered += 1;
      else refused += 1;
    }),
  );
  const known = await cameTrue(() => counts.knowing.size === phones.length, longestWait);
  return {
    ...{ votes: phones.length, answered, askedTwice, refused, answerMs: answers.summary() },
    everyScreenMs: known ? Math.round(Math.max(0, counts.lastAt - lastAnswer)) : null,
    serverMs: Math.round(processorMs(place.pid) - before),
  } satisfies BurstResult;
};
