/** For test files: the servers of `setup.ts`. */
import { inject } from 'vitest';
import { freshDatabase } from './postgres.ts';

const url = async (service: 'postgres' | 'redis'): Promise<string> => {
  const response = await fetch(`${inject('services')}/${service}`);
  const said = await response.text();
  if (!response.ok) throw new Error(said);
  return said;
};

/** URL of a new, empty database on the shared PostgreSQL. */
export const database = async (): Promise<string> => freshDatabase(await url('postgres'));

/** URL of the shared Redis. Others publish there too: use topics of your own. */
export const redis = (): Promise<string> => url('redis');
