/** One client of one document: its socket, what it may do, how fast it may talk, and how far behind it is. */
import { setTimeout as wait } from 'node:timers/promises';
import type { RawData, WebSocket } from 'ws';
import { nobody, type Actor } from '#shared/core/actor.ts';
import { closings } from '#shared/core/document.ts';
import type { Access } from '#shared/core/kind.ts';
import { readFrame, quietFrame, type Incoming } from './frames.ts';
import type { DocumentLimits } from './limits.ts';
import type { Line } from './line.ts';
import { packet } from '../packet.ts';

/** Whoever takes in what a client says. */
export interface Intake {
  take(from: Connection, incoming: Incoming): void;
  /** Told once, whoever ended it. */
  left(connection: Connection): void;
  /** How far everybody was told, this very frame included. */
  told(): number;
  /** A slow client takes frames again; it was told everything up to `told`. */
  behind(connection: Connection, told: number): void;
}

/** How long a client may take to agree to the end before its socket is cut. */
const farewell = 2000;
const quiet = packet(quietFrame);

export class Connection {
  /** Nobody, until it is known who it is. */
  viewer: Actor = nobody(0);
  access: Exclude<Access, 'none'> = 'read';
  /** Why it may not write; said once when it joins. */
  frozen = false;
  /** `seq` of the stream its access was decided at. */
  decidedAt = 0;
  /** Ended by us for a reason: what it said and nobody has taken in yet counts no more. */
  barred = false;
  /** Asked again for what an edit of its rests on. */
  gaps = 0;
  /** When it was asked for what it has, until it answers. */
  askedAt = -Infinity;
  readonly #socket: WebSocket;
  readonly #line: Line;
  readonly #limits: DocumentLimits;
  #intake: Intake | null = null;
  #early: Incoming[] = [];
  #tokens: number;
  #refilled = performance.now();
  #holds = 0;
  #heard = true;
  #sentSince = true;
  /** How far a slow client was told; null = it keeps up. */
  #behind: number | null = null;

  constructor(socket: WebSocket, line: Line, limits: DocumentLimits) {
    this.#socket = socket;
    this.#line = line;
    this.#limits = limits;
    this.#tokens = limits.burst;
    socket.binaryType = 'nodebuffer';
    socket.on('message', (data, binary) => this.#hear(data, binary));
    socket.on('pong', () => (this.#heard = true));
    // ws closes by itself after an error (too large, broken frame); the close is what counts.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#intake?.left(this));
  }

  /** Whose cursor it shows. */
  get person(): string {
    return this.viewer.id;
  }

  get open(): boolean {
    return this.#line.open;
  }

  /** From now on `intake` hears it, beginning with what came before anybody listened. */
  attach(intake: Intake): void {
    this.#intake = intake;
    const early = this.#early;
    this.#early = [];
    for (const incoming of early) intake.take(this, incoming);
  }

  /** A whole frame, as of `packet`. A client that is behind is skipped; it is told later what it missed. */
  send(packet: Buffer): void {
    if (this.#behind !== null || !this.open) return;
    this.#sentSince = true;
    if (this.#line.unsent <= this.#limits.unsent) return this.#line.write(packet);
    this.#behind = this.#intake?.told() ?? null;
    this.#line.write(packet, () => this.#catchUp());
  }

  /** What this client asked for, complete for it: whoever was behind is not any more. */
  answer(packets: readonly Buffer[]): void {
    this.#behind = null;
    if (!this.open) return;
    this.#sentSince = true;
    this.#line.writeAll(packets);
  }

  /** Something that is said again anyway: left out while the client is slow. */
  glimpse(packet: Buffer): void {
    if (this.#line.unsent <= this.#limits.unsent) this.send(packet);
  }

  /** Resolves when all that was said has left this process, or never will. */
  flushed(): Promise<void> {
    return this.#line.flushed();
  }

  /** Ends it for good or for now, by the code; nothing it said and nobody took in yet counts. */
  bar(code: number, reason: string): void {
    if (this.barred) return;
    this.barred = true;
    this.#socket.resume();
    this.#socket.close(code, reason);
    void wait(farewell, null, { ref: false }).then(() => this.#socket.terminate());
  }

  /** Reads the socket no more until as many `resume` as `pause` were called. Nothing is lost: the network waits. */
  pause(): void {
    this.#holds += 1;
    if (this.#holds === 1) this.#socket.pause();
  }

  resume(): void {
    this.#holds -= 1;
    if (this.#holds === 0 && this.open) this.#socket.resume();
  }

  /** Called regularly: ends a dead connection, keeps a silent one alive. */
  beat(): void {
    if (this.#holds > 0) return;
    if (!this.#heard) return this.#socket.terminate();
    this.#heard = false;
    if (this.open) this.#socket.ping();
    if (!this.#sentSince) this.glimpse(quiet);
    this.#sentSince = false;
  }

  #hear(data: RawData, binary: boolean): void {
    if (this.barred) return;
    let incoming: Incoming;
    try {
      if (!binary || !Buffer.isBuffer(data)) throw new Error('not binary');
      incoming = readFrame(data);
    } catch {
      // Whatever is wrong with the bytes, the answer is the same; the sender is told, nobody else is touched.
      return this.bar(closings.malformed, 'malformed');
    }
    this.#spend();
    if (this.#intake) this.#intake.take(this, incoming);
    else if (this.#early.push(incoming) > this.#limits.burst) this.bar(closings.malformed, 'too-many');
  }

  /** A token bucket; whoever empties it is read no further until there is one again. */
  #spend(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#limits.burst, this.#tokens + ((now - this.#refilled) * this.#limits.rate) / 1000) - 1;
    this.#refilled = now;
    if (this.#tokens >= 0) return;
    this.pause();
    void wait((-this.#tokens * 1000) / this.#limits.rate, null, { ref: false }).then(() => this.resume());
  }

  #catchUp(): void {
    if (this.#behind !== null && this.open) this.#intake?.behind(this, this.#behind);
  }
}
