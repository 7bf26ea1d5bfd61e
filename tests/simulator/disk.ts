/** One database under several nodes. A node's way to it may fail before or after the commit, and ends when the node dies. */
import { StoreUnavailable, type Store } from '#server/store/store.ts';
import type { Chance } from './chance.ts';

export interface Way {
  readonly store: Store;
  /** From now on nothing this node asks is ever answered, nor kept. */
  cut(): void;
  /** Probability that a commit fails; half of those were kept all the same. */
  failing: number;
}

const silence = <T>(): Promise<T> => new Promise<T>(() => undefined);

export const wayTo = (shared: Store, chance: Chance): Way => {
  let dead = false;
  const way = { failing: 0 } as Way;
  const store = new Proxy(shared, {
    get(target, name: keyof Store) {
      const own = target[name];
      if (typeof own !== 'function') return name === 'dialect' ? 'postgres' : own;
      return async (...args: unknown[]) => {
        if (dead) return silence();
        const fails = name === 'commit' && chance.happens(way.failing);
        if (fails && chance.happens(0.5)) throw new StoreUnavailable('before the commit');
        const result: unknown = await (own as (...given: unknown[]) => unknown).apply(target, args);
        if (dead) return silence();
        if (fails) throw new StoreUnavailable('after the commit');
        return result;
      };
    },
  });
  return Object.assign(way, { store, cut: () => void (dead = true) });
};
