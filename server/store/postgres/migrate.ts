import { readFileSync } from 'node:fs';
import pg from 'pg';
import { refuseNewer } from '../migrations.ts';

/** Forward only. A released file is never changed; the next one mends it. */
export const migrations: readonly string[] = ['1.sql', '2.sql', '3.sql', '4.sql'].map((file) =>
  readFileSync(new URL(`migrations/${file}`, import.meta.url), 'utf8'),
);

/** Of pg_advisory_lock: one node migrates, the others wait. Any number will do; it must stay the same. */
const lock = 7_326_498_112;

/** Brings the database to the newest version, or to `upTo` in tests of upgrades. Throws CannotStart. */
export const migrate = async (url: string, upTo = migrations.length): Promise<void> => {
  // A connection of its own, without the time limits of the pool: moving a large table may take long.
  const client = new pg.Client({ connectionString: url, application_name: 'consultation migrations', connectionTimeoutMillis: 5_000 });
  // The statement under way rejects as well, and tells.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    await client.query('create table if not exists migrations (version int primary key, at timestamptz not null default now())');
    const found = await client.query<{ version: number }>('select coalesce(max(version), 0) as version from migrations');
    const version = found.rows[0]?.version ?? 0;
    refuseNewer(version, migrations.length);
    for (const [n, sql] of migrations.slice(version, upTo).entries()) await apply(client, sql, version + n + 1);
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
};

const apply = async (client: pg.Client, sql: string, version: number): Promise<void> => {
  await client.query('begin');
  await client.query(sql);
  await client.query('insert into migrations (version) values ($1)', [version]);
  await client.query('commit');
};
