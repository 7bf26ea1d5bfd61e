/** One builder at a time: two that write the same folder leave neither whole. A lock whose holder died is taken over. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const pause = 250;
/** A build takes half a minute; on a very slow machine a few. */
const mostPauses = 2_400;

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const taken = (lock: string): boolean => {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    return false;
  }
};

/** Runs `work` while holding the lock file; waits for whoever holds it. Rejects when they never finish. */
export const alone = async (lock: string, work: () => Promise<void>): Promise<void> => {
  mkdirSync(dirname(lock), { recursive: true });
  for (let tries = 0; !taken(lock); tries += 1) {
    if (tries > mostPauses) throw new Error(`somebody else builds the pages for too long (${lock})`);
    const holder = Number(readFileSync(lock, { encoding: 'utf8', flag: 'a+' }));
    if (holder > 0 && !alive(holder)) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, pause));
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
};
