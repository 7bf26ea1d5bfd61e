/**
 * `npm run bench:items`: a full house. 1,000,000 items with more than 10,000,000 events on PostgreSQL and 100,000 items on the embedded store,
 * unless `--items=`; `--quick` = 10,000 each; `--only=postgres|embedded`; `--as-built`: the pages as they are, for they play no part here. How
 * fast rows and sums are made from the record, and how long people wait for desk, board, search and scorecard. Prints JSON, goals beside
 * figures. Taking 100,000 rows away is measured by `npm run bench:ledgers`.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { kinds } from '#shared/kinds.ts';
import type { Means } from '#server/engine/means.ts';
import { rebuild } from '#server/engine/rebuilding.ts';
import { buildIfStale } from '#server/pages.ts';
import { openStore } from '#server/store/open.ts';
import { ask as askDatabase, startPostgres } from '#tests/services/postgres.ts';
import { startServer, temporaryFolder } from '#tests/running/server.ts';
import { ask } from './asking.ts';
import { fill } from './filling.ts';

const { values } = parseArgs({
  options: { items: { type: 'string' }, quick: { type: 'boolean' }, only: { type: 'string' }, 'as-built': { type: 'boolean' } },
});
const count = (usual: number): number => (values.quick ? 10_000 : values.items === undefined ? usual : Number(values.items));
const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

const quiet = { info: () => undefined, warn: say, error: say } as unknown as Means['log'];

const benchHouse = async (databaseUrl: string | null, items: number) => {
  const folder = temporaryFolder();
  try {
    const where = { databaseUrl, folder: folder.path };
    const store = await openStore(where);
    say(`filling ${store.dialect} with ${items} items`);
    const filled = await fill(store, items);
    say(JSON.stringify(filled));
    const began = performance.now();
    const before = process.cpuUsage();
    // Of all that an engine stands on, making anew needs these only.
    await rebuild({ store, kinds, log: quiet } as Means);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    // On a machine that others use too, the processor time of this process says more than the clock.
    const processorSeconds = Math.round((user + system) / 100_000) / 10;
    const rebuilt = { processorSeconds, seconds: Math.round(seconds * 10) / 10, eventsPerSecond: Math.round(filled.events / seconds) };
    say(JSON.stringify(rebuilt));
    await store.close();
    // What autovacuum does by itself within minutes.
    if (databaseUrl !== null) await askDatabase(databaseUrl, 'vacuum analyze');
    const server = await startServer({
      DATA_FOLDER: folder.path,
      BUILD_PAGES: 'no',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    });
    try {
      say('asking');
      const milliseconds = await ask(server);
      // Above the number of cores others had their share of the time.
      return { filled, rebuild: rebuilt, milliseconds, load: loadavg().map(Math.round) };
    } finally {
      await server.kill('SIGTERM');
    }
  } finally {
    folder.remove();
  }
};

const onPostgres = async () => {
  const postgres = await startPostgres();
  try {
    return await benchHouse(await postgres.database(), count(1_000_000));
  } finally {
    await postgres.stop();
  }
};

if (!values['as-built']) await buildIfStale(say);
const result = {
  machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version },
  goals: { deskP95Ms: 50, boardP95Ms: 200, searchP95Ms: 200, scorecardP95Ms: 200, rebuildEventsPerSecond: 20_000 },
  ...(values.only === 'embedded' ? {} : { postgres: await onPostgres() }),
  ...(values.only === 'postgres' ? {} : { embedded: await benchHouse(null, count(100_000)) }),
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
