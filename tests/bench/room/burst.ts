/** Everybody votes, or seconds a question, within two seconds, some of them twice: what became of it, and when every screen knew the count. */
import { cameTrue, quietFor, seeded } from '../load/chance.ts';
import { Histogram, type Summary } from '../load/histogram.ts';
import { processorMs } from '../load/processor.ts';
import type { Phone } from './phone.ts';
import { ballotsStream, type Place } from './place.ts';

/** What the whole hall presses at once. */
export interface Press {
  /** Also the beginning of the commands' ids. */
  readonly name: 'vote' | 'second';
  /** `chance`: from 0 to below 1. */
  readonly command: (chance: number) => object;
  /** Stands in what a phone is told, before the count. */
  readonly before: string;
}

export interface BurstResult {
  readonly pressed: number;
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

/** Which phones were told the whole count. */
export class Counts {
  /** The words that tell it; null before anything is pressed. */
  wanted: string | null = null;
  readonly knowing = new Set<number>();
  lastAt = 0;

  begin(wanted: string): void {
    this.wanted = wanted;
    this.knowing.clear();
    this.lastAt = 0;
  }

  readonly hearAs =
    (phone: number) =>
    (frame: Buffer): void => {
      if (this.wanted === null || frame.indexOf('"signal"') !== 3) return;
      if (this.knowing.has(phone) || frame.indexOf(this.wanted) < 0) return;
      this.knowing.add(phone);
      this.lastAt = performance.now();
    };
}

export const burst = async (place: Place, phones: readonly Phone[], counts: Counts, press: Press): Promise<BurstResult> => {
  const stream = ballotsStream(place.session);
  const chance = seeded(phones.length);
  const answers = new Histogram();
  let [answered, refused, askedTwice, lastAnswer] = [0, 0, 0, 0];
  counts.begin(`${press.before}${phones.length}`);
  const before = processorMs(place.pid);
  await Promise.all(
    phones.map(async (phone, n) => {
      const command = press.command(chance());
      const again = chance() < twice;
      await quietFor(chance() * within);
      const pressed = performance.now();
      const asks = [phone.command(stream, `${press.name}-${n}`, command)];
      if (again) asks.push(phone.command(stream, `${press.name}-${n}`, command));
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
    ...{ pressed: phones.length, answered, askedTwice, refused, answerMs: answers.summary() },
    everyScreenMs: known ? Math.round(Math.max(0, counts.lastAt - lastAnswer)) : null,
    serverMs: Math.round(processorMs(place.pid) - before),
  };
};
