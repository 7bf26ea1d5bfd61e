import type { DatabaseSync } from 'node:sqlite';
import type { PaperDesk, PaperPair } from '../store.ts';
import { query } from './connection.ts';

const pairOf = (db: DatabaseSync) => {
  const pair = query<PaperPair>(db, 'select modulus, secret from paper_keys where name = ?');
  return (name: string): PaperPair | null => {
    const found = pair.get(name);
    return found ? { modulus: found.modulus, secret: found.secret } : null;
  };
};

export const paperReads = (db: DatabaseSync): Pick<PaperDesk, 'paperKey' | 'livePaperKeys'> => {
  const pair = pairOf(db);
  const live = query<{ name: string }>(db, 'select name from paper_keys where secret is not null order by name');
  return {
    paperKey: async (name) => pair(name),
    livePaperKeys: async () => live.all().map(({ name }) => name),
  };
};

/** Each runs inside a transaction. */
export const paperWrites = (db: DatabaseSync) => {
  const put = db.prepare('insert into paper_keys (name, modulus, secret) values (?, ?, ?) on conflict (name) do nothing');
  const destroy = db.prepare('update paper_keys set secret = null where name = ?');
  const pair = pairOf(db);
  return {
    putPaperKey: (name: string, given: PaperPair): PaperPair => {
      put.run(name, given.modulus, given.secret);
      return pair(name) ?? given;
    },
    destroyPaperKey: (name: string): void => void destroy.run(name),
  };
};
