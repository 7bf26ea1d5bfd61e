import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { refuseNewer } from '../migrations.ts';
import { inTransaction, query } from './connection.ts';

/** Forward only. A released file is never changed; the next one mends it. */
export const migrations: readonly string[] = ['1.sql', '2.sql', '3.sql', '4.sql'].map((file) =>
  readFileSync(new URL(`migrations/${file}`, import.meta.url), 'utf8'),
);

/** Brings the database to the newest version, or to `upTo` in tests of upgrades. Throws CannotStart. */
export const migrate = (db: DatabaseSync, now: number, upTo = migrations.length): void =>
  inTransaction(db, () => {
    db.exec('create table if not exists migrations (version integer primary key, at integer not null) strict');
    const version = query<{ version: number }>(db, 'select coalesce(max(version), 0) as version from migrations').get()?.version ?? 0;
    refuseNewer(version, migrations.length);
    const record = db.prepare('insert into migrations (version, at) values (?, ?)');
    migrations.slice(version, upTo).forEach((sql, n) => {
      db.exec(sql);
      record.run(version + n + 1, now);
    });
  });
