/** Events told to a whole room at a steady pace: what it costs the server, and how long one takes to every phone. */
import { Histogram, type Summary } from '../load/histogram.ts';
import { processorMs, residentMegabytes } from '../load/processor.ts';
import { cameTrue, quietFor } from '../load/chance.ts';
import type { Phone } from './phone.ts';
import { sessionStream, type Place } from './place.ts';

export interface TellingResult {
  readonly events: number;
  /** Events × phones they reached within the window. */
  readonly delivered: number;
  readonly missing: number;
  readonly serverMs: number;
  readonly serverMicrosecondsPerDelivered: number;
  readonly framesPerEvent: number;
  readonly latencyMs: Summary;
  readonly loadProcessor: number;
  readonly residentMegabytes: number;
}

const perSecond = 20;
const warm = 1_500;
const longestDrain = 15_000;
const token = Buffer.from('"cause":"told-');

/** Counts for all phones which events reached them, and when. */
export class Ledger {
  readonly latency = new Histogram();
  delivered = 0;
  frames = 0;
  readonly sent: number[] = [];

  readonly hear = (frame: Buffer): void => {
    let found = false;
    for (let at = frame.indexOf(token); at >= 0; at = frame.indexOf(token, at)) {
      at += token.length;
      let number = 0;
      for (let digit = frame[at]!; digit !== 34; digit = frame[(at += 1)]!) number = number * 10 + digit - 48;
      const sent = this.sent[number];
      if (sent === undefined) continue;
      this.delivered += 1;
      found = true;
      this.latency.add(performance.now() - sent);
    }
    if (found) this.frames += 1;
  };
}

/** What a phone is told of a question: for the bare rooms the same bytes as this server tells. */
const asked = (n: number, text: string): string =>
  JSON.stringify([
    {
      ...{ seq: 1_000 + n, at: Date.now(), by: '', cause: `told-${n}` },
      event: {
        type: 'questionAsked',
        question: `told-${n}`,
        asker: 'convener',
        anonymous: false,
        text,
        topic: null,
        to: null,
        parent: null,
      },
    },
  ]);

const tell = async (place: Place, speaker: Phone, n: number): Promise<void> => {
  const text = `第 ${n} 问：三号楼楼道的灯坏了半年没人修，老人夜里摔过两次，谁来修、什么时候修好？`;
  const stream = sessionStream(place.session);
  if (place.name === 'ws') return speaker.say(`42["events","${stream}",${asked(n, text)}]`);
  if (place.name === 'socket.io') return speaker.say(`42["say","${stream}",${asked(n, text)}]`);
  const answer = await speaker.command(stream, `told-${n}`, { type: 'ask', text });
  if (!('seq' in answer)) throw new Error(`not asked: ${JSON.stringify(answer)}`);
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** `phones` hear through `ledger`; the speaker is one more. */
export const telling = async (place: Place, speaker: Phone, phones: number, ledger: Ledger, window: number): Promise<TellingResult> => {
  const failures: unknown[] = [];
  const timer = setInterval(() => {
    const n = ledger.sent.length;
    ledger.sent.push(performance.now());
    tell(place, speaker, n).catch((cause: unknown) => failures.push(cause));
  }, 1_000 / perSecond);
  await quietFor(warm);
  const mark = () => ({
    ...{ at: performance.now(), server: processorMs(place.pid), load: process.cpuUsage() },
    ...{ delivered: ledger.delivered, frames: ledger.frames, events: ledger.sent.length },
  });
  const from = mark();
  await quietFor(window);
  const to = mark();
  clearInterval(timer);
  const all = ledger.sent.length * phones;
  await cameTrue(() => ledger.delivered >= all, longestDrain);
  if (failures.length > 0) throw new Error(`${failures.length} events were not taken in: ${String(failures[0])}`);
  const delivered = to.delivered - from.delivered;
  const load = (to.load.user + to.load.system - from.load.user - from.load.system) / 1000;
  return {
    ...{ events: to.events - from.events, delivered, missing: all - ledger.delivered },
    serverMs: round(to.server - from.server),
    serverMicrosecondsPerDelivered: round(((to.server - from.server) * 1000) / delivered),
    framesPerEvent: round((to.frames - from.frames) / delivered),
    latencyMs: ledger.latency.summary(),
    loadProcessor: round(load / (to.at - from.at)),
    residentMegabytes: residentMegabytes(place.pid),
  };
};
