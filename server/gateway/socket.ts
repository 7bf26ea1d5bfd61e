/** The live connection: the messages of `shared/core/wire.ts`, and no other. */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Server } from 'socket.io';
import type { AnyKind } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Followed, FromServer, Signal } from '#shared/core/wire.ts';
import { Maps } from '../consensus/live.ts';
import { streamOf, type Asks } from './asks.ts';
import { Feeds } from './feeds.ts';
import { Caller, sameRights, type Incoming, type Line, type Signed } from './caller.ts';
import { answered, hear } from './hearing.ts';
import type { Means } from './means.ts';
import { Presence, present } from './presence.ts';
import type { Reading } from './reading.ts';
import { RowNews } from './row-news.ts';
import { turnAway } from './turn-away.ts';
import { Rooms } from './rooms.ts';
import type { Ended, Viewers } from './viewers.ts';
import { Wholes, worthCompressing } from './wholes.ts';

export type Io = Server<Incoming, FromServer>;

/** A message that is larger than a command may be is still answered up to here; beyond, the connection is cut (1009). */
const mostBytes = 256 * 1024;
const mostFollowed = 64;
/** How long a slow line may take to hear the last words. */
const farewell = 1_000;
const mostWatched = 32;

export class Sockets {
  readonly io: Io;
  readonly feeds: Feeds;
  readonly maps: Maps;
  readonly #means: Means;
  readonly #viewers: Viewers;
  readonly #asks: Asks;
  readonly #presence: Presence;
  readonly #news: RowNews;
  readonly #reading: Reading;
  readonly #rooms: Rooms;
  readonly #wholes = new Wholes();
  readonly #persons = new Map<string, Set<Caller>>();

  constructor(means: Means, viewers: Viewers, asks: Asks, reading: Reading, foreign: (request: IncomingMessage) => boolean) {
    this.#means = means;
    this.#viewers = viewers;
    this.#asks = asks;
    this.#reading = reading;
    this.io = new Server<Incoming, FromServer>({
      transports: ['websocket'],
      serveClient: false,
      // A whole room is a fifth when compressed, and only that is worth the time; what is told to all goes as it is.
      perMessageDeflate: { threshold: worthCompressing, serverNoContextTakeover: true, clientNoContextTakeover: true },
      httpCompression: false,
      maxHttpBufferSize: mostBytes,
      destroyUpgrade: false,
      connectTimeout: 10_000,
      allowRequest: (request, decide) => {
        // Left alone, it would say 400; once turned away, nothing is left to decide.
        if (foreign(request)) turnAway(request.socket, '403 Forbidden');
        else decide(null, true);
      },
    });
    this.#rooms = new Rooms(this.io);
    this.feeds = new Feeds(means.engine, {
      events: (room, stream, events) => this.#rooms.tell(room, 'events', stream, events),
      signal: (room, stream, signal) => this.#rooms.tell(room, 'signal', stream, signal),
      welcome: (follower, stream) => this.#welcome(follower as Caller, stream),
      after: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
      now: means.clock.now,
      trouble: (stream, cause) => means.log.warn({ err: cause, stream }, 'a followed stream stays behind'),
    });
    this.#presence = new Presence(
      means.bus,
      (stream) => present(this.feeds.get(stream)),
      (stream, count) => this.#signal(stream, { present: count }),
    );
    this.maps = new Maps(means, (stream, map) => this.#signal(stream, { map }, this.feeds.get(stream)?.informed));
    this.feeds.onCount = (stream) => {
      this.#presence.changed(stream);
      this.maps.followed(stream, this.feeds.get(stream)?.followers.size ?? 0);
    };
    this.#news = new RowNews((model) => this.#rooms.tell(`rows|${model}`, 'rows', model));
    this.io.on('connection', (line) => this.#greet(line));
  }

  async start(server: HttpServer): Promise<void> {
    this.io.attach(server);
    await this.#presence.start();
    this.#news.start(this.#means.engine);
    this.#viewers.onChange((person) => this.#reconsider(person));
    this.#viewers.onEnd((ended) => this.#end(ended));
  }

  get count(): number {
    return this.io.engine ? this.io.engine.clientsCount : 0;
  }

  /** Says what is due, then ends every connection, so that browsers come back by themselves to whoever listens then. */
  async close(): Promise<void> {
    this.feeds.close();
    this.#presence.stop();
    this.#news.stop();
    await this.maps.close();
    const lines = [...this.io.of('/').sockets.values()].map(({ conn }) => conn);
    const ended = Promise.all(lines.map((conn) => new Promise((end) => conn.once('close', end))));
    // Answers that are on their way are written one turn of the event loop later; `close` lets out what is written.
    await new Promise(setImmediate);
    for (const conn of lines) conn.close();
    await Promise.race([ended, wait(farewell, null, { ref: false })]);
    // Never io.close(): it waits for every browser to agree.
    this.io.engine.close();
  }

  #greet(line: Line): void {
    const caller = new Caller(line, this.#viewers, this.#means.clock.now);
    this.#rooms.add(caller);
    hear(line, this.#means.log, this.#means.clock.now, {
      clock: () => {
        this.#recheck(caller);
        return this.#means.clock.now();
      },
      command: ([stream, id, command]) => {
        caller.asks(id);
        return this.#asks.ask('socket', { stream, id, command }, () => caller.actor());
      },
      follow: (parts, number) => this.#follow(caller, parts, number),
      unfollow: ([stream]) => {
        if (typeof stream !== 'string') return;
        caller.wanted.delete(stream as StreamId);
        this.feeds.unfollow(caller, stream as StreamId);
      },
      watch: ([model]) => this.#watch(line, model),
      unwatch: ([model]) => {
        if (typeof model === 'string') void line.leave(`rows|${model}`);
      },
    });
    line.on('disconnect', () => {
      this.#rooms.delete(caller);
      for (const stream of [...caller.audiences.keys()]) this.feeds.unfollow(caller, stream);
      this.#leave(caller);
    });
  }

  async #follow(caller: Caller, [stream, since, audience]: readonly unknown[], number?: number) {
    const found = streamOf(stream, this.#means.kinds);
    if (!('stream' in found) || !found.kind) return found;
    if (typeof since !== 'number' || !Number.isSafeInteger(since) || since < 0) return { malformed: 'seq', at: 'since' };
    if (typeof audience !== 'string' || audience.length > 100) return { malformed: 'audience', at: 'audience' };
    if (this.#asks.closing) return { unavailable: 'closing' };
    if (caller.wanted.size >= mostFollowed && !caller.wanted.has(found.stream)) return { refused: 'too-many' };
    caller.wanted.add(found.stream);
    const followed = await this.#join(caller, found.stream, found.kind, since, audience);
    // Gone while it was answered: nobody would ever take it out again.
    if (!caller.line.connected) this.feeds.unfollow(caller, found.stream);
    else if ('seq' in followed) {
      const frame = number === undefined || caller.takes === null ? null : this.#wholes.frame(number, followed, caller.takes);
      const told = frame !== null && caller.writePieces(frame);
      this.#welcome(caller, found.stream);
      if (told) return answered;
    }
    return followed;
  }

  /** What is known besides the record. */
  #welcome(caller: Caller, stream: StreamId): void {
    const figures = this.feeds.get(stream)?.figuresOf(caller) ?? {};
    const map = 'summary' in figures ? this.maps.last(stream) : undefined;
    caller.line.emit('signal', stream, {
      present: Math.max(1, this.#presence.total(stream)),
      ...figures,
      ...(map === undefined ? {} : { map }),
    });
  }

  async #join(caller: Caller, stream: StreamId, kind: AnyKind, since: number, audience: string): Promise<Followed> {
    try {
      await caller.actor();
      this.#enter(caller);
      return await this.feeds.follow(caller, stream, kind, since, audience);
    } finally {
      if (!caller.audiences.has(stream)) caller.wanted.delete(stream);
    }
  }

  #watch(line: Line, model: unknown) {
    if (typeof model !== 'string' || !this.#reading.model(model)) return { malformed: 'model', at: 'model' };
    if ([...line.rooms].filter((room) => room.startsWith('rows|')).length >= mostWatched) return { refused: 'too-many' };
    void line.join(`rows|${model}`);
    return { now: this.#means.clock.now() };
  }

  #signal(stream: StreamId, signal: Signal, rooms = this.feeds.get(stream)?.rooms ?? []): void {
    for (const room of rooms) this.#rooms.tell(room, 'signal', stream, signal);
  }

  /** People with a live connection are followed themselves: when their roles change, what they see changes at once. */
  #enter(caller: Caller): void {
    const id = caller.account ? caller.who().id : '';
    if (caller.entered === id) return;
    this.#leave(caller);
    if (id === '') return;
    caller.entered = id;
    const callers = this.#persons.get(id) ?? new Set();
    if (callers.size === 0) this.#means.engine.follow(this.#streamOf(id));
    this.#persons.set(id, callers.add(caller));
  }

  #leave(caller: Caller): void {
    const id = caller.entered;
    caller.entered = '';
    const callers = this.#persons.get(id);
    if (!callers?.delete(caller) || callers.size > 0) return;
    this.#persons.delete(id);
    this.#means.engine.unfollow(this.#streamOf(id));
  }

  #streamOf(person: string): StreamId {
    return `${this.#means.identity.kind.name}/${person}`;
  }

  #reconsider(person: string): void {
    for (const caller of this.#persons.get(person) ?? []) this.#recheck(caller);
  }

  /** Who it was when it came may not be who it is now: roles change, sign-ins end. */
  #recheck(caller: Caller): void {
    const before = caller.who();
    caller
      .actor()
      .then(() => {
        if (!sameRights(before, caller.who())) this.feeds.reconsider(caller);
      })
      .catch((cause: unknown) => {
        // Not known who it is now: it comes back and is asked again.
        this.#means.log.warn({ err: cause }, 'a live connection could not be checked');
        caller.line.conn.close();
      });
  }

  #end(ended: Ended): void {
    for (const line of this.io.of('/').sockets.values()) {
      const { token, person } = line.data as Signed;
      if ('token' in ended ? ended.token === token : ended.person === person) line.conn.close();
    }
  }
}
