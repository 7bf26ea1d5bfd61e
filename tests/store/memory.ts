/**
 * A store without a disk, for the simulator and for tests of the engine: the same contract, and hooks to make it fail. What goes in
 * and out passes through JSON, as in the real ones, so nobody shares objects with it.
 */
import type { DocumentName, Row } from '#shared/core/kind.ts';
import { type AnyEvent, idOf, kindOf, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import { logPortion, staysAsBase } from '#server/store/document-bases.ts';
import { emptyPage, pageOf, placeOf, searchable } from '#server/store/page.ts';
import { withFacts, withoutFacts } from '#server/store/personal.ts';
import {
  type Account,
  type AccountStore,
  type CommitOutcome,
  type DocumentLog,
  type DocumentStore,
  type EventStore,
  type FileStore,
  type KeptAnswer,
  type LoggedUpdate,
  type PaperDesk,
  type PaperPair,
  type PendingReaction,
  type RowChange,
  type RowStore,
  type SignIn,
  type Snapshot,
  type Store,
  type StoredFile,
  StoreUnavailable,
  type StreamCommit,
  type TallyChange,
  type TallyMade,
  type TallyQuery,
  type TallyStore,
  type TallySum,
} from '#server/store/store.ts';
import { memoryDeliveries } from './memory-deliveries.ts';
import { memoryJobs, memoryKey, memoryTokens } from './memory-desks.ts';

export interface MemoryStore extends Store {
  /** The next `n` commits reject with StoreUnavailable; nothing of them is kept. */
  failNextCommits(n: number): void;
  /** The next `n` commits are kept, yet reject: a connection that broke after the database had decided. */
  loseNextAnswers(n: number): void;
  /** Awaited before each commit is looked at; null lets them pass. */
  gate: (() => Promise<void>) | null;
}

interface KeptEvent {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly cause: string;
  readonly hash: string;
  readonly json: string;
  readonly subject: string | null;
  facts: string | null;
}

interface KeptStream {
  readonly events: KeptEvent[];
  readonly causes: Map<string, KeptEvent>;
  readonly answers: Map<string, { readonly at: number; readonly json: string }>;
  snapshot: { readonly seq: number; readonly version: number; readonly state: string } | null;
  wake: number | null;
}

interface KeptDocument {
  head: number;
  base: Uint8Array | null;
  baseSeq: number;
  frozen: boolean;
  /** Bases at moments further back. */
  readonly old: { readonly seq: number; readonly base: Uint8Array }[];
  log: LoggedUpdate[];
}

interface KeptRow {
  readonly sort: number;
  readonly row: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
}

interface Tables {
  readonly streams: Map<StreamId, KeptStream>;
  readonly reactions: Map<string, string>;
  readonly rows: Map<string, Map<string, KeptRow>>;
  readonly versions: Map<string, number>;
  readonly documents: Map<DocumentName, KeptDocument>;
  readonly files: Map<string, StoredFile>;
  readonly accounts: Map<string, Account>;
  readonly signIns: Map<string, SignIn>;
  readonly invitations: Map<string, { readonly person: string; readonly expires: number }>;
  readonly papers: Map<string, PaperPair>;
  readonly tallies: TallyChange[];
  readonly made: Map<string, TallyMade>;
}

const parse = <T>(json: string): T => JSON.parse(json) as T;
const headOf = (tables: Tables, stream: StreamId): number => tables.streams.get(stream)?.events.length ?? 0;

const streamOf = (tables: Tables, stream: StreamId): KeptStream => {
  const known = tables.streams.get(stream);
  if (known) return known;
  const made: KeptStream = { events: [], causes: new Map(), answers: new Map(), snapshot: null, wake: null };
  tables.streams.set(stream, made);
  return made;
};

const documentOf = (tables: Tables, name: DocumentName): KeptDocument => {
  const known = tables.documents.get(name);
  if (known) return known;
  const made: KeptDocument = { head: 0, base: null, baseSeq: 0, frozen: false, old: [], log: [] };
  tables.documents.set(name, made);
  return made;
};

const putRow = (tables: Tables, { model, id, row, sort, keys, text }: RowChange): void => {
  const kept = tables.rows.get(model) ?? new Map<string, KeptRow>();
  tables.rows.set(model, kept);
  if (row === null) kept.delete(id);
  else kept.set(id, { sort, keys: structuredClone(keys), row: JSON.stringify(row), text: searchable(text) });
};

const keep = (tables: Tables, entry: StreamCommit): CommitOutcome => {
  if (headOf(tables, entry.stream) !== entry.expected) return 'conflict';
  for (const { document, expected } of entry.documents) {
    if (expected !== undefined && expected !== (tables.documents.get(document)?.head ?? 0)) return 'conflict';
  }
  const kept = streamOf(tables, entry.stream);
  for (const { seq, at, by, cause, hash, event } of entry.events) {
    if (seq !== kept.events.length + 1) throw new Error(`${entry.stream}: event ${seq} after ${kept.events.length}`);
    const { json, personal } = withoutFacts(event);
    const facts = personal?.facts ? JSON.stringify(personal.facts) : null;
    const one: KeptEvent = { seq, at, by, cause, hash, json, subject: personal?.subject ?? null, facts };
    kept.events.push(one);
    kept.causes.set(cause, one);
  }
  if (entry.snapshot) kept.snapshot = { ...entry.snapshot, state: JSON.stringify(entry.snapshot.state) };
  if (entry.wake !== undefined) kept.wake = entry.wake;
  for (const change of entry.rows) putRow(tables, change);
  tables.tallies.push(...structuredClone(entry.tallies ?? []));
  for (const one of entry.reactions) if (!tables.reactions.has(one.id)) tables.reactions.set(one.id, JSON.stringify(one));
  for (const one of entry.answers ?? []) if (!kept.answers.has(one.id)) kept.answers.set(one.id, { at: one.at, json: JSON.stringify(one) });
  for (const id of entry.settles) tables.reactions.delete(id);
  for (const { document, frozen } of entry.documents) if (frozen !== undefined) documentOf(tables, document).frozen = frozen;
  return 'kept';
};

const wakes = (tables: Tables): { readonly stream: StreamId; readonly wake: number }[] =>
  [...tables.streams]
    .flatMap(([stream, { wake }]) => (wake === null ? [] : [{ stream, wake }]))
    .sort((a, b) => a.wake - b.wake || (a.stream < b.stream ? -1 : 1));

const recordedOf = ({ seq, at, by, cause, json, subject, facts }: KeptEvent): Recorded<AnyEvent> => ({
  seq,
  at,
  by,
  cause,
  event: withFacts(json, subject, facts),
});

const forget = (kept: KeptStream, subject: string): boolean => {
  const about = kept.events.filter((event) => event.subject === subject);
  for (const event of about) event.facts = null;
  if (about.length > 0) kept.snapshot = null;
  return about.length > 0;
};

const eventsOf = (tables: Tables): Omit<EventStore, 'commit'> => ({
  events: async (stream, since, limit = Infinity) => (tables.streams.get(stream)?.events ?? []).slice(since, since + limit).map(recordedOf),
  histories: async (streams) => streams.map((stream) => (tables.streams.get(stream)?.events ?? []).map(recordedOf)),
  snapshot: async (stream) => {
    const kept = tables.streams.get(stream)?.snapshot;
    return kept ? ({ ...kept, state: parse(kept.state) } satisfies Snapshot) : null;
  },
  accepted: async (asks) =>
    asks.map(({ stream, id }) => {
      const kept = tables.streams.get(stream);
      const last = kept?.causes.get(id);
      if (last) return { hash: last.hash, seq: last.seq };
      const answered = kept?.answers.get(id);
      if (answered === undefined) return null;
      const { hash, answer } = parse<KeptAnswer>(answered.json);
      return { hash, seq: 0, answer };
    }),
  forgetAnswers: async (before) => {
    for (const { answers } of tables.streams.values()) for (const [id, { at }] of answers) if (at < before) answers.delete(id);
  },
  heads: async (streams) => new Map(streams.map((stream) => [stream, headOf(tables, stream)])),
  pendingReactions: async (limit) =>
    [...tables.reactions.values()]
      .map((json) => parse<PendingReaction>(json))
      .sort((a, b) => a.at - b.at)
      .slice(0, limit),
  settle: async (ids) => {
    for (const id of ids) tables.reactions.delete(id);
  },
  due: async (now, limit) =>
    wakes(tables)
      .filter(({ wake }) => wake <= now)
      .slice(0, limit)
      .map(({ stream }) => stream),
  nextWake: async () => wakes(tables)[0]?.wake ?? null,
  streams: async (kind, after, limit) =>
    [...tables.streams.keys()]
      .filter((stream) => kindOf(stream) === kind && idOf(stream) > after && headOf(tables, stream) > 0)
      .sort()
      .slice(0, limit),
  erase: async (subject) => [...tables.streams].flatMap(([stream, kept]) => (forget(kept, subject) ? [stream] : [])),
});

const keysOf = (row: KeptRow, index: string): readonly string[] => (index === 'all' ? [''] : [...new Set(row.keys[index] ?? [])]);

const rowsOf = (tables: Tables): RowStore => ({
  rows: async (query) => {
    const place = placeOf(query);
    if (!place) return emptyPage;
    const { model, index, value, words, after, limit } = place;
    const found = [...(tables.rows.get(model) ?? [])]
      .filter(([id, row]) => !after || row.sort < after.sort || (row.sort === after.sort && id < after.id))
      .filter(([, row]) => keysOf(row, index).includes(value) && words.every((word) => row.text.includes(word)))
      .sort(([a, one], [b, other]) => other.sort - one.sort || (a < b ? 1 : -1))
      .slice(0, limit + 1);
    return pageOf(
      found.map(([id, { sort, row }]) => ({ id, sort, row: parse<Row>(row) })),
      limit,
    );
  },
  counts: async (model, index) => {
    const counted: Record<string, number> = {};
    for (const row of tables.rows.get(model)?.values() ?? []) for (const key of keysOf(row, index)) counted[key] = (counted[key] ?? 0) + 1;
    return counted;
  },
  row: async (model, id) => {
    const kept = tables.rows.get(model)?.get(id);
    return kept ? parse<Row>(kept.row) : null;
  },
  rowsVersion: async (model) => tables.versions.get(model) ?? null,
  setRowsVersion: async (model, version) => void tables.versions.set(model, version),
  replaceRows: async (changes) => {
    for (const change of changes) putRow(tables, change);
  },
  remakeRows: async (version, changes) => {
    for (const change of changes) if (tables.versions.get(change.model) !== version) putRow(tables, change);
  },
});

const documentsOf = (tables: Tables): DocumentStore => ({
  document: async (name, since = 0) => {
    const { base, baseSeq, log, frozen } = documentOf(tables, name);
    const tail = log.filter(({ seq }) => seq > Math.max(since, baseSeq)).map(({ seq, update }) => ({ seq, update }));
    return { base: since > 0 && since >= baseSeq ? null : base, baseSeq, tail, frozen };
  },
  appendUpdates: async (batch) =>
    batch.map(({ name, updates }) => {
      const kept = documentOf(tables, name);
      if (kept.frozen) return 'frozen';
      for (const { update, by, at } of updates) kept.log.push({ seq: ++kept.head, by, at, update: update.slice() });
      return kept.head;
    }),
  compact: async (name, base, seq) => {
    const kept = documentOf(tables, name);
    if (seq <= kept.baseSeq || seq > kept.head) return;
    const logged = kept.log.some((one) => one.seq === kept.baseSeq);
    if (kept.base && staysAsBase(kept.baseSeq, kept.old.at(-1)?.seq ?? 0, logged)) kept.old.push({ seq: kept.baseSeq, base: kept.base });
    Object.assign(kept, { base: base.slice(), baseSeq: seq });
  },
});

const logsOf = (tables: Tables): DocumentLog => ({
  documentLog: async (name, after, upTo, limit) => {
    let bytes = 0;
    return documentOf(tables, name)
      .log.filter(({ seq }) => seq > after && seq <= upTo)
      .slice(0, limit)
      .filter(({ update }) => (bytes += update.length) - update.length < logPortion);
  },
  documentBase: async (name, seq) => {
    const { old, base, baseSeq } = documentOf(tables, name);
    if (base && baseSeq <= seq) return { seq: baseSeq, base };
    return old.findLast((one) => one.seq <= seq) ?? null;
  },
  documentSpan: async (name) => {
    const { old, base, baseSeq, head, log } = documentOf(tables, name);
    if (log[0]?.seq === 1 || head === 0) return { since: 0, head };
    return { since: old[0]?.seq ?? (base ? baseSeq : head), head };
  },
  idleLogs: async (before, limit) =>
    [...tables.documents]
      .filter(([, { log, head }]) => log.some(({ seq, at }) => seq === head && at <= before))
      .slice(0, limit)
      .map(([name]) => name),
  forgetLog: async (name, most) => {
    const kept = documentOf(tables, name);
    kept.old.length = 0;
    const going = kept.log.filter(({ seq }) => seq <= kept.baseSeq).slice(0, most);
    kept.log = kept.log.slice(going.length);
    return going.length === most;
  },
});

const filesOf = (tables: Tables): FileStore => ({
  putFile: async (id, { type, bytes }) => {
    if (!tables.files.has(id)) tables.files.set(id, { type, bytes: bytes.slice() });
  },
  file: async (id) => tables.files.get(id) ?? null,
});

const accountsOf = ({ accounts, signIns, invitations }: Tables): AccountStore => ({
  accountCount: async () => accounts.size,
  account: async (login) => [...accounts.values()].find((account) => account.login === login) ?? null,
  accountOf: async (person) => accounts.get(person) ?? null,
  putAccount: async (account) => {
    if ([...accounts.values()].some(({ login, person }) => login === account.login && person !== account.person)) return 'taken';
    accounts.set(account.person, { ...account });
    return 'kept';
  },
  setFailures: async (login, failures, lockedUntil) => {
    for (const account of accounts.values())
      if (account.login === login) accounts.set(account.person, { ...account, failures, lockedUntil });
  },
  putSignIn: async (token, signIn) => void signIns.set(token, { ...signIn }),
  signIn: async (token) => signIns.get(token) ?? null,
  dropSignIn: async (token) => void signIns.delete(token),
  dropSignInsOf: async (person) => {
    for (const [token, signIn] of signIns) if (signIn.person === person) signIns.delete(token);
  },
  putInvitation: async (token, invitation) => void invitations.set(token, { ...invitation }),
  invitation: async (token) => invitations.get(token) ?? null,
  useInvitation: async (token) => invitations.delete(token),
});

const papersOf = ({ papers }: Tables): PaperDesk => ({
  putPaperKey: async (name, pair) => {
    if (!papers.has(name)) papers.set(name, { ...pair });
    return papers.get(name) ?? pair;
  },
  paperKey: async (name) => papers.get(name) ?? null,
  destroyPaperKey: async (name) => {
    const pair = papers.get(name);
    if (pair) papers.set(name, { ...pair, secret: null });
  },
  livePaperKeys: async () => [...papers].flatMap(([name, { secret }]) => (secret === null ? [] : [name])).sort(),
});

/** Sums in the order of their keys; those of 0 are left out. */
const summed = <K extends object>(changes: readonly TallyChange[], keyOf: (change: TallyChange) => K): (K & { value: number })[] => {
  const sums = new Map<string, K & { value: number }>();
  for (const change of changes) {
    const key = keyOf(change);
    const name = JSON.stringify(Object.values(key));
    sums.set(name, { ...key, value: (sums.get(name)?.value ?? 0) + change.delta });
  }
  const order = (a: readonly unknown[], b: readonly unknown[]): number => {
    const n = a.findIndex((one, at) => one !== b[at]);
    return n < 0 ? 0 : (a[n] as string) < (b[n] as string) ? -1 : 1;
  };
  return [...sums.values()].filter(({ value }) => value !== 0).sort((a, b) => order(Object.values(a), Object.values(b)));
};

const asked =
  ({ tally, groups, figures, upTo }: TallyQuery) =>
  (one: TallyChange): boolean =>
    one.tally === tally &&
    one.day <= upTo &&
    (figures?.includes(one.figure) ?? true) &&
    ('startingWith' in groups ? one.group.startsWith(groups.startingWith) : groups.includes(one.group));

const talliesOf = ({ tallies, made }: Tables): TallyStore => ({
  tallySums: async (query) =>
    summed(tallies.filter(asked(query)), ({ group, figure }) => ({ group, figure })) satisfies readonly TallySum[],
  tallyDays: async (query) =>
    summed(
      tallies.filter((one) => asked(query)(one) && one.day >= query.since),
      ({ day, group, figure }) => ({ day, group, figure }),
    ),
  tallyMade: async (tally) => made.get(tally) ?? null,
  makeTally: async ({ tally, from, made: next, changes }) => {
    const known = made.get(tally);
    if (known?.done || (known?.after ?? '') !== from) return false;
    tallies.push(...structuredClone(changes));
    made.set(tally, { ...next });
    return true;
  },
  tallies: async () => [...made.keys()].sort(),
  dropTally: async (tally) => {
    made.delete(tally);
    tallies.splice(0, Infinity, ...tallies.filter((one) => one.tally !== tally));
  },
});

export const memoryStore = (): MemoryStore => {
  const tables: Tables = {
    streams: new Map(),
    reactions: new Map(),
    rows: new Map(),
    versions: new Map(),
    documents: new Map(),
    files: new Map(),
    accounts: new Map(),
    signIns: new Map(),
    invitations: new Map(),
    papers: new Map(),
    tallies: [],
    made: new Map(),
  };
  const { note, ...deliveries } = memoryDeliveries();
  let failing = 0;
  let losing = 0;
  const store: MemoryStore = {
    dialect: 'sqlite',
    gate: null,
    failNextCommits: (n) => void (failing = n),
    loseNextAnswers: (n) => void (losing = n),
    ...eventsOf(tables),
    ...rowsOf(tables),
    ...talliesOf(tables),
    ...documentsOf(tables),
    ...logsOf(tables),
    ...filesOf(tables),
    ...accountsOf(tables),
    ...papersOf(tables),
    ...memoryTokens(),
    ...memoryJobs(),
    ...memoryKey(),
    ...deliveries,
    commit: async (batch) => {
      await store.gate?.();
      if (failing > 0) {
        failing -= 1;
        throw new StoreUnavailable('made to fail');
      }
      const outcomes = batch.map((entry) => keep(tables, entry));
      batch.forEach((entry, n) => entry.news && outcomes[n] === 'kept' && note(entry));
      if (losing > 0) {
        losing -= 1;
        throw new StoreUnavailable('the answer was lost');
      }
      return outcomes;
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
  return store;
};
