/** A photo made fit for the way, with when and, if wanted, where it was taken. */
import { fresh } from '#web/lib/live/id.ts';
import type { Photo, Picture, Spot } from '#web/lib/live/parcel-store.ts';
import { redraw } from '#web/lib/ui/photo.ts';

/** Null: not wanted, not allowed, or not known in time. */
const spot = (wanted: boolean): Promise<Spot | null> =>
  new Promise((resolve) => {
    if (!wanted || !('geolocation' in navigator)) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lng, accuracy } }) => resolve({ lat, lng, accuracy: Math.min(accuracy, 100_000) }),
      () => resolve(null),
      { timeout: 8_000, maximumAge: 60_000, enableHighAccuracy: true },
    );
  });

/** The place is that of the device now, so only for what was photographed a moment ago. Rejects what is no picture. */
export const taken = async (file: File, located: boolean): Promise<{ readonly photo: Photo; readonly picture: Picture }> => {
  const recent = Date.now() - file.lastModified < 10 * 60_000;
  const [drawn, place] = await Promise.all([redraw(file), spot(located && recent)]);
  return {
    photo: { id: fresh(), takenAt: Math.min(file.lastModified, Date.now()), place, file: null },
    picture: { bytes: await drawn.arrayBuffer(), type: drawn.type },
  };
};
