import type pg from 'pg';
import type { DocumentName } from '#shared/core/kind.ts';
import type { DocumentStore } from '../store.ts';
import { sendColumns } from './columns.ts';
import { inTransaction, quiet, select } from './connection.ts';
import { outlive } from './document-log.ts';

type Batch = Parameters<DocumentStore['appendUpdates']>[0];

export interface LockedDocument {
  readonly name: DocumentName;
  head: number;
  readonly frozen: boolean;
}

/** Locks documents in the order of their names; unknown ones are made, so that there is something to lock. */
export const lockDocuments = async (client: pg.ClientBase, names: readonly DocumentName[]): Promise<Map<DocumentName, LockedDocument>> => {
  const wanted = [...new Set(names)];
  const made = quiet(
    client.query(
      'insert into documents (name, head, frozen) select name, 0, false from unnest($1::text[]) as d (name) order by name collate "C" on conflict do nothing',
      [wanted],
    ),
  );
  const locked = quiet(
    select<LockedDocument>(client, 'select name, head, frozen from documents where name = any($1::text[]) order by name for update', [
      wanted,
    ]),
  );
  await made;
  return new Map((await locked).map((document) => [document.name, document]));
};

export const documentStore = (pool: pg.Pool): DocumentStore => ({
  document: async (name, since = 0) => {
    const [found] = await select<Found>(pool, whole, [name, since]);
    if (!found) return { base: null, baseSeq: 0, tail: [], frozen: false };
    const tail = found.updates.map((update, n) => ({ seq: Number(found.seqs[n]), update }));
    return { base: found.base, baseSeq: found.baseSeq, tail, frozen: found.frozen };
  },
  appendUpdates: (batch) => append(pool, batch),
  compact: (name, base, seq) =>
    inTransaction(pool, async (client, sent) => {
      const [head] = await select<{ head: number }>(client, 'select head from documents where name = $1 for update', [name]);
      const [old] = await select<{ seq: number }>(client, 'select seq from document_bases where document = $1', [name]);
      if (!head || seq > head.head || seq <= (old?.seq ?? 0)) return;
      if (old) await outlive(client, name, old.seq);
      const put =
        'insert into document_bases (document, seq, base) values ($1, $2, $3) on conflict (document) do update set seq = excluded.seq, base = excluded.base';
      sent.push(quiet(client.query(put, [name, seq, base])));
    }),
});

interface Found {
  readonly frozen: boolean;
  readonly baseSeq: number;
  readonly base: Uint8Array | null;
  readonly seqs: readonly (string | number)[];
  readonly updates: readonly Uint8Array[];
}

/** One statement, so that no compaction comes between base and tail. */
const whole = `select d.frozen, coalesce(b.seq, 0) as "baseSeq", case when b.seq > $2 then b.base end as base, t.seqs, t.updates
  from documents d left join document_bases b on b.document = d.name cross join lateral
    (select coalesce(array_agg(u.seq order by u.seq), '{}') as seqs, coalesce(array_agg(u.bytes order by u.seq), '{}') as updates
     from document_updates u where u.document = d.name and u.seq > greatest($2, coalesce(b.seq, 0))) t
  where d.name = $1`;

const append = async (pool: pg.Pool, batch: Batch): Promise<(number | 'frozen')[]> => {
  if (batch.length === 0) return [];
  return inTransaction(pool, async (client, sent) => {
    const documents = await lockDocuments(
      client,
      batch.map(({ name }) => name),
    );
    const rows: unknown[][] = [];
    const heads = batch.map(({ name, updates }) => {
      const document = documents.get(name);
      if (!document) throw new Error(`${name} was not locked`);
      if (document.frozen) return 'frozen' as const;
      for (const { update, by, at } of updates) rows.push([name, ++document.head, by, at, Buffer.from(update)]);
      return document.head;
    });
    sendColumns(
      client,
      sent,
      'insert into document_updates (document, seq, by, at, bytes) select * from ?',
      ['text', 'bigint', 'text', 'bigint', 'bytea'],
      rows,
    );
    sendColumns(
      client,
      sent,
      'update documents set head = v.head from ? as v (name, head) where documents.name = v.name',
      ['text', 'bigint'],
      [...documents.values()].map(({ name, head }) => [name, head]),
    );
    return heads;
  });
};
