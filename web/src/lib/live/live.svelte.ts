import { createContext, untrack } from 'svelte';
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { Clock } from './clock.svelte.ts';
import { Connection } from './connection.svelte.ts';
import { fresh } from './id.ts';
import { Outbox, type Settled } from './outbox.svelte.ts';

/** What every page has in hand: who looks, the line, the clock, and what waits to be sent. A new sign-in is a new page, so a new Live. */
export class Live {
  readonly viewer: Actor;
  readonly clock: Clock;
  readonly connection: Connection;
  readonly outbox: Outbox;

  constructor(viewer: Actor) {
    this.viewer = viewer;
    this.clock = new Clock(viewer.now);
    this.connection = new Connection(this.clock);
    this.outbox = new Outbox(this.connection, viewer.id);
  }

  /** Asks a stream this page does not follow (lists, forms). Kept and sent once like every ask; the type of the command is the caller's. */
  async ask<C extends AnyCommand>(stream: StreamId, command: C): Promise<Settled> {
    const id = fresh();
    return new Promise((resolve) => {
      const leave = this.outbox.listen((letter, answer) => {
        if (letter.id !== id) return;
        leave();
        resolve(answer);
      });
      this.outbox.put({ stream, id, command, askedAt: this.clock.now() });
    });
  }

  /** In the browser, once for the page; the result ends it. */
  open(): () => void {
    const leave = untrack(() => this.outbox.open());
    return () => {
      leave();
      this.connection.close();
    };
  }
}

/** `const live = theLive();` while a component is made; `goLive` in the root layout only. */
export const [theLive, goLive] = createContext<Live>();
