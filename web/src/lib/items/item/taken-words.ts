import type { Taken } from '#shared/items/handling-state.ts';
import { handlingWords } from '#web/lib/words/items/handling.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';

/** When and where a picture was taken, as far as this viewer is told; `''` = nothing is known. */
export const takenWords = (taken: Taken | undefined, language: Language): string => {
  const w = language.say(handlingWords);
  if (!taken) return '';
  const { takenAt, place } = taken;
  return [
    takenAt === null ? '' : w.takenAt(language.dates.moment(takenAt)),
    place === null ? '' : w.takenPlace(place.lat.toFixed(5), place.lng.toFixed(5), language.dates.number(Math.round(place.accuracy))),
  ]
    .filter(Boolean)
    .join(' · ');
};
