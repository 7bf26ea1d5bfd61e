/** What another process has used, as the kernel counts it. */
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Milliseconds of processor time of all threads of a process so far. `schedstat` counts nanoseconds of the threads that live; where the
 * kernel has none, utime + stime of `stat`, in hundredths of a second.
 */
export const processorMs = (pid: number): number => preciseMs(pid) ?? coarseMs(pid);

const preciseMs = (pid: number): number | null => {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return (
      threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]), 0) / 1e6
    );
  } catch {
    return null;
  }
};

const coarseMs = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

/** Between two looks, how many in a row must agree (within `same` MB), and how long that may take. Milliseconds. */
const settling = { pace: 1_000, looks: 8, same: 1, longest: 60_000 };

/** The memory of a process that came to rest: it stays as it is, and what a busy minute took is given back. */
export const restingMegabytes = async (pid: number): Promise<number> => {
  let looks = [residentMegabytes(pid)];
  for (const end = performance.now() + settling.longest; looks.length < settling.looks && performance.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, settling.pace));
    const now = residentMegabytes(pid);
    looks = Math.abs(now - (looks[0] ?? now)) <= settling.same ? [...looks, now] : [now];
  }
  return looks.at(-1) ?? 0;
};

export const residentMegabytes = (pid: number): number => {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1]) / 102.4) / 10;
};
