/**
 * One secret poll on this phone: draw a paper as a person, cast it as nobody.
 *
 * What must hold, so that nobody can match the two by time: every phone draws because the poll appeared, after a while of chance, and never
 * because somebody pressed; a ballot leaves no sooner than another while of chance after that, and never in the moment it is filled in; it goes
 * without a cookie, on another line, with an id of its own; and once it is in, this phone forgets which one it was. Whoever comes late still
 * hides only among those who have not voted yet.
 *
 * Loaded when a secret poll is there, with `import('…/live/paper.ts')`.
 */
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import { isNotDone, type NotDone } from './http.ts';
import { fresh } from './id.ts';
import type { Live } from './live.svelte.ts';
import { blind, finalize, fromHex, readKey, toHex, type Random } from './paper-blinding.ts';
import { cast, publicKey } from './paper-box.ts';
import { PaperShelf, type Sealed } from './paper-shelf.ts';

export interface PaperPoll {
  readonly stream: StreamId;
  /** As in `Kind.paperKeys`. */
  readonly key: string;
  /** Of the key, as it was announced to everybody. */
  readonly fingerprint: string;
  /** The command that draws. */
  draw(blinded: string): AnyCommand;
}

/**
 * `waiting` not drawn yet · `drawing` · `ready` may be cast · `sealed` filled in, on its way, safe to leave · `cast` it is in ·
 * `none` there is no paper for this phone, `problem` says why.
 */
export type PaperStage = 'waiting' | 'drawing' | 'ready' | 'sealed' | 'cast' | 'none';

/** Beside what the server may say: its key is not the one announced, its signature is none under that key, the poll ended meanwhile. */
export type PaperProblem = NotDone | 'foreign-key' | 'bad-signature' | 'over';

/** What it stands on; `paperMeans` in a page, by hand in tests. */
export interface PaperMeans {
  readonly person: string;
  command(stream: StreamId, id: string, command: AnyCommand): Promise<Answer | 'lost'>;
  readonly random: Random;
  /** Milliseconds since 1970. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

export const paperMeans = ({ viewer, connection }: Live): PaperMeans => ({
  person: viewer.id,
  command: (stream, id, command) => connection.command(stream, id, command),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((then) => setTimeout(then, milliseconds)),
});

/** All phones of a hall draw within this time. */
export const drawnWithin = 8_000;
/** Between the draw and the earliest cast. */
export const castAfter = { least: 3_000, most: 12_000 } as const;
/** Between the moment somebody may be seen to press, and the cast. */
export const pressedBefore = { least: 500, most: 4_000 } as const;
const againAfter = [500, 1_000, 2_000, 5_000, 10_000];
const keyBits = 2048;

const isForNow = (answer: object | 'lost'): boolean =>
  answer === 'lost' || 'unavailable' in answer || ('refused' in answer && answer.refused === 'too-many');

export class Paper {
  stage: PaperStage = 'waiting';
  /** With `none`, or with `ready` when a ballot was sent back: fill it in again. */
  problem: PaperProblem | null = null;
  readonly #poll: PaperPoll;
  readonly #means: PaperMeans;
  readonly #shelf: PaperShelf;
  readonly #watchers = new Set<() => void>();
  #begun = false;
  #ended = false;
  #sending = false;

  constructor(poll: PaperPoll, means: PaperMeans) {
    this.#poll = poll;
    this.#means = means;
    this.#shelf = new PaperShelf(`${means.person} ${poll.stream}#${poll.key}`, means.now);
  }

  /** Draws, or takes up what an earlier page left. The result ends it: what is under way is taken up the next time. */
  open(): () => void {
    if (!this.#begun) void this.#begin();
    this.#begun = true;
    return () => void (this.#ended = true);
  }

  /** Called whenever `stage` or `problem` changed. The result ends it. */
  watch(then: () => void): () => void {
    this.#watchers.add(then);
    return () => this.#watchers.delete(then);
  }

  /** Fills the paper in; false = there is none to fill in. From here on it goes out of itself, also after a reload. */
  cast(command: AnyCommand): boolean {
    const kept = this.#shelf.get();
    if (kept?.stage !== 'signed' || kept.sealed) return false;
    this.#shelf.put({ ...kept, sealed: { id: fresh(), command } });
    void this.#send();
    return true;
  }

  async #begin(): Promise<void> {
    if (this.#shelf.get() === null) await this.#means.wait(this.#chance(0, drawnWithin));
    if (this.#ended) return;
    if (['cast', 'signed'].includes(this.#shelf.get()?.stage ?? '')) await this.#goOn();
    else await this.#draw();
  }

  /** From what is kept: another page may have come further meanwhile. */
  async #goOn(): Promise<void> {
    const kept = this.#shelf.get();
    if (kept?.stage === 'cast') this.#tell('cast');
    else if (kept?.stage === 'signed' && kept.sealed) await this.#send();
    else this.#tell('ready');
  }

  async #draw(): Promise<void> {
    this.#tell('drawing');
    const problem = (await this.#blind()) ?? (await this.#getSigned());
    if (this.#ended) return;
    if (problem) this.#tell('none', problem);
    else await this.#goOn();
  }

  /** Kept before it is asked for: whatever happens then, the same paper is asked for again. */
  async #blind(): Promise<PaperProblem | null> {
    if (this.#shelf.get() !== null) return null;
    const { stream, key, fingerprint } = this.#poll;
    const jwk = await this.#patiently(() => publicKey(stream, key));
    if (jwk === 'lost' || isNotDone(jwk)) return jwk === 'lost' ? 'over' : jwk;
    const read = readKey(jwk);
    if (read.fingerprint !== fingerprint || read.bits !== keyBits || read.e !== 65537n) return 'foreign-key';
    const paper = this.#means.random(32);
    this.#shelf.put({ stage: 'blinded', jwk, paper: toHex(paper), ...blind(paper, read, this.#means.random) });
    return null;
  }

  async #getSigned(): Promise<PaperProblem | null> {
    const kept = this.#shelf.get();
    if (kept?.stage !== 'blinded') return null;
    const id = fresh();
    const answer = await this.#patiently(() => this.#means.command(this.#poll.stream, id, this.#poll.draw(kept.blinded)));
    if (answer === 'lost') return 'over';
    if (!('seq' in answer)) return answer;
    if (answer.signed === undefined) return 'over';
    if (this.#shelf.get()?.stage !== 'blinded') return null;
    const signature = finalize(fromHex(kept.paper), readKey(kept.jwk), answer.signed, kept.inverse);
    if (signature === null) return 'bad-signature';
    const after = this.#means.now() + this.#chance(castAfter.least, castAfter.most);
    this.#shelf.put({ stage: 'signed', paper: kept.paper, signature, after });
    return null;
  }

  async #send(): Promise<void> {
    const kept = this.#shelf.get();
    if (this.#sending || kept?.stage !== 'signed' || !kept.sealed) return;
    this.#sending = true;
    this.#tell('sealed');
    const shown: Sealed & { paper: string; signature: string } = { ...kept.sealed, paper: kept.paper, signature: kept.signature };
    const { least, most } = pressedBefore;
    await this.#means.wait(Math.max(kept.after - this.#means.now(), this.#chance(least, most)));
    const answer = await this.#patiently(() => cast(this.#poll.stream, this.#poll.key, shown));
    this.#sending = false;
    if (answer === 'lost') return;
    if ('seq' in answer) {
      this.#shelf.put({ stage: 'cast' });
      this.#tell('cast');
    } else {
      this.#shelf.put({ stage: 'signed', paper: kept.paper, signature: kept.signature, after: kept.after });
      this.#tell('ready', answer);
    }
  }

  /** Asks again while the answer is only for now; `lost` = the page is left. */
  async #patiently<A extends object>(ask: () => Promise<A | 'lost'>): Promise<A | 'lost'> {
    for (let failures = 0; !this.#ended; failures += 1) {
      const answer = await ask();
      if (!isForNow(answer)) return answer;
      await this.#means.wait(againAfter[failures] ?? 10_000);
    }
    return 'lost';
  }

  #chance(least: number, most: number): number {
    const drawn = this.#means.random(4).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32;
    return Math.round(least + drawn * (most - least));
  }

  #tell(stage: PaperStage, problem: PaperProblem | null = null): void {
    this.stage = stage;
    this.problem = problem;
    for (const then of this.#watchers) then();
  }
}
