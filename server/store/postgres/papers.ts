import type pg from 'pg';
import type { PaperDesk, PaperPair } from '../store.ts';
import { select } from './connection.ts';

export const paperDesk = (pool: pg.Pool): PaperDesk => {
  const paperKey = async (name: string): Promise<PaperPair | null> =>
    (await select<PaperPair>(pool, 'select modulus, secret from paper_keys where name = $1', [name]))[0] ?? null;
  return {
    putPaperKey: async (name, pair) => {
      const text = 'insert into paper_keys (name, modulus, secret) values ($1, $2, $3) on conflict (name) do nothing';
      await pool.query(text, [name, pair.modulus, pair.secret]);
      return (await paperKey(name)) ?? pair;
    },
    paperKey,
    destroyPaperKey: async (name) => void (await pool.query('update paper_keys set secret = null where name = $1', [name])),
    livePaperKeys: async () => {
      const found = await select<{ name: string }>(pool, 'select name from paper_keys where secret is not null order by name');
      return found.map(({ name }) => name);
    },
  };
};
