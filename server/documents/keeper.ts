/** Writes the edits of all documents to disk, as many as are waiting in one commit. */
import { setTimeout as wait } from 'node:timers/promises';
import type { DocumentName } from '#shared/core/kind.ts';
import { StoreUnavailable, type DocumentStore } from '#server/store/store.ts';
import { Pace } from '../pace.ts';

export interface Edit {
  readonly update: Uint8Array;
  readonly by: string;
  readonly at: number;
}

interface Waiting {
  readonly name: DocumentName;
  readonly updates: readonly Edit[];
  readonly resolve: (kept: number | 'frozen') => void;
  readonly reject: (reason: unknown) => void;
}

export interface Keeper {
  /** Seq of the last update once all are durable, or 'frozen': none was kept. Rejects with StoreUnavailable when patience ran out. */
  keep(name: DocumentName, updates: readonly Edit[]): Promise<number | 'frozen'>;
}

/** Writing the same updates twice does no harm, so a commit with an unknown outcome is simply tried again. */
const persist = async (store: DocumentStore, batch: readonly Waiting[], patience: number): Promise<readonly (number | 'frozen')[]> => {
  const until = performance.now() + patience;
  for (let pause = 20; ; pause = Math.min(pause * 2, 1000)) {
    try {
      return await store.appendUpdates(batch.map(({ name, updates }) => ({ name, updates })));
    } catch (reason) {
      if (!(reason instanceof StoreUnavailable) || performance.now() + pause > until) throw reason;
      await wait(pause);
    }
  }
};

/** A commit costs about the same for one edit and for fifty: where several documents are written, a few milliseconds bring many together. */
const betweenCommits = { share: 0.1, shortest: 0, longest: 12 };

export const createKeeper = (store: DocumentStore, patience: number): Keeper => {
  let waiting: Waiting[] = [];
  let writing = false;
  /** The last commit brought several documents; one alone gathers by its own pace. */
  let several = false;

  const pace = new Pace(betweenCommits);

  const write = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const pause = several ? pace.wait(performance.now()) : 0;
      if (pause >= 1) await wait(pause);
      const batch = waiting;
      waiting = [];
      several = batch.length > 1;
      const begun = performance.now();
      pace.begins(begun);
      try {
        const kept = await persist(store, batch, patience);
        pace.took(performance.now() - begun);
        batch.forEach((one, n) => {
          const outcome = kept[n];
          if (outcome === undefined) one.reject(new Error('the store answered fewer documents than it was given'));
          else one.resolve(outcome);
        });
      } catch (reason) {
        for (const one of batch) one.reject(reason);
      }
    }
    writing = false;
  };

  return {
    keep: (name, updates) =>
      new Promise((resolve, reject) => {
        waiting.push({ name, updates, resolve, reject });
        // One turn of the loop later, so that documents whose rounds fall together share the commit.
        if (!writing) {
          writing = true;
          setImmediate(() => void write());
        }
      }),
  };
};
