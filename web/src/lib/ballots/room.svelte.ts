import { createContext, untrack } from 'svelte';
import type { BallotCommand } from '#shared/ballots/commands.ts';
import { mayVote, speaks } from '#shared/ballots/rights.ts';
import type { BallotEvent, BallotRefusal, Ballots, BallotsState, MarkTally, Own, Poll, Summary, VoterRole } from '#shared/ballots/state.ts';
import type { Seen } from '#shared/core/house.ts';
import type { Rules } from '#shared/core/kind.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import { getJson } from '#web/lib/live/http.ts';
import { Stream } from '#web/lib/live/stream.svelte.ts';
import { unmarked } from './next.ts';
import { mergedOwn, type Asked } from './own.ts';
import { SecretBallots } from './secret.svelte.ts';

export interface BallotFacts {
  /** Of the session, too. */
  readonly id: string;
  /** From the page's load; null where there is nothing yet, or nothing for this viewer. */
  readonly first: Seen | null;
  readonly pack: RulePack;
  /** As the session tells it; null where this screen does not know. */
  readonly nameOf: (person: string) => string | null;
  /** Mine as the session tells them now; none = not seated. */
  readonly roles: () => readonly VoterRole[];
  /** As the session tells it: the question and all that was merged into it. */
  readonly familyOf: (question: string) => readonly string[];
}

type BallotKind = Rules<BallotsState, BallotCommand, BallotEvent, BallotRefusal>;

/** So long a mood that was pressed here may be on its way into the figures. */
const moodUnderWay = 3_000;
/** Between two questions what became of a statement of mine that waits. */
const heldEvery = 10_000;
/** Accepted, with the stream at `seq`. */
interface Done extends Asked {
  readonly seq: number;
}

const untouched: MarkTally = { agree: 0, disagree: 0, pass: 0 };

/** The mass actions of one session as this screen sees them: what is open, how it stands, what is mine. */
export class BallotRoom {
  readonly id: string;
  readonly live: Live;
  readonly pack: RulePack;
  readonly stream: Stream<BallotsState, BallotCommand, BallotEvent, BallotRefusal>;
  readonly nameOf: BallotFacts['nameOf'];
  readonly #roles: BallotFacts['roles'];
  readonly #familyOf: BallotFacts['familyOf'];
  readonly secret = new SecretBallots();
  #done: readonly Done[] = $state.raw([]);

  /** null: the session is not open yet, or nothing of it is for this viewer. */
  readonly ballots: Ballots | null = $derived.by(() => (this.stream.state.stage === 'none' ? null : this.stream.state));
  /** Figures about what is hidden; null until the server told them. */
  readonly summary: Summary | null = $derived.by(() => (this.stream.signal.summary ?? null) as Summary | null);
  readonly roles: readonly VoterRole[] = $derived.by(() => this.#roles());
  readonly seated: boolean = $derived.by(() => this.roles.length > 0);
  /** Runs it, as host or as recorder. */
  readonly hosting: boolean = $derived.by(() => this.roles.some((role) => role === 'host' || role === 'recorder'));
  /** Seated for more than to look on. */
  readonly speaker: boolean = $derived.by(() => speaks(this.roles));
  readonly open: boolean = $derived.by(() => this.ballots?.stage === 'open');
  readonly polls: readonly Poll[] = $derived.by(() => (this.ballots?.polls ?? []).toReversed());
  /** Open ones, those I may vote in and have not voted in first. */
  readonly openPolls: readonly Poll[] = $derived.by(() =>
    this.polls.filter((one) => one.stage === 'open').toSorted((a, b) => Number(this.owes(b)) - Number(this.owes(a))),
  );
  /** What the hall looks at: the newest open poll, else the newest one. */
  readonly shown: Poll | null = $derived.by(() => this.polls.find((one) => one.stage === 'open') ?? this.polls[0] ?? null);
  readonly own: Own = $derived.by(() => {
    const room = {
      ...{ me: this.me, review: this.ballots?.review === true, statements: this.ballots?.statements ?? [] },
      familyOf: this.#familyOf,
    };
    // What the server has told of me since holds it already, and perhaps what another device of mine did after it.
    const since = this.#done.filter((one) => one.seq > this.stream.ownSeq);
    return mergedOwn(this.stream.own as Own | undefined, [...since, ...this.#pending], room);
  });
  readonly toMark = $derived.by(() => unmarked(this.ballots?.statements ?? [], this.own.marks, this.summary?.marks ?? {}, this.me));

  constructor(live: Live, kind: BallotKind, facts: BallotFacts) {
    this.id = facts.id;
    this.live = live;
    this.pack = facts.pack;
    this.nameOf = facts.nameOf;
    this.#roles = facts.roles;
    this.#familyOf = facts.familyOf;
    this.stream = new Stream(live, kind, facts.id, { first: facts.first, pack: facts.pack });
  }

  /** `$effect(() => room.follow())` */
  follow(): () => void {
    const leave = [
      this.stream.open(),
      // Also what an earlier page asked and only now got through.
      this.live.outbox.listen((letter, answer) => {
        if (letter.stream !== this.stream.id || !('seq' in answer)) return;
        // Only this kind is asked under this id.
        const command = letter.command as BallotCommand;
        this.#done = [...this.#done, { id: letter.id, command, askedAt: letter.askedAt, waiting: false, seq: answer.seq }];
      }),
    ];
    return () => leave.forEach((one) => one());
  }

  /** The server told `own` anew: what is in it need not be kept. */
  ownTold(): void {
    this.#done = this.#done.filter((one) => one.seq > this.stream.ownSeq);
  }

  /** The host cleared all moods: mine is gone, too. */
  moodsCleared(): void {
    this.#done = this.#done.filter((one) => one.command.type !== 'showMood');
    const told = this.stream.own as Own | undefined;
    if (told?.mood) this.stream.own = { ...told, mood: null };
  }

  /** Pressed long enough ago that the figures must hold it. */
  get moodIsOld(): boolean {
    const last = this.#done.findLast((one) => one.command.type === 'showMood');
    const waits = this.stream.pending.some((one) => one.command.type === 'showMood');
    return !waits && (last === undefined || last.askedAt < this.live.clock.ticking - moodUnderWay);
  }

  keepPapers(): void {
    const mine = this.openPolls.filter((one) => one.form === 'secret' && one.fingerprint !== null && this.entitled(one));
    untrack(() => this.secret.keep(mine, this.live, this.stream.id));
  }

  /** While a statement of mine waits for the host, asks now and then what became of it. */
  watchHeld(): (() => void) | undefined {
    if (!this.#waitsForHost) return undefined;
    const timer = setInterval(() => void this.#askOwn(), heldEvery);
    return () => clearInterval(timer);
  }

  async #askOwn(): Promise<void> {
    if (this.away) return;
    const seen = await getJson<Seen>(`/api/${this.stream.id}`);
    if (seen?.own !== undefined) this.stream.hearOwn(seen.own, seen.seq);
  }

  readonly #waitsForHost: boolean = $derived.by(() => this.open && this.own.statements.some((one) => one.stage === 'held'));

  get #pending(): readonly Asked[] {
    const done = new Set(this.#done.map((one) => one.id));
    return this.stream.pending.filter((one) => !done.has(one.id)).map((one) => ({ ...one, waiting: true }));
  }

  get me(): string {
    return this.live.viewer.id;
  }

  /** What I ask now waits for the line. */
  get away(): boolean {
    return this.live.connection.state === 'offline' || this.live.connection.state === 'connecting';
  }

  /** Mine, asked while the line was away. */
  waits(fits: (command: BallotCommand, id: string) => boolean): boolean {
    return this.away && this.stream.pending.some((one) => fits(one.command, one.id));
  }

  entitled(poll: Poll): boolean {
    return mayVote(poll, this.roles);
  }

  /** Mine is in it, or on its way. */
  voted(poll: Poll): boolean {
    return poll.form === 'secret' ? this.secret.of(poll.id)?.over === true : poll.id in this.own.ballots;
  }

  owes(poll: Poll): boolean {
    return this.open && this.entitled(poll) && !this.voted(poll);
  }

  /** Ballots so far, of those who may vote. */
  cast(poll: Poll): { readonly ballots: number; readonly entitled: number } {
    const told = poll.stage === 'open' ? this.summary?.polls[poll.id] : undefined;
    return told ?? { ballots: poll.tally.ballots, entitled: poll.entitled };
  }

  /** How many seconded it, or what was merged into it; null where nobody did, or it is not known here. */
  support(question: string): number | null {
    return this.summary?.seconds[question] ?? null;
  }

  figures(statement: string): MarkTally {
    return this.summary?.marks[statement] ?? untouched;
  }

  poll(id: string | null): Poll | null {
    return this.ballots?.polls.find((one) => one.id === id) ?? null;
  }
}

export const [theBallots, enterBallots] = createContext<BallotRoom>();
