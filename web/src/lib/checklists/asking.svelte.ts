import type { Command } from '#shared/checklists/commands.ts';
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
  let busy = $state(false);
  return {
    get busy() {
      return busy;
    },
    /** True when it was done. */
    async ask(command: Command): Promise<boolean> {
      if (busy) return false;
      busy = true;
      const answer = await lists.stream.ask(command);
      busy = false;
      if ('seq' in answer) return true;
      lists.refused = 'problems' in answer && answer.problems ? answer.problems : [];
      notices.say(explain(language.code, answer, checklistsRefusals), 'live');
      return false;
    },
  };
};
