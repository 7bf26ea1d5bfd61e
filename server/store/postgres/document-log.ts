/** The history of documents: every update as it came, and wholes at moments further back. */
import type pg from 'pg';
import type { DocumentName } from '#shared/core/kind.ts';
import { logPortion, staysAsBase } from '../document-bases.ts';
import type { DocumentLog, LoggedUpdate } from '../store.ts';
import { inTransaction, select } from './connection.ts';

interface Whole {
  readonly seq: number;
  readonly base: Uint8Array;
}

interface Span {
  readonly head: number;
  readonly logged: number | null;
  readonly old: number | null;
  readonly base: number | null;
}

export const documentLog = (pool: pg.Pool): DocumentLog => ({
  documentLog: (name, after, upTo, limit) => select<LoggedUpdate>(pool, portion, [name, after, upTo, limit, logPortion]),
  documentBase: async (name, seq) => {
    const [found] = await select<Whole>(pool, wholeBefore, [name, seq]);
    return found ?? null;
  },
  documentSpan: async (name) => {
    const [found] = await select<Span>(pool, span, [name]);
    if (!found) return { since: 0, head: 0 };
    return { since: found.logged === 1 || found.head === 0 ? 0 : (found.old ?? found.base ?? found.head), head: found.head };
  },
  idleLogs: async (before, limit) => (await select<{ name: DocumentName }>(pool, idle, [before, limit])).map(({ name }) => name),
  forgetLog: (name, most) =>
    inTransaction(pool, async (client) => {
      const [base] = await select<{ seq: number }>(client, 'select seq from document_bases where document = $1 for update', [name]);
      if (!base) return false;
      await client.query('delete from document_old_bases where document = $1', [name]);
      return (await client.query(drop, [name, base.seq, most])).rowCount === most;
    }),
});

const portion = `select seq, by, at, bytes as update from
    (select *, sum(length(bytes)) over (order by seq) - length(bytes) as before from
      (select * from document_updates where document = $1 and seq > $2 and seq <= $3 order by seq limit $4) u) w
  where before < $5 order by seq`;

const wholeBefore = `(select seq, base from document_bases where document = $1 and seq <= $2)
  union all (select seq, base from document_old_bases where document = $1 and seq <= $2 order by seq desc limit 1)
  order by seq desc limit 1`;

const span = `select d.head, (select min(seq) from document_updates where document = d.name) as logged,
    (select min(seq) from document_old_bases where document = d.name) as old, (select seq from document_bases where document = d.name) as base
  from documents d where d.name = $1`;

const idle = `select d.name from documents d join document_updates u on u.document = d.name and u.seq = d.head
  where u.at <= $1 order by d.name limit $2`;

const drop = `delete from document_updates where document = $1 and seq in
  (select seq from document_updates where document = $1 and seq <= $2 order by seq limit $3)`;

/** Of a base about to be replaced, inside that transaction. */
export const outlive = async (client: pg.ClientBase, name: DocumentName, seq: number): Promise<void> => {
  const [known] = await select<{ last: number | null; logged: boolean }>(
    client,
    `select (select max(seq) from document_old_bases where document = $1) as last,
       exists (select 1 from document_updates where document = $1 and seq = $2) as logged`,
    [name, seq],
  );
  if (!staysAsBase(seq, known?.last ?? 0, known?.logged ?? false)) return;
  await client.query(
    'insert into document_old_bases (document, seq, base) select document, seq, base from document_bases where document = $1',
    [name],
  );
};
