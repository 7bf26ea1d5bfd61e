/** The other end of `history-thread.ts`: one ask after the other, at one desk. */
import { parentPort } from 'node:worker_threads';
import { HistoryDesk } from './history-desk.ts';
import type { DeskAsk, DeskTold } from './history-thread.ts';

const port = parentPort;
if (!port) throw new Error('history-main.ts is started by history-thread.ts');

const desk = new HistoryDesk();
port.on('message', ({ name, given }: DeskAsk) => {
  const call = desk[name] as unknown as (...given: readonly unknown[]) => unknown;
  try {
    port.postMessage({ result: call.apply(desk, [...given]) } satisfies DeskTold);
  } catch (failed) {
    port.postMessage({ failed } satisfies DeskTold);
  }
});
