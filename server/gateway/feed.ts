/**
 * One followed stream on this node: who follows it in which audience, and what was told so far.
 *
 * Invariant: all followers of a feed stand at the same `seq`, and `state` is the fold up to it. So a follower is joined and told in one
 * turn of the event loop, and nobody ever gets an event twice, out of order, or not at all.
 */
import type { AnyKind } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import { limits, type Followed, type Signal } from '#shared/core/wire.ts';
import type { Announcement, Engine, Opened } from '../engine/port.ts';
import { Pace } from '../pace.ts';
import type { Air, Follower } from './follower.ts';
import { Figures, figuresPace } from './figures.ts';
import { OwnNews } from './own-news.ts';
import { inRuns, sentTo } from './reading.ts';
import { roomOf, Standing } from './standing.ts';
import { Views } from './views.ts';

/**
 * Part of the time that telling may take, and the longest that anybody waits for it: a hall of thousands is told several events at once,
 * a room of thirty each at once.
 */
const telling = { share: 0.1, shortest: 0, longest: 100 };
/** Milliseconds that a number may be late which changes nothing on any screen. */
const unhurried = 2_000;
/** Longest history kept for those who are just coming in. */
const mostRecent = limits.behind * 2;

export class Feed {
  readonly stream: StreamId;
  readonly kind: AnyKind;
  readonly followers = new Set<Follower>();
  /** Opening, following or healing under way: keeps an empty feed alive. */
  busy = 0;
  readonly #engine: Engine;
  readonly #air: Air;
  readonly #standing: Standing;
  readonly #figures: Figures;
  readonly #own: OwnNews;
  readonly #views: Views;
  readonly #pace = new Pace(telling);
  /** All followers were told up to here. */
  #told: Opened = { seq: 0, state: null };
  /** Committed and announced up to here. */
  #head: Opened = { seq: 0, state: null };
  #recent: Recorded<AnyEvent>[] = [];
  #early: Announcement[] | null = [];
  /** Something is due that somebody may see; what nobody here may see waits for the beat. */
  #due = false;
  #beat: (() => void) | null = null;
  #later: () => void = () => undefined;
  /** The beat waits for somebody who is in a hurry. */
  #idling = false;
  #beatAt = -Infinity;
  #saidAt = -Infinity;
  #catching: Promise<void> | null = null;

  constructor(stream: StreamId, kind: AnyKind, engine: Engine, air: Air) {
    this.stream = stream;
    this.kind = kind;
    this.#engine = engine;
    this.#air = air;
    this.#standing = new Standing(stream);
    this.#figures = new Figures(kind);
    this.#own = new OwnNews(stream, kind);
    this.#views = new Views(kind);
  }

  /** To be called once, after the engine was told to follow. */
  async open(): Promise<void> {
    this.#head = this.#told = await this.#engine.open(this.stream);
    const early = this.#early ?? [];
    this.#early = null;
    for (const announcement of early) this.announce(announcement);
  }

  announce(announcement: Announcement): void {
    if (this.#early) {
      this.#early.push(announcement);
      return;
    }
    const fresh = announcement.events.filter(({ seq }) => seq > this.#head.seq);
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (!first || !last) return;
    // A gap before these, or a state that is ahead of them: both are mended from the store.
    if (first.seq !== this.#head.seq + 1 || last.seq !== announcement.after.seq) {
      this.catchUp().catch((cause: unknown) => this.#air.trouble(this.stream, cause));
      return;
    }
    this.#recent.push(...fresh);
    this.#head = announcement.after;
    const seen = this.#anyoneSees(fresh);
    this.#own.heard(fresh);
    if (!seen || this.#figures.any || this.#own.any) this.#expectBeat();
    if (!seen || this.#due) return;
    this.#due = true;
    const tell = (): void => this.#say(() => this.flush());
    const wait = this.#pace.wait(this.#air.now());
    if (wait >= 1) this.#later = this.#air.after(wait, tell);
    else setImmediate(tell);
  }

  /** A mass of hidden events is told as one number, together with the figures they changed; a single one at once. */
  #expectBeat(idle = 0): void {
    if (this.#beat && !this.#idling) return;
    this.#beat?.();
    this.#idling = idle > 0;
    const since = this.#air.now() - this.#beatAt;
    // A clock that was set back must not stop it.
    const wait = since < 0 ? figuresPace : Math.max(idle, figuresPace - since);
    this.#beat = this.#air.after(wait, () => {
      this.#beat = null;
      this.#beatAt = this.#air.now();
      this.#say(() => {
        const changed = this.#figures.changed(this.#head.state, this.#standing.audiences);
        const untold = this.#told.seq < this.#head.seq;
        if (untold && !this.#due && changed.length === 0 && !this.#own.any && !this.#urgent) return this.#expectBeat(unhurried);
        // Events come before the figures they changed.
        if (untold && (changed.length > 0 || !this.#due)) this.flush();
        for (const { audience, summary } of changed) this.#air.signal(roomOf(this.stream, audience), this.stream, { summary });
        this.#own.tell(this.followers, this.#head, this.#air.now());
      });
    });
  }

  /** What the house brought by itself, with nobody let in or out and no figure changed, is a number nobody waits for. */
  get #urgent(): boolean {
    const since = this.#air.now() - this.#saidAt;
    if (since < 0 || since >= unhurried) return true;
    return [...this.followers].some((follower) => this.#audienceOf(follower) !== follower.audiences.get(this.stream));
  }

  /** A bug in what some may see must not end the house; whoever missed something notices the gap and follows anew. */
  #say(what: () => void): void {
    try {
      what();
    } catch (cause) {
      this.#air.trouble(this.stream, cause);
    }
  }

  #anyoneSees(events: readonly Recorded<AnyEvent>[]): boolean {
    let seen = true;
    this.#say(() => {
      seen = this.#standing.audiences.some((audience) =>
        events.some((recorded) => this.kind.visibility.see(recorded, audience, this.#head.state) !== null),
      );
    });
    return seen;
  }

  /** Tells everybody what is due. */
  flush(): void {
    this.#due = false;
    const fresh = this.#recent.filter(({ seq }) => seq > this.#told.seq);
    this.#told = this.#head;
    if (fresh.length > 0) {
      const begun = (this.#saidAt = this.#air.now());
      this.#pace.begins(begun);
      const moved = this.#place();
      for (const audience of this.#standing.audiences)
        this.#air.events(roomOf(this.stream, audience), this.stream, inRuns(sentTo(this.kind, fresh, audience, this.#told.state)));
      this.#restart(moved);
      this.#pace.took(this.#air.now() - begun);
    }
    if (this.#recent.length > mostRecent) this.#recent = this.#recent.slice(-limits.behind);
  }

  /** The past changed (names were erased): everybody starts from the state as it is now. */
  async renew(): Promise<void> {
    let opened = await this.#engine.open(this.stream);
    for (let tries = 0; opened.seq < this.#head.seq && tries < 20; tries += 1) opened = await this.#engine.open(this.stream);
    this.#head = this.#told = opened;
    this.#recent = [];
    this.#place();
    this.#restart(new Map([...this.followers].map((follower) => [follower, this.#audienceOf(follower)])));
  }

  /** Somebody's rights changed: they may see more or less from now on. */
  reconsider(follower: Follower): void {
    this.flush();
    if (this.followers.has(follower)) this.#restart(this.#place([follower]));
  }

  /** Joins a follower and says where to fold from. `since` and `audience`: what it has. */
  async follow(follower: Follower, since: number, audience: string): Promise<Followed> {
    if (since > this.#head.seq) await this.catchUp();
    let loaded: readonly Recorded<AnyEvent>[] = [];
    const known = audience !== '' && since > 0;
    const atHand = this.#recent[0]?.seq ?? Infinity;
    if (known && since < this.#told.seq && atHand > since + 1 && this.#told.seq - since <= limits.behind)
      loaded = await this.#engine.events(this.stream, since, limits.behind);
    // From here on nothing awaits: place, answer and join are one. What is hidden from all who stand there need not be told first.
    const now = this.#audienceOf(follower);
    if (this.#due || since > this.#told.seq || now === null || !this.#standing.has(now)) this.flush();
    this.leave(follower);
    if (now === null) return { refused: follower.who().id === '' ? 'not-signed-in' : 'not-yours' };
    this.followers.add(follower);
    this.#standing.enter(follower, now);
    const missed = known && now === audience ? this.#missed(since, loaded) : null;
    if (!missed) return this.#whole(now, follower);
    const events = inRuns(sentTo(this.kind, missed, now, this.#told.state));
    return { seq: this.#told.seq, audience: now, events, ...this.#own.of(follower, this.#head.state, this.#air.now()) };
  }

  leave(follower: Follower): void {
    if (this.followers.delete(follower)) this.#standing.exit(follower);
  }

  /** The figures as this follower may know them now; nothing when there are none. */
  figuresOf(follower: Follower): Signal {
    const audience = follower.audiences.get(this.stream);
    return audience === undefined ? {} : this.#figures.first(this.#head.state, audience);
  }

  /** Nobody is told anything any more. */
  close(): void {
    this.#beat?.();
    this.#later();
  }

  /** Reads from the store what was not announced here. */
  catchUp(): Promise<void> {
    this.#catching ??= this.#catchUp().finally(() => (this.#catching = null));
    return this.#catching;
  }

  async #catchUp(): Promise<void> {
    const opened = await this.#engine.open(this.stream);
    const since = this.#head.seq;
    if (opened.seq <= since) return;
    const events = (await this.#engine.events(this.stream, since)).filter(({ seq }) => seq <= opened.seq);
    // Announcements that came meanwhile may have been faster.
    this.announce({ stream: this.stream, after: opened, events });
  }

  /** All events after `since` up to what was told; null when they are not all at hand. */
  #missed(since: number, loaded: readonly Recorded<AnyEvent>[]): Recorded<AnyEvent>[] | null {
    if (since > this.#told.seq || this.#told.seq - since > limits.behind) return null;
    const bySeq = new Map([...loaded, ...this.#recent].map((recorded) => [recorded.seq, recorded]));
    const missed: Recorded<AnyEvent>[] = [];
    for (let seq = since + 1; seq <= this.#told.seq; seq += 1) {
      const recorded = bySeq.get(seq);
      if (!recorded) return null;
      missed.push(recorded);
    }
    return missed;
  }

  get rooms(): string[] {
    return this.#standing.rooms;
  }

  /** Rooms of those who are told figures at all: nobody else learns anything that is made of what is hidden. */
  get informed(): string[] {
    const audiences = this.#standing.audiences.filter((audience) => this.#figures.of(this.#head.state, audience) !== undefined);
    return audiences.map((audience) => roomOf(this.stream, audience));
  }

  #audienceOf(follower: Follower): string | null {
    return this.kind.visibility.audience(this.#head.state, { ...follower.who(), now: this.#air.now() });
  }

  #whole(audience: string, follower: Follower): Followed {
    const state = this.#views.of(this.#told.state, audience);
    return { seq: this.#told.seq, audience, state, events: [], ...this.#own.of(follower, this.#head.state, this.#air.now()) };
  }

  /** Takes everybody whose audience changed out of their room. */
  #place(followers: Iterable<Follower> = this.followers): Map<Follower, string | null> {
    const moved = new Map<Follower, string | null>();
    for (const follower of followers) {
      const before = follower.audiences.get(this.stream);
      const now = this.#audienceOf(follower);
      if (now === before) continue;
      moved.set(follower, now);
      this.#standing.exit(follower);
    }
    return moved;
  }

  #restart(moved: ReadonlyMap<Follower, string | null>): void {
    for (const [follower, now] of moved) {
      if (now === null) {
        this.leave(follower);
        follower.restart(this.stream, { refused: follower.who().id === '' ? 'not-signed-in' : 'not-yours' });
        continue;
      }
      this.#standing.enter(follower, now);
      follower.restart(this.stream, this.#whole(now, follower));
      if (this.#figures.any) this.#air.welcome(follower, this.stream);
    }
  }
}
