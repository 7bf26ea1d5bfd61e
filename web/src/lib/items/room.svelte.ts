import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import type { Event, Live as Item, RefusalCode, State } from '#shared/items/state.ts';
import type { Asked } from '#web/lib/live/asking.svelte.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import { Stream, type StreamOptions } from '#web/lib/live/stream.svelte.ts';
import { actionsFor, type Action } from './actions.ts';

/** One item as this screen sees it, and the way to ask it. */
export class ItemRoom implements Asked<Command> {
  readonly stream: Stream<State, Command, Event, RefusalCode>;
  readonly #live: Live;
  readonly item: Item | null = $derived.by(() => (this.stream.state.stage === 'unissued' ? null : this.stream.state));
  readonly actions: readonly Action[] = $derived.by(() =>
    this.item ? actionsFor(this.item, this.stream.audience, this.#live.viewer, this.#live.clock.now()) : [],
  );

  constructor(live: Live, id: string, options: StreamOptions<State>) {
    this.#live = live;
    this.stream = new Stream(live, items, id, options);
  }

  /** `$effect(() => room.open())` */
  open(): () => void {
    return this.stream.open();
  }

  /** What is asked now waits for the line. */
  get away(): boolean {
    return this.#live.connection.state === 'offline' || this.#live.connection.state === 'connecting';
  }
}
