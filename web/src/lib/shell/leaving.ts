/** What is left on this device when somebody signs out: nothing that the next person could find. */
import { countUnsent, forgetDocumentsOf } from '#web/lib/live/document-store.ts';
import { forgetPage } from '#web/lib/live/kept-page.ts';
import { ParcelStore } from '#web/lib/live/parcel-store.ts';
import { offline } from '#web/lib/words/checklists/offline.ts';
import { visits } from '#web/lib/words/supervision/visits.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';

/** None where the browser keeps nothing. */
const countParcels = async (person: string): Promise<number> => {
  try {
    return (await new ParcelStore(person).read()).length;
  } catch (failed) {
    console.warn('nothing is kept in this browser', failed);
    return 0;
  }
};

/** False when there are edits or visits no server has, and the person would rather stay. */
export const leaveDevice = async (person: string, language: Language): Promise<boolean> => {
  const unsent = await countUnsent(person);
  if (unsent > 0 && !confirm(language.say(offline).signOutUnsent(unsent))) return false;
  const parcels = await countParcels(person);
  if (parcels > 0 && !confirm(language.say(visits).signOutUnsent(parcels))) return false;
  try {
    await forgetDocumentsOf(person);
    await new ParcelStore(person).forget();
    await forgetPage('/supervision/visits');
  } catch (failed) {
    // A browser that keeps nothing has nothing to forget.
    console.warn('nothing is kept in this browser', failed);
  }
  return true;
};
