import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '#server/store/sqlite/store.ts';
import type { Store } from '#server/store/store.ts';
import { storeContract } from './contract.ts';

storeContract('embedded', async () => {
  const home = await mkdtemp(join(tmpdir(), 'consultation-store-'));
  const open: Store[] = [];
  return {
    fresh: async () => {
      const store = await openSqlite(await mkdtemp(join(home, 's-')));
      open.push(store);
      return store;
    },
    clear: async () => {
      await Promise.all(open.map((store) => store.close()));
      await rm(home, { recursive: true });
    },
  };
});
