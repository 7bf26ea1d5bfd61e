/** The other end of `typesetter.ts`: one paper after the other. */
import { parentPort } from 'node:worker_threads';
import type { Print } from '#shared/core/print.ts';
import { docxOf } from './docx.ts';
import type { Set } from './typesetter.ts';

const port = parentPort;
if (!port) throw new Error('typesetting.ts is started by typesetter.ts');

let last: Promise<void> = Promise.resolve();

const set = async (print: Print): Promise<void> => {
  try {
    const bytes = await docxOf(print);
    port.postMessage({ bytes } satisfies Set, [bytes.buffer]);
  } catch (failed) {
    port.postMessage({ failed } satisfies Set);
  }
};

port.on('message', (print: Print) => {
  last = last.then(() => set(print));
});
