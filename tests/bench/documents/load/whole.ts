/** When a client had all of a document. */
import * as Y from 'yjs';
import type { Place } from '../place.ts';
import { quietFor } from '../../load/chance.ts';
import { Client } from './client.ts';

/** What a whole document holds at least: how far each of its writers got. */
export type Extent = readonly (readonly [client: number, clock: number])[];

export const extentOf = (update: Uint8Array): Extent => [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))];

const holds = (doc: Y.Doc, extent: Extent): boolean => extent.every(([client, clock]) => Y.getState(doc.store, client) >= clock);

export interface Arrival {
  /** Milliseconds from connecting until it was whole; null when it never was. */
  readonly wholeMs: number | null;
  readonly firstBytesMs: number;
  /** The server said it had answered, and more was to come. */
  readonly answeredIncomplete: boolean;
  readonly bytes: number;
}

interface Came {
  readonly at: number;
  readonly as: 'answer' | 'update';
  readonly update: Uint8Array;
}

/** Reads what came only afterwards: decoding takes longer than arriving. */
const judge = (came: readonly Came[], started: number, extent: Extent): Arrival => {
  const doc = new Y.Doc();
  const whole = came.findIndex(({ update }) => (Y.applyUpdate(doc, update), holds(doc, extent)));
  return {
    wholeMs: came[whole] ? came[whole].at - started : null,
    firstBytesMs: (came[0]?.at ?? NaN) - started,
    answeredIncomplete: whole > came.findIndex(({ as }) => as === 'answer'),
    bytes: came.slice(0, whole + 1).reduce((sum, { update }) => sum + update.length, 0),
  };
};

/** Listens until it is whole; then looks at what came when. */
export const arrive = async (place: Place, extent: Extent, longest: number): Promise<Arrival> => {
  const came: Came[] = [];
  const started = performance.now();
  const client = new Client(place);
  client.hear = (frame) => {
    const at = performance.now();
    const as = client.brings(frame);
    if (as) came.push({ at, as, update: client.payload(frame) });
  };
  try {
    await client.joined;
    for (let seen = -1; performance.now() - started < longest; await quietFor(100)) {
      if (came.length === seen) continue;
      seen = came.length;
      const arrival = judge(came, started, extent);
      if (arrival.wholeMs !== null) return arrival;
    }
    return judge(came, started, extent);
  } finally {
    client.close();
  }
};
