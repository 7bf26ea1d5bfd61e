/**
 * A documents server alone in its process, so that it can be killed. Everything is loaded before it is told where its store is, so that one can
 * wait in reserve: a line `{"databaseUrl": …}` or `{"folder": …}` on its input opens it, and it says its address. It ends with its input.
 */
import { createInterface } from 'node:readline';
import { openBus } from '#server/bus/open.ts';
import { openStore } from '#server/store/open.ts';
import type { Store } from '#server/store/store.ts';
import { openNode, Stage } from './room.ts';

interface Where {
  readonly databaseUrl?: string;
  readonly folder?: string;
  readonly redisUrl?: string;
  /** Says that an edit is kept before it is: a planted fault. */
  readonly hasty?: boolean;
}

const hasty = (store: Store): Store => {
  let head = 0;
  return {
    ...store,
    appendUpdates: (batch) => {
      setTimeout(() => void store.appendUpdates(batch), 50);
      return Promise.resolve(batch.map(({ updates }) => (head += updates.length)));
    },
  };
};

const open = async (where: Where): Promise<void> => {
  const store = await openStore({ databaseUrl: where.databaseUrl ?? null, folder: where.folder ?? '', lost: () => undefined });
  const bus = await openBus({ redisUrl: where.redisUrl ?? null, report: () => undefined });
  const node = await openNode(where.hasty ? hasty(store) : store, new Stage(), { bus, limits: { tail: 50, rate: 1e6, burst: 1e6 } });
  process.stdout.write(`${node.url}\n`);
};

const lines = createInterface({ input: process.stdin });
lines.once('close', () => process.exit());
lines.once('line', (line) => void open(JSON.parse(line) as Where));
