/**
 * Commands in turn. All that waits is decided in one round and kept by one commit; the next round gathers meanwhile.
 *
 * Order, and never another: id seen? same answer → decide → commit → advance (announce) → answer.
 */
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import type { AnyEvent, Recorded } from '#shared/core/recorded.ts';
import type { DocumentName, Occasion } from '#shared/core/kind.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Answer } from '#shared/core/wire.ts';
import { StoreUnavailable, type PendingReaction, type StreamCommit } from '../store/store.ts';
import { Draft, type Asked, type Held } from './draft.ts';
import type { Means } from './means.ts';
import type { Streams } from './streams.ts';
import { sumsFor } from './sums.ts';

interface Waiting {
  readonly asked: Asked;
  readonly answer: (answer: Answer) => void;
  tries: number;
}

/** All asks of one stream in a round. */
interface Turn {
  readonly stream: StreamId;
  readonly asks: readonly Waiting[];
  readonly documents: readonly DocumentName[];
}

/** What the store says of one ask before it is decided. */
interface Known {
  readonly earlier: Parameters<Draft['ask']>[1];
  readonly sums: Occasion['sums'];
}

interface Decided {
  readonly turn: Turn;
  readonly draft: Draft;
  readonly answers: readonly Answer[];
}

/** What was kept, told to the engine right after the commit. */
export interface Kept {
  readonly stream: StreamId;
  readonly events: readonly Recorded<AnyEvent>[];
  readonly reactions: readonly PendingReaction[];
  readonly models: readonly string[];
  readonly wake: number | null;
}

/** So that one commit stays short; what is left goes into the next round. */
const mostAsks = 1_000;
/** Another node can win at most so often in a row before the asker is told to come again. */
const mostTries = 20;
export const snapshotEvery = 500;

export class Rounds {
  readonly #means: Means;
  readonly #streams: Streams;
  readonly #rules: { readonly pack: RulePack };
  readonly #kept: (kept: Kept) => void;
  #waiting = new Map<StreamId, Waiting[]>();
  #running: Promise<void> | null = null;
  #round: Promise<void> = Promise.resolve();

  constructor(means: Means, streams: Streams, rules: { readonly pack: RulePack }, kept: (kept: Kept) => void) {
    this.#means = means;
    this.#streams = streams;
    this.#rules = rules;
    this.#kept = kept;
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((answer) => {
      this.#wait({ asked, answer, tries: 0 });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when the round that is under way now, if any, is kept. */
  async settled(): Promise<void> {
    await this.#round;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #wait(waiting: Waiting): void {
    const queue = this.#waiting.get(waiting.asked.stream);
    if (queue) queue.push(waiting);
    else this.#waiting.set(waiting.asked.stream, [waiting]);
  }

  async #run(): Promise<void> {
    // One turn of the event loop, so that all that arrived together goes together.
    await new Promise(setImmediate);
    while (this.#waiting.size > 0) await (this.#round = this.#turnAll(this.#take()));
    this.#running = null;
  }

  async #turnAll(turns: readonly Turn[]): Promise<void> {
    const plain = turns.filter(({ documents }) => documents.length === 0);
    if (plain.length > 0) await this.#keep(plain, []);
    for (const turn of turns) {
      if (turn.documents.length > 0)
        await this.#means.documents
          .hold(turn.documents, (held) => this.#keep([turn], held))
          .catch((cause: unknown) => this.#fail([turn], cause));
    }
  }

  /** A command that rests on documents goes alone, so that they are held no longer than for itself. */
  #take(): Turn[] {
    const turns: Turn[] = [];
    let room = mostAsks;
    for (const [stream, queue] of this.#waiting) {
      if (room <= 0) break;
      const reads = queue.map(({ asked }) => this.#streams.kind(stream).reads?.(asked.command) ?? []);
      const first = reads[0] ?? [];
      const until = first.length > 0 ? 1 : reads.findIndex((parts) => parts.length > 0);
      const asks = queue.splice(0, Math.min(until === -1 ? queue.length : until, room));
      if (queue.length === 0) this.#waiting.delete(stream);
      room -= asks.length;
      turns.push({ stream, asks, documents: first.map((part): DocumentName => `${stream}/${part}`) });
    }
    return turns;
  }

  async #keep(turns: readonly Turn[], held: readonly Held[]): Promise<void> {
    try {
      const decided = await this.#decide(turns, held);
      const dirty = decided.filter(({ draft }) => !draft.empty);
      const batch = dirty.map(({ turn, draft }) =>
        this.#noted(
          draft.commit(held, snapshotEvery, (seq, at, state) => this.#streams.snapshotOf(this.#streams.kind(turn.stream), seq, at, state)),
        ),
      );
      const started = performance.now();
      const outcomes = batch.length > 0 ? await this.#means.store.commit(batch) : [];
      this.#means.observe?.({
        asks: decided.reduce((sum, { answers }) => sum + answers.length, 0),
        events: batch.reduce((sum, { events }) => sum + events.length, 0),
        commit: performance.now() - started,
      });
      const lost = new Set(dirty.filter((_, n) => outcomes[n] === 'conflict'));
      dirty.forEach((one, n) => {
        if (!lost.has(one)) this.#advance(one, batch[n] as StreamCommit);
      });
      for (const one of decided) if (!lost.has(one)) one.turn.asks.forEach(({ answer }, n) => answer(one.answers[n] as Answer));
      for (const { turn } of lost) await this.#again(turn);
    } catch (cause) {
      this.#fail(turns, cause);
    }
  }

  /** With the commit itself it is kept that there are news, so that no crash can lose them. */
  #noted(commit: StreamCommit): StreamCommit {
    if (commit.events.length === 0 || !this.#means.awaited?.(kindOf(commit.stream))) return commit;
    return { ...commit, news: true };
  }

  async #decide(turns: readonly Turn[], held: readonly Held[]): Promise<Decided[]> {
    const asks = turns.flatMap((turn) => turn.asks.map(({ asked }) => asked));
    const [earlier, sums, opened] = await Promise.all([
      this.#means.store.accepted(asks),
      Promise.all(asks.map(async ({ stream, command, actor }) => sumsFor(this.#means, stream, command, actor.now))),
      Promise.all(turns.map(({ stream }) => this.#streams.open(stream))),
    ]);
    let n = 0;
    return turns.map((turn, t) => {
      const open = opened[t];
      if (!open) throw new Error('a turn without its stream');
      const draft = new Draft(turn.stream, this.#streams.kind(turn.stream), open);
      const answers = turn.asks.map(({ asked }) => {
        const known = { earlier: earlier[n] ?? null, sums: sums[n] };
        n += 1;
        return this.#one(draft, asked, known, held);
      });
      return { turn, draft, answers };
    });
  }

  /** A bug in one decision must not take the others of the round with it; the person gets a reference, the log the rest. */
  #one(draft: Draft, asked: Asked, { earlier, sums }: Known, held: readonly Held[]): Answer {
    try {
      return draft.ask(asked, earlier, { pack: this.#rules.pack, chance: this.#means.chance, ...(sums ? { sums } : {}) }, held);
    } catch (cause) {
      const reference = this.#means.chance().slice(0, 8);
      this.#means.log.error({ err: cause, stream: asked.stream, seq: draft.seq, command: asked.id, reference }, 'a decision failed');
      return { failed: reference };
    }
  }

  #advance({ draft, turn }: Decided, commit: StreamCommit): void {
    // The hash says who asked what to whoever tries all of them: it stays in the store.
    const events = commit.events.map(({ seq, at, by, cause, event }): Recorded<AnyEvent> => ({ seq, at, by, cause, event }));
    this.#streams.advance(turn.stream, events, {
      snapshot: commit.snapshot?.seq ?? this.#streams.peek(turn.stream)?.snapshot ?? 0,
      wake: draft.wake,
      state: draft.state,
    });
    this.#kept({
      stream: turn.stream,
      events,
      reactions: commit.reactions,
      models: commit.rows.map(({ model }) => model),
      wake: commit.wake ?? null,
    });
  }

  /** Another node was first: read what it kept and decide again. */
  async #again(turn: Turn): Promise<void> {
    const events = await this.#streams.catchUp(turn.stream);
    if (events.length > 0) this.#kept({ stream: turn.stream, events, reactions: [], models: [], wake: null });
    for (const waiting of turn.asks) {
      waiting.tries += 1;
      if (waiting.tries >= mostTries) waiting.answer({ unavailable: 'busy' });
    }
    const again = turn.asks.filter(({ tries }) => tries < mostTries);
    if (again.length > 0) this.#waiting.set(turn.stream, [...again, ...(this.#waiting.get(turn.stream) ?? [])]);
  }

  #fail(turns: readonly Turn[], cause: unknown): void {
    const away = cause instanceof StoreUnavailable;
    const reference = this.#means.chance().slice(0, 8);
    const facts = { err: cause, streams: turns.map(({ stream }) => stream), reference };
    if (away) this.#means.log.warn(facts, 'the store is away; nothing was kept');
    else this.#means.log.error(facts, 'a round failed');
    // What is open may be ahead of nothing and behind of what another node kept: look again next time.
    for (const { stream } of turns) this.#streams.forget(stream);
    for (const { asks } of turns) for (const { answer } of asks) answer(away ? { unavailable: 'store' } : { failed: reference });
  }
}
