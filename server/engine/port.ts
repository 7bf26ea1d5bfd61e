/** What the gateway and the documents may ask of the engine. */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand, DocumentName, DocumentRule, Follows } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Answer } from '#shared/core/wire.ts';

/** A stream as it stands: the fold of its first `seq` events. */
export interface Opened {
  readonly seq: number;
  readonly state: unknown;
}

export interface Announcement {
  readonly stream: StreamId;
  /** State after the last of these. */
  readonly after: Opened;
  readonly events: readonly Recorded<AnyEvent>[];
}

export interface Engine {
  /** The rules that decide now; ask anew each time. */
  readonly pack: RulePack;
  /** `command` is parsed already. Answers after the commit; asked twice with one id is done once. */
  ask(stream: StreamId, id: string, command: AnyCommand, actor: Actor): Promise<Answer>;
  /** The stream as committed; `seq` 0 and the kind's initial state when there is nothing. */
  open(stream: StreamId): Promise<Opened>;
  events(stream: StreamId, since: number, limit?: number): Promise<readonly Recorded<AnyEvent>[]>;
  /** Keeps events of another house, which must follow on what is here, as they were told. Rejects when they do not. */
  adopt(stream: StreamId, events: readonly Recorded<AnyEvent>[]): Promise<void>;
  /** Called after each commit, in the order of `seq` within a stream, also for commits of other nodes. The result ends it. */
  onCommit(take: (announcement: Announcement) => void): () => void;
  /** Called after a commit that changed rows of these models. */
  onRows(take: (models: readonly string[]) => void): () => void;
  /** Names in these streams were erased, here or by another node: whoever holds a state of them opens it again. */
  onErased(take: (streams: readonly StreamId[]) => void): () => void;
  /** While told of, commits of other nodes to this stream are announced too. */
  follow(stream: StreamId): void;
  unfollow(stream: StreamId): void;
  /** Forgets the names and numbers of a person everywhere; how many streams held any. The record itself stays. */
  erase(subject: string): Promise<number>;
  /** Ends the intake, lets what is under way finish. */
  close(): Promise<void>;
}

/** What the engine needs of the open Yjs documents. */
export interface Documents {
  /**
   * Runs `work` while nobody's edit of these documents is taken in; `content` is their rows as JSON and `head` the seq on disk they
   * correspond to.
   */
  hold<T>(
    names: readonly DocumentName[],
    work: (
      held: readonly {
        readonly name: DocumentName;
        readonly content: { rows: Record<string, Record<string, unknown>> };
        readonly head: number;
      }[],
    ) => Promise<T>,
  ): Promise<T>;
  /**
   * Puts a row in once (remembered inside the document), as an ordinary edit; one that `follows` is renewed, too. 'frozen' when it can't be
   * written any more.
   */
  pencil(
    name: DocumentName,
    row: string,
    cells: Readonly<Record<string, unknown>>,
    follows?: Follows,
  ): Promise<'kept' | 'already' | 'frozen'>;
  /** Rights of this stream's documents may have changed: connections that no longer fit are closed with a reason. */
  reconsider(stream: StreamId): void;
}

/** The rule of a document, found by its name. */
export type DocumentRuleOf = (name: DocumentName) => DocumentRule<unknown> | null;
