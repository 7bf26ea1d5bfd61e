/**
 * What only one person is told (`Visibility.own`) is told them again after they did something, on every line but the one it was asked
 * through: their second device, or the first after a script, shows what they pressed. Who has one device costs nothing.
 */
import { house } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import type { Opened } from '../engine/port.ts';
import type { Follower } from './follower.ts';
import { ownOf } from './reading.ts';

const houseId = house(0).id;

export class OwnNews {
  readonly #stream: StreamId;
  readonly #kind: AnyKind;
  /** Person → ids of the commands that brought something since the last telling. */
  #done = new Map<string, Set<string>>();

  constructor(stream: StreamId, kind: AnyKind) {
    this.#stream = stream;
    this.#kind = kind;
  }

  of(follower: Follower, state: unknown, now: number): { readonly own?: unknown } {
    return ownOf(this.#kind, state, { ...follower.who(), now });
  }

  /** Some person did something since the last telling. */
  get any(): boolean {
    return this.#done.size > 0;
  }

  heard(events: readonly Recorded<AnyEvent>[]): void {
    for (const { by, cause } of events) {
      if (by === '' || by === houseId) continue;
      const causes = this.#done.get(by);
      if (causes) causes.add(cause);
      else this.#done.set(by, new Set([cause]));
    }
  }

  /** Tells whoever does not know it yet, as of `head`. */
  tell(followers: Iterable<Follower>, { seq, state }: Opened, now: number): void {
    if (!this.any) return;
    const done = this.#done;
    this.#done = new Map();
    if (!this.#kind.visibility.own) return;
    for (const follower of followers) {
      const causes = done.get(follower.who().id);
      if (!causes || [...causes].every((cause) => follower.asked(cause))) continue;
      const { own } = this.of(follower, state, now);
      if (own !== undefined) follower.whisper(this.#stream, { own: { seq, told: own } });
    }
  }
}
