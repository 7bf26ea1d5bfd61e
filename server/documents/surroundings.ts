import type { DocumentName } from '#shared/core/kind.ts';
import type { DocumentStore } from '#server/store/store.ts';
import type { News } from './crossing.ts';
import type { Keeper } from './keeper.ts';
import type { DocumentLimits } from './limits.ts';

/** What a document needs of its surroundings. */
export interface Surroundings {
  readonly store: DocumentStore;
  readonly keeper: Keeper;
  readonly limits: DocumentLimits;
  readonly clock: () => number;
  /** To the other nodes. */
  publish(name: DocumentName, news: News): void;
  failed(reason: unknown, name: DocumentName): void;
}
