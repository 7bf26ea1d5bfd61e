/** The other end of `thread.ts`: one ask after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RowQuery } from '#shared/core/wire.ts';
import { connect } from './connection.ts';
import { rowReads } from './rows.ts';
import { type Ask, tellError, type ThreadPlace, type Told } from './thread.ts';
import { type Given, performer, type WriteName } from './writes.ts';

const port = parentPort;
if (!port) throw new Error('thread-main.ts is started by thread.ts');

const { folder, limits } = workerData as ThreadPlace;
const db = connect(folder, limits);
const { perform } = performer(db);
const { rows } = rowReads(db);

const answer = async (name: string, given: readonly unknown[]): Promise<Told> => {
  try {
    return { result: name === 'rows' ? await rows(given[0] as RowQuery) : perform(name as WriteName, given as Given<WriteName>) };
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
