/** The other end of `writer.ts`: a connection of its own, one ask after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connection.ts';
import { type Ask, tellError, type Told } from './writer.ts';
import { type Given, performer, type WriteName } from './writes.ts';

const port = parentPort;
if (!port) throw new Error('writer-thread.ts is started by writer.ts');

const db = connect(String(workerData));
const perform = performer(db);

const answer = (name: WriteName, given: readonly unknown[]): Told => {
  try {
    return { result: perform(name, given as Given<WriteName>) };
  } catch (error) {
    return tellError(error);
  }
};

port.on('message', (ask: Ask) => {
  if (ask !== 'close') return port.postMessage(answer(ask.name, ask.given));
  db.close();
  port.close();
});
port.postMessage({ ready: true } satisfies Told);
