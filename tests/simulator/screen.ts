/** A person at a screen: the browser's own merge, an outbox that asks again, and a connection that comes and goes. */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand, AnyKind } from '#shared/core/kind.ts';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import { advance, answered, asked, begin, dropped, reset, type Merged } from '#web/lib/live/merge.ts';
import type { Link } from './link.ts';
import type { Down, Up } from './messages.ts';

export interface Ask {
  readonly stream: StreamId;
  readonly id: string;
  readonly command: AnyCommand;
  answer: Answer | null;
}

export class Screen {
  readonly person: Actor;
  readonly asks: Ask[] = [];
  readonly merged = new Map<StreamId, Merged<unknown, AnyCommand>>();
  /** Figures about what is hidden, as told last. */
  readonly summaries = new Map<StreamId, unknown>();
  readonly #kinds: Readonly<Record<string, AnyKind>>;
  readonly #advance: typeof advance;
  readonly #heard: (person: Actor, message: Down) => void;
  /** What broke a law when it was heard; thrown in the end, so that it ends the life and not a delivery. */
  readonly broken: unknown[] = [];
  #link: Link<Up, Down> | null = null;
  /** A follow is asked and not answered: events in between are overtaken by its answer. */
  readonly #following = new Set<StreamId>();

  constructor(
    person: Actor,
    kinds: Readonly<Record<string, AnyKind>>,
    fold: typeof advance = advance,
    heard: (person: Actor, message: Down) => void = () => undefined,
  ) {
    this.person = person;
    this.#heard = heard;
    this.#kinds = kinds;
    this.#advance = fold;
  }

  get connected(): boolean {
    return this.#link?.alive ?? false;
  }

  get waiting(): boolean {
    return this.asks.some(({ answer }) => answer === null) || this.#following.size > 0;
  }

  connect(link: Link<Up, Down>): void {
    this.#link = link;
    this.#following.clear();
    for (const stream of this.merged.keys()) this.#follow(stream);
    this.again();
  }

  follow(stream: StreamId): void {
    if (this.merged.has(stream)) return;
    this.merged.set(stream, begin(this.#kind(stream)));
    this.#follow(stream);
  }

  ask(stream: StreamId, id: string, command: AnyCommand): void {
    const ask: Ask = { stream, id, command, answer: null };
    this.asks.push(ask);
    const merged = this.merged.get(stream);
    if (merged) this.merged.set(stream, asked(merged, { id, command, askedAt: 0 }));
    this.#send(ask);
  }

  /** Whatever was not answered is asked again, with the same id; what could not be followed is tried again, as by opening the page anew. */
  again(): void {
    for (const [stream, { audience }] of this.merged) if (audience === '') this.#following.add(stream);
    for (const ask of this.asks) if (ask.answer === null) this.#send(ask);
    for (const stream of this.#following) this.#follow(stream);
  }

  take(message: Down): void {
    try {
      this.#heard(this.person, message);
    } catch (cause) {
      this.broken.push(cause);
    }
    if (message.say === 'answer') return this.#answered(message.id, message.answer);
    const merged = this.merged.get(message.stream);
    if (!merged) return;
    if (message.say === 'signal') {
      if ('summary' in message.signal) this.summaries.set(message.stream, message.signal.summary);
      return;
    }
    const kind = this.#kind(message.stream);
    if (message.say === 'events') {
      if (!this.#following.has(message.stream)) this.#put(message.stream, this.#advance(kind, merged, message.events));
      return;
    }
    this.#following.delete(message.stream);
    const { followed } = message;
    if ('seq' in followed) this.#put(message.stream, reset(kind, merged, followed, message.say === 'audience'));
    else if ('unavailable' in followed) this.#follow(message.stream);
    else this.merged.set(message.stream, { ...begin(kind), pending: merged.pending });
  }

  #answered(id: string, answer: Answer): void {
    const ask = this.asks.find((one) => one.id === id && one.answer === null);
    if (!ask || 'unavailable' in answer) return;
    ask.answer = answer;
    const merged = this.merged.get(ask.stream);
    if (merged) this.merged.set(ask.stream, 'seq' in answer ? answered(merged, id, answer.seq) : dropped(merged, id));
  }

  #put(stream: StreamId, merged: Merged<unknown, AnyCommand> | 'gap'): void {
    if (merged === 'gap') this.#follow(stream);
    else this.merged.set(stream, merged);
  }

  #follow(stream: StreamId): void {
    const merged = this.merged.get(stream);
    if (!merged || !this.connected) return;
    this.#following.add(stream);
    this.#link?.up({ say: 'follow', stream, since: merged.seq, audience: merged.audience });
  }

  #send({ stream, id, command }: Ask): void {
    if (this.connected) this.#link?.up({ say: 'command', stream, id, command });
  }

  #kind(stream: StreamId): AnyKind {
    const kind = this.#kinds[kindOf(stream)];
    if (!kind) throw new Error(`no kind for ${stream}`);
    return kind;
  }
}
