import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { Settled } from '#web/lib/live/outbox.svelte.ts';
import { theNotices } from '#web/lib/ui/index.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { ballotsRefusals } from '#web/lib/words/refusals/ballots.ts';
import { explain } from '#web/lib/words/refusals/explain.ts';
import { theBallots, type BallotRoom } from './room.svelte.ts';

type No = Exclude<Settled, { seq: number }>;

/** So long a button waits before what was asked is left to the outbox, which keeps it and asks again. */
const patience = 4_000;

/** One place that asks: whether it is busy, and the last "no" in words. */
export class Asking {
  busy: boolean = $state(false);
  /** Why not; null while all is well. */
  problem: string | null = $state(null);
  readonly #room: BallotRoom;
  readonly #say: (no: No) => string;
  readonly #tell: (problem: string) => void;

  /** `tell` hears of a "no" that came after the patience was over. */
  constructor(room: BallotRoom, say: (no: No) => string, tell: (problem: string) => void) {
    this.#room = room;
    this.#say = say;
    this.#tell = tell;
  }

  /** True when it was done, or is kept to be sent. */
  async ask(command: BallotCommand, options: { readonly id?: string; readonly foresee?: boolean } = {}): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    let gone = false;
    const asked = this.#room.stream.ask(command, options).then((answer) => {
      if ('seq' in answer) return true;
      if (gone) this.#tell(this.#say(answer));
      else this.problem = this.#say(answer);
      return false;
    });
    const left = new Promise<true>((resolve) => setTimeout(() => resolve(true), this.#room.away ? 50 : patience));
    const done = await Promise.race([asked, left]);
    gone = true;
    this.busy = false;
    return done;
  }
}

/** While a component is made. */
export const newAsking = (): Asking => {
  const language = theLanguage();
  const notices = theNotices();
  return new Asking(
    theBallots(),
    (no) => explain(language.code, no, ballotsRefusals),
    (problem) => notices.say(problem, 'live'),
  );
};
