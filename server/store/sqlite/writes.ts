import type { DatabaseSync } from 'node:sqlite';
import type { RowChange, StreamCommit } from '../store.ts';
import { accountWrites } from './accounts.ts';
import { committer, type Committer } from './commit.ts';
import { inTransaction, query } from './connection.ts';
import { deliveryWrites } from './deliveries.ts';
import { documentLogWrites } from './document-log.ts';
import { documentWrites } from './documents.ts';
import { eraser } from './erase.ts';
import { fileWrites } from './files.ts';
import { houseKeyWrites } from './house-key.ts';
import { jobWrites } from './jobs.ts';
import { paperWrites } from './papers.ts';
import { tokenWrites } from './tokens.ts';
import { tallyWrites } from './tallies.ts';
import { webhookWrites } from './webhooks.ts';

/** Everything that changes the database; each runs inside a transaction. */
const callsOf = (db: DatabaseSync, { commit, rows }: Committer) => {
  const settle = db.prepare('delete from reactions where id = ?');
  const forget = db.prepare('delete from answers where at < ?');
  const setVersion = db.prepare('replace into rows_versions (model, version) values (?, ?)');
  const versions = query<{ model: string }>(db, 'select model from rows_versions where version = ?');
  return {
    commit,
    commitText: (batch: string) => commit(JSON.parse(batch) as StreamCommit[]),
    erase: eraser(db),
    settle: (ids: readonly string[]): void => {
      for (const id of ids) settle.run(id);
    },
    forgetAnswers: (before: number): void => void forget.run(before),
    replaceRows: (changes: readonly RowChange[]): void => {
      for (const change of changes) rows.write(change);
    },
    setRowsVersion: (model: string, version: number): void => {
      rows.makeKeys(model);
      setVersion.run(model, version);
    },
    /** As one text, for the reason given at `commit` in `store.ts`. */
    remakeText: (version: number, changes: string): void => {
      const made = new Set(versions.all(version).map(({ model }) => model));
      rows.remake((JSON.parse(changes) as RowChange[]).filter(({ model }) => !made.has(model)));
    },
    ...tallyWrites(db),
    ...documentWrites(db),
    ...documentLogWrites(db),
    ...accountWrites(db),
    ...fileWrites(db),
    ...paperWrites(db),
    ...tokenWrites(db),
    ...jobWrites(db),
    ...houseKeyWrites(db),
    ...deliveryWrites(db),
    ...webhookWrites(db),
  };
};

type Calls = ReturnType<typeof callsOf>;
export type WriteName = keyof Calls;
export type Given<N extends WriteName> = Parameters<Calls[N]>;
export type Result<N extends WriteName> = ReturnType<Calls[N]>;

export interface Performer {
  /** Does one write as one transaction; durable when it returns. */
  perform<N extends WriteName>(name: N, given: Given<N>): Result<N>;
  /** Somebody else wrote meanwhile: what it remembers may be old. */
  forget(): void;
}

export const performer = (db: DatabaseSync): Performer => {
  const committed = committer(db);
  const calls = callsOf(db, committed);
  const perform = <N extends WriteName>(name: N, given: Given<N>): Result<N> => {
    const call = calls[name] as unknown as (...given: Given<N>) => Result<N>;
    try {
      return inTransaction(db, () => call(...given));
    } catch (error) {
      committed.forget();
      throw error;
    }
  };
  return { perform, forget: () => committed.forget() };
};
