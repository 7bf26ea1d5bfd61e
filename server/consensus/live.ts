/**
 * The maps of the rooms that are followed on this node, and the last word about each. Every node computes for those who follow there: from the
 * same votes come the same groups. What may differ between nodes while people still vote: letters of groups (each node names them as
 * they appeared to it), the way the picture is turned, and by up to a few seconds what is counted. At the close one node's report is kept
 * in the record, and all show that.
 */
import { house } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import type { Announcement, Engine, Opened } from '../engine/port.ts';
import type { Log } from '../log.ts';
import { LiveRoom, type Rule } from './live-room.ts';
import { Threads } from './live-threads.ts';

/** Last maps that are kept though nobody follows: some 20 kB each. */
const mostKept = 200;
/** More rooms at a time than a node was made for go without a live map; at the close they get theirs all the same. */
const mostRooms = 300;
/** Where nobody follows, a node that knows the names of the groups goes first; milliseconds. */
const courtesy = 1_500;
const pause = 3_000;
const mostTries = 20;

export interface MapMeans {
  readonly engine: Engine;
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly log: Log;
  readonly clock: { now(): number };
}

export class Maps {
  readonly threads: Threads;
  readonly #means: MapMeans;
  readonly #tell: (stream: StreamId, map: string) => void;
  /** `null` while it is opened, then what came meanwhile is in `#early`. */
  readonly #rooms = new Map<StreamId, LiveRoom | null>();
  readonly #early = new Map<StreamId, Opened>();
  readonly #last = new Map<StreamId, string>();
  readonly #keeping = new Set<StreamId>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stop: () => void;
  #closed = false;

  /** `tell`: a new map of a followed stream, as JSON text. */
  constructor(means: MapMeans, tell: (stream: StreamId, map: string) => void) {
    this.#means = means;
    this.#tell = tell;
    this.threads = new Threads({
      map: (room, text) => this.#show(room as StreamId, text),
      again: (room) => this.#again(room as StreamId),
      died: (cause) => means.log.warn({ err: cause }, 'a thread of the maps died'),
    });
    this.#stop = means.engine.onCommit((announcement) => this.#take(announcement));
  }

  /** The map as it was last shown, for whoever begins to follow. */
  last(stream: StreamId): string | undefined {
    return this.#last.get(stream);
  }

  /** How many follow now. */
  followed(stream: StreamId, followers: number): void {
    if (this.#closed || !this.#rule(stream)) return;
    if (followers === 0) this.#leave(stream);
    else if (!this.#rooms.has(stream) && this.#rooms.size < mostRooms) void this.#open(stream);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    for (const timer of this.#timers) clearTimeout(timer);
    await this.threads.close();
  }

  #rule(stream: StreamId): Rule | undefined {
    return this.#means.kinds[kindOf(stream)]?.opinions;
  }

  async #open(stream: StreamId): Promise<void> {
    this.#rooms.set(stream, null);
    try {
      const opened = await this.#means.engine.open(stream);
      if (this.#rooms.get(stream) !== null || this.#closed) return;
      const early = this.#early.get(stream);
      const now = early && early.seq > opened.seq ? early : opened;
      const room = new LiveRoom(stream, this.#rule(stream)!, now);
      this.#rooms.set(stream, room);
      if (room.hasVotes) this.#begin(room);
      this.#keepIfDue(stream, now);
    } catch (cause) {
      this.#rooms.delete(stream);
      this.#means.log.warn({ err: cause, stream }, 'a followed stream goes without its map');
    } finally {
      this.#early.delete(stream);
    }
  }

  #begin(room: LiveRoom): void {
    room.begin(this.threads.enter(room.stream), this.#last.get(room.stream) ?? null);
  }

  #leave(stream: StreamId): void {
    const room = this.#rooms.get(stream);
    if (room === undefined || this.#keeping.has(stream)) return;
    this.#rooms.delete(stream);
    room?.stop();
    this.threads.leave(stream);
  }

  #again(stream: StreamId): void {
    const room = this.#rooms.get(stream);
    if (!room) return;
    room.stop();
    this.threads.leave(stream);
    this.#begin(room);
  }

  #take(announcement: Announcement): void {
    const { stream, after } = announcement;
    const rule = this.#rule(stream);
    if (!rule) return;
    const room = this.#rooms.get(stream);
    if (room === null) this.#early.set(stream, after);
    if (room) {
      const gapless = room.take(announcement);
      if (!room.hasBegun) {
        if (room.hasVotes) this.#begin(room);
      } else if (!gapless) this.#again(stream);
    }
    this.#keepIfDue(stream, after);
  }

  #show(stream: StreamId, text: string): void {
    this.#last.delete(stream);
    this.#last.set(stream, text);
    if (this.#last.size > mostKept) this.#last.delete(this.#last.keys().next().value!);
    this.#tell(stream, text);
  }

  #keepIfDue(stream: StreamId, { state }: Opened): void {
    if (this.#keeping.has(stream) || this.#closed || this.#rule(stream)?.keep(state, null) == null) return;
    this.#keeping.add(stream);
    const begun = this.#rooms.get(stream)?.hasBegun === true;
    this.#later(() => this.#keep(stream, mostTries), begun ? 0 : courtesy);
  }

  #later(work: () => Promise<void>, wait: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, wait);
    this.#timers.add(timer.unref());
  }

  /** Computes the report and asks for it to be kept: once, whichever node is first, since the id is always the same. */
  async #keep(stream: StreamId, tries: number): Promise<void> {
    try {
      if (this.#closed || (await this.#kept(stream))) return this.#settled(stream);
    } catch (cause) {
      this.#means.log.warn({ err: cause, stream }, 'the map waits to be kept');
    }
    if (tries > 1 && !this.#closed) this.#later(() => this.#keep(stream, tries - 1), pause);
    else this.#settled(stream);
  }

  #settled(stream: StreamId): void {
    this.#keeping.delete(stream);
  }

  /** False: to be tried again. */
  async #kept(stream: StreamId): Promise<boolean> {
    const { engine, clock, log } = this.#means;
    const rule = this.#rule(stream)!;
    const opened = await engine.open(stream);
    if (rule.keep(opened.state, null) === null) return true;
    const text = await this.#report(stream, rule, opened);
    const command = rule.keep(opened.state, JSON.parse(text));
    if (command === null) return true;
    const answer = await engine.ask(stream, 'keep-map', command, house(clock.now()));
    if ('seq' in answer) return true;
    log.warn({ stream, answer }, 'the map was not kept');
    return !('unavailable' in answer || 'failed' in answer);
  }

  async #report(stream: StreamId, rule: Rule, opened: Opened): Promise<string> {
    const here = this.#rooms.get(stream);
    if (here?.hasBegun) {
      await here.told();
      return this.threads.of(stream).report(stream);
    }
    const name = `${stream}#report` as StreamId;
    const room = new LiveRoom(name, rule, opened);
    try {
      room.begin(this.threads.enter(name), this.#last.get(stream) ?? null);
      await room.told();
      return await this.threads.of(name).report(name);
    } finally {
      room.stop();
      this.threads.leave(name);
    }
  }
}
