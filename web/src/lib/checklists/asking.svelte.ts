import type { Command } from '#shared/checklists/commands.ts';
import { Asking, type No } from '#web/lib/live/asking.svelte.ts';
import { theNotices } from '#web/lib/ui/index.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { checklistsRefusals } from '#web/lib/words/refusals/checklists.ts';
import { explain } from '#web/lib/words/refusals/explain.ts';
import { theLists } from './lists.svelte.ts';

/** Asks for one thing about the lists; says why not where everybody looks. While a component is made. */
export const newAsking = () => {
  const lists = theLists();
  const language = theLanguage();
  const notices = theNotices();
  const tell = (problem: string): void => notices.say(problem, 'live');
  const say = (no: No): string => {
    lists.refused = 'problems' in no && no.problems ? no.problems : [];
    return explain(language.code, no, checklistsRefusals);
  };
  const asking = new Asking<Command>(lists, say, tell);
  return {
    get busy() {
      return asking.busy;
    },
    /** True when it was done, or is kept to be sent. */
    async ask(command: Command): Promise<boolean> {
      const done = await asking.ask(command);
      if (asking.problem !== null) tell(asking.problem);
      return done;
    },
  };
};
