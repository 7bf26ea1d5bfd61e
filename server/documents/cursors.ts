/** Tells everybody here, and the other nodes, whose cursors moved: all that moved in a while as one frame. */
import type { Audience } from './audience.ts';
import type { Cursor } from './frames.ts';
import { presenceFrame } from './frames.ts';
import type { DocumentLimits } from './limits.ts';
import { Pace } from '../pace.ts';
import { packet } from '../packet.ts';
import type { Presence } from './presence.ts';

/** A cursor must cost less than an edit, and may lag so many times more. */
const share = 0.02;
const patience = 20;

export class Cursors {
  readonly #presence: Presence;
  readonly #audience: Audience;
  readonly #publish: (own: readonly Cursor[]) => void;
  readonly #pace: Pace;
  readonly #shortest: number;
  #due = false;

  /** `publish`: to the other nodes. */
  constructor(presence: Presence, audience: Audience, limits: DocumentLimits, publish: (own: readonly Cursor[]) => void) {
    this.#presence = presence;
    this.#audience = audience;
    this.#publish = publish;
    this.#shortest = limits.presenceEvery;
    this.#pace = new Pace({ share, shortest: limits.presenceEvery, longest: Math.max(limits.presenceEvery, patience * limits.together) });
  }

  /** Something may have changed. The first change waits, too: cursors that move seldom move together. */
  later(): void {
    if (this.#due) return;
    this.#due = true;
    setTimeout(() => this.#tell(), Math.max(this.#shortest, this.#pace.wait(performance.now()))).unref();
  }

  #tell(): void {
    this.#due = false;
    const { all, own } = this.#presence.changes();
    if (own.length > 0) this.#publish(own);
    if (all.length === 0) return;
    this.#pace.begins(performance.now());
    this.#pace.took(this.#audience.show(packet(presenceFrame(all))));
  }
}
