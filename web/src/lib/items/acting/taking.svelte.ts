import type { Place } from '#shared/items/handling-state.ts';

/** What this phone knows of the pictures of one form; nothing of it goes along before somebody turned it on. */
export class Taking {
  on: boolean = $state(false);
  /** The place is being asked for. */
  reading: boolean = $state(false);
  here: Place | null = $state.raw(null);
  /** When each file was written, by its id. */
  times: Readonly<Record<string, number>> = $state.raw({});

  constructor(on: boolean) {
    this.on = on;
  }

  sent(id: string, original: File): void {
    this.times = { ...this.times, [id]: original.lastModified };
  }

  /** Asks the device where it is, once it was turned on. */
  async turn(on: boolean): Promise<void> {
    if (on) {
      this.reading = true;
      this.here = await placeNow();
      this.reading = false;
    }
    this.on = on;
  }
}

/** null: the device does not know, or nobody allowed it. Accuracy in metres. */
const placeNow = (): Promise<Place | null> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lng: coords.longitude, accuracy: Math.min(100_000, Math.round(coords.accuracy)) }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  });
