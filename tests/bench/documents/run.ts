/**
 * `npm run bench:documents [-- --quick] [--only=crowd-500,kills] [--servers=this,hocuspocus] [--rounds=1]`: this server, two others that
 * a team could install, and a bare relay, measured in the same run by the same load. Prints the table of goals and what was reached as
 * JSON. Not a test: machines differ.
 */
import { cpus, loadavg } from 'node:os';
import { buildOnce } from './building.ts';
import type { Case, CaseResult } from './cases/case.ts';
import { crowdCases } from './cases/crowd.ts';
import { cursorsCase } from './cases/cursors.ts';
import { intakeCase } from './cases/intake.ts';
import { killsCase } from './cases/kills.ts';
import { openingCase } from './cases/opening.ts';
import { readOptions } from './options.ts';

const cases: readonly Case[] = [...crowdCases, cursorsCase, openingCase, intakeCase, killsCase];

const options = readOptions(
  process.argv.slice(2),
  cases.map(({ name }) => name),
);
const chosen = cases.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
// So that no start below waits for it.
await buildOnce();
// Each server and each load listens, so that none of them outlives the bench.
process.setMaxListeners(0);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const started = performance.now();
const loadBefore = loadavg();
const results: Record<string, CaseResult> = {};
for (const one of chosen) results[one.name] = await one.run(options);

const servers = Object.fromEntries(
  Object.values(results).flatMap(({ measured }) => Object.entries(measured).map(([name, { settings }]) => [name, settings])),
);
const machine = {
  ...{ cores: cpus().length, model: cpus()[0]?.model, node: process.version },
  loadAverageBefore: loadBefore.map((value) => Math.round(value * 100) / 100),
};
const details = Object.fromEntries(
  Object.entries(results).map(([name, { setting, measured }]) => [
    name,
    {
      setting,
      ...Object.fromEntries(
        Object.entries(measured).map(([server, { results: rounds, failures }]) => [
          server,
          failures.length > 0 ? { rounds, failures } : rounds,
        ]),
      ),
    },
  ]),
);
const table = Object.values(results).flatMap(({ rows }) => rows);
process.stdout.write(
  `${JSON.stringify({ machine, quick: options.quick, minutes: Math.round((performance.now() - started) / 6_000) / 10, servers, table, details }, null, 2)}\n`,
);
process.exit(0);
