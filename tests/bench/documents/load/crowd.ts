/** Many clients of one document or of many, few of whom type: what it costs the server, and how long an edit takes to every other screen. */
import * as Y from 'yjs';
import type { Places } from '../place.ts';
import { seedOf } from '../seed.ts';
import { cameTrue, quietFor, seeded } from '../../load/chance.ts';
import { Client, joinAll } from './client.ts';
import type { Summary } from '../../load/histogram.ts';
import { Ledger, type Ear } from './ledger.ts';
import { processorMs, residentMegabytes } from '../../load/processor.ts';
import { Writer } from './writer.ts';

export interface CrowdJob {
  readonly work: 'crowd';
  readonly pid: number;
  readonly documents: readonly Places[];
  /** In each document. */
  readonly clients: number;
  readonly writers: number;
  readonly perSecond: number;
  /** Writers that were in these documents before, in earlier rounds. */
  readonly base: number;
  /** Milliseconds before anything is measured, and while it is. */
  readonly warm: number;
  readonly window: number;
}

export interface CrowdResult {
  /** All that was typed, and what of it within the window. */
  readonly sent: number;
  readonly edits: number;
  /** Edits × clients they reached, within the window. */
  readonly delivered: number;
  readonly seconds: number;
  readonly serverMs: number;
  readonly serverMicrosecondsPerDelivered: number;
  /** Of those who only read, for each edit that reached them. */
  readonly bytesPerEditAndReader: number;
  readonly framesPerEditAndReader: number;
  /** Share of one core that the load took. */
  readonly loadProcessor: number;
  readonly latencyMs: Summary;
  readonly residentMegabytes: number;
  /** Edits × clients that never arrived within the time; and whether all writers hold the same state. */
  readonly missing: number;
  readonly converged: boolean;
}

const fewestRows = 24;
const longestDrain = 8_000;

interface Reader {
  readonly client: Client;
  readonly ear: Ear;
}

/** Who sits before one document. */
interface Table {
  readonly writers: readonly Writer[];
  readonly readers: readonly Reader[];
}

const sit = async (job: CrowdJob, places: Places, first: number, ledger: Ledger): Promise<Table> => {
  const seed = seedOf(places.name, Math.max(fewestRows, job.writers));
  const writers: Writer[] = [];
  const readers: Reader[] = [];
  const write = (row: number) => (): Client => {
    const writer = new Writer(places.writer, { name: places.name, seed, index: first + row, row }, ledger);
    writers.push(writer);
    return writer.client;
  };
  const read = (): Client => {
    const reader = { client: new Client(places.reader), ear: ledger.ear(null) };
    reader.client.hear = reader.ear.hear;
    readers.push(reader);
    return reader.client;
  };
  // The first brings the table along.
  await joinAll([write(0)]);
  await joinAll(Array.from({ length: job.writers - 1 }, (_, n) => write(n + 1)));
  await joinAll(Array.from({ length: job.clients - job.writers }, () => read));
  return { writers, readers };
};

const sum = <T>(values: readonly T[], of: (value: T) => number): number => values.reduce((all, value) => all + of(value), 0);

const mark = (pid: number, ledger: Ledger, readers: readonly Reader[]) => ({
  at: performance.now(),
  server: processorMs(pid),
  load: process.cpuUsage(),
  delivered: ledger.delivered,
  edits: ledger.total,
  bytes: sum(readers, ({ client }) => client.bytes),
  frames: sum(readers, ({ client }) => client.frames),
  read: sum(readers, ({ ear }) => ear.heard),
});

/** Edits × clients of one table that did not arrive. */
const missing = ({ writers, readers }: Table, ledger: Ledger): number => {
  const indices = writers.map(({ index }) => index);
  return sum([...writers, ...readers], ({ ear }) => ledger.missing(ear, indices));
};

const sameEverywhere = (table: Table): boolean => {
  const states = table.writers.map((writer) => Buffer.from(Y.encodeStateVector(writer.catchUp())).toString('hex'));
  const texts = table.writers.map(({ doc }) => JSON.stringify(doc.getMap('rows').toJSON()));
  return new Set(texts).size === 1 && new Set(states.map((state) => state.length)).size === 1;
};

const stayed = (clients: readonly Client[]): void => {
  const gone = clients.filter(({ ended }) => ended !== null);
  if (gone.length > 0) throw new Error(`${gone.length} clients were let go: ${gone[0]?.ended}`);
};

const round = (value: number): number => Math.round(value * 100) / 100;

type Mark = ReturnType<typeof mark>;
const between = (from: Mark, to: Mark) => {
  const edits = to.edits - from.edits;
  const delivered = to.delivered - from.delivered;
  const read = to.read - from.read;
  const load = (to.load.user + to.load.system - from.load.user - from.load.system) / 1000;
  return {
    edits,
    delivered,
    seconds: round((to.at - from.at) / 1000),
    serverMs: round(to.server - from.server),
    serverMicrosecondsPerDelivered: round(((to.server - from.server) * 1000) / delivered),
    bytesPerEditAndReader: round((to.bytes - from.bytes) / read),
    framesPerEditAndReader: round((to.frames - from.frames) / read),
    loadProcessor: round(load / (to.at - from.at)),
  };
};

export const crowd = async (job: CrowdJob): Promise<CrowdResult> => {
  const ledger = new Ledger(job.documents.length * job.writers, job.base);
  const tables: Table[] = [];
  for (const [n, places] of job.documents.entries()) tables.push(await sit(job, places, n * job.writers, ledger));
  const readers = tables.flatMap((table) => table.readers);
  const writers = tables.flatMap((table) => table.writers);
  const chance = seeded(job.clients * 1_000 + job.writers);
  for (const writer of writers) writer.typeAt(job.perSecond, chance);
  await quietFor(job.warm);
  ledger.forgetTimes();
  const from = mark(job.pid, ledger, readers);
  await quietFor(job.window);
  const to = mark(job.pid, ledger, readers);
  const resident = residentMegabytes(job.pid);
  for (const writer of writers) writer.stop();
  const left = (): number => sum(tables, (table) => missing(table, ledger));
  await cameTrue(() => left() === 0, longestDrain);
  stayed([...writers, ...readers].map(({ client }) => client));
  return {
    sent: ledger.total,
    ...between(from, to),
    latencyMs: ledger.latency.summary(),
    residentMegabytes: resident,
    missing: left(),
    converged: tables.every(sameEverywhere),
  };
};
