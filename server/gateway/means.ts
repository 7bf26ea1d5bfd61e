/** All that the gateway stands on, handed in: it opens nothing itself. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Actor, StandingRole } from '#shared/core/actor.ts';
import type { AnyCommand, AnyKind } from '#shared/core/kind.ts';
import type { Bus } from '../bus/bus.ts';
import type { Deliveries } from '../deliveries/channel.ts';
import type { DocumentHistory } from '../documents/history.ts';
import type { Engine } from '../engine/port.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';

export interface Means {
  readonly store: Store;
  readonly bus: Bus;
  readonly engine: Engine;
  readonly documents: DocumentDoor;
  readonly history: DocumentHistory;
  readonly deliveries: Deliveries;
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly identity: Identity;
  readonly clock: { now(): number };
  readonly log: Log;
  readonly metrics: Metrics;
  readonly settings: Settings;
}

export interface Settings {
  /** `https://consult.example.org`; null = as the request says. */
  readonly publicOrigin: string | null;
  readonly trustProxy: boolean | string;
  readonly sessionDays: number;
  readonly guestDays: number;
  readonly invitationHours: number;
  /** '' = `/metrics` is open. */
  readonly metricsToken: string;
  /** Under which open data may be used: a name or an address. */
  readonly openLicence: string;
  /** Mail goes out of this house. */
  readonly mail: boolean;
  /** Webhooks may also go to addresses inside, and without https. */
  readonly webhookPrivate: boolean;
}

/** How roles are learnt without knowing the kind that keeps them. */
export interface Identity {
  readonly kind: { readonly name: string };
  register(name: string, roles: readonly StandingRole[]): AnyCommand;
  /** Null = disabled or unknown. */
  actor(state: unknown): { readonly roles: readonly StandingRole[]; readonly department: string | null } | null;
}

/** What comes in by the upgrade to a document; the gateway has checked the origin and knows who it is. */
export interface DocumentDoor {
  /** Takes the upgrade and answers it; false when the path is none of a document. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, viewer: () => Promise<Actor>): boolean;
  /** Ends the connections of a person, so that they come back as who they are now. */
  closeOf(person: string): void;
  /** Documents in memory now. */
  readonly loaded: number;
}

/** SvelteKit's handler, or Vite's while developing. */
export type Pages = (request: IncomingMessage, response: ServerResponse, next: (cause?: unknown) => void) => void;
