/** The other end of `thread.ts`: one ask after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connection.ts';
import { rowReads } from './rows.ts';
import { tallyReads } from './tallies.ts';
import { type Ask, tellError, type ThreadPlace, type Told } from './thread.ts';
import { type Given, performer, type WriteName } from './writes.ts';

const port = parentPort;
if (!port) throw new Error('thread-main.ts is started by thread.ts');

/** What is looked up here, with the connection of the thread. */
const looks = ['rows', 'tallySums', 'tallyDays'] as const;
type LookName = (typeof looks)[number];

const { folder, limits } = workerData as ThreadPlace;
const db = connect(folder, limits);
const { perform } = performer(db);
const reads = { ...rowReads(db), ...tallyReads(db) };

const look = (name: LookName, given: readonly unknown[]): Promise<unknown> => {
  const read = reads[name] as (...given: readonly unknown[]) => Promise<unknown>;
  return read(...given);
};
const isLook = (name: string): name is LookName => (looks as readonly string[]).includes(name);

const answer = async (name: string, given: readonly unknown[]): Promise<Told> => {
  try {
    return { result: isLook(name) ? await look(name, given) : perform(name as WriteName, given as Given<WriteName>) };
  } catch (error) {
    return tellError(error);
  }
};

let last: Promise<unknown> = Promise.resolve();
port.on('message', (ask: Ask) => {
  last = last.then(async () => {
    if (ask !== 'close') return port.postMessage(await answer(ask.name, ask.given));
    db.close();
    port.close();
  });
});
port.postMessage({ ready: true } satisfies Told);
