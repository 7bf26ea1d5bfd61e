/** What the store keeps so that nobody outside misses news: what is new, what is on its way, and where to. Part of its contract, see `store.ts`. */
import type { PersonId } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';

// ── news ────────────────────────────────────────────────────────────────────────────────────────

/** Events of a stream after `since` that nobody was looked up for yet; `n` counts the commits that brought them. */
export interface KeptNews {
  readonly stream: StreamId;
  readonly since: number;
  readonly n: number;
}

// ── deliveries ──────────────────────────────────────────────────────────────────────────────────

/** One thing to be told to one subscription, until it is told or given up; then for the log. Milliseconds since 1970. */
export interface KeptDelivery {
  /** The same for the same thing and subscription, whoever puts it: so it is there once. */
  readonly id: string;
  readonly channel: string;
  readonly subscription: string;
  /** The event it tells of: its stream and number; `''` and 0 = none. Within a stream a subscription is told in this order. */
  readonly stream: StreamId | '';
  readonly seq: number;
  /** JSON for its channel. Never a name or a number of a person: whatever lies here, erasure does not reach. */
  readonly payload: unknown;
  readonly madeAt: number;
  /** When it is tried next; while somebody tries: when others may. Null = ended. */
  readonly nextAt: number | null;
  /** Begun so far, the one under way included. */
  readonly attempts: number;
  readonly triedAt: number | null;
  readonly ended: 'done' | 'dead' | null;
  /** How the last attempt went: a few words for administrators, nothing of what was sent or answered. */
  readonly note: string;
}

export type FreshDelivery = Pick<KeptDelivery, 'id' | 'channel' | 'subscription' | 'stream' | 'seq' | 'payload' | 'madeAt'>;

/** How one attempt ended. */
export interface Attempted {
  readonly at: number;
  readonly note: string;
  /** Null = it is over, as `ended` says. */
  readonly nextAt: number | null;
  readonly ended: KeptDelivery['ended'];
}

export interface DeliveryDesk {
  /** Some of what is new, in the order of the names of streams, after `past`. */
  news(past: string, limit: number): Promise<readonly KeptNews[]>;
  /**
   * All at once: puts these deliveries, unless they are there, and forgets the news up to `upTo`; what a commit brought meanwhile stays
   * news.
   */
  forwardNews(news: KeptNews, upTo: number, deliveries: readonly FreshDelivery[]): Promise<void>;
  putDeliveries(deliveries: readonly FreshDelivery[]): Promise<void>;
  /**
   * Takes what is due at `now`, earliest first, so that nobody else does before `until`. Never one whose stream has an earlier one open for the same
   * subscription.
   */
  takeDeliveries(now: number, until: number, limit: number): Promise<readonly KeptDelivery[]>;
  /** False = somebody else has taken it since: then nothing is kept. */
  endAttempt(id: string, attempt: number, attempted: Attempted): Promise<boolean>;
  /** When the next is due; null = none is open. */
  nextDelivery(): Promise<number | null>;
  delivery(id: string): Promise<KeptDelivery | null>;
  /** Newest first. */
  deliveriesOf(channel: string, subscription: string, limit: number): Promise<readonly KeptDelivery[]>;
  /** Opens an ended one again, as if it had never been tried; false = there is none. */
  reopenDelivery(id: string, at: number): Promise<boolean>;
  /** Gives up all that is open for a subscription. */
  giveUpDeliveries(channel: string, subscription: string, at: number, note: string): Promise<void>;
  /** Those that ended and were made before this instant. */
  forgetDeliveries(before: number): Promise<void>;
}

// ── webhooks ────────────────────────────────────────────────────────────────────────────────────

/** Where another system wants to be told. The secret stays readable, for every telling is signed with it. */
export interface KeptWebhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** `items.*` or `items.issued`. */
  readonly events: readonly string[];
  /** With whose eyes events are told. */
  readonly sees: 'public' | 'maker';
  readonly maker: PersonId;
  readonly madeAt: number;
  /** Since when nothing got through; null = the last one did, or none was tried. */
  readonly failingSince: number | null;
  readonly disabledAt: number | null;
  readonly disabledWhy: string | null;
}

export interface WebhookDesk {
  putWebhook(webhook: KeptWebhook): Promise<void>;
  webhook(id: string): Promise<KeptWebhook | null>;
  /** Newest first. */
  webhooks(): Promise<readonly KeptWebhook[]>;
  setWebhookState(id: string, state: Pick<KeptWebhook, 'failingSince' | 'disabledAt' | 'disabledWhy'>): Promise<void>;
  /** With all its deliveries; false = there is none. */
  dropWebhook(id: string): Promise<boolean>;
}
