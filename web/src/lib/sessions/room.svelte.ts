import { createContext } from 'svelte';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { RowPage } from '#shared/core/wire.ts';
import type { DepartmentRow } from '#shared/departments/read-model.ts';
import { currentSegment, forecast, segmentClock, turnClock } from '#shared/sessions/clock.ts';
import type { SessionCommand } from '#shared/sessions/commands.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { queue } from '#shared/sessions/queue.ts';
import { departmentsOf, isHostOrRecorder } from '#shared/sessions/rights.ts';
import type { Question, Seat, Session, SessionRefusal, SessionState } from '#shared/sessions/state.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import { Stream } from '#web/lib/live/stream.svelte.ts';
import { Watch } from '#web/lib/live/watch.svelte.ts';
import { Own } from './own.svelte.ts';

/** What the load of every window of a session brings. */
export interface RoomFacts {
  readonly id: string;
  readonly first: { readonly seq: number; readonly audience: string; readonly state: unknown } | null;
  readonly pack: RulePack;
  readonly departments: RowPage;
  /** `http://host:port` under which phones reach us. */
  readonly origin: string;
}

/** One session as this screen sees it: whoever is inside a window of it asks here what is so, and asks through it. */
export class Room {
  readonly id: string;
  readonly live: Live;
  readonly pack: RulePack;
  readonly origin: string;
  readonly stream: Stream<SessionState, SessionCommand, SessionEvent, SessionRefusal>;
  readonly own: Own;
  /** What just happened to something of mine, in words, where my hand is. */
  said: { readonly text: string; readonly kept: boolean } | null = $state.raw(null);
  #forget: ReturnType<typeof setTimeout> | undefined;
  readonly #departments: Watch<DepartmentRow>;

  /** null: there is none, or none for this viewer. */
  readonly session: Session | null = $derived.by(() => (this.stream.state.stage === 'none' ? null : this.stream.state));
  readonly seat: Seat | null = $derived.by(() => {
    const seat = this.session?.seats[this.me];
    return seat && seat.left === null ? seat : null;
  });
  /** Runs it, as host or as recorder. */
  readonly hosting: boolean = $derived.by(() => this.session !== null && isHostOrRecorder(this.session, this.live.viewer));
  /** Departments I speak for here. */
  readonly mine: readonly string[] = $derived.by(() => (this.session ? departmentsOf(this.session, this.live.viewer) : []));
  readonly segment = $derived.by(() => (this.session ? currentSegment(this.session) : null));
  readonly places = $derived.by(() => (this.session ? queue(this.session) : []));
  readonly myPlace = $derived.by(() => this.places.find((place) => place.request.person === this.me) ?? null);
  /** Questions people still see, most urgent first: what waits for an answer, then by seconds. */
  readonly questions: readonly Question[] = $derived.by(() => inOrder(this.session?.questions ?? []));

  constructor(live: Live, facts: RoomFacts) {
    this.id = facts.id;
    this.live = live;
    this.pack = facts.pack;
    this.origin = facts.origin;
    this.own = new Own(facts.id);
    this.stream = new Stream(live, sessions, facts.id, { first: facts.first, pack: facts.pack });
    this.#departments = new Watch(live, { model: 'departments', limit: 200 }, facts.departments);
  }

  /** `$effect(() => room.open())` */
  open(): () => void {
    this.own.remember();
    const leave = [this.stream.open(), this.#departments.open()];
    return () => leave.forEach((one) => one());
  }

  get me(): string {
    return this.live.viewer.id;
  }

  /** By the server's clock; whoever draws with it is drawn again every second. */
  get now(): number {
    return this.live.clock.ticking;
  }

  get segmentClock() {
    return segmentClock(this.stream.state, this.now);
  }

  get turnClock() {
    return turnClock(this.stream.state, this.now);
  }

  get endsAt(): number | null {
    return forecast(this.stream.state, this.now);
  }

  /** What I ask now waits for the line. */
  get away(): boolean {
    return this.live.connection.state === 'offline' || this.live.connection.state === 'connecting';
  }

  /** `kept`: asked while the line was away, and not sent yet. */
  say(text: string, kept: boolean): void {
    this.said = { text, kept };
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => (this.said = null), 8_000);
  }

  /** Mine, asked while the line was away. */
  waits(fits: (command: SessionCommand, id: string) => boolean): boolean {
    return this.away && this.stream.pending.some((one) => fits(one.command, one.id));
  }

  get departments(): readonly {
    readonly id: string;
    readonly name: string;
    readonly retired: boolean;
    readonly names: readonly string[];
  }[] {
    return this.#departments.rows.map(({ id, row }) => ({ id, name: row.shortName || row.name, retired: row.retired, names: [row.name] }));
  }

  departmentName(id: string | null): string {
    return this.departments.find((one) => one.id === id)?.name ?? '';
  }

  /** null where this screen does not know: erased, or not for the public. */
  nameOf(person: string): string | null {
    return this.session?.seats[person]?.name ?? null;
  }

  /** Mine, also where my name is hidden. */
  asked(question: Question): boolean {
    return question.by === this.me || this.own.asked(question.id);
  }

  question(id: string | null): Question | null {
    return this.session?.questions.find((one) => one.id === id) ?? null;
  }
}

const rank: Readonly<Record<Question['stage'], number>> = { raised: 0, queued: 1, answered: 2, settled: 3, declined: 4, withdrawn: 5 };

const inOrder = (questions: readonly Question[]): readonly Question[] =>
  questions.toSorted((a, b) => rank[a.stage] - rank[b.stage] || b.seconders.length - a.seconders.length || a.askedAt - b.askedAt);

export const [theRoom, enterRoom] = createContext<Room>();
