/** Outside programs that live no longer than whoever started them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** uid and gid to run a program as; undefined = as we are. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export interface Running {
  /** Resolves when the program is gone and its folder too. */
  stop(): Promise<void>;
  /** Rejects when the program ends by itself; says what it printed. */
  readonly died: Promise<never>;
}

/** Of the user in /etc/passwd when we are root; programs such as PostgreSQL refuse to run as root. */
export const lesserUser = (name: string): RunAs | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${name} to run as`);
  return { uid: Number(uid), gid: Number(gid) };
};

export const temporaryFolder = async (name: string, as?: RunAs): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), `consultation-${name}-`));
  if (as) await chown(folder, as.uid, as.gid);
  return folder;
};

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/**
 * The shell that starts the program waits on a pipe from us. The pipe closes when we let go of it or die, however we die; then the
 * program is ended and its folder removed.
 */
const keeper = `"$@" >&2 & program=$!
( while kill -0 $program 2>/dev/null; do sleep 1; done; kill -TERM $$ ) 2>/dev/null & watch=$!
trap 'trap "" TERM; kill -INT $program; wait $program; kill $watch; rm -rf "$FOLDER"; exit' TERM
read -r end
kill -TERM $$`;

export const keep = (program: string, args: readonly string[], folder: string, as?: RunAs): Running => {
  const child: ChildProcess = spawn('/bin/sh', ['-c', keeper, 'keeper', program, ...args], {
    cwd: folder,
    env: { ...process.env, FOLDER: folder },
    stdio: ['pipe', 'ignore', 'pipe'],
    ...as,
  });
  let said = '';
  let stopping = false;
  child.stderr?.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-4_000)));
  const gone = once(child, 'exit');
  const died = gone.then(() => (stopping ? new Promise<never>(() => undefined) : Promise.reject(new Error(`${program} ended: ${said}`))));
  died.catch(() => undefined);
  return {
    died,
    stop: async () => {
      stopping = true;
      child.stdin?.end();
      await gone;
    },
  };
};

/** Asks again and again until it works, the program dies, or `most` milliseconds are over. */
export const until = async (running: Running, most: number, works: () => Promise<unknown>): Promise<void> => {
  const end = Date.now() + most;
  for (;;) {
    try {
      return void (await Promise.race([works(), running.died]));
    } catch (error) {
      if (Date.now() > end || (error instanceof Error && error.message.includes(' ended: '))) {
        await running.stop();
        throw error;
      }
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), running.died]);
    }
  }
};
