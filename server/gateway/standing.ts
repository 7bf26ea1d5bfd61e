/** Which audiences of a stream anybody here stands in, and who stands where. */
import type { StreamId } from '#shared/core/recorded.ts';
import type { Follower } from './follower.ts';

export const roomOf = (stream: StreamId, audience: string): string => `${stream}|${audience}`;

export class Standing {
  readonly #stream: StreamId;
  /** Audience → how many. */
  readonly #counts = new Map<string, number>();

  constructor(stream: StreamId) {
    this.#stream = stream;
  }

  get audiences(): readonly string[] {
    return [...this.#counts.keys()];
  }

  get rooms(): string[] {
    return this.audiences.map((audience) => roomOf(this.#stream, audience));
  }

  has(audience: string): boolean {
    return this.#counts.has(audience);
  }

  enter(follower: Follower, audience: string): void {
    follower.audiences.set(this.#stream, audience);
    follower.enter(roomOf(this.#stream, audience));
    this.#counts.set(audience, (this.#counts.get(audience) ?? 0) + 1);
  }

  exit(follower: Follower): void {
    const audience = follower.audiences.get(this.#stream);
    if (audience === undefined) return;
    follower.audiences.delete(this.#stream);
    follower.leave(roomOf(this.#stream, audience));
    const left = (this.#counts.get(audience) ?? 0) - 1;
    if (left > 0) this.#counts.set(audience, left);
    else this.#counts.delete(audience);
  }
}
