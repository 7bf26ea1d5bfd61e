/**
 * The desk where papers for secret polls are signed. It knows who draws, and never what is signed: that is blinded by whoever draws. What
 * comes back later is a paper with a good signature, and nothing here or in the record tells whose it is.
 *
 * The key of a poll is made as soon as a kind names it, and its fingerprint is put into the record, the same for everybody, before the first
 * paper is drawn: a server that gave every person another key could tell the papers apart. When the kind names it no more, the poll is over,
 * and the half that signs is destroyed; the half that checks stays.
 */
import { house } from '#shared/core/actor.ts';
import type { AnyCommand, AnyKind, PaperKey } from '#shared/core/kind.ts';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Means } from './means.ts';
import { fits, halvesOf, makePair, type PaperKeyHalves } from './paper-key.ts';
import { openPaperSigner } from './paper-signer.ts';

export interface Desk {
  readonly halves: PaperKeyHalves;
  fits(blinded: string): boolean;
  /** Hex; the same for the same blinded paper. Null = the poll ended meanwhile. */
  sign(blinded: string): Promise<string | null>;
}

type Name = `${StreamId}#${string}`;
type Wanted = PaperKey<AnyCommand>;

/** Polls that ended on another node, or while this one was down, are found by looking. */
const sweepEvery = 600_000;
const mostRemembered = 2_000;

const fullName = (stream: StreamId, key: string): Name => `${stream}#${key}`;
const partsOf = (name: string): readonly [StreamId, string] => {
  const at = name.indexOf('#');
  return [name.slice(0, at) as StreamId, name.slice(at + 1)];
};

export class Papers {
  readonly #means: Means;
  readonly #signer = openPaperSigner();
  /** Of polls that are under way. */
  readonly #open = new Map<Name, Promise<PaperKeyHalves>>();
  /** For checking; also of polls that are over. */
  readonly #checking = new Map<Name, PaperKeyHalves>();
  #stop: (() => void)[] = [];

  constructor(means: Means) {
    this.#means = means;
  }

  start(): void {
    const timer = setInterval(() => this.#sweep(), sweepEvery).unref();
    this.#stop = [
      () => clearInterval(timer),
      this.#means.engine.onCommit(({ stream, after }) => {
        const wanted = this.#kind(stream)?.paperKeys?.(after.state);
        if (wanted) this.#settle(stream, wanted);
      }),
    ];
    this.#sweep();
  }

  async stop(): Promise<void> {
    for (const stop of this.#stop.splice(0)) stop();
    await this.#signer.close();
  }

  /** For a poll that is under way; its key is made and announced when this resolves. Null = there is no such poll. */
  async desk(stream: StreamId, key: string): Promise<Desk | null> {
    const wanted = await this.#wanted(stream, key);
    if (!wanted) return null;
    const name = fullName(stream, key);
    const halves = await this.#ready(stream, wanted);
    return {
      halves,
      fits: (blinded) => fits(blinded, halves),
      sign: async (blinded) => (halves.signs && this.#open.has(name) ? this.#signer.ask({ blinded, key: halves.signs }) : null),
    };
  }

  /** What checks signatures, also of a poll that is over; null = never heard of. */
  async checking(stream: StreamId, key: string): Promise<PaperKeyHalves | null> {
    const name = fullName(stream, key);
    const known = this.#checking.get(name);
    if (known) return known;
    const pair = await this.#means.store.paperKey(name);
    return pair ? this.#remember(name, halvesOf({ ...pair, secret: null })) : ((await this.desk(stream, key))?.halves ?? null);
  }

  #kind(stream: StreamId): AnyKind | undefined {
    return this.#means.kinds[kindOf(stream)];
  }

  async #wanted(stream: StreamId, key: string): Promise<Wanted | null> {
    const { state } = await this.#means.engine.open(stream);
    return (
      this.#kind(stream)
        ?.paperKeys?.(state)
        .find((one) => one.key === key) ?? null
    );
  }

  #ready(stream: StreamId, wanted: Wanted): Promise<PaperKeyHalves> {
    const name = fullName(stream, wanted.key);
    const known = this.#open.get(name);
    if (known) return known;
    const making = this.#make(stream, wanted);
    this.#open.set(name, making);
    // Not remembered when it went wrong: the next one who asks tries again.
    making.catch(() => this.#open.delete(name));
    return making;
  }

  async #make(stream: StreamId, wanted: Wanted): Promise<PaperKeyHalves> {
    const { store, engine, clock } = this.#means;
    const name = fullName(stream, wanted.key);
    const halves = halvesOf((await store.paperKey(name)) ?? (await store.putPaperKey(name, await makePair())));
    if (wanted.fingerprint === null) {
      const answer = await engine.ask(stream, `${name}#announce`, wanted.announce(halves.fingerprint), house(clock.now()));
      if ('unavailable' in answer) throw new StoreUnavailable(answer.unavailable);
      if (!('seq' in answer)) throw new Error(`${name} is not announced: ${JSON.stringify(answer)}`);
    } else if (wanted.fingerprint !== halves.fingerprint) throw new Error(`${name} is not the key that was announced`);
    this.#remember(name, { ...halves, signs: null });
    return halves;
  }

  #remember(name: Name, halves: PaperKeyHalves): PaperKeyHalves {
    this.#checking.set(name, halves);
    if (this.#checking.size > mostRemembered) this.#checking.delete(this.#checking.keys().next().value as Name);
    return halves;
  }

  /** Makes what is named and was not made, destroys what is named no more. */
  #settle(stream: StreamId, wanted: readonly Wanted[]): void {
    for (const one of wanted) if (!this.#open.has(fullName(stream, one.key))) this.#ready(stream, one).catch(this.#trouble(stream));
    for (const name of this.#open.keys()) {
      const [of, key] = partsOf(name);
      if (of !== stream || wanted.some((one) => one.key === key)) continue;
      this.#open.delete(name);
      this.#means.store.destroyPaperKey(name).catch(this.#trouble(stream));
    }
  }

  #sweep(): void {
    this.#look().catch(this.#trouble());
  }

  async #look(): Promise<void> {
    for (const name of await this.#means.store.livePaperKeys()) {
      const [stream, key] = partsOf(name);
      const wanted = this.#kind(stream) ? await this.#wanted(stream, key) : null;
      if (wanted) await this.#ready(stream, wanted);
      else {
        this.#open.delete(name as Name);
        await this.#means.store.destroyPaperKey(name);
      }
    }
  }

  /** Nobody waits for it; what is missing is made when somebody asks, or found by the next look. */
  #trouble(stream?: StreamId): (cause: unknown) => void {
    return (cause) => this.#means.log.warn({ err: cause, stream }, 'the desk for papers');
  }
}
