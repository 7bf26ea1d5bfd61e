import type { GenericSchema } from 'valibot';
import type { Actor } from './actor.ts';
import type { ArchiveRule, Veil } from './archive.ts';
import type { DocumentShape } from './document.ts';
import type { Day } from './calendar.ts';
import type { FeedRule } from './feed.ts';
import type { LedgerRule } from './ledger.ts';
import type { MailingRule } from './mailing.ts';
import type { OpenRule } from './open.ts';
import type { PrintRule } from './print.ts';
import type { AnyEvent, Recorded, StreamId } from './recorded.ts';
import type { Refusal } from './refusal.ts';
import type { RulePack } from './rule-pack.ts';

/**
 * A kind of thing the house keeps. All functions are pure: no clock, no chance, no I/O, no await.
 * S state (plain JSON) · C commands · E events · R refusal codes.
 */
export interface Kind<S, C extends AnyCommand, E extends AnyEvent, R extends string> {
  readonly name: string;
  /** Of the fold: raise it when `evolve` or the shape of S changes; older snapshots are then folded anew. */
  readonly version: number;
  readonly commands: GenericSchema<unknown, C>;
  readonly initial: S;
  /** No events = accepted, and nothing was left to do. */
  decide(command: C, state: S, actor: Actor, occasion: Occasion): readonly E[] | Refusal<R>;
  /** Exhaustive; never throws on an event that was ever released. */
  evolve(state: S, recorded: Recorded<E>): S;
  readonly visibility: Visibility<S, E>;
  /** What a recorded event asks of others; `state` is the one after it. Delivered at least once, with ids that make it once. */
  reactions?(recorded: Recorded<E>, state: S, stream: StreamId): readonly Reaction[];
  /** What time alone will bring, as things stand. Asked by the house at `at`, once for each `key`. */
  deadlines?(state: S): readonly Deadline<C>[];
  readonly models?: Readonly<Record<string, Model<S>>>;
  /** Figures that are sums over all things of this kind, by name. */
  readonly tallies?: Readonly<Record<string, Tally<S>>>;
  readonly documents?: Readonly<Record<string, DocumentRule<S>>>;
  /** Parts of this stream's documents that `decide` needs in `occasion.documents` for this command. */
  reads?(command: C): readonly string[];
  /** Sums that `decide` needs in `occasion.sums` for this command: by them a figure stands in the event as the house computed it. */
  sums?(command: C, stream: StreamId): readonly SumQuery[];
  /** Opinions whose map is computed beside the event loop and told to whoever follows. */
  readonly opinions?: OpinionRule<S, C, E>;
  /**
   * What an accepted command earns: a paper whose blinded form (hex, as long as the key: 512 digits) is signed with the key named here, or
   * null. Asked again, signed again.
   */
  paper?(command: C): { readonly key: string; readonly blinded: string } | null;
  /** What the house vouches for with its own key, for whoever may see it: plain JSON; null = nothing yet. See `core/signed.ts`. */
  signs?(state: S): unknown;
  /** What people take away on paper, by the name of its address. */
  readonly prints?: Readonly<Record<string, PrintRule<S>>>;
  /** Tables to take away, edit and bring back, by the name of their address. */
  readonly ledgers?: Readonly<Record<string, LedgerRule>>;
  /** News and days for everybody's own programmes, by the name of their address. */
  readonly feeds?: Readonly<Record<string, FeedRule>>;
  /** Things of this kind wait for news, and are told by mail. */
  readonly mailing?: MailingRule<S, E>;
  /** What the papers of other kinds may take from a thing of this kind, from its state as one viewer knows it. */
  account?(state: S): unknown;
  /** Things of this kind leave the house as one file, with what belongs to them. */
  readonly archive?: ArchiveRule<S>;
  /** Events that an archive tells as nobody's. */
  readonly veil?: Veil<E>;
  /**
   * Keys that sign papers, as things stand. Each is made, and announced to everybody, before anybody draws; the half that signs is destroyed
   * as soon as its key is not named here any more.
   */
  paperKeys?(state: S): readonly PaperKey<C>[];
}

/** What a screen needs of a kind: to fold what it is told, and to say no by itself. Kinds that phones follow keep it in a file of its own. */
export type Rules<S, C extends AnyCommand, E extends AnyEvent, R extends string> = Pick<
  Kind<S, C, E, R>,
  'name' | 'initial' | 'decide' | 'evolve' | 'reads'
>;

/** For one poll. In full a key is called `<stream>#<key>`: so it stands in `Actor.paper`. */
export interface PaperKey<C> {
  /** As in `Kind.paper`. */
  readonly key: string;
  /** RFC 7638 thumbprint (SHA-256, base64url) as everybody was told; null = not yet. */
  readonly fingerprint: string | null;
  /** Asked by the house: from then on it stands in the record which key it is, the same for everybody. */
  announce(fingerprint: string): C;
}

/** Where a map of opinions gets its votes from, and where its last word goes. */
export interface OpinionRule<S, C, E extends AnyEvent> {
  /** All votes so far; walked slowly, a portion at a time. None once the map is kept: nothing is left to compute. */
  votes(state: S): Iterable<Vote>;
  /** What one event adds; null = nothing, and the statements stand as before. */
  change(event: E): { readonly votes: readonly Vote[]; readonly statements: boolean; readonly roles?: readonly Holder[] } | null;
  /** Active statements are mapped, `excluded` and `meta` ones are not. */
  statements(state: S): ReadonlyMap<string, StatementStatus>;
  /** Who took part in which roles: figures are told for each role, too, where enough people hold it. */
  roles(state: S): Iterable<Holder>;
  /** Asked by the house with the report over all votes, once they are complete; null while more may come. */
  keep(state: S, map: unknown): C | null;
}

/** 1 for, 0 undecided, −1 against. */
export type Vote = readonly [participant: string, statement: string, mark: 1 | 0 | -1];
/** The last word about a person counts. */
export type Holder = readonly [participant: string, roles: readonly string[]];
export type StatementStatus = 'active' | 'excluded' | 'meta';

export interface AnyCommand {
  readonly type: string;
}

/** What a command meets besides state and actor. */
export interface Occasion {
  /** Of the stream asked: `42` of `sessions/42`. */
  readonly stream: StreamId;
  /** The id of the command: the id of the one new thing it makes (question, turn …). */
  readonly id: string;
  /** 32 hex digits, fresh for every command: for codes that must not be guessed. */
  readonly chance: string;
  readonly pack: RulePack;
  /** The server's own copy of what `reads` named, as JSON; empty in a browser. */
  readonly documents: Readonly<Record<string, DocumentContent>>;
  /** What `sums` asked for, by name, as committed before this command; absent in a browser. */
  readonly sums?: Readonly<Record<string, Sums>>;
}

/** group → figure → whole number; zeros are left out. */
export type Sums = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Sums of one tally, of any kind, whoever asks: what of them the event tells, its own visibility decides. */
export interface SumQuery {
  /** Under which `decide` finds them. */
  readonly name: string;
  readonly tally: string;
  readonly groups: readonly string[] | { readonly startingWith: string };
  /** As things stood at the end of this day; the day of the command when it has not ended yet. */
  readonly upTo: Day | null;
}

/** A Yjs document as plain JSON: its root map `rows`, row id → cells. */
export interface DocumentContent {
  readonly rows: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type Reaction =
  /** Ask another stream. `name` tells apart several reactions to one event. */
  | { readonly name: string; readonly stream: StreamId; readonly command: AnyCommand & Readonly<Record<string, unknown>> }
  /** Pencil a row into a document, once, even if somebody removed it since. */
  | {
      readonly name: string;
      readonly document: DocumentName;
      readonly row: string;
      readonly cells: Readonly<Record<string, unknown>>;
      /** The row follows what it tells of for as long as nobody wrote in it. */
      readonly follows?: Follows;
    };

/**
 * Put in before, the row is renewed as long as its shared text `text` still says what the plain cell `drawn` remembers as the house's own
 * words; both then say what the new cells say. Whatever else people changed in the row stays.
 */
export interface Follows {
  readonly text: string;
  readonly drawn: string;
}

export interface Deadline<C> {
  readonly at: number;
  /** Names this one occurrence within the stream, for ever. */
  readonly key: string;
  readonly command: C;
}

/**
 * Law (checked by the simulator): `view(evolve(s, e), a)` equals `evolve(view(s, a), see(e, a))`, and equals `view(s, a)` where `see` hides e.
 */
export interface Visibility<S, E extends AnyEvent> {
  /** A name from a small closed set (frames are encoded once for each), or null: may not follow at all. */
  audience(state: S, viewer: Actor): string | null;
  /** The event as that audience may know it; null = hidden, yet counted in `seq`. */
  see(recorded: Recorded<E>, audience: string, state: S): Recorded<E> | null;
  view(state: S, audience: string): S;
  /**
   * What nobody but this viewer is told, plain JSON, undefined = nothing; brought when they begin to follow, and after they did something elsewhere.
   * For what an audience only knows as a figure: whether I am counted in it.
   */
  own?(state: S, viewer: Actor): unknown;
  /**
   * Figures about what `see` hides (tallies), plain JSON, undefined = nothing. Told whole, a few times a second at most, whenever hidden
   * events changed it, and when somebody begins to follow. Not part of the fold.
   */
  summary?(state: S, audience: string): unknown;
}

export type Row = Readonly<Record<string, unknown>>;

/** Rows for lists and dashboards: at most one for each stream, derived from its state alone. */
export interface Model<S> {
  row(state: S, id: string): Row | null;
  /** Newest or most urgent first = largest first. */
  sort(row: Row): number;
  /** Equality look-ups by name; null = not in this index. Every row is in the index `all` under `''`. */
  readonly indexes: Readonly<Record<string, (row: Row) => string | readonly string[] | null>>;
  /** Indexes by values that prove something (codes): `sees` never shows them, and whoever looks up too many wrong ones is stopped. */
  readonly secret?: readonly string[];
  /** What a search finds. */
  text?(row: Row): string;
  /** The row as this viewer may know it, or null. */
  sees(row: Row, viewer: Actor): Row | null;
  /** Its rows are open data. */
  readonly open?: OpenRule;
}

/**
 * Sums kept beside the record, in the commit of each event: what a stream adds now less what it added before, under the civil day of the
 * event. So a sum can be told as of any past day, and costs as much with a million things as with ten.
 */
export interface Tally<S> {
  /**
   * What the stream of this id adds as it stands: group (`''` = all, `department:42`) → figure (`issued`) → whole number. Zeros may be left out; one object may
   * stand for several groups. Another `of` needs another `Kind.version`: sums are then made from the record anew.
   */
  of(state: S, id: string): Sums;
  /** Whether this viewer may know this figure of this group. */
  sees(group: string, figure: string, viewer: Actor): boolean;
}

export type DocumentName = `${string}/${string}/${string}`;
export type Access = 'write' | 'read' | 'none';

export interface DocumentRule<S> {
  access(state: S, viewer: Actor): Access;
  /** While true nobody writes, whatever `access` says; set and lifted in the commit of the event that changes it. */
  frozen(state: S): boolean;
  /** Edits that break it are refused before anybody sees them; without it everything Yjs can hold is taken. */
  readonly shape?: DocumentShape;
  /** Cells that hold names and numbers of people: an archive without names leaves them empty. */
  readonly personal?: readonly string[];
}

/** Closes every `switch` over a union: a forgotten case is a compile error. */
export const never = (value: never): never => {
  throw new Error(`unknown case ${JSON.stringify(value)}`);
};

/** Any kind, for code that knows none by name. Sound because its functions are declared as methods. */
export type AnyKind = Kind<unknown, AnyCommand, AnyEvent, string>;
