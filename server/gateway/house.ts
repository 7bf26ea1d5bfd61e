import { openHouse } from '#shared/core/house.ts';
import type { Means } from './means.ts';
import type { Reading } from './reading.ts';
import type { Viewers } from './viewers.ts';

/** Opens the house for the pages; to be done before they are loaded. */
export const openHouseFor = (means: Means, viewers: Viewers, reading: Reading, origin: () => string): void =>
  openHouse({
    viewer: (cookie) => viewers.actor(cookie),
    rows: (query, viewer) => reading.rows(query, viewer),
    counts: (model, index, viewer) => reading.counts(model, index, viewer),
    view: (stream, viewer) => reading.view(stream, viewer),
    events: (stream, viewer) => reading.events(stream, viewer),
    mail: means.settings.mail,
    get origin() {
      return origin();
    },
    get pack() {
      return means.engine.pack;
    },
  });
