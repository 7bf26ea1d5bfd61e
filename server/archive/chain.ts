import { hash } from 'node:crypto';
import { bareOf, sealedText, type Seal } from '#shared/core/archive.ts';
import { canonical } from '#shared/core/canonical.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';

export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex');

/**
 * The seal of a stream, link by link. What everybody may know goes in as it stands, at its place. What is told as nobody's goes in as a bag:
 * between two open events the votes commute, so an archive may tell them in another order and its seal stays the same.
 */
export class Chain {
  readonly stream: StreamId;
  readonly #veil: AnyKind['veil'];
  #seq = 0;
  #link: string;
  #bag: string[] = [];

  constructor(stream: StreamId, kind: AnyKind) {
    this.stream = stream;
    this.#veil = kind.veil;
    this.#link = sha256(stream);
  }

  get seq(): number {
    return this.#seq;
  }

  get seal(): Seal {
    return { stream: this.stream, seq: this.#seq, head: this.#tied() };
  }

  add(recorded: Recorded<AnyEvent>): void {
    const hidden = this.#veil?.hidden(recorded.event) ?? null;
    this.#seq = recorded.seq;
    if (hidden) {
      this.#bag.push(sha256(canonical(hidden.said)));
      return;
    }
    this.#link = sha256(`${this.#tied()}\n${sealedText(bareOf(this.#veil, recorded))}`);
    this.#bag = [];
  }

  #tied(): string {
    return this.#bag.length === 0 ? this.#link : sha256(`${this.#link}\n${this.#bag.toSorted().join(' ')}`);
  }
}
