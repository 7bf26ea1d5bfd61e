/** What is left on this device when somebody signs out: nothing that the next person could find. */
import { countUnsent, forgetDocumentsOf } from '#web/lib/live/document-store.ts';
import { offline } from '#web/lib/words/checklists/offline.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';

/** False when there are edits no server has, and the person would rather stay. */
export const leaveDevice = async (person: string, language: Language): Promise<boolean> => {
  const unsent = await countUnsent(person);
  if (unsent > 0 && !confirm(language.say(offline).signOutUnsent(unsent))) return false;
  try {
    await forgetDocumentsOf(person);
  } catch (failed) {
    // A browser that keeps nothing has nothing to forget.
    console.warn('nothing is kept in this browser', failed);
  }
  return true;
};
