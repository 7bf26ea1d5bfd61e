/** Tokens and long work, without a disk. */
import type { KeyDesk, JobDesk, KeptJob, KeptToken, TokenDesk } from '#server/store/store.ts';

const newest = <T extends { readonly id: string; readonly madeAt: number }>(all: Iterable<T>): T[] =>
  [...all].sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? -1 : 1));

export const memoryTokens = (): TokenDesk => {
  const tokens = new Map<string, KeptToken>();
  return {
    putToken: async (token) => {
      if ([...tokens.values()].some(({ hash }) => hash === token.hash)) throw new Error('hashes are unique');
      tokens.set(token.id, structuredClone(token));
    },
    token: async (hash) => [...tokens.values()].find((token) => token.hash === hash) ?? null,
    tokens: async () => newest(tokens.values()),
    tokenUsed: async (id, at) => {
      const token = tokens.get(id);
      if (token) tokens.set(id, { ...token, usedAt: at });
    },
    revokeToken: async (id, at) => {
      const token = tokens.get(id);
      if (!token || token.revokedAt !== null) return false;
      tokens.set(id, { ...token, revokedAt: at });
      return true;
    },
  };
};

export const memoryJobs = (): JobDesk => {
  const jobs = new Map<string, KeptJob & { readonly input: Uint8Array }>();
  const change = (id: string, with_: Partial<KeptJob>): void => {
    const job = jobs.get(id);
    if (job) jobs.set(id, { ...job, ...with_ });
  };
  const told = ({ input: _input, ...job }: KeptJob & { readonly input: Uint8Array }): KeptJob => structuredClone(job);
  return {
    putJob: async (job, input) => void jobs.set(job.id, { ...structuredClone(job), beat: 0, stop: false, input: input.slice() }),
    job: async (id) => {
      const job = jobs.get(id);
      return job ? told(job) : null;
    },
    jobInput: async (id) => jobs.get(id)?.input.slice() ?? null,
    jobsOf: async (person, limit) =>
      newest([...jobs.values()].filter((job) => job.person === person))
        .slice(0, limit)
        .map(told),
    takeJob: async (id, at, since) => {
      const job = jobs.get(id);
      if (!job || job.beat >= since) return false;
      change(id, { beat: at, stop: false });
      return true;
    },
    tellJob: async (id, beat, said) => {
      change(id, { beat, told: structuredClone(said) });
      return jobs.get(id)?.stop ?? true;
    },
    stopJob: async (id) => change(id, { stop: true }),
    forgetJobs: async (before) => {
      for (const [id, { madeAt }] of jobs) if (madeAt < before) jobs.delete(id);
    },
  };
};

export const memoryKey = (): KeyDesk => {
  let kept: string | null = null;
  return { houseKey: async (fresh) => (kept ??= fresh) };
};
