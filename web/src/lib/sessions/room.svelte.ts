import { createContext } from 'svelte';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { RowPage } from '#shared/core/wire.ts';
import type { DepartmentRow } from '#shared/departments/read-model.ts';
import { currentSegment, forecast, segmentClock, turnClock } from '#shared/sessions/clock.ts';
import type { SessionCommand } from '#shared/sessions/commands.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { queue } from '#shared/sessions/queue.ts';
import { departmentsOf, isHostOrRecorder } from '#shared/sessions/rights.ts';
import { sessionRules } from '#shared/sessions/rules.ts';
import type { OwnInSession } from '#shared/sessions/visibility.ts';
import { familyOf, membersOf, standingFor, stands, supportOf } from '#shared/sessions/duplicates.ts';
import type { Question, Seat, Segment, Session, SessionRefusal, SessionState } from '#shared/sessions/state.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import { Stream } from '#web/lib/live/stream.svelte.ts';
import type { LanguageCode } from '#web/lib/words/area.ts';
import { Watch } from '#web/lib/live/watch.svelte.ts';
import { nothingBeside, type Beside } from './beside.ts';
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

const none = { stage: 'none' } as const;

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
  /** An earlier state that stands in until the server has said as much; only a big screen keeps one. */
  kept: { readonly seq: number; readonly session: Session } | null = $state.raw(null);
  beside: Beside = $state.raw(nothingBeside);
  readonly #departments: Watch<DepartmentRow>;

  /** null: there is none, or none for this viewer. */
  readonly session: Session | null = $derived.by(() => {
    const { state, seq } = this.stream;
    if (this.kept && (state.stage === 'none' || this.kept.seq > seq)) return this.kept.session;
    return state.stage === 'none' ? null : state;
  });
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
  /** Questions everybody sees, without those merged into another; most urgent first: what waits for an answer, then by seconds. */
  readonly questions: readonly Question[] = $derived.by(() => inOrder((this.session?.questions ?? []).filter(stands), this));
  /** Waiting for a host: all of them on the console, else those of my own the room does not know, with what became of them. */
  readonly held: readonly Question[] = $derived.by(() => {
    if (this.hosting) return (this.session?.questions ?? []).filter(({ stage }) => stage === 'held');
    return (this.stream.own as OwnInSession | undefined)?.held ?? [];
  });

  constructor(live: Live, facts: RoomFacts) {
    this.id = facts.id;
    this.live = live;
    this.pack = facts.pack;
    this.origin = facts.origin;
    this.own = new Own(facts.id);
    this.stream = new Stream(live, sessionRules, facts.id, { first: facts.first, pack: facts.pack });
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
    return segmentClock(this.session ?? none, this.now);
  }

  get turnClock() {
    return turnClock(this.session ?? none, this.now);
  }

  get endsAt(): number | null {
    return forecast(this.session ?? none, this.now);
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
    if (question.by === this.me || this.own.asked(question.id)) return true;
    return (this.stream.own as OwnInSession | undefined)?.anonymous.includes(question.id) ?? false;
  }

  /** How many seconded it, or one merged into it; each once. A picture that was kept knows it better than the page it stands in. */
  support(question: Question): number {
    const { session } = this;
    const told = session !== null && session === this.kept?.session ? null : this.beside.seconds?.count(question.id);
    return told ?? (session ? supportOf(session, question) : 0);
  }

  /** I seconded it, or one merged into it. */
  seconded(question: Question): boolean {
    const { session } = this;
    return session !== null && familyOf(session, question).some(({ id }) => this.beside.seconds?.mine(id) === true);
  }

  /** Questions merged into this one. */
  same(question: Question): readonly Question[] {
    return this.session ? membersOf(this.session, question.id) : [];
  }

  /** The question this one was merged into; null = it stands by itself. */
  mergedInto(question: Question): Question | null {
    return this.session && question.mergedInto !== null ? standingFor(this.session, question) : null;
  }

  question(id: string | null): Question | null {
    return this.session?.questions.find((one) => one.id === id) ?? null;
  }
}

/** In the language of the screen, where somebody gave the title in it. */
export const titleIn = (code: LanguageCode, segment: Pick<Segment, 'title' | 'titleEn'>): string =>
  code === 'en' ? (segment.titleEn ?? segment.title) : segment.title;

const rank: Readonly<Record<Question['stage'], number>> = {
  held: 1,
  raised: 0,
  queued: 1,
  answered: 2,
  settled: 3,
  declined: 4,
  withdrawn: 5,
};

const inOrder = (questions: readonly Question[], room: Pick<Room, 'support'>): readonly Question[] => {
  const support = new Map(questions.map((one) => [one.id, room.support(one)]));
  const of = ({ id }: Question): number => support.get(id) ?? 0;
  return questions.toSorted((a, b) => rank[a.stage] - rank[b.stage] || of(b) - of(a) || a.askedAt - b.askedAt);
};

export const [theRoom, enterRoom] = createContext<Room>();
