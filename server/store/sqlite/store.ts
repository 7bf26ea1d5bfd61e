import { guarded } from '../guarded.ts';
import type { Store } from '../store.ts';
import { accountReads } from './accounts.ts';
import { connect, lockFolder, query, understood } from './connection.ts';
import { documentReads } from './documents.ts';
import { eventReads } from './events.ts';
import { fileStore } from './files.ts';
import { migrate } from './migrate.ts';
import { rowReads } from './rows.ts';
import { Seen } from './seen.ts';
import { Writer } from './writer.ts';

export interface Options {
  /** Starts with the writing thread instead of waiting until it is worth its memory. */
  readonly threaded?: boolean;
  /** Pages of 4 KiB the database may have: how tests fill a disk. */
  readonly maxPages?: number;
}

/** The database, migrated, and the lock on its folder. */
const openLocked = (folder: string, maxPages: number | undefined) => {
  const lock = lockFolder(folder);
  try {
    const db = connect(folder);
    migrate(db, Date.now());
    if (maxPages !== undefined) db.exec(`pragma max_page_count = ${maxPages}`);
    return { db, lock };
  } catch (error) {
    lock.close();
    throw understood(error);
  }
};

/** Opens the database of `folder`, made when missing. Throws CannotStart when another process has it or it is too new. */
export const openSqlite = async (folder: string, { threaded = false, maxPages }: Options = {}): Promise<Store> => {
  const { db, lock } = openLocked(folder, maxPages);
  const seen = new Seen(db);
  const writer = new Writer(db, folder);
  const write = writer.write;
  if (threaded) await writer.handOver();
  const one = query<{ one: number }>(db, 'select 1 as one from migrations');
  const calls: Omit<Store, 'dialect'> = {
      ...eventReads(db, seen),
      ...rowReads(db),
      ...documentReads(db),
      ...accountReads(db),
      ...fileStore(db, folder, (...file) => write('registerFile', ...file)),
      commit: (batch) => {
        seen.note(batch);
        return write('commit', batch);
      },
      settle: (ids) => write('settle', ids),
      forgetAnswers: (before) => write('forgetAnswers', before),
      replaceRows: (changes) => write('replaceRows', changes),
      setRowsVersion: (model, version) => write('setRowsVersion', model, version),
      appendUpdates: (batch) => write('appendUpdates', batch),
      compact: (name, base, seq) => write('compact', name, base, seq),
      putAccount: (account) => write('putAccount', account),
      setFailures: (login, failures, lockedUntil) => write('setFailures', login, failures, lockedUntil),
      putSignIn: (token, signIn) => write('putSignIn', token, signIn),
      dropSignIn: (token) => write('dropSignIn', token),
      dropSignInsOf: (person) => write('dropSignInsOf', person),
      putInvitation: (token, invitation) => write('putInvitation', token, invitation),
      useInvitation: (token) => write('useInvitation', token),
      erase: async (subject) => {
        const streams = await write('erase', subject);
        db.exec('pragma wal_checkpoint(truncate)');
        return streams;
      },
      ping: async () => void one.get(),
      close: async () => {
        seen.close();
        await writer.close();
        db.close();
        lock.close();
      },
    };
  return { dialect: 'sqlite', ...guarded(calls, understood) };
};
