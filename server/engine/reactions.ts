/**
 * Brings what an event asks of others to them: at least once, with ids that make it once. Pending ones lie in the store since the commit
 * of their event, so a crash between two steps only delays them.
 */
import { kindOf } from '#shared/core/recorded.ts';
import { house } from '#shared/core/actor.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Answer } from '#shared/core/wire.ts';
import type { PendingReaction } from '../store/store.ts';
import type { Asked } from './draft.ts';
import type { Means } from './means.ts';

const portion = 200;
/** Left-over ones are looked for at this odd pace, so that nodes do not beat in step. */
const pace = 4_973;

export class Reactions {
  readonly #means: Means;
  readonly #ask: (asked: Asked) => Promise<Answer>;
  readonly #under = new Set<string>();
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(means: Means, ask: (asked: Asked) => Promise<Answer>) {
    this.#means = means;
    this.#ask = ask;
  }

  /** Delivers these now; whatever fails is found again by the sweep. */
  deliver(pending: readonly PendingReaction[]): void {
    for (const one of pending) {
      if (this.#closed || this.#under.has(one.id)) continue;
      this.#under.add(one.id);
      this.#one(one)
        .catch((cause: unknown) => this.#means.log.warn({ err: cause, reaction: one.id }, 'a reaction waits'))
        .finally(() => this.#under.delete(one.id));
    }
  }

  /** Looks for left-over ones, now and from now on. */
  sweep(): void {
    if (this.#closed) return;
    this.#means.store
      .pendingReactions(portion)
      .then((pending) => this.deliver(pending))
      .catch((cause: unknown) => this.#means.log.warn({ err: cause }, 'pending reactions could not be read'))
      .finally(() => {
        if (!this.#closed) this.#cancel = this.#means.clock.wake(this.#means.clock.now() + pace, () => this.sweep());
      });
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  async #one({ id, reaction }: PendingReaction): Promise<void> {
    if ('document' in reaction) {
      const outcome = await this.#means.documents.pencil(reaction.document, reaction.row, reaction.cells);
      if (outcome === 'frozen') this.#means.log.warn({ reaction: id, document: reaction.document }, 'a row came too late: the document is frozen');
      await this.#means.store.settle([id]);
      return;
    }
    const kind = this.#means.kinds[kindOf(reaction.stream)];
    const parsed = kind ? parseCommand(kind, reaction.command) : { malformed: 'unknown-kind', at: '' };
    if (!('command' in parsed)) {
      this.#means.log.error({ reaction: id, stream: reaction.stream, parsed }, 'a reaction asks for what nobody understands');
      await this.#means.store.settle([id]);
      return;
    }
    const answer = await this.#ask({ stream: reaction.stream, id, command: parsed.command, actor: house(this.#means.clock.now()), settles: id });
    if ('refused' in answer) this.#means.log.warn({ reaction: id, stream: reaction.stream, refused: answer.refused }, 'a reaction was refused');
    else if (!('seq' in answer)) this.#means.log.warn({ reaction: id, answer }, 'a reaction waits');
  }
}
