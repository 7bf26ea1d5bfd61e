import type { DatabaseSync } from 'node:sqlite';
import type { StreamId } from '#shared/core/recorded.ts';
import { withoutFacts } from '../personal.ts';
import type { CommitOutcome, DocumentGuard, KeptAnswer, PendingReaction, Snapshot, StoredEvent, StreamCommit } from '../store.ts';
import { causeKey } from './cause-key.ts';
import { query } from './connection.ts';
import { newsWriter } from './deliveries.ts';
import { rowWriter, type RowWriter } from './row-writer.ts';
import { tallyWriter } from './tallies.ts';

/** Number and head of a stream. */
interface Place {
  readonly no: number;
  seq: number;
}

export interface Committer {
  commit(batch: readonly StreamCommit[]): CommitOutcome[];
  readonly rows: RowWriter;
  /** What it believed of streams and rows is not so: a transaction was rolled back, or somebody else wrote. */
  forget(): void;
}

/** Streams whose places are remembered: nobody else writes, so they stay true. */
const remembered = 20_000;

const placesIn = (db: DatabaseSync) => {
  const places = new Map<StreamId, Place>();
  const find = query<Place>(db, 'select no, seq from streams where stream = ?');
  const begin = db.prepare('insert into streams (stream, seq) values (?, 0)');
  const of = (stream: StreamId): Place | undefined => {
    const known = places.get(stream) ?? find.get(stream);
    if (!known) return undefined;
    if (places.size >= remembered) places.clear();
    places.set(stream, known);
    return known;
  };
  const made = (stream: StreamId): Place => {
    begin.run(stream);
    return of(stream) ?? fail(`${stream} was not made`);
  };
  return { of, made, forget: () => places.clear() };
};

/** Runs inside a transaction. An entry that conflicts is found out before anything of it is written. */
export const committer = (db: DatabaseSync): Committer => {
  const places = placesIn(db);
  const move = db.prepare('update streams set seq = ? where no = ?');
  const wake = db.prepare('update streams set wake = ? where no = ?');
  const writeEvents = eventWriter(db);
  const writeSnapshot = snapshotWriter(db);
  const writeAnswer = answerWriter(db);
  const rows = rowWriter(db);
  const reactions = reactionWriter(db);
  const documents = documentGuards(db);
  const addTallies = tallyWriter(db);
  const noteNews = newsWriter(db);

  const keep = (entry: StreamCommit): CommitOutcome => {
    const found = places.of(entry.stream);
    if ((found?.seq ?? 0) !== entry.expected || !documents.hold(entry.documents)) return 'conflict';
    const place = found ?? places.made(entry.stream);
    if (entry.events.length > 0) {
      writeEvents(entry.stream, place, entry.events);
      move.run(place.seq, place.no);
    }
    if (entry.wake !== undefined) wake.run(entry.wake, place.no);
    if (entry.snapshot) writeSnapshot(place.no, entry.snapshot);
    for (const answer of entry.answers ?? []) writeAnswer(entry.stream, place.no, answer);
    for (const change of entry.rows) rows.write(change);
    for (const pending of entry.reactions) reactions.add(pending);
    for (const id of entry.settles) reactions.settle(id);
    documents.freeze(entry.documents);
    if (entry.news) noteNews(entry);
    return 'kept';
  };
  const forget = (): void => {
    places.forget();
    rows.forget();
  };
  const commit = (batch: readonly StreamCommit[]): CommitOutcome[] => {
    const outcomes = batch.map(keep);
    addTallies(batch.flatMap(({ tallies = [] }, n) => (outcomes[n] === 'kept' ? tallies : [])));
    return outcomes;
  };
  return { commit, rows, forget };
};

const fail = (message: string): never => {
  throw new Error(message);
};

const eventWriter = (db: DatabaseSync) => {
  const add = db.prepare('insert into events (stream, seq, at, by, cause, cause_key, hash, event) values (?, ?, ?, ?, ?, ?, ?, ?)');
  const addFacts = db.prepare('insert into personal (stream, seq, subject, facts) values (?, ?, ?, ?)');
  return (stream: StreamId, place: Place, events: readonly StoredEvent[]): void => {
    for (const { seq, at, by, cause, hash, event } of events) {
      if (seq !== ++place.seq) throw new Error(`${stream}: event ${seq} cannot follow ${place.seq - 1}`);
      const { json, personal } = withoutFacts(event);
      add.run(place.no, seq, at, by, cause, causeKey(stream, cause), hash, json);
      if (personal) addFacts.run(place.no, seq, personal.subject, personal.facts === null ? null : JSON.stringify(personal.facts));
    }
  };
};

const answerWriter = (db: DatabaseSync) => {
  const known = query<{ n: number }>(db, 'select n from answers where cause_key = ? and stream = ? and cause = ?');
  const add = db.prepare('insert into answers (stream, cause, cause_key, hash, at, answer) values (?, ?, ?, ?, ?, ?)');
  return (stream: StreamId, no: number, { id, hash, at, answer }: KeptAnswer): void => {
    const key = causeKey(stream, id);
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
