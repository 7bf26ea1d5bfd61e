import type { DatabaseSync } from 'node:sqlite';
import { withoutFacts } from '../personal.ts';
import type { CommitOutcome, DocumentGuard, KeptAnswer, PendingReaction, Snapshot, StoredEvent, StreamCommit } from '../store.ts';
import { causeKey } from './cause-key.ts';
import { query } from './connection.ts';
import { rowWriter } from './row-writer.ts';

/** Number and head of a stream. */
interface Place {
  readonly no: number;
  readonly seq: number;
}

/** Runs inside a transaction. An entry that conflicts is found out before anything of it is written. */
export const committer = (db: DatabaseSync): ((batch: readonly StreamCommit[]) => CommitOutcome[]) => {
  const find = query<Place>(db, 'select no, seq from streams where stream = ?');
  const begin = db.prepare('insert into streams (stream, seq) values (?, 0)');
  const move = db.prepare('update streams set seq = ? where no = ?');
  const wake = db.prepare('update streams set wake = ? where no = ?');
  const writeEvents = eventWriter(db);
  const writeSnapshot = snapshotWriter(db);
  const writeAnswer = answerWriter(db);
  const writeRow = rowWriter(db);
  const reactions = reactionWriter(db);
  const documents = documentGuards(db);

  const keep = (entry: StreamCommit): CommitOutcome => {
    const found = find.get(entry.stream);
    if ((found?.seq ?? 0) !== entry.expected || !documents.hold(entry.documents)) return 'conflict';
    const no = found?.no ?? Number(begin.run(entry.stream).lastInsertRowid);
    if (entry.events.length > 0) {
      writeEvents(no, entry.expected, entry.events);
      move.run(entry.expected + entry.events.length, no);
    }
    if (entry.wake !== undefined) wake.run(entry.wake, no);
    if (entry.snapshot) writeSnapshot(no, entry.snapshot);
    for (const answer of entry.answers ?? []) writeAnswer(no, answer);
    for (const change of entry.rows) writeRow(change);
    for (const pending of entry.reactions) reactions.add(pending);
    for (const id of entry.settles) reactions.settle(id);
    documents.freeze(entry.documents);
    return 'kept';
  };
  return (batch) => batch.map(keep);
};

const eventWriter = (db: DatabaseSync) => {
  const add = db.prepare('insert into events (stream, seq, at, by, cause, cause_key, hash, event) values (?, ?, ?, ?, ?, ?, ?, ?)');
  const addFacts = db.prepare('insert into personal (stream, seq, subject, facts) values (?, ?, ?, ?)');
  return (no: number, expected: number, events: readonly StoredEvent[]): void => {
    let head = expected;
    for (const { seq, at, by, cause, hash, event } of events) {
      if (seq !== ++head) throw new Error(`event ${seq} cannot follow ${head - 1}`);
      const { json, personal } = withoutFacts(event);
      add.run(no, seq, at, by, cause, causeKey(no, cause), hash, json);
      if (personal) addFacts.run(no, seq, personal.subject, personal.facts === null ? null : JSON.stringify(personal.facts));
    }
  };
};

const answerWriter = (db: DatabaseSync) => {
  const known = query<{ n: number }>(db, 'select n from answers where cause_key = ? and stream = ? and cause = ?');
  const add = db.prepare('insert into answers (stream, cause, cause_key, hash, at, answer) values (?, ?, ?, ?, ?, ?)');
  return (no: number, { id, hash, at, answer }: KeptAnswer): void => {
    const key = causeKey(no, id);
    if (!known.get(key, no, id)) add.run(no, id, key, hash, at, JSON.stringify(answer));
  };
};

const snapshotWriter = (db: DatabaseSync) => {
  const put = db.prepare('replace into snapshots (stream, seq, version, state) values (?, ?, ?, ?)');
  return (no: number, { seq, version, state }: Snapshot): void => {
    put.run(no, seq, version, JSON.stringify(state));
  };
};

const reactionWriter = (db: DatabaseSync) => {
  const add = db.prepare('insert into reactions (id, at, reaction) values (?, ?, ?) on conflict (id) do nothing');
  const settle = db.prepare('delete from reactions where id = ?');
  return {
    add: ({ id, at, reaction }: PendingReaction): void => void add.run(id, at, JSON.stringify(reaction)),
    settle: (id: string): void => void settle.run(id),
  };
};

const documentGuards = (db: DatabaseSync) => {
  const head = query<{ head: number }>(db, 'select head from documents where name = ?');
  const freeze = db.prepare(
    'insert into documents (name, head, frozen) values (?, 0, ?) on conflict (name) do update set frozen = excluded.frozen',
  );
  return {
    /** True while every document stands where the decision read it. */
    hold: (guards: readonly DocumentGuard[]): boolean =>
      guards.every(({ document, expected }) => expected === undefined || (head.get(document)?.head ?? 0) === expected),
    freeze: (guards: readonly DocumentGuard[]): void => {
      for (const { document, frozen } of guards) if (frozen !== undefined) freeze.run(document, frozen ? 1 : 0);
    },
  };
};
