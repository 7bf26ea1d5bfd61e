/** Commits without end to a store in the folder given, and prints `<stream> <seq>` for each one that was answered. Run by sqlite.test.ts. */
import { openSqlite } from '#server/store/sqlite/store.ts';
import { entry, stored } from './building.ts';

const [, , folder = '', threaded] = process.argv;
const store = await openSqlite(folder, { threaded: threaded === 'true' });

const write = async (name: string): Promise<void> => {
  for (let seq = 1; ; seq++) {
    const [outcome] = await store.commit([
      entry(`sessions/${name}`, seq - 1, 0, { events: [stored(seq, undefined, { cause: `ask-${seq}`, hash: 'h' })] }),
    ]);
    if (outcome !== 'kept') throw new Error(outcome);
    process.stdout.write(`${name} ${seq}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
await Promise.all(['a', 'b', 'c'].map(write));
