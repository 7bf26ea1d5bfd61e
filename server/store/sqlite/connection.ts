/** The embedded database: one file in a folder, for one process at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { CannotStart } from '../cannot-start.ts';
import { StoreUnavailable } from '../store.ts';

export const databaseFile = (folder: string): string => join(folder, 'consultation.db');

/** A prepared statement whose rows have a known shape. */
export interface Query<R> {
  get(...values: SQLInputValue[]): R | undefined;
  all(...values: SQLInputValue[]): R[];
  iterate(...values: SQLInputValue[]): Iterable<R>;
}

/** The one place where the shape of rows is asserted: the statement beside it names the columns. */
export const query = <R>(db: DatabaseSync, sql: string): Query<R> => db.prepare(sql) as unknown as Query<R>;

export interface Limits {
  /** Pages of 4 KiB the database may have: how tests fill a disk. */
  readonly maxPages?: number;
}

/**
 * Durable once committed: in the write-ahead log, and synced. What is overwritten is overwritten with zeros, so that erased facts do
 * not stay in free pages. The log may grow to 80 MB before it is worked in, since the same pages change again and again: a tenth to a quarter
 * more commits a second than with the usual 4 MB.
 */
export const connect = (folder: string, { maxPages }: Limits = {}): DatabaseSync => {
  const db = new DatabaseSync(databaseFile(folder), { timeout: 5_000 });
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma wal_autocheckpoint = 20000;');
  db.exec('pragma cache_size = -16000; pragma temp_store = memory; pragma foreign_keys = off;');
  if (maxPages !== undefined) db.exec(`pragma max_page_count = ${maxPages}`);
  return db;
};

/**
 * Keeps other processes out for as long as it is open. The operating system ends it with the process, however that ends, so no stale
 * lock can be left behind.
 */
export const lockFolder = (folder: string): DatabaseSync => {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'lock.db'));
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (codeOf(error) === busy)
      throw new CannotStart(`Another process uses the folder ${folder}. Stop it, or give this one a folder of its own.`);
    throw error;
  }
};

const busy = 5;
/** readonly, I/O, full, cannot open: the disk, not the program. */
const away: ReadonlySet<number> = new Set([busy, 8, 10, 13, 14]);

/** Primary result code of SQLite; 0 for any other error. */
const codeOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;

export const understood = (error: unknown): unknown =>
  error instanceof Error && (away.has(codeOf(error)) || /database is not open|finalized/.test(error.message))
    ? new StoreUnavailable(error.message, { cause: error })
    : error;

/** What `work` reads is of one moment, whatever another connection commits meanwhile. */
export const atOnce = <T>(db: DatabaseSync, work: () => T): T => {
  db.exec('begin');
  try {
    return work();
  } finally {
    db.exec('commit');
  }
};

/** All of `work` or nothing, and durable when it returns. */
export const inTransaction = <T>(db: DatabaseSync, work: () => T): T => {
  db.exec('begin immediate');
  try {
    const result = work();
    db.exec('commit');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
};
