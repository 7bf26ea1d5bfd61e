/** Has the load done by a process of its own, and waits no longer than it may take. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Result } from './load.ts';

const program = fileURLToPath(new URL('./load.ts', import.meta.url));
const longest = 300_000;

export const loaded = (job: Job): Promise<Result> => {
  const child = fork(program, { env: { ...process.env, NODE_ENV: 'production' } });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => (end(), reject(new Error(`the load took longer than ${longest / 1000} s`))), longest);
    child.on('message', (told: { readonly done: Result } | { readonly failed: string }) =>
      'done' in told ? resolve(told.done) : reject(new Error(told.failed)),
    );
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      process.off('exit', end);
      reject(new Error(`the load ended with ${code ?? signal}`));
    });
    child.send(job);
  });
};
