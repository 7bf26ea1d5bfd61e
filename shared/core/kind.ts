import type { GenericSchema } from 'valibot';
import type { Actor } from './actor.ts';
import type { DocumentShape } from './document.ts';
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
  readonly documents?: Readonly<Record<string, DocumentRule<S>>>;
  /** Parts of this stream's documents that `decide` needs in `occasion.documents` for this command. */
  reads?(command: C): readonly string[];
}

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
}

/** A Yjs document as plain JSON: its root map `rows`, row id → cells. */
export interface DocumentContent {
  readonly rows: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type Reaction =
  /** Ask another stream. `name` tells apart several reactions to one event. */
  | { readonly name: string; readonly stream: StreamId; readonly command: AnyCommand & Readonly<Record<string, unknown>> }
  /** Pencil a row into a document, once, even if somebody removed it since. */
  | { readonly name: string; readonly document: DocumentName; readonly row: string; readonly cells: Readonly<Record<string, unknown>> };

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
   * What nobody but this viewer is told, plain JSON, undefined = nothing; brought each time they begin to follow, so it is as old as that.
   * For what an audience only knows as a figure: whether I am counted in it.
   */
  own?(state: S, viewer: Actor): unknown;
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
}

export type DocumentName = `${string}/${string}/${string}`;
export type Access = 'write' | 'read' | 'none';

export interface DocumentRule<S> {
  access(state: S, viewer: Actor): Access;
  /** While true nobody writes, whatever `access` says; set and lifted in the commit of the event that changes it. */
  frozen(state: S): boolean;
  /** Edits that break it are refused before anybody sees them; without it everything Yjs can hold is taken. */
  readonly shape?: DocumentShape;
}

/** Closes every `switch` over a union: a forgotten case is a compile error. */
export const never = (value: never): never => {
  throw new Error(`unknown case ${JSON.stringify(value)}`);
};

/** Any kind, for code that knows none by name. Sound because its functions are declared as methods. */
export type AnyKind = Kind<unknown, AnyCommand, AnyEvent, string>;
