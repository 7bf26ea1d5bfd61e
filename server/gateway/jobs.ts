/**
 * Long work that goes on while nobody looks: a few pieces at a time, each with a sign of life in the store, so that any node can tell how
 * far it is, stop it, or say that it was cut off.
 */
import type { LedgerJob } from '#shared/core/ledger.ts';
import type { KeptJob } from '../store/store.ts';
import { failure } from './answers.ts';
import type { Means } from './means.ts';

/** At once on this node; those beyond wait for their turn. */
const atOnce = 2;
const mostWaiting = 20;
/** Signs of life, and after how long without one it counts as cut off. */
const pace = 1_000;
const patience = 20_000;
/** What people gave is forgotten after so long. */
const kept = 24 * 3_600_000;
const sweeping = 3_600_000;
/** Of flaws, while it is still under way: all of them are told at its end. */
const shownMeanwhile = 20;

export interface Hands {
  readonly signal: AbortSignal;
  say(part: Partial<LedgerJob>): void;
}
type Do = (job: LedgerJob, hands: Hands) => Promise<'cut' | undefined>;

interface Running {
  job: LedgerJob;
  readonly stop: AbortController;
  cut: boolean;
}

const under = (job: LedgerJob): boolean => job.stage === 'waiting' || job.stage === 'working';

export class Jobs {
  readonly #means: Means;
  readonly #running = new Map<string, Running>();
  readonly #waiting: (() => void)[] = [];
  readonly #all = new Set<Promise<void>>();
  readonly #sweep: NodeJS.Timeout;
  #busy = 0;

  constructor(means: Means) {
    this.#means = means;
    const forget = (): void => {
      means.store.forgetJobs(means.clock.now() - kept).catch((cause: unknown) => failure(cause, means.log, { work: 'forgetting jobs' }));
    };
    this.#sweep = setInterval(forget, sweeping).unref();
  }

  /** As it stands; null = none of this person. */
  async of(id: string, person: string): Promise<LedgerJob | null> {
    const job = await this.#means.store.job(id);
    return job && job.person === person ? this.#now(job) : null;
  }

  async allOf(person: string): Promise<readonly LedgerJob[]> {
    return (await this.#means.store.jobsOf(person, 20)).map((job) => this.#now(job));
  }

  /** False: somebody does it already, or too many wait. */
  async begin(job: LedgerJob, work: Do): Promise<boolean> {
    const { store, clock } = this.#means;
    const now = clock.now();
    if (this.#waiting.length >= mostWaiting || this.#running.has(job.id)) return false;
    const known = await store.job(job.id);
    // What is over may be done again at once; what is under way only when it gives no sign any more.
    const since = known && under(known.told as LedgerJob) ? now - patience : now;
    if (!(await store.takeJob(job.id, now, since))) return false;
    const running: Running = { job: { ...job, stage: 'waiting' }, stop: new AbortController(), cut: false };
    this.#running.set(job.id, running);
    await store.tellJob(job.id, now, running.job);
    const doing = this.#do(running, work).finally(() => this.#all.delete(doing));
    this.#all.add(doing);
    return true;
  }

  async stop(id: string): Promise<void> {
    await this.#means.store.stopJob(id);
    this.#running.get(id)?.stop.abort();
  }

  /** Cuts off what is under way: asked again, it goes on where it stopped. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    for (const running of this.#running.values()) {
      running.cut = true;
      running.stop.abort();
    }
    for (const go of this.#waiting.splice(0)) go();
    await Promise.all(this.#all);
  }

  #now(kept: KeptJob): LedgerJob {
    const job = this.#running.get(kept.id)?.job ?? (kept.told as LedgerJob);
    const lost = under(job) && !this.#running.has(kept.id) && kept.beat < this.#means.clock.now() - patience;
    return lost ? { ...job, stage: 'cut' } : job;
  }

  async #turn(): Promise<void> {
    if (this.#busy >= atOnce) await new Promise<void>((go) => this.#waiting.push(go));
    this.#busy += 1;
  }

  async #do(running: Running, work: Do): Promise<void> {
    const { signal } = running.stop;
    const say = (part: Partial<LedgerJob>): void => void (running.job = { ...running.job, ...part });
    const beat = setInterval(() => void this.#tell(running), pace).unref();
    await this.#turn();
    try {
      say({ stage: 'working' });
      const cut = signal.aborted ? undefined : await work(running.job, { signal, say });
      say({ stage: running.cut || cut ? 'cut' : signal.aborted ? 'cancelled' : 'done' });
    } catch (cause) {
      const no = failure(cause, this.#means.log, { job: running.job.id });
      say('failed' in no ? { stage: 'failed', reference: no.failed } : { stage: 'cut' });
    }
    clearInterval(beat);
    this.#busy -= 1;
    this.#waiting.shift()?.();
    await this.#tell(running);
    this.#running.delete(running.job.id);
  }

  async #tell(running: Running): Promise<void> {
    const { store, clock, log } = this.#means;
    const { job } = running;
    const told = under(job) ? { ...job, flaws: job.flaws.slice(0, shownMeanwhile), news: [] } : job;
    try {
      if (await store.tellJob(job.id, clock.now(), told)) running.stop.abort();
    } catch (cause) {
      failure(cause, log, { job: job.id });
    }
  }
}
