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

/** From one stream to another they arrive in the order of their events, whichever node brings them. */
const laneOf = ({ id, reaction }: PendingReaction): string =>
  `${id.slice(0, id.indexOf('#'))} ${'document' in reaction ? reaction.document : reaction.stream}`;

export class Reactions {
  readonly #means: Means;
  readonly #ask: (asked: Asked) => Promise<Answer>;
  /** Lanes under way on this node. */
  readonly #under = new Set<string>();
  #reading = false;
  #again = false;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(means: Means, ask: (asked: Asked) => Promise<Answer>) {
    this.#means = means;
    this.#ask = ask;
  }

  /**
   * Delivers what is pending, oldest first. Always read from the store: an earlier one may have been left by a node that died, and must not
   * be overtaken.
   */
  deliver(): void {
    if (this.#closed) return;
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    void this.#read().finally(() => (this.#reading = false));
  }

  /** Looks for left-over ones, now and from now on. */
  sweep(): void {
    if (this.#closed) return;
    this.deliver();
    this.#cancel = this.#means.clock.wake(this.#means.clock.now() + pace, () => this.sweep());
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  async #read(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        const lanes = Map.groupBy(await this.#means.store.pendingReactions(portion), laneOf);
        for (const [lane, pending] of lanes) if (!this.#under.has(lane)) void this.#bring(lane, pending);
      } catch (cause) {
        this.#means.log.warn({ err: cause }, 'pending reactions could not be read');
      }
    }
  }

  /** One lane: the next only after the one before is settled. What fails is found again by the sweep. */
  async #bring(lane: string, pending: readonly PendingReaction[]): Promise<void> {
    this.#under.add(lane);
    try {
      for (const one of pending) if (this.#closed || !(await this.#one(one))) return;
    } catch (cause) {
      this.#means.log.warn({ err: cause, lane }, 'a reaction waits');
      return;
    } finally {
      this.#under.delete(lane);
    }
    // More may have come to this lane meanwhile.
    this.deliver();
  }

  /** True when it is settled. */
  async #one({ id, reaction }: PendingReaction): Promise<boolean> {
    if ('document' in reaction) {
      const outcome = await this.#means.documents.pencil(reaction.document, reaction.row, reaction.cells, reaction.follows);
      if (outcome === 'frozen')
        this.#means.log.warn({ reaction: id, document: reaction.document }, 'a row came too late: the document is frozen');
      await this.#means.store.settle([id]);
      return true;
    }
    const kind = this.#means.kinds[kindOf(reaction.stream)];
    const parsed = kind ? parseCommand(kind, reaction.command) : { malformed: 'unknown-kind', at: '' };
    if (!('command' in parsed)) {
      this.#means.log.error({ reaction: id, stream: reaction.stream, parsed }, 'a reaction asks for what nobody understands');
      await this.#means.store.settle([id]);
      return true;
    }
    const answer = await this.#ask({
      stream: reaction.stream,
      id,
      command: parsed.command,
      actor: house(this.#means.clock.now()),
      settles: id,
    });
    const settled = 'seq' in answer || 'refused' in answer;
    // Kept with the refusal already, unless the id itself was refused.
    if ('refused' in answer) await this.#means.store.settle([id]);
    if (!('seq' in answer))
      this.#means.log.warn({ reaction: id, stream: reaction.stream, answer }, settled ? 'a reaction was refused' : 'a reaction waits');
    return settled;
  }
}
