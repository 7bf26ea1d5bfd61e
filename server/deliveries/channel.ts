/**
 * How news leave the house: by channels (webhooks, mail …) that share one queue, `queue.ts`. The queue promises that every event of a kind
 * somebody waits for is offered to every channel, also over crashes and with several nodes, and that what a channel wants told is tried until it is
 * done or given up. It cannot promise that nothing is told twice (a process may end between telling and noting it): `Delivery.id` is the same
 * then, so that whoever is told can see it.
 */
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { KeptDelivery } from '../store/store.ts';

/** Events of one stream, in order; `state` is the one after the last event of the stream, which may be a later one. */
export interface News {
  readonly stream: StreamId;
  readonly events: readonly Recorded<AnyEvent>[];
  readonly state: unknown;
}

/** Whom to tell of which of the events. */
export interface Addressed {
  /** Known to the channel only. */
  readonly subscription: string;
  readonly seq: number;
  /** JSON kept with the delivery; never a name or a number of a person. Look those up in `deliver`. */
  readonly payload?: unknown;
}

/**
 * `stream` and `seq` say what it is about, not what is to be said: read the event when it is delivered, so that what was erased or hidden since is
 * not told. For one subscription the events of one stream come in order: the next only after the one before is done or dead.
 */
export type Delivery = KeptDelivery;

export type Outcome =
  | { readonly done: string }
  /** Try again, by the schedule of the queue or at `at` if that is later; dead after the last attempt. */
  | { readonly again: string; readonly at?: number }
  /** It will never work: given up. */
  | { readonly dead: string };

/** The text in an outcome is a few words for the log administrators see: a status, a code; no secrets, no addresses of people. */
export interface Channel {
  /** Kept with each delivery; never changes. */
  readonly name: string;
  /**
   * Names of kinds somebody waits for, read from the store. Asked when the house opens, every few seconds, and after `Deliveries.changed()`. Commits to
   * other kinds cost nothing.
   */
  kinds(): Promise<Iterable<string>>;
  /** May be asked again about the same events: say the same, what was put before is not put twice. Throw when it cannot be said now. */
  addressed(news: News): Promise<readonly Addressed[]>;
  /** At most 30 seconds; after that another node may try. What it throws counts as `again`. */
  deliver(delivery: Delivery): Promise<Outcome>;
  /** Told after a delivery was given up, by `dead` or after its last attempt. */
  gaveUp?(delivery: Delivery): Promise<void>;
}

export interface Deliveries {
  /** Somebody subscribed or left through this channel, here: looked up at once, and on other nodes. */
  changed(): Promise<void>;
  /** Something to tell that is no event (a confirmation): once for each `key`. Tried at once. */
  put(channel: string, subscription: string, key: string, payload: unknown): Promise<void>;
  /** Looks now for what is due. */
  look(): void;
  close(): Promise<void>;
}
