/** The history of documents: every update as it came, and wholes at moments further back. */
import type { DatabaseSync } from 'node:sqlite';
import type { DocumentName } from '#shared/core/kind.ts';
import { logPortion, staysAsBase } from '../document-bases.ts';
import type { DocumentLog, LoggedUpdate } from '../store.ts';
import { atOnce, query } from './connection.ts';

interface Whole {
  readonly seq: number;
  readonly base: Uint8Array;
}

const find = (db: DatabaseSync) => query<{ no: number; head: number }>(db, 'select no, head from documents where name = ?');

export const documentLogReads = (db: DatabaseSync): Omit<DocumentLog, 'forgetLog'> => {
  const known = find(db);
  const log = query<{ seq: number; by: string; at: number; bytes: Uint8Array }>(
    db,
    'select seq, by, at, bytes from document_updates where document = ? and seq > ? and seq <= ? order by seq limit ?',
  );
  const newest = query<Whole>(db, 'select seq, base from document_bases where document = ? and seq <= ?');
  const earlier = query<Whole>(db, 'select seq, base from document_old_bases where document = ? and seq <= ? order by seq desc limit 1');
  const first = query<{ logged: number | null; old: number | null; base: number | null }>(
    db,
    `select (select min(seq) from document_updates where document = ?1) as logged,
       (select min(seq) from document_old_bases where document = ?1) as old,
       (select seq from document_bases where document = ?1) as base`,
  );
  const idle = query<{ name: DocumentName }>(
    db,
    'select d.name from documents d join document_updates u on u.document = d.no and u.seq = d.head where u.at <= ? order by d.no limit ?',
  );
  return {
    documentLog: async (name, after, upTo, limit) => {
      const found: LoggedUpdate[] = [];
      let bytes = 0;
      for (const { seq, by, at, bytes: update } of log.iterate(known.get(name)?.no ?? 0, after, upTo, limit)) {
        found.push({ seq, by, at, update });
        if ((bytes += update.length) >= logPortion) break;
      }
      return found;
    },
    documentBase: async (name, seq) => {
      const no = known.get(name)?.no ?? 0;
      return atOnce(db, () => newest.get(no, seq) ?? earlier.get(no, seq) ?? null);
    },
    documentSpan: async (name) =>
      atOnce(db, () => {
        const found = known.get(name);
        if (!found) return { since: 0, head: 0 };
        const { logged, old, base } = first.get(found.no) ?? { logged: null, old: null, base: null };
        return { since: logged === 1 || found.head === 0 ? 0 : (old ?? base ?? found.head), head: found.head };
      }),
    idleLogs: async (before, limit) => idle.all(before, limit).map(({ name }) => name),
  };
};

/** Runs inside a transaction. */
export const documentLogWrites = (db: DatabaseSync) => {
  const known = find(db);
  const baseSeq = query<{ seq: number }>(db, 'select seq from document_bases where document = ?');
  const dropOld = db.prepare('delete from document_old_bases where document = ?');
  const drop = db.prepare(
    'delete from document_updates where document = :no and seq in (select seq from document_updates where document = :no and seq <= :seq order by seq limit :most)',
  );
  return {
    forgetLog: (name: DocumentName, most: number): boolean => {
      const no = known.get(name)?.no ?? 0;
      const seq = baseSeq.get(no)?.seq;
      if (seq === undefined) return false;
      dropOld.run(no);
      return Number(drop.run({ no, seq, most }).changes) === most;
    },
  };
};

/** Of a base about to be replaced. Runs inside a transaction. */
export const oldBaseKeeper = (db: DatabaseSync): ((no: number, seq: number) => void) => {
  const last = query<{ seq: number }>(db, 'select seq from document_old_bases where document = ? order by seq desc limit 1');
  const logged = query<{ seq: number }>(db, 'select seq from document_updates where document = ? and seq = ?');
  const keep = db.prepare(
    'insert into document_old_bases (document, seq, base) select document, seq, base from document_bases where document = ?',
  );
  return (no, seq) => {
    if (staysAsBase(seq, last.get(no)?.seq ?? 0, logged.get(no, seq) !== undefined)) keep.run(no);
  };
};
