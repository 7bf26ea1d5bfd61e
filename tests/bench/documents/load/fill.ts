/** Types a long history into a document, over the wire, and waits until the server has come to rest. */
import * as Y from 'yjs';
import type { Places } from '../place.ts';
import { cameTrue, quietFor } from '../../load/chance.ts';
import { Client, joinAll } from './client.ts';
import { processorMs } from '../../load/processor.ts';
import { typed } from './typed.ts';
import { arrive, extentOf, type Extent } from './whole.ts';

export interface FillJob {
  readonly work: 'fill';
  readonly pid: number;
  readonly document: Places;
  readonly edits: number;
}

export interface FillResult {
  readonly extent: Extent;
  /** That make a client whole. */
  readonly bytes: number;
}

const longest = 120_000;

/** Nothing is under way any more: hardly any processor time for a while. */
const atRest = async (pid: number): Promise<void> => {
  for (let before = processorMs(pid), n = 0; n < 60; n += 1) {
    await quietFor(1_500);
    const now = processorMs(pid);
    if (now - before < 30) return;
    before = now;
  }
};

export const fill = async ({ pid, document, edits }: FillJob): Promise<FillResult> => {
  const { seed, updates } = typed(document.name, edits);
  const extent = extentOf(Y.mergeUpdates([seed, ...updates.flat()]));
  const [first] = await joinAll([() => new Client(document.writer, () => seed)]);
  const clients = await joinAll(updates.map(() => () => new Client(document.writer, () => seed)));
  for (const [n, mine] of updates.entries()) for (const update of mine) clients[n]?.send(update);
  await cameTrue(() => clients.every(({ waiting }) => waiting === 0), longest);
  await atRest(pid);
  const gone = clients.find(({ ended }) => ended !== null);
  if (gone) throw new Error(`a client was let go: ${gone.ended}`);
  const { wholeMs, bytes } = await arrive(document.reader, extent, 20_000);
  if (wholeMs === null) throw new Error('the history did not arrive');
  for (const client of [...clients, ...(first ? [first] : [])]) client.close();
  await atRest(pid);
  return { extent, bytes };
};
