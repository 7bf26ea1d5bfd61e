import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort, keep, lesserUser, temporaryFolder, until } from './process.ts';
import { need, tools } from './tools.ts';

export interface Service {
  /** `postgres://…` or `redis://…`, on the loopback. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface Postgres extends Service {
  /** Makes a new, empty database; its URL. */
  database(): Promise<string>;
}

const run = promisify(execFile);

/** A server of its own in a temporary folder. `durable` false skips syncing to disk: quicker, for tests that do not pull the plug. */
export const startPostgres = async ({ durable = false }: { readonly durable?: boolean } = {}): Promise<Postgres> => {
  const postgres = need(tools.postgres);
  const as = lesserUser('postgres');
  const folder = await temporaryFolder('postgres', as);
  const data = join(folder, 'data');
  const make = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(join(dirname(postgres), 'initdb'), make, { cwd: folder, ...as });
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    `fsync=${durable ? 'on' : 'off'}`,
    'max_connections=200',
  ];
  const running = keep(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], folder, as);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await until(running, 30_000, () => ask(url, 'select 1'));
  return { url, database: () => freshDatabase(url), stop: () => running.stop() };
};

/** One statement over a connection of its own. */
export const ask = async (url: string, sql: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** A new, empty database on the server; its URL. */
export const freshDatabase = async (server: string): Promise<string> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};
