/** Whose every letter is: which part of each Yjs client's clock came with whose update, and when. */
import * as Y from 'yjs';
import type { PersonId } from '#shared/core/actor.ts';
import type { Writing } from '#shared/core/history.ts';

/** Within this time (milliseconds) one person's edits count as one: nobody asks for the second, and the memory stays small. */
const oneBreath = 60_000;
const nobodyKnown: Writing = { by: null, at: null };

interface Ranges {
  /** Clock at which each range begins; it ends where the next one does. */
  readonly from: number[];
  readonly by: PersonId[];
  /** Of the last update in the range. */
  readonly at: number[];
  /** When the range began. */
  readonly since: number[];
  /** Clock after the last range. */
  end: number;
}

export class Authors {
  /** Updates up to here are in it. */
  seq: number;
  readonly since: number;
  readonly #clients = new Map<number, Ranges>();

  /** `since`: after which the log is told; what came before has no known author. */
  constructor(since: number) {
    this.since = since;
    this.seq = since;
  }

  /** The next update of the log. What was said before belongs to whoever said it first. */
  learn(seq: number, by: PersonId, at: number, update: Uint8Array): void {
    this.seq = seq;
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, begin] of from) this.#add(client, begin, to.get(client) ?? begin, by, at);
  }

  of(client: number, clock: number): Writing {
    const ranges = this.#clients.get(client);
    const n = ranges ? this.#find(ranges, clock) : -1;
    const by = ranges?.by[n];
    return by === undefined ? nobodyKnown : { by: by === '' ? null : by, at: by === '' ? null : (ranges?.at[n] ?? null) };
  }

  /** Clocks between `from` and `to` at which another range begins. */
  *cuts(client: number, from: number, to: number): Iterable<number> {
    const ranges = this.#clients.get(client);
    if (!ranges) return;
    for (let n = this.#find(ranges, from) + 1; n < ranges.from.length; n += 1) {
      const cut = ranges.from[n] ?? to;
      if (cut >= to) return;
      yield cut;
    }
    if (ranges.end > from && ranges.end < to) yield ranges.end;
  }

  #add(client: number, begin: number, end: number, by: PersonId, at: number): void {
    let ranges = this.#clients.get(client);
    if (!ranges) this.#clients.set(client, (ranges = { from: [], by: [], at: [], since: [], end: 0 }));
    if (end <= ranges.end) return;
    // A clock has no gaps: what lies between was written before the log begins.
    if (begin > ranges.end) this.#push(ranges, ranges.end, '', 0);
    const from = Math.max(begin, ranges.end);
    ranges.end = end;
    const last = ranges.by.length - 1;
    const since = ranges.since[last];
    if (ranges.by[last] === by && since !== undefined && at - since <= oneBreath) ranges.at[last] = at;
    else this.#push(ranges, from, by, at);
  }

  #push(ranges: Ranges, from: number, by: PersonId, at: number): void {
    ranges.from.push(from);
    ranges.by.push(by);
    ranges.at.push(at);
    ranges.since.push(at);
  }

  /** The range this clock lies in; −1 for none. */
  #find({ from, end }: Ranges, clock: number): number {
    if (clock >= end) return -1;
    let [low, high] = [0, from.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((from[middle] ?? Infinity) <= clock) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
