import type { DatabaseSync } from 'node:sqlite';
import type { RowChange } from '../store.ts';
import { accountWrites } from './accounts.ts';
import { committer } from './commit.ts';
import { inTransaction } from './connection.ts';
import { documentWrites } from './documents.ts';
import { eraser } from './erase.ts';
import { fileWrites } from './files.ts';
import { rowWriter } from './row-writer.ts';

/** Everything that changes the database: each call is one transaction. */
export const writesOf = (db: DatabaseSync) => {
  const writeRow = rowWriter(db);
  const settle = db.prepare('delete from reactions where id = ?');
  const forget = db.prepare('delete from answers where at < ?');
  const setVersion = db.prepare('replace into rows_versions (model, version) values (?, ?)');
  return {
    commit: committer(db),
    erase: eraser(db),
    settle: (ids: readonly string[]): void => {
      for (const id of ids) settle.run(id);
    },
    forgetAnswers: (before: number): void => void forget.run(before),
    replaceRows: (changes: readonly RowChange[]): void => {
      for (const change of changes) writeRow(change);
    },
    setRowsVersion: (model: string, version: number): void => void setVersion.run(model, version),
    ...documentWrites(db),
    ...accountWrites(db),
    ...fileWrites(db),
  };
};

export type Writes = ReturnType<typeof writesOf>;
export type WriteName = keyof Writes;

/** Resolves when it is on disk. */
export type Write = <N extends WriteName>(name: N, ...given: Parameters<Writes[N]>) => Promise<ReturnType<Writes[N]>>;

export const perform = <N extends WriteName>(db: DatabaseSync, writes: Writes, name: N, given: Parameters<Writes[N]>): ReturnType<Writes[N]> =>
  inTransaction(db, () => (writes[name] as unknown as (...given: Parameters<Writes[N]>) => ReturnType<Writes[N]>)(...given));
