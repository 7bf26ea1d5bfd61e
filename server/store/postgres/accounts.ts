import type pg from 'pg';
import type { Account, AccountStore, SignIn } from '../store.ts';
import { select } from './connection.ts';

const columns = 'login, person, password, failures, locked_until as "lockedUntil"';
const uniqueViolation = '23505';

export const accountStore = (pool: pg.Pool): AccountStore => ({ ...accounts(pool), ...signIns(pool), ...invitations(pool) });

const accounts = (pool: pg.Pool): Pick<AccountStore, 'accountCount' | 'account' | 'accountOf' | 'putAccount' | 'setFailures'> => ({
  accountCount: async () => (await select<{ accounts: number }>(pool, 'select count(*) as accounts from accounts'))[0]?.accounts ?? 0,
  account: async (login) => (await select<Account>(pool, `select ${columns} from accounts where login = $1`, [login]))[0] ?? null,
  accountOf: async (person) => (await select<Account>(pool, `select ${columns} from accounts where person = $1`, [person]))[0] ?? null,
  putAccount: async ({ login, person, password, failures, lockedUntil }) => {
    const text = `insert into accounts (login, person, password, failures, locked_until) values ($1, $2, $3, $4, $5) on conflict (person) do update
      set login = excluded.login, password = excluded.password, failures = excluded.failures, locked_until = excluded.locked_until`;
    try {
      await pool.query(text, [login, person, password, failures, lockedUntil]);
      return 'kept';
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === uniqueViolation) return 'taken';
      throw error;
    }
  },
  setFailures: async (login, failures, lockedUntil) => {
    await pool.query('update accounts set failures = $2, locked_until = $3 where login = $1', [login, failures, lockedUntil]);
  },
});

const signIns = (pool: pg.Pool): Pick<AccountStore, 'putSignIn' | 'signIn' | 'dropSignIn' | 'dropSignInsOf'> => ({
  putSignIn: async (token, { person, account, expires }) => {
    const text = `insert into sign_ins (token, person, account, expires) values ($1, $2, $3, $4) on conflict (token) do update
      set person = excluded.person, account = excluded.account, expires = excluded.expires`;
    await pool.query(text, [token, person, account, expires]);
  },
  signIn: async (token) =>
    (await select<SignIn>(pool, 'select person, account, expires from sign_ins where token = $1', [token]))[0] ?? null,
  dropSignIn: async (token) => void (await pool.query('delete from sign_ins where token = $1', [token])),
  dropSignInsOf: async (person) => void (await pool.query('delete from sign_ins where person = $1', [person])),
});

const invitations = (pool: pg.Pool): Pick<AccountStore, 'putInvitation' | 'invitation' | 'useInvitation'> => ({
  putInvitation: async (token, { person, expires }) => {
    const text = `insert into invitations (token, person, expires) values ($1, $2, $3) on conflict (token) do update
      set person = excluded.person, expires = excluded.expires`;
    await pool.query(text, [token, person, expires]);
  },
  invitation: async (token) => {
    const text = 'select person, expires from invitations where token = $1';
    return (await select<{ person: string; expires: number }>(pool, text, [token]))[0] ?? null;
  },
  useInvitation: async (token) => (await pool.query('delete from invitations where token = $1', [token])).rowCount === 1,
});
