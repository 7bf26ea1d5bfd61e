/** From one kill of a server to the next: what is left of the life before, and what somebody saw in this one. */
import type { Places } from '../place.ts';
import { seedOf } from '../seed.ts';
import { cameTrue, quietFor, seeded } from '../../load/chance.ts';
import { Client, joinAll } from './client.ts';
import { Ledger } from './ledger.ts';
import type { Gate } from './main.ts';
import { readTokens } from './token.ts';
import { Writer } from './writer.ts';

export interface LifeJob {
  readonly work: 'life';
  readonly document: Places;
  /** Writers of earlier lives. */
  readonly base: number;
  /** None: only looks at what is left. */
  readonly writers: number;
  readonly perSecond: number;
}

export interface LifeResult {
  /** Numbers of all edits that were still there at the beginning, as `writer:n`. */
  readonly kept: readonly string[];
  /** Edits that somebody else had on the screen when the server ended. */
  readonly seen: readonly string[];
  readonly sent: number;
}

/** One of the peers answers first and reads its store afterwards. */
const settling = 500;
const longestLife = 20_000;

const keptIn = async (document: Places): Promise<readonly string[]> => {
  const kept = new Set<string>();
  const client = new Client(document.reader);
  client.hear = (frame) => readTokens(frame, (writer, n) => kept.add(`${writer}:${n}`));
  await client.joined;
  for (let frames = -1; frames !== client.frames; await quietFor(settling)) frames = client.frames;
  client.close();
  return [...kept];
};

export const life = async ({ document, base, writers: count, perSecond }: LifeJob, gate: Gate): Promise<LifeResult> => {
  const kept = await keptIn(document);
  if (count === 0) return { kept, seen: [], sent: 0 };
  const ledger = new Ledger(count, base);
  const seed = seedOf(document.name, count);
  const writers: Writer[] = [];
  const sit = (index: number) => (): Client => {
    const writer = new Writer(document.writer, { name: document.name, seed, index, row: index }, ledger);
    writers.push(writer);
    return writer.client;
  };
  await joinAll(
    Array.from({ length: count }, (_, index) => sit(index)),
    1,
  );
  const [watcher] = await joinAll([() => new Client(document.reader)]);
  if (!watcher) throw new Error('nobody watches');
  const ear = ledger.ear(null);
  watcher.hear = ear.hear;
  const chance = seeded(base + 1);
  for (const writer of writers) writer.typeAt(perSecond, chance);
  await cameTrue(() => ear.heard >= count, longestLife);
  // The server is killed at any moment after this.
  void gate();
  if (!(await cameTrue(() => watcher.ended !== null, longestLife))) throw new Error('the server was not killed');
  for (const writer of writers) writer.stop();
  const seen = [...ear.last].flatMap((last, writer) => Array.from({ length: last + 1 }, (_, n) => `${base + writer}:${n}`));
  return { kept, seen, sent: ledger.total };
};
