import { openSqlite } from './sqlite/store.ts';
import { openPostgres } from './postgres/store.ts';
import type { Store } from './store.ts';

export interface Where {
  /** `postgres://…`; null = the embedded database. */
  readonly databaseUrl: string | null;
  /** Of the embedded database; made when missing. */
  readonly folder: string;
}

/** Opens and migrates. Rejects with CannotStart when that can never work, StoreUnavailable when it may later. */
export const openStore = ({ databaseUrl, folder }: Where): Promise<Store> =>
  databaseUrl === null ? openSqlite(folder) : openPostgres(databaseUrl);
