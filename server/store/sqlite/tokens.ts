import type { DatabaseSync } from 'node:sqlite';
import type { KeptToken, TokenDesk } from '../store.ts';
import { query } from './connection.ts';

const columns = 'id, hash, name, scopes, maker, made_at as madeAt, expires, used_at as usedAt, revoked_at as revokedAt';
type TokenRow = Omit<KeptToken, 'scopes'> & { readonly scopes: string };
const kept = (row: TokenRow): KeptToken => ({ ...row, scopes: JSON.parse(row.scopes) as string[] });

export const tokenReads = (db: DatabaseSync): Pick<TokenDesk, 'token' | 'tokens'> => {
  const byHash = query<TokenRow>(db, `select ${columns} from tokens where hash = ?`);
  const all = query<TokenRow>(db, `select ${columns} from tokens order by made_at desc, id`);
  return {
    token: async (hash) => {
      const found = byHash.get(hash);
      return found ? kept(found) : null;
    },
    tokens: async () => all.all().map(kept),
  };
};

/** Each runs inside a transaction. */
export const tokenWrites = (db: DatabaseSync) => {
  const put = db.prepare(
    'insert into tokens (id, hash, name, scopes, maker, made_at, expires, used_at, revoked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const used = db.prepare('update tokens set used_at = ? where id = ?');
  const revoke = db.prepare('update tokens set revoked_at = ? where id = ? and revoked_at is null');
  return {
    putToken: ({ id, hash, name, scopes, maker, madeAt, expires, usedAt, revokedAt }: KeptToken): void =>
      void put.run(id, hash, name, JSON.stringify(scopes), maker, madeAt, expires, usedAt, revokedAt),
    tokenUsed: (id: string, at: number): void => void used.run(at, id),
    revokeToken: (id: string, at: number): boolean => Number(revoke.run(at, id).changes) === 1,
  };
};
