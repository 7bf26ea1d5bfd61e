/** Cold open of a stream with a long history: snapshot and the few events after it, against folding all of them. */
import { createEngine } from '#server/engine/engine.ts';
import { snapshotEvery } from '#server/engine/rounds.ts';
import { openStore } from '#server/store/open.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import { localBus, papers, keptLog } from '#tests/engine/node.ts';
import { handClock } from '#tests/engine/clock.ts';
import { tallies } from '#tests/engine/tallies.ts';
import { pack, person, start } from '#tests/given/given.ts';
import { temporaryFolder } from '#tests/running/server.ts';
import { summary } from './measure.ts';

/** As far behind its last snapshot as a stream can be. */
const length = 100_000 + snapshotEvery - 1;
const times = 9;

const openEngine = async (folder: string, version = 1) => {
  const store = await openStore({ databaseUrl: null, folder });
  const kinds = { tallies: { ...tallies, version, models: {} } };
  const engine = await createEngine({
    store,
    bus: localBus(),
    kinds,
    pack,
    clock: handClock(start),
    chance: () => '0'.repeat(32),
    documents: papers(),
    log: keptLog(),
  });
  return { store, engine };
};

const cold = async (folder: string, version: number): Promise<number> => {
  const { store, engine } = await openEngine(folder, version);
  const started = performance.now();
  const { seq } = await engine.open('tallies/long');
  const took = performance.now() - started;
  if (seq < length) throw new Error(`opened at ${seq}`);
  await engine.close();
  await store.close();
  return took;
};

export const benchOpening = async () => {
  const folder = temporaryFolder();
  try {
    const { store, engine } = await openEngine(folder.path);
    for (let n = 0; n < length; n += snapshotEvery)
      await Promise.all(
        Array.from({ length: Math.min(snapshotEvery, length - n) }, (_, m) =>
          engine.ask('tallies/long', `a${n + m}`, { type: 'add', n: 1 } as AnyCommand, person('anna')),
        ),
      );
    await engine.close();
    await store.close();
    const withSnapshot: number[] = [];
    const foldingAll: number[] = [];
    for (let n = 0; n < times; n += 1) {
      withSnapshot.push(await cold(folder.path, 1));
      foldingAll.push(await cold(folder.path, 2));
    }
    return { events: length, withSnapshotMs: summary(withSnapshot), foldingAllMs: summary(foldingAll) };
  } finally {
    folder.remove();
  }
};
