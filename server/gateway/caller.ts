import type { Duplex } from 'node:stream';
import type { Socket } from 'socket.io';
import type { Actor } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { FromServer } from '#shared/core/wire.ts';
import { tokenIn } from './cookie.ts';
import type { Follower } from './feed.ts';
import type { Viewers, Who } from './viewers.ts';

/** Anything may come: the shapes are checked, not believed. */
export type Incoming = Record<string, (...parts: unknown[]) => void>;
export type Line = Socket<Incoming, FromServer>;
/** Kept with the connection: by which sign-in it was last known. */
export type Signed = { token?: string | undefined; person?: string | undefined };

/** Makes no difference to what it may see. */
export const sameRights = (one: Who, other: Who): boolean =>
  one.id === other.id && one.department === other.department && one.roles.join() === other.roles.join();

/** One live connection and who is behind it. */
export class Caller implements Follower {
  readonly line: Line;
  readonly audiences = new Map<StreamId, string>();
  /** Followed, or about to be. */
  readonly wanted = new Set<StreamId>();
  /** Person whose changes it hears of; '' = none. */
  entered = '';
  /** Known by password: only then there is an office that may change. */
  account = false;
  readonly #viewers: Viewers;
  readonly #now: () => number;
  /** What the line lies on. */
  readonly #wire: Duplex;
  /** The header of a connection never changes. */
  readonly #token: string | null;
  #who: Who = { id: '', roles: [], department: null };

  constructor(line: Line, viewers: Viewers, now: () => number) {
    this.line = line;
    this.#viewers = viewers;
    this.#now = now;
    this.#token = tokenIn(line.handshake.headers.cookie);
    this.#wire = line.conn.request.socket;
    // Nothing else is needed of the request, and each of thousands would be kept as long as its line.
    Object.assign(line.conn, { request: null });
  }

  who(): Who {
    return this.#who;
  }

  /** Asked at every message: a sign-in may end, roles may change. */
  async actor(): Promise<Actor> {
    const known = await this.#viewers.knownBy(this.#token);
    Object.assign(this.line.data, { token: known?.token, person: known?.person } satisfies Signed);
    this.account = known?.account === true;
    this.#who = await this.#viewers.who(known);
    return { ...this.#who, now: this.#now() };
  }

  /** Bytes that wait in this process for a slow line. */
  get unsent(): number {
    return this.#wire.writableLength;
  }

  /** A whole frame, past the library's queue; false while something of its own waits there, which must come first. */
  write(frame: Buffer): boolean {
    if (!this.line.connected || !this.line.conn.transport.writable) return false;
    this.#wire.write(frame);
    return true;
  }

  enter(room: string): void {
    void this.line.join(room);
  }

  leave(room: string): void {
    void this.line.leave(room);
  }

  restart(stream: StreamId, followed: Parameters<FromServer['audience']>[1]): void {
    this.line.emit('audience', stream, followed);
  }
}
