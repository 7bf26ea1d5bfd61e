/** Says one thing to everybody in a room: put into words and framed once, the same bytes for all. */
import type { FromServer } from '#shared/core/wire.ts';
import { packet } from '../packet.ts';
import type { Caller, Incoming } from './caller.ts';
import type { Server } from 'socket.io';

/** A line that lets so many bytes wait is cut: whoever does not read hears no farewell. It comes back and is brought up to date. */
const mostUnsent = 4 * 1024 * 1024;
/** Socket.IO's protocol 5 on Engine.IO's protocol 4: a message, an event, of the only namespace. */
const eventOf = (message: readonly unknown[]): Buffer => packet(Buffer.from(`42${JSON.stringify(message)}`), 'text');

export class Rooms {
  readonly #io: Server<Incoming, FromServer>;
  readonly #callers = new Map<string, Caller>();

  constructor(io: Server<Incoming, FromServer>) {
    this.#io = io;
  }

  add(caller: Caller): void {
    this.#callers.set(caller.line.id, caller);
  }

  delete(caller: Caller): void {
    this.#callers.delete(caller.line.id);
  }

  tell<Name extends keyof FromServer>(room: string, name: Name, ...parts: Parameters<FromServer[Name]>): void {
    const ids = this.#io.of('/').adapter.rooms.get(room);
    if (!ids) return;
    const frame = eventOf([name, ...parts]);
    for (const id of ids) {
      const caller = this.#callers.get(id);
      if (!caller) continue;
      if (caller.unsent > mostUnsent) caller.cut();
      else if (!caller.write(frame)) caller.line.emit(name, ...parts);
    }
  }
}
