/** What one stream would bring into a commit: commands decided one after the other, each on the state the one before left. */
import { hash } from 'node:crypto';
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand, AnyKind, DocumentContent, DocumentName, Occasion } from '#shared/core/kind.ts';
import { idOf, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Answer } from '#shared/core/wire.ts';
import type { Accepted, DocumentGuard, KeptAnswer, PendingReaction, StoredEvent, StreamCommit } from '../store/store.ts';
import { rowChanges } from './rows.ts';
import type { Open } from './streams.ts';
import { DayEnds, tallyChanges } from './tallies.ts';

export interface Asked {
  readonly stream: StreamId;
  readonly id: string;
  readonly command: AnyCommand;
  readonly actor: Actor;
  /** The reaction that this command delivers. */
  readonly settles?: string;
}

export interface Held {
  readonly name: DocumentName;
  readonly content: DocumentContent;
  readonly head: number;
}

/** Another ask with this id must say the same, by the same person: then it is the same ask. */
export const hashOf = (asked: Asked): string => hash('sha1', `${asked.actor.id} ${JSON.stringify(asked.command)}`, 'base64').slice(0, 20);

export class Draft {
  readonly stream: StreamId;
  readonly events: StoredEvent[] = [];
  readonly reactions: PendingReaction[] = [];
  readonly answers: KeptAnswer[] = [];
  readonly settles: string[] = [];
  state: unknown;
  readonly #before: Open;
  readonly #kind: AnyKind;
  readonly #mine = new Map<string, Accepted>();
  readonly #days = new DayEnds();

  constructor(stream: StreamId, kind: AnyKind, before: Open) {
    this.stream = stream;
    this.#kind = kind;
    this.#before = before;
    this.state = before.state;
  }

  get seq(): number {
    return this.#before.seq + this.events.length;
  }

  /** Nothing to keep: no commit needed. */
  get empty(): boolean {
    return this.events.length === 0 && this.answers.length === 0 && this.settles.length === 0;
  }

  /** Decides one command. `earlier` is what the store knows of its id. Throws what `decide` throws: a bug. */
  ask(
    asked: Asked,
    earlier: Accepted | null,
    means: { readonly pack: RulePack; readonly chance: () => string; readonly sums?: Occasion['sums'] },
    held: readonly Held[],
  ): Answer {
    const known = earlier ?? this.#mine.get(asked.id);
    const hashed = hashOf(asked);
    if (known) {
      if (known.hash !== hashed) return { refused: 'id-reused' };
      this.#settle(asked);
      return known.answer ?? { seq: known.seq };
    }
    const outcome = this.#kind.decide(asked.command, this.state, asked.actor, {
      stream: asked.stream,
      id: asked.id,
      chance: means.chance(),
      pack: means.pack,
      ...(means.sums ? { sums: means.sums } : {}),
      documents: Object.fromEntries(held.map(({ name, content }): [string, DocumentContent] => [name.split('/')[2] ?? '', content])),
    });
    this.#settle(asked);
    if (isRefusal(outcome)) return this.#answer(asked, hashed, outcome);
    if (outcome.length === 0) return this.#answer(asked, hashed, { seq: this.seq });
    for (const event of outcome) this.#record(asked, event, hashed);
    this.#mine.set(asked.id, { hash: hashed, seq: this.seq });
    return { seq: this.seq };
  }

  /** Undoes nothing and decides nothing: the commit as it follows from what was asked. */
  commit(
    held: readonly Held[],
    snapshotEvery: number,
    snapshot: (seq: number, at: number, state: unknown) => StreamCommit['snapshot'],
  ): StreamCommit {
    const due = this.seq - this.#before.snapshot >= snapshotEvery ? snapshot(this.seq, this.at, this.state) : undefined;
    const wake = this.wake;
    return {
      stream: this.stream,
      expected: this.#before.seq,
      events: this.events,
      ...(due ? { snapshot: due } : {}),
      rows: this.events.length > 0 ? rowChanges(this.#kind, idOf(this.stream), this.#before.state, this.state) : [],
      tallies: tallyChanges(this.#kind, idOf(this.stream), this.#before.state, this.#days),
      reactions: this.reactions,
      answers: this.answers,
      settles: this.settles,
      ...(wake === this.#before.wake ? {} : { wake }),
      documents: this.#guards(held),
    };
  }

  get at(): number {
    return this.events.at(-1)?.at ?? this.#before.at;
  }

  /** When time alone brings something here next. */
  get wake(): number | null {
    const instants = this.#kind.deadlines?.(this.state).map(({ at }) => at) ?? [];
    return instants.length > 0 ? Math.min(...instants) : null;
  }

  #record(asked: Asked, event: AnyEvent, hashed: string): void {
    const recorded: Recorded<AnyEvent> = {
      seq: this.seq + 1,
      at: Math.max(asked.actor.now, this.at),
      by: asked.actor.id,
      cause: asked.id,
      event,
    };
    this.state = this.#kind.evolve(this.state, recorded);
    this.events.push({ ...recorded, hash: hashed });
    this.#days.note(recorded.at, this.state);
    for (const reaction of this.#kind.reactions?.(recorded, this.state, this.stream) ?? [])
      this.reactions.push({ id: `${this.stream}#${recorded.seq}#${reaction.name}`, at: recorded.at, reaction });
  }

  /** Kept too: an ask whose "no" got lost on the way must not become a "yes" when it is asked again. */
  #answer(asked: Asked, hashed: string, answer: Answer): Answer {
    this.answers.push({ id: asked.id, hash: hashed, at: Math.max(asked.actor.now, this.at), answer });
    this.#mine.set(asked.id, { hash: hashed, seq: 0, answer });
    return answer;
  }

  #settle(asked: Asked): void {
    if (asked.settles !== undefined) this.settles.push(asked.settles);
  }

  /** A document that was read must not have moved since; one whose ink changed is frozen or freed with the same commit. */
  #guards(held: readonly Held[]): DocumentGuard[] {
    if (this.events.length === 0) return [];
    return Object.entries(this.#kind.documents ?? {}).flatMap(([part, rule]) => {
      const document: DocumentName = `${this.stream}/${part}`;
      const read = held.find(({ name }) => name === document);
      const frozen = rule.frozen(this.state);
      const turned = frozen !== rule.frozen(this.#before.state);
      if (!read && !turned) return [];
      return [{ document, ...(read ? { expected: read.head } : {}), ...(turned ? { frozen } : {}) }];
    });
  }
}
