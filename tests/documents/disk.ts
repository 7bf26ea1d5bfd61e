/** A store whose document part can be made slow or absent by hand, and remembers how it was used. */
import { StoreUnavailable, type DocumentStore, type Store } from '#server/store/store.ts';

export interface Disk {
  readonly store: Store;
  /** Documents in each commit, in order. */
  readonly commits: number[];
  /** Updates in each commit. */
  readonly updates: number[];
  /** From now on commits wait; the result lets them go. */
  hold(): () => void;
  /** While true everything that concerns documents rejects. */
  away: boolean;
}

export const diskOf = (store: Store): Disk => {
  let gate: Promise<void> = Promise.resolve();
  const disk = {
    commits: [] as number[],
    updates: [] as number[],
    away: false,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
  const there = (): void => {
    if (disk.away) throw new StoreUnavailable('away');
  };
  const documents: Pick<DocumentStore, 'document' | 'appendUpdates'> = {
    document: async (name, since) => {
      there();
      return store.document(name, since);
    },
    appendUpdates: async (batch) => {
      await gate;
      there();
      disk.commits.push(batch.length);
      disk.updates.push(batch.reduce((sum, { updates }) => sum + updates.length, 0));
      return store.appendUpdates(batch);
    },
  };
  return Object.assign(disk, { store: { ...store, ...documents } });
};
