/** Has a piece of work done by a process of its own, and waits no longer than it may take. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Message, Results } from './load/main.ts';

const program = fileURLToPath(new URL('./load/main.ts', import.meta.url));
const longest = 120_000;

/** `begun`: called by work that says when it is ready or well under way; it goes on when that resolves. */
export const load = <J extends Job>(job: J, begun: () => Promise<void> = () => Promise.resolve()): Promise<Results[J['work']]> => {
  const child = fork(program, { env: { ...process.env, NODE_ENV: 'production' } });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => (end(), reject(new Error(`${job.work} took longer than ${longest / 1000} s`))), longest);
    child.on('message', (message: Message) => {
      if ('begun' in message) void begun().then(() => child.connected && child.send('go'), reject);
      else if ('failed' in message) reject(new Error(message.failed));
      else resolve(message.done as Results[J['work']]);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      process.off('exit', end);
      reject(new Error(`the load ended with ${code ?? signal}`));
    });
    child.send(job);
  });
};
