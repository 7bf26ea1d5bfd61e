import type { Store } from './store.ts';

export interface Where {
  /** `postgres://…`; null = the embedded database. */
  readonly databaseUrl: string | null;
  /** Of the embedded database; made when missing. */
  readonly folder: string;
  /** Hears of idle connections that broke; the store goes on with new ones. */
  readonly lost?: (error: Error) => void;
}

/** Opens and migrates. Rejects with CannotStart when that can never work, StoreUnavailable when it may later. */
export const openStore = async ({ databaseUrl, folder, lost }: Where): Promise<Store> => {
  // Only the driver that is used is loaded: the other one would cost memory and time to start.
  if (databaseUrl === null) return (await import('./sqlite/store.ts')).openSqlite(folder);
  return (await import('./postgres/store.ts')).openPostgres(databaseUrl, lost);
};
