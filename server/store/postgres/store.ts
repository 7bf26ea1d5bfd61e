import { CannotStart } from '../cannot-start.ts';
import { guarded } from '../guarded.ts';
import type { Store } from '../store.ts';
import { accountStore } from './accounts.ts';
import { openPool, understood } from './connection.ts';
import { deliveryDesk } from './deliveries.ts';
import { documentLog } from './document-log.ts';
import { documentStore } from './documents.ts';
import { eventStore } from './events.ts';
import { fileStore } from './files.ts';
import { keyDesk } from './house-key.ts';
import { jobDesk } from './jobs.ts';
import { migrate } from './migrate.ts';
import { paperDesk } from './papers.ts';
import { rowStore } from './rows.ts';
import { tallyStore } from './tallies.ts';
import { tokenDesk } from './tokens.ts';
import { webhookDesk } from './webhooks.ts';

/** Wrong password, unknown user, unknown database: what is configured must change. */
const misconfigured = /^(?:28|3D)/;

const atStart = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && misconfigured.test(error.code)
    ? new CannotStart(`The database refuses: ${error.message}`, { cause: error })
    : understood(error);

/** `lost` hears of idle connections that broke; the store goes on with new ones. */
export const openPostgres = async (url: string, lost: (error: Error) => void = () => undefined): Promise<Store> => {
  await migrate(url).catch((error: unknown) => {
    throw atStart(error);
  });
  const pool = openPool(url, lost);
  const calls = {
    ...eventStore(pool),
    ...rowStore(pool),
    ...tallyStore(pool),
    ...documentStore(pool),
    ...documentLog(pool),
    ...fileStore(pool),
    ...accountStore(pool),
    ...paperDesk(pool),
    ...tokenDesk(pool),
    ...jobDesk(pool),
    ...keyDesk(pool),
    ...deliveryDesk(pool),
    ...webhookDesk(pool),
    ping: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  };
  return { dialect: 'postgres', ...guarded(calls, understood) };
};
