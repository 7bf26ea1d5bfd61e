import { openPostgres } from '#server/store/postgres/store.ts';
import type { Store } from '#server/store/store.ts';
import { database } from '#tests/services/shared.ts';
import { storeContract } from './contract.ts';

storeContract('PostgreSQL', async () => {
  const open: Store[] = [];
  return {
    fresh: async () => {
      const store = await openPostgres(await database());
      open.push(store);
      return store;
    },
    clear: async () => {
      await Promise.all(open.map((store) => store.close()));
    },
  };
});
