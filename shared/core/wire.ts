/** Everything that can be said between a browser and the server. Both sides import this; nothing else crosses. */
import type { AnyCommand, Row, Sums } from './kind.ts';
import type { AnyEvent, Recorded, StreamId } from './recorded.ts';
import type { Problem } from './refusal.ts';

/** `{seq}`: done, and the stream stood at `seq` then. Otherwise why not. */
export type Answer =
  | {
      readonly seq: number;
      /** What the command earned, signed as it was asked: hex, see `Kind.paper`. */
      readonly signed?: string;
    }
  | {
      readonly refused: string;
      readonly details?: Readonly<Record<string, string | number>>;
      readonly problems?: readonly Problem[];
    }
  /** The message itself was wrong; `at` is the path of the bad field. Asking again will not help. */
  | { readonly malformed: string; readonly at: string }
  /** The server could not, for now (database away, disk full, closing). Ask again with the same id. */
  | { readonly unavailable: string }
  /** A bug; the reference is in the server's log. */
  | { readonly failed: string };

/** Refusals that any kind may meet at the gate. */
export const gateRefusals = ['not-signed-in', 'not-yours', 'unknown-kind', 'id-reused', 'too-many'] as const;
export type GateRefusal = (typeof gateRefusals)[number];

/** Refusals of the other doors: sign-in, invitations, files, addresses. `too-many` brings `details.seconds`. */
export const doorRefusals = [
  'wrong-sign-in',
  'invitation-ended',
  'login-taken',
  'foreign-origin',
  'file-type',
  'not-found',
  'paper-forged',
  'out-of-scope',
  'under-way',
] as const;
export type DoorRefusal = (typeof doorRefusals)[number];

/**
 * `GET /api/papers/<kind>/<id>/<key>`, without a cookie: what signs papers (`Kind.paperKeys`), base64url. `POST` to the same address with
 * `{id, command, paper, signature}`, without a cookie too: the command is asked by whoever holds that paper, and is answered as ever.
 */
export interface PaperJwk {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
}

/** An event, or only its number when this viewer may not see it. On a live connection `{seq, hidden: 40}` = this one and the 39 before it. */
export type Sent = Recorded<AnyEvent> | { readonly seq: number; readonly hidden?: number };

export type Followed =
  /** Fold from here; `state` is given when the caller is too far behind, its audience changed, or it knew nothing. */
  | {
      readonly seq: number;
      readonly audience: string;
      readonly state?: unknown;
      /** What only this viewer is told. */
      readonly own?: unknown;
      readonly events: readonly Sent[];
    }
  | Exclude<Answer, { seq: number }>;

export interface FromBrowser {
  /** `since` 0 and `audience` '' = knows nothing. Following again moves the place; a gap is never sent. */
  follow(stream: StreamId, since: number, audience: string, answer: (followed: Followed) => void): void;
  unfollow(stream: StreamId): void;
  command(stream: StreamId, id: string, command: AnyCommand, answer: (answer: Answer) => void): void;
  /** A `rows` signal comes whenever a row of this model changed. */
  watch(model: string, answer: (answer: { now: number }) => void): void;
  unwatch(model: string): void;
  /** The server's time, for offset = now + trip / 2 − here. */
  clock(answer: (now: number) => void): void;
}

export interface FromServer {
  /** In order, without gaps, at most one batch a tick. */
  events(stream: StreamId, events: readonly Sent[]): void;
  /** This viewer's audience changed: drop what you folded and fold from here. */
  audience(stream: StreamId, followed: Followed): void;
  /** Never stored: `{present: 12}`; each part replaces the one before. */
  signal(stream: StreamId, signal: Signal): void;
  rows(model: string): void;
}

export interface Signal {
  readonly present?: number;
  /** `visibility.summary`, whole. */
  readonly summary?: unknown;
  /** What only this viewer is told, as of `seq`: after they did something on another device. */
  readonly own?: { readonly seq: number; readonly told: unknown };
  /** The map of opinions as it stands: a `ToldMap` of `shared/consensus/told-map.ts` as JSON text, as its thread wrote it. */
  readonly map?: string;
}

/** One of `GET /api/<kind>/<id>/summaries`: `visibility.summary` as it stood from `at` on (milliseconds since 1970). */
export interface SummaryAt {
  readonly at: number;
  readonly summary: unknown;
}

/** Parameters of `GET /api/rows/<model>`; `after` is the `next` of the page before. */
export interface RowQuery {
  readonly model: string;
  readonly index?: string;
  readonly value?: string;
  readonly text?: string;
  readonly after?: string;
  /** 1–200, 50 unless told. */
  readonly limit?: number;
}

export interface RowPage {
  readonly rows: readonly { readonly id: string; readonly row: Row }[];
  readonly next: string | null;
}

export type { Sums } from './kind.ts';

/**
 * `GET /api/tallies/<name>?group=department:42&group=…&figure=issued&figure=…&upTo=2026-10-24`: sums as things stood at the end of a day (today,
 * unless told) in Shanghai. `groups=department:` instead of `group`: all that begin so; neither: the group `''`, which is everything.
 * With `since=2026-01-01&by=day|month` (`month` unless told): what each day or month brought from then on, over at most 20 years; as many groups
 * as are named by `group`. Only figures this viewer may know.
 */
export interface TallyAnswer {
  readonly upTo: string;
  readonly sums: Sums;
  readonly series?: {
    readonly since: string;
    readonly by: 'day' | 'month';
    /** As things stood at the end of the day before `since`. */
    readonly before: Sums;
    /** What changed, `at` a day (`2026-10-24`) or a month (`2026-10`), in order; those without a change are left out. */
    readonly spans: readonly { readonly at: string; readonly changes: Sums }[];
  };
}

export const limits = {
  /** Of one command in JSON, in bytes. */
  command: 64 * 1024,
  commandId: 64,
  streamId: 128,
  /** Of one uploaded file, in bytes. */
  file: 10 * 1024 * 1024,
  /** Behind by more events than this, a follower gets the state instead. */
  behind: 500,
} as const;

/** One of `GET /api/webhooks`: where another system is told, without its secret. Milliseconds since 1970. */
export interface ToldWebhook {
  readonly id: string;
  readonly name: string;
  /** Without what comes after `?`. */
  readonly url: string;
  /** `items.*` or `items.issued`. */
  readonly events: readonly string[];
  readonly sees: 'public' | 'maker';
  readonly maker: string;
  readonly madeAt: number;
  readonly failingSince: number | null;
  readonly disabledAt: number | null;
  /** `failing`, `gone`, `address` or `no-maker`. */
  readonly disabledWhy: string | null;
}

/** One of `GET /api/webhooks/<id>/deliveries`, newest first. */
export interface ToldDelivery {
  readonly id: string;
  /** Type of the event, as in the body. */
  readonly type: string;
  /** `''` and 0 for a test. */
  readonly stream: string;
  readonly seq: number;
  readonly madeAt: number;
  /** Tried next; null = ended. */
  readonly nextAt: number | null;
  readonly attempts: number;
  readonly triedAt: number | null;
  readonly ended: 'done' | 'dead' | null;
  /** How the last attempt went: a status, or a code. */
  readonly note: string;
}

/** One of `GET /api/tokens`: what another system shows to be let in, without its secret. Milliseconds since 1970. */
export interface ToldToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly maker: string;
  readonly madeAt: number;
  readonly expires: number;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}
