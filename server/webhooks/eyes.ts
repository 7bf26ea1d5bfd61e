/** With whose eyes a webhook is told: those of the public, or of whoever made it, with the office they have now. */
import { nobody, type Actor, type StandingRole } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import { kindOf, streamId, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import type { Engine } from '../engine/port.ts';
import type { KeptWebhook, Store } from '../store/store.ts';

export interface Sight {
  readonly engine: Engine;
  readonly store: Store;
  readonly kinds: Readonly<Record<string, AnyKind>>;
  /** How an office is learnt without knowing the kind that keeps it. */
  readonly identity: {
    readonly kind: { readonly name: string };
    actor(state: unknown): { readonly roles: readonly StandingRole[]; readonly department: string | null } | null;
  };
}

const ofToken = /^token-(?<id>.+)$/u;

/** Null = whoever made it has no office any more, or the token it was made with is not good any more. */
export const viewerOf = async ({ engine, store, identity }: Sight, { sees, maker }: KeptWebhook, now: number): Promise<Actor | null> => {
  const id = ofToken.exec(maker)?.groups?.['id'];
  const token = id === undefined ? null : (await store.tokens()).find((one) => one.id === id);
  if (token !== null && (!token || token.revokedAt !== null || token.expires <= now)) return null;
  const office = identity.actor((await engine.open(streamId(identity.kind.name, token?.maker ?? maker))).state);
  if (!office) return null;
  return sees === 'public' ? nobody(now) : { id: maker, ...office, now };
};

/** The event as this viewer may know it; null = not at all. */
export const seenBy = (
  { kinds }: Sight,
  stream: StreamId,
  recorded: Recorded<AnyEvent>,
  state: unknown,
  viewer: Actor,
): Recorded<AnyEvent> | null => {
  const visibility = kinds[kindOf(stream)]?.visibility;
  const audience = visibility?.audience(state, viewer) ?? null;
  return visibility && audience !== null ? visibility.see(recorded, audience, state) : null;
};
