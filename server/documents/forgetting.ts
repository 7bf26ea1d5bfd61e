/**
 * How a document came to be is kept for a while after its last edit, then only what stands in it: names and numbers that were written and
 * removed again must not stay for ever.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { StoreUnavailable, type DocumentLog } from '#server/store/store.ts';
import type { DocumentHistory } from './history.ts';

export interface ForgettingMeans {
  readonly store: DocumentLog;
  readonly history: Pick<DocumentHistory, 'forget'>;
  readonly clock: { now(): number };
  readonly log: {
    info(facts: object, text: string): void;
    warn(facts: object, text: string): void;
    error(facts: object, text: string): void;
  };
  /** After the last edit. */
  readonly days: number;
}

const day = 86_400_000;
/** Documents in one go; then others get their turn. */
const atOnce = 20;

/** Forgets what is due now; how many documents. A document that cannot be read stands in nobody's way. */
export const forgetOld = async ({ store, history, clock, log, days }: ForgettingMeans): Promise<number> => {
  const before = clock.now() - days * day;
  const seen = new Set<string>();
  let forgotten = 0;
  for (;;) {
    const due = (await store.idleLogs(before, atOnce + seen.size)).filter((name) => !seen.has(name));
    if (due.length === 0) return forgotten;
    for (const name of due) {
      seen.add(name);
      try {
        await history.forget(name);
        forgotten += 1;
      } catch (reason) {
        if (reason instanceof StoreUnavailable) throw reason;
        log.error({ err: reason, document: name }, 'the history of a document cannot be forgotten');
      }
    }
  }
};

/** Now and every day, in the background; the result ends it. */
export const forgetDaily = (means: ForgettingMeans): (() => void) => {
  const ending = new AbortController();
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await forgetOld(means).then(
        (forgotten) => forgotten > 0 && means.log.info({ forgotten }, 'histories of documents forgotten'),
        (reason: unknown) => means.log.warn({ err: reason }, 'forgetting histories waits for the next day'),
      );
      await wait(day, null, { ref: false, signal: ending.signal }).catch(() => null);
    }
  };
  void run();
  return () => ending.abort();
};
