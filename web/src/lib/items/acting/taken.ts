/** When and where pictures were taken, as far as the phone knows and only when somebody said it may be told. Pure. */
import type { Place, TakenOf } from '#shared/items/handling-state.ts';

/** A place is that of now: it is told only of pictures taken shortly before, in milliseconds. */
const nearby = 15 * 60_000;

/** `times`: when the file was last written, by file id; a camera writes it as it takes the picture. `here` and `now` belong together. */
export const takenAs = (files: readonly string[], times: Readonly<Record<string, number>>, here: Place | null, now: number): TakenOf =>
  Object.fromEntries(
    files.flatMap((file) => {
      const at = times[file];
      if (at === undefined || at > now + nearby) return [];
      return [[file, { takenAt: at, place: here !== null && now - at <= nearby ? here : null }]];
    }),
  );
