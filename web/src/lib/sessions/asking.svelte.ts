import type { SessionCommand } from '#shared/sessions/commands.ts';
import { Asking as AskingFor } from '#web/lib/live/asking.svelte.ts';
import { theNotices } from '#web/lib/ui/index.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { explain } from '#web/lib/words/refusals/explain.ts';
import { sessionsRefusals } from '#web/lib/words/refusals/sessions.ts';
import { theRoom } from './room.svelte.ts';

export type Asking = AskingFor<SessionCommand>;

/** While a component is made. */
export const newAsking = (): Asking => {
  const language = theLanguage();
  const notices = theNotices();
  return new AskingFor(
    theRoom(),
    (no) => explain(language.code, no, sessionsRefusals),
    (problem) => notices.say(problem, 'live'),
  );
};
