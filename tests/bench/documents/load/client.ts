/** A client that is as light as can be: it answers what it must, and hands every frame on as bytes. */
import * as decoding from 'lib0/decoding';
import type { Place } from '../place.ts';
import { about, authFrame, nothingKnown, nothingNew, prefixOf, sync, syncFrame } from './frames.ts';
import { Line } from '../../load/line.ts';

/** What the server may lack of this client; a reader brings nothing. */
export type Answer = (known: Uint8Array) => Uint8Array;
const longestJoin = 30_000;

export class Client {
  readonly prefix: Uint8Array;
  readonly #line: Line;
  readonly #answer: Answer;
  frames = 0;
  /** As they came over the wire, heads of frames included. */
  bytes = 0;
  /** Hears each frame, which is only there during the call. */
  hear: ((frame: Buffer) => void) | null = null;
  /** Why the server let go, if it did. */
  ended: string | null = null;
  /** Resolves when the server has answered what it has. */
  readonly joined: Promise<void>;
  #join: () => void = () => undefined;

  constructor(place: Place, answer: Answer = () => nothingNew) {
    const prefix = prefixOf(place.address);
    this.prefix = prefix;
    this.#answer = answer;
    let refuse: (reason: Error) => void = () => undefined;
    const late = setTimeout(() => refuse(new Error(`${place.url} did not answer within ${longestJoin / 1000} s`)), longestJoin);
    this.joined = new Promise((resolve, reject) => {
      this.#join = () => (clearTimeout(late), resolve());
      refuse = reject;
    });
    // Whoever waits for it is told; whoever does not, looks at `ended`.
    this.joined.catch(() => undefined);
    this.#line = new Line(place.url, place.cookie, {
      opened: () => {
        if (place.address !== null) this.say(authFrame(prefix));
        this.say(syncFrame(prefix, sync.ask, nothingKnown));
      },
      heard: (frame, wire) => this.#heard(frame, wire),
      closed: (reason) => {
        clearTimeout(late);
        this.ended = reason;
        refuse(new Error(`${place.url} ended with ${reason}`));
      },
    });
  }

  /** Sent and not yet taken by the system. */
  get waiting(): number {
    return this.#line.waiting;
  }

  /** A copy of the update or state vector of a sync frame. */
  payload(frame: Buffer): Uint8Array {
    const decoder = decoding.createDecoder(frame);
    decoder.pos = this.prefix.length + 2;
    return decoding.readVarUint8Array(decoder).slice();
  }

  /** Whether the frame brings edits: all that the server has, or the newest ones. */
  brings(frame: Buffer): 'answer' | 'update' | null {
    const kind = frame[this.prefix.length];
    if (kind !== about.sync && kind !== about.syncReply) return null;
    const step = frame[this.prefix.length + 1];
    return step === sync.answer ? 'answer' : step === sync.update ? 'update' : null;
  }

  send(update: Uint8Array): void {
    this.say(syncFrame(this.prefix, sync.update, update));
  }

  say(frame: Uint8Array): void {
    this.#line.send(frame);
  }

  close(): void {
    this.#line.cut();
  }

  #heard(frame: Buffer, wire: number): void {
    this.frames += 1;
    this.bytes += wire;
    const kind = frame[this.prefix.length];
    if (kind === about.sync || kind === about.syncReply) {
      const step = frame[this.prefix.length + 1];
      if (step === sync.ask) this.say(syncFrame(this.prefix, sync.answer, this.#answer(this.payload(frame))));
      else if (step === sync.answer) this.#join();
    }
    this.hear?.(frame);
  }
}

/** Some at a time, so that nobody waits at a door that is full. */
export const joinAll = async (clients: Iterable<() => Client>, atOnce = 40): Promise<Client[]> => {
  const joined: Client[] = [];
  let batch: Client[] = [];
  const settle = async (): Promise<void> => {
    await Promise.all(batch.map((client) => client.joined));
    joined.push(...batch);
    batch = [];
  };
  for (const make of clients) {
    batch.push(make());
    if (batch.length === atOnce) await settle();
  }
  await settle();
  return joined;
};
