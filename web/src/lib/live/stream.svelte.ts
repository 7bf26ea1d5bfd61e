/** One stream on this screen: what is confirmed, what is pending, and the way to ask. Generic over the kind the page brings. */
import { untrack } from 'svelte';
import type { AnyCommand, Rules } from '#shared/core/kind.ts';
import type { Seen } from '#shared/core/house.ts';
import { streamId, type AnyEvent, type StreamId } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Followed, Sent, Signal } from '#shared/core/wire.ts';
import { fresh } from './id.ts';
import type { Live } from './live.svelte.ts';
import { advance, answered, asked, begin, dropped, foresee, reset, shown, type Merged, type Viewpoint } from './merge.ts';
import type { Letter, Settled } from './outbox.svelte.ts';

export interface StreamOptions<S> {
  /** From the page's load, so that the first paint shows something: `theHouse().view(stream, viewer)`. */
  readonly first?: Seen | null | undefined;
  /** Needed to decide locally: `theHouse().pack` from the page's load. Without it every "no" comes from the server. */
  readonly pack?: RulePack;
  /** Only a type: `S` of the kind. */
  readonly state?: S;
}

export interface Unwanted {
  readonly id: string;
  readonly command: AnyCommand;
  readonly answer: Exclude<Settled, { seq: number }>;
}

export class Stream<S, C extends AnyCommand, E extends AnyEvent, R extends string> {
  readonly id: StreamId;
  #merged: Merged<S, C> = $state.raw({ seq: 0, audience: '', confirmed: undefined as S, pending: [] });
  /** Asked and not answered with yes: after a reload nobody waits for the promise, so a page shows these once. */
  unwanted: readonly Unwanted[] = $state.raw([]);
  /** Why this viewer may not follow; null while all is well. */
  problem: Exclude<Followed, { seq: number }> | null = $state.raw(null);
  /** How many are here now, figures about what is hidden, the map of opinions. */
  signal: Signal = $state.raw({});
  /** What nobody but this viewer is told (`visibility.own`), and as of which `seq` at least. */
  own: unknown = $state.raw(undefined);
  ownSeq: number = $state(0);
  /** Something was told, by the page's load or by the server. */
  ready: boolean = $state(false);
  readonly #live: Live;
  readonly #kind: Rules<S, C, E, R>;
  readonly #from: Viewpoint;
  /** While an answer to `follow` is under way, what comes in between waits. */
  #waiting: Sent[] | null = null;
  #leave: (() => void)[] = [];
  readonly #asking = new Map<string, (answer: Settled) => void>();

  readonly state: S = $derived.by(() => shown(this.#kind, this.#merged, this.#from));

  constructor(live: Live, kind: Rules<S, C, E, R>, id: string, options: StreamOptions<S> = {}) {
    this.id = streamId(kind.name, id);
    this.#live = live;
    this.#kind = kind;
    this.#from = { stream: this.id, viewer: live.viewer, pack: options.pack ?? null };
    this.#merged = begin(kind);
    this.own = options.first?.own;
    this.ownSeq = options.first?.seq ?? 0;
    if (options.first?.summary !== undefined) this.signal = { summary: options.first.summary };
    if (options.first) this.#take(reset(kind, this.#merged, { ...options.first, events: [] }, true));
  }

  get confirmed(): S {
    return this.#merged.confirmed;
  }

  get seq(): number {
    return this.#merged.seq;
  }

  get audience(): string {
    return this.#merged.audience;
  }

  /** Asked, not yet told; shown as 待发送 while the connection is not there. */
  get pending(): Merged<S, C>['pending'] {
    return this.#merged.pending;
  }

  isPending(id: string): boolean {
    return this.#merged.pending.some((one) => one.id === id);
  }

  /** `$effect(() => stream.open())`: follows until the page leaves. */
  open(): () => void {
    untrack(() => this.#enter());
    return () => {
      for (const leave of this.#leave) leave();
      this.#leave = [];
    };
  }

  #enter(): void {
    const { connection, outbox } = this.#live;
    for (const letter of outbox.of(this.id)) this.#merged = asked(this.#merged, { ...(letter as Letter & { command: C }), unsure: true });
    this.#leave = [outbox.listen((letter, answer) => this.#answered(letter, answer)), connection.follow(this.id, this.#follower)];
  }

  /**
   * Resolves with `{seq}` when the server did it, or with why not: at once when this screen can tell by itself. While the line is away it
   * stays unresolved, is kept and shown as pending. `foresee: false` asks without deciding here first.
   */
  async ask(command: C, options: { readonly foresee?: boolean; readonly id?: string } = {}): Promise<Settled> {
    const ask = { id: options.id ?? fresh(), command, askedAt: this.#live.connection.now() };
    const outcome = options.foresee === false ? null : foresee(this.#kind, this.state, ask, this.#from);
    if (outcome !== null && isRefusal(outcome)) return outcome;
    this.#merged = asked(this.#merged, ask);
    return new Promise((resolve) => {
      this.#asking.set(ask.id, resolve);
      this.#live.outbox.put({ stream: this.id, ...ask });
    });
  }

  /** What `ask` would say now; null = nothing known against it. For buttons that explain themselves. */
  wouldRefuse(command: C): R | null {
    const outcome = foresee(this.#kind, this.state, { id: 'foreseen', command, askedAt: this.#live.connection.now() }, this.#from);
    return outcome !== null && isRefusal(outcome) ? outcome.refused : null;
  }

  readonly #follower = {
    place: () => {
      this.#waiting = [];
      return { since: this.#merged.seq, audience: this.#merged.audience };
    },
    followed: (told: Followed) => this.#told(told, false),
    audience: (told: Followed) => this.#told(told, true),
    events: (batch: readonly Sent[]) => {
      if (this.#waiting) this.#waiting.push(...batch);
      else this.#take(advance(this.#kind, this.#merged, batch));
    },
    signal: ({ own, ...signal }: Signal) => {
      if (own) this.hearOwn(own.told, own.seq);
      if (Object.keys(signal).length > 0) this.signal = { ...this.signal, ...signal };
    },
  };

  /** Told apart from following; what is older than what is known changes nothing. */
  hearOwn(own: unknown, seq: number): void {
    if (seq < this.ownSeq) return;
    this.own = own;
    this.ownSeq = seq;
  }

  /** Asks for `own` anew: after something hidden happened that may be about this viewer. */
  refresh(): void {
    if (this.#waiting === null) this.#again();
  }

  #told(told: Followed, anew: boolean): void {
    if (!('seq' in told)) {
      if ('unavailable' in told) setTimeout(() => this.#again(), 2_000);
      else this.problem = told;
      return;
    }
    this.problem = null;
    this.own = told.own;
    this.ownSeq = told.seq;
    const between = this.#waiting ?? [];
    this.#waiting = null;
    const merged = reset(this.#kind, this.#merged, told, anew);
    this.#take(merged === 'gap' || between.length === 0 ? merged : advance(this.#kind, merged, between));
  }

  #take(merged: Merged<S, C> | 'gap'): void {
    if (merged === 'gap') {
      // Never folded over a hole. The next answer brings what is missing.
      this.#again();
      return;
    }
    this.#merged = merged;
    this.ready = true;
  }

  #again(): void {
    const { connection } = this.#live;
    if (this.#leave.length > 0 && connection.online) connection.refollow(this.id, this.#follower);
  }

  #answered(letter: Letter, answer: Settled): void {
    if (letter.stream !== this.id) return;
    if ('seq' in answer) this.#merged = answered(this.#merged, letter.id, answer.seq);
    else {
      this.#merged = dropped(this.#merged, letter.id);
      if (!this.#asking.has(letter.id)) this.unwanted = [...this.unwanted, { id: letter.id, command: letter.command, answer }];
    }
    this.#asking.get(letter.id)?.(answer);
    this.#asking.delete(letter.id);
  }
}
