/** Clients whose cursors move: what it costs the server until everybody was shown the last place of everybody else. */
import * as decoding from 'lib0/decoding';
import type { Places } from '../place.ts';
import { rowOf } from '../seed.ts';
import { cameTrue, quietFor, seeded } from '../../load/chance.ts';
import { Client, joinAll } from './client.ts';
import { about, presenceFrame } from './frames.ts';
import { processorMs } from '../../load/processor.ts';

export interface CursorsJob {
  readonly work: 'cursors';
  readonly pid: number;
  readonly document: Places;
  readonly clients: number;
  /** Milliseconds during which they move, once a second each. */
  readonly window: number;
}

export interface CursorsResult {
  readonly moves: number;
  readonly serverMs: number;
  readonly serverMicrosecondsPerMove: number;
  /** From the first move until the last was shown. */
  readonly seconds: number;
  readonly bytesPerSecondAndClient: number;
  /** Sampled clients that were not shown the last place of everybody in time. */
  readonly behind: number;
}

const sampled = 3;
const longestDrain = 20_000;
const firstCursor = 5_000;

/** As an editor says where its cursor is. */
const stateOf = (client: number, clock: number): string =>
  JSON.stringify({ cell: { row: rowOf((client + clock) % 24), field: 'suggestion', from: clock, to: clock + (client % 3) } });

/** Newest clock of every cursor a frame tells of. */
const learn = (known: Map<number, number>, prefix: number, frame: Buffer): void => {
  if (frame[prefix] !== about.presence) return;
  const outer = decoding.createDecoder(frame);
  outer.pos = prefix + 1;
  const inner = decoding.createDecoder(decoding.readVarUint8Array(outer));
  for (let left = decoding.readVarUint(inner); left > 0; left -= 1) {
    const client = decoding.readVarUint(inner);
    const clock = decoding.readVarUint(inner);
    decoding.readVarString(inner);
    known.set(client, Math.max(clock, known.get(client) ?? 0));
  }
};

export const cursors = async (job: CursorsJob): Promise<CursorsResult> => {
  // All as people who may write: nobody else's cursor is shown here.
  const clients = await joinAll(Array.from({ length: job.clients }, () => () => new Client(job.document.writer)));
  const clocks = clients.map(() => 0);
  const shown = clients.slice(0, sampled).map((client) => {
    const known = new Map<number, number>();
    client.hear = (frame) => learn(known, client.prefix.length, frame);
    return known;
  });
  const behind = (): number =>
    shown.filter((known, me) => clocks.some((clock, n) => n !== me && (known.get(firstCursor + n) ?? 0) < clock)).length;
  const move = (n: number): void => {
    const clock = (clocks[n] ?? 0) + 1;
    clocks[n] = clock;
    clients[n]?.say(presenceFrame(clients[n].prefix, firstCursor + n, clock, stateOf(n, clock)));
  };
  const chance = seeded(job.clients);
  const bytes = clients.reduce((sum, client) => sum + client.bytes, 0);
  const server = processorMs(job.pid);
  const started = performance.now();
  const timers: NodeJS.Timeout[] = [];
  for (const n of clocks.keys()) setTimeout(() => (move(n), timers.push(setInterval(() => move(n), 1_000))), chance() * 1_000);
  await quietFor(job.window);
  for (const timer of timers) clearInterval(timer);
  await cameTrue(() => behind() === 0, longestDrain);
  const moves = clocks.reduce((sum, clock) => sum + clock, 0);
  const took = processorMs(job.pid) - server;
  const seconds = (performance.now() - started) / 1_000;
  const gone = clients.find(({ ended }) => ended !== null);
  if (gone) throw new Error(`a client was let go: ${gone.ended}`);
  return {
    moves,
    serverMs: Math.round(took),
    serverMicrosecondsPerMove: Math.round((took * 1_000) / moves),
    seconds: Math.round(seconds * 10) / 10,
    bytesPerSecondAndClient: Math.round((clients.reduce((sum, client) => sum + client.bytes, 0) - bytes) / clients.length / seconds),
    behind: behind(),
  };
};
