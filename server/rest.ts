/**
 * Gives memory back when the house comes to rest. Starting and a busy hour leave the heap larger than the quiet after it needs, and V8 by itself
 * keeps it. Done once each time it falls quiet, so that nobody waits for it.
 */
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const pace = 2_000;
/**
 * Share of a processor the event loop takes at rest: two thousand phones that only say they are still there stay below. Counted in processor
 * time, since beside busy neighbours everything seems to take long.
 */
const quiet = 0.05;
/** The same: from here on there is something to give back. */
const busy = 0.1;
/** Share of time in which the loop had something to do: above it is at work, and only kept from it. */
const working = 0.5;
/** Looks in a row that find it quiet: a pause between two sentences is no rest, and collecting takes a tenth of a second. */
const looks = 2;

/** Processor time of this thread so far. */
const spentMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

type Collect = (how: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void;

export const restWhenQuiet = (): void => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  let rested = false;
  let found = 0;
  let before = performance.eventLoopUtilization();
  let spent = spentMs();
  let at = performance.now();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    const share = (spentMs() - spent) / (performance.now() - at);
    [spent, at] = [spentMs(), performance.now()];
    if (share > busy) rested = false;
    found = share > quiet || utilization > working ? 0 : found + 1;
    if (rested || found < looks) return;
    rested = true;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    before = performance.eventLoopUtilization();
    [spent, at] = [spentMs(), performance.now()];
  }, pace).unref();
};
