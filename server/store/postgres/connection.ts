/** PostgreSQL: a pool of connections, on each of which statements are sent without waiting for the one before. */
import pg from 'pg';
import { StoreUnavailable } from '../store.ts';

const int8 = 20;
const second = 1_000;

/** bigint as number: whatever is counted here stays far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

export const openPool = (url: string, lost: (error: Error) => void): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'consultation',
    max: 16,
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 5 * second,
    statement_timeout: 20 * second,
    // For a peer that vanished: longer than the server's own limit.
    query_timeout: 25 * second,
    idle_in_transaction_session_timeout: 30 * second,
    types,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', lost);
  return pool;
};

/** One statement, its parameters, and the shape of its rows: asserted here, named by the text beside it. */
export const select = async <R extends pg.QueryResultRow>(
  on: pg.Pool | pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<R[]> => (await on.query<R>(text, [...values])).rows;

/** Serialization failure, deadlock: nobody's fault, and the next attempt meets another order. */
const again: ReadonlySet<unknown> = new Set(['40001', '40P01']);
const attempts = 5;

/**
 * All of `work` or nothing. `work` may leave statements under way: they are `sent`, awaited together with the commit, and a failed one
 * turns that into a rollback. May run several times.
 */
export const inTransaction = async <T>(
  pool: pg.Pool,
  work: (client: pg.ClientBase, sent: Promise<unknown>[]) => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    // A connection that breaks while it is ours also rejects what is under way: that is where it is told.
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    try {
      return await attemptOn(client, work);
    } catch (error) {
      await client.query('rollback').catch((failed: Error) => void (broken = failed));
      if (!again.has(codeOf(error)) || attempt === attempts) throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
};

const attemptOn = async <T>(client: pg.ClientBase, work: (client: pg.ClientBase, sent: Promise<unknown>[]) => Promise<T>): Promise<T> => {
  const sent: Promise<unknown>[] = [quiet(client.query('begin'))];
  const result = await work(client, sent);
  const end = client.query('commit');
  // All are awaited, so that none is left under way when the connection goes back; the first failure is the cause of the others.
  const settled = await Promise.allSettled([...sent, end]);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  if ((await end).command !== 'COMMIT') throw new Error('PostgreSQL rolled back instead of committing');
  return result;
};

/** Its failure is looked at later, together with the others. */
export const quiet = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** SQLSTATE classes: connection, resources (disk full), operator (shutdown, time limit), system I/O. */
const awayState = /^(?:08|53|57|58)...$/;
/** A standby that was not promoted yet; a lock not given in time. */
const otherStates = ['25006', '55P03'];
const noConnection = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'],
];
const awayCode: ReadonlySet<unknown> = new Set([...otherStates, ...noConnection]);
const awayMessage =
  /connection terminated|connection timeout|timeout exceeded|query read timeout|not queryable|after calling end on the pool|client was closed/i;

const isAway = (error: Error): boolean => {
  const code = codeOf(error);
  return awayCode.has(code) || (typeof code === 'string' && awayState.test(code)) || awayMessage.test(error.message);
};

export const understood = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  // Several addresses of one host, each with an error of its own.
  const all: readonly unknown[] = error instanceof AggregateError ? [error, ...(error.errors as unknown[])] : [error];
  const away = all.find((one) => one instanceof Error && isAway(one));
  return away === undefined ? error : new StoreUnavailable(error.message || String(away), { cause: error });
};
