/** What every store keeps to. Run for each of them by the test files beside this one. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '#server/store/store.ts';
import { accountContract } from './contract/accounts.ts';
import { commitContract } from './contract/commits.ts';
import { deliveryContract } from './contract/deliveries.ts';
import { deskContract } from './contract/desks.ts';
import { documentLogContract } from './contract/document-log.ts';
import { documentContract } from './contract/documents.ts';
import { eventContract } from './contract/events.ts';
import { paperContract } from './contract/papers.ts';
import { rowContract } from './contract/rows.ts';
import { tallyContract } from './contract/tallies.ts';

/** Opens an empty store, and closes and removes whatever it opened when told. */
export interface Shelf {
  fresh(): Promise<Store>;
  clear(): Promise<void>;
}

export const storeContract = (name: string, build: () => Promise<Shelf>): void => {
  describe(`the ${name} store`, () => {
    let shelf: Shelf;
    beforeAll(async () => {
      shelf = await build();
    });
    afterAll(async () => {
      await shelf.clear();
    });
    const fresh = (): Promise<Store> => shelf.fresh();
    commitContract(fresh);
    eventContract(fresh);
    rowContract(fresh);
    tallyContract(fresh);
    documentContract(fresh);
    documentLogContract(fresh);
    accountContract(fresh);
    paperContract(fresh);
    deskContract(fresh);
    deliveryContract(fresh);
  });
};
