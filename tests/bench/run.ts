/** `npm run bench`: figures as JSON, and what they are meant to reach beside them. Not a test: machines differ. */
import { cpus } from 'node:os';
import { buildIfStale } from '#server/pages.ts';
import { startPostgres } from '#tests/services/postgres.ts';
import { benchCommands } from './commands.ts';
import { benchOpening } from './opening.ts';
import { benchStartup } from './startup.ts';

// So that no start below waits for it.
await buildIfStale((line) => console.error(line));
const postgres = await startPostgres({ durable: true });
try {
  const result = {
    machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version },
    goals: { commandsPerSecond: 10_000, commandP99Ms: 50, openMs: 50, readyMs: 1_500, residentMegabytes: 120 },
    startup: await benchStartup(),
    opening: await benchOpening(),
    commands: { embedded: await benchCommands(null), postgres: await benchCommands(await postgres.database()) },
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  await postgres.stop();
}
