/** The same work for every server, one after the other, round after round, so that whatever else the machine does meets all of them. */
import { temporaryFolder } from '#tests/running/server.ts';
import type { Figures } from './goals.ts';
import type { Options } from './options.ts';
import { candidate } from './servers/all.ts';
import { serverNames, type Candidate, type Running, type ServerName } from './servers/candidate.ts';

/** What became of the rounds of one server. */
export interface Rounds<T> {
  readonly results: readonly T[];
  readonly failures: readonly string[];
  readonly settings: Candidate['settings'];
}
export type Measured<T> = Readonly<Partial<Record<ServerName, Rounds<T>>>>;

interface Started {
  readonly candidate: Candidate;
  readonly folder: ReturnType<typeof temporaryFolder>;
  readonly results: unknown[];
  readonly failures: string[];
  running: Running | null;
}

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Where one server is at home, and how to begin it again there. */
export interface Home {
  readonly candidate: Candidate;
  readonly folder: string;
}

const once = async <T>(one: Started, what: string, work: () => Promise<T>): Promise<void> => {
  try {
    one.results.push(await work());
  } catch (cause) {
    const errors = one.running?.errors() ?? '';
    one.failures.push(`${what}: ${reasonOf(cause)}${errors ? `\n${errors.slice(-1_000)}` : ''}`);
    say(`${one.candidate.name}, ${what}: ${reasonOf(cause)}`);
  }
};

const each = async (options: Options, rounds: number, work: (one: Started, round: number) => Promise<void>): Promise<Measured<never>> => {
  const all = options.servers.map((name): Started => ({
    candidate: candidate(name),
    folder: temporaryFolder(),
    results: [],
    failures: [],
    running: null,
  }));
  try {
    for (let round = 0; round < rounds; round += 1) for (const one of all) await work(one, round);
  } finally {
    for (const { running, folder } of all) {
      await running?.kill();
      folder.remove();
    }
  }
  return Object.fromEntries(all.map(({ candidate: { name, settings }, results, failures }) => [name, { results, failures, settings }]));
};

/** Each server is started once and lives through all rounds. */
export const inRounds = <T>(
  what: string,
  options: Options,
  documents: number,
  work: (running: Running, round: number, home: Home) => Promise<T>,
): Promise<Measured<T>> =>
  each(options, options.rounds, async (one, round) => {
    // Nothing is compared with the relay; once is enough.
    if (one.candidate.name === 'relay' && round > 0) return;
    say(`${what} · ${one.candidate.name} · round ${round + 1} of ${options.rounds}`);
    await once(one, `round ${round + 1}`, async () => {
      one.running ??= await one.candidate.start({ folder: one.folder.path, documents });
      return work(one.running, round, { candidate: one.candidate, folder: one.folder.path });
    });
  });

/** Work that starts and kills its server itself, once. */
export const atHome = <T>(what: string, options: Options, work: (home: Home) => Promise<T>): Promise<Measured<T>> =>
  each(options, 1, async (one) => {
    say(`${what} · ${one.candidate.name}`);
    await once(one, what, () => work({ candidate: one.candidate, folder: one.folder.path }));
  });

export const median = (values: readonly number[]): number | null =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

/** The middle one of the rounds of each server; null for a server that came through none. */
export const medians = <T>(measured: Measured<T>, of: (result: T) => number | null): Figures =>
  Object.fromEntries(serverNames.map((name) => [name, median((measured[name]?.results ?? []).flatMap((result) => of(result) ?? []))]));
