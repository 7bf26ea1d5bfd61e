import type { BallotCommand } from '#shared/ballots/commands.ts';
import { Asking as AskingFor } from '#web/lib/live/asking.svelte.ts';
import { theNotices } from '#web/lib/ui/index.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { ballotsRefusals } from '#web/lib/words/refusals/ballots.ts';
import { explain } from '#web/lib/words/refusals/explain.ts';
import { theBallots } from './room.svelte.ts';

export type Asking = AskingFor<BallotCommand>;

/** While a component is made. */
export const newAsking = (): Asking => {
  const language = theLanguage();
  const notices = theNotices();
  return new AskingFor(
    theBallots(),
    (no) => explain(language.code, no, ballotsRefusals),
    (problem) => notices.say(problem, 'live'),
  );
};
