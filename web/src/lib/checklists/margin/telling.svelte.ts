import type { Settled } from '#web/lib/live/outbox.svelte.ts';
import { theNotices } from '#web/lib/ui/index.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { checklistsRefusals } from '#web/lib/words/refusals/checklists.ts';
import { explain } from '#web/lib/words/refusals/explain.ts';

/** Says why something in the margin was not done. While a component is made. */
export const newTelling = () => {
  const language = theLanguage();
  const notices = theNotices();
  return {
    say: (text: string) => notices.say(text, 'done'),
    /** True when it was done; `done` is said then. */
    async told(asked: Promise<Settled>, done = ''): Promise<boolean> {
      const answer = await asked;
      if ('seq' in answer) {
        if (done !== '') notices.say(done, 'done');
        return true;
      }
      notices.say(explain(language.code, answer, checklistsRefusals), 'live');
      return false;
    },
  };
};
