/** The real server as a process of its own, as a new user starts it: for journeys, benches and the demo. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');
/** A build of the pages may come first. */
const longestStart = 180_000;

export interface RunningServer {
  readonly origin: string;
  readonly pid: number;
  /** One-time link for the first administrator; null when there is an account already. */
  readonly invitation: string | null;
  /** What it wrote to its error output, for the message of a failing test. */
  errors(): string;
  /** SIGKILL unless told: nothing gets tidied. Resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'consultation-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())));

/** Resolves once it says where it is; rejects with its error output when it ends before. `PORT` is a free one unless given. */
export const startServer = async (environment: Readonly<Record<string, string>>): Promise<RunningServer> => {
  const child = spawn(process.execPath, ['server/start.ts'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', LOG_FORM: 'json', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-20_000)));
  const said = { origin: '', invitation: null as string | null };
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not start within ${longestStart / 1000} s\n${errors}`)), longestStart);
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.invitation = /first administrator .*: (http\S+)$/.exec(line)?.[1] ?? said.invitation;
      said.origin = /^有事好商量\s+(http\S+)$/.exec(line)?.[1] ?? said.origin;
      if (!said.origin) errors = (errors + line + '\n').slice(-20_000);
      // The link, if any, follows in the same breath.
      else setImmediate(() => setImmediate(() => (clearTimeout(late), resolve())));
    });
    child.once('exit', (code) => (clearTimeout(late), reject(new Error(`the server ended with ${code}\n${errors}`))));
  });
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    origin: said.origin,
    pid: child.pid ?? 0,
    invitation: said.invitation,
    errors: () => errors,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await gone(child);
    },
  };
};
