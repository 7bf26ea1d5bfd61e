/** A document that many open at once, and what those feel who type in it meanwhile. Told apart: each may be a process of its own. */
import type { Places } from '../place.ts';
import { seedOf } from '../seed.ts';
import { cameTrue, quietFor, seeded } from '../../load/chance.ts';
import { Client, joinAll } from './client.ts';
import { Ledger } from './ledger.ts';
import type { Gate } from './main.ts';
import { processorMs } from '../../load/processor.ts';
import { arrive, type Arrival, type Extent } from './whole.ts';
import { Writer } from './writer.ts';

export interface OpenJob {
  readonly work: 'open';
  readonly document: Places;
  readonly extent: Extent;
}

export const open = ({ document, extent }: OpenJob): Promise<Arrival> => arrive(document.reader, extent, 30_000);

export interface JoinsJob {
  readonly work: 'joins';
  readonly pid: number;
  readonly document: Places;
  readonly extent: Extent;
  /** Bytes that make one client whole. */
  readonly bytes: number;
  readonly joins: number;
}

export interface JoinsResult {
  readonly serverMsPerJoin: number;
  readonly lastWholeMs: number;
  /** Clients that did not get it all in time. */
  readonly incomplete: number;
}

const longestJoins = 30_000;
/** What may lie between one whole and another: heads of frames, and what was typed in between. */
const tolerance = 0.98;

export const joins = async ({ pid, document, extent, bytes, joins: count }: JoinsJob, gate: Gate): Promise<JoinsResult> => {
  // One who stays, so that the document does too.
  const [keeper] = await joinAll([() => new Client(document.reader)]);
  await cameTrue(() => (keeper?.bytes ?? 0) >= bytes * tolerance, 10_000);
  await gate();
  const server = processorMs(pid);
  const started = performance.now();
  const clients = Array.from({ length: count }, () => new Client(document.reader));
  const incomplete = (): number => clients.filter((client) => client.bytes < bytes * tolerance).length;
  await cameTrue(() => incomplete() === 0, longestJoins);
  const lastWholeMs = performance.now() - started;
  const took = processorMs(pid) - server;
  for (const client of clients) client.close();
  const { wholeMs } = await arrive(document.reader, extent, 10_000);
  keeper?.close();
  return { serverMsPerJoin: took / count, lastWholeMs, incomplete: incomplete() + (wholeMs === null ? 1 : 0) };
};

export interface FeelJob {
  readonly work: 'feel';
  readonly document: Places;
  readonly base: number;
  readonly rows: number;
  /** Milliseconds it goes on after the others came. */
  readonly lasts: number;
}

export interface FeelResult {
  readonly beforeMs: number;
  readonly duringMs: number;
  /** Edits × writers that never arrived. */
  readonly missing: number;
}

/** Milliseconds to get going, and again to see what is usual. */
const calm = 1_000;
const feelers = 5;
const perSecond = 5;

/** Longest time an edit took to the other writers, before the many come and while they do. */
export const feel = async ({ document, base, rows, lasts }: FeelJob, gate: Gate): Promise<FeelResult> => {
  const ledger = new Ledger(feelers, base);
  const seed = seedOf(document.name, rows);
  const writers: Writer[] = [];
  const sit = (index: number) => (): Client => {
    const writer = new Writer(document.writer, { name: document.name, seed, index, row: index }, ledger);
    writers.push(writer);
    return writer.client;
  };
  await joinAll(Array.from({ length: feelers }, (_, index) => sit(index)));
  const chance = seeded(base);
  for (const writer of writers) writer.typeAt(perSecond, chance);
  await quietFor(calm);
  ledger.forgetTimes();
  await quietFor(calm);
  await gate();
  const before = ledger.latency.summary().max;
  ledger.forgetTimes();
  await quietFor(lasts);
  for (const writer of writers) writer.stop();
  const missing = (): number =>
    writers.reduce(
      (sum, { ear }) =>
        sum +
        ledger.missing(
          ear,
          writers.map(({ index }) => index),
        ),
      0,
    );
  await cameTrue(() => missing() === 0, 10_000);
  return { beforeMs: before, duringMs: ledger.latency.summary().max, missing: missing() };
};
