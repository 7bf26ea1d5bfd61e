/** The way to one client: whole frames go past the WebSocket onto what it lies on, in between the frames of its own (pings, the farewell). */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { payloadOf } from '../packet.ts';

const nothing = Buffer.alloc(0);

export class Line {
  readonly #socket: WebSocket;
  readonly #wire: Duplex | null;

  /** `wire`: what the socket lies on, with no extension agreed. Without it the socket builds its frames itself. */
  constructor(socket: WebSocket, wire: Duplex | null) {
    this.#socket = socket;
    this.#wire = wire;
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Bytes that wait in this process. */
  get unsent(): number {
    return this.#wire ? this.#wire.writableLength : this.#socket.bufferedAmount;
  }

  /** Only while it is open. `done`: it has left this process, or never will. */
  write(packet: Buffer, done?: () => void): void {
    if (this.#wire) this.#wire.write(packet, done);
    else this.#socket.send(payloadOf(packet), done);
  }

  /** As one write, where that can be. */
  writeAll(packets: readonly Buffer[]): void {
    this.#wire?.cork();
    for (const packet of packets) this.write(packet);
    this.#wire?.uncork();
  }

  /** Resolves when all that was written has left this process, or never will. */
  flushed(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#wire || this.unsent === 0 || !this.open) resolve();
      else this.#wire.write(nothing, () => resolve());
    });
  }
}
