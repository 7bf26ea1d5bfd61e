/** Where the story is told: a running house, or one that is started for it on ./data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { password } from './cast.ts';
import { Visitor } from './visitor.ts';

const root = join(import.meta.dirname, '../..');
/** A first start builds the pages. */
const patience = 180_000;

export interface Door {
  readonly origin: string;
  /** One-time link of a fresh installation. */
  readonly invitation: string | null;
  /** The house we started ourselves; null = somebody else's. */
  readonly child: ChildProcess | null;
}

const answers = async (origin: string): Promise<boolean> => {
  try {
    return (await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch (away) {
    if (away instanceof Error) return false;
    throw away;
  }
};

/** `CONSULTATION_URL`, else whoever answers on the usual port, else a house of our own. */
export const findDoor = async (environment: NodeJS.ProcessEnv): Promise<Door> => {
  const named = environment['CONSULTATION_URL']?.replace(/\/$/, '');
  const origin = named ?? `http://localhost:${environment['PORT'] ?? '3000'}`;
  if (await answers(origin)) return { origin, invitation: environment['ADMIN_INVITATION'] ?? null, child: null };
  if (named !== undefined) throw new Error(`nobody answers at ${named}`);
  return startHouse(environment);
};

const startHouse = async (environment: NodeJS.ProcessEnv): Promise<Door> => {
  const child = spawn(process.execPath, [join(root, 'server/start.ts')], {
    cwd: root,
    env: { LOG_LEVEL: 'warn', LOG_FORM: 'json', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // One ends with the other, however early; why a house does not start, it says itself.
  const end = (): void => void child.kill('SIGTERM');
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  child.once('exit', (code) => process.exit(process.exitCode ?? code ?? 1));
  const giveUp = setTimeout(end, patience);
  const door = await listen(child);
  clearTimeout(giveUp);
  return door;
};

/** The link of a fresh house is said right after its address, or never. */
const shortly = 1_000;

const listen = (child: ChildProcess): Promise<Door> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('the house says nothing'));
    let origin = '';
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      console.log(line);
      const invitation = /(http\S+\/invitation\/\S+)/.exec(line)?.[1] ?? null;
      if (invitation !== null) return resolve({ origin, invitation, child });
      if (origin !== '') return undefined;
      origin = /^有事好商量\s+(\S+)/u.exec(line)?.[1] ?? '';
      if (origin !== '') setTimeout(() => resolve({ origin, invitation: null, child }), shortly).unref();
      return undefined;
    });
  });

/** An administrator: the one of an earlier run, by the one-time link, or by ADMIN_LOGIN and ADMIN_PASSWORD. */
export const comeInAsAdmin = async ({ origin, invitation }: Door, environment: NodeJS.ProcessEnv): Promise<Visitor> => {
  const admin = new Visitor(origin, '示例·管理员');
  const { ADMIN_LOGIN: login, ADMIN_PASSWORD: own } = environment;
  if (login !== undefined && own !== undefined) {
    if (await admin.signIn(login, own)) return admin;
    throw new Error('ADMIN_LOGIN and ADMIN_PASSWORD do not open this house');
  }
  if (await admin.signIn('demo-admin', password)) return admin;
  const token = invitation?.split('/').at(-1);
  if (token === undefined)
    throw new Error(
      'this house has an administrator already: give ADMIN_LOGIN and ADMIN_PASSWORD (or ADMIN_INVITATION, the one-time link)',
    );
  const taken = await admin.post<{ id: string }>('/api/invitation', { token, login: 'demo-admin', password, name: admin.name });
  if (!('id' in taken)) throw new Error(`the one-time link does not work any more: ${JSON.stringify(taken)}`);
  admin.id = taken.id;
  return admin;
};
