import type pg from 'pg';
import type { KeptToken, TokenDesk } from '../store.ts';
import { select } from './connection.ts';

const columns = 'id, hash, name, scopes, maker, made_at as "madeAt", expires, used_at as "usedAt", revoked_at as "revokedAt"';
type TokenRow = Omit<KeptToken, 'scopes'> & { readonly scopes: string };
const kept = (row: TokenRow): KeptToken => ({ ...row, scopes: JSON.parse(row.scopes) as string[] });

export const tokenDesk = (pool: pg.Pool): TokenDesk => ({
  putToken: async ({ id, hash, name, scopes, maker, madeAt, expires, usedAt, revokedAt }) => {
    const text =
      'insert into tokens (id, hash, name, scopes, maker, made_at, expires, used_at, revoked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)';
    await pool.query(text, [id, hash, name, JSON.stringify(scopes), maker, madeAt, expires, usedAt, revokedAt]);
  },
  token: async (hash) => {
    const found = (await select<TokenRow>(pool, `select ${columns} from tokens where hash = $1`, [hash]))[0];
    return found ? kept(found) : null;
  },
  tokens: async () => (await select<TokenRow>(pool, `select ${columns} from tokens order by made_at desc, id`)).map(kept),
  tokenUsed: async (id, at) => void (await pool.query('update tokens set used_at = $2 where id = $1', [id, at])),
  revokeToken: async (id, at) =>
    (await pool.query('update tokens set revoked_at = $2 where id = $1 and revoked_at is null', [id, at])).rowCount === 1,
});
