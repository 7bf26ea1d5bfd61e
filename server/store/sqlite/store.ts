import { guarded } from '../guarded.ts';
import type { Store } from '../store.ts';
import { accountReads } from './accounts.ts';
import { Appender } from './appender.ts';
import { connect, type Limits, lockFolder, query, understood } from './connection.ts';
import { deliveryReads } from './deliveries.ts';
import { documentLogReads } from './document-log.ts';
import { documentReads } from './documents.ts';
import { eventReads } from './events.ts';
import { fileStore } from './files.ts';
import { jobReads } from './jobs.ts';
import { migrate } from './migrate.ts';
import { pack } from './packed.ts';
import { paperReads } from './papers.ts';
import { Relay } from './relay.ts';
import { rowReads } from './rows.ts';
import { Seen } from './seen.ts';
import { tokenReads } from './tokens.ts';
import { tallyReads } from './tallies.ts';
import { webhookReads } from './webhooks.ts';
import { type Given, performer, type Result, type WriteName } from './writes.ts';

export interface Options extends Limits {
  /** Starts with the threads instead of waiting until they are worth their memory. */
  readonly threaded?: boolean;
}

/** The database, migrated, and the lock on its folder. */
const openLocked = (folder: string, limits: Limits) => {
  const lock = lockFolder(folder);
  try {
    const db = connect(folder, limits);
    migrate(db, Date.now());
    return { db, lock };
  } catch (error) {
    lock.close();
    throw understood(error);
  }
};

type Write = <N extends WriteName>(name: N, ...given: Given<N>) => Promise<Result<N>>;

/** Writes that are handed on as they come. */
const changes = (write: Write) =>
  ({
    settle: (ids) => write('settle', ids),
    forgetAnswers: (before) => write('forgetAnswers', before),
    replaceRows: (changes) => write('replaceRows', changes),
    setRowsVersion: (model, version) => write('setRowsVersion', model, version),
    remakeRows: (version, changes) => write('remakeText', version, JSON.stringify(changes)),
    makeTally: (part) => write('makeTally', part),
    dropTally: (tally) => write('dropTally', tally),
    compact: (name, base, seq) => write('compact', name, base, seq),
    forgetLog: (name, most) => write('forgetLog', name, most),
    putAccount: (account) => write('putAccount', account),
    setFailures: (login, failures, lockedUntil) => write('setFailures', login, failures, lockedUntil),
    putSignIn: (token, signIn) => write('putSignIn', token, signIn),
    dropSignIn: (token) => write('dropSignIn', token),
    dropSignInsOf: (person) => write('dropSignInsOf', person),
    putInvitation: (token, invitation) => write('putInvitation', token, invitation),
    useInvitation: (token) => write('useInvitation', token),
    putPaperKey: (name, pair) => write('putPaperKey', name, pair),
    putToken: (token) => write('putToken', token),
    tokenUsed: (id, at) => write('tokenUsed', id, at),
    revokeToken: (id, at) => write('revokeToken', id, at),
    putJob: (job, input) => write('putJob', job, input),
    takeJob: (id, at, since) => write('takeJob', id, at, since),
    tellJob: (id, beat, told) => write('tellJob', id, beat, told),
    stopJob: (id) => write('stopJob', id),
    forgetJobs: (before) => write('forgetJobs', before),
    houseKey: (fresh) => write('houseKey', fresh),
    putDeliveries: (deliveries) => write('putDeliveries', deliveries),
    forwardNews: (news, upTo, deliveries) => write('forwardNews', news, upTo, deliveries),
    takeDeliveries: (now, until, limit) => write('takeDeliveries', now, until, limit),
    endAttempt: (id, attempt, attempted) => write('endAttempt', id, attempt, attempted),
    reopenDelivery: (id, at) => write('reopenDelivery', id, at),
    giveUpDeliveries: (channel, subscription, at, note) => write('giveUpDeliveries', channel, subscription, at, note),
    forgetDeliveries: (before) => write('forgetDeliveries', before),
    putWebhook: (webhook) => write('putWebhook', webhook),
    setWebhookState: (id, state) => write('setWebhookState', id, state),
    dropWebhook: (id) => write('dropWebhook', id),
    // The page as it was leaves the log with the next checkpoint, which in the middle of a session would hold everybody up.
    destroyPaperKey: (name) => write('destroyPaperKey', name),
  }) satisfies Partial<Store>;

const pinging = (db: ReturnType<typeof openLocked>['db']) => {
  const one = query<{ one: number }>(db, 'select 1 as one from migrations');
  return async (): Promise<void> => void one.get();
};

/** What may take long is looked up beside the event loop: what many rows say, row by row; sums of many groups, which are many rows. */
const looking = (db: ReturnType<typeof openLocked>['db'], searcher: Relay) => {
  const rows = rowReads(db);
  const tallies = tallyReads(db);
  return {
    ...rows,
    rows: (asked) => (asked.text ? searcher.run('rows', { given: () => [asked], here: () => rows.rows(asked) }) : rows.rows(asked)),
    ...tallies,
    tallySums: (asked) => searcher.run('tallySums', { given: () => [asked], here: () => tallies.tallySums(asked) }),
    tallyDays: (asked) => searcher.run('tallyDays', { given: () => [asked], here: () => tallies.tallyDays(asked) }),
  } satisfies Partial<Store>;
};

const reading = (db: ReturnType<typeof openLocked>['db']) => ({
  ...documentLogReads(db),
  ...accountReads(db),
  ...paperReads(db),
  ...tokenReads(db),
  ...jobReads(db),
  ...deliveryReads(db),
  ...webhookReads(db),
});

/** Opens the database of `folder`, made when missing. Throws CannotStart when another process has it or it is too new. */
export const openSqlite = async (folder: string, { threaded = false, ...limits }: Options = {}): Promise<Store> => {
  const { db, lock } = openLocked(folder, limits);
  const seen = new Seen(db);
  const { perform, forget } = performer(db);
  const writer = new Relay({ folder, limits }, forget);
  const searcher = new Relay({ folder, limits });
  if (threaded) await Promise.all([writer.handOver(), searcher.handOver()]);
  const write: Write = (name, ...given) => writer.run(name, { given: () => given, here: () => perform(name, given) });
  const appender = new Appender(folder, limits);
  const documents = documentReads(db);
  const calls: Omit<Store, 'dialect'> = {
    ...eventReads(db, seen),
    ...looking(db, searcher),
    ...reading(db),
    document: async (name, since) => {
      await appender.settled();
      return documents.document(name, since);
    },
    ...fileStore(db, folder, (...file) => write('registerFile', ...file)),
    commit: (batch) => {
      seen.note(batch);
      // As one text: taking a thousand small objects apart to hand them over costs several times as much.
      return writer.run('commitText', { given: () => [JSON.stringify(batch)], here: () => perform('commit', [batch]) });
    },
    ...changes(write),
    appendUpdates: async (batch) => {
      // Both write into one database: behind the thread while that is at work, for nobody here should wait for its lock.
      if (!writer.resting) return writer.run('appendPacked', { given: () => pack(batch), here: () => perform('appendUpdates', [batch]) });
      const kept = appender.write(batch);
      await appender.synced();
      return kept;
    },
    erase: async (subject) => {
      const streams = await write('erase', subject);
      db.exec('pragma wal_checkpoint(truncate)');
      return streams;
    },
    ping: pinging(db),
    close: async () => {
      seen.close();
      await Promise.all([writer.close(), searcher.close(), appender.close()]);
      db.close();
      lock.close();
    },
  };
  return { dialect: 'sqlite', ...guarded(calls, understood) };
};
