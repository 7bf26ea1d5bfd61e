/** What is said to one client alone: that it may come in, what it lacks, and what is lacking of it. Every method runs within the document's turn. */
import { closings } from '#shared/core/document.ts';
import type { Connection } from './connection.ts';
import type { Copy } from './copy.ts';
import { askFrame, deniedFrame, presenceFrame } from './frames.ts';
import { packet } from '../packet.ts';
import type { Presence } from './presence.ts';
import type { Batch } from './round.ts';

/** A client that keeps sending edits whose foundation it never delivers is not one we understand. */
const patienceWithGaps = 5;
/** How long the answer to a question may take, in milliseconds, before it is asked again: it may have been left out for a slow client. */
const patienceWithAnswers = 10_000;
/** How long newcomers may be answered, in milliseconds, before writers get a turn. */
const patienceOfWriters = 8;

export class Answers {
  readonly #copy: Copy;
  readonly #presence: Presence;
  readonly #later: (work: () => Promise<void>) => void;

  /** `later`: in a turn of its own. */
  constructor(copy: Copy, presence: Presence, later: (work: () => Promise<void>) => void) {
    this.#copy = copy;
    this.#presence = presence;
    this.#later = later;
  }

  /** Whoever asked is told everything it lacks. Returns those who have to wait for the next turn. */
  async answer(asks: Batch['asks']): Promise<Batch['asks']> {
    const until = performance.now() + patienceOfWriters;
    for (const [n, { connection, known }] of asks.entries()) {
      // A hundred who come at once are many bytes: whoever types meanwhile gets a turn in between.
      if (performance.now() > until) return asks.slice(n);
      if (connection.open) connection.answer(await this.#copy.answer(known));
    }
    return [];
  }

  /** Those who fell behind are brought up to date; those whose edits rest on something unknown are asked for that. */
  async mend(late: Batch['late'], gaps: readonly Connection[]): Promise<void> {
    for (const { connection, told } of late) if (connection.open) connection.answer(await this.#copy.after(told));
    const now = performance.now();
    for (const connection of gaps) {
      // What it types until our question is answered has no foundation either, and comes again with the answer.
      if (now - connection.askedAt < patienceWithAnswers) continue;
      connection.gaps += 1;
      if (connection.gaps > patienceWithGaps) connection.bar(closings.malformed, 'gaps');
      else await this.#ask(connection);
    }
  }

  /** Newcomers learn whether they may write and whose cursors are there. */
  async welcome(joins: readonly Connection[]): Promise<void> {
    const all = joins.length > 0 ? this.#presence.all() : [];
    const cursors = all.length > 0 ? packet(presenceFrame(all)) : null;
    for (const connection of joins) {
      if (cursors) connection.glimpse(cursors);
      if (connection.access !== 'write') connection.send(packet(deniedFrame(connection.frozen ? 'frozen' : 'read-only')));
      else if (this.#copy.here) await this.#ask(connection);
      // What it has may only be asked for with the Y.Doc. Reading that holds the loop, so the newcomer's bytes go out first.
      else void connection.flushed().then(() => this.#later(() => this.#askOrLetGo(connection)));
    }
  }

  /** Whoever could not be asked comes back, so that what it wrote elsewhere is not left with it. */
  async #askOrLetGo(connection: Connection): Promise<void> {
    try {
      await this.#ask(connection);
    } catch (reason) {
      connection.bar(closings.unavailable, 'unavailable');
      throw reason;
    }
  }

  /** For what it has and nobody here knows. */
  async #ask(connection: Connection): Promise<void> {
    if (!connection.open) return;
    connection.askedAt = performance.now();
    connection.send(packet(askFrame(await this.#copy.vector())));
  }
}
