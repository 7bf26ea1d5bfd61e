/** Which rules decide: the newest that were adopted, else those of the file. Told of every commit, on whichever node. */
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Announcer } from './announcer.ts';
import type { Means } from './means.ts';
import type { Streams } from './streams.ts';

export class Ruling {
  #pack: RulePack;
  readonly #means: Means;

  constructor(means: Means) {
    this.#means = means;
    this.#pack = means.pack;
  }

  /** Kept whole while in force: a decision reads it, nobody writes in it. */
  get pack(): RulePack {
    return this.#pack;
  }

  /** Nothing may be decided before. */
  async start(streams: Streams, announcer: Announcer): Promise<void> {
    const { rules } = this.#means;
    if (!rules) return;
    announcer.follow(rules.stream);
    announcer.onCommit(({ stream, after }) => {
      if (stream === rules.stream) this.#take(rules.pack(after.state));
    });
    this.#take(rules.pack((await streams.open(rules.stream)).state));
  }

  #take(adopted: RulePack | null): void {
    this.#pack = adopted ?? this.#means.pack;
    const { name, version } = this.#pack;
    this.#means.log.info({ rules: name, version }, adopted ? 'rules as adopted' : 'rules of the file');
  }
}
