/** Servers in processes of their own, started ahead of time, so that killing one costs no waiting for the next. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export type Child = ChildProcessByStdio<Writable, Readable, null>;
const children = new Set<Child>();
/** Where they find what the first of them compiled: starting costs half. */
let compiled: string | null = null;

/** Loaded, and waiting to be told where its store is. */
export const reserve = (): Child => {
  compiled ??= mkdtempSync(join(tmpdir(), 'documents-compiled-'));
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts')], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
};

/** Its address once it serves; `where` as in `child.ts`. */
export const begin = async (child: Child, where: object): Promise<string> => {
  const died = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`the server ended with ${String(code)} before it said where`)),
  );
  died.catch(() => undefined);
  child.stdin.write(`${JSON.stringify(where)}\n`);
  const [said] = (await Promise.race([once(child.stdout, 'data'), died])) as [Buffer];
  return said.toString().trim();
};

export const kill = async (child: Child): Promise<void> => {
  if (!children.has(child)) return;
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
};

/** Nothing of them is left. */
export const killAll = async (): Promise<void> => {
  await Promise.all([...children].map(kill));
  if (compiled) rmSync(compiled, { recursive: true, force: true });
  compiled = null;
};
