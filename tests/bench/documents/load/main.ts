/** The load: a process of its own, which is given one piece of work, does it, and ends. */
import { crowd, type CrowdJob, type CrowdResult } from './crowd.ts';
import { cursors, type CursorsJob, type CursorsResult } from './cursors.ts';
import { fill, type FillJob, type FillResult } from './fill.ts';
import { flood, type FloodJob, type FloodResult } from './flood.ts';
import { feel, joins, open, type FeelJob, type FeelResult, type JoinsJob, type JoinsResult, type OpenJob } from './joins.ts';
import { life, type LifeJob, type LifeResult } from './life.ts';
import type { Arrival } from './whole.ts';

export type Job = CrowdJob | CursorsJob | FillJob | OpenJob | JoinsJob | FeelJob | FloodJob | LifeJob;

/** What comes of a piece of work. */
export interface Results {
  readonly crowd: CrowdResult;
  readonly cursors: CursorsResult;
  readonly fill: FillResult;
  readonly open: Arrival;
  readonly joins: JoinsResult;
  readonly feel: FeelResult;
  readonly flood: FloodResult;
  readonly life: LifeResult;
}

/** Tells whoever asked that it is ready, or well under way; resolves when they say go on. */
export type Gate = () => Promise<void>;

export type Message = { readonly begun: true } | { readonly done: unknown } | { readonly failed: string };

const say = (message: Message, then?: () => void): void => void process.send?.(message, undefined, undefined, then);

const gate: Gate = () => {
  const go = new Promise<void>((resolve) => process.once('message', () => resolve()));
  say({ begun: true });
  return go;
};

const work = (job: Job): Promise<Results[Job['work']]> => {
  switch (job.work) {
    case 'crowd':
      return crowd(job);
    case 'cursors':
      return cursors(job);
    case 'fill':
      return fill(job);
    case 'open':
      return open(job);
    case 'joins':
      return joins(job, gate);
    case 'feel':
      return feel(job, gate);
    case 'flood':
      return flood(job);
    case 'life':
      return life(job, gate);
  }
};

process.once('message', (job: Job) => {
  work(job).then(
    (done) => say({ done }, () => process.exit(0)),
    (cause: unknown) => say({ failed: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }, () => process.exit(1)),
  );
});
// Not without whoever asked.
process.once('disconnect', () => process.exit(1));
