/**
 * Commands from outside, whichever door they came by: is it well-formed, has this one guessed too often, hand on. Decides nothing.
 */
import * as v from 'valibot';
import { isSomebody, type Actor } from '#shared/core/actor.ts';
import { id as idField } from '#shared/core/fields.ts';
import type { AnyCommand, AnyKind } from '#shared/core/kind.ts';
import { idOf, kindOf, type StreamId } from '#shared/core/recorded.ts';
import { parseCommand } from '#shared/core/parse.ts';
import { limits, type Answer } from '#shared/core/wire.ts';
import { failure, type Malformed, type No } from './answers.ts';
import { Limiter, type Allowance } from './limiter.ts';
import type { Means } from './means.ts';
import type { Papers } from './papers.ts';

export interface Asked {
  readonly stream: unknown;
  readonly id: unknown;
  readonly command: unknown;
}

/** Well-formed, and for a kind there is. */
interface Sound {
  readonly stream: StreamId;
  readonly kind: AnyKind;
  readonly id: string;
  readonly command: AnyCommand;
}

/** Refused commands of one person to one stream. */
const ofOne: Allowance = { burst: 40, each: 2_000 };
/**
 * Refused commands to one stream by people who never got anything done there: whoever tries codes. Limited for the stream and not for
 * the address, since a whole hall sits behind one address; and only for strangers, so that a guesser cannot lock out those inside.
 */
const ofStrangers: Allowance = { burst: 300, each: 1_000 };
const mostInside = 50_000;

export class Asks {
  readonly #means: Means;
  readonly #papers: Papers;
  readonly #refusedOnes: Limiter;
  readonly #refusedStrangers: Limiter;
  readonly #inside = new Set<string>();
  #under = 0;
  #closing = false;
  #idle: (() => void) | null = null;

  constructor(means: Means, papers: Papers) {
    this.#means = means;
    this.#papers = papers;
    this.#refusedOnes = new Limiter(ofOne, means.clock.now);
    this.#refusedStrangers = new Limiter(ofStrangers, means.clock.now);
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** Never rejects. `who` may be asked for: it is resolved only when the message itself is sound. */
  async ask(door: 'http' | 'socket', asked: Asked, who: () => Promise<Actor>): Promise<Answer> {
    const started = performance.now();
    this.#under += 1;
    const answer = this.#closing ? ({ unavailable: 'closing' } as const) : await this.#one(asked, who);
    this.#means.metrics.asked(door, answer, performance.now() - started);
    this.#under -= 1;
    if (this.#under === 0) this.#idle?.();
    return answer;
  }

  /** Takes nothing in any more; resolves when what is under way is answered. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#under > 0) await new Promise<void>((idle) => (this.#idle = idle));
  }

  async #one(asked: Asked, who: () => Promise<Actor>): Promise<Answer> {
    try {
      const checked = this.#check(asked);
      if (!('stream' in checked)) return checked;
      const actor = await who();
      const limited = this.#limited(checked.stream, actor);
      if (limited) return limited;
      const answer = await this.#decided(checked, actor);
      this.#learn(checked.stream, actor, answer);
      return answer;
    } catch (cause) {
      return failure(cause, this.#means.log, {
        stream: String(asked.stream).slice(0, limits.streamId),
        command: String(asked.id).slice(0, limits.commandId),
      });
    }
  }

  /** What earns a paper is signed after it was accepted, and again whenever it is asked again: nothing of a signature is kept. */
  async #decided({ stream, kind, id, command }: Sound, actor: Actor): Promise<Answer> {
    const paper = kind.paper?.(command) ?? null;
    const desk = paper && (await this.#papers.desk(stream, paper.key));
    // Before anything is decided: a draw that cannot be signed would use up the only one.
    if (paper && desk && !desk.fits(paper.blinded)) return { malformed: 'blinded', at: 'command.blinded' };
    const answer = await this.#means.engine.ask(stream, id, command, actor);
    const signed = paper && desk && 'seq' in answer ? await desk.sign(paper.blinded) : null;
    return signed === null ? answer : { ...answer, signed };
  }

  #check({ stream, id, command }: Asked): Sound | No {
    const found = streamOf(stream, this.#means.kinds);
    if (!('stream' in found)) return found;
    if (!v.is(idField, id)) return { malformed: id === undefined ? 'missing' : 'id', at: 'id' } as const;
    if (Buffer.byteLength(JSON.stringify(command ?? null)) > limits.command) return { malformed: 'too-large', at: 'command' } as const;
    const parsed = parseCommand(found.kind, command);
    if (!('command' in parsed)) return { malformed: parsed.malformed, at: parsed.at === '' ? 'command' : `command.${parsed.at}` } as const;
    return { stream: found.stream, kind: found.kind, id, command: parsed.command };
  }

  #limited(stream: StreamId, actor: Actor): No | null {
    const one = `${stream} ${actor.id}`;
    if (isSomebody(actor) && this.#refusedOnes.spent(one))
      return { refused: 'too-many', details: { seconds: this.#refusedOnes.wait(one) } };
    if (this.#stranger(stream, actor) && this.#refusedStrangers.spent(stream))
      return { refused: 'too-many', details: { seconds: this.#refusedStrangers.wait(stream) } };
    return null;
  }

  #stranger(stream: StreamId, actor: Actor): boolean {
    // Who shows a good paper was let in once.
    return actor.paper === undefined && actor.roles.length === 0 && !this.#inside.has(`${stream} ${actor.id}`);
  }

  #learn(stream: StreamId, actor: Actor, answer: Answer): void {
    const one = `${stream} ${actor.id}`;
    if ('seq' in answer) {
      if (!isSomebody(actor) || actor.roles.length > 0 || actor.paper !== undefined) return;
      this.#inside.delete(one);
      this.#inside.add(one);
      if (this.#inside.size > mostInside) this.#inside.delete(this.#inside.values().next().value as string);
      return;
    }
    if (!('refused' in answer)) return;
    if (isSomebody(actor)) this.#refusedOnes.take(one);
    if (this.#stranger(stream, actor)) this.#refusedStrangers.take(stream);
  }
}

type Found = { readonly stream: StreamId; readonly kind: AnyKind } | Malformed | { readonly refused: 'unknown-kind' };

/** `sessions/42` of a kind that exists; else why not. */
export const streamOf = (raw: unknown, kinds: Means['kinds']): Found => {
  if (typeof raw !== 'string' || !raw.includes('/')) return { malformed: raw === undefined ? 'missing' : 'stream', at: 'stream' };
  const stream = raw.slice(0, limits.streamId + 1) as StreamId;
  const name = kindOf(stream);
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (!kind) return { refused: 'unknown-kind' };
  return v.is(idField, idOf(stream)) ? { stream, kind } : { malformed: 'id', at: 'stream' };
};
