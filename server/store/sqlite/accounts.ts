import type { DatabaseSync } from 'node:sqlite';
import type { Account, AccountStore, SignIn } from '../store.ts';
import { query } from './connection.ts';

const columns = 'login, person, password, failures, locked_until as lockedUntil';
type Invitation = { readonly person: string; readonly expires: number };

export const accountReads = (db: DatabaseSync): Pick<AccountStore, 'accountCount' | 'account' | 'accountOf' | 'signIn' | 'invitation'> => {
  const count = query<{ accounts: number }>(db, 'select count(*) as accounts from accounts');
  const byLogin = query<Account>(db, `select ${columns} from accounts where login = ?`);
  const byPerson = query<Account>(db, `select ${columns} from accounts where person = ?`);
  const signIn = query<{ person: string; account: number; expires: number }>(
    db,
    'select person, account, expires from sign_ins where token = ?',
  );
  const invitation = query<Invitation>(db, 'select person, expires from invitations where token = ?');
  return {
    accountCount: async () => count.get()?.accounts ?? 0,
    account: async (login) => plain(byLogin.get(login)),
    accountOf: async (person) => plain(byPerson.get(person)),
    signIn: async (token) => {
      const found = signIn.get(token);
      return found ? { person: found.person, account: found.account === 1, expires: found.expires } : null;
    },
    invitation: async (token) => plain(invitation.get(token)),
  };
};

/** Rows come without a prototype, which comparisons of objects notice. */
const plain = <R extends object>(found: R | undefined): R | null => (found ? { ...found } : null);

/** Each runs inside a transaction. */
export const accountWrites = (db: DatabaseSync) => {
  const owner = query<{ person: string }>(db, 'select person from accounts where login = ?');
  const put = db.prepare('replace into accounts (person, login, password, failures, locked_until) values (?, ?, ?, ?, ?)');
  const fail = db.prepare('update accounts set failures = ?, locked_until = ? where login = ?');
  const putSignIn = db.prepare('replace into sign_ins (token, person, account, expires) values (?, ?, ?, ?)');
  const drop = db.prepare('delete from sign_ins where token = ?');
  const dropOf = db.prepare('delete from sign_ins where person = ?');
  const invite = db.prepare('replace into invitations (token, person, expires) values (?, ?, ?)');
  const use = db.prepare('delete from invitations where token = ?');
  return {
    putAccount: ({ login, person, password, failures, lockedUntil }: Account): 'kept' | 'taken' => {
      if ((owner.get(login)?.person ?? person) !== person) return 'taken';
      put.run(person, login, password, failures, lockedUntil);
      return 'kept';
    },
    setFailures: (login: string, failures: number, lockedUntil: number): void => void fail.run(failures, lockedUntil, login),
    putSignIn: (token: string, { person, account, expires }: SignIn): void => void putSignIn.run(token, person, account ? 1 : 0, expires),
    dropSignIn: (token: string): void => void drop.run(token),
    dropSignInsOf: (person: string): void => void dropOf.run(person),
    putInvitation: (token: string, { person, expires }: Invitation): void => void invite.run(token, person, expires),
    useInvitation: (token: string): boolean => Number(use.run(token).changes) === 1,
  };
};
