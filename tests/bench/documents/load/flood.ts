/** As many edits as a server takes: each writer always has some under way that nobody has seen yet. */
import * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';
import type { Places } from '../place.ts';
import { rowOf, seedOf, textsOf } from '../seed.ts';
import { cameTrue, quietFor } from '../../load/chance.ts';
import { Client, joinAll } from './client.ts';
import { syncFrame, sync } from './frames.ts';
import { Ledger, type Ear } from './ledger.ts';
import { tokenOf } from './token.ts';

export interface FloodJob {
  readonly work: 'flood';
  readonly document: Places;
  readonly writers: number;
  /** Under way at most, of each writer. */
  readonly ahead: number;
  /** Prepared for each writer. */
  readonly edits: number;
  /** Milliseconds. */
  readonly window: number;
}

export interface FloodResult {
  readonly editsPerSecond: number;
  readonly seen: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** The prepared edits ran out. */
  readonly exhausted: boolean;
  /** For each writer, how many of its edits somebody else has seen. */
  readonly seenOf: readonly number[];
}

/** Made beforehand, so that the flood costs the machine as little as can be. */
const frames = (client: Client, name: string, seed: Uint8Array, writer: number, edits: number): Uint8Array[] => {
  const doc = new Y.Doc();
  doc.clientID = 1_000 + writer;
  Y.applyUpdate(doc, seed);
  const row = doc.getMap<Y.Map<Y.Text>>(roots.rows).get(rowOf(writer));
  const cells = textsOf(name).flatMap((text) => row?.get(text) ?? []);
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(syncFrame(client.prefix, sync.update, update)));
  for (let n = 0; n < edits; n += 1) {
    const cell = cells[Math.floor(n / 15) % cells.length];
    cell?.insert(cell.length, tokenOf(writer, n));
  }
  return made;
};

interface Flooder {
  readonly client: Client;
  readonly frames: readonly Uint8Array[];
}

/** Sends whatever may be under way by now. */
const press = (flooders: readonly Flooder[], ear: Ear, ledger: Ledger, ahead: number): void => {
  for (const [writer, { client, frames: its }] of flooders.entries()) {
    const most = Math.min(its.length, (ear.last[writer] ?? -1) + 1 + ahead);
    while ((ledger.sent[writer] ?? 0) < most) {
      const frame = its[ledger.next(writer)];
      if (frame) client.say(frame);
    }
  }
};

export const flood = async (job: FloodJob): Promise<FloodResult> => {
  const { document, ahead } = job;
  const seed = seedOf(document.name, job.writers);
  const ledger = new Ledger(job.writers);
  const ear = ledger.ear(null);
  // The first brings the table along; what the others hear is let go unread.
  const clients: Client[] = [];
  for (const atOnce of [1, job.writers - 1])
    clients.push(...(await joinAll(Array.from({ length: atOnce }, () => () => new Client(document.writer, () => seed)))));
  const [watcher] = await joinAll([() => new Client(document.reader)]);
  const flooders = clients.map((client, n) => ({ client, frames: frames(client, document.name, seed, n, job.edits) }));
  if (!watcher) throw new Error('nobody watches');
  let over = false;
  watcher.hear = (frame) => {
    ear.hear(frame);
    if (!over) press(flooders, ear, ledger, ahead);
  };
  const started = performance.now();
  press(flooders, ear, ledger, ahead);
  await quietFor(job.window);
  const seconds = (performance.now() - started) / 1_000;
  const { heard } = ear;
  over = true;
  const missing = (): number => ledger.missing(ear, [...flooders.keys()]);
  await cameTrue(() => missing() === 0, 15_000);
  const gone = clients.find(({ ended }) => ended !== null);
  if (gone) throw new Error(`a writer was let go: ${gone.ended}`);
  return {
    editsPerSecond: Math.round(heard / seconds),
    seen: ear.heard,
    latencyMs: ledger.latency.summary(),
    exhausted: flooders.every((flooder, n) => ledger.sent[n] === flooder.frames.length),
    seenOf: [...ear.last].map((last) => last + 1),
  };
};
