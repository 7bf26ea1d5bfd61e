import type pg from 'pg';
import { withoutFacts } from '../personal.ts';
import type { StreamCommit } from '../store.ts';
import { sendColumns } from './columns.ts';

/** Sends everything of the kept entries but their rows: one statement for each table that changes. */
export const sendEntries = (client: pg.ClientBase, kept: readonly StreamCommit[], sent: Promise<unknown>[]): void => {
  sendEvents(client, kept, sent);
  sendHeads(client, kept, sent);
  sendSnapshots(client, kept, sent);
  sendAnswers(client, kept, sent);
  sendReactions(client, kept, sent);
  sendFreezes(client, kept, sent);
  sendNews(client, kept, sent);
};

type Send = (client: pg.ClientBase, kept: readonly StreamCommit[], sent: Promise<unknown>[]) => void;

const sendEvents: Send = (client, kept, sent) => {
  const events = kept.flatMap(({ stream, expected, events }) =>
    events.map((one, n) => {
      if (one.seq !== expected + n + 1) throw new Error(`${stream}: event ${one.seq} cannot follow ${expected + n}`);
      return { stream, ...one, ...withoutFacts(one.event) };
    }),
  );
  sendColumns(
    client,
    sent,
    'insert into events (stream, seq, at, by, cause, hash, event) select * from ?',
    ['text', 'bigint', 'bigint', 'text', 'text', 'text', 'text'],
    events.map(({ stream, seq, at, by, cause, hash, json }) => [stream, seq, at, by, cause, hash, json]),
  );
  sendColumns(
    client,
    sent,
    'insert into personal (stream, seq, subject, facts) select * from ?',
    ['text', 'bigint', 'text', 'text'],
    events.flatMap(({ stream, seq, personal }) =>
      personal ? [[stream, seq, personal.subject, personal.facts === null ? null : JSON.stringify(personal.facts)]] : [],
    ),
  );
};

const sendHeads: Send = (client, kept, sent) => {
  const last = new Map<string, { seq: number; sets: boolean; wake: number | null }>();
  for (const { stream, expected, events, wake } of kept) {
    if (events.length === 0 && wake === undefined) continue;
    const before = last.get(stream);
    const sets = wake !== undefined || (before?.sets ?? false);
    last.set(stream, { seq: expected + events.length, sets, wake: wake === undefined ? (before?.wake ?? null) : wake });
  }
  sendColumns(
    client,
    sent,
    `update streams set seq = v.seq, wake = case when v.sets then v.wake else streams.wake end from ? as v (stream, seq, sets, wake)
     where streams.stream = v.stream`,
    ['text', 'bigint', 'boolean', 'bigint'],
    [...last].map(([stream, { seq, sets, wake }]) => [stream, seq, sets, wake]),
  );
};

const sendSnapshots: Send = (client, kept, sent) => {
  const last = new Map(kept.flatMap(({ stream, snapshot }) => (snapshot ? [[stream, snapshot] as const] : [])));
  sendColumns(
    client,
    sent,
    `insert into snapshots (stream, seq, version, state) select * from ?
     on conflict (stream) do update set seq = excluded.seq, version = excluded.version, state = excluded.state`,
    ['text', 'bigint', 'bigint', 'text'],
    [...last].map(([stream, { seq, version, state }]) => [stream, seq, version, JSON.stringify(state)]),
  );
};

const sendAnswers: Send = (client, kept, sent) => {
  sendColumns(
    client,
    sent,
    'insert into answers (stream, cause, hash, at, answer) select * from ? on conflict do nothing',
    ['text', 'text', 'text', 'bigint', 'text'],
    kept.flatMap(({ stream, answers = [] }) => answers.map(({ id, hash, at, answer }) => [stream, id, hash, at, JSON.stringify(answer)])),
  );
};

const sendReactions: Send = (client, kept, sent) => {
  sendColumns(
    client,
    sent,
    'insert into reactions (id, at, reaction) select id, at, reaction from ? with ordinality as v (id, at, reaction, n) order by v.n on conflict do nothing',
    ['text', 'bigint', 'text'],
    kept.flatMap(({ reactions }) => reactions.map(({ id, at, reaction }) => [id, at, JSON.stringify(reaction)])),
  );
  const settled = kept.flatMap(({ settles }) => settles);
  if (settled.length > 0) sent.push(client.query('delete from reactions where id = any($1::text[])', [settled]));
};

const sendFreezes: Send = (client, kept, sent) => {
  const last = new Map(
    kept.flatMap(({ documents }) =>
      documents.flatMap(({ document, frozen }) => (frozen === undefined ? [] : [[document, frozen] as const])),
    ),
  );
  sendColumns(
    client,
    sent,
    'update documents set frozen = v.frozen from ? as v (name, frozen) where documents.name = v.name',
    ['text', 'boolean'],
    [...last],
  );
};

const sendNews: Send = (client, kept, sent) => {
  const first = new Map<string, { readonly since: number; readonly n: number }>();
  for (const { stream, expected, news } of kept)
    if (news) first.set(stream, { since: first.get(stream)?.since ?? expected, n: (first.get(stream)?.n ?? 0) + 1 });
  sendColumns(
    client,
    sent,
    `insert into news (stream, since, n) select v.stream, v.since, v.n from ? as v (stream, since, n) order by v.stream collate "C"
     on conflict (stream) do update set n = news.n + excluded.n`,
    ['text', 'bigint', 'bigint'],
    [...first].map(([stream, { since, n }]) => [stream, since, n]),
  );
};
