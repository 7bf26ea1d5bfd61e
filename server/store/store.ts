/**
 * What the keeper needs of a database. Declared here by its user; two implementations (embedded SQLite, PostgreSQL) pass one
 * contract suite, `tests/store/contract.ts`. Everything is asynchronous, whatever the database. A database that cannot be reached or a
 * full disk rejects with `StoreUnavailable`; anything else that rejects is a bug.
 */
import type { DocumentName, Reaction, Row } from '#shared/core/kind.ts';
import type { PersonId } from '#shared/core/actor.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Answer, RowPage, RowQuery } from '#shared/core/wire.ts';
import type { DeliveryDesk, WebhookDesk } from './delivery-desk.ts';
import type { JobDesk, KeyDesk, TokenDesk } from './desks.ts';
import type { TallyChange, TallyStore } from './tally-store.ts';

export type * from './tally-store.ts';
export type * from './delivery-desk.ts';
export type { JobDesk, KeptJob, KeptToken, KeyDesk, TokenDesk } from './desks.ts';

export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

export interface Store
  extends
    EventStore,
    RowStore,
    TallyStore,
    DocumentStore,
    DocumentLog,
    FileStore,
    AccountStore,
    PaperDesk,
    TokenDesk,
    JobDesk,
    KeyDesk,
    DeliveryDesk,
    WebhookDesk {
  readonly dialect: 'sqlite' | 'postgres';
  /** Cheap round trip; rejects with StoreUnavailable. */
  ping(): Promise<void>;
  /** Waits for what is under way, then lets go. */
  close(): Promise<void>;
}

// ── events ──────────────────────────────────────────────────────────────────────────────────────

export interface Snapshot {
  readonly seq: number;
  /** `Kind.version` of the fold that made it. */
  readonly version: number;
  readonly state: unknown;
}

/** All that one stream brings into one commit; kept or not kept as a whole. */
export interface StreamCommit {
  readonly stream: StreamId;
  /** The `seq` the decision was made at; the first event has `expected + 1`. May come without events (snapshot, settles only). */
  readonly expected: number;
  readonly events: readonly StoredEvent[];
  readonly snapshot?: Snapshot;
  /** Row of each model after these events; null removes it. */
  readonly rows: readonly RowChange[];
  /** What these events add to the sums. */
  readonly tallies?: readonly TallyChange[];
  readonly reactions: readonly PendingReaction[];
  /** What was answered without any event (refusals, nothing left to do): the same ask gets the same answer, on every node. */
  readonly answers?: readonly KeptAnswer[];
  /** Somebody outside may wait for these events: they become news (`KeptNews`) with this commit. */
  readonly news?: true;
  /** Reactions that this commit answers; they are forgotten with it. */
  readonly settles: readonly string[];
  /** Next time a deadline of this stream is due; null = none; undefined = as before. */
  readonly wake?: number | null;
  readonly documents: readonly DocumentGuard[];
}

/** `hash` of the command that brought it: asked again with other content is told apart. */
export interface StoredEvent extends Recorded<AnyEvent> {
  readonly hash: string;
}

export interface KeptAnswer {
  readonly id: string;
  readonly hash: string;
  readonly at: number;
  readonly answer: Answer;
}

export interface RowChange {
  readonly model: string;
  readonly id: string;
  readonly row: Row | null;
  readonly sort: number;
  /** index name → values; `all` with the value '' is there without being named. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
}

export interface PendingReaction {
  /** `<stream>#<seq>#<name>`: the command id its target sees. */
  readonly id: string;
  readonly at: number;
  readonly reaction: Reaction;
}

/** A document whose content the decision rests on (`expected`) or whose ink it changes (`frozen`). */
export interface DocumentGuard {
  readonly document: DocumentName;
  /** Head that was read; another head now = conflict. */
  readonly expected?: number;
  readonly frozen?: boolean;
}

export type CommitOutcome = 'kept' | 'conflict';

export interface Accepted {
  readonly hash: string;
  /** `seq` of the last event the command brought; 0 when it brought none. */
  readonly seq: number;
  /** What was said, where it brought none. */
  readonly answer?: Answer;
}

export interface EventStore {
  /** One durable transaction for all; one outcome for each entry, in order: a conflict leaves the others kept. */
  commit(batch: readonly StreamCommit[]): Promise<readonly CommitOutcome[]>;
  /** Events after `since`, in order, with their personal facts (null once erased). At most `limit` when given. */
  events(stream: StreamId, since: number, limit?: number): Promise<readonly Recorded<AnyEvent>[]>;
  /** Whole histories, in this order: few and short ones, for all of it lies in memory. */
  histories(streams: readonly StreamId[]): Promise<readonly (readonly Recorded<AnyEvent>[])[]>;
  snapshot(stream: StreamId): Promise<Snapshot | null>;
  /** What became of earlier asks, by event or by answer; null = never decided. */
  accepted(asks: readonly { readonly stream: StreamId; readonly id: string }[]): Promise<readonly (Accepted | null)[]>;
  /** Forgets answers given before this instant: nobody asks the same again after so long. Events are never forgotten. */
  forgetAnswers(before: number): Promise<void>;
  /** Current seq of each, 0 for unknown ones. */
  heads(streams: readonly StreamId[]): Promise<ReadonlyMap<StreamId, number>>;
  /** Oldest first. */
  pendingReactions(limit: number): Promise<readonly PendingReaction[]>;
  settle(ids: readonly string[]): Promise<void>;
  /** Streams whose wake is ≤ now, earliest first. */
  due(now: number, limit: number): Promise<readonly StreamId[]>;
  nextWake(): Promise<number | null>;
  /** All streams of a kind whose ids come after `after`, in the order of their ids: for rebuilding rows. */
  streams(kind: string, after: string, limit: number): Promise<readonly StreamId[]>;
  /** Forgets the facts of a person in every event, and every snapshot that may hold them; the streams to fold anew. */
  erase(subject: string): Promise<readonly StreamId[]>;
}

// ── read models ─────────────────────────────────────────────────────────────────────────────────

export interface RowStore {
  rows(query: RowQuery): Promise<RowPage>;
  /** value → rows, over one index. */
  counts(model: string, index: string): Promise<Readonly<Record<string, number>>>;
  row(model: string, id: string): Promise<Row | null>;
  /** `Kind.version` the rows of a model were made by; null = never made. */
  rowsVersion(model: string): Promise<number | null>;
  /** The rows of a model are all made: puts them into their indexes, as far as `remakeRows` left that out. */
  setRowsVersion(model: string, version: number): Promise<void>;
  replaceRows(changes: readonly RowChange[]): Promise<void>;
  /**
   * Rows as the fold of this version makes them; in indexes they are found after `setRowsVersion` only. Models that have this version by now
   * are left alone. What a crash of the machine takes away may be the last of these parts, never one before a part that stayed.
   */
  remakeRows(version: number, changes: readonly RowChange[]): Promise<void>;
}

// ── documents (Yjs) ─────────────────────────────────────────────────────────────────────────────

export interface DocumentState {
  /** Whole state as one Yjs update up to `baseSeq`; null when never compacted, or not newer than what was asked for. */
  readonly base: Uint8Array | null;
  readonly baseSeq: number;
  /** Updates after the base, in order. */
  readonly tail: readonly { readonly seq: number; readonly update: Uint8Array }[];
  readonly frozen: boolean;
}

export interface DocumentStore {
  /** The tail after `since`; without the base when that is no newer than `since`. */
  document(name: DocumentName, since?: number): Promise<DocumentState>;
  /**
   * Durable when it resolves; many documents share one commit. For each entry the seq of its last update, or 'frozen': none of its
   * updates was kept. `by` is the writer of each update.
   */
  appendUpdates(
    batch: readonly {
      readonly name: DocumentName;
      readonly updates: readonly { readonly update: Uint8Array; readonly by: PersonId; readonly at: number }[];
    }[],
  ): Promise<readonly (number | 'frozen')[]>;
  /** From now on read from `base`, which holds everything up to `seq`. The log stays: it is the history. */
  compact(name: DocumentName, base: Uint8Array, seq: number): Promise<void>;
}

export interface LoggedUpdate {
  readonly seq: number;
  readonly by: PersonId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly update: Uint8Array;
}

/** What became of a document, update by update, until it is forgotten. */
export interface DocumentLog {
  /** Updates after `after`, none after `upTo`, in order; at most `limit`, fewer where they are large, but one if there is any. */
  documentLog(name: DocumentName, after: number, upTo: number, limit: number): Promise<readonly LoggedUpdate[]>;
  /** The newest whole at or before `seq`; null = the log tells it from the beginning. */
  documentBase(name: DocumentName, seq: number): Promise<{ readonly seq: number; readonly base: Uint8Array } | null>;
  /** Content can be told of every seq from `since` to `head`. */
  documentSpan(name: DocumentName): Promise<{ readonly since: number; readonly head: number }>;
  /** Documents whose log was not forgotten yet, and whose last update came at or before this instant. */
  idleLogs(before: number, limit: number): Promise<readonly DocumentName[]>;
  /** Forgets all that the newest base replaces, at most so many updates at a time; true = some are left. */
  forgetLog(name: DocumentName, most: number): Promise<boolean>;
}

// ── files ───────────────────────────────────────────────────────────────────────────────────────

export interface StoredFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface FileStore {
  putFile(id: string, file: StoredFile, by: PersonId, at: number): Promise<void>;
  file(id: string): Promise<StoredFile | null>;
}

// ── accounts ────────────────────────────────────────────────────────────────────────────────────

export interface Account {
  readonly login: string;
  readonly person: PersonId;
  /** argon2id, PHC string. */
  readonly password: string;
  readonly failures: number;
  /** Milliseconds since 1970; 0 = not locked. */
  readonly lockedUntil: number;
}

export interface SignIn {
  readonly person: PersonId;
  /** false: a seat taken by code, no account. */
  readonly account: boolean;
  readonly expires: number;
}

/** Tokens are given and kept as sha-256 hex of what the browser holds; the token itself is never stored. */
export interface AccountStore {
  accountCount(): Promise<number>;
  account(login: string): Promise<Account | null>;
  accountOf(person: PersonId): Promise<Account | null>;
  /** Makes or replaces the account of `person`; 'taken' when the login belongs to another person. */
  putAccount(account: Account): Promise<'kept' | 'taken'>;
  setFailures(login: string, failures: number, lockedUntil: number): Promise<void>;
  putSignIn(token: string, signIn: SignIn): Promise<void>;
  signIn(token: string): Promise<SignIn | null>;
  dropSignIn(token: string): Promise<void>;
  dropSignInsOf(person: PersonId): Promise<void>;
  putInvitation(token: string, invitation: { readonly person: PersonId; readonly expires: number }): Promise<void>;
  invitation(token: string): Promise<{ readonly person: PersonId; readonly expires: number } | null>;
  /** True for exactly one caller. */
  useInvitation(token: string): Promise<boolean>;
}

// ── papers of secret polls ──────────────────────────────────────────────────────────────────────

/** RSA, 2048 bit, for one poll. */
export interface PaperPair {
  /** base64url; the exponent is 65537. Stays for ever: the record names its fingerprint. */
  readonly modulus: string;
  /** What signs: PKCS#8 PEM; null = destroyed. */
  readonly secret: string | null;
}

/** `name` is `<stream>#<key>`. Nothing here is ever told of a paper or of who drew one. */
export interface PaperDesk {
  /** The pair of this name: the one given, unless another was first. */
  putPaperKey(name: string, pair: PaperPair): Promise<PaperPair>;
  paperKey(name: string): Promise<PaperPair | null>;
  /** Destroys what signs, for good. */
  destroyPaperKey(name: string): Promise<void>;
  /** Names of those that can still sign. */
  livePaperKeys(): Promise<readonly string[]>;
}
