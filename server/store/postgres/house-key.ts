import type pg from 'pg';
import type { KeyDesk } from '../store.ts';
import { select } from './connection.ts';

export const keyDesk = (pool: pg.Pool): KeyDesk => ({
  houseKey: async (fresh) => {
    await pool.query('insert into house_key (one, secret) values (1, $1) on conflict do nothing', [fresh]);
    return (await select<{ secret: string }>(pool, 'select secret from house_key', []))[0]?.secret ?? fresh;
  },
});
