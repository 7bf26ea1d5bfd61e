import type { DatabaseSync } from 'node:sqlite';
import { query } from './connection.ts';

/** Runs inside a transaction. */
export const houseKeyWrites = (db: DatabaseSync) => {
  const put = db.prepare('insert into house_key (one, secret) values (1, ?) on conflict do nothing');
  const kept = query<{ secret: string }>(db, 'select secret from house_key');
  return {
    houseKey: (fresh: string): string => {
      put.run(fresh);
      return kept.get()?.secret ?? fresh;
    },
  };
};
