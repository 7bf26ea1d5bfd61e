import type pg from 'pg';
import type { DocumentName } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { CommitOutcome, StreamCommit } from '../store.ts';
import { inTransaction, quiet, select } from './connection.ts';
import { lockDocuments } from './documents.ts';
import { sendEntries } from './entries.ts';
import { readRows, sendRows } from './row-writer.ts';
import { sendTallies } from './tallies.ts';

/**
 * Two round trips: lock what the decisions rest on, in one order everywhere so that two nodes never wait for each other; then write
 * what still fits, and commit.
 */
export const commit = async (pool: pg.Pool, batch: readonly StreamCommit[]): Promise<CommitOutcome[]> => {
  if (batch.length === 0) return [];
  return inTransaction(pool, async (client, sent) => {
    const locked = lockStreams(client, batch);
    const names = batch.flatMap(({ documents }) => documents.map(({ document }) => document));
    const documents = quiet(names.length === 0 ? Promise.resolve(new Map<DocumentName, { head: number }>()) : lockDocuments(client, names));
    const changes = batch.flatMap(({ rows }) => rows);
    const known = quiet(readRows(client, changes));
    const outcomes = decide(batch, await locked, await documents);
    const kept = batch.filter((_, n) => outcomes[n] === 'kept');
    const knownRows = await known;
    sendEntries(client, kept, sent);
    sendRows(
      client,
      knownRows,
      kept.flatMap(({ rows }) => rows),
      sent,
    );
    // Last, for every writer of a kind adds to the same few sums.
    sendTallies(
      client,
      kept.flatMap(({ tallies = [] }) => tallies),
      sent,
    );
    return outcomes;
  });
};

const lockStreams = async (client: pg.ClientBase, batch: readonly StreamCommit[]): Promise<Map<StreamId, number>> => {
  const names = (entries: readonly StreamCommit[]): StreamId[] => [...new Set(entries.map(({ stream }) => stream))];
  const begun = names(batch.filter(({ expected }) => expected === 0));
  // A stream that begins now has no row to lock: it is given one, and whoever else begins it waits for us.
  const began =
    begun.length === 0
      ? undefined
      : quiet(
          client.query(
            'insert into streams (stream, seq) select stream, 0 from unnest($1::text[]) as s (stream) order by stream collate "C" on conflict do nothing',
            [begun],
          ),
        );
  const heads = quiet(
    select<{ stream: StreamId; seq: number }>(
      client,
      'select stream, seq from streams where stream = any($1::text[]) order by stream for update',
      [names(batch)],
    ),
  );
  await began;
  return new Map((await heads).map(({ stream, seq }) => [stream, seq]));
};

/** In the order of the batch: an entry meets what those before it brought. */
const decide = (
  batch: readonly StreamCommit[],
  heads: Map<StreamId, number>,
  documents: ReadonlyMap<DocumentName, { readonly head: number }>,
): CommitOutcome[] =>
  batch.map((entry) => {
    if ((heads.get(entry.stream) ?? 0) !== entry.expected) return 'conflict';
    const held = entry.documents.every(
      ({ document, expected }) => expected === undefined || (documents.get(document)?.head ?? 0) === expected,
    );
    if (!held) return 'conflict';
    heads.set(entry.stream, entry.expected + entry.events.length);
    return 'kept';
  });
