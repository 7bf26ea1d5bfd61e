/** Many who read and some who type, in one document or in a hundred. */
import { row, type Goal, type Row } from '../goals.ts';
import type { CrowdResult } from '../load/crowd.ts';
import { load } from '../loading.ts';
import type { Options } from '../options.ts';
import { inRounds, medians, type Home, type Measured } from '../rounds.ts';
import type { Places } from '../place.ts';
import type { Running } from '../servers/candidate.ts';
import type { Case } from './case.ts';

interface Crowd {
  readonly name: string;
  readonly what: string;
  readonly documents: number;
  /** In each document. */
  readonly clients: number;
  readonly writers: number;
  readonly perSecond: number;
  /** Seconds that are measured. */
  readonly window: number;
  readonly processor: Goal;
  readonly latency?: Goal;
  readonly memory?: Goal;
}

/** Milliseconds. */
const warm = 2_000;

const rowsOf = (crowd: Crowd, measured: Measured<CrowdResult>): Row[] => [
  row(
    `server CPU per delivered edit, ${crowd.what}`,
    'µs',
    crowd.processor,
    medians(measured, (one) => one.serverMicrosecondsPerDelivered),
  ),
  ...(crowd.latency
    ? [
        row(
          `edit → every other screen, p99, ${crowd.what}`,
          'ms',
          crowd.latency,
          medians(measured, (one) => one.latencyMs.p99),
        ),
      ]
    : []),
  ...(crowd.documents === 1
    ? [
        row(
          `bytes per edit and reader, ${crowd.what}`,
          'bytes',
          { atMostTimes: 0.85 },
          medians(measured, (one) => one.bytesPerEditAndReader),
        ),
      ]
    : []),
  ...(crowd.memory
    ? [
        row(
          `server memory, ${crowd.what}`,
          'MB',
          crowd.memory,
          medians(measured, (one) => one.residentMegabytes),
        ),
      ]
    : []),
];

interface Sitting extends CrowdResult {
  /** Looked at once, and only here: edits that were gone after SIGKILL at the end of the last round. */
  readonly lostByKill?: number;
}

/** Edits that are there after the server was killed and began again. */
const kept = async ({ candidate, folder }: Home, documents: number, at: Places): Promise<number> => {
  const again = await candidate.start({ folder, documents });
  try {
    const document = again.documents.find(({ name }) => name === at.name);
    return document ? (await load({ work: 'life', document, base: 0, writers: 0, perSecond: 0 })).kept.length : 0;
  } finally {
    await again.kill();
  }
};

const sitting =
  (crowd: Crowd, options: Options) =>
  async (running: Running, round: number, home: Home): Promise<Sitting> => {
    const { clients, writers, perSecond, window } = crowd;
    const several = crowd.documents > 1;
    // A new document for each round; where there are many, they go on growing, by new writers.
    const documents = several ? running.documents : running.documents.slice(round, round + 1);
    const result = await load({
      ...{ work: 'crowd', pid: running.pid, clients, writers, perSecond, warm, window: (options.quick ? window / 2 : window) * 1_000 },
      ...{ documents, base: several ? round * crowd.documents * writers : 0 },
    });
    const [document] = documents;
    if (home.candidate.name !== 'this' || several || round < options.rounds - 1 || !document) return result;
    await running.kill();
    return { ...result, lostByKill: result.sent - (await kept(home, running.documents.length, document)) };
  };

const crowdCase = (crowd: Crowd): Case => ({
  name: crowd.name,
  run: async (options) => {
    const documents = crowd.documents > 1 ? crowd.documents : options.rounds;
    const measured = await inRounds(crowd.name, options, documents, sitting(crowd, options));
    const { clients, writers, perSecond, window } = crowd;
    return { rows: rowsOf(crowd, measured), setting: { documents: crowd.documents, clients, writers, perSecond, window }, measured };
  },
});

const one = { documents: 1, writers: 20, perSecond: 5, window: 5 } as const;

export const crowdCases: readonly Case[] = (
  [
    {
      ...{ ...one, name: 'crowd-50', what: '50 clients, 5 writers', clients: 50, writers: 5, window: 7 },
      ...{ processor: { atMostTimes: 0.6 }, latency: { atMostTimes: 1.2 } },
    },
    {
      ...{ ...one, name: 'crowd-200', what: '200 clients, 10 writers', clients: 200, writers: 10, window: 6 },
      ...{ processor: { atMostTimes: 0.6 }, latency: { atMostTimes: 1.2 } },
    },
    {
      ...{ ...one, name: 'crowd-500', what: '500 clients, 20 writers', clients: 500 },
      ...{ processor: { atMostTimes: 0.45 }, latency: { atMost: 35 } },
    },
    {
      ...{ ...one, name: 'crowd-1000', what: '1,000 clients, 20 writers', clients: 1_000 },
      ...{ processor: { atMostTimes: 0.3 }, latency: { atMost: 50 }, memory: { atMostTimes: 0.8 } },
    },
    {
      ...{ ...one, name: 'crowd-1000-fast', what: '1,000 clients, 20 writers at 10 edits/s', clients: 1_000, perSecond: 10 },
      processor: { atMostTimes: 0.25 },
    },
    {
      ...{ ...one, name: 'hundred-documents', what: '100 documents with 5 clients each, 1 of them types', documents: 100 },
      ...{ clients: 5, writers: 1, window: 5, processor: { atMostTimes: 0.7 } },
    },
  ] satisfies readonly Crowd[]
).map(crowdCase);
