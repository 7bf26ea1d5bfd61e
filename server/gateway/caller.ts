import type { Duplex } from 'node:stream';
import type { Socket } from 'socket.io';
import type { Actor } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { FromServer, Signal } from '#shared/core/wire.ts';
import { tokenIn } from './cookie.ts';
import type { Follower } from './follower.ts';
import type { Viewers, Who } from './viewers.ts';
import type { Form } from './wholes.ts';

/** Anything may come: the shapes are checked, not believed. */
export type Incoming = Record<string, (...parts: unknown[]) => void>;
export type Line = Socket<Incoming, FromServer>;
/** Kept with the connection: by which sign-in it was last known. */
export type Signed = { token?: string | undefined; person?: string | undefined };

/** More than a person presses between two tellings. */
const mostAsked = 32;

const none = Object.freeze({});

/** Makes no difference to what it may see. */
export const sameRights = (one: Who, other: Who): boolean =>
  one.id === other.id && one.department === other.department && one.roles.join() === other.roles.join();

/** Whoever agrees to compression is told large messages compressed; a smaller window than usual is left to the library. */
const formFor = (offered = ''): Form | null => {
  if (!offered.includes('permessage-deflate')) return 'plain';
  return offered.includes('server_max_window_bits') ? null : 'deflated';
};

/** One live connection and who is behind it. */
export class Caller implements Follower {
  readonly line: Line;
  readonly audiences = new Map<StreamId, string>();
  /** How large messages may be written past the library; null = only by the library. */
  readonly takes: Form | null;
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
  /** Ids of the last commands, oldest first. */
  readonly #asked = new Set<string>();
  #who: Who = { id: '', roles: [], department: null };

  constructor(line: Line, viewers: Viewers, now: () => number) {
    this.line = line;
    this.#viewers = viewers;
    this.#now = now;
    this.#token = tokenIn(line.handshake.headers.cookie);
    this.takes = formFor(line.handshake.headers['sec-websocket-extensions']);
    this.#wire = line.conn.request.socket;
    // Nothing else is needed of the request, and each of thousands would be kept as long as its line.
    Object.assign(line.conn, { request: null });
    Object.assign(line.handshake, { headers: none, query: none, auth: none });
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

  asks(command: unknown): void {
    if (typeof command !== 'string') return;
    this.#asked.add(command);
    if (this.#asked.size > mostAsked) this.#asked.delete(this.#asked.values().next().value as string);
  }

  asked(command: string): boolean {
    return this.#asked.has(command);
  }

  /** Bytes that wait in this process for a slow line. */
  get unsent(): number {
    return this.#wire.writableLength;
  }

  /** Ends it at once; what waits is given up. */
  cut(): void {
    this.#wire.destroy();
  }

  /** A whole frame, past the library's queue; false while something of its own waits there, which must come first. */
  write(frame: Buffer): boolean {
    if (!this.#clear) return false;
    this.#wire.write(frame);
    return true;
  }

  /** The same for a frame in pieces, some of which are shared with others. */
  writePieces(pieces: readonly Buffer[]): boolean {
    if (!this.#clear) return false;
    this.#wire.cork();
    for (const piece of pieces) this.#wire.write(piece);
    this.#wire.uncork();
    return true;
  }

  get #clear(): boolean {
    return this.line.connected && this.line.conn.transport.writable;
  }

  enter(room: string): void {
    void this.line.join(room);
  }

  leave(room: string): void {
    void this.line.leave(room);
  }

  whisper(stream: StreamId, signal: Signal): void {
    this.line.emit('signal', stream, signal);
  }

  restart(stream: StreamId, followed: Parameters<FromServer['audience']>[1]): void {
    this.line.emit('audience', stream, followed);
  }
}
