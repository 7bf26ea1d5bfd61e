/** The load: a process of its own that seats the phones, has events told, a question seconded and votes cast, says what came of it, and ends. */
import { restingMegabytes } from '../load/processor.ts';
import { burst, Counts, type BurstResult, type Press } from './burst.ts';
import { Phone } from './phone.ts';
import { ballotsStream, firstTold, sessionStream, type Place } from './place.ts';
import { Ledger, telling, type TellingResult } from './telling.ts';

export interface Job {
  readonly place: Place;
  readonly phones: number;
  /** Milliseconds in which events are measured. */
  readonly window: number;
}

export interface Result {
  readonly telling: TellingResult;
  /** Of the server's memory at rest since the room stood open and nobody had come, for each phone that sits there and hears nothing; in kB. */
  readonly idleKilobytesPerPhone: number;
  readonly votes: BurstResult | null;
  readonly seconds: BurstResult | null;
}

const atOnce = 50;
const options = ['for', 'against', 'none'];

const sit = async (place: Place, count: number, hearAs: (n: number) => (frame: Buffer) => void): Promise<Phone[]> => {
  const phones: Phone[] = [];
  const streams = [sessionStream(place.session), ballotsStream(place.session)];
  for (let n = 0; n < count; n += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - n) }, (_, k) => n + k);
    phones.push(...(await Promise.all(some.map((k) => Phone.sit(place, place.phones[k] ?? '', streams, hearAs(k))))));
  }
  return phones;
};

const openPoll = async (place: Place, speaker: Phone): Promise<string> => {
  const texts = { for: '赞成', against: '反对', none: '弃权' } as Record<string, string>;
  const poll = {
    ...{ type: 'openPoll', title: '先修东侧的路灯？', method: 'single', form: 'counted', running: true },
    options: options.map((id) => ({ id, text: texts[id] })),
  };
  const answer = await speaker.command(ballotsStream(place.session), 'the-poll', poll);
  if (!('seq' in answer)) throw new Error(`no poll: ${JSON.stringify(answer)}`);
  return 'the-poll';
};

const voting = (poll: string): Press => ({
  name: 'vote',
  command: (chance) => ({
    ...{ type: 'castBallot', poll },
    choice: { method: 'single', option: options[Math.floor(chance * options.length)] ?? '' },
  }),
  before: '"ballots":',
});
const seconding: Press = { name: 'second', command: () => ({ type: 'second', question: firstTold }), before: `"${firstTold}":` };

const work = async ({ place, phones: count, window }: Job): Promise<Result> => {
  const ledger = new Ledger();
  const counts = new Counts();
  const speaker = await Phone.sit(place, place.speaker, [], () => undefined);
  const phones = await sit(place, count, (n) => {
    const counting = counts.hearAs(n);
    return (frame) => (counts.wanted === null ? ledger.hear(frame) : counting(frame));
  });
  const idle = await restingMegabytes(place.pid);
  const told = await telling(place, speaker, count, ledger, window);
  const mine = place.name === 'this';
  const seconds = mine ? await burst(place, phones, counts, seconding) : null;
  const votes = mine ? await burst(place, phones, counts, voting(await openPoll(place, speaker))) : null;
  const gone = phones.filter(({ ended }) => ended !== null);
  if (gone.length > 0) throw new Error(`${gone.length} phones were let go: ${gone[0]?.ended}`);
  return { telling: told, idleKilobytesPerPhone: Math.round(((idle - place.empty) * 1024) / count), votes, seconds };
};

process.once('message', (job: Job) => {
  work(job).then(
    (done) => process.send?.({ done }, undefined, undefined, () => process.exit(0)),
    (cause: unknown) =>
      process.send?.({ failed: cause instanceof Error ? cause.stack : String(cause) }, undefined, undefined, () => process.exit(1)),
  );
});
// Not without whoever asked.
process.once('disconnect', () => process.exit(1));
